import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { correctionsIn } from "../../../shared/deliverable/drafting/completeness.ts";
import { continuedJob, continuedJobId } from "../../../shared/deliverable/jobs.ts";
import { roundsWithRemarks } from "../../../shared/deliverable/remarks/contributing.ts";
import { draftAndWaiting } from "../../../shared/deliverable/remarks/waiting.ts";
import type { PartPlan, State, Version } from "../../../shared/deliverable/state.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { getJob, oweJob } from "../../../shared/stored/job.ts";
import { continuedKey, fileName } from "../../../shared/stored/outputs.ts";
import { pin } from "../../../shared/stored/version.ts";
import type { Hash } from "../../../shared/values.ts";
import { hidden } from "../components/fields.ts";
import { frame } from "../components/frame.ts";
import { fileWords } from "../components/outputs.ts";
import { row } from "../components/row.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { type Input, InvalidRequest, identifier } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { knownRemarks } from "./known-remarks.ts";
import { writableParts } from "./writable-parts.ts";

/** A part of the draft that the visitor may go on with, and what its Word file is made of. */
type Going = { part: PartPlan; made: Hash };
type View = Opened & { speak: Say; version: Version; going: Going[] };
/** The same, with how many remarks wait whose text is there. */
type Counted = View & { waiting: number };

/** Undefined: there is nothing to go on with, or it cannot change now. */
function viewOf(c: PageContext, web: Web, opened: Opened): View | undefined {
  const { state } = opened;
  const version = state.versions.at(-1);
  if (state.stage !== "draft" || !version) return undefined;
  const going = writableParts(opened).flatMap((part) => {
    const made = draftAndWaiting(state, part.id);
    return made ? { part, made } : [];
  });
  return going.length > 0 ? { ...opened, speak: say(c, web), version, going } : undefined;
}

/** A file as it stands: there with its bytes, on its way, given up, or to be asked for. */
type Standing = { bytes: number } | "waits" | "failed" | "unasked";

async function standingOf({ ports }: Web, { id }: State, { made }: Going): Promise<Standing> {
  // the job first: one that ends meanwhile leaves the file
  const job = await getJob(ports.store, continuedJobId(id, made));
  const file = await ports.files.head(continuedKey(id, made));
  if (file) return { bytes: file.bytes };
  return job ? (job.status === "failed" ? "failed" : "waits") : "unasked";
}

/** The draft as a Word file to go on from: what is in it, the file, made when it is asked for, and how it comes back. */
export async function continued(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = viewOf(c, web, opened);
  const { id } = opened.state;
  if (!view) return c.redirect(href("draft", { id }), 303);
  const { state, speak, going } = view;
  const files = await Promise.all(going.map(async (each) => [each, await standingOf(web, state, each)] as const));
  const waits = files.some(([, standing]) => standing === "waits");
  if (wantsJson(c)) return c.json({ ready: !waits });
  await reachFiles(c, web);
  const waiting = (await knownRemarks(web, state)).filter(({ disposition }) => disposition === "open").length;
  const counted = { ...view, waiting };
  const main = row(
    html`<p><a href="${href("draft", { id })}">${state.title}</a></p>`,
    html`<h1>${speak.text("continued.title")}</h1>
${contents(counted)}
${files.map(([each, standing]) => html`${going.length > 1 ? html`<h2>${each.part.title}</h2>` : ""}${fileOf(view, each, standing)}`)}
${comingBack(counted)}`,
  );
  const title = `${speak.text("continued.title")} – ${state.title}`;
  return frame(c, web, { title, main, ...(waits && { refresh: 4, scripts: ["wait.js"] }) });
}

/** What the file holds: the draft of a day, the corrections that are in it, the remarks that wait. */
function contents({ speak, version, going, waiting: count }: Counted): Html {
  const { text } = speak;
  const corrections = correctionsIn(version).size;
  const remarks = text(going.length > 1 ? "continued.remarks.each" : "continued.remarks", { count });
  return html`<p>${text("continued.lead", { date: speak.day(version.accepted) })}</p>
<ul>${corrections > 0 ? html`<li>${text("continued.corrections", { count: corrections })}</li>` : ""}
<li>${count > 0 ? remarks : text("continued.nothing")}</li></ul>`;
}

function fileOf({ speak, state, going }: View, { part }: Going, standing: Standing): Html {
  const { text } = speak;
  const { id, language } = state;
  const named = going.length > 1 ? html`<span class="hidden"> – ${part.title}</span>` : "";
  if (typeof standing === "object")
    return html`<p><a class="button" href="${href("continuedFile", { id }, { part: part.id })}">${text("continued.download")}${named}</a>
<span class="muted">(${fileWords(speak, language, standing)})</span></p>`;
  if (standing === "waits")
    return html`<div data-wait role="status"><p>${text("continued.waits")}</p></div><p><a href="">${text("waiting.again")}</a></p>`;
  if (standing === "failed") return html`<div class="note warning"><p>${text("version.word.failed")}</p></div>`;
  return html`<form method="post" action="${href("continued", { id })}">${hidden("part", part.id)}<button>${text("continued.make")}${named}</button></form>`;
}

function comingBack({ speak: { text }, state, waiting }: Counted): Html {
  const { id } = state;
  const steps = [
    ...(state.rounds.length > 0 ? [text("continued.back.write")] : []),
    ...(waiting > 0 ? [text("continued.back.comments")] : []),
    html`${text("continued.back.send")} <a href="${href("draft", { id })}">${text("draft.go")}</a>`,
  ];
  const last =
    steps.length === 1 ? html`<p>${steps[0]}</p>` : html`<ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>`;
  const hasRemarks = roundsWithRemarks(state).length > 0;
  return html`<h2>${text("continued.back")}</h2>
${last}${hasRemarks ? html`<p><a href="${href("contributions", { id })}">${text("contributions.see")}</a></p>` : ""}`;
}

export const asking = z.strictObject({
  /** Which part, where the visitor may go on with several. */
  part: identifier.optional(),
});

/** Owes the file, unless it is there or on its way; where there is no draft to go on from, its page says why. */
export async function askContinued(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof asking>>,
): Promise<Response> {
  if (!ok) throw new InvalidRequest(filled.errors);
  const { ports } = web;
  const view = viewOf(c, web, opened);
  const going = view?.going.find(({ part }) => part.id === (ok.part ?? view.going[0]!.part.id));
  const { id, kind: kindId } = opened.state;
  if (view && going && !(await ports.files.head(continuedKey(id, going.made)))) {
    const { kind, theme } = await pin(ports, kindId);
    const of = { version: view.version.hash, part: going.part.id, made: going.made };
    await oweJob(ports, continuedJob(id, of, { kind, theme }));
  }
  return done(c, href("continued", { id }));
}

/** On to the file of a part; to its page where it is not made yet. */
export async function continuedFile(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { files } = web.ports;
  const { id, title } = opened.state;
  const view = viewOf(c, web, opened);
  const part = c.req.query("part");
  const going = view?.going.find((each) => part === undefined || each.part.id === part);
  const key = going && continuedKey(id, going.made);
  if (!view || !key || !(await files.head(key))) return c.redirect(href("continued", { id }), 303);
  const name = view.going.length > 1 ? `${title} ${going.part.title}` : title;
  const as = { filename: fileName(name, ".docx"), mediaType: mediaTypes.docx, seconds: 300 };
  return c.redirect(await files.signDownload(key, as), 302);
}
