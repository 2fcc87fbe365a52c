import { createHash } from "node:crypto";
import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { correctionsIn } from "../../../shared/deliverable/drafting/completeness.ts";
import { ingestJobId } from "../../../shared/deliverable/jobs.ts";
import type { State, Upload } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Noticed } from "../../../shared/formats/noticed.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { wakeJob } from "../../../shared/stored/job.ts";
import { uploadKey } from "../../../shared/stored/objects.ts";
import { confirmation, type Nothing } from "../components/confirmation.ts";
import { errorSummary } from "../components/filled.ts";
import { remarkSentences } from "../components/remark-words.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { within } from "../http/rates.ts";
import type { Say } from "../http/say.ts";
import { type KnownRemark, knownRemarks } from "./known-remarks.ts";

/** A file that was set aside since it would take corrections back. */
export type SetAside = { state: State; id: string; upload: Upload; speak: Say; noticed: Noticed };

/** Which corrections it would take back, and the two ways on: the file that has them, and this one all the same. */
export async function undoneBody(web: Web, aside: SetAside, filled: Filled): Promise<Html> {
  const { state, upload, speak, noticed } = aside;
  const { text } = speak;
  const lost = new Set(noticed.corrections?.undone);
  const remarks = (await knownRemarks(web, state)).filter(({ remark }) => lost.has(remark.id));
  return html`${errorSummary(speak, filled)}<div class="note warning"><p>${text("undone.lead", { name: upload.name, count: upload.refused?.details.count ?? lost.size })}</p>
<ul>${remarks.map((known) => html`<li>${sentence(speak, known)}</li>`)}</ul></div>
<p>${text("refused.kept")}</p>
<h2>${text("undone.right")}</h2>
<p>${text("undone.right.lead")}</p>
<p><a class="button" href="${href("continued", { id: state.id })}">${text("continued.title")}</a></p>
${await allTheSame(web, aside, filled)}`;
}

/** What it says, on the words that it was made on. */
function sentence(speak: Say, { name: { round, number }, remark }: KnownRemark): string {
  const named = speak.text(round === undefined ? "undone.carried" : "contributions.number", { number });
  const [said = ""] = remarkSentences(speak, { words: remark.anchor?.quotation?.exact }, remark);
  return speak.text("undone.remark", { remark: named, said });
}

/** The form that sends the file all the same, or the way to what became of it, where it was sent; "" where it cannot be. */
async function allTheSame(web: Web, aside: SetAside, filled: Filled): Promise<Html | ""> {
  const { state, id, speak } = aside;
  const { text } = speak;
  const again = sentAgainAs(id);
  if (state.uploads[again])
    return html`<p><a href="${href("upload", { id: state.id, upload: again })}">${text("undone.sent")}</a></p>`;
  if (!(await mayGoOn(web, aside))) return "";
  return html`<h2>${text("undone.same")}</h2>
<p>${text("undone.same.lead")}</p>
<form method="post" action="${href("upload", { id: state.id, upload: id })}" novalidate>
${confirmation(filled, text("undone.confirm.legend"), text("undone.confirm"))}
<button class="second">${text("undone.go")}</button></form>`;
}

/** The upload that a file which was set aside becomes when it is sent all the same: one, however often its form is sent. */
function sentAgainAs(upload: string): string {
  return createHash("sha256").update(`${upload} all the same`).digest("base64url").slice(0, 22);
}

/** Whether the file is still there, and the draft still has some of these corrections. */
async function mayGoOn({ ports }: Web, { state, id, upload, noticed }: SetAside): Promise<boolean> {
  const has = correctionsIn(state.versions.at(-1));
  const lacks = noticed.corrections?.undone.some((each) => has.has(each)) ?? true;
  const isPart = state.parts.some((part) => part.id === upload.part);
  return state.stage === "draft" && isPart && lacks && (await ports.files.head(uploadKey(id))) !== undefined;
}

/**
 * Sends the file once more, as one whose sender knows that it takes corrections back: once, however often this is asked. `again`: its page,
 * where it was not confirmed. Throws `request-invalid`, `too-many-requests`.
 */
export async function takeBack(
  c: PageContext,
  web: Web,
  { state, by, still }: Opened,
  aside: SetAside,
  { ok, filled }: Input<Nothing>,
  again: (filled: Filled) => Promise<Response>,
): Promise<Response> {
  if (!ok && wantsJson(c)) throw new InvalidRequest(filled.errors);
  if (!ok) return again(filled);
  const { ports } = web;
  const { upload: sent, id } = aside;
  const upload = sentAgainAs(id);
  const page = href("upload", { id: state.id, upload });
  const known = state.uploads[upload];
  if (known && known.status !== "awaited") return done(c, page, { upload });
  const isAside = sent.refused?.code === "corrections-undone";
  const bytes = isAside && (await mayGoOn(web, aside)) ? await ports.files.get(uploadKey(id)) : undefined;
  if (!bytes) throw new Refusal("request-invalid", { field: "upload" });
  await within(web, "uploads", state.id);
  const { part, name, reading } = sent;
  const asked = {
    type: "requestUpload",
    by,
    upload,
    part,
    name,
    ...(reading && { reading }),
    takesBack: true,
  } as const;
  await issue(deliverables, ports, state.id, asked, still);
  await ports.files.put(uploadKey(upload), bytes, "application/octet-stream");
  await wakeJob(ports, ingestJobId(upload));
  return done(c, page, { upload });
}
