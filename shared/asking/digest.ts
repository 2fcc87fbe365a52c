import { isWork, type Work } from "../deliverable/duties.ts";
import { type Acting, holdersIn } from "../deliverable/holder.ts";
import type { Summary } from "../deliverable/summary.ts";
import { Refusal } from "../errors.ts";
import { alphabetically } from "../i18n/languages.ts";
import type { DraftDemands } from "../kinds/kind.ts";
import { loadKind, readableKinds } from "../kinds/resolve.ts";
import type { Assets } from "../ports.ts";
import type { Mentions } from "../stored/digest.ts";
import { addDays, daysBetween, localDate } from "../time/calendar.ts";
import type { Holidays } from "../time/holidays.ts";
import { previousWorkingDay } from "../time/working-days.ts";
import type { Holder, LocalDate, PersonId } from "../values.ts";
import { reminderStep } from "./deadline.ts";
import { dueOf } from "./due.ts";
import type { Now } from "./week.ts";

/** A duty of one person as letters and lists show it: with its document, its date, whether it is late, its reminder. */
export type DatedDuty = {
  /** Names the duty whatever its date, so that letters do not mention one duty twice. */
  key: string;
  id: string;
  title: string;
  what: Work;
  parts?: string[];
  /** Of a translation: passages to revise. */
  count?: number;
  /** Absent: no day was given. */
  date?: LocalDate;
  /** The last working day up to that one. */
  last?: LocalDate;
  given: LocalDate;
  late: boolean;
  /** The reminder that has come, in days before the day, negative after it. */
  step?: number;
};

const week = 7;

/**
 * What of a person's things a letter of `today` is to list, none where it is not to leave; never what a letter
 * mentioned today. A thing owed alone is mentioned at each of its reminders. Of several, the list leaves when something
 * presses that was not mentioned for a week, and what ends today is mentioned again. What is a week late comes once a week.
 */
export function digestOf(things: readonly DatedDuty[], mentions: Mentions, today: LocalDate): DatedDuty[] {
  const alone = things.length === 1;
  const unmentioned = things.filter(({ key }) => mentions[key]?.day !== today);
  const isReminded = (thing: DatedDuty) =>
    thing.step !== undefined && mentions[thing.key]?.reminder !== reminderOf(thing);
  const isOverdue = ({ late, date = "", given }: DatedDuty) =>
    late && daysBetween(date > given ? date : given, today) >= week;
  const endsToday = ({ last, given }: DatedDuty) => !alone && last === today && given < today;
  const pressing = unmentioned.filter((thing) => isReminded(thing) || isOverdue(thing) || endsToday(thing));
  const isNew = ({ key }: DatedDuty) => !mentions[key] || daysBetween(mentions[key].day, today) >= week;
  const leaves = pressing.some((thing) => isNew(thing) || (alone && isReminded(thing)));
  return leaves ? unmentioned : pressing.filter(endsToday);
}

/** Which reminder of which day: "2008-05-12/3". */
function reminderOf({ date = "", step }: DatedDuty): string {
  return `${date}/${step ?? ""}`;
}

/** What a letter of `today` that lists these things mentions. */
export function mentionsOf(things: readonly DatedDuty[], today: LocalDate): Mentions {
  return Object.fromEntries(things.map((thing) => [thing.key, { day: today, reminder: reminderOf(thing) }]));
}

/** Today, the time zone, and which days are public holidays there. */
type NowAndHolidays = Now & { holidays: Holidays };

/**
 * What one person owes of these deliverables as an author or a reviewer, themselves or with the others of their
 * organisation, the most pressing first; nothing of those to which their access was ended.
 */
export async function datedDutiesOf(
  who: Acting,
  assets: Assets,
  summaries: readonly Summary[],
  now: NowAndHolidays,
): Promise<DatedDuty[]> {
  const holders = holdersIn(who);
  const own = summaries.filter(({ duties }) => duties.some(({ person }) => holders.includes(person)));
  return owedByOne(who, await datedDuties(assets, own, now), own);
}

/**
 * What one person owes, of what each person and organisation owes of some deliverables: a duty that they have by several
 * names is one, with the parts of each.
 */
