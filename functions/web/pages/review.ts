import { Hono } from "hono";
import { html, raw } from "hono/html";
import type { Passage } from "../../../shared/document/anchor.ts";
import { Refusal } from "../../../shared/errors.ts";
import { highlight } from "../../../shared/formats/html/highlight.ts";
import { fileName, type Proof, proofKey } from "../../../shared/line/outputs.ts";
import { listSummaries, type Summary } from "../../../shared/line/rows/deliverable.ts";
import type { Contribution } from "../../../shared/workflow/contribution.ts";
import { standing } from "../../../shared/workflow/round.ts";
import type { Decision, Round, State } from "../../../shared/workflow/state.ts";
import { type Opened, theCast, theDeliverable } from "../access.ts";
import { param } from "../answer.ts";
import { type Html, type PageContext, type Variables, type Web, wantsJson } from "../context.ts";
import { reachFiles } from "../file-store.ts";
import { theVisitor } from "../gates/visitor.ts";
import { beside } from "../parts/beside.ts";
import { errorSummary, type Filled, nothingFilled } from "../parts/filled.ts";
import { frame } from "../parts/frame.ts";
import { shortHash } from "../parts/history.ts";
import { proofLinks, proofOf } from "../parts/proof.ts";
import { remarkForm, type Writing } from "../parts/remark-form.ts";
import { sentList } from "../parts/remark-lists.ts";
import { row } from "../parts/row.ts";
import { stageTag } from "../parts/stage.ts";
import { blocksByName, marginsByName, nameOf } from "../passages.ts";
import { articleOf, openVersion, type VersionText } from "../reading.ts";
import { inReadingOrder, isAsked, mayRemark, type Remarks, remarksOn, wholeDocument, writingOf } from "../remarking.ts";
import { type Say, say } from "../say.ts";

/** What a reviewer has to read, and the reading itself: title, deadline, document. */
export function reviewPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/reviews", (c) => reviews(c, web))
    .get("/deliverables/:id/review", (c) => reading(c, web))
    .get("/deliverables/:id/review/files/:format", (c) => download(c, web));
}

async function reviews(c: PageContext, web: Web): Promise<Response> {
  const { person, grants } = theVisitor(c);
  const opens = (id: string): boolean =>
    grants.some(({ purpose, thing }) => purpose === "enter" || (purpose === "review" && thing === id));
  const all = await listSummaries(web.ports.store);
  const mine = all.filter(
    ({ id, reviewers, stage }) => reviewers.includes(person.id) && opens(id) && stage !== "draft",
  );
  if (wantsJson(c)) return c.json({ deliverables: mine.map(({ reviewers: _, ...summary }) => summary) });
  const speak = say(c, web);
  const { text } = speak;
  const open = mine.filter(({ stage }) => stage === "review");
  const closed = mine.filter(({ stage }) => stage !== "review");
  const main = html`${row("", html`<h1>${text("reviews.title")}</h1>${open.length === 0 ? html`<p>${text("reviews.none")}</p>` : ""}`)}
<ul class="things">${[...open, ...closed].map((summary) => html`<li>${item(speak, summary)}</li>`)}</ul>`;
  return frame(c, web, { title: text("reviews.title"), main });
}

function item(speak: Say, { id, title, action, stage, round }: Summary): Html {
  const until = round ? speak.text("until", { date: speak.until(round.deadline) }) : "";
  return row(
    html`<p>${stageTag(speak, stage)}</p>`,
    html`<h2><a href="/deliverables/${id}/review">${title}</a></h2><p class="muted">${action}</p>${until ? html`<p>${until}</p>` : ""}`,
  );
}

async function reading(c: PageContext, web: Web): Promise<Response> {
  const opened = await theDeliverable(c, web, "reviewer", "author", "coordinator", "invited");
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
  const round = roundToRead(state, c.req.query("version"));
  if (!round) return notYet(c, web, state);
  const mine = standing(round).find(({ reviewer }) => reviewer === visitor.person.id);
  const remarks = await remarksOn(web, opened, round);
  const proofs = await proofOf(web, round);
  if (wantsJson(c))
    return c.json({ title: state.title, round: shownOf(round, mine), remarks: told(remarks), files: proofs });
  await reachFiles(c, web);
  const speak = say(c, web);
  const version = await openVersion(web, state, round.version);
  const view: View = {
    ...{ web, speak, opened, round, mine, version, remarks, filled },
    may: mayRemark(opened, round),
  };
  const { edit, remark, words } = c.req.query();
  const own = [...remarks.ready, ...remarks.unfinished];
  const writing = view.may ? writingOf(version, own, filled, { edit, remark, words }, web.ports.ids) : undefined;
  const main = html`${head(view, proofs, writing)}
${row("", html`${raw(await article(view, writing))}`, view.may || remarks.sent.length > 0 ? "remarked" : "")}
${await offeredSection(view)}
${bar(view)}`;
  const refused = filled.errors.length > 0;
  return frame(c, web, { title: state.title, main, document: true, refused, scripts: view.may ? ["remark.js"] : [] });
}

