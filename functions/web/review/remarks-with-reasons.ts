import type { Round, State } from "../../../shared/deliverable/state.ts";
import { contributionsOf, dispositionReasons, type SentRemark } from "../../../shared/stored/batch.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { Web } from "../http/context.ts";

/** A contribution with what was said of what was done with it. */
export type RemarkWithReason = SentRemark & { reason?: string };

/** Those of a round (whole, see `wholeRound`) that `choose` takes, in their order, with the reasons of their dispositions. */
export async function remarksWithReasons(
  { ports }: Web,
  state: Pick<State, "id" | "seq">,
  round: Round,
  choose: (remark: SentRemark) => boolean,
): Promise<RemarkWithReason[]> {
  const chosen = (await contributionsOf(ports.files, round)).filter(choose);
  if (chosen.every(({ disposition }) => disposition === "open")) return chosen;
  const reasons = await dispositionReasons(ports.store, state, round);
  return Promise.all(
    chosen.map(async (each) => {
      const ref = reasons.get(each.id);
      const reason = ref && (await getText(ports.files, ref));
      return { ...each, ...(reason !== undefined && { reason }) };
    }),
  );
}
