import type { Summary } from "../deliverable/summary.ts";
import { addDays, addMonths, daysBetween, lastDay, localDate } from "../time/calendar.ts";
import type { Period } from "../time/period.ts";
import type { LocalDate } from "../values.ts";
import { type MeetingOf, standingOf } from "./standing.ts";
import type { Action, Expected } from "./state.ts";
import { stepsOf } from "./timeline.ts";

/** What a timeline shows of an action in its days: documents as bars, series of documents and meetings as points. Pure. */

/**
 * Days of a bar, both included; `what`: it is written, reviewed, or put in order before its final; `when`: it was so, is so now, or is planned
 * to be; `undated`: it goes on today, no last day was given.
 */
export type Stretch = {
  what: "draft" | "review" | "rest";
  when: "past" | "now" | "planned";
  from: LocalDate;
  until: LocalDate;
  undated?: true;
};

/** A document, one that is expected (`expected`), in the days of its stages. */
export type Bar = {
  document?: Summary;
  expected?: Expected;
  /** How many of what is expected lack. */
  missing?: number;
  stretches: Stretch[];
  /** Where a step of it is late: the first day that has passed, and today. */
  late?: { since: LocalDate; until: LocalDate };
  final?: { date: LocalDate; done: boolean };
  /** The meetings that discuss it in its days. */
  rings: Point[];
};

/** A document of a series, or a meeting, on its day; `undated`: on today, as no day was given. */
export type Point = {
  date: LocalDate;
  undated?: true;
  state: "done" | "now" | "late" | "planned";
  document?: Summary;
  meeting?: string;
};

/** Documents that an action expects many of, e.g. a note a month: what is done of them, and what lacks. */
export type Series = { expected: Expected; points: Point[] };

/** Meetings of one name; `network`: of the network as a whole. */
export type Gatherings = { title: string; network: boolean; points: Point[] };

export type ActionBars = { bars: Bar[]; series: Series[]; gatherings: Gatherings[] };

/** A meeting as a timeline needs it. */
export type BarMeeting = MeetingOf & {
  title: string;
  date: LocalDate;
  until?: LocalDate;
  kind: string;
  documents: readonly string[];
};

type Now = { today: LocalDate; timeZone: string };

/** Documents of one expectation from which they are points of a series rather than bars. */
const many = 4;

/** Everything of an action that has days. */
export function barsOf(
  action: Pick<Action, "expected">,
  documents: readonly Summary[],
  now: Now,
  meetings: readonly BarMeeting[] = [],
): ActionBars {
  const held = meetings.filter(({ stage }) => stage !== "cancelled");
  const made = documents.filter(({ stage }) => stage !== "withdrawn");
  const { standings } = standingOf(action, made, now.today, held);
  const inSeries = standings.filter(({ expected }) => expected.count >= many && expected.what === "document");
  const ofSeries = new Set(inSeries.flatMap(({ documents }) => documents));
  const alone = made.filter((document) => !ofSeries.has(document));
  const awaited = standings.filter((each) => each.missing > 0 && each.expected.when && !inSeries.includes(each));
  const bars = [
    ...alone.map((document) => documentBar(document, now, held)),
    ...awaited.map(({ expected, missing }) => expectedBar(expected, missing, now)),
  ];
  const series = inSeries.map(({ expected, documents, missing }) => seriesOf(expected, documents, missing, now));
  const shown = new Set(bars.flatMap(({ rings }) => rings.map(({ meeting }) => meeting)));
  const others = held.filter(({ id }) => !shown.has(id));
  return {
    bars: bars.filter(({ stretches, final }) => stretches.length > 0 || final).sort(byStart),
    series: series.filter(({ points }) => points.length > 0),
    gatherings: gatheringsOf(others, now),
  };
}

/** The days of a document: written, reviewed, final, as they were and as they are planned. */
function documentBar(document: Summary, now: Now, meetings: readonly BarMeeting[]): Bar {
  const days = daysOf(document, now);
  const [first, last] = [startOf(days), endOf(days)];
  const own = meetings.filter(
    ({ documents, date }) => documents.includes(document.id) && date >= first && date <= last,
  );
  return { document, ...days, rings: own.map((meeting) => meetingPoint(meeting, now)) };
}

function daysOf(document: Summary, now: Now): Pick<Bar, "stretches" | "late" | "final"> {
  const { stage, ready, approved, due } = document;
  const past = pastOf(document, now);
  if (stage === "final" && approved !== undefined) return { stretches: past, final: { date: approved, done: ready } };
  const { open, planned } = aheadOf(document, now);
  const late = stepsOf(document, now.timeZone).find(({ date }) => date < now.today);
  const last = maxDay(open.until, late ? now.today : open.until);
  const rest: Stretch[] = [];
  for (const { what, until } of planned) {
    const from = rest.at(-1)?.until ?? last;
    if (until > from) rest.push({ what, when: "planned", from, until });
  }
  const current: Stretch = {
    ...{ what: open.what, when: "now", from: minDay(open.from, open.until), until: open.until },
    ...(!open.isDue && { undated: true }),
  };
  return {
    stretches: [...past, current, ...rest],
    ...(late && { late: { since: late.date, until: now.today } }),
    ...(due.final !== undefined && { final: { date: due.final, done: false } }),
  };
}

