import { Refusal } from "../errors.ts";
import type { DraftDemands } from "../kinds/kind.ts";
import { loadKind } from "../kinds/resolve.ts";
import type { Assets } from "../ports.ts";
import { isWork, type Work } from "../workflow/duties.ts";
import type { LocalDate, PersonId } from "../workflow/state.ts";
import { daysBetween, localDate } from "./calendar.ts";
import { reminderStep } from "./deadline.ts";
import { dueOf } from "./due.ts";
import type { Holidays } from "./holidays.ts";
import type { Summary } from "./rows/deliverable.ts";
import type { Now } from "./week.ts";
import { previousWorkingDay } from "./working-days.ts";

/** Something that one person owes. */
export type Thing = {
  /** What it is, whenever it is due: the same key is the same thing. */
  key: string;
  id: string;
  title: string;
  what: Work;
  parts?: string[];
  /** Absent: no day was given. */
  date?: LocalDate;
  /** The last working day up to that one. */
  last?: LocalDate;
  given: LocalDate;
  late: boolean;
  /** The reminder that has come, in days before the day, negative after it. */
  step?: number;
};

/** What a person's last digests listed: each thing by its key with its reminder then, and the day of the last that listed all. */
export type Told = { whole: LocalDate; items: Record<string, string> };

const week = 7;

/**
 * What of a person's things a letter of `today` is to list, none where it is not to leave. A thing owed alone is told at
 * each of its reminders. Of several, the list leaves when something new to it presses, else once a week, and what ends
 * today is told again. What has been late for a week is told once a week.
 */
export function digestOf(things: readonly Thing[], told: Told | undefined, today: LocalDate): Thing[] {
  const alone = things.length === 1;
  const isReminded = (thing: Thing) => thing.step !== undefined && told?.items[thing.key] !== reminderOf(thing);
  const isOverdue = ({ late, date = "", given }: Thing) =>
    late && daysBetween(date > given ? date : given, today) >= week;
  const endsToday = ({ last, given }: Thing) => !alone && last === today && given < today;
  const pressing = things.filter((thing) => isReminded(thing) || isOverdue(thing) || endsToday(thing));
  const weekOld = !told || daysBetween(told.whole, today) >= week;
  const isNew = pressing.some((thing) => told?.items[thing.key] === undefined || (alone && isReminded(thing)));
  return pressing.length > 0 && (weekOld || isNew) ? [...things] : pressing.filter(endsToday);
}

/** Which reminder of which day: "2008-05-12/3". */
function reminderOf({ date = "", step }: Thing): string {
  return `${date}/${step ?? ""}`;
}

/** What has been told once a digest of `today` listed some of a person's things. */
export function toldAfter(
  things: readonly Thing[],
  listed: readonly Thing[],
  told: Told | undefined,
  today: LocalDate,
): Told {
  const items = Object.fromEntries(listed.map((thing) => [thing.key, reminderOf(thing)]));
  return listed.length === things.length
    ? { whole: today, items }
    : { whole: told?.whole ?? today, items: { ...told?.items, ...items } };
}

type Place = Now & { holidays: Holidays };

/** What each person owes of these deliverables as an author or a reviewer, the most pressing first. */
export async function thingsOwed(
  assets: Assets,
  summaries: readonly Summary[],
  place: Place,
): Promise<Map<PersonId, Thing[]>> {
  const things = new Map<PersonId, Thing[]>();
  const kinds = new Map<string, DraftDemands>();
  for (const summary of summaries) {
    const demands = kinds.get(summary.kind) ?? (await draftDemands(assets, summary.kind));
    kinds.set(summary.kind, demands);
    for (const { person, what, parts } of summary.duties) {
      if (!isWork(what)) continue;
      const thing = thingOf(summary, { what, ...(parts && { parts }) }, demands, place);
      things.set(person, [...(things.get(person) ?? []), thing]);
    }
  }
  for (const owed of things.values()) owed.sort(byDay);
  return things;
}

/** A kind that is no more reminds nobody. */
async function draftDemands(assets: Assets, id: string): Promise<DraftDemands> {
  try {
    return (await loadKind(assets, id)).kind.draft;
  } catch (error) {
    if (error instanceof Refusal && error.code === "kind-unknown") return { reminders: [], after: [] };
    throw error;
  }
}

function thingOf(
  summary: Summary,
  { what, parts }: Pick<Thing, "what" | "parts">,
  demands: DraftDemands,
  place: Place,
): Thing {
  const { id, title, round } = summary;
  const { today, timeZone, holidays } = place;
  const date = dueOf(summary, timeZone)?.date;
  const given = localDate(summary.given, timeZone);
  const last = date && previousWorkingDay(holidays, date);
  const reminded = round && round.reminded.length > 0 ? Math.min(...round.reminded) : undefined;
  const planned = date === undefined ? undefined : reminderStep(holidays, { last: date, given }, demands, today);
  const step = what === "review" ? reminded : planned;
  return {
    ...{ key: `${id}/${what}`, id, title, what, given },
    ...(parts && { parts }),
    ...(date && last && { date, last }),
    late: date !== undefined && date < today,
    ...(step !== undefined && { step }),
  };
}

function byDay(a: Thing, b: Thing): number {
  const [first, second] = [a.date ?? "9999", b.date ?? "9999"];
  return first < second ? -1 : first > second ? 1 : a.title.localeCompare(b.title, "fr");
}
