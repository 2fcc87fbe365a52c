import { Hono } from "hono";
import { html, raw } from "hono/html";
import { Refusal } from "../../../shared/errors.ts";
import { listSummaries, type Summary } from "../../../shared/line/rows/deliverable.ts";
import { openRound, standing } from "../../../shared/workflow/round.ts";
import type { Decision, Round, State } from "../../../shared/workflow/state.ts";
import { type Opened, theDeliverable } from "../access.ts";
import { type Html, type PageContext, type Variables, type Web, wantsJson } from "../context.ts";
import { reachFiles } from "../file-store.ts";
import { theVisitor } from "../gates/visitor.ts";
import { frame } from "../parts/frame.ts";
import { shortHash } from "../parts/history.ts";
import { row } from "../parts/row.ts";
import { stageTag } from "../parts/stage.ts";
import { readVersion } from "../reading.ts";
import { type Say, say } from "../say.ts";

/** What a reviewer has to read, and the reading itself: title, deadline, document. */
export function reviewPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/reviews", (c) => reviews(c, web))
    .get("/deliverables/:id/review", (c) => reading(c, web));
}

async function reviews(c: PageContext, web: Web): Promise<Response> {
  const { person, grants } = theVisitor(c);
  const opens = (id: string): boolean =>
    grants.some(({ purpose, thing }) => purpose === "enter" || (purpose === "review" && thing === id));
  const all = await listSummaries(web.ports.store);
  const mine = all.filter(
    ({ id, reviewers, stage }) => reviewers.includes(person.id) && opens(id) && stage !== "draft",
  );
  if (wantsJson(c)) return c.json({ deliverables: mine });
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
  const opened = await theDeliverable(c, web, "reviewer", "author", "coordinator");
  const { state } = opened;
  const round = roundToRead(state, c.req.query("version"));
  if (!round) return notYet(c, web, state);
  const mine = standing(round).find(({ reviewer }) => reviewer === opened.visitor.person.id);
  if (wantsJson(c)) return c.json({ round: { ...round, decisions: mine ? [mine] : [] }, title: state.title });
  await reachFiles(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const { article, authors, kind } = await readVersion(web, state, round.version);
  const main = html`${row(
    html`<p>${text("round.title", { round: round.number })}</p>`,
    html`<h1>${state.title}</h1>
<p><strong>${round.closed ? text(`outcome.${round.outcome ?? "unresolved"}`) : text(mine ? "review.open" : "review.until", { date: speak.until(round.deadline) })}</strong></p>
<p class="muted">${[authors.join(", "), state.action, text("review.version", { version: shortHash(round.version) })].filter(Boolean).join(" · ")}</p>
${round.closed ? "" : html`<p>${kind.texts.reviewer[speak.language]}</p>`}
${standingNote(speak, state, round, mine)}`,
  )}
${row("", html`${raw(article)}`)}
${decisionBar(speak, opened, round, mine)}`;
  return frame(c, web, { title: state.title, main, document: true });
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

/** Always in reach while the round is open, for those it asks. */
function decisionBar(
  speak: Say,
  { state, visitor, roles }: Opened,
  round: Round,
  mine: Decision | undefined,
): Html | "" {
  const asks = openRound(state) === round && roles.has("reviewer") && round.reviewers.includes(visitor.person.id);
  if (!asks) return "";
  const until = html`<p>${speak.text("until", { date: speak.until(round.deadline) })}</p>`;
  return row(
    until,
    html`<a class="button" href="/deliverables/${state.id}/review/decision">${speak.text(mine ? "decision.change" : "decision.go")}</a>`,
    "bar",
  );
}

/** Nothing was submitted yet. */
function notYet(c: PageContext, web: Web, state: State): Promise<Response> {
  const speak = say(c, web);
  const main = row(
    html`<p>${stageTag(speak, state.stage)}</p>`,
    html`<h1>${state.title}</h1><p>${speak.text(state.stage === "withdrawn" ? "step.withdrawn" : "review.not-yet")}</p>`,
  );
  return frame(c, web, { title: state.title, main });
}
