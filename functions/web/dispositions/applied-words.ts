import type { LocatedRemark } from "../components/located-remarks.ts";
import type { Say } from "../http/say.ts";

/** What became of corrections that were to be applied: those that were; those that the text says already, or now; those that could not be. */
export type Outcome = { applied: LocatedRemark[]; there: LocatedRemark[]; left: LocatedRemark[] };

/** What was applied, what the text says already, and what could not be applied and why: "6 corrections appliquées…". */
export function appliedWords({ text }: Say, { applied, there, left }: Outcome): string {
  const about = (remarks: readonly LocatedRemark[]) => ({
    count: remarks.length,
    numbers: remarks
      .map(({ number }) => number)
      .toSorted((one, other) => one - other)
      .join(", "),
  });
  return [
    applied.length > 0 ? text("corrections.applied", about(applied)) : "",
    there.length > 0 ? text("corrections.there", about(there)) : "",
    left.length > 0 ? text("corrections.left", about(left)) : "",
  ]
    .filter(Boolean)
    .join(" ");
}
