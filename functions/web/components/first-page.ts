import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { ProofFile } from "../../../shared/stored/outputs.ts";
import type { Hash } from "../../../shared/values.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Where a picture of a first page is, and its size in points. */
export type FirstPage = { address: string; width: number; height: number };

/** The first page of an edition of a final; undefined: there is no picture of it. */
export function editionPage({ id }: Pick<State, "id">, final: Final | undefined): FirstPage | undefined {
  if (!final?.picture) return undefined;
  const { width, height } = final.picture;
  return { address: href("editionPicture", { id, edition: String(final.edition) }), width, height };
}

/** The first page of a version under review, as its files tell. */
export function reviewPage(id: string, version: Hash, files: readonly ProofFile[]): FirstPage | undefined {
  const found = files.find((file) => file.format === "svg");
  if (!found) return undefined;
  return { address: href("reviewPicture", { id }, { version }), width: found.width, height: found.height };
}

/** The picture of a first page, named by the title that it shows. */
export function firstPage({ text }: Say, title: string, page: FirstPage): Html {
  return image(page, text("page.picture", { title }), "first-page");
}

/** The same as a small cover beside the title, which says what it is. */
export function cover(page: FirstPage): Html {
  return image(page, "", "first-page cover");
}

function image({ address, width, height }: FirstPage, alt: string, shape: string): Html {
  return html`<img class="${shape}" src="${address}" width="${width}" height="${height}" alt="${alt}" loading="lazy">`;
}
