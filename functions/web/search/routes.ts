import { get, late, type Route } from "../http/route.ts";
import { entering } from "../meetings/who.ts";

const searches = () => import("./search.ts");

/** What is found in a network by words: by each what they may open. */
export const searchRoutes: Route[] = [get("search", entering, late(searches, "search"))];