export function owedByOne(
  who: Acting,
  owed: ReadonlyMap<Holder, DatedDuty[]>,
  summaries: readonly Summary[],
): DatedDuty[] {
  const [self, ...others] = holdersIn(who);
  const own = (owed.get(self!) ?? []).filter(({ id }) => !isShut(summaries, id, self!));
  const shared = others.flatMap((holder) => owed.get(holder) ?? []);
  const things = new Map<string, DatedDuty>();
  for (const thing of [...own, ...shared.filter(({ id }) => mayShare(summaries, id, self!))]) {
    const known = things.get(thing.key);
    const parts = [...new Set([...(known?.parts ?? []), ...(thing.parts ?? [])])];
    things.set(thing.key, parts.length > 0 ? { ...thing, parts } : thing);
  }
  return [...things.values()].sort(byDay);
}

function isShut(summaries: readonly Summary[], deliverable: string, person: PersonId): boolean {
  return summaries.some(({ id, ended }) => id === deliverable && ended?.includes(person));
}

/** Whether someone owes what their organisation is to write: not of what they review, nor of what they were shut out of. */
function mayShare(summaries: readonly Summary[], deliverable: string, person: PersonId): boolean {
  const reviews = summaries.some(({ id, reviewers }) => id === deliverable && reviewers.includes(person));
  return !reviews && !isShut(summaries, deliverable, person);
}

/** What each person, or organisation, owes of these deliverables; `faults`: what kept a kind from being read, whose reminders do not come. */
export async function datedDuties(
  assets: Assets,
  summaries: readonly Summary[],
  now: NowAndHolidays,
  faults: unknown[] = [],
): Promise<Map<Holder, DatedDuty[]>> {
  const things = new Map<Holder, DatedDuty[]>();
  const kinds = new Map<string, DraftDemands>();
  for (const summary of summaries) {
    const demands = kinds.get(summary.kind) ?? (await draftDemands(assets, summary.kind, faults));
    kinds.set(summary.kind, demands);
    for (const { person, what, parts, count } of summary.duties) {
      if (!isWork(what)) continue;
      const thing = datedDuty(
        summary,
        { what, ...(parts && { parts }), ...(count !== undefined && { count }) },
        demands,
        now,
      );
      things.set(person, [...(things.get(person) ?? []), thing]);
    }
  }
  for (const owed of things.values()) owed.sort(byDay);
  return things;
}

/** Days by which holidays before a day, and the network's distance from Greenwich, may bring a reminder forward. */
const broughtForward = 15;

/** The last day of which something may press today: the furthest reminder of any kind, before holidays. */
export async function lastPressing(assets: Assets, today: LocalDate): Promise<LocalDate> {
  const kinds = await readableKinds(assets);
  const furthest = Math.max(0, ...kinds.flatMap(({ draft }) => draft.reminders));
  return addDays(today, furthest + broughtForward);
}

/** A kind that is no more reminds nobody, nor does one that cannot be read, which is a fault. */
export async function draftDemands(assets: Assets, id: string, faults: unknown[]): Promise<DraftDemands> {
  try {
    return (await loadKind(assets, id)).kind.draft;
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "kind-unknown")) faults.push(error);
    return { reminders: [], after: [] };
  }
}

function datedDuty(
  summary: Summary,
  { what, parts, count }: Pick<DatedDuty, "what" | "parts" | "count">,
  demands: DraftDemands,
  now: NowAndHolidays,
): DatedDuty {
  const { id, title, round } = summary;
  const { today, timeZone, holidays } = now;
  const date = dueOf(summary, timeZone)?.date;
  const given = localDate(summary.given, timeZone);
  const last = date && previousWorkingDay(holidays, date);
  const reminded = round && round.reminded.length > 0 ? Math.min(...round.reminded) : undefined;
  const planned = date === undefined ? undefined : reminderStep(holidays, { last: date, given }, demands, today);
  const step = what === "review" ? reminded : planned;
  return {
    ...{ key: `${id}/${what}`, id, title, what, given },
    ...(parts && { parts }),
    ...(count !== undefined && { count }),
    ...(date && last && { date, last }),
    late: date !== undefined && date < today,
    ...(step !== undefined && { step }),
  };
}

/** What presses most first: by its day, what has none last; of one day by title. */
export function byDay(a: Pick<DatedDuty, "date" | "title">, b: Pick<DatedDuty, "date" | "title">): number {
  const [first, second] = [a.date ?? "9999", b.date ?? "9999"];
  return first < second ? -1 : first > second ? 1 : alphabetically(a.title, b.title);
}
