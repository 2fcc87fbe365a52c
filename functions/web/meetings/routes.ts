import { toConfirm } from "../components/confirmation.ts";
import { picked } from "../components/picking.ts";
import type { PageContext } from "../http/context.ts";
import { readInput } from "../http/input.ts";
import { coordinators, get, late, post, postAs, type Route } from "../http/route.ts";
import { cancelling, chasingDoer, closing, discussing, drafting, rewording } from "./entries.ts";
import { planEntry } from "./plan-entry.ts";
import { doers, doersInOffice, entering, meetingGoers, ofMeeting } from "./who.ts";

// what the texts of meetings come with
const lists = () => import("./meetings.ts");
const pages = () => import("./meeting.ts");
const plans = () => import("./plan-form.ts");
const cancellations = () => import("./cancellation.ts");
const records = () => import("./record.ts");
const resolutions = () => import("./resolution.ts");
const chases = () => import("./chase.ts");
const discussions = () => import("./discussion.ts");
const orders = () => import("./agenda-order.ts");
const calendars = () => import("./calendar.ts");
const documents = () => import("./document.ts");

const ordering = async (c: PageContext) => readInput(c, (await orders()).reordering);
const planned = picked(planEntry, ["invited"]);

/** Meetings of the network: what is to come, what is discussed, who came, what was decided. */
export const meetingRoutes: Route[] = [
  get("meetings", entering, late(lists, "meetings")),
  get("newMeeting", coordinators, late(plans, "newMeeting")),
  post("newMeeting", coordinators, planned, late(plans, "planMeeting")),
  get("discussion", coordinators, late(discussions, "discussion")),
  post("discussion", coordinators, discussing, late(discussions, "addToAgenda")),
  get("meeting", meetingGoers, late(pages, "meeting")),
  get("meetingCalendar", meetingGoers, late(calendars, "meetingCalendar")),
  get("meetingMinutes", meetingGoers, late(calendars, "meetingMinutes")),
  get("meetingPlan", ofMeeting, late(plans, "meetingPlan")),
  post("meetingPlan", ofMeeting, planned, late(plans, "changePlan")),
  post("meetingAgenda", ofMeeting, ordering, late(orders, "reorderAgenda")),
  get("meetingCancellation", ofMeeting, late(cancellations, "meetingCancellation")),
  post("meetingCancellation", ofMeeting, toConfirm(cancelling), late(cancellations, "cancelMeeting")),
  get("meetingRecord", ofMeeting, late(records, "meetingRecord")),
  postAs("meetingRecord", ofMeeting, late(records, "recordMeeting")),
  get("meetingAttached", ofMeeting, late(records, "meetingAttached")),
  post("meetingDocument", ofMeeting, toConfirm(drafting), late(documents, "makeDocument")),
  get("resolution", doers, late(resolutions, "resolution")),
  post("resolution", doersInOffice, rewording, late(resolutions, "changeResolution")),
  post("resolutionChases", doersInOffice, toConfirm(chasingDoer), late(chases, "chaseDoer")),
  post("resolutionClosing", doers, closing, late(resolutions, "closeResolution")),
];
