import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Output, State } from "../../../shared/deliverable/state.ts";
import { languageName } from "../../../shared/i18n/languages.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Links to the final documents; each says its format, pages, size and language. */
export function outputLinks(speak: Say, { id, title, language, final }: State): Html {
  const { text } = speak;
  return html`<ul class="plain">${(final?.outputs ?? []).map(
    (
      output,
    ) => html`<li><a href="${href("output", { id, format: output.format })}">${text(`output.${output.format}`)}<span class="hidden"> – ${title}</span></a>
<span class="muted">(${fileWords(speak, language, output)})</span></li>`,
  )}</ul>`;
}

/** A file of a document, told by its pages, its size and its language: "10 pages, 95 ko, français". */
export function fileWords(speak: Say, language: string, { pages, bytes }: Pick<Output, "pages" | "bytes">): string {
  const { text } = speak;
  const length = pages === undefined ? "" : text("output.pages", { count: pages });
  const tongue = languageName(speak.language, language);
  return [length, speak.bytes(bytes), tongue].filter(Boolean).join(", ");
}
