import { coordinators, get, late, outboxReaders, post, type Route, readLate } from "../http/route.ts";

const mailLists = () => import("./mails.ts");

// of a laptop alone
const outboxes = () => import("./outbox.ts");

/** Mails that have not left: those that their server refused, and where none leaves the machine, all. */
export const mailRoutes: Route[] = [
  get("mails", coordinators, late(mailLists, "mails")),
  post(
    "sendAgain",
    coordinators,
    readLate(async () => (await mailLists()).sendingAgain),
    late(mailLists, "sendAgain"),
  ),
  get("outbox", outboxReaders, late(outboxes, "outbox")),
  get("outboxMail", outboxReaders, late(outboxes, "outboxMail")),
  get("outboxHtml", outboxReaders, late(outboxes, "outboxHtml")),
  get("outboxCalendar", outboxReaders, late(outboxes, "outboxCalendar")),
];
