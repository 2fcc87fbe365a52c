import { nothing, toConfirm } from "../components/confirmation.ts";
import { anyone, get, late, post, type Route, visitors } from "../http/route.ts";

const pages = () => import("./calendar.ts");
const feeds = () => import("./feed.ts");

/** What somebody's own calendar program is given: the page where they have its address, and the calendar itself. */
export const calendarRoutes: Route[] = [
  get("calendar", visitors, late(pages, "calendar")),
  post("calendar", visitors, toConfirm(nothing), late(pages, "give")),
  post("calendarEnd", visitors, toConfirm(nothing), late(pages, "end")),
  get("calendarFile", anyone, late(feeds, "calendarFile")),
];
