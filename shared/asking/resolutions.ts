import type { OpenResolution } from "../stored/meeting.ts";
import { addDays, localDate } from "../time/calendar.ts";
import type { Holidays } from "../time/holidays.ts";
import { nextWorkingDay, previousWorkingDay } from "../time/working-days.ts";
import type { LocalDate } from "../values.ts";
import { reminderStep } from "./deadline.ts";

/** Days before its day, and after, on which who is to do what a meeting decided is reminded of it. */
const [before, after] = [3, 2];

/** The last day of which something may press today: reminders that holidays bring forward, too. */
export function lastReminded(today: LocalDate): LocalDate {
  return addDays(today, before + 15);
}

/** Whether a resolution is near its day, or past it. */
export function isPressing({ due }: Pick<OpenResolution, "due">, today: LocalDate): boolean {
  return due !== undefined && due <= addDays(today, before);
}

/** Whether the reminder of a resolution has come, on a working day, and did not leave yet. */
export function isToRemind(
  { due, given, reminded }: Pick<OpenResolution, "due" | "given" | "reminded">,
  { date: today, timeZone, holidays }: { date: LocalDate; timeZone: string; holidays: Holidays },
): boolean {
  if (due === undefined) return false;
  const days = { reminders: [before], after: [after] };
  const step = reminderStep(holidays, { last: due, given: localDate(given, timeZone) }, days, today);
  if (step === undefined) return false;
  const day =
    step > 0 ? previousWorkingDay(holidays, addDays(due, -step)) : nextWorkingDay(holidays, addDays(due, -step));
  return !reminded.some((each) => each >= day);
}

/** Names a resolution in what letters mention, so that none mentions it twice a day. */
export function reminderKey({ meeting, id }: Pick<OpenResolution, "meeting" | "id">): string {
  return `resolution/${meeting}/${id}`;
}
