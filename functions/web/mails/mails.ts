import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { undeliveredMails } from "../../../shared/asking/undelivered.ts";
import { Refusal } from "../../../shared/errors.ts";
import { getJob, listJobs, rerunJob, wakeJob } from "../../../shared/stored/job.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { thePeople } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type PageContext, type Variables, type Web, wantsJson } from "../http/context.ts";
import { identifier, readInput } from "../http/input.ts";
import { say } from "../http/say.ts";
import { theCoordinator } from "../http/visitor.ts";
import { mailTable } from "./undelivered.ts";

const asked = z.strictObject({ job: z.string().max(400), deliverable: identifier.optional() });

/** The mails that could not leave, in their server's words; a coordinator has one sent again. */
export function mailPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/mails", (c) => list(c, web))
    .post("/mails/again", (c) => sendAgain(c, web));
}

async function list(c: PageContext, web: Web): Promise<Response> {
  theCoordinator(c);
  const mails = undeliveredMails(await listJobs(web.ports.store));
  if (wantsJson(c)) return c.json({ mails });
  const speak = say(c, web);
  const { text } = speak;
  const again = c.req.query("again") !== undefined;
  const main = html`${row(
    "",
    html`<h1>${text("mails.title")}</h1>
${again ? html`<div class="note done" role="status"><p>${text("mails.again.done")}</p></div>` : ""}
<p>${text(mails.length > 0 ? "mails.lead" : "mails.none")}</p>`,
  )}
${mails.length > 0 ? row("", mailTable(speak, await thePeople(web), mails), "wide") : ""}`;
  return frame(c, web, { title: text("mails.title"), main });
}

/** Where it left meanwhile, nothing more. Throws `not-found` for a job that is no mail. */
async function sendAgain(c: PageContext, web: Web): Promise<Response> {
  theCoordinator(c);
  const { ok } = await readInput(c, asked);
  if (!ok) throw new Refusal("request-invalid", { field: "job" });
  const job = await getJob(web.ports.store, ok.job);
  if (job && job.type !== "mail") throw new Refusal("not-found");
  if (job?.status === "failed") await rerunJob(web.ports, job.id);
  else if (job?.status === "waiting" && job.error !== undefined) await wakeJob(web.ports, job.id);
  return done(c, ok.deliverable === undefined ? "/mails?again" : `/deliverables/${ok.deliverable}/links?again`);
}
