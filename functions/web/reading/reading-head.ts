import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { isCurrent } from "../../../shared/deliverable/final/editions.ts";
import { hasRemarks, roundBefore } from "../../../shared/deliverable/round/round.ts";
import type { Decision, Round, State } from "../../../shared/deliverable/state.ts";
import { everyRound, wholeRound } from "../../../shared/stored/history.ts";
import type { ProofFile } from "../../../shared/stored/outputs.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import { getText } from "../../../shared/stored/text.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import { errorSummary } from "../components/filled.ts";
import { firstPage, reviewPage } from "../components/first-page.ts";
import { helpLink } from "../components/help-link.ts";
import { meetingLink } from "../components/minutes-document.ts";
import { originNote } from "../components/origin-notes.ts";
import { withdrawnNote } from "../components/originals.ts";
import { ownDecision } from "../components/own-decision.ts";
import { redlineLink } from "../components/redline-link.ts";
import { reviewFileLinks } from "../components/review-files.ts";
import { translationsNote } from "../components/translation-list.ts";
import { stateVersionWords } from "../components/version-words.ts";
import { withdrawalNote } from "../components/withdrawal-words.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { isAsked } from "../review/may-remark.ts";
import { sentList } from "../review/remark-lists.ts";
import { remarksWithReasons } from "../review/remarks-with-reasons.ts";
import { wholeDocument } from "./edited-remark.ts";
import { readingLink } from "./reading-link.ts";
import type { ReadingView } from "./reading-view.ts";

/**
 * What is to be known before reading, in sight: that it was withdrawn, replaced, closed; to who is to decide of a version after another, what
 * changed; what one decided, what one did not send.
 */
export async function readingNotes(view: ReadingView): Promise<Html> {
  const { web, speak, opened, round, mine, filled } = view;
  const { state } = opened;
  return html`${errorSummary(speak, filled)}${await withdrawalNote(web, speak, state)}${await withdrawnNote(web, speak, state)}
${statusNote(speak, state, round, mine)}${isToDecide(view) ? await beforeNote(view) : ""}${earlierNote(view)}`;
}

/** What is around a document that is read, folded: the questions to its reviewer, its files, where it comes from, what came before. */
export async function aroundDocument(view: ReadingView, copies: readonly ProofFile[]): Promise<Html> {
  const { web, speak, opened, round, version, may } = view;
  const { text } = speak;
  const { state } = opened;
  const { authors } = version.document;
  const asked = isAsked(opened, round) && !round.closed;
  const page = reviewPage(state.id, round.version, copies);
  const about = [authors.join(", "), await actionTitle(web.ports.store, state.action)];
  return html`<details class="around"><summary>${text(asked ? "reading.around.asked" : "reading.around")}</summary>
<p class="muted">${[...about, stateVersionWords(speak, state, round.version)].filter(Boolean).join(" · ")}</p>
${asked ? html`<p>${speak.given(version.kind.texts.reviewer)}</p>` : ""}
${isToDecide(view) ? "" : await beforeNote(view)}${await editionNote(view)}
${may ? howTo(view) : ""}
${reviewFileLinks(speak, state, round, copies)}
<ul class="plain">${may ? html`<li><a href="${href("copies", { id: state.id })}">${text("copy.go")}</a></li>` : ""}
${await remarksLink(view)}${state.drawsOn && !opened.past ? html`<li><a href="${href("sources", { id: state.id })}">${text("sources.title")}</a></li>` : ""}${may ? html`<li>${helpLink(speak, "reviewer")}</li>` : ""}</ul>
${page ? firstPage(speak, state.title, page) : ""}
${await meetingLink(web, speak, state, opened.visitor)}${await originNote(web, speak, opened)}${await translationsNote(web, speak, opened)}</details>`;
}

/** Whether the reader's decision is awaited in the open round. */
function isToDecide({ opened, round, mine }: ReadingView): boolean {
  return isAsked(opened, round) && !round.closed && !mine;
}

/** How to remark: on a passage, on the whole, in a copy; and who sees what. */
function howTo({ speak, round, opened, remarks }: ReadingView): Html {
  const { text } = speak;
  return html`<p>${text(isAsked(opened, round) ? "remark.how" : "remark.how.office")} ${text(remarks.others ? "remark.seen.all" : "remark.seen")}</p>
<p><a data-whole href="${readingLink(opened.state, { remark: wholeDocument })}">${text("remark.whole")}</a></p>`;
}

