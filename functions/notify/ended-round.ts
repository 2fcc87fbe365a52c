import { openRound } from "../../shared/deliverable/round/round.ts";
import { heldFor } from "../../shared/deliverable/undoing/undoable.ts";
import type { LetterName } from "../../shared/jobs/job.ts";
import type { JobOf } from "../../shared/jobs/steps.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import type { NotifyPorts } from "./occasion.ts";

/** Letters that are owed once for a round, and only while it is open. */
const onceInRound: ReadonlySet<LetterName> = new Set(["invited", "roundOpened", "allDecided", "deadlinePassed"]);

/** Milliseconds after which a letter looks again whether its round is open. */
const pause = 60_000;

/**
 * Until when a letter of a round that has ended waits, since the closing or the withdrawal that ended it may be taken back: the
 * round is open again then, and calls for it; undefined: it does not wait.
 */
export async function untilEnded(
  { store, clock }: NotifyPorts,
  { letter, deliverable, round: number }: JobOf<"mail">,
): Promise<{ until: string } | undefined> {
  if (!onceInRound.has(letter) || deliverable === undefined || number === undefined) return undefined;
  const state = (await loadState(store, deliverable))?.state;
  if (!state || openRound(state)?.number === number) return undefined;
  const ends = (state.undoable ?? []).filter(({ what }) => what === "roundClosed" || what === "withdrawn");
  const left = Math.max(...ends.map((end) => Date.parse(heldFor(end) ?? end.at) - clock()));
  return left > 0 ? { until: new Date(clock() + Math.min(left, pause)).toISOString() } : undefined;
}
