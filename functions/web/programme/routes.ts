import { coordinators, get, type Route } from "../http/route.ts";
import { programme } from "./programme.ts";

/** The year's work at a glance. */
export const programmeRoutes: Route[] = [get("programme", coordinators, programme)];
