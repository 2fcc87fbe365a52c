import type { Contribution } from "../../shared/deliverable/remarks/contribution.ts";

/** Contributions without their ids; `placed`: whether their passage is in the parts, to the word. */
export type Placed = { contribution: Omit<Contribution, "id">; placed: boolean };

/** A contribution without its id and who wrote it. */
export type NewContribution = Omit<Contribution, "id" | "file">;
/** What a change is offered as; `placed`: its passage is in the parts, to the word. */
export type Answer = { contribution: NewContribution; placed: boolean };

/** On the whole document, with the words that it was about. */
export function lost(quote: string, out: string, into: string): Answer {
  const type = out === "" ? "addition" : "correction";
  return { contribution: { type, text: quoting(out === "" ? quote : out, ""), proposal: into.trim() }, placed: false };
}

/** A text after the words that it is about. */
export function quoting(words: string, text: string): string {
  const said = words.trim();
  return (said === "" ? text : `«\u202f${said}\u202f»\n\n${text}`).trim();
}
