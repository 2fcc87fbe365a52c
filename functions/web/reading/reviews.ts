import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { standingOf, toldReviewers } from "../../../shared/asking/standing.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import type { Holding } from "../../../shared/deliverable/place.ts";
import { countingDecisions } from "../../../shared/deliverable/round/round.ts";
import type { Decision } from "../../../shared/deliverable/state.ts";
import { type Summary, summarize } from "../../../shared/deliverable/summary.ts";
import { readingLength } from "../../../shared/document/reading-length.ts";
import { Refusal } from "../../../shared/errors.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import type { ProofFile } from "../../../shared/stored/outputs.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { loadVersion, type PartContent } from "../../../shared/stored/version.ts";
import { without } from "../../../shared/values.ts";
import { nowOf, owedBy } from "../components/duties.ts";
import { type FirstPage, reviewPage } from "../components/first-page.ts";
import { frame } from "../components/frame.ts";
import { heldBy, olderLink } from "../components/held.ts";
import { isNarrow, narrowNote } from "../components/narrow.ts";
import { doButton } from "../components/office.ts";
import { ownDecision } from "../components/own-decision.ts";
import { panel } from "../components/panel.ts";
import { reviewFilesOf } from "../components/review-files.ts";
import { row } from "../components/row.ts";
import { standingLine } from "../components/standing.ts";
import { summaryShown } from "../components/summary-shown.ts";
import { type Volume, volumeList } from "../components/volume.ts";
import { allAsGiven, namesOf } from "../http/access.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type Role, visitorAs } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";

/** Those who read, or did. */
const everyReader: readonly Holding[] = ["reviewer", "past-author", "past-reviewer", "past-invited"];

/** What a reviewer has to read, what they decided of and is still open, and what they read before. */
export async function reviews(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const { summaries: all, next } = await heldBy(c, web, actingAs(visitor.person), everyReader);
  const mine = reviewedBy(visitor, all);
  const kept = await keptBy(web, visitor, all, "author", "reviewer", "invited");
  if (wantsJson(c)) return c.json({ deliverables: [...mine, ...kept].map(toReviewer), next });
  const speak = say(c, web);
  const { text } = speak;
  const owed = await owedBy(web, visitorAs(visitor), mine);
  const list = (some: readonly Summary[]) => reviewList(web, speak, visitor.person, some, owed);
  const open = mine.filter(({ stage }) => stage === "review");
  const closed = mine.filter(({ stage }) => stage !== "review");
  const awaited = open.filter(({ id }) => reviewOwed(owed, id));
  const others = open.filter((each) => !awaited.includes(each));
  const none = isNarrow(visitor) ? "" : html`<p>${text("reviews.none")}</p>`;
  const main = html`${row("", html`<h1>${text("nav.reviewed")}</h1>`)}
${panel("open", text("reviews.title"), html`${awaited.length > 0 ? await list(awaited) : none}${narrowNote(speak, visitor, "reviews")}`, { kind: "own" })}
${others.length === 0 ? "" : panel("others", text("reviews.others"), await list(others))}
${closed.length + kept.length === 0 ? "" : panel("read", text("reviews.read"), await readList(web, speak, closed, kept))}
${olderLink(speak, next)}`;
  return frame(c, web, { title: text("nav.reviewed"), main, styles: ["covers.css"], scripts: ["confirm.js"] });
}

/** A reviewer decides without knowing how the round would close. */
function toReviewer(summary: Summary) {
  const { round, ...shown } = summaryShown(summary);
  return { ...shown, ...(round && { round: without(round, "closes") }) };
}

/** Of some deliverables, those that somebody reviews and may open. */
export function reviewedBy({ person, grants }: Visitor, summaries: readonly Summary[]): Summary[] {
  const opens = (id: string): boolean =>
    grants.some(({ purpose, thing }) => purpose === "enter" || (purpose === "review" && thing === id));
  return summaries.filter(
    ({ id, reviewers, stage }) => reviewers.includes(person.id) && opens(id) && stage !== "draft",
  );
}

/** As they stood when the visitor was last given something of them. */
async function keptBy(web: Web, visitor: Visitor, all: readonly Summary[], ...roles: Role[]): Promise<Summary[]> {
  const kept = await allAsGiven(web, visitor, all, ...roles);
  return kept.map(({ state }) => summarize(state, ""));
}

/** What somebody owes an opinion of. */
export function reviewOwed(owed: readonly DatedDuty[], id: string): DatedDuty | undefined {
  return owed.find((duty) => duty.id === id && duty.what === "review");
}

/**
 * What is under review: until when, how long it takes, and the way to it, those that wait for whoever looks first; of the others,
 * what they decided, and the way to change it.
 */
