import { isWork } from "../deliverable/duties.ts";
import { everyoneIn, type Holding, holdingsOf } from "../deliverable/place.ts";
import { openRound } from "../deliverable/round/round.ts";
import type { Round, State } from "../deliverable/state.ts";
import { endedIn, plannedDay, type Summary, summarize } from "../deliverable/summary.ts";
import type { Key, Row, Write } from "../ports.ts";
import { parseActionRef } from "../programme/state.ts";
import type { Hash, Instant, LocalDate, PersonId } from "../values.ts";
import { listChanges, nameOf, type Pointer } from "./listed.ts";
import { toData } from "./row.ts";

/**
 * Lists of deliverables, each as long as what is open, or as a year. Access patterns: what is open; what came to its end in
 * a year; which years there are; what a person has, or had; what has its time, the first of it first.
 *
 * | row      | pk             | sk                        | holds                                             |
 * |----------|----------------|---------------------------|---------------------------------------------------|
 * | open     | OPEN           | <id>                      | its summary                                       |
 * | ended    | ENDED#<year>   | <id>                      | its summary                                       |
 * | year     | ENDED          | <year>                    |                                                   |
 * | held     | HELD#<person>  | open#<id>                 | its id                                            |
 * | held     | HELD#<person>  | <role>#<year>#<id>        | its id; `past-author` who was                     |
 * | spread   | HELD           | <id>#<seq, nine digits>   | rows of held that a commit left to be written     |
 * | deadline | DUE            | <instant>#<id>            | the open round that ends then, and its reminders  |
 * | work     | DUE            | work#<day>#<id>           | its id, whose authors or reviewers owe by that day |
 * | of       | OF#<action>    | <id>                      | its id, of an action, "2008/interculturalite"      |
 * | of       | OF             | <id>                      | its id, of what is a text yet and names no action |
 * | seminars | SEMINARS       | <id>                      | its id, whose seminars of before are no meetings yet |
 * | derived  | DERIVED#<source> | <id>                    | its id, whose text began as a version of the source |
 *
 * They are written in the commit that writes the state, so that none is ever behind. Of a change that would take more than
 * `few` rows of held, e.g. a round of 100 reviewers, the commit writes one row that says them all, which is read with
 * everybody's own until `spreadHeld` writes theirs: a commit is bounded.
 */
export const few = 15;

/** Raised when rows are placed elsewhere than before: what is listed already is then listed anew (`relisting.ts`). */
export const listsSchema = 4;

/** Where the summary of a deliverable is. */
export function summaryKey(state: State): Key {
  const year = endedIn(state);
  return year === undefined ? { pk: "OPEN", sk: state.id } : { pk: `ENDED#${year}`, sk: state.id };
}

/** Where networks of before had it, in one list of all deliverables, which `relisting.ts` empties into those of today. */
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
    ...(year !== undefined && year !== (before && endedIn(before)) ? [{ put: yearRow(year) }] : []),
    ...listChanges(before ? timesOf(before) : [], timesOf(after)),
    ...listChanges(before ? ofRows(before) : [], ofRows(after)),
    ...listChanges(before ? seminarRows(before) : [], seminarRows(after)),
    ...listChanges(before ? derivedRows(before) : [], derivedRows(after)),
    ...heldWrites(before, after),
  ];
}

/** Every row that lists a deliverable in a state that it has since `at`, once no row is left to be spread. */
export function listedAs(state: State, at: Instant): Pointer[] {
  const year = endedIn(state);
  return [
    { ...summaryKey(state), data: toData(summarize(state, at)) },
    ...(year === undefined ? [] : [yearRow(year)]),
    ...timesOf(state),
    ...ofRows(state),
    ...seminarRows(state),
    ...derivedRows(state),
    ...heldRows(heldIn(state)),
  ];
}

function yearRow(year: string): Pointer {
  return { pk: "ENDED", sk: year, data: {} };
}

/** What leads from an action to a deliverable; of a text that names none, what leads to where it is to have one. */
function ofRows({ id, action }: State): Pointer[] {
  if (action === "") return [];
  return [{ pk: parseActionRef(action) ? `OF#${action}` : "OF", sk: id, data: { id } }];
}

/** Where rows lead to deliverables whose seminars of before are to become meetings. */
export const seminarsPartition = "SEMINARS";

function seminarRows({ id, meetings }: State): Pointer[] {
  return meetings.some(({ seminar }) => seminar) ? [{ pk: seminarsPartition, sk: id, data: { id } }] : [];
}

/** What leads from a deliverable to one whose text began as a version of it. */
function derivedRows({ id, derivesFrom }: State): Pointer[] {
  return derivesFrom ? [{ pk: `DERIVED#${derivesFrom.deliverable}`, sk: id, data: { id } }] : [];
}

/** An open round as the row of its deadline tells it, with all that says when its reminders leave. */
export type DueRound = Pick<Round, "number" | "deadline" | "deadlineGiven" | "reminded"> & { id: string; kind: Hash };

/** What has its time: the deadline of an open round, what authors and reviewers owe by a day. */
function timesOf(state: State): Pointer[] {
  const { id } = state;
  const summary = summarize(state, "");
  const round = state.stage === "review" ? openRound(state) : undefined;
  const day = workDay(summary, round);
  return [
    ...(round && !round.overdue ? [deadlineRow(id, round)] : []),
    ...(day === undefined ? [] : [{ pk: "DUE", sk: `work#${day}#${id}`, data: { id } }]),
  ];
}

function deadlineRow(id: string, { number, kind, deadline, deadlineGiven, reminded }: Round): Pointer {
  const data = { id, number, kind, deadline, deadlineGiven, reminded } satisfies DueRound;
  return { pk: "DUE", sk: `${deadline}#${id}`, data: toData(data) };
}

