import type { Event } from "../deliverable/event.ts";
import { hasRemarksOf } from "../deliverable/evolve/round.ts";
import { evolve } from "../deliverable/evolve.ts";
import { proposedVersions } from "../deliverable/final/proposing.ts";
import type { Source } from "../deliverable/origins/source.ts";
import type { Manifest, Round, Sitting, State, Version } from "../deliverable/state.ts";
import type { Store } from "../ports.ts";
import type { Hash, Instant, PersonId } from "../values.ts";
import { eventsOf, loadEvents } from "./deliverable.ts";

/** Every version that a deliverable had, from its events: the state keeps the last ones only. */
export type PastVersion = Pick<Version, "number"> & {
  hash: Hash;
  manifest: Manifest;
  accepted: Instant;
  by: PersonId;
  seq: number;
};

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

/** Every meeting about a deliverable as it last stood, in the order in which it heard of them: the state keeps the last ones only. */
export function sittingsIn(events: readonly Event[]): Sitting[] {
  const sittings = new Map<string, Sitting>();
  let state: State | undefined;
  for (const event of events) {
    state = evolve(state, event);
    for (const sitting of state.meetings) sittings.set(sitting.meeting, sitting);
    if (event.type === "meetingNoted" && !event.data.sitting) sittings.delete(event.data.meeting);
  }
  return [...sittings.values()];
}

/** Every round with what it was offered: from the events, where the state no longer has it all. */
export async function everyRound(store: Store, state: State): Promise<Round[]> {
  const [oldest] = state.rounds;
  if (!oldest || (oldest.number === 1 && hasRemarksOf(state, oldest))) return state.rounds;
  return roundsOf(await eventsOf(store, state));
}

/** A round of the state with what it was offered, however many came since. */
export async function wholeRound(store: Store, state: State, round: Round): Promise<Round> {
  if (hasRemarksOf(state, round)) return round;
  return (await everyRound(store, state)).find(({ number }) => number === round.number) ?? round;
}

/** Every version of a deliverable, from its events. */
export async function everyVersion(store: Store, state: State): Promise<PastVersion[]> {
  const events = await eventsOf(store, state);
  const numbers = numbersOf(events);
  return versionsOf(events).map((version) => {
    const number = numbers.get(version.hash);
    return { ...version, ...(number !== undefined && { number }) };
  });
}

/** A version that a deliverable had, whatever became of it; undefined: it never had it. */
export async function versionEver(store: Store, state: State, hash: Hash): Promise<PastVersion | undefined> {
  return (await everyVersion(store, state)).find((version) => version.hash === hash);
}

/**
 * What a document draws on, as a version of it says: of one that was reviewed or became final, as it stood then, since sources change
 * with the draft alone; of the draft, as it stands.
 */
export async function sourcesAt(store: Store, state: State, version: Hash): Promise<readonly Source[]> {
  const isLast = version === state.versions.at(-1)?.hash;
  if (isLast && (state.stage !== "draft" || !state.rounds.some((round) => round.version === version)))
    return state.drawsOn ?? [];
  let past: State | undefined;
  let then: State | undefined;
  for (const event of await eventsOf(store, state)) {
    past = evolve(past, event);
    if (past.stage !== "draft" && past.versions.at(-1)?.hash === version) then = past;
  }
  return (then ?? state).drawsOn ?? [];
}

/** The number of each draft that there was, by its hash. */
export function numbersOf(events: readonly Event[]): Map<Hash, number> {
  const numbers = new Map<Hash, number>();
  let state: State | undefined;
  for (const event of events) {
    state = evolve(state, event);
    for (const { hash, number } of state.versions) if (number !== undefined) numbers.set(hash, number);
  }
  return numbers;
}

/** In the order in which they came; one that came again is told once. A part that is proposed of a final makes one too. */
export function versionsOf(events: readonly Event[]): PastVersion[] {
  const versions = new Map<Hash, PastVersion>();
  for (const { type, data, at, by, seq } of events) {
    const made =
      type === "draftAccepted" || type === "correctionsApplied" || type === "partsArranged" || type === "partProposed";
    if (!made) continue;
    const { version: hash, manifest } = data;
    if (hash !== undefined && manifest && !versions.has(hash))
      versions.set(hash, { hash, manifest, accepted: at, by, seq });
  }
  return [...versions.values()];
}

/**
 * A state with one more version, of before the current draft, from the events: the state keeps the current one and those
 * that rounds were about. The state as it is where no event knows the version.
 */
export async function withVersion(store: Store, state: State, hash: Hash): Promise<State> {
  if (state.versions.some((version) => version.hash === hash)) return state;
  const proposed = proposedVersions(state).find((version) => version.hash === hash);
  if (proposed) return { ...state, versions: [proposed, ...state.versions] };
  let past: State | undefined;
  for await (const event of loadEvents(store, state.id)) {
    past = evolve(past, event);
    const version = past.versions.find((each) => each.hash === hash);
    if (version) return { ...state, versions: [version, ...state.versions] };
  }
  return state;
}
