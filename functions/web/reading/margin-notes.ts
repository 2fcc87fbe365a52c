import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import { inReadingOrder, marginsByName, nameOf } from "../components/passages.ts";
import type { RemarkWithReason } from "../review/remarks-with-reasons.ts";
import { numbersOf } from "../review/unsent-remarks.ts";
import type { ReadingView } from "./reading-view.ts";

/**
 * A remark as a margin shows it. `block`: what it is about, as the page names it, and `margin`: the block beside which it stands; both
 * "" where it is about the whole document. One of the visitor's that they have not sent is numbered among these alone.
 */
export type MarginNote = { id: string; number: number; block: string; margin: string; own: boolean } & (
  | { is: "unsent"; remark: Remark }
  | { is: "sent"; remark: RemarkWithReason }
);

/** The remarks that a reading page shows, in the order of the text. */
export function marginNotes({ opened, version, remarks }: ReadingView): MarginNote[] {
  const margins = marginsByName(version);
  const placeOf = ({ anchor }: Contribution) => {
    const block = (anchor && nameOf(version, anchor)) ?? "";
    return { block, margin: margins.get(block) ?? "" };
  };
  const numbers = numbersOf(version, remarks);
  const unsent = [...remarks.ready, ...remarks.unfinished].map(
    (remark): MarginNote => ({
      ...{ id: remark.id, number: numbers.get(remark.id)!, ...placeOf(remark), own: true },
      ...{ is: "unsent" as const, remark },
    }),
  );
  const sent = remarks.sent.map(
    (remark): MarginNote => ({
      ...{ id: remark.id, number: remark.number, ...placeOf(remark), own: remark.by === opened.visitor.person.id },
      ...{ is: "sent" as const, remark },
    }),
  );
  const all = [...unsent, ...sent].map((note) => ({ anchor: note.remark.anchor, note }));
  return inReadingOrder(version, all).map(({ note }) => note);
}