/**
 * The day that decides when those who owe something are written to: their last, by the calendar of Greenwich for a review;
 * of a review that was reminded, the day that its deadline was given, since letters may list it from then on.
 */
function workDay(summary: Summary, round: Round | undefined): LocalDate | undefined {
  if (!summary.duties.some(({ what }) => isWork(what))) return undefined;
  if (!round) return plannedDay(summary);
  return (round.reminded.length > 0 ? round.deadlineGiven : round.deadline).slice(0, 10);
}

/** Who holds a deliverable, as what; `year`: the one in which it came to its end. */
export type Held = { id: string; year?: string; people: Record<PersonId, Holding[]> };

function heldIn(state: State): Held {
  const year = endedIn(state);
  const people = everyoneIn(state).flatMap((person): [PersonId, Holding[]][] => {
    const roles = holdingsOf(state, person);
    return roles.length > 0 ? [[person, roles]] : [];
  });
  return { id: state.id, ...(year !== undefined && { year }), people: Object.fromEntries(people) };
}

/** The rows by which people hold a deliverable, of some of them alone where `of` is given. */
function heldRows({ id, year, people }: Held, of?: ReadonlySet<PersonId>): Pointer[] {
  return Object.entries(people).flatMap(([person, roles]) => {
    if (of && !of.has(person)) return [];
    const sorts = year === undefined ? [`open#${id}`] : roles.map((role) => `${role}#${year}#${id}`);
    return sorts.map((sk) => ({ pk: `HELD#${person}`, sk, data: { id } }));
  });
}

/** Rows of held that a commit changes without writing them: as they were before, and as they are since. */
export type Spread = { was?: Held; is: Held };

function heldWrites(before: State | undefined, after: State): Write[] {
  const [was, is] = [before && heldIn(before), heldIn(after)];
  const own = listChanges(was ? heldRows(was) : [], heldRows(is));
  if (own.length <= few) return own;
  return [spreadWrite(after, { ...(was && { was }), is })];
}

/** What leaves rows of held to be written, of one state of a deliverable. */
function spreadWrite({ id, seq }: State, spread: Spread): Write {
  return { put: { pk: "HELD", sk: `${id}#${String(seq).padStart(9, "0")}`, data: toData(spread) } };
}

/** What a row of held that is to be written holds; undefined: it is none, such as one of before 0.2.0 was released. */
export function spreadIn({ data }: Pick<Row, "data">): Spread | undefined {
  const stored = data as unknown as Partial<Spread> | null;
  return stored?.is && (stored as Spread);
}

/** What brings the rows of held of those whom a change was about to what a state says of them. */
export function spreadWrites({ was, is }: Spread, state: State): Write[] {
  const about = new Set([...Object.keys(was?.people ?? {}), ...Object.keys(is.people)]);
  const wanted = heldRows(heldIn(state), about);
  const keys = new Set(wanted.map(nameOf));
  const gone = [...(was ? heldRows(was) : []), ...heldRows(is)].filter((row) => !keys.has(nameOf(row)));
  return [...wanted.map((put) => ({ put })), ...unique(gone).map(({ pk, sk }) => ({ delete: { pk, sk } }))];
}

/**
 * Keys at which a deliverable may be listed, or may have been by a release of before or one that ran beside this: as open,
 * in a year by the calendar of Greenwich, and at each time that the state still knows.
 */
export function possibleKeys(state: State): Key[] {
  const { id, rounds, due, withdrawn, final, editions } = state;
  const current = endedIn(state);
  const approved = [...editions, ...(final ? [final] : [])].map((edition) => edition.approved);
  const years = [...new Set([withdrawn, ...approved].flatMap((instant) => instant?.slice(0, 4) ?? []))];
  const former = years.filter((year) => year !== current);
  const people = Object.fromEntries(everyoneIn(state).map((person) => [person, everyHolding]));
  const days = [...Object.values(due), ...rounds.flatMap((round) => [round.deadline, round.deadlineGiven])];
  const seminars = state.meetings.map(({ date, round }) => `${date}#${id}#${round}`);
  return [
    { pk: "OPEN", sk: id },
    { pk: "OF", sk: id },
    { pk: seminarsPartition, sk: id },
    ...former.map((year) => ({ pk: `ENDED#${year}`, sk: id })),
    ...rounds.map(({ deadline }) => ({ pk: "DUE", sk: `${deadline}#${id}` })),
    ...seminars.map((sk) => ({ pk: "DUE", sk: `seminar#${sk}` })),
    ...days.map((day) => ({ pk: "DUE", sk: `work#${day.slice(0, 10)}#${id}` })),
    ...heldRows({ id, people }),
    ...former.flatMap((year) => heldRows({ id, year, people })),
  ];
}

/** The deliverable that a row of these lists leads to; undefined: it leads to none, or is of no such list. */
export function idListed({ pk, data }: Row): string | undefined {
  if (pk === "HELD") return spreadIn({ data })?.is.id;
  const [head = ""] = pk.split("#");
  return lists.includes(head) && pk !== "ENDED" ? (data as { id?: string } | null)?.id : undefined;
}

/** Partitions, or their heads, in which rows lead to one deliverable. */
const lists = ["OPEN", "ENDED", "HELD", "DUE", "OF", "DERIVED"];

const everyRole = ["author", "reviewer", "invited", "funder"] as const;
const everyHolding: Holding[] = [...everyRole, ...everyRole.map((role) => `past-${role}` as const)];

/** Each key once. */
export function unique(keys: readonly Key[]): Key[] {
  return [...new Map(keys.map(({ pk, sk }) => [nameOf({ pk, sk }), { pk, sk }])).values()];
}
