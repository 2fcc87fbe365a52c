import type { Holder, PersonId } from "../values.ts";
import type { Event } from "./event.ts";
import { type Acting, holdersIn, isNamed } from "./holder.ts";
import { currentSittings } from "./round/sittings.ts";
import type { Involvement, State } from "./state.ts";

/** A role that a deliverable names people for. Coordinator is none: the network's coordinators see everything. */
export type NamedRole = "author" | "reviewer" | "funder" | "invited";

/**
 * The roles that someone has now, themselves or by their organisation: none, once their access was ended. `invited`: to a
 * meeting about the version of the last round, or of the next.
 */
export function namedRolesOf(state: State, who: Acting): NamedRole[] {
  const holders = openHolders(state, who);
  return (Object.keys(named) as NamedRole[]).filter((role) =>
    isNamed(named[role](state), holdersAs(role, holders, state)),
  );
}

/**
 * The holders by which someone may have a role, of all they act as: nobody judges what they write, so that who is named a
 * reviewer themselves is no author by their organisation. Its other roles go with a review: what it funds, it is given.
 */
export function holdersAs(
  role: NamedRole,
  holders: readonly Holder[],
  { reviewers }: Pick<State, "reviewers">,
): readonly Holder[] {
  const [self] = holders;
  return role === "author" && self !== undefined && reviewers.includes(self) ? [self] : holders;
}

/** The holders by which someone may be an author: themselves and their organisation, unless they review it. */
export function authorsIn(state: Pick<State, "places" | "reviewers">, who: Acting): readonly Holder[] {
  return holdersAs("author", openHolders(state, who), state);
}

/** A role that someone has in a deliverable, or had: "author", "past-author". */
export type Holding = NamedRole | `past-${NamedRole}`;

/** A role that someone had, and the last event (`seq`) or round of which they know. */
export type Past = { role: NamedRole; seq: number } | { role: NamedRole; round: number };

/**
 * The roles that someone had, themselves or by their organisation, and has no more: they keep what they were given. None,
 * once their access was ended.
 */
export function pastOf(state: State, who: Acting): Past[] {
  const now = namedRolesOf(state, who);
  const holders = openHolders(state, who);
  return holders
    .flatMap((holder) =>
      pastPlaces(state, holder).filter(({ role }) => holdersAs(role, holders, state).includes(holder)),
    )
    .filter(({ role }) => !now.includes(role));
}

/**
 * The holder by which someone funds it, their organisation before themselves; else by which they did, since they keep what they
 * were given; undefined: they never did.
 */
export function funderAs(state: Pick<State, "places" | "funders">, who: Acting): Holder | undefined {
  const holders = openHolders(state, who).toReversed();
  return (
    holders.find((holder) => state.funders.includes(holder)) ??
    holders.find((holder) => state.places[holder]?.funder !== undefined)
  );
}

function pastPlaces({ places }: State, holder: Holder): Past[] {
  const { author, funder, reviewer, invited } = places[holder] ?? {};
  return [
    ...(author === undefined ? [] : [{ role: "author" as const, seq: author }]),
    ...(reviewer === undefined ? [] : [{ role: "reviewer" as const, round: reviewer }]),
    ...(invited === undefined ? [] : [{ role: "invited" as const, round: invited }]),
    ...(funder === undefined ? [] : [{ role: "funder" as const, seq: funder }]),
  ];
}

/** The roles that someone has, or had, each once. */
export function holdingsOf(state: State, who: Acting): Holding[] {
  const past = new Set(pastOf(state, who).map(({ role }) => `past-${role}` as const));
  return [...namedRolesOf(state, who), ...past];
}

/** Whether the coordinator ended the access of a person, or of an organisation. */
export function hasEnded({ places }: Pick<State, "places">, holder: Holder): boolean {
  return places[holder]?.ended === true;
}

/**
 * The holders by which someone still may: none, once their own access was ended, even where their organisation is named; of
 * an organisation whose access was ended, they themselves.
 */
function openHolders(state: Pick<State, "places">, who: Acting): readonly Holder[] {
  const [self, ...others] = holdersIn(who);
  if (self === undefined || hasEnded(state, self)) return [];
  return [self, ...others.filter((holder) => !hasEnded(state, holder))];
}

/** Of the reviewers who are named, those who can be asked: whose access was not ended. */
export function reviewersToAsk(state: Pick<State, "reviewers" | "places">): PersonId[] {
  return state.reviewers.filter((person) => !hasEnded(state, person));
}

/** All people and organisations that are or were something to it, whether or not their access was ended. */
export function everyoneIn(state: State): Holder[] {
  return [...new Set([...Object.values(named).flatMap((people) => people(state)), ...Object.keys(state.places)])];
}

const named: Record<NamedRole, (state: State) => readonly Holder[]> = {
  author: ({ authors }) => authors,
  reviewer: ({ reviewers }) => reviewers,
  invited: invitedTo,
  funder: ({ funders }) => funders,
};

function invitedTo(state: State): PersonId[] {
  return [...new Set(currentSittings(state).flatMap(({ invited }) => invited))];
}

/**
 * What people were given, once an event made `after` of `before`: who leaves knows all up to that event, who is asked to
 * read knows the round; to be named anew gives an ended access back.
 */
export function placesAfter(before: State, after: State, event: Event): State["places"] {
  const changed = new Map<Holder, Involvement>();
  const set = (person: Holder, place: Involvement) =>
    changed.set(person, { ...before.places[person], ...changed.get(person), ...place });
  for (const role of ["author", "funder"] as const)
    for (const person of lost(named[role], before, after)) set(person, { [role]: before.seq });
  const round = after.rounds.at(-1);
  for (const role of ["reviewer", "invited"] as const) {
    const readers = role === "reviewer" ? round?.reviewers : round && invitedTo(after);
    for (const person of readers ?? [])
      if (before.places[person]?.[role] !== round!.number) set(person, { [role]: round!.number });
  }
  if (event.type === "accessEnded") set(event.data.person, { ended: true });
  const back = Object.values(named).flatMap((people) => lost(people, after, before));
  for (const person of event.type === "accessRestored" ? [event.data.person] : back)
    if (hasEnded(before, person)) changed.set(person, restored({ ...before.places[person], ...changed.get(person) }));
  return changed.size === 0 ? before.places : { ...before.places, ...Object.fromEntries(changed) };
}

/** Holders who were named before and are not after. */
function lost(people: (state: State) => readonly Holder[], before: State, after: State): Holder[] {
  const [had, has] = [people(before), people(after)];
  return had === has ? [] : had.filter((person) => !has.includes(person));
}

function restored({ ended: _, ...place }: Involvement): Involvement {
  return place;
}
