import { lettersWithPageCount } from "../../shared/deliverable/jobs.ts";
import { openRound } from "../../shared/deliverable/round/round.ts";
import { heldFor } from "../../shared/deliverable/undoing/undoable.ts";
import type { JobOf } from "../../shared/jobs/steps.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import type { NotifyPorts } from "./occasion.ts";

/** Milliseconds after which a letter looks again whether its round is open. */
const pause = 60_000;

/**
 * Until when an invitation to a round that has ended, or word that it opened, waits: the closing or the withdrawal may be taken
 * back, and the open round calls for them; undefined: they do not wait.
 */
export async function untilEnded(
  { store, clock }: NotifyPorts,
  { letter, deliverable, round: number }: JobOf<"mail">,
): Promise<{ until: string } | undefined> {
  if (!lettersWithPageCount.has(letter) || deliverable === undefined || number === undefined) return undefined;
  const state = (await loadState(store, deliverable))?.state;
  if (!state || openRound(state)?.number === number) return undefined;
  const ends = (state.undoable ?? []).filter(({ what }) => what === "roundClosed" || what === "withdrawn");
  const left = Math.max(...ends.map((end) => Date.parse(heldFor(end) ?? end.at) - clock()));
  return left > 0 ? { until: new Date(clock() + Math.min(left, pause)).toISOString() } : undefined;
}
