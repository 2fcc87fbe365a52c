import { Hono } from "hono";
import { html, raw } from "hono/html";
import { standing } from "../../../shared/deliverable/round/round.ts";
import type { Decision, Round, State } from "../../../shared/deliverable/state.ts";
import { type Summary, summarize } from "../../../shared/deliverable/summary.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { listSummaries } from "../../../shared/stored/deliverable.ts";
import { wholeRound } from "../../../shared/stored/history.ts";
import { fileName, proofKey } from "../../../shared/stored/outputs.ts";
import { type Filled, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { reviewFilesOf } from "../components/review-files.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import { openVersion } from "../components/version-text.ts";
import { allAsGiven, type Opened, theDeliverableAsGiven } from "../http/access.ts";
import { param } from "../http/answer.ts";
import { type Html, type PageContext, type Variables, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import type { Role } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";
import { theVisitor } from "../http/visitor.ts";
import { mayRemark, type Remarks, remarksOn, writingOf } from "../review/remarking.ts";
import { type ReadingView, readingBar, readingHead } from "./reading-notes.ts";
import { offeredSection, remarkedArticle } from "./remarked.ts";

/** What a reviewer has to read, and the reading itself: title, deadline, document. */
export function reviewPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/reviews", (c) => reviews(c, web))
    .get("/deliverables/:id/review", (c) => reading(c, web))
    .get("/deliverables/:id/review/files/:format", (c) => download(c, web));
}

async function reviews(c: PageContext, web: Web): Promise<Response> {
  const visitor = theVisitor(c);
  const { person, grants } = visitor;
  const opens = (id: string): boolean =>
    grants.some(({ purpose, thing }) => purpose === "enter" || (purpose === "review" && thing === id));
  const all = await listSummaries(web.ports.store);
  const mine = all.filter(
    ({ id, reviewers, stage }) => reviewers.includes(person.id) && opens(id) && stage !== "draft",
  );
  const kept = await keptBy(web, visitor, all, "author", "reviewer", "invited");
  const listed = [...mine, ...kept].map(({ reviewers: _, duties: __, past: ___, ...summary }) => summary);
  if (wantsJson(c)) return c.json({ deliverables: listed });
  const speak = say(c, web);
  const { text } = speak;
  const open = mine.filter(({ stage }) => stage === "review");
  const closed = [...mine.filter(({ stage }) => stage !== "review"), ...kept];
  const main = html`${row("", html`<h1>${text("reviews.title")}</h1>${open.length === 0 ? html`<p>${text("reviews.none")}</p>` : ""}`)}
<ul class="things">${[...open, ...closed].map((summary) => html`<li>${item(speak, summary)}</li>`)}</ul>`;
  return frame(c, web, { title: text("reviews.title"), main });
}

/** As they stood when the visitor was last given something of them. */
async function keptBy(web: Web, visitor: Visitor, all: readonly Summary[], ...roles: Role[]): Promise<Summary[]> {
  const kept = await allAsGiven(web, visitor, all, ...roles);
  return kept.map(({ state }) => summarize(state, ""));
}

function item(speak: Say, { id, title, action, stage, round }: Summary): Html {
  const until = round ? speak.text("until", { date: speak.until(round.deadline) }) : "";
  return row(
    html`<p>${stageTag(speak, stage)}</p>`,
    html`<h2><a href="/deliverables/${id}/review">${title}</a></h2><p class="muted">${action}</p>${until ? html`<p>${until}</p>` : ""}`,
  );
}

async function reading(c: PageContext, web: Web): Promise<Response> {
  const opened = await theDeliverableAsGiven(c, web, "reviewer", "author", "coordinator", "invited");
  return readingPage(c, web, opened);
}

/** The page on which a version is read and remarked on; `filled`: a remark that was refused, its form open again. */
export async function readingPage(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { state, visitor } = opened;
  const read = roundToRead(state, c.req.query("version"));
  if (!read) return notYet(c, web, opened);
  const round = await wholeRound(web.ports.store, state, read);
  const mine = standing(round).find(({ reviewer }) => reviewer === visitor.person.id);
  const remarks = await remarksOn(web, opened, round);
  const proofs = await reviewFilesOf(web, round);
  if (wantsJson(c))
    return c.json({ title: state.title, round: shownOf(round, mine), remarks: told(remarks), files: proofs });
  await reachFiles(c, web);
  const speak = say(c, web);
  const version = await openVersion(web, state, round.version);
  const view: ReadingView = {
    ...{ web, speak, opened, round, mine, version, remarks, filled },
    may: mayRemark(opened, round),
  };
  const { edit, remark, words } = c.req.query();
  const own = [...remarks.ready, ...remarks.unfinished];
  const writing = view.may ? writingOf(version, own, filled, { edit, remark, words }, web.ports.ids) : undefined;
  const main = html`${await readingHead(view, proofs, writing)}
${row("", html`${raw(await remarkedArticle(view, writing))}`, view.may || remarks.sent.length > 0 ? "remarked" : "")}
${await offeredSection(view)}
${readingBar(view)}`;
  const refused = filled.errors.length > 0;
  return frame(c, web, { title: state.title, main, document: true, refused, scripts: view.may ? ["remark.js"] : [] });
}

/** A round as its reviewers may know it. */
function shownOf({ number, version, opened, deadline, closed, outcome, confirms, overdue }: Round, mine?: Decision) {
  const decisions = mine ? [mine] : [];
  return { number, version, opened, deadline, closed, outcome, confirms, overdue, decisions };
}

/** The visitor's own remarks: of others' it is not told who wrote them. */
function told({ ready, unfinished, earlier, sent }: Remarks) {
  return { unsent: [...ready, ...unfinished], earlier, sent: sent.map(({ by: _, ...offered }) => offered) };
}

/** The open round, or the last; of a version asked for, its last round. Throws `version-unknown`. */
function roundToRead(state: State, version: string | undefined): Round | undefined {
  if (version === undefined) return state.rounds.at(-1);
  const held = state.rounds.findLast((round) => round.version === version);
  if (!held) throw new Refusal("version-unknown");
  return held;
}

/** On to a short-lived address of the version under review, as a file. */
async function download(c: PageContext, web: Web): Promise<Response> {
  const { state } = await theDeliverableAsGiven(c, web, "reviewer", "author", "coordinator", "invited");
  const round = roundToRead(state, c.req.query("version"));
  const proof = round && (await reviewFilesOf(web, round)).find(({ format }) => format === param(c, "format"));
  if (!round || !proof) throw new Refusal("not-found");
  const { format, sha256, bytes } = proof;
  const filename = fileName(state.title, `-${say(c, web).text("proof.name")}.${format}`);
  const as = { filename, mediaType: mediaTypes[format], seconds: 300, content: { sha256, bytes } };
  return c.redirect(await web.ports.files.signDownload(proofKey(round.version, format), as), 302);
}

/** Nothing was submitted yet. */
function notYet(c: PageContext, web: Web, { state, roles, past }: Opened): Promise<Response> {
  const speak = say(c, web);
  const waits = past ? "past.none" : "review.not-yet";
  const [draft] = past && roles.has("author") ? state.versions : [];
  const main = row(
    html`<p>${stageTag(speak, state.stage)}</p>`,
    html`<h1>${state.title}</h1><p>${speak.text(state.stage === "withdrawn" ? "step.withdrawn" : waits)}</p>
${draft ? html`<p><a href="/deliverables/${state.id}/versions/${draft.hash}">${speak.text("draft.read")}</a></p>` : ""}`,
  );
  return frame(c, web, { title: state.title, main });
}
