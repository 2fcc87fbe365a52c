import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import type { Final, Output } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { languageName } from "../../../shared/i18n/languages.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { standingWords } from "./translation-words.ts";

/**
 * Links to the final documents of an edition, the newest unless told; each says its format, pages, size and language. The newest
 * one has the address that is the same for every edition.
 */
export function outputLinks(speak: Say, state: State, shown: Final | undefined = delivered(state)): Html {
  const { text } = speak;
  const { id, title, language } = state;
  const address = (format: string): string =>
    shown === delivered(state)
      ? href("output", { id, format })
      : href("editionOutput", { id, format, edition: String(shown?.edition) });
  return html`<ul class="plain">${(shown?.outputs ?? []).map(
    (
      output,
    ) => html`<li><a href="${address(output.format)}">${text(`output.${output.format}`)}<span class="hidden"> – ${title}</span></a>
<span class="muted">(${fileWords(speak, language, output)})</span></li>`,
  )}</ul>${translationNote(speak, shown)}`;
}

/** Of a translation: the version that it was made of, and what of it does not follow a newer one. */
function translationNote(speak: Say, final: Final | undefined): Html | "" {
  if (!final?.translation) return "";
  const { text, day } = speak;
  const { from, behind } = final.translation;
  const standing = behind && standingWords(speak, behind.unpaired ? undefined : behind);
  const late = behind && text("translation.final.behind", { date: day(behind.newest.dated), standing: standing! });
  return html`<p class="small muted">${text("translation.final", { date: day(from.dated) })} ${late ?? ""}</p>`;
}

/** A file of a document, told by its pages, its size and its language: "10 pages, 95 ko, français". */
export function fileWords(speak: Say, language: string, { pages, bytes }: Pick<Output, "pages" | "bytes">): string {
  const { text } = speak;
  const length = pages === undefined ? "" : text("output.pages", { count: pages });
  const tongue = languageName(speak.language, language);
  return [length, speak.bytes(bytes), tongue].filter(Boolean).join(", ");
}
