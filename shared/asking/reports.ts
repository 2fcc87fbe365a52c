import type { Summary } from "../agreement/summary.ts";
import type { Store } from "../ports.ts";
import { agreementsNamed, type DueReport, reportsDueUntil } from "../stored/agreement.ts";
import { addDays } from "../time/calendar.ts";
import type { Holidays } from "../time/holidays.ts";
import { nextWorkingDay, previousWorkingDay } from "../time/working-days.ts";
import type { LocalDate } from "../values.ts";
import { reminderStep } from "./deadline.ts";

/** Days before a financial report is due, and after, on which coordinators are reminded of it. */
const steps = { reminders: [30, 7], after: [1] } as const;

/** The last day of which something may press today: reminders that holidays bring forward, too. */
export function lastReported(today: LocalDate): LocalDate {
  return addDays(today, steps.reminders[0] + 15);
}

type Today = { date: LocalDate; holidays: Holidays };

/** Whether the reminder of a report has come, on a working day, and did not leave yet; none does that came before it was promised. */
export function isReportToRemind(report: DueReport, today: Today): boolean {
  const day = reminderDay(report, today);
  return day !== undefined && !report.reminded.some((each) => each >= day);
}

/** The working day of the last reminder that has come. */
function reminderDay({ day, promised }: DueReport, { date, holidays }: Today): LocalDate | undefined {
  const step = reminderStep(holidays, { last: day, given: promised }, steps, date);
  if (step === undefined) return undefined;
  const on = addDays(day, -step);
  return step > 0 ? previousWorkingDay(holidays, on) : nextWorkingDay(holidays, on);
}

/** The reports that a reminder lists: those of which one has come, the first due first. */
export async function pressingReports(store: Store, today: Today): Promise<Summary[]> {
  const near = await reportsDueUntil(store, lastReported(today.date));
  const pressing = near.filter((report) => reminderDay(report, today) !== undefined);
  return agreementsNamed(
    store,
    pressing.map(({ agreement }) => agreement),
  );
}

/** The agreements whose report is due by a day and was not handed in, the first due first. */
export async function reportsUntil(store: Store, last: LocalDate): Promise<Summary[]> {
  const due = await reportsDueUntil(store, last);
  return agreementsNamed(
    store,
    due.map(({ agreement }) => agreement),
  );
}

/** Reports that are late, and those with their day in a week. */
export type WeekOfReports = { late: Summary[]; due: Summary[] };

/** What there is of financial reports in the week of `monday`, as things stand on `today`. */
export async function weekOfReports(
  store: Store,
  { monday, today }: { monday: LocalDate; today: LocalDate },
): Promise<WeekOfReports> {
  const all = await reportsUntil(store, addDays(monday, 6));
  return {
    late: all.filter(({ reportDue }) => reportDue < today),
    due: all.filter(({ reportDue }) => reportDue >= today),
  };
}

/** Whether there is nothing to say of reports in a week. */
export function isQuietOfReports({ late, due }: WeekOfReports): boolean {
  return late.length + due.length === 0;
}
