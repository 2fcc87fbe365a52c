import { everyoneIn, type NamedRole, namedRolesOf, pastOf } from "../deliverable/place.ts";
import { openRound } from "../deliverable/round/round.ts";
import type { State } from "../deliverable/state.ts";
import { endedIn, summarize } from "../deliverable/summary.ts";
import type { Key, Row, Write } from "../ports.ts";
import type { Instant, PersonId } from "../values.ts";
import { toData } from "./row.ts";

/**
 * Lists of deliverables, each as long as what is open, or as a year. Access patterns: what is open; what came to its end in
 * a year; which years there are; what a person has, or had; what has a deadline, the first of them first.
 *
 * | row      | pk             | sk                                   | holds                            |
 * |----------|----------------|--------------------------------------|----------------------------------|
 * | open     | OPEN           | <id>                                 | its summary                      |
 * | ended    | ENDED#<year>   | <id>                                 | its summary                      |
 * | year     | ENDED          | <year>                               |                                  |
 * | held     | HELD#<person>  | open#<id>                            | its id                           |
 * | held     | HELD#<person>  | <role>#<year>#<id>                   | its id; `past-author` who was    |
 * | held     | HELD           | open#<id>, ended#<year>#<id>         | its id, and all who hold it      |
 * | deadline | DUE            | <instant>#<id>                       | its id                           |
 *
 * They are written in the commit that writes the state, so that none is ever behind. What would take more than `few` rows
 * is held by one row for all: a commit is bounded. Once it has ended, `spreadHeld` gives everyone their own.
 */
export const few = 15;

/** Where the summary of a deliverable is. */
export function summaryKey(state: State): Key {
  const year = endedIn(state);
  return year === undefined ? { pk: "OPEN", sk: state.id } : { pk: `ENDED#${year}`, sk: state.id };
}

/** Where networks of before had it, in one list of all deliverables, which `lists.ts` empties into those of today. */
export function formerKey(id: string): Key {
  return { pk: "DELIVERABLES", sk: id };
}

/** What brings the lists from one state of a deliverable, none at first, to the next, which it has since `at`. */
export function listWrites(before: State | undefined, after: State, at: Instant): Write[] {
  const [was, is] = [before && summaryKey(before), summaryKey(after)];
  const year = endedIn(after);
  return [
    { put: { ...is, data: toData(summarize(after, at)) } },
    ...(was && was.pk !== is.pk ? [{ delete: was }] : []),
    ...(year !== undefined && year !== (before && endedIn(before))
      ? [{ put: { pk: "ENDED", sk: year, data: {} } }]
      : []),
    ...changes(before ? pointersOf(before) : [], pointersOf(after)),
  ];
}

export type Pointer = Omit<Row, "version">;

/** The rows that lead to a deliverable: of who holds it, and of its deadline. */
function pointersOf(state: State): Pointer[] {
  const round = openRound(state);
  const due = state.stage === "review" && round && !round.overdue ? [deadlineOf(state.id, round.deadline)] : [];
  return [...heldOf(state), ...due];
}

function deadlineOf(id: string, deadline: Instant): Pointer {
  return { pk: "DUE", sk: `${deadline}#${id}`, data: { id } };
}

function heldOf(state: State): Pointer[] {
  const { id } = state;
  const year = endedIn(state);
  const holders = everyoneIn(state).flatMap((person): [PersonId, Holding[]][] => {
    const roles = rolesOf(state, person);
    return roles.length > 0 ? [[person, roles]] : [];
  });
  const own =
    year === undefined
      ? holders.map(([person]) => ({ pk: `HELD#${person}`, sk: `open#${id}`, data: { id } }))
      : ownEnded({ id, people: Object.fromEntries(holders) }, year);
  if (own.length <= few) return own;
  const sk = year === undefined ? `open#${id}` : `ended#${year}#${id}`;
  return [{ pk: "HELD", sk, data: toData({ id, people: Object.fromEntries(holders) }) }];
}

/** Who holds a deliverable, as what. */
export type Held = { id: string; people: Record<PersonId, Holding[]> };

/** The rows by which each person holds what ended in a year. */
export function ownEnded({ id, people }: Held, year: string): Pointer[] {
  return Object.entries(people).flatMap(([person, roles]) =>
    roles.map((role) => ({ pk: `HELD#${person}`, sk: `${role}#${year}#${id}`, data: { id } })),
  );
}

/** The rows by which people held a deliverable while it was open, however many they are. */
export function openPointers(state: State): Key[] {
  const sk = `open#${state.id}`;
  return [
    { pk: "OPEN", sk: state.id },
    { pk: "HELD", sk },
    ...everyoneIn(state).map((person) => ({ pk: `HELD#${person}`, sk })),
  ];
}

/** A role that someone has in a deliverable, or had: "author", "past-author". */
export type Holding = NamedRole | `past-${NamedRole}`;

function rolesOf(state: State, person: PersonId): Holding[] {
  return [...namedRolesOf(state, person), ...pastOf(state, person).map(({ role }) => `past-${role}` as const)];
}

function changes(before: readonly Pointer[], after: readonly Pointer[]): Write[] {
  const named = (rows: readonly Pointer[]) => new Map(rows.map((row) => [`${row.pk}\n${row.sk}`, row]));
  const [was, is] = [named(before), named(after)];
  const gone = [...was].flatMap(([name, { pk, sk }]) => (is.has(name) ? [] : [{ delete: { pk, sk } }]));
  const come = [...is].flatMap(([name, row]) =>
    JSON.stringify(was.get(name)) === JSON.stringify(row) ? [] : [{ put: row }],
  );
  return [...gone, ...come];
}
