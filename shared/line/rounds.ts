import type { Event } from "../workflow/event.ts";
import { evolve } from "../workflow/evolve.ts";
import type { Hash, Instant, Manifest, PersonId, Round, State } from "../workflow/state.ts";

/** Every version that a deliverable had, from its events: the state keeps the last ones only. */
export type PastVersion = { hash: Hash; manifest: Manifest; accepted: Instant; by: PersonId; seq: number };

/** Every round of a deliverable as it last stood, oldest first: the state keeps the last ones only. */
export function roundsOf(events: readonly Event[]): Round[] {
  const rounds = new Map<number, Round>();
  let state: State | undefined;
  for (const event of events) {
    const before = new Set(state?.rounds);
    state = evolve(state, event);
    // what a round opening takes off older ones is kept
    const changed = state.rounds.filter((round) => !before.has(round));
    for (const round of event.type === "roundOpened" ? changed.slice(-1) : changed) rounds.set(round.number, round);
  }
  return [...rounds.values()];
}

/** In the order in which they came; one that came again is told once. */
export function versionsOf(events: readonly Event[]): PastVersion[] {
  const versions = new Map<Hash, PastVersion>();
  for (const { type, data, at, by, seq } of events) {
    if (type !== "draftAccepted" && type !== "correctionsApplied") continue;
    const { version: hash, manifest } = data;
    if (!versions.has(hash)) versions.set(hash, { hash, manifest, accepted: at, by, seq });
  }
  return [...versions.values()];
}
