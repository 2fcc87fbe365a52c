import type { Round } from "../../../shared/deliverable/state.ts";
import { veiledRemark } from "../../../shared/sight/anonymity.ts";
import { type Opened, seesOthersRemarks } from "../http/access.ts";
import type { Web } from "../http/context.ts";
import { type RemarkWithReason, remarksWithReasons } from "../review/remarks-with-reasons.ts";
import { type Unsent, unsentOf } from "../review/unsent-remarks.ts";

/** The remarks that a reading page shows: the visitor's own that they have not sent, and those sent in the round. */
export type RemarksShown = Unsent & { sent: RemarkWithReason[]; others: boolean };

/** `others`: what others sent is among them. */
export async function remarksShown(web: Web, opened: Opened, round: Round): Promise<RemarksShown> {
  const { state, visitor, by } = opened;
  const unsent = await unsentOf(web, state, visitor.person.id, round);
  const others = seesOthersRemarks(web, opened, round);
  const sent = await remarksWithReasons(web, state, round, (remark) => others || remark.by === visitor.person.id);
  return { ...unsent, others, sent: sent.map((each) => veiledRemark(round, by, each)) };
}
