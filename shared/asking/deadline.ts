import { roundToConfirm } from "../deliverable/round/round.ts";
import type { Round, State } from "../deliverable/state.ts";
import type { DraftDemands, RoundDemands } from "../kinds/kind.ts";
import { addDays, endOfDay, lastDay, localDate } from "../time/calendar.ts";
import { type Holidays, holidaysOf } from "../time/holidays.ts";
import { nextWorkingDay, previousWorkingDay, type WorkCalendar } from "../time/working-days.ts";
import type { Instant, LocalDate } from "../values.ts";

/**
 * When the round ends that a submission opens at `now` (milliseconds): with the day planned for the review, where it is
 * still to come; else, and for a confirming round, as many days on as the kind gives.
 */
export function roundDeadline(
  calendar: WorkCalendar,
  state: Pick<State, "due" | "rounds">,
  demands: Pick<RoundDemands, "days" | "confirming">,
  now: number,
): Instant {
  const confirming = roundToConfirm(state) && demands.confirming;
  const planned = confirming ? undefined : state.due.review && endOfDay(state.due.review, calendar.timeZone);
  if (planned && Date.parse(planned) > now) return planned;
  return deadlineAfter(calendar, dayOf(calendar, now), (confirming ?? demands).days);
}

/** Until when a round's rule gives it more time at its deadline; undefined: it gives none, or did so already. */
export function extensionOf(calendar: WorkCalendar, round: Round, now: number): Instant | undefined {
  const { atDeadline } = round.rule;
  if (atDeadline.do !== "extend" || round.extended) return undefined;
  const extended = deadlineAfter(calendar, lastDay(round.deadline, calendar.timeZone), atDeadline.days);
  return Date.parse(extended) > now ? extended : deadlineAfter(calendar, dayOf(calendar, now), atDeadline.days);
}

/** Which reminder is due on `today`, in days before the deadline: the nearest to it whose working day has come. */
export function dueReminder(
  { timeZone, holidays }: { timeZone: string; holidays: Holidays },
  round: Pick<Round, "deadline" | "deadlineGiven" | "reminded">,
  reminders: readonly number[],
  today: LocalDate,
): number | undefined {
  const last = lastDay(round.deadline, timeZone);
  const given = localDate(round.deadlineGiven, timeZone);
  const nearest = reminderStep(holidays, { last, given }, { reminders, after: [] }, today);
  return nearest === undefined || round.reminded.includes(nearest) ? undefined : nearest;
}

/** Whether the day of a reminder that did not leave fell in an outage. */
export function hidesReminder(
  { timeZone, holidays }: { timeZone: string; holidays: Holidays },
  round: Pick<Round, "deadline" | "deadlineGiven" | "reminded">,
  reminders: readonly number[],
  outage: { from: Instant; until: Instant },
): boolean {
  const last = lastDay(round.deadline, timeZone);
  const step = dueReminder({ timeZone, holidays }, round, reminders, last);
  const day = step === undefined ? undefined : previousWorkingDay(holidays, addDays(last, -step));
  const [from, until] = [outage.from, outage.until].map((instant) => localDate(instant, timeZone));
  return day !== undefined && day >= from! && day <= until!;
}

/** The end of the next working day after a day. */
export function dayAfter(calendar: WorkCalendar, date: LocalDate): Instant {
  return deadlineAfter(calendar, date, 1);
}

/** A day that was given, and when; the days before and after it on which reminders leave. */
type Given = { last: LocalDate; given: LocalDate };
type Steps = Readonly<Record<keyof DraftDemands, readonly number[]>>;

/**
 * The latest reminder whose working day has come by `today`: in days before the last day, negative after it. None falls
 * on the day on which that day was given, or before.
 */
export function reminderStep(holidays: Holidays, given: Given, steps: Steps, today: LocalDate): number | undefined {
  const come = reminderDays(holidays, given, steps).filter(({ day }) => day <= today);
  return come.length > 0 ? Math.min(...come.map(({ step }) => step)) : undefined;
}

/** The working days on which reminders of a day leave: each with how many days before it that is, negative after it. */
export function reminderDays(
  holidays: Holidays,
  { last, given }: Given,
  { reminders, after }: Steps,
): { step: number; day: LocalDate }[] {
  const before = reminders.map((days) => ({ step: days, day: previousWorkingDay(holidays, addDays(last, -days)) }));
  const behind = after.map((days) => ({ step: -days, day: nextWorkingDay(holidays, addDays(last, days)) }));
  return [...before, ...behind].filter(({ day }) => day > given);
}

/** With the day that is `days` after another, or with the next on which one works. */
function deadlineAfter({ holidays, timeZone }: WorkCalendar, from: LocalDate, days: number): Instant {
  return endOfDay(nextWorkingDay(holidaysOf(holidays), addDays(from, days)), timeZone);
}

function dayOf({ timeZone }: WorkCalendar, now: number): LocalDate {
  return localDate(new Date(now).toISOString(), timeZone);
}
