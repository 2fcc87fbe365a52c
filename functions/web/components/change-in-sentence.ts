import { html } from "hono/html";
import { additionAt } from "../../../shared/document/additions.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { changedWords, endOf, inserted } from "./changed-words.ts";
import type { LocatedRemark } from "./located-remarks.ts";

/** Characters shown of words that stay, on each side of those that change. */
const around = 70;

/** What a correction or an addition would make of the sentence it is about: words that go in `<del>`, words that come in `<ins>`. */
export function changeInSentence(speak: Say, { type, proposal = "", place, passage, follows }: LocatedRemark): Html {
  const words = place?.set ?? passage?.words ?? "";
  const { before = "", after = "" } = passage ?? {};
  if (follows) {
    const said = before + words;
    const added = additionAt(said + after, said.length, proposal);
    const rest = (said + after).slice(added.at);
    return html`<p class="change">${endOf((said + after).slice(0, added.at), around)}${inserted(speak, added.words)}${rest}</p>`;
  }
  if (type === "addition")
    return html`<p class="change">${endOf(words, around)} ${after}</p><p class="change">${inserted(speak, proposal)}</p>`;
  return html`<p class="change">${before}${changedWords(speak, words, proposal, around)}${after}</p>`;
}