/** The stages that are behind it. */
function pastOf({ begun, opened, closed, approved, stage }: Summary, { timeZone }: Now): Stretch[] {
  const day = (instant: string) => localDate(instant, timeZone);
  const end = approved ?? day(begun);
  const until = opened === undefined ? end : day(opened);
  const written: Stretch = { what: "draft", when: "past", from: minDay(day(begun), until), until };
  if (opened === undefined) return stage === "final" ? [written] : [];
  if (closed === undefined) return [written];
  return [written, { what: "review", when: "past", from: day(opened), until: maxDay(day(closed), day(opened)) }];
}

type Open = { what: "draft" | "review"; from: LocalDate; until: LocalDate; isDue: boolean };

/** What goes on now, with its last day, or today where none was given; and what is planned after it. */
function aheadOf({ stage, round, answering, begun, opened, closed, due }: Summary, { today, timeZone }: Now) {
  const day = (instant: string) => localDate(instant, timeZone);
  const final = due.final === undefined ? [] : [{ what: "rest" as const, until: due.final }];
  if (stage === "review" && round) {
    const until = lastDay(round.deadline, timeZone);
    const open: Open = { what: "review", from: day(opened ?? begun), until, isDue: true };
    return { open, planned: final };
  }
  const from = day(answering && closed !== undefined ? closed : begun);
  const last = answering ? due.final : (due.draft ?? due.review ?? due.final);
  const open: Open = { what: "draft", from, until: last ?? maxDay(today, from), isDue: last !== undefined };
  const review = !answering && due.review !== undefined ? [{ what: "review" as const, until: due.review }] : [];
  return { open, planned: [...review, ...final] };
}

/** What is expected and not begun, on the days that were said. */
function expectedBar(expected: Expected, missing: number, { today }: Now): Bar {
  const { from, until } = expected.when!;
  const isMeeting = expected.what === "meeting";
  return {
    expected,
    missing,
    stretches: [{ what: "draft", when: "planned", from, until }],
    ...(until < today && expected.what !== "sheets" && { late: { since: until, until: today } }),
    ...(!isMeeting && { final: { date: until, done: false } }),
    rings: isMeeting ? [{ date: until, state: "planned" }] : [],
  };
}

function seriesOf(expected: Expected, documents: readonly Summary[], missing: number, now: Now): Series {
  const points = documents.flatMap((document): Point[] => {
    const { ready, approved, due, stage } = document;
    const { late, stretches } = daysOf(document, now);
    const next = stretches.find(({ when }) => when === "now");
    const planned = next?.undated ? due.final : next?.until;
    const date = stage === "final" ? approved : (planned ?? next?.until);
    if (date === undefined) return [];
    const undated = stage !== "final" && planned === undefined && { undated: true as const };
    return [{ date, ...undated, document, state: ready ? "done" : late ? "late" : "now" }];
  });
  const taken = points.map(({ date }) => date);
  const lacking = slotsOf(expected, taken, missing).map((date): Point => ({ date, state: "planned" }));
  return { expected, points: [...points, ...lacking].sort((a, b) => (a.date < b.date ? -1 : 1)) };
}

/** Points that a series has at most for what lacks of it: one a week. */
const mostSlots = 53;

/**
 * The days that what lacks of a series may have: its period in as many equal spans as are expected, at most one a week, the last day of
 * each that has none yet, the last ones first.
 */
function slotsOf({ when, count: expected }: Expected, taken: readonly LocalDate[], missing: number): LocalDate[] {
  if (!when) return [];
  const count = Math.min(expected, mostSlots);
  const slot = (index: number) => slotStart(when, index / count);
  const free = Array.from({ length: count }, (_, index) => ({
    from: slot(index),
    until: addDays(slot(index + 1), -1),
  }));
  const open = free.filter(({ from, until }) => !taken.some((date) => date >= from && date <= until));
  return open.slice(Math.max(0, open.length - missing)).map(({ until }) => until);
}

/** Where a part of a period begins, of 0 to 1: with a month, where it is whole months that divide so. */
function slotStart({ from, until }: Period, share: number): LocalDate {
  const end = addDays(until, 1);
  const months = monthsBetween(from, end);
  const part = months * share;
  const isWhole = Math.abs(part - Math.round(part)) < 1e-6 && addMonths(from, months) === end;
  if (isWhole) return addMonths(from, Math.round(part));
  return addDays(from, Math.round(daysBetween(from, end) * share));
}

function monthsBetween(from: LocalDate, until: LocalDate): number {
  const [a, b] = [from, until].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  return b! - a!;
}

function gatheringsOf(meetings: readonly BarMeeting[], now: Now): Gatherings[] {
  const byTitle = Map.groupBy(meetings, ({ title }) => title);
  return [...byTitle].map(([title, of]) => ({
    ...{ title, network: of.every(({ kind }) => kind === "network") },
    points: of.map((meeting) => meetingPoint(meeting, now)).sort((a, b) => (a.date < b.date ? -1 : 1)),
  }));
}

function meetingPoint({ id, date, until = date, stage }: BarMeeting, { today }: Now): Point {
  return { date, meeting: id, state: stage === "held" ? "done" : until < today ? "late" : "planned" };
}

function byStart(a: Bar, b: Bar): number {
  const [first, second] = [startOf(a), startOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

function startOf({ stretches, final }: Pick<Bar, "stretches" | "final">): LocalDate {
  return stretches[0]?.from ?? final!.date;
}

/** Its last day, and a week more: a meeting at its end is of it. */
function endOf({ stretches, final }: Pick<Bar, "stretches" | "final">): LocalDate {
  const ends = [...stretches.map(({ until }) => until), ...(final ? [final.date] : [])];
  return addDays(ends.reduce(maxDay), 7);
}

function minDay(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}

function maxDay(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