export async function reviewList(
  web: Web,
  speak: Say,
  who: Person,
  open: readonly Summary[],
  owed: readonly DatedDuty[],
): Promise<Html> {
  const titled = await actionTitles(
    web.ports.store,
    open.map(({ action }) => action),
  );
  const until = ({ round }: Summary) => round?.deadline ?? "";
  const waits = ({ id }: Summary) => Number(reviewOwed(owed, id) !== undefined);
  const sorted = open.toSorted((a, b) => waits(b) - waits(a) || until(a).localeCompare(until(b)));
  const standing = (summary: Summary) => toldReviewers(standingOf(summary, nowOf(web)));
  const named = await namesOf(
    web,
    sorted.flatMap((each) => standing(each).who),
  );
  const volumes = sorted.map(async (summary): Promise<Volume> => {
    const { id, title, action } = summary;
    const { page, length, decisions = [] } = await underReview(web, id);
    const address = href("reading", { id });
    const duty = reviewOwed(owed, id);
    const mine = decisions.find(({ reviewer }) => reviewer === who.id);
    const next = duty
      ? html`<p>${doButton(speak, { ...duty, page: address }, summary === sorted[0])}</p>`
      : html`${hasHanded(summary, who) ? html`<p>${speak.text("handover.waits")}</p>` : ""}${mine ? html`${ownDecision(speak, id, mine)}<p>${changeButton(speak, summary)}</p>` : ""}`;
    const about = [titled(action), lengthIn(speak.text, length)].filter(Boolean).join(" · ");
    const stands = standingLine(speak, standing(summary), named);
    return { page, title, address, about, more: html`${stands}${next}` };
  });
  return volumeList(await Promise.all(volumes));
}

function changeButton({ text }: Say, { id, title }: Summary): Html {
  return html`<a class="button second" href="${href("decision", { id })}">${text("decision.change")}<span class="hidden"> – ${title}</span></a>`;
}

/** Whether somebody proposed another in their place, which waits for the coordinator: their own opinion is not there. */
function hasHanded({ round }: Summary, { id }: Person): boolean {
  return round?.proposed?.some(({ from }) => from === id) === true;
}

/** `set`: its pages are those of the PDF that was set for its reviewers; else about how many it would have. */
type Length = { pages: number; minutes: number; set: boolean };

function lengthIn(text: Say["text"], length: Length | undefined): string {
  if (!length) return "";
  const { pages, minutes, set } = length;
  return text(set ? "reviews.length" : "reviews.length.about", {
    pages: text("output.pages", { count: pages }),
    minutes,
  });
}

/** "11 pages, environ 25 minutes"; "environ 11 pages, 25 minutes" of what is not set yet: how long what is under review takes. */
export async function lengthWords(web: Web, { text }: Say, id: string): Promise<string> {
  return lengthIn(text, (await underReview(web, id)).length);
}

/** What is under review: its first page, how long it takes, the decisions that count. */
type UnderReview = { page?: FirstPage | undefined; length?: Length; decisions?: Decision[] };

async function underReview(web: Web, id: string): Promise<UnderReview> {
  const { ports } = web;
  const state = (await loadState(ports.store, id))?.state;
  const round = state?.rounds.at(-1);
  if (!state || !round) return {};
  const files = await reviewFilesOf(web, round);
  const page = reviewPage(id, round.version, files);
  const parts = await loadVersion(ports.files, state, round.version).catch(unlessMissing);
  const decisions = countingDecisions(round);
  return { page, decisions, ...(parts && { length: lengthOf(parts, files) }) };
}

/** As the letter that asks for it tells it. */
function lengthOf(parts: readonly PartContent[], files: readonly ProofFile[]): Length {
  const { pages, minutes } = readingLength(parts.map(({ tree }) => tree));
  const counted = files.flatMap((file) => (file.format === "pdf" ? (file.pages ?? []) : []))[0];
  return { pages: counted ?? pages, minutes, set: counted !== undefined };
}

/** A text that is not there keeps nobody from the list: its own page says what is wrong. */
function unlessMissing(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error;
}

/** What was read before; of one that has gone on without them, where it stands now is not told. */
async function readList(web: Web, speak: Say, closed: readonly Summary[], kept: readonly Summary[]): Promise<Html> {
  const { text } = speak;
  const titled = await actionTitles(
    web.ports.store,
    [...closed, ...kept].map(({ action }) => action),
  );
  const standing = (each: Summary) => toldReviewers(standingOf(each, nowOf(web)));
  const named = await namesOf(
    web,
    closed.flatMap((each) => standing(each).who),
  );
  const stands = (each: Summary) => standingLine(speak, standing(each), named);
  const item = ({ id, title, action }: Summary, more: Html): Html =>
    html`<li><a href="${href("reading", { id })}">${title}</a> <span class="muted">${titled(action)}</span>${more}</li>`;
  const past = html`<p class="muted">${text("reviews.past")}</p>`;
  return html`<ul class="plain">${closed.map((each) => item(each, stands(each)))}${kept.map((each) => item(each, past))}</ul>`;
}
