import { get, having, havingHad, late, post, type Route, readLate } from "../http/route.ts";
import { whileOpen } from "./closed-round.ts";

const closures = () => import("./closure.ts");
const deadlines = () => import("./deadline.ts");
const reports = () => import("./reported.ts");
const evidences = () => import("./reported-evidence.ts");
const seminars = () => import("./seminar-became.ts");
const settlements = () => import("./settlement.ts");

const coordinator = having("coordinator");
const participants = havingHad("invited", "reviewer", "author", "coordinator");

/** A round as its coordinator conducts it: deadline, decisions reported, delegations, closing. */
export const roundRoutes: Route[] = [
  get("closure", coordinator, whileOpen(late(closures, "closure"))),
  post(
    "closure",
    coordinator,
    readLate(async () => (await closures()).closing),
    whileOpen(late(closures, "close")),
  ),
  get("deadline", coordinator, whileOpen(late(deadlines, "deadline"))),
  post(
    "deadline",
    coordinator,
    readLate(async () => (await deadlines()).moving),
    whileOpen(late(deadlines, "moveDeadline")),
  ),

  // where mails and calendars lead that left before there were meetings
  get("seminar", participants, late(seminars, "meetingInstead")),
  get("seminarCalendar", participants, late(seminars, "calendarInstead")),
  get("seminarMinutes", participants, late(seminars, "minutesInstead")),
  get("seminarPlan", coordinator, late(seminars, "planInstead")),
  get("seminarCancellation", coordinator, late(seminars, "cancellationInstead")),
  get("seminarHeld", coordinator, late(seminars, "recordInstead")),
  get("seminarAttached", coordinator, late(seminars, "recordInstead")),

  get("reported", coordinator, whileOpen(late(reports, "reported"))),
  post(
    "reported",
    coordinator,
    readLate(async () => (await reports()).recording),
    whileOpen(late(reports, "recordReported")),
  ),
  get("reportedAttached", coordinator, whileOpen(late(reports, "reportedAttached"))),
  get("reportedEvidence", coordinator, late(evidences, "reportedEvidence")),
  get("reportedFile", coordinator, late(evidences, "reportedFile")),

  get("settlement", coordinator, whileOpen(late(settlements, "settlement"))),
  post(
    "settlement",
    coordinator,
    readLate(async () => (await settlements()).settling),
    whileOpen(late(settlements, "settle")),
  ),
];
