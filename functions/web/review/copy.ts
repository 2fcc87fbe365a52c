import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { type Copy, copyRemarkId, getCopy } from "../../../shared/stored/copy.ts";
import { withVersion } from "../../../shared/stored/history.ts";
import { sourceKey, uploadKey } from "../../../shared/stored/objects.ts";
import { isSent } from "../../../shared/stored/remark.ts";
import type { Hash } from "../../../shared/values.ts";
import { hidden } from "../components/fields.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { signedFormTo } from "../components/upload-form.ts";
import { stateVersionWords } from "../components/version-words.ts";
import type { Opened } from "../http/access.ts";
import { param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { type CopyView, copyView } from "./copies.ts";

type View = CopyView & { copy: Copy };

/** One's own only. Throws `not-found`. */
async function theCopy(c: PageContext, web: Web, opened: Opened): Promise<View> {
  const view = copyView(c, web, opened);
  const id = { deliverable: view.state.id, person: view.visitor.person.id, upload: param(c, "upload") };
  const copy = await getCopy(web.ports.store, id);
  if (!copy) throw new Refusal("not-found");
  return { ...view, copy };
}

/** One copy: waited for, refused with the reason, or how its reading went. Throws `not-found`. */
export async function copy(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = await theCopy(c, web, opened);
  const { copy, state, speak } = view;
  const arrived = copy.status !== "awaited" || (await web.ports.files.head(uploadKey(copy.upload))) !== undefined;
  // `upload`: as the page that waits asks for it
  if (wantsJson(c)) return c.json({ copy, upload: { id: copy.upload, arrived, status: copy.status } });
  await reachFiles(c, web);
  const waits = arrived && copy.status === "awaited";
  const { title, body } =
    copy.status !== "awaited" ? await readBody(web, view) : waits ? waitingBody(view) : await sendBody(web, view);
  const main = row(
    html`<p><a href="${href("reading", { id: state.id })}">${state.title}</a></p><p><time datetime="${copy.requested}">${speak.instant(copy.requested)}</time></p>`,
    html`<h1>${title}</h1>${body}`,
  );
  const waiting = waits ? { refresh: 4, scripts: ["wait.js"] } : {};
  return frame(c, web, { title: `${title} – ${state.title}`, main, ...waiting });
}

type Body = { title: string; body: Html };

/** The way without script: the form that the file store itself takes, and comes back from. */
async function sendBody(web: Web, { copy, state, speak }: View): Promise<Body> {
  const { text } = speak;
  const { url, fields } = await signedFormTo(web, copy.upload, href("copy", { id: state.id, upload: copy.upload }));
  const ending = copy.name.slice(copy.name.lastIndexOf("."));
  return {
    title: text("copy.title"),
    body: html`<form method="post" action="${url}" enctype="multipart/form-data">
${Object.entries(fields).map(([name, value]) => hidden(name, value))}
<div class="field"><label for="file">${text("copy.file")}</label><span class="hint" id="file-hint">${text("upload.ending", { ending })}</span>
<input type="file" id="file" name="file" accept="${ending}" required aria-describedby="file-hint"></div>
<button>${text("copy.do")}</button></form>
<p><a href="${href("copies", { id: state.id })}">${text("upload.other")}</a></p>`,
  };
}

function waitingBody({ copy, speak: { text } }: View): Body {
  return {
    title: text("waiting.title"),
    body: html`<div data-wait role="status"><p>${text("waiting.lead", { name: copy.name })}</p></div>
<p><a href="">${text("waiting.again")}</a></p>`,
  };
}

/** The round still takes remarks, and has none of the copy. */
function isUnsent({ copy: { upload, round, found }, state, round: open }: View): boolean {
  const ids = Array.from({ length: found?.remarks ?? 0 }, (_, index) => copyRemarkId(upload, index));
  return open?.number === round && ids.length > 0 && ids.every((id) => !isSent(state, id));
}

/** How the reading went: what was found, what could not be placed, and the way on. */
async function readBody(web: Web, view: View): Promise<Body> {
  const { copy, state, speak } = view;
  const { text, language } = speak;
  const { id } = state;
  const { refused, found } = copy;
  const original = html`<a href="${href("copySource", { id, upload: copy.upload })}">${text("read.source")}</a>`;
  if (refused || !found)
    return {
      title: text("refused.title"),
      body: html`<div class="note warning"><p><strong>${copy.name}</strong></p><p>${refused ? refusalMessage(language, refused) : ""}</p></div>
<p>${text("copy.refused")}</p>
<div class="buttons"><a class="button" href="${href("copies", { id })}">${text("copy.again")}</a>${copy.source ? original : ""}</div>`,
    };
  if (found.again !== undefined)
    return {
      title: text("copy.read.title"),
      body: html`<div class="note"><p>${text("copy.read.before", { name: copy.name })}</p></div>
<p><a href="${href("copy", { id, upload: found.again })}">${text("copy.read.before.see")}</a></p>
<div class="buttons"><a class="button" href="${href("remarks", { id })}">${text("copy.check")}</a>
<a href="${href("reading", { id })}">${text("decision.back")}</a></div>`,
    };
  const { remarks, unplaced, of, untracked } = found;
  const nothing = untracked === undefined ? "copy.read.nothing" : "copy.read.alike";
  return {
    title: text("copy.read.title"),
    body: html`<p>${text(remarks > 0 ? "copy.read" : nothing, { count: remarks, name: copy.name })} ${original}</p>
${untracked === undefined ? html`<p>${text("copy.uncompared")}</p>` : untracked > 0 ? html`<p>${text(remarks === 1 ? "copy.untracked.only" : "copy.untracked", { count: untracked })}</p>` : ""}
${of === copy.version ? "" : html`<div class="note warning"><p>${await otherVersion(web, view, of)}</p></div>`}
${
  unplaced.length > 0
    ? html`<div class="note warning"><p>${text("copy.unplaced", { count: unplaced.length })}</p>
<ul>${unplaced.map((lost, index) => html`<li><a href="${href("remarks", { id })}#remark-${lost}">${text("copy.unplaced.see", { number: index + 1 })}</a></li>`)}</ul></div>`
    : ""
}
${isUnsent(view) ? html`<p>${text("copy.read.then")}</p>` : ""}
<div class="buttons"><a class="button" href="${href(remarks > 0 ? "remarks" : "copies", { id })}">${text(remarks > 0 ? "copy.check" : "copy.again")}</a>
<a href="${href("reading", { id })}">${text("decision.back")}</a></div>`,
  };
}

/** What a copy is of, where it is not of the version under review: of another, of another document, or it does not say. */
async function otherVersion({ ports }: Web, { state, speak }: View, of: Hash | undefined): Promise<string> {
  const { text } = speak;
  if (of === undefined) return text("copy.version.none");
  const version = stateVersionWords(speak, await withVersion(ports.store, state, of), of);
  return version === "" ? text("copy.version.foreign") : text("copy.version.other", { version });
}

/** On to the file as it was sent. Throws `not-found`. */
export async function copySource(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { copy } = await theCopy(c, web, opened);
  const key = copy.source ? sourceKey(copy.source) : uploadKey(copy.upload);
  if (!(await web.ports.files.head(key))) throw new Refusal("not-found");
  const as = { filename: copy.name, mediaType: "application/octet-stream", seconds: 300 };
  return c.redirect(await web.ports.files.signDownload(key, as), 302);
}
