import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { undeliveredMails } from "../../../shared/asking/undelivered.ts";
import { Refusal } from "../../../shared/errors.ts";
import { getJob, listJobs, rerunJob, wakeJob } from "../../../shared/stored/job.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { thePeople } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type Input, identifier } from "../http/input.ts";
import { say } from "../http/say.ts";
import { mailTable } from "./undelivered.ts";

/** `deliverable`: on whose page of links the button was. */
export const sendingAgain = z.strictObject({ job: z.string().max(400), deliverable: identifier.optional() });

type SendingAgain = z.infer<typeof sendingAgain>;

/** The mails that could not leave, in their server's words; a coordinator has one sent again. */
export async function mails(c: PageContext, web: Web): Promise<Response> {
  const undelivered = undeliveredMails(await listJobs(web.ports.store));
  if (wantsJson(c)) return c.json({ mails: undelivered });
  const speak = say(c, web);
  const { text } = speak;
  const main = html`${row(
    "",
    html`<h1>${text("mails.title")}</h1>
<p>${text(undelivered.length > 0 ? "mails.lead" : "mails.none")}</p>`,
  )}
${undelivered.length > 0 ? row("", mailTable(speak, await thePeople(web), undelivered), "wide") : ""}`;
  return frame(c, web, { title: text("mails.title"), main });
}

/** Sends one again; where it left meanwhile, nothing more. Throws `not-found` for a job that is no mail. */
export async function sendAgain(c: PageContext, web: Web, _: Visitor, { ok }: Input<SendingAgain>): Promise<Response> {
  if (!ok) throw new Refusal("request-invalid", { field: "job" });
  const job = await getJob(web.ports.store, ok.job);
  if (job && job.type !== "mail") throw new Refusal("not-found");
  if (job?.status === "failed") await rerunJob(web.ports, job.id);
  else if (job?.status === "waiting" && job.error !== undefined) await wakeJob(web.ports, job.id);
  const { deliverable: id } = ok;
  return done(c, id === undefined ? href("mails") : href("links", { id }));
}
