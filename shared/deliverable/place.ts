import type { PersonId } from "../values.ts";
import type { Event } from "./event.ts";
import type { Place, State } from "./state.ts";

/** What someone is to a deliverable. Its coordinator is not among them: the network's coordinators see everything. */
export type Part = "author" | "reviewer" | "funder" | "invited";

/** What someone is to it now: nothing, once their access was ended. `invited`: to the seminar of the last round. */
export function partsOf(state: State, person: PersonId): Part[] {
  if (hasEnded(state, person)) return [];
  return (Object.keys(named) as Part[]).filter((part) => named[part](state).includes(person));
}

/** What someone was to a deliverable, and the last event (`seq`) or round of which they know. */
export type Past = { part: Part; seq: number } | { part: Part; round: number };

/** What someone was to it and is no more: they keep what they were given. Nothing, once their access was ended. */
export function pastOf(state: State, person: PersonId): Past[] {
  const { author, funder, reviewer, invited, ended } = state.places[person] ?? {};
  if (ended) return [];
  const now = partsOf(state, person);
  const pasts: Past[] = [
    ...(author === undefined ? [] : [{ part: "author" as const, seq: author }]),
    ...(reviewer === undefined ? [] : [{ part: "reviewer" as const, round: reviewer }]),
    ...(invited === undefined ? [] : [{ part: "invited" as const, round: invited }]),
    ...(funder === undefined ? [] : [{ part: "funder" as const, seq: funder }]),
  ];
  return pasts.filter(({ part }) => !now.includes(part));
}

/** Whether the coordinator ended someone's access to it. */
export function hasEnded({ places }: Pick<State, "places">, person: PersonId): boolean {
  return places[person]?.ended === true;
}

/** Of the reviewers who are named, those who can be asked: whose access was not ended. */
export function reviewersToAsk(state: Pick<State, "reviewers" | "places">): PersonId[] {
  return state.reviewers.filter((person) => !hasEnded(state, person));
}

/** All who are or were something to it, whether or not their access was ended. */
export function everyoneIn(state: State): PersonId[] {
  return [...new Set([...Object.values(named).flatMap((people) => people(state)), ...Object.keys(state.places)])];
}

const named: Record<Part, (state: State) => readonly PersonId[]> = {
  author: ({ authors }) => authors,
  reviewer: ({ reviewers }) => reviewers,
  invited: ({ rounds }) => rounds.at(-1)?.seminar?.invited ?? [],
  funder: ({ funders }) => funders,
};

/**
 * What people were given, once an event made `after` of `before`: who leaves knows all up to that event, who is asked to
 * read knows the round; to be named anew gives an ended access back.
 */
export function placesAfter(before: State, after: State, event: Event): State["places"] {
  const changed = new Map<PersonId, Place>();
  const set = (person: PersonId, place: Place) =>
    changed.set(person, { ...before.places[person], ...changed.get(person), ...place });
  for (const part of ["author", "funder"] as const)
    for (const person of lost(named[part], before, after)) set(person, { [part]: before.seq });
  const round = after.rounds.at(-1);
  for (const part of ["reviewer", "invited"] as const) {
    const readers = part === "reviewer" ? round?.reviewers : round?.seminar?.invited;
    for (const person of readers ?? [])
      if (before.places[person]?.[part] !== round!.number) set(person, { [part]: round!.number });
  }
  if (event.type === "accessEnded") set(event.data.person, { ended: true });
  const back = Object.values(named).flatMap((people) => lost(people, after, before));
  for (const person of event.type === "accessRestored" ? [event.data.person] : back)
    if (hasEnded(before, person)) changed.set(person, restored({ ...before.places[person], ...changed.get(person) }));
  return changed.size === 0 ? before.places : { ...before.places, ...Object.fromEntries(changed) };
}

/** Those who were named and are no more. */
function lost(people: (state: State) => readonly PersonId[], before: State, after: State): PersonId[] {
  const [had, has] = [people(before), people(after)];
  return had === has ? [] : had.filter((person) => !has.includes(person));
}

function restored({ ended: _, ...place }: Place): Place {
  return place;
}
