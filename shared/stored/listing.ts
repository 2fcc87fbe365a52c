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
 * They are written in the commit that writes the state, so that none is ever behind. What more than `few` people hold is in
 * one row for all of them: a commit is bounded.
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

type Pointer = Omit<Row, "version">;

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
  const holders = everyoneIn(state).flatMap((person) => {
    const roles = rolesOf(state, person);
    return roles.length > 0 ? [{ person, roles }] : [];
  });
  if (holders.length > few) {
    const sk = year === undefined ? `open#${id}` : `ended#${year}#${id}`;
    return [
      {
        pk: "HELD",
        sk,
        data: toData({ id, people: Object.fromEntries(holders.map(({ person, roles }) => [person, roles])) }),
      },
    ];
  }
  return holders.flatMap(({ person, roles }): Pointer[] => {
    const pk = `HELD#${person}`;
    if (year === undefined) return [{ pk, sk: `open#${id}`, data: { id } }];
    return roles.map((role) => ({ pk, sk: `${role}#${year}#${id}`, data: { id } }));
  });
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
