import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { routePath } from "hono/route";
import { Refusal } from "../../shared/errors.ts";
import { param } from "./answer.ts";
import type { Variables, Web } from "./context.ts";
import { answerError } from "./gates/errors.ts";
import { secure } from "./gates/headers.ts";
import { languagePages, speak } from "./gates/language.ts";
import { ownHost, sameOrigin } from "./gates/origin.ts";
import { outboxReaders } from "./gates/outbox.ts";
import { recognise } from "./gates/visitor.ts";
import { aboutPages } from "./pages/about.ts";
import { changesPages } from "./pages/changes.ts";
import { chasePages } from "./pages/chase.ts";
import { closurePages } from "./pages/closure.ts";
import { contributionsPages } from "./pages/contributions.ts";
import { copyPages } from "./pages/copies.ts";
import { correctionsPages } from "./pages/corrections.ts";
import { deadlinePages } from "./pages/deadline.ts";
import { decisionPages } from "./pages/decision.ts";
import { delegationPages } from "./pages/delegation.ts";
import { deliverablePages } from "./pages/deliverable.ts";
import { dispositionPages } from "./pages/disposition.ts";
import { dossierPages } from "./pages/dossier.ts";
import { dossierKeyPages } from "./pages/dossier-keys.ts";
import { draftPages } from "./pages/draft.ts";
import { draftsPages } from "./pages/drafts.ts";
import { finalPages } from "./pages/final.ts";
import { homePages } from "./pages/home.ts";
import { imagePages } from "./pages/images.ts";
import { invitationPages } from "./pages/invitation.ts";
import { linkPages } from "./pages/link.ts";
import { linksPages } from "./pages/links.ts";
import { mailPages } from "./pages/mails.ts";
import { newPages } from "./pages/new.ts";
import { outboxPages } from "./pages/outbox.ts";
import { partsPages } from "./pages/parts.ts";
import { peoplePages } from "./pages/people.ts";
import { personAccessPages } from "./pages/person-access.ts";
import { programmePages } from "./pages/programme.ts";
import { receiptPages } from "./pages/receipt.ts";
import { redlinePages } from "./pages/redline.ts";
import { remarkPages } from "./pages/remark.ts";
import { remarksPages } from "./pages/remarks.ts";
import { reportedPages } from "./pages/reported.ts";
import { reviewPages } from "./pages/review.ts";
import { seminarPages } from "./pages/seminar.ts";
import { seminarHeldPages } from "./pages/seminar-held.ts";
import { seminarPlanPages } from "./pages/seminar-plan.ts";
import { settlementPages } from "./pages/settlement.ts";
import { submissionPages } from "./pages/submission.ts";
import { uploadPages } from "./pages/upload.ts";
import { versionPages } from "./pages/version.ts";
import { withdrawalPages } from "./pages/withdrawal.ts";
import { openShelf, type Shelf } from "./shelf.ts";

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
  let shelf: Promise<Shelf> | undefined;
  app.use(secure, async (c, next) => {
    shelf ??= openShelf(ports.assets);
    c.set("shelf", await shelf);
    c.set("language", options.settings.language);
    await next();
  });
  app.get("/health", async (c) => {
    await (web.health ?? (() => ports.store.get({ pk: "NETWORK", sk: "settings" })))();
    return c.json({ ok: true });
  });
  app.get("/assets/:name", async (c) => {
    const file = c.get("shelf").find(param(c, "name"));
    if (!file) throw new Refusal("not-found");
    return c.body(file.bytes, 200, {
      "content-type": file.mediaType,
      "cache-control": "public, max-age=31536000, immutable",
    });
  });

  app.use(ownHost(web), recognise(web), speak(web), sameOrigin(web));
  app.use(bodyLimit({ maxSize: bodyBytes, onError: () => tooLarge() }));
  for (const pages of [languagePages, homePages, linkPages, aboutPages, programmePages, peoplePages, personAccessPages])
    app.route("/", pages(web));
  for (const pages of [newPages, deliverablePages, chasePages, changesPages, partsPages, submissionPages])
    app.route("/", pages(web));
  for (const pages of [linksPages, mailPages, invitationPages, withdrawalPages, draftsPages, draftPages, uploadPages])
    app.route("/", pages(web));
  for (const pages of [imagePages, reviewPages, decisionPages, receiptPages, finalPages]) app.route("/", pages(web));
  for (const pages of [remarkPages, remarksPages, delegationPages, copyPages, dossierKeyPages])
    app.route("/", pages(web));
  for (const pages of [closurePages, deadlinePages, seminarPages, seminarPlanPages, seminarHeldPages])
    app.route("/", pages(web));
  for (const pages of [contributionsPages, dispositionPages, correctionsPages, redlinePages, versionPages])
    app.route("/", pages(web));
  for (const pages of [reportedPages, settlementPages, dossierPages]) app.route("/", pages(web));
  if (options.outbox) {
    app.use("/outbox/*", outboxReaders(web));
    app.route("/", outboxPages(web, options.outbox));
  }
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
