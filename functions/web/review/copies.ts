import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import type { Round } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { awaitCopy, type Copy, getCopy, listCopies } from "../../../shared/stored/copy.ts";
import { sourceKey, uploadKey } from "../../../shared/stored/objects.ts";
import { hidden, radios } from "../components/fields.ts";
import { errorSummary, type Filled, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { shortHash } from "../components/hash.ts";
import { reviewFileLinks, reviewFilesOf } from "../components/review-files.ts";
import { row } from "../components/row.ts";
import { faultOf, megabytes, signedFormTo, tooLarge } from "../components/upload-form.ts";
import { type Opened, theDeliverable, theDeliverableAsGiven } from "../http/access.ts";
import { attempt, done, param } from "../http/answer.ts";
import { type Html, type PageContext, type Variables, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { InvalidRequest, line, readInput } from "../http/input.ts";
import { within } from "../http/rates.ts";
import { type Say, say } from "../http/say.ts";
import { mayRemark } from "./remarking.ts";

const request = z.strictObject({
  /** The file's name; a form without script says its format instead. */
  name: line("input.file", 255).optional(),
  format: z.enum(["docx", "odt"], "input.format").optional(),
  /** Its size, so that one too large is refused before it is sent. */
  bytes: z.int().min(0).optional(),
});

/** A reviewer sends back the document with comments and tracked changes: they become remarks to check and to send. */
export function copyPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/deliverables/:id/copies", (c) => begin(c, web))
    .post("/deliverables/:id/copies", (c) => ask(c, web))
    .get("/deliverables/:id/copies/:upload", (c) => copy(c, web))
    .get("/deliverables/:id/copies/:upload/source", (c) => source(c, web));
}

type View = Opened & { speak: Say; round: Round | undefined };

async function theView(c: PageContext, web: Web, open: typeof theDeliverable): Promise<View> {
  const opened = await open(c, web, "reviewer", "coordinator");
  const round = openRound(opened.state);
  return { ...opened, speak: say(c, web), round: round && mayRemark(opened, round) ? round : undefined };
}

async function begin(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const view = await theView(c, web, theDeliverableAsGiven);
  const { state, visitor, speak, round } = view;
  const { text } = speak;
  const copies = await listCopies(web.ports.store, { deliverable: state.id, person: visitor.person.id });
  if (wantsJson(c)) return c.json({ copies });
  await reachFiles(c, web);
  const here = `/deliverables/${state.id}`;
  const main = html`${row(
    html`<p><a href="${here}/review">${state.title}</a></p>`,
    html`${errorSummary(speak, filled)}<h1>${text("copy.title")}</h1>
${round ? html`<p>${text("copy.lead")}</p>${reviewFileLinks(speak, state, round, await reviewFilesOf(web, round))}${uploadForm(web, view, filled)}` : html`<div class="note"><p>${text("copy.closed")}</p></div>`}`,
  )}
${copyList(speak, here, copies)}`;
  return frame(c, web, { title: text("copy.title"), main, refused: filled.errors.length > 0, scripts: ["upload.js"] });
}

/** With script: a file to choose, sent with its progress. Without: its format first, the file on the next page. */
function uploadForm({ settings }: Web, { state, speak }: View, filled: Filled): Html {
  const { text } = speak;
  const said = { sending: text("upload.sending"), sent: text("upload.sent"), failed: text("upload.failed") };
  return html`<form method="post" action="/deliverables/${state.id}/copies" novalidate data-upload data-limit="${settings.limits.uploadBytes}"
 data-none="${text("input.file")}" data-sending="${said.sending}" data-sent="${said.sent}" data-failed="${said.failed}" data-large="${tooLarge(speak, settings)}">
<div data-without-script>${radios(filled, {
    name: "format",
    label: text("upload.format"),
    options: [
      { value: "docx", label: text("upload.format.docx") },
      { value: "odt", label: text("upload.format.odt") },
    ],
  })}</div>
<div data-with-script hidden><div class="field"><label for="file">${text("copy.file")}</label>
<input type="file" id="file" accept=".docx,.odt"></div>
<p role="status" data-status></p><progress max="100" value="0" hidden aria-label="${text("upload.progress")}"></progress></div>
<button>${text("copy.do")}</button></form>`;
}

function copyList(speak: Say, here: string, copies: readonly Copy[]): Html | "" {
  if (copies.length === 0) return "";
  return html`<section aria-labelledby="copies">${row("", html`<h2 id="copies">${speak.text("copy.sent")}</h2>`)}
<ul class="things">${copies.map(
    ({ upload, name, requested, status }) =>
      html`<li>${row(
        html`<p><time datetime="${requested}">${speak.instant(requested)}</time></p>`,
        html`<p><a href="${here}/copies/${upload}">${name}</a> ${statusTag(speak, status)}</p>`,
      )}</li>`,
  )}</ul></section>`;
}

function statusTag({ text }: Say, status: Copy["status"]): Html {
  const colour = { awaited: "now", read: "done", refused: "error" } as const;
  return html`<span class="tag ${colour[status]}">${text(`copy.status.${status}`)}</span>`;
}

async function ask(c: PageContext, web: Web): Promise<Response> {
  const { state, visitor, round, speak } = await theView(c, web, theDeliverable);
  const { ok, filled } = await readInput(c, request);
  if (!ok) return begin(c, web, filled);
  if (!round) throw new Refusal("round-closed", { round: state.rounds.at(-1)?.number ?? 1 });
  await within(web, "uploads", state.id);
  if (ok.name === undefined && ok.format === undefined) {
    const errors = [{ field: "format", message: speak.text("input.format") }];
    if (wantsJson(c)) throw new InvalidRequest(errors);
    return begin(c, web, { ...filled, errors });
  }
  const fields = { "file-too-large": "file", "file-empty": "file" } as const;
  const answered = await attempt(c, filled, fields, async () => {
    const name = ok.name ?? `${speak.text("copy.name")}.${ok.format}`;
    const fault = faultOf(name, ok.bytes, web.settings, /\.(docx|odt)$/i);
    if (fault) throw new Refusal(fault, { name, limit: megabytes(web.settings.limits.uploadBytes) });
    const upload = web.ports.ids();
    const { number, version } = round;
    const id = { deliverable: state.id, person: visitor.person.id, upload };
    await awaitCopy(web.ports, { ...id, round: number, version, name });
    const page = `/deliverables/${state.id}/copies/${upload}`;
    return done(c, page, { upload, ...(await signedFormTo(web, upload, page)) }, 201);
  });
  return answered instanceof Response ? answered : begin(c, web, answered);
}

/** One's own only. Throws `not-found`. */
async function theCopy(c: PageContext, web: Web): Promise<View & { copy: Copy }> {
  const view = await theView(c, web, theDeliverableAsGiven);
  const id = { deliverable: view.state.id, person: view.visitor.person.id, upload: param(c, "upload") };
  const copy = await getCopy(web.ports.store, id);
  if (!copy) throw new Refusal("not-found");
  return { ...view, copy };
}

async function copy(c: PageContext, web: Web): Promise<Response> {
  const view = await theCopy(c, web);
  const { copy, state, speak } = view;
  const arrived = copy.status !== "awaited" || (await web.ports.files.head(uploadKey(copy.upload))) !== undefined;
  // `upload`: as the page that waits asks for it
  if (wantsJson(c)) return c.json({ copy, upload: { id: copy.upload, arrived, status: copy.status } });
  await reachFiles(c, web);
  const waits = arrived && copy.status === "awaited";
  const { title, body } =
    copy.status !== "awaited" ? readBody(view) : waits ? waitingBody(view) : await sendBody(web, view);
  const main = row(
    html`<p><a href="/deliverables/${state.id}/review">${state.title}</a></p><p><time datetime="${copy.requested}">${speak.instant(copy.requested)}</time></p>`,
    html`<h1>${title}</h1>${body}`,
  );
  const waiting = waits ? { refresh: 4, scripts: ["wait.js"] } : {};
  return frame(c, web, { title: `${title} – ${state.title}`, main, ...waiting });
}

type Body = { title: string; body: Html };

/** The way without script: the form that the file store itself takes, and comes back from. */
async function sendBody(web: Web, { copy, state, speak }: View & { copy: Copy }): Promise<Body> {
  const { text } = speak;
  const { url, fields } = await signedFormTo(web, copy.upload, `/deliverables/${state.id}/copies/${copy.upload}`);
  const ending = copy.name.slice(copy.name.lastIndexOf("."));
  return {
    title: text("copy.title"),
    body: html`<form method="post" action="${url}" enctype="multipart/form-data">
${Object.entries(fields).map(([name, value]) => hidden(name, value))}
<div class="field"><label for="file">${text("copy.file")}</label><span class="hint" id="file-hint">${text("upload.ending", { ending })}</span>
<input type="file" id="file" name="file" accept="${ending}" required aria-describedby="file-hint"></div>
<button>${text("copy.do")}</button></form>
<p><a href="/deliverables/${state.id}/copies">${text("upload.other")}</a></p>`,
  };
}

function waitingBody({ copy, speak: { text } }: View & { copy: Copy }): Body {
  return {
    title: text("waiting.title"),
    body: html`<div data-wait role="status"><p>${text("waiting.lead", { name: copy.name })}</p></div>
<p><a href="">${text("waiting.again")}</a></p>`,
  };
}

/** How the reading went: what was found, what could not be placed, and the way on. */
function readBody({ copy, state, speak }: View & { copy: Copy }): Body {
  const { text, language } = speak;
  const here = `/deliverables/${state.id}`;
  const { refused, found } = copy;
  const original = html`<a href="${here}/copies/${copy.upload}/source">${text("read.source")}</a>`;
  if (refused || !found)
    return {
      title: text("refused.title"),
      body: html`<div class="note warning"><p><strong>${copy.name}</strong></p><p>${refused ? refusalMessage(language, refused) : ""}</p></div>
<p>${text("copy.refused")}</p>
<div class="buttons"><a class="button" href="${here}/copies">${text("copy.again")}</a>${copy.source ? original : ""}</div>`,
    };
  const { remarks, unplaced, of, untracked } = found;
  const nothing = untracked === undefined ? "copy.read.nothing" : "copy.read.alike";
  const other = of === undefined ? text("copy.version.none") : text("copy.version.other", { version: shortHash(of) });
  return {
    title: text("copy.read.title"),
    body: html`<p>${text(remarks > 0 ? "copy.read" : nothing, { count: remarks, name: copy.name })} ${original}</p>
${untracked === undefined ? html`<p>${text("copy.uncompared")}</p>` : untracked > 0 ? html`<p>${text("copy.untracked", { count: untracked })}</p>` : ""}
${of === copy.version ? "" : html`<div class="note warning"><p>${other}</p></div>`}
${
  unplaced.length > 0
    ? html`<div class="note warning"><p>${text("copy.unplaced", { count: unplaced.length })}</p>
<ul>${unplaced.map((id, index) => html`<li><a href="${here}/remarks#remark-${id}">${text("copy.unplaced.see", { number: index + 1 })}</a></li>`)}</ul></div>`
    : ""
}
${remarks > 0 ? html`<p>${text("copy.read.then")}</p>` : ""}
<div class="buttons"><a class="button" href="${here}/${remarks > 0 ? "remarks" : "copies"}">${text(remarks > 0 ? "copy.check" : "copy.again")}</a>
<a href="${here}/review">${text("decision.back")}</a></div>`,
  };
}

/** The file as it was sent. */
async function source(c: PageContext, web: Web): Promise<Response> {
  const { copy } = await theCopy(c, web);
  const key = copy.source ? sourceKey(copy.source) : uploadKey(copy.upload);
  if (!(await web.ports.files.head(key))) throw new Refusal("not-found");
  const as = { filename: copy.name, mediaType: "application/octet-stream", seconds: 300 };
  return c.redirect(await web.ports.files.signDownload(key, as), 302);
}