type View = {
  web: Web;
  speak: Say;
  opened: Opened;
  round: Round;
  mine: Decision | undefined;
  version: VersionText;
  remarks: Remarks;
  filled: Filled;
  may: boolean;
};

/** A round as its reviewers may know it. */
function shownOf({ number, version, opened, deadline, closed, outcome, confirms, overdue }: Round, mine?: Decision) {
  const decisions = mine ? [mine] : [];
  return { number, version, opened, deadline, closed, outcome, confirms, overdue, decisions };
}

/** The visitor's own remarks: of others' it is not told who wrote them. */
function told({ ready, unfinished, earlier, sent }: Remarks) {
  return { unsent: [...ready, ...unfinished], earlier, sent: sent.map(({ by: _, ...offered }) => offered) };
}

function head(view: View, proofs: readonly Proof[], writing: Writing | undefined): Html {
  const { speak, opened, round, mine, version } = view;
  const { text } = speak;
  const { state } = opened;
  const here = `/deliverables/${state.id}`;
  const { authors } = version.document;
  return row(
    html`<p>${text("round.title", { round: round.number })}</p>`,
    html`${errorSummary(speak, view.filled)}<h1>${state.title}</h1>
<p><strong>${round.closed ? text(`outcome.${round.outcome ?? "unresolved"}`) : text(mine || !isAsked(opened, round) ? "review.open" : "review.until", { date: speak.until(round.deadline) })}</strong></p>
<p class="muted">${[authors.join(", "), state.action, text("review.version", { version: shortHash(round.version) })].filter(Boolean).join(" · ")}</p>
${round.closed || !isAsked(opened, round) ? "" : html`<p>${version.kind.texts.reviewer[speak.language]}</p>`}
${confirmingNote(speak, state, round)}
${standingNote(speak, state, round, mine)}
${mySuites(speak, view.opened, here)}${proofLinks(speak, state, round, proofs)}
${view.may ? howTo(view, here, writing) : ""}${earlierNote(view, here)}`,
  );
}

/** How to remark: on a passage, on the whole, in a copy; and who sees what. */
function howTo({ speak, round, filled, opened }: View, here: string, writing: Writing | undefined): Html {
  const { text } = speak;
  const whole = writing?.block === "" ? remarkForm(speak, here, round, filled, writing) : "";
  const all = opened.roles.has("author") || opened.roles.has("coordinator");
  return html`<p>${text(isAsked(opened, round) ? "remark.how" : "remark.how.office")} ${text(all ? "remark.seen.all" : "remark.seen")}</p>
<ul class="plain"><li><a href="?remark=${wholeDocument}#remark-form">${text("remark.whole")}</a></li>
<li><a href="${here}/copies">${text("copy.go")}</a></li></ul>${whole}`;
}

/** To who offered something, in this round or another: what was done with it. */
function mySuites({ text }: Say, { state, visitor }: Opened, here: string): Html | "" {
  const offered = state.rounds.some(({ batches }) => batches.some(({ by }) => by === visitor.person.id));
  return offered ? html`<p><a href="${here}/remarks">${text("confirming.suites")}</a></p>` : "";
}

/** What was written on an earlier version and not sent waits, wherever the round stands. */
function earlierNote({ speak, remarks }: View, here: string): Html | "" {
  const count = remarks.earlier.length;
  if (count === 0) return "";
  return html`<div class="note warning"><p>${speak.text("remark.earlier", { count })}
<a href="${here}/remarks#earlier">${speak.text("remark.earlier.go")}</a></p></div>`;
}

/** The document, its margin beside each block, the form in its place. */
async function article(view: View, writing: Writing | undefined): Promise<string> {
  const { speak, opened, round, version, remarks, filled, may } = view;
  const here = `/deliverables/${opened.state.id}`;
  const blocks = blocksByName(version);
  const unsent = inReadingOrder(version, [...remarks.ready, ...remarks.unfinished]);
  const numbered = unsent.map((remark, index) => ({ number: index + 1, remark }));
  const placeOf = ({ anchor }: Contribution) => (anchor ? nameOf(version, anchor) : undefined);
  const margins = marginsByName(version);
  const marginOf = (remark: Contribution) => margins.get(placeOf(remark) ?? "");
  const mine = Map.groupBy(numbered, ({ remark }) => marginOf(remark));
  const sent = Map.groupBy(remarks.sent, marginOf);
  const passages = [...unsent, ...remarks.sent].flatMap((remark): Passage[] => {
    const block = placeOf(remark);
    return block === undefined || !remark.anchor ? [] : [{ ...remark.anchor, block }];
  });
  const form = writing?.block ? String(await remarkForm(speak, here, round, filled, writing)) : "";
  const { document, marked } = highlight(version.document, passages);
  const afterBlock = (name: string): string => {
    const block = blocks.get(name)?.block;
    const margin = { unsent: mine.get(name) ?? [], sent: sent.get(name) ?? [] };
    if (!block || !(may || margin.unsent.length > 0 || margin.sent.length > 0)) return "";
    const open = writing !== undefined && margins.get(writing.block) === name;
    const remark = may && !open ? `?remark=${name}#${name}` : undefined;
    const aside = String(beside(speak, name, { block, ...margin, ...(remark && { remark }) }));
    return aside + (open ? form : "");
  };
  return articleOf(opened.state, document, { afterBlock, marked });
}

