import { toConfirm } from "../components/confirmation.ts";
import { picked } from "../components/picking.ts";
import { get, having, havingHad, late, post, postAs, type Route, readLate } from "../http/route.ts";

const closures = () => import("./closure.ts");
const deadlines = () => import("./deadline.ts");
const reports = () => import("./reported.ts");
const evidences = () => import("./reported-evidence.ts");
const seminars = () => import("./seminar.ts");
const cancellations = () => import("./seminar-cancellation.ts");
const seminarEntries = () => import("./seminar-entry.ts");
const settlements = () => import("./settlement.ts");

const coordinator = having("coordinator");
// what coordinators do now and then
const seminarPlans = () => import("./seminar-plan.ts");
const seminarsHeld = () => import("./seminar-held.ts");
const participants = havingHad("invited", "reviewer", "author", "coordinator");

/** A round as its coordinator conducts it: deadline, seminar, decisions reported, delegations, closing. */
export const roundRoutes: Route[] = [
  get("closure", coordinator, late(closures, "closure")),
  post(
    "closure",
    coordinator,
    readLate(async () => (await closures()).closing),
    late(closures, "close"),
  ),
  get("deadline", coordinator, late(deadlines, "deadline")),
  post(
    "deadline",
    coordinator,
    readLate(async () => (await deadlines()).moving),
    late(deadlines, "moveDeadline"),
  ),

  get("seminar", participants, late(seminars, "seminar")),
  get("seminarCalendar", participants, late(seminars, "seminarCalendar")),
  get("seminarMinutes", participants, late(seminars, "seminarMinutes")),
  get("seminarPlan", coordinator, late(seminarPlans, "seminarPlan")),
  post(
    "seminarPlan",
    coordinator,
    readLate(async () => picked((await seminarEntries()).planning, ["invited"])),
    late(seminarPlans, "planSeminar"),
  ),
  get("seminarCancellation", coordinator, late(cancellations, "seminarCancellation")),
  post(
    "seminarCancellation",
    coordinator,
    readLate(async () => toConfirm((await cancellations()).cancelling)),
    late(cancellations, "cancelSeminar"),
  ),
  get("seminarHeld", coordinator, late(seminarsHeld, "seminarHeld")),
  postAs("seminarHeld", coordinator, late(seminarsHeld, "holdSeminar")),
  get("seminarAttached", coordinator, late(seminarsHeld, "seminarAttached")),

  get("reported", coordinator, late(reports, "reported")),
  post(
    "reported",
    coordinator,
    readLate(async () => (await reports()).recording),
    late(reports, "recordReported"),
  ),
  get("reportedAttached", coordinator, late(reports, "reportedAttached")),
  get("reportedEvidence", coordinator, late(evidences, "reportedEvidence")),
  get("reportedFile", coordinator, late(evidences, "reportedFile")),

  get("settlement", coordinator, late(settlements, "settlement")),
  post(
    "settlement",
    coordinator,
    readLate(async () => (await settlements()).settling),
    late(settlements, "settle"),
  ),
];
