import { get, late, type Route, visitors } from "../http/route.ts";

const pages = () => import("./funded.ts");

/** What a funder pays for. */
export const fundedRoutes: Route[] = [get("funded", visitors, late(pages, "funded"))];
