import { html } from "hono/html";
import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Disposition, State } from "../../../shared/deliverable/state.ts";
import { shortenAtWord } from "../../../shared/document/shorten.ts";
import { withShownBreaks } from "../../../shared/document/visit.ts";
import type { PartContent } from "../../../shared/stored/version.ts";
import { calendarDay } from "../../../shared/time/written-day.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { comesAfterBlock, quotableWordsOf } from "./passages.ts";

/** Characters of a passage that a list shows. */
const shownWords = 280;

/** What a remark is about; `words` undefined: the whole document. `afterBlock`: an addition to some words that goes after their block. */
export type About = { words: string | undefined; afterBlock?: boolean };

/** The same, its words as they stand in the version but for the keys of citations, shortened. */
export function aboutOf(parts: readonly PartContent[], remark: Contribution): About {
  const { anchor } = remark;
  if (!anchor) return { words: undefined };
  const words = (quotableWordsOf({ parts }, anchor) ?? anchor.quotation?.exact ?? "").trim();
  return { words: shortenAtWord(words, shownWords), afterBlock: comesAfterBlock(parts, remark) };
}

/** A remark in sentences: what it is about, what it proposes, what it says. One that lost its passage quotes it first. */
export function remarkSentences(speak: Say, { words, afterBlock }: About, remark: Contribution): string[] {
  const { text } = speak;
  const { type } = remark;
  const proposal = withShownBreaks(remark.proposal ?? "");
  const about = words === undefined || words === "" ? "whole" : "passage";
  const deletes = type === "correction" && remark.proposal === "";
  const moves = remark.elsewhere?.type === "addition" && about === "passage";
  const says = deletes ? "deletion" : remark.proposal === undefined ? "comment" : type;
  const head = moves
    ? text("remark.says.move.passage", { words: words ?? "" })
    : says === "addition" && about === "passage" && afterBlock
      ? text("remark.says.addition.after", { words: words ?? "", proposal })
      : text(`remark.says.${says}.${about}`, { words: words ?? "", proposal });
  const lost = type === "correction" && about === "whole";
  const said = lost ? [remark.text, head] : [head, elsewhereSentence(speak, remark), remark.text];
  const thread = threadWords(speak, remark);
  return [...said, ...thread, remark.file ? fileWords(speak, remark.file) : ""].filter((line) => line.trim() !== "");
}

/** What a correction puts in elsewhere, in the place of other words. */
export function elsewhereSentence({ text }: Say, { elsewhere }: Contribution): string {
  const words = elsewhere?.anchor.quotation?.exact;
  if (elsewhere?.type !== "correction" || words === undefined) return "";
  return text("remark.says.correction.passage", { words, proposal: withShownBreaks(elsewhere.proposal) });
}

/** One remark of a list. */
export function remarkItem(speak: Say, about: About, remark: Contribution, more: Html | string = ""): Html {
  const [head = "", ...others] = remarkSentences(speak, about, remark);
  return html`<p class="said">${head}</p>${others.map((line) => html`<p class="said">${line}</p>`)}${more}`;
}

/** The colour of the word for a disposition. */
export const dispositionColour: Record<Disposition | "open" | "none", string> = {
  open: "now",
  none: "",
  integrated: "done",
  partly: "done",
  declined: "warning",
};

/** What was done of a remark, as a word with a colour. */
export function dispositionTag({ text }: Say, state: Pick<State, "stage">, disposition: Disposition | "open"): Html {
  const shown = shownDisposition(state, disposition);
  return html`<span class="tag ${dispositionColour[shown]}">${text(`disposition.${shown}`)}</span>`;
}

/** A remark's disposition as pages show it: "open" becomes "none" once the authors can give no more (final, withdrawn). */
export function shownDisposition(
  state: Pick<State, "stage">,
  disposition: Disposition | "open",
): Disposition | "open" | "none" {
  return disposition === "open" && isOver(state) ? "none" : disposition;
}

/** No disposition is given any more. */
export function isOver({ stage }: Pick<State, "stage">): boolean {
  return stage !== "draft" && stage !== "review";
}

/** What was answered to a remark in a file, and whether it was marked there as done. */
export function threadWords(
  { text, date }: Say,
  { replies = [], resolved }: Pick<Contribution, "replies" | "resolved">,
): string[] {
  const answered = replies.map((reply) => {
    const day = calendarDay(reply.date);
    const who = day ? `${reply.author} (${date(day)})` : reply.author;
    return text(reply.author ? "remark.reply" : "remark.reply.nobody", { who, text: reply.text });
  });
  return resolved ? [...answered, text("remark.resolved")] : answered;
}

/** Who wrote a remark in a file, and when; or that nobody says. */
export function fileWords({ text, date }: Say, file: NonNullable<Contribution["file"]>): string {
  if (file.untracked) return text("remark.file.untracked");
  const day = calendarDay(file.date);
  if (!file.author) return day ? text("remark.file.on", { date: date(day) }) : "";
  const name = file.author;
  return text("remark.file", { who: day ? `${name} (${date(day)})` : name });
}
