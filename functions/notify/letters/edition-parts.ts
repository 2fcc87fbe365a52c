import { sentBy } from "../../../shared/deliverable/final/proposing.ts";
import type { State, Upload } from "../../../shared/deliverable/state.ts";
import type { Occasion } from "../occasion.ts";

/** What became of the part that the reader had proposed for an edition; nothing where they had proposed none. */
export function partWords(
  { say, to }: Occasion,
  { uploads }: State,
  key: "proposal.taken" | "proposal.returned" | "proposal.published",
  which: (sent: Upload) => boolean,
): string[] {
  const sent = sentBy(uploads, to.id, which);
  return sent ? [say(key, { name: sent.name })] : [];
}
