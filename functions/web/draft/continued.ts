import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { correctionsIn } from "../../../shared/deliverable/drafting/completeness.ts";
import { continuedJob, continuedJobId } from "../../../shared/deliverable/jobs.ts";
import { draftAndWaiting, waitingRemarks } from "../../../shared/deliverable/remarks/waiting.ts";
import type { State, Version } from "../../../shared/deliverable/state.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { getJob, oweJob } from "../../../shared/stored/job.ts";
import { continuedKey, fileName } from "../../../shared/stored/outputs.ts";
import { pin } from "../../../shared/stored/version.ts";
import type { Hash } from "../../../shared/values.ts";
import { frame } from "../components/frame.ts";
import { fileWords } from "../components/outputs.ts";
import { row } from "../components/row.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { type Say, say } from "../http/say.ts";

/** A draft that can be gone on from, and what its Word file is made of. */
type Draft = { version: Version; made: Hash };

/** Undefined: there is no draft, or it cannot change now. */
function draftOf(state: State): Draft | undefined {
  const version = state.versions.at(-1);
  const made = draftAndWaiting(state);
  return state.stage === "draft" && version && made ? { version, made } : undefined;
}

/** The Word file to go on from: what is in it, how it comes back, and the file, which is made when it is asked for. */
export async function continued(c: PageContext, web: Web, { state }: Opened): Promise<Response> {
  const { id } = state;
  const draft = draftOf(state);
  if (!draft) return c.redirect(href("draft", { id }), 303);
  // the job first: one that ends meanwhile leaves the file
  const job = await getJob(web.ports.store, continuedJobId(id, draft.made));
  const file = await web.ports.files.head(continuedKey(id, draft.made));
  if (wantsJson(c)) return c.json({ ready: file !== undefined || job?.status === "failed" });
  await reachFiles(c, web);
  const speak = say(c, web);
  const waits = !file && job !== undefined && job.status !== "failed";
  const main = row(
    html`<p><a href="${href("draft", { id })}">${state.title}</a></p>`,
    html`<h1>${speak.text("continued.title")}</h1>
${contents(speak, state, draft)}
${file ? download(speak, state, file.bytes) : asking(speak, state, job && (waits ? "waits" : "failed"))}
${comingBack(speak, state)}`,
  );
  const title = `${speak.text("continued.title")} – ${state.title}`;
  return frame(c, web, { title, main, ...(waits && { refresh: 4, scripts: ["wait.js"] }) });
}

/** What the file holds: the draft of a day, the corrections that are in it, the remarks that wait. */
function contents({ text, day }: Say, state: State, { version }: Draft): Html {
  const corrections = correctionsIn(version).size;
  const remarks = waitingRemarks(state).reduce((sum, { ids }) => sum + ids.length, 0);
  return html`<p>${text("continued.lead", { date: day(version.accepted) })}</p>
<ul>${corrections > 0 ? html`<li>${text("continued.corrections", { count: corrections })}</li>` : ""}
<li>${remarks > 0 ? text("continued.remarks", { count: remarks }) : text("continued.nothing")}</li></ul>`;
}

function download(speak: Say, { id, title, language }: State, bytes: number): Html {
  return html`<p><a class="button" href="${href("continuedFile", { id })}">${speak.text("continued.download")}<span class="hidden"> – ${title}</span></a>
<span class="muted">(${fileWords(speak, language, { bytes })})</span></p>`;
}

/** `at`: what became of making it, where that was asked for. */
function asking({ text }: Say, { id }: State, at: "waits" | "failed" | undefined): Html {
  if (at === "waits")
    return html`<div data-wait role="status"><p>${text("continued.waits")}</p></div><p><a href="">${text("waiting.again")}</a></p>`;
  if (at === "failed") return html`<div class="note warning"><p>${text("version.word.failed")}</p></div>`;
  return html`<form method="post" action="${href("continued", { id })}"><button>${text("continued.make")}</button></form>`;
}

function comingBack({ text }: Say, { id }: State): Html {
  return html`<h2>${text("continued.back")}</h2>
<ol><li>${text("continued.back.write")}</li>
<li>${text("continued.back.comments")}</li>
<li>${text("continued.back.send")} <a href="${href("draft", { id })}">${text("draft.go")}</a></li></ol>
<p><a href="${href("contributions", { id })}">${text("contributions.see")}</a></p>`;
}

/** Owes the file, unless it is there or on its way; where there is no draft to go on from, its page says why. */
export async function askContinued(c: PageContext, { ports }: Web, { state }: Opened): Promise<Response> {
  const { id } = state;
  const draft = draftOf(state);
  if (draft && !(await ports.files.head(continuedKey(id, draft.made)))) {
    const { kind, theme } = await pin(ports, state.kind);
    await oweJob(ports, continuedJob(id, { version: draft.version.hash, made: draft.made }, { kind, theme }));
  }
  return done(c, href("continued", { id }));
}

/** On to the file; to its page where it is not made yet. */
export async function continuedFile(c: PageContext, { ports }: Web, { state }: Opened): Promise<Response> {
  const { id } = state;
  const draft = draftOf(state);
  const key = draft && continuedKey(id, draft.made);
  if (!key || !(await ports.files.head(key))) return c.redirect(href("continued", { id }), 303);
  const as = { filename: fileName(state.title, ".docx"), mediaType: mediaTypes.docx, seconds: 300 };
  return c.redirect(await ports.files.signDownload(key, as), 302);
}
