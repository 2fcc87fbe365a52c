import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { routePath } from "hono/route";
import { Refusal } from "../../shared/errors.ts";
import { answerError } from "./components/problem.ts";
import { deliverableRoutes } from "./deliverable/routes.ts";
import { contributionsPages } from "./dispositions/contributions.ts";
import { correctionsPages } from "./dispositions/corrections.ts";
import { dispositionPages } from "./dispositions/disposition.ts";
import { draftRoutes } from "./draft/routes.ts";
import { entryRoutes } from "./entry/routes.ts";
import { finalRoutes } from "./final/routes.ts";
import { openStaticFiles, type StaticFiles } from "./http/assets.ts";
import type { Variables, Web } from "./http/context.ts";
import { secure } from "./http/headers.ts";
import { health } from "./http/health.ts";
import { speak } from "./http/language.ts";
import { ownHost, sameOrigin } from "./http/origin.ts";
import { anyone, get, type Route, serve } from "./http/route.ts";
import { staticFile } from "./http/static-file.ts";
import { recognise } from "./http/visitor.ts";
import { mailRoutes } from "./mails/routes.ts";
import { peopleRoutes } from "./people/routes.ts";
import { programmeRoutes } from "./programme/routes.ts";
import { imagePages } from "./reading/images.ts";
import { redlinePages } from "./reading/redline.ts";
import { reviewPages } from "./reading/review.ts";
import { copyPages } from "./review/copies.ts";
import { decisionPages } from "./review/decision.ts";
import { delegationPages } from "./review/delegation.ts";
import { receiptPages } from "./review/receipt.ts";
import { remarkPages } from "./review/remark.ts";
import { remarksPages } from "./review/remarks.ts";
import { roundRoutes } from "./round/routes.ts";

/** What no person asks for: answered before anything is known of who asks. */
const machineRoutes: Route[] = [get("health", anyone, health), get("asset", anyone, staticFile)];

/** Bytes of a form or of JSON: files go to the file store, not through here. */
const bodyBytes = 256 * 1024;

/** A request as a log may have it: the template of its route, never its path, which may hold a link. */
export type RequestLine = { method: string; route: string; status: number; milliseconds: number };

/** The pages and the JSON of a network. `outbox` only where mail does not leave the machine. */
export function webApp(
  ports: Web["ports"],
  options: Omit<Web, "ports"> & { log?: (line: RequestLine) => void },
): Hono<{ Variables: Variables }> {
  const { log, ...given } = options;
  const web: Web = { ports, ...given };
  const app = new Hono<{ Variables: Variables }>();
  app.onError((error, c) => answerError(c, web, error));

  if (log)
    app.use(async (c, next) => {
      const started = ports.clock();
      await next();
      const { method } = c.req;
      log({ method, route: routePath(c), status: c.res.status, milliseconds: ports.clock() - started });
    });
  app.use(compress());
  let files: Promise<StaticFiles> | undefined;
  app.use(secure, async (c, next) => {
    files ??= openStaticFiles(ports.assets);
    c.set("staticFiles", await files);
    c.set("language", options.settings.language);
    await next();
  });
  serve(app, web, machineRoutes);

  app.use(ownHost(web), recognise(web), speak(web), sameOrigin(web));
  app.use(bodyLimit({ maxSize: bodyBytes, onError: () => tooLarge() }));
  for (const routes of [entryRoutes, programmeRoutes, peopleRoutes, mailRoutes, deliverableRoutes, draftRoutes])
    serve(app, web, routes);
  for (const routes of [finalRoutes, roundRoutes]) serve(app, web, routes);
  for (const pages of [imagePages, reviewPages, decisionPages, receiptPages]) app.route("/", pages(web));
  for (const pages of [remarkPages, remarksPages, delegationPages, copyPages]) app.route("/", pages(web));
  for (const pages of [contributionsPages, dispositionPages, correctionsPages, redlinePages])
    app.route("/", pages(web));
  app.all("*", (c) => {
    const known = ["GET", "HEAD", "POST"];
    if (!known.includes(c.req.method)) c.header("allow", known.join(", "));
    throw new Refusal(known.includes(c.req.method) ? "not-found" : "method-not-allowed");
  });
  return app;
}

function tooLarge(): never {
  throw new Refusal("request-too-large", { limit: bodyBytes / 1024 });
}
