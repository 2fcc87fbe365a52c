import { coordinators, get, late, outboxReaders, post, type Route } from "../http/route.ts";
import { mails, sendAgain, sendingAgain } from "./mails.ts";

// of a laptop alone
const outboxes = () => import("./outbox.ts");

/** Mails that have not left: those that their server refused, and where none leaves the machine, all. */
export const mailRoutes: Route[] = [
  get("mails", coordinators, mails),
  post("sendAgain", coordinators, sendingAgain, sendAgain),
  get("outbox", outboxReaders, late(outboxes, "outbox")),
  get("outboxMail", outboxReaders, late(outboxes, "outboxMail")),
  get("outboxHtml", outboxReaders, late(outboxes, "outboxHtml")),
  get("outboxCalendar", outboxReaders, late(outboxes, "outboxCalendar")),
];
