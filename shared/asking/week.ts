import { isWork, type OfficeWork } from "../deliverable/duties.ts";
import type { Summary } from "../deliverable/summary.ts";
import { addDays, daysBetween } from "../time/calendar.ts";
import type { LocalDate, PersonId } from "../values.ts";
import { type Due, dueOf } from "./due.ts";

/** Something of a deliverable that has a day. */
export type Item = Due & { id: string; title: string; date: LocalDate };
/** `late`: past its day; `due`: with its day in the week, both the oldest first; `office`: what waits for the coordinator. */
export type Week = { late: Item[]; due: Item[]; office: OfficeItem[] };
/**
 * `date`: its day, e.g. the deadline of the round to close, where there is one; `submission`: of the one replacement to settle; `parts`:
 * titles of those that nobody is named for.
 */
export type OfficeItem = {
  id: string;
  title: string;
  what: OfficeWork;
  date?: LocalDate;
  submission?: string;
  parts?: string[];
};
/** The day it is, where the network is. */
export type Now = { today: LocalDate; timeZone: string };

/** The Monday of the week that a day is in. */
export function mondayOf(date: LocalDate): LocalDate {
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  return addDays(date, -weekday);
}

/** What a coordinator has to look at in the week of `monday`, as things stand on `today`. */
export function weekOf(summaries: readonly Summary[], { monday, ...now }: Now & { monday: LocalDate }): Week {
  const sunday = addDays(monday, 6);
  const ahead = aheadOf(summaries, now, daysBetween(now.today, sunday));
  return { late: lateOf(summaries, now), due: ahead, office: officeDuties(summaries, now) };
}

/** Whether there is nothing to say of a week. */
export function isQuiet({ late, due, office }: Week): boolean {
  return late.length + due.length + office.length === 0;
}

/** What waits for the coordinator of each: the same for their first page, the year and the letter of the week. */
export function officeDuties(summaries: readonly Summary[], now: Now): OfficeItem[] {
  return summaries.flatMap((summary) => officeOf(summary, now));
}

/** What somebody coordinates: theirs, and what nobody does any more, since who did has left (`present`: those who have not). */
export function coordinatedBy(
  summaries: readonly Summary[],
  person: PersonId,
  present: ReadonlySet<PersonId>,
): Summary[] {
  return summaries.filter(({ coordinator }) => coordinator === person || !present.has(coordinator));
}

/** What has its day in the next `days`, the first of them first. */
export function aheadOf(summaries: readonly Summary[], { today, timeZone }: Now, days: number): Item[] {
  const last = addDays(today, days);
  return awaitedOf(summaries, timeZone).filter(({ date }) => date >= today && date <= last);
}

function officeOf(summary: Summary, { timeZone }: Now): OfficeItem[] {
  const { id, title, duties, round } = summary;
  const due = dueOf(summary, timeZone)?.date;
  const [first, ...others] = round?.proposed ?? [];
  const submission = others.length === 0 ? first?.submission : undefined;
  return duties.flatMap(({ what, parts }): OfficeItem[] => {
    if (isWork(what)) return [];
    const settled = what === "delegation" && submission !== undefined && { submission };
    return [{ id, title, what, ...(due && { date: due }), ...settled, ...(what === "owners" && parts && { parts }) }];
  });
}

/** What is past its day, the oldest first: the same for pages and letters. */
export function lateOf(summaries: readonly Summary[], { today, timeZone }: Now): Item[] {
  return awaitedOf(summaries, timeZone).filter(({ date }) => date < today);
}

/** How late something is, as people say it: 12 days, 10 months. */
export function lateness(date: LocalDate, today: LocalDate): { unit: "days" | "months"; count: number } {
  const days = daysBetween(date, today);
  return days < 60 ? { unit: "days", count: days } : { unit: "months", count: Math.round(days / 30.4) };
}

function awaitedOf(summaries: readonly Summary[], timeZone: string): Item[] {
  return summaries
    .flatMap((summary) => awaited(summary, timeZone))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.title < b.title ? -1 : 1));
}

/** What a deliverable waits for next, and its final documents, where they have a day of their own. */
function awaited(summary: Summary, timeZone: string): Item[] {
  const { id, title, due } = summary;
  const next = dueOf(summary, timeZone);
  if (!next) return [];
  const items: Due[] =
    next.what === "final" || next.date === due.final ? [next] : [next, { ...next, what: "final", date: due.final }];
  return items.flatMap(({ date, ...item }) => (date ? [{ id, title, ...item, date }] : []));
}
