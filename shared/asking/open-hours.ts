import type { Job, LetterName } from "../jobs/job.ts";
import { addDays, atTime, localDate } from "../time/calendar.ts";
import { holidaysOf } from "../time/holidays.ts";
import { isWorkingDay, nextWorkingDay, type WorkCalendar } from "../time/working-days.ts";
import type { Instant } from "../values.ts";

/** Local hours of working days between which letters leave that no person's act has just caused. */
const opening = "08:00";
const closing = "19:00";

/** The local hour at which letters leave that tell at once what happened since the last of them. */
const gathering = "17:00";

/**
 * When each letter leaves: `always`, since someone's act has just caused it (they asked for it, or it tells of what they
 * did); only in open `hours`, since time brings it; `daily`, with others of the day, since it can wait; or `byCause`, as its job says.
 */
const leaves: { [L in LetterName]: "always" | "hours" | "daily" | "byCause" } = {
  access: "always",
  accessSent: "always",
  draftAsked: "always",
  chased: "always",
  invited: "always",
  roundOpened: "always",
  decisionReceived: "always",
  decisionReported: "always",
  newDecision: "daily",
  allDecided: "always",
  delegationProposed: "always",
  delegated: "always",
  delegationRefused: "always",
  draftRead: "always",
  draftUnreadable: "byCause",
  seminarInvited: "always",
  seminarChanged: "always",
  seminarCancelled: "byCause",
  meetingInvited: "always",
  meetingChanged: "always",
  meetingCancelled: "always",
  meetingRecorded: "always",
  resolutionGiven: "always",
  resolutionChased: "always",
  statementSent: "always",
  meetingToRecord: "hours",
  resolutionReminder: "hours",
  reportDue: "hours",
  roundClosed: "byCause",
  deadlineMoved: "byCause",
  dispositions: "byCause",
  final: "byCause",
  withdrawn: "always",
  editionOpened: "always",
  editionAbandoned: "always",
  partProposed: "always",
  proposalTaken: "always",
  proposalDeclined: "always",
  finalWithdrawn: "always",
  reminder: "hours",
  deadlinePassed: "hours",
  seminarToRecord: "hours",
  sourceChanged: "always",
  sourceWithdrawn: "always",
  weekly: "hours",
  undelivered: "hours",
  unreached: "byCause",
};

/** Attempts in the first hour: who was not written to by then is not waiting at their screen any more. */
const firstHour = 6;

/**
 * Until when a letter that is due now waits; undefined: it leaves. A link that somebody asked for leaves at any attempt; what is told with
 * the rest of its day, once that is.
 */
export function heldUntil(
  { letter, cause, attempt = 1, happened }: Held & { attempt?: number },
  calendar: WorkCalendar,
  now: number,
): Instant | undefined {
  const gathered = leaves[letter] === "daily" && happened !== undefined ? gatheredAt(happened, calendar) : undefined;
  if (gathered !== undefined && Date.parse(gathered) > now) return gathered;
  const caused = leaves[letter] === "always" || (leaves[letter] === "byCause" && cause !== "line");
  const mayLeave = caused && (attempt <= firstHour || letter === "access" || letter === "accessSent");
  return mayLeave || isOpen(calendar, now) ? undefined : nextOpening(calendar, now);
}

type Held = Pick<Extract<Job, { type: "mail" }>, "letter" | "cause" | "happened">;

/** When what happened is told, with all that happened since the last such letter: at five of a working day. */
export function gatheredAt(happened: Instant, { holidays, timeZone }: WorkCalendar): Instant {
  const date = localDate(happened, timeZone);
  const passed = Date.parse(atTime(date, gathering, timeZone)) <= Date.parse(happened);
  return atTime(nextWorkingDay(holidaysOf(holidays), passed ? addDays(date, 1) : date), gathering, timeZone);
}

/** Whether it is between 8 and 19 o'clock of a working day where the network is. */
export function isOpen({ holidays, timeZone }: WorkCalendar, now: number): boolean {
  const date = localDate(new Date(now).toISOString(), timeZone);
  const [opens, closes] = [opening, closing].map((time) => Date.parse(atTime(date, time, timeZone)));
  return isWorkingDay(holidaysOf(holidays), date) && now >= opens! && now < closes!;
}

/** The first opening after now. */
export function nextOpening({ holidays, timeZone }: WorkCalendar, now: number): Instant {
  const date = localDate(new Date(now).toISOString(), timeZone);
  const passed = Date.parse(atTime(date, opening, timeZone)) <= now;
  return atTime(nextWorkingDay(holidaysOf(holidays), passed ? addDays(date, 1) : date), opening, timeZone);
}
