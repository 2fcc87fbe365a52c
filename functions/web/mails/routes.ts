import { coordinators, get, outboxReaders, post, type Route } from "../http/route.ts";
import { mails, sendAgain, sendingAgain } from "./mails.ts";
import { outbox, outboxCalendar, outboxHtml, outboxMail } from "./outbox.ts";

/** Mails that have not left: those that their server refused, and where none leaves the machine, all. */
export const mailRoutes: Route[] = [
  get("mails", coordinators, mails),
  post("sendAgain", coordinators, sendingAgain, sendAgain),
  get("outbox", outboxReaders, outbox),
  get("outboxMail", outboxReaders, outboxMail),
  get("outboxHtml", outboxReaders, outboxHtml),
  get("outboxCalendar", outboxReaders, outboxCalendar),
];
