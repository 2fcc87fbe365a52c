import { Hono } from "hono";
import { compress } from "hono/compress";
import { agreementRoutes } from "./agreements/routes.ts";
import { calendarRoutes } from "./calendar/routes.ts";
import { answerError } from "./components/problem.ts";
import { deliverableRoutes } from "./deliverable/routes.ts";
import { dispositionRoutes } from "./dispositions/routes.ts";
import { draftRoutes } from "./draft/routes.ts";
import { entryRoutes } from "./entry/routes.ts";
import { finalRoutes } from "./final/routes.ts";
import { fundedRoutes } from "./funded/routes.ts";
import { limitBody } from "./http/body.ts";
import type { Site, Web } from "./http/context.ts";
import { withDefaults } from "./http/defaults.ts";
import { secure } from "./http/headers.ts";
import { health } from "./http/health.ts";
import { speak } from "./http/language.ts";
import { logRequests, type RequestLine } from "./http/log.ts";
import { ownHost, sameOrigin } from "./http/origin.ts";
import { anyone, get, type Route, serve } from "./http/route.ts";
import { staticFile } from "./http/static-file.ts";
import { nothingHere } from "./http/unknown.ts";
import { recognise } from "./http/visitor.ts";
import { kindRoutes } from "./kinds/routes.ts";
import { ledgerRoutes } from "./ledger/routes.ts";
import { mailRoutes } from "./mails/routes.ts";
import { meetingRoutes } from "./meetings/routes.ts";
import { originRoutes } from "./origins/routes.ts";
import { peopleRoutes } from "./people/routes.ts";
import { programmeRoutes } from "./programme/routes.ts";
import { readingRoutes } from "./reading/routes.ts";
import { reviewRoutes } from "./review/routes.ts";
import { roundRoutes } from "./round/routes.ts";
import { searchRoutes } from "./search/routes.ts";
import { settingsRoutes } from "./settings/routes.ts";
import { statementRoutes } from "./statements/routes.ts";
import { styleguideRoutes } from "./styleguide/routes.ts";
import { translationRoutes } from "./translation/routes.ts";

/** What no person asks for: answered before anything is known of who asks. */
const machineRoutes: Route[] = [get("health", anyone, health), get("asset", anyone, staticFile)];

/** The features, each with the table of its routes. */
const features: Route[][] = [
  entryRoutes,
  calendarRoutes,
  programmeRoutes,
  meetingRoutes,
  agreementRoutes,
  ledgerRoutes,
  statementRoutes,
  peopleRoutes,
  mailRoutes,
  deliverableRoutes,
  draftRoutes,
  roundRoutes,
  reviewRoutes,
  readingRoutes,
  translationRoutes,
  dispositionRoutes,
  finalRoutes,
  fundedRoutes,
  originRoutes,
  kindRoutes,
  searchRoutes,
  settingsRoutes,
  styleguideRoutes,
];

/** The pages and the JSON of a network. `outbox` only where mail does not leave the machine. */
export function webApp(
  ports: Web["ports"],
  { log, ...options }: Omit<Web, "ports"> & { log?: (line: RequestLine) => void },
): Site {
  const web: Web = { ports, ...options };
  const app: Site = new Hono();
  app.onError((error, c) => answerError(c, web, error));
  if (log) app.use(logRequests(web, log));
  app.use(compress(), secure, withDefaults(web));
  serve(app, web, machineRoutes);
  app.use(ownHost(web), recognise(web), speak(web), sameOrigin(web), limitBody);
  serve(app, web, features.flat());
  app.all("*", nothingHere);
  return app;
}
