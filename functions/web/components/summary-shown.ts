import type { Summary } from "../../../shared/deliverable/summary.ts";

/** A summary as JSON, as somebody who may not know who reviews may have it: nobody is named, nor what others read. */
export function summaryShown({
  reviewers: _,
  duties: __,
  past: ___,
  invited: ____,
  ended: _____,
  readable: _______,
  ...summary
}: Summary) {
  if (!summary.round) return summary;
  const { proposed: ______, ...round } = summary.round;
  return { ...summary, round };
}
