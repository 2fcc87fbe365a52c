import { html } from "hono/html";
import { withShownBreaks } from "../../../shared/document/visit.ts";
import { wordEdits } from "../../../shared/document/word-edits.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/**
 * What changes from some words to others: those that go in `<del>`, those that come in `<ins>`, and what stays beside them, of which
 * `around` characters are shown on each side.
 */
export function changedWords(speak: Say, before: string, after: string, around = 40): Html {
  let at = 0;
  const edits = wordEdits(before, after);
  const shown = edits.map(({ from, to, words }, index) => {
    const kept = before.slice(at, from);
    at = to;
    const beside = index === 0 ? endOf(kept, around) : between(kept, around);
    return html`${beside}${to > from ? deleted(speak, before.slice(from, to)) : ""}${words ? inserted(speak, words) : ""}`;
  });
  const rest = before.slice(at);
  return html`${shown}${edits.length === 0 ? rest : startOf(rest, around)}`;
}

/** Words that would come; those who hear the page are told so. */
export function inserted({ text }: Say, words: string): Html {
  return html`<ins><span class="hidden">[${text("change.inserted")} </span>${withShownBreaks(words)}<span class="hidden">] </span></ins>`;
}

/** Words that would go. */
export function deleted({ text }: Say, words: string): Html {
  return html`<del><span class="hidden">[${text("change.deleted")} </span>${words}<span class="hidden">] </span></del>`;
}

/** The end of some words, from a whole word on: "…porteurs de projets". */
export function endOf(words: string, around: number): string {
  return words.length <= around ? words : `…${words.slice(-around).replace(/^\S*\s/, "")}`;
}

function startOf(words: string, around: number): string {
  return words.length <= around ? words : `${words.slice(0, around).replace(/\s\S*$/, "")}…`;
}

function between(words: string, around: number): string {
  return words.length > 2 * around + 20 ? `${startOf(words, around)} ${endOf(words, around)}` : words;
}
