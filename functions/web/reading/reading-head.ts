import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { isCurrent } from "../../../shared/deliverable/final/editions.ts";
import { hasRemarks, roundBefore } from "../../../shared/deliverable/round/round.ts";
import type { Decision, Round, State } from "../../../shared/deliverable/state.ts";
import { everyRound, wholeRound } from "../../../shared/stored/history.ts";
import type { ProofCopy } from "../../../shared/stored/outputs.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import { getText } from "../../../shared/stored/text.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import { errorSummary } from "../components/filled.ts";
import { shortHash } from "../components/hash.ts";
import { meetingLink } from "../components/minutes-document.ts";
import { originNote } from "../components/origin-notes.ts";
import { withdrawnNote } from "../components/originals.ts";
import { redlineLink } from "../components/redline-link.ts";
import { reviewFileLinks } from "../components/review-files.ts";
import { row } from "../components/row.ts";
import { translationsNote } from "../components/translation-list.ts";
import type { VersionText } from "../components/version-text.ts";
import { withdrawalNote } from "../components/withdrawal-words.ts";
import type { Opened } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { isAsked } from "../review/may-remark.ts";
import { sentList } from "../review/remark-lists.ts";
import { remarksWithReasons } from "../review/remarks-with-reasons.ts";
import { wholeDocument } from "./edited-remark.ts";
import { type EditedRemark, remarkForm } from "./remark-form.ts";
import type { RemarksShown } from "./remarks-shown.ts";

/** A version as one visitor reads it in a round: their decision, the remarks they see, whether they may remark. */
export type ReadingView = {
  web: Web;
  speak: Say;
  opened: Opened;
  round: Round;
  mine: Decision | undefined;
  version: VersionText;
  remarks: RemarksShown;
  filled: Filled;
  may: boolean;
};

/** What stands above a document that is read: its title and deadline, where things stand, its files, how to remark. */
export async function readingHead(
  view: ReadingView,
  copies: readonly ProofCopy[],
  writing: EditedRemark | undefined,
): Promise<Html> {
  const { speak, opened, round, mine, version } = view;
  const { text } = speak;
  const { state } = opened;
  const { authors } = version.document;
  return row(
    html`<p>${text("round.title", { round: round.number })}</p>`,
    html`${errorSummary(speak, view.filled)}<h1>${state.title}</h1>
${await withdrawalNote(view.web, speak, state)}
<p><strong>${round.closed ? text(round.outcome ? `outcome.${round.outcome}` : `stage.${state.stage}`) : text(mine || !isAsked(opened, round) ? "review.open" : "review.until", { date: speak.until(round.deadline) })}</strong></p>
<p class="muted">${[authors.join(", "), await actionTitle(view.web.ports.store, state.action), text("review.version", { version: shortHash(round.version) })].filter(Boolean).join(" · ")}</p>
${round.closed || !isAsked(opened, round) ? "" : html`<p>${speak.given(version.kind.texts.reviewer)}</p>`}
${state.drawsOn && !opened.past ? html`<p><a href="${href("sources", { id: state.id })}">${text("sources.title")}</a></p>` : ""}${await meetingLink(view.web, speak, state, opened.visitor)}${await originNote(view.web, speak, opened)}${await withdrawnNote(view.web, speak, state)}${await translationsNote(view.web, speak, opened)}${await editionNote(view)}${await beforeNote(view)}
${statusNote(speak, state, round, mine)}
${await dispositionsLink(view)}${reviewFileLinks(speak, state, round, copies)}
${view.may ? howTo(view, writing) : ""}${earlierNote(view)}`,
  );
}

/** How to remark: on a passage, on the whole, in a copy; and who sees what. */
function howTo({ speak, round, filled, opened, remarks }: ReadingView, writing: EditedRemark | undefined): Html {
  const { text } = speak;
  const whole = writing?.block === "" ? remarkForm(speak, opened.state, round, filled, writing) : "";
  return html`<p>${text(isAsked(opened, round) ? "remark.how" : "remark.how.office")} ${text(remarks.others ? "remark.seen.all" : "remark.seen")}</p>
<ul class="plain"><li><a href="?remark=${wholeDocument}#remark-form">${text("remark.whole")}</a></li>
<li><a href="${href("copies", { id: opened.state.id })}">${text("copy.go")}</a></li></ul>${whole}`;
}

/** To who offered something, in this round or another: the way to what was done with it. */
async function dispositionsLink({ web, speak, opened }: ReadingView): Promise<Html | ""> {
  const { state, visitor } = opened;
  const rounds = await everyRound(web.ports.store, state);
  const hasRemarked = rounds.some(({ batches }) => batches.some(({ by }) => by === visitor.person.id));
  return hasRemarked
    ? html`<p><a href="${href("remarks", { id: state.id })}">${speak.text("remarks.title")}</a></p>`
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
  const yours = mine
    ? html`<div class="note done"><p>${text(mine.reported ? "review.recorded" : `review.yours.${mine.choice}`, { date: speak.instant(mine.at) })}
<a href="${href("receipt", { id: state.id, submission: mine.submission })}">${text("receipt.see")}</a></p></div>`
    : "";
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

/** Always in reach while the round is open: one's decision for those it asks, and what was not sent. */
export function readingBar({ speak, opened, round, mine, remarks, may }: ReadingView): Html | "" {
  const { state } = opened;
  if (!may) return "";
  const asks = isAsked(opened, round);
  const count = remarks.ready.length + remarks.unfinished.length;
  const until = html`<p>${speak.text("until", { date: speak.until(round.deadline) })}</p>`;
  const decide = asks
    ? html`<a class="button" href="${href("decision", { id: state.id })}">${speak.text(mine ? "decision.change" : "decision.go")}</a>`
    : "";
  const unsent =
    count > 0 ? html`<a href="${href("remarks", { id: state.id })}">${speak.text("remark.unsent", { count })}</a>` : "";
  return asks || count > 0 ? row(until, html`${decide}${unsent}`, "bar") : "";
}
