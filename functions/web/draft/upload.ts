import { html, raw } from "hono/html";
import { judgedBy } from "../../../shared/acts/judged.ts";
import { href } from "../../../shared/addresses.ts";
import { draftStanding, submittable } from "../../../shared/deliverable/drafting/completeness.ts";
import { partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import { isRecorded, versionReader } from "../../../shared/deliverable/origins/origin.ts";
import type { State, Upload } from "../../../shared/deliverable/state.ts";
import { remarksToDispose } from "../../../shared/deliverable/summary.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { Refusal, type RefusalCode } from "../../../shared/errors.ts";
import { type Noticed, pointsToCheck, readNoticed } from "../../../shared/formats/noticed.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { withVersion } from "../../../shared/stored/history.ts";
import { readingKey, sourceKey, uploadKey } from "../../../shared/stored/objects.ts";
import { getText } from "../../../shared/stored/text.ts";
import { loadTree, versionOf } from "../../../shared/stored/version.ts";
import type { Nothing } from "../components/confirmation.ts";
import { contentsOf, withoutContents } from "../components/contents-lines.ts";
import { hidden } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { signedForm, uploadLead } from "../components/upload-form.ts";
import { articleOf, openPart } from "../components/version-text.ts";
import { stateVersionWords } from "../components/version-words.ts";
import type { Opened } from "../http/access.ts";
import { param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import type { Filled, Input } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { annotationList } from "./annotations.ts";
import { findingsRead } from "./findings-read.ts";
import { lackWords } from "./missing.ts";
import { warningList } from "./warnings.ts";
import { wordFile } from "./word-file.ts";

type View = { state: State; id: string; upload: Upload; speak: Say; by: Opened["by"] };

/** Throws `upload-unknown`. */
async function theUpload(c: PageContext, web: Web, opened: Opened): Promise<View> {
  const id = param(c, "upload");
  const upload = Object.hasOwn(opened.state.uploads, id) ? opened.state.uploads[id] : undefined;
  if (!upload) throw new Refusal("upload-unknown");
  const state = upload.version ? await withVersion(web.ports.store, opened.state, upload.version) : opened.state;
  return { state, id, upload, speak: say(c, web), by: opened.by };
}

/** One file that an author sent: waited for, refused with the reason, or shown as it was read. */
export async function upload(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = await theUpload(c, web, opened);
  const { upload, id } = view;
  const arrived = upload.status !== "awaited" || (await web.ports.files.head(uploadKey(id))) !== undefined;
  if (wantsJson(c)) return c.json({ upload: { id, arrived, ...upload } });
  await reachFiles(c, web);
  if (isUndoing(upload)) return undonePage(c, web, view, nothingFilled);
  if (upload.status === "refused") return shown(c, web, view, await refusedBody(web, view));
  if (upload.status === "accepted" || upload.status === "proposed")
    return shown(c, web, view, await readBody(web, view));
  return shown(c, web, view, arrived ? waitingBody(view) : await sendBody(web, view));
}

/** A file that would take corrections back, and was set aside. */
async function undonePage(c: PageContext, web: Web, view: View, filled: Filled): Promise<Response> {
  const { undoneBody } = await undoing();
  const text = await undoneBody(web, { ...view, noticed: await noticedIn(web, view.id) }, filled);
  return shown(c, web, view, { title: view.speak.text("undone.title"), text, refused: filled.errors.length > 0 });
}

/** Sends a file that was set aside once more, all the same. Throws `upload-unknown`, and as `takeBack`. */
export async function sendAllTheSame(
  c: PageContext,
  web: Web,
  opened: Opened,
  input: Input<Nothing>,
): Promise<Response> {
  const view = await theUpload(c, web, opened);
  const { takeBack } = await undoing();
  const aside = { ...view, noticed: await noticedIn(web, view.id) };
  return takeBack(c, web, opened, aside, input, (filled) => undonePage(c, web, view, filled));
}

const undoing = () => import("./undone.ts");

/** `read`: what was read in the file, beside which `text` stands where there is room, and below it where there is not. */
type Body = { title: string; text: Html; read?: Html; waits?: boolean; refused?: boolean };

function shown(c: PageContext, web: Web, { state, upload, speak }: View, body: Body): Promise<Response> {
  const { title, text, read, waits, refused = false } = body;
  const part = partTitle(state, upload.part);
  const about = html`<p><a href="${href("draft", { id: state.id })}">${state.title}</a></p>${part ? html`<p>${part}</p>` : ""}
<p><time datetime="${upload.requested}">${speak.instant(upload.requested)}</time></p>`;
  const main = read
    ? html`<div class="grid two"><div class="span-7">${row(about, html`<h1>${title}</h1>`)}</div>
<div class="span-5 beside stays">${text}</div>
<div class="span-7">${read}</div></div>`
    : row(about, html`<h1>${title}</h1>${text}`);
  const waiting = waits ? { refresh: 4, scripts: ["wait.js"] } : {};
  return frame(c, web, {
    title: `${title} – ${state.title}`,
    main,
    ...(read && { document: true, styles: ["columns.css"] }),
    refused,
    ...waiting,
  });
}

/** The way without script: the form that the file store itself takes, and comes back from. */
async function sendBody(web: Web, { state, id, upload, speak }: View): Promise<Body> {
  const { text } = speak;
  const title = text("upload.title");
  const open = state.stage === "draft" || (state.stage === "final" && upload.proposes);
  if (!open) return { title, text: html`<p>${text("draft.in-review")}</p>` };
  const { url, fields } = await signedForm(web, state.id, id);
  const ending = upload.name.slice(upload.name.lastIndexOf("."));
  return {
    title,
    text: html`<p>${uploadLead(speak, web.settings)}</p>
<form method="post" action="${url}" enctype="multipart/form-data">
${Object.entries(fields).map(([name, value]) => hidden(name, value))}
<div class="field"><label for="file">${text("upload.file")}</label><span class="hint" id="file-hint">${text("upload.ending", { ending })}</span>
<input type="file" id="file" name="file" accept="${ending}" required aria-describedby="file-hint"></div>
<button>${text("upload.go")}</button></form>
<p><a href="${href("draft", { id: state.id })}">${text("upload.other")}</a></p>`,
  };
}

function waitingBody({ upload, speak }: View): Body {
  const { text } = speak;
  return {
    title: text("waiting.title"),
    waits: true,
    text: html`<div data-wait role="status"><p>${text("waiting.lead", { name: upload.name })}</p></div>
<p><a href="">${text("waiting.again")}</a></p>`,
  };
}

/** With the original as long as it is kept, and word of it when it is no more. */
async function refusedBody({ ports, settings }: Web, { state, upload, speak, id }: View): Promise<Body> {
  const { text, language } = speak;
  const came = upload.refused?.code !== "upload-missing";
  const kept = came && (await ports.files.head(uploadKey(id))) !== undefined;
  const { uploads: days } = settings.keep;
  const reason = upload.refused?.reason && (await getText(ports.files, upload.refused.reason));
  return {
    title: text(refusedTitle(upload.refused?.code)),
    text: html`<div class="note warning"><p><strong>${upload.name}</strong></p>
<p>${upload.refused ? refusalMessage(language, upload.refused) : ""}</p>${reason === undefined ? "" : html`<blockquote><p>${reason}</p></blockquote>`}</div>
<p>${text(upload.proposes ? "refused.final" : "refused.kept")}${came ? ` ${text(kept ? "refused.source" : "refused.forgotten", { days })}` : ""}</p>
<div class="buttons"><a class="button" href="${href("draft", { id: state.id })}">${text("draft.go")}</a>
${kept ? html`<a href="${href("uploadSource", { id: state.id, upload: id })}">${text("read.source")}</a>` : ""}</div>`,
  };
}

/** What is set aside although it could be read, or came too late to be. */
const setAside: readonly (RefusalCode | undefined)[] = [
  ...(["stage-forbids", "part-dropped", "part-not-yours", "version-replaced", "edition-unchanged"] as const),
];

/** Whether a file was set aside since it would take corrections back. */
function isUndoing({ refused }: Upload): boolean {
  return refused?.code === "corrections-undone";
}

function refusedTitle(code: RefusalCode | undefined) {
  if (code === "proposal-declined") return "refused.declined";
  return setAside.includes(code) ? "refused.aside" : "refused.title";
}

async function readBody(web: Web, sent: View): Promise<Body> {
  const { kind } = await loadKind(web.ports.assets, sent.state.kind);
  const view = { ...sent, state: await judgedBy(web.ports.files, sent.state, kind) };
  const { state, id, upload, speak } = view;
  const { text } = speak;
  const version = upload.version ?? "";
  const read = await openPart(web, state, version, upload.part);
  const { document, warnings } = read;
  const lines = contentsOf(read);
  const article = articleOf(state, lines.length < 2 ? document : withoutContents(document));
  const noticed = await noticedHere(web, state, id);
  const contributions = noticed.contributions.filter(({ remark }) => !remark);
  const shown = versionOf(state, version);
  const check = shown.checks[upload.part];
  const part = shown.manifest.parts.find((each) => each.part === upload.part);
  const tree = part && (await loadTree(web.ports.files, part.tree));
  const lead = leadOf(part?.reader);
  const source =
    lead === "read.lead"
      ? html`<p>${text(lead, { name: upload.name })} <a href="${href("uploadSource", { id: state.id, upload: id })}">${text("read.source")}</a></p>`
      : html`<p>${text(lead)}</p>${upload.version ? await wordFile(web, speak, { id: state.id, version: upload.version }) : ""}`;
  const lacks = check ? lackWords(speak, kind, check) : [];
  return {
    title: text("read.title"),
    text: html`${source}
${lacks.map((lack) => html`<div class="note warning"><p>${lack}</p></div>`)}
${upload.status === "proposed" ? html`<div class="note done"><p>${text("proposal.waits")}</p></div>` : ""}
${upload.taken === undefined ? "" : html`<div class="note done"><p>${text("proposal.taken", { edition: upload.taken })}</p></div>`}
${await copyNote(web, view, noticed.version)}
${keptNote(view, noticed)}${reopenedNote(view)}
${tree ? await inFile(web, view, noticed, tree) : ""}
${nextAction(view, version)}
${warningList(speak, pointsToCheck(noticed, warnings), article)}
${annotationList(speak, contributions, { article, changes: upload.reading?.changes ?? "accepted" })}
${lines.length < 2 ? "" : contentsBeside(speak, document.language, lines)}`,
    read: html`${tree ? findingsRead(speak, kind, tree) : ""}
<section aria-labelledby="text"><h2 id="text">${text("read.text")}</h2>${raw(article)}</section>`,
  };
}

/** The sections that were read, each leading to its place in the text. */
function contentsBeside({ text }: Say, language: string, lines: ReturnType<typeof contentsOf>): Html {
  return html`<nav aria-labelledby="contents"><h2 id="contents">${text("contents.title")}</h2>
<ul class="plain" lang="${language}">${lines.map(({ id, label, words }) => html`<li><a href="#${id}">${label ? `${label} ` : ""}${words}</a></li>`)}</ul></nav>`;
}

/** Where a part's text comes from: a file that its author sent, a version of another document, or what was recorded of a meeting, a programme or an agreement. */
function leadOf(reader = ""): "read.lead" | "read.derived" | "read.recorded" {
  if (reader === versionReader) return "read.derived";
  return isRecorded(reader) ? "read.recorded" : "read.lead";
}

/** Submitting where all is there; before it what remarks still wait for; else what is still to send. */
function nextAction({ state, speak }: View, version: string): Html | "" {
  const { text } = speak;
  if (state.stage !== "draft") return "";
  const { id } = state;
  const again = html`<a href="${href("draft", { id })}">${text("upload.again")}</a>`;
  const { version: current } = draftStanding(state);
  if (current?.hash !== version && state.parts.length === 1)
    return html`<div class="note"><p>${text("read.replaced")}</p><p>${again}</p></div>`;
  if (!submittable(state))
    return html`<p><a class="button" href="${href("draft", { id })}">${text("draft.go")}</a></p>`;
  const { undisposed: left = 0, confirmed = false } = remarksToDispose(state).answering ?? {};
  const submit = (kind: string) =>
    html`<a class="button${kind}" href="${href("submission", { id })}">${text("submission.go")}</a>`;
  if (left === 0) return html`<div class="buttons">${submit("")} ${again}</div>`;
  const dispose = html`<a class="button" href="${href("contributions", { id })}">${text("contributions.go")}</a>`;
  return html`<div class="buttons">${dispose} ${confirmed ? "" : submit(" second")} ${again}</div>`;
}

/** A document of ours that came back is told with the round it was read in. */
async function copyNote({ ports }: Web, { state, speak }: View, version: string | undefined): Promise<Html | ""> {
  if (version === undefined) return "";
  const round = state.rounds.findLast((held) => held.version === version)?.number;
  const { text } = speak;
  const named = round ? "" : stateVersionWords(speak, await withVersion(ports.store, state, version), version);
  const said = round
    ? text("read.copy.round", { round })
    : named
      ? text("read.copy", { version: named })
      : text("read.copy.other");
  return html`<div class="note"><p>${said}</p></div>`;
}

/** That the corrections which were applied are in the file too. */
function keptNote({ speak: { text } }: View, { corrections }: Noticed): Html | "" {
  const count = corrections?.kept.length ?? 0;
  return count === 0 ? "" : html`<div class="note done"><p>${text("read.kept", { count })}</p></div>`;
}

async function inFile(web: Web, view: View, noticed: Noticed, tree: DocumentTree): Promise<Html | ""> {
  const { remarksInFile } = await import("./remarks-in-file.ts");
  return remarksInFile(web, view.speak, { ...view, part: view.upload.part, tree, noticed });
}

/** What the file may have undone is to be answered anew. */
function reopenedNote({ state, upload: { reopened = 0 }, speak: { text } }: View): Html | "" {
  if (reopened === 0 || state.stage !== "draft") return "";
  return html`<div class="note warning"><p>${text("read.reopened", { count: reopened })}
<a href="${href("contributions", { id: state.id })}">${text("contributions.see")}</a></p></div>`;
}

/** The same, where remarks that a file names are those of this document: in the file of another they are comments like any. */
async function noticedHere(web: Web, state: State, upload: string): Promise<Noticed> {
  const { remarks, ...noticed } = await noticedIn(web, upload);
  const { version, contributions } = noticed;
  const known = version === undefined ? state : await withVersion(web.ports.store, state, version);
  const isOurs = version === undefined || known.versions.some(({ hash }) => hash === version);
  if (isOurs) return { ...noticed, ...(remarks && { remarks }) };
  return { ...noticed, contributions: contributions.map(({ remark: _, ...comment }) => comment) };
}

async function noticedIn({ ports }: Web, upload: string): Promise<Noticed> {
  const bytes = await ports.files.get(readingKey(upload));
  return bytes ? readNoticed(bytes) : { warnings: [], contributions: [] };
}

/**
 * On to the file as it was sent. Throws `upload-unknown`, `not-found` (no author sent one, too), and `upload-forgotten` where it came and was not
 * read.
 */
export async function uploadSource(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { state, id, upload } = await theUpload(c, web, opened);
  const read =
    upload.version && versionOf(state, upload.version).manifest.parts.find(({ part }) => part === upload.part);
  if (read && leadOf(read.reader) !== "read.lead") throw new Refusal("not-found");
  const key = read ? sourceKey(read.source) : uploadKey(id);
  if (!(await web.ports.files.head(key))) throw goneSource(web, upload);
  return c.redirect(
    await web.ports.files.signDownload(key, {
      filename: upload.name,
      mediaType: "application/octet-stream",
      seconds: 300,
    }),
    302,
  );
}

function goneSource({ settings }: Web, { status, refused }: Upload): Refusal {
  const forgotten = status === "refused" && refused?.code !== "upload-missing";
  return forgotten ? new Refusal("upload-forgotten", { days: settings.keep.uploads }) : new Refusal("not-found");
}
