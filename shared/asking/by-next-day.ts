import type { Summary } from "../deliverable/summary.ts";
import { alphabetically } from "../i18n/languages.ts";
import { addDays, addMonths } from "../time/calendar.ts";
import type { LocalDate } from "../values.ts";
import { dueOf } from "./due.ts";
import { lateOf, mondayOf, type Now } from "./week.ts";

/** When something of a deliverable has its day. */
export const spans = ["late", "week", "month", "later", "undated"] as const;
export type Span = (typeof spans)[number];

/** A deliverable with the day that it has next, or that is the longest past. */
export type Dated = { summary: Summary; span: Span; day?: LocalDate };

/** Deliverables by the day that each has next: what is late first, what has no day last; of one day by title. Pure. */
export function byNextDay(summaries: readonly Summary[], now: Now): Dated[] {
  const dated = summaries.map((summary): Dated => {
    const [oldest] = lateOf([summary], now);
    const day = oldest?.date ?? dueOf(summary, now.timeZone)?.date;
    return { summary, span: spanOf(day, now.today), ...(day !== undefined && { day }) };
  });
  return dated.sort(
    (a, b) => compare(a.day ?? "9999", b.day ?? "9999") || alphabetically(a.summary.title, b.summary.title),
  );
}

/** Up to Sunday it is of the week; the other days of the month that begins today are near, whatever the calendar calls that month. */
function spanOf(day: LocalDate | undefined, today: LocalDate): Span {
  if (day === undefined) return "undated";
  if (day < today) return "late";
  if (day <= addDays(mondayOf(today), 6)) return "week";
  return day <= addMonths(today, 1) ? "month" : "later";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
