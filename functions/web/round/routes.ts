import { toConfirm } from "../components/confirmation.ts";
import { picked } from "../components/picking.ts";
import { get, having, havingHad, late, post, postAs, type Route } from "../http/route.ts";
import { close, closing, closure } from "./closure.ts";
import { deadline, moveDeadline, moving } from "./deadline.ts";
import { recording, recordReported, reported, reportedAttached } from "./reported.ts";
import { reportedEvidence, reportedFile } from "./reported-evidence.ts";
import { seminar, seminarCalendar, seminarMinutes } from "./seminar.ts";
import { cancelling, cancelSeminar, seminarCancellation } from "./seminar-cancellation.ts";
import { planning } from "./seminar-entry.ts";
import { settle, settlement, settling } from "./settlement.ts";

const coordinator = having("coordinator");
// what coordinators do now and then
const seminarPlans = () => import("./seminar-plan.ts");
const seminarsHeld = () => import("./seminar-held.ts");
const participants = havingHad("invited", "reviewer", "author", "coordinator");

/** A round as its coordinator conducts it: deadline, seminar, decisions reported, delegations, closing. */
export const roundRoutes: Route[] = [
  get("closure", coordinator, closure),
  post("closure", coordinator, closing, close),
  get("deadline", coordinator, deadline),
  post("deadline", coordinator, moving, moveDeadline),

  get("seminar", participants, seminar),
  get("seminarCalendar", participants, seminarCalendar),
  get("seminarMinutes", participants, seminarMinutes),
  get("seminarPlan", coordinator, late(seminarPlans, "seminarPlan")),
  post("seminarPlan", coordinator, picked(planning, ["invited"]), late(seminarPlans, "planSeminar")),
  get("seminarCancellation", coordinator, seminarCancellation),
  post("seminarCancellation", coordinator, toConfirm(cancelling), cancelSeminar),
  get("seminarHeld", coordinator, late(seminarsHeld, "seminarHeld")),
  postAs("seminarHeld", coordinator, late(seminarsHeld, "holdSeminar")),
  get("seminarAttached", coordinator, late(seminarsHeld, "seminarAttached")),

  get("reported", coordinator, reported),
  post("reported", coordinator, recording, recordReported),
  get("reportedAttached", coordinator, reportedAttached),
  get("reportedEvidence", coordinator, reportedEvidence),
  get("reportedFile", coordinator, reportedFile),

  get("settlement", coordinator, settlement),
  post("settlement", coordinator, settling, settle),
];
