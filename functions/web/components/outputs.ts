import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import { type Final, type Output, pdfFirst } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { languageName } from "../../../shared/i18n/languages.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { standingWords } from "./translation-words.ts";

/** Links to the final documents of an edition, the newest unless told; each says its format, pages, size and language. */
export function outputLinks(speak: Say, state: State, shown: Final | undefined = delivered(state)): Html {
  const { language } = state;
  return html`<ul class="plain">${pdfFirst(shown?.outputs ?? []).map(
    (output) => html`<li><a href="${outputAddress(state, shown, output)}">${outputName(speak, state, output)}</a>
<span class="muted">(${fileWords(speak, language, output)})</span></li>`,
  )}</ul>${translationNote(speak, shown)}`;
}

/** Where a file of an edition is: the newest one's address is the same for every edition. */
export function outputAddress(state: State, shown: Final | undefined, { format }: Pick<Output, "format">): string {
  const { id } = state;
  return shown === delivered(state)
    ? href("output", { id, format })
    : href("editionOutput", { id, format, edition: String(shown?.edition) });
}

/** A file of a final as its link or its button is called: "Télécharger le PDF", and of what for who hears it alone. */
export function outputName({ text }: Say, { title }: State, { format }: Output): Html {
  return html`${text(`output.${format}`)}<span class="hidden"> – ${title}</span>`;
}

/** Of a translation: the version that it was made of, and what of it does not follow a newer one. */
export function translationNote(speak: Say, final: Final | undefined): Html | "" {
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