/** To who offered something, in this round or another: the way to what was done with it. */
async function remarksLink({ web, speak, opened }: ReadingView): Promise<Html | ""> {
  const { state, visitor } = opened;
  const rounds = await everyRound(web.ports.store, state);
  const hasRemarked = rounds.some(({ batches }) => batches.some(({ by }) => by === visitor.person.id));
  return hasRemarked
    ? html`<li><a href="${href("remarks", { id: state.id })}">${speak.text("remarks.title")}</a></li>`
    : "";
}

/** What was written on an earlier version and not sent waits, wherever the round stands. */
function earlierNote({ speak, opened, remarks }: ReadingView): Html | "" {
  const count = remarks.earlier.length;
  if (count === 0) return "";
  return html`<div class="note warning"><p>${speak.text("remark.earlier", { count })}
<a href="${href("remarks", { id: opened.state.id })}#earlier">${speak.text("remark.earlier.go")}</a></p></div>`;
}

/** Of a round that is to make a new edition of a final: that it does, and why. */
async function editionNote({ web, speak, opened, round }: ReadingView): Promise<Html | ""> {
  const { making, editions } = opened.state;
  if (!making || !isCurrent({ editions }, round.number)) return "";
  const words = { edition: making.edition, before: making.edition - 1 };
  const reason = await getText(web.ports.files, making.reason);
  return reason === undefined
    ? html`<p>${speak.text("edition.making.reviewer.erased", words)}</p>`
    : html`<p>${speak.text("edition.making.reviewer", words)}</p><blockquote><p>${reason}</p></blockquote>`;
}

/**
 * A round that confirms says so, one of a new version that it is new: what was done with the visitor's remarks of the round
 * before, and what changed since.
 */
async function beforeNote({ web, speak, opened, round }: ReadingView): Promise<Html | ""> {
  const { state, visitor } = opened;
  const before = roundBefore(state, round);
  if (!before) return "";
  const { text } = speak;
  const whole = await wholeRound(web.ports.store, state, before);
  const mine = await remarksWithReasons(web, state, whole, ({ by }) => by === visitor.person.id);
  const parts = mine.length > 0 ? await loadVersion(web.ports.files, state, before.version) : [];
  const dispositions =
    mine.length > 0
      ? html`<details><summary>${text("before.dispositions", { count: mine.length })}</summary>${sentList(speak, state, parts, mine)}</details>`
      : "";
  const key = hasRemarks(whole) ? "confirming.lead" : "confirming.lead.reservations";
  const lead = text(round.confirms ? key : "before.lead", { round: before.number });
  const said = (await unchangedWords(web, speak, round, before)) ?? lead;
  return html`<div class="note next"><p>${said}</p>${redlineLink(speak, state, round)}${dispositions}</div>`;
}

/** That the text is the one already read, and why; undefined where it changed. */
async function unchangedWords(
  { ports }: ReadingView["web"],
  { text }: Say,
  { unchanged }: Round,
  before: Round,
): Promise<string | undefined> {
  if (unchanged === undefined) return undefined;
  const reason = await getText(ports.files, unchanged);
  const about = { round: before.number };
  return reason === undefined
    ? text("confirming.unchanged.erased", about)
    : text("confirming.unchanged", { ...about, reason });
}

/** Where things stand, when it is not simply to be read and decided. */
function statusNote(speak: Say, state: State, round: Round, mine: Decision | undefined): Html | "" {
  const { text } = speak;
  const replaced = state.rounds.at(-1)?.version !== round.version;
  const yours = mine ? html`<div class="note done">${ownDecision(speak, state.id, mine)}</div>` : "";
  const closed = round.closed
    ? html`<div class="note"><p>${text(round.outcome ? "review.closed" : "review.withdrawn", { date: speak.instant(round.closed) })}</p></div>`
    : "";
  const newer = replaced
    ? html`<div class="note warning"><p>${text("review.replaced")} <a href="${href("reading", { id: state.id })}">${text("review.newer")}</a></p></div>`
    : "";
  const late =
    !round.closed && round.overdue ? html`<div class="note warning"><p>${text("review.late")}</p></div>` : "";
  return html`${newer}${closed}${late}${yours}`;
}
