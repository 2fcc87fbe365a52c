import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Disposition, State } from "../../../shared/deliverable/state.ts";
import type { RemarkName } from "../../../shared/document/remark-comment.ts";
import { carriedRemarks, contributionsOf } from "../../../shared/stored/batch.ts";
import type { Hash } from "../../../shared/values.ts";
import type { Web } from "../http/context.ts";

/** A remark that the state knows, by its name; and the version that it was made on. */
export type KnownRemark = { name: RemarkName; remark: Contribution; disposition: "open" | Disposition; on: Hash };

/** The remarks of the rounds that the state still has, and those that came along; none whose text was erased. */
export async function knownRemarks({ ports: { files } }: Web, state: State): Promise<KnownRemark[]> {
  const { carried } = state.derivesFrom ?? {};
  const sent = await Promise.all(
    state.rounds.map(async (round) => ({ round, remarks: await contributionsOf(files, round) })),
  );
  const along = carried ? await carriedRemarks(files, carried) : [];
  return [
    ...sent.flatMap(({ round, remarks }) =>
      remarks.map((remark): KnownRemark => {
        const { number, disposition } = remark;
        return { name: { round: round.number, number }, remark, disposition, on: round.version };
      }),
    ),
    ...along
      .filter(({ erased }) => !erased)
      .map(
        (remark): KnownRemark => ({
          ...{ name: { number: remark.number }, remark },
          ...{ disposition: remark.disposition, on: carried!.version },
        }),
      ),
  ];
}