/** What the round was offered, as far as the visitor may see it; where it is not all theirs, by whom. */
async function offeredSection({ web, speak, opened, round, version, remarks }: View): Promise<Html | ""> {
  const { sent } = remarks;
  if (sent.length === 0) return "";
  const own = sent.every(({ by }) => by === opened.visitor.person.id);
  const name = own ? undefined : (await theCast(web, opened, speak)).seated(round);
  const title = speak.text("review.offered", { count: sent.length });
  return html`<section aria-labelledby="offered">${row("", html`<h2 id="offered">${title}</h2>${sentList(speak, version.parts, sent, name)}`)}</section>`;
}

/** A round that confirms says so: what was done with the remarks of the one before, and what changed since. */
function confirmingNote({ text }: Say, { id, rounds }: State, { confirms, version }: Round): Html | "" {
  if (confirms === undefined) return "";
  const before = rounds.find(({ number }) => number === confirms);
  const redline = before
    ? html`<p><a href="/deliverables/${id}/redline?from=${before.version}&to=${version}">${text("confirming.redline")}</a></p>`
    : "";
  return html`<div class="note next"><p>${text("confirming.lead", { round: confirms })}</p>
${redline}</div>`;
}

/** The open round, or the last; of a version asked for, its last round. Throws `version-unknown`. */
function roundToRead(state: State, version: string | undefined): Round | undefined {
  if (version === undefined) return state.rounds.at(-1);
  const held = state.rounds.findLast((round) => round.version === version);
  if (!held) throw new Refusal("version-unknown");
  return held;
}

/** Where things stand, when it is not simply to be read and decided. */
function standingNote(speak: Say, state: State, round: Round, mine: Decision | undefined): Html | "" {
  const { text } = speak;
  const here = `/deliverables/${state.id}`;
  const replaced = state.rounds.at(-1)?.version !== round.version;
  const yours = mine
    ? html`<div class="note done"><p>${text(`review.yours.${mine.choice}`, { date: speak.instant(mine.at) })}
<a href="${here}/receipts/${mine.submission}">${text("receipt.see")}</a></p></div>`
    : "";
  const closed = round.closed
    ? html`<div class="note"><p>${text("review.closed", { date: speak.instant(round.closed) })}</p></div>`
    : "";
  const newer = replaced
    ? html`<div class="note warning"><p>${text("review.replaced")} <a href="${here}/review">${text("review.newer")}</a></p></div>`
    : "";
  const late =
    !round.closed && round.overdue ? html`<div class="note warning"><p>${text("review.late")}</p></div>` : "";
  return html`${newer}${closed}${late}${yours}`;
}

/** Always in reach while the round is open: one's decision for those it asks, and what was not sent. */
function bar({ speak, opened, round, mine, remarks, may }: View): Html | "" {
  const { state } = opened;
  if (!may) return "";
  const asks = isAsked(opened, round);
  const count = remarks.ready.length + remarks.unfinished.length;
  const here = `/deliverables/${state.id}`;
  const until = html`<p>${speak.text("until", { date: speak.until(round.deadline) })}</p>`;
  const decide = asks
    ? html`<a class="button" href="${here}/review/decision">${speak.text(mine ? "decision.change" : "decision.go")}</a>`
    : "";
  const unsent = count > 0 ? html`<a href="${here}/remarks">${speak.text("remark.unsent", { count })}</a>` : "";
  return asks || count > 0 ? row(until, html`${decide}${unsent}`, "bar") : "";
}

/** On to a short-lived address of the version under review, as a file. */
async function download(c: PageContext, web: Web): Promise<Response> {
  const { state } = await theDeliverable(c, web, "reviewer", "author", "coordinator");
  const round = roundToRead(state, c.req.query("version"));
  const proof = round && (await proofOf(web, round)).find(({ format }) => format === param(c, "format"));
  if (!round || !proof) throw new Refusal("not-found");
  const { format } = proof;
  const filename = fileName(state.title, `-${say(c, web).text("proof.name")}.${format}`);
  const as = { filename, mediaType: mediaTypes[format], seconds: 300 };
  return c.redirect(await web.ports.files.signDownload(proofKey(round.version, format), as), 302);
}

const mediaTypes: Record<Proof["format"], string> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
};

/** Nothing was submitted yet. */
function notYet(c: PageContext, web: Web, state: State): Promise<Response> {
  const speak = say(c, web);
  const main = row(
    html`<p>${stageTag(speak, state.stage)}</p>`,
    html`<h1>${state.title}</h1><p>${speak.text(state.stage === "withdrawn" ? "step.withdrawn" : "review.not-yet")}</p>`,
  );
  return frame(c, web, { title: state.title, main });
}
