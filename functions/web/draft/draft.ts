import { html } from "hono/html";
import { judgedBy } from "../../../shared/acts/judged.ts";
import { href } from "../../../shared/addresses.ts";
import { draftStanding, submittable } from "../../../shared/deliverable/drafting/completeness.ts";
import { partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import { delivered, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import { passagesToRevise, translationStanding } from "../../../shared/deliverable/origins/translation.ts";
import { roundsWithRemarks } from "../../../shared/deliverable/remarks/contributing.ts";
import { waitingRemarks } from "../../../shared/deliverable/remarks/waiting.ts";
import { roundToConfirm, undisposed } from "../../../shared/deliverable/round/round.ts";
import type { Round, State, Upload } from "../../../shared/deliverable/state.ts";
import { acceptOf, draftFormats } from "../../../shared/formats/uploads.ts";
import { languageRecord } from "../../../shared/i18n/languages.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import { getText } from "../../../shared/stored/text.ts";
import { firstPageOf } from "../components/covers.ts";
import { nowOf } from "../components/duties.ts";
import { facts } from "../components/facts.ts";
import { hidden, radios } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { cover } from "../components/first-page.ts";
import { frame } from "../components/frame.ts";
import { helpLink } from "../components/help-link.ts";
import { carriedNote, originNote } from "../components/origin-notes.ts";
import { originalFile, originalIn, withdrawnNote } from "../components/originals.ts";
import { outputLinks } from "../components/outputs.ts";
import { panel } from "../components/panel.ts";
import { roundTitle } from "../components/round-title.ts";
import { stageLine } from "../components/stage.ts";
import { standingKind, standingLine, standingNow } from "../components/standing.ts";
import { translationsNote } from "../components/translation-list.ts";
import { standingWords } from "../components/translation-words.ts";
import { formatOptions, tooLarge, uploadLead, uploadRefusal } from "../components/upload-form.ts";
import { type Cast, type Opened, theCast } from "../http/access.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import type { Filled } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { roundState } from "../round/round-state.ts";
import { lackWords } from "./missing.ts";
import { partWords } from "./part-words.ts";
import { comparable } from "./version.ts";
import { composedDraft, wordFile } from "./word-file.ts";
import { writableParts } from "./writable-parts.ts";

/** Where an author sends a draft: what is there, what is asked, and the way to send it. */
export async function draft(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  if (opened.past) return c.redirect(href("reading", { id: opened.state.id }), 303);
  await reachFiles(c, web);
  const { kind } = await loadKind(web.ports.assets, opened.state.kind);
  const state = await judgedBy(web.ports.files, opened.state, kind);
  const speak = say(c, web);
  const { text } = speak;
  const cast = await theCast(web, opened, speak);
  const last = state.rounds.at(-1);
  const refused = filled.errors.length > 0;
  const view: View = { ...opened, state, speak, cast, kind };
  const standing = standingNow(state, nowOf(web));
  const step = html`${standingLine(speak, standing, cast.named)}
${state.stage === "draft" ? html`<p>${speak.given(kind.texts.author)}</p>` : ""}
${await withdrawnNote(web, speak, state)}${carriedNote(speak, state)}${await stepFor(web, view, filled)}`;
  const main = html`${errorSummary(speak, filled)}<h1>${state.title}</h1>
<p class="muted">${speak.given(kind.name)} · ${await actionTitle(web.ports.store, state.action)}</p>
${stageLine(speak, state.stage)}
<div class="grid two"><div class="span-7">${panel("next", text("next.title"), step, { kind: standingKind(standing, view) })}
${last ? await lastRound(web, speak, cast, state, last) : ""}</div>
<div class="span-5 beside">${await documentBeside(web, view)}
${awaitedDays(view)}
${sentPanel(speak, state)}
<p>${helpLink(speak, "author")}</p></div></div>`;
  const title = text("draft.title", { title: state.title });
  const styles = ["covers.css", "columns.css"];
  return frame(c, web, { title, main, refused, scripts: ["upload.js"], styles });
}

type View = Opened & { speak: Say; cast: Cast; kind: Kind };

async function stepFor(web: Web, view: View, filled: Filled): Promise<Html> {
  const { state, speak } = view;
  const { text } = speak;
  const ready = submittable(state);
  const last = state.rounds.at(-1);
  if (state.stage === "review")
    return html`<div class="note"><p>${text("draft.in-review")}</p>${contributionsLink(speak, state)}</div>`;
  if (isWithdrawnFinal(state))
    return html`<div class="note"><p>${text("tombstone.lead")}</p><p><a href="${href("final", { id: state.id })}">${text("tombstone.see")}</a></p></div>`;
  if (state.stage === "withdrawn") return html``;
  if (state.stage === "final")
    return html`${outputLinks(speak, state)}
${delivered(state) ? html`<details><summary>${text("proposal.propose")}</summary><p>${text("proposal.propose.lead")}</p>${uploadForm(web, view, filled, true)}</details>` : ""}`;
  const sentBack = last?.outcome === "changesRequested" && last.version === state.versions.at(-1)?.hash;
  const answer = remarksWait(state);
  return html`${await editionNote(web, view)}${await translationNote(web, view)}${sentBack ? html`<div class="note warning"><p>${text("draft.changes")}</p>${contributionsLink(speak, state)}</div>` : ""}
${answer ? html`<p><a class="button" href="${href("contributions", { id: state.id })}">${text("contributions.go")}</a></p>` : ""}${currentVersion(speak, state)}
${
  ready && !answer && state.making?.way !== "correction"
    ? html`<p><a class="button" href="${href("submission", { id: state.id })}">${text("submission.go")}</a></p>`
    : ""
}
${await composedNote(web, view)}${partsOf(view)}${lacksOf(view)}${continuedLink(view)}${uploadForm(web, view, filled, ready)}`;
}

/** That a new edition is being made and why, and what is delivered meanwhile. */
async function editionNote({ ports }: Web, { state, speak }: View): Promise<Html | ""> {
  const { making } = state;
  if (!making) return "";
  const words = { edition: making.edition, before: making.edition - 1 };
  const reason = await getText(ports.files, making.reason);
  const why =
    reason === undefined ? "" : html`<p>${speak.text("edition.reason")}</p><blockquote><p>${reason}</p></blockquote>`;
  return html`<div class="note">${why}<p>${speak.text("edition.making.author", words)}</p>${outputLinks(speak, state)}</div>`;
}

/** How a translation stands to what it translates, and the way to see its passages beside theirs. */
async function translationNote(web: Web, view: View): Promise<Html | ""> {
  const { speak, state } = view;
  const original = await originalIn(web, state);
  if (!original) return "";
  const file = await originalFile(web, view, original);
  const warns = passagesToRevise(state) > 0 ? " warning" : "";
  return html`<div class="note${warns}"><p><a href="${href("translation", { id: state.id })}">${speak.text("translation.go")}</a> – ${standingWords(speak, translationStanding(state))}</p>
${file ? html`<p><a href="${href("translationSource", { id: state.id })}">${speak.text("translation.word")}</a></p>` : ""}</div>`;
}

/** Whether a confirming round waits for what becomes of remarks. */
function remarksWait(state: State): boolean {
  const round = roundToConfirm(state);
  return round !== undefined && undisposed(round).length > 0;
}

function contributionsLink({ text }: Say, state: State): Html | "" {
  if (roundsWithRemarks(state).length === 0) return "";
  return html`<p><a href="${href("contributions", { id: state.id })}">${text("contributions.see")}</a></p>`;
}

/** A draft that answers a round: to be read whole, and beside the version that was reviewed. */
function currentVersion({ text }: Say, state: State): Html | "" {
  const draft = state.versions.at(-1);
  const before = draft && comparable(state, draft.hash);
  if (!before) return "";
  const { id } = state;
  return html`<ul class="plain"><li><a href="${href("version", { id, version: draft.hash })}">${text("draft.read")}</a></li>
<li><a href="${href("redline", { id }, { from: before, to: draft.hash })}">${text("redline.go")}</a></li></ul>`;
}

/** Of a draft composed of what is recorded: that it is to be gone on from as a Word file, which is offered. */
async function composedNote(web: Web, { state, speak }: View): Promise<Html | ""> {
  const version = composedDraft(state);
  if (version === undefined) return "";
  const { id } = state;
  return html`<div class="note"><p>${speak.text("draft.composed")} <a href="${href("version", { id, version })}">${speak.text("draft.read")}</a></p>
${await wordFile(web, speak, { id, version })}</div>`;
}

/** The way to the draft as a Word file, with the remarks that wait. */
function continuedLink(view: View): Html | "" {
  const { state, speak } = view;
  const there = state.versions.at(-1)?.manifest.parts ?? [];
  if (!writableParts(view).some(({ id }) => there.some(({ part }) => part === id))) return "";
  const what = speak.text(waitingRemarks(state).length > 0 ? "continued.hint.remarks" : "continued.hint");
  return html`<p><a href="${href("continued", { id: state.id })}">${speak.text("continued.title")}</a> – ${what}</p>`;
}

/** The parts still awaited of whom, so that an author sees their own and the others'. */
function partsOf({ state, speak, cast }: View): Html | "" {
  const { absent } = draftStanding(state);
  if (absent.length === 0 || state.parts.length === 1) return "";
  return html`<p>${speak.text("step.parts", { parts: partWords(state, cast, absent) })}</p>`;
}

/** What the draft lacks that is there, by its kind as it is now. */
function lacksOf({ state, speak, kind }: View): Html | "" {
  const lacks = lackWords(speak, kind, draftStanding(state));
  return lacks.length === 0 ? "" : html`<div class="note warning">${lacks.map((lack) => html`<p>${lack}</p>`)}</div>`;
}

/** With script: a file to choose, sent with its progress. Without: its format first, the file on the next page. */
function uploadForm({ settings }: Web, view: View, filled: Filled, second: boolean): Html {
  const { state, speak } = view;
  const { text } = speak;
  const mine = writableParts(view);
  if (mine.length === 0) return html`<div class="note"><p>${text("draft.not-yours")}</p></div>`;
  const parts = mine.map(({ id, title }) => ({ value: id, label: title }));
  const said = { sending: text("upload.sending"), sent: text("upload.sent"), failed: text("upload.failed") };
  return html`<h2>${text(second ? "upload.again" : "upload.title")}${mine[0]?.title && !mine[1] ? `${languageRecord(speak.language).colon} ${mine[0].title}` : ""}</h2>
<p>${uploadLead(speak, settings)}</p>
<form method="post" action="${href("uploads", { id: state.id })}" novalidate data-upload data-limit="${settings.limits.uploadBytes}"
 data-none="${text("input.file")}" data-sending="${said.sending}" data-sent="${said.sent}" data-failed="${said.failed}" data-large="${tooLarge(speak, settings)}">
${uploadRefusal(speak)}
${parts.length > 1 ? radios(filled, { name: "part", label: text("upload.part"), options: parts }) : hidden("part", mine[0]?.id)}
<div data-without-script>${radios(filled, {
    name: "format",
    label: text("upload.format"),
    options: formatOptions(speak, draftFormats),
  })}</div>
<div data-with-script hidden><div class="field"><label for="file">${text("upload.file")}</label>
<input type="file" id="file" accept="${acceptOf(draftFormats)}"></div>
</div>
${changesChoice(speak, filled)}
<div data-with-script hidden><p role="status" data-status></p><progress max="100" value="0" hidden aria-label="${text("upload.progress")}"></progress></div>
<button class="${second ? "second" : ""}">${text("upload.go")}</button></form>`;
}

function changesChoice({ text }: Say, filled: Filled): Html {
  return radios(filled, {
    name: "changes",
    label: text("upload.changes"),
    hint: text("upload.changes.hint"),
    value: "accepted",
    options: [
      { value: "accepted", label: text("upload.changes.accepted") },
      { value: "rejected", label: text("upload.changes.rejected") },
    ],
  });
}

/** What the last round said: the author answers it with a new draft. One that is over is folded. */
async function lastRound(web: Web, speak: Say, cast: Cast, state: State, round: Round): Promise<Html> {
  const shown = await roundState(web, speak, cast, state, round);
  const title = roundTitle(speak, state, round);
  const { closed, outcome } = round;
  if (closed !== undefined) {
    const said = outcome ? `${speak.text(`outcome.${outcome}`)} · ${speak.day(closed)}` : "";
    return html`<div class="folds"><details id="round"><summary><h2>${title}</h2> <span class="muted">${said}</span></summary>${shown}</details></div>`;
  }
  return panel(
    "round",
    title,
    html`<p class="muted"><time datetime="${round.opened}">${speak.instant(round.opened)}</time></p>${shown}`,
  );
}

/** The document: its first page where there is one, the ways to its sources and to its history, what it comes from. */
async function documentBeside(web: Web, { speak, ...opened }: View): Promise<Html> {
  const { text } = speak;
  const { state } = opened;
  const page = await firstPageOf(web, state);
  const ways = html`<ul class="ways"><li><a href="${href("sources", { id: state.id })}">${text("sources.title")}</a></li>
<li><a href="${href("deliverable", { id: state.id })}">${text("draft.history")}</a></li></ul>`;
  const notes = html`${await originNote(web, speak, opened)}${await translationsNote(web, speak, opened)}`;
  const body = page ? html`<div class="pictured">${cover(page)}<div>${ways}</div></div>` : ways;
  return panel("document", text("deliverable.document"), html`${body}${notes}`);
}

/** The days until which its draft and its final are awaited. */
function awaitedDays({ state: { due, stage }, speak }: View): Html | "" {
  if (stage !== "draft") return "";
  const day = (date: string | undefined) => date && speak.date(date);
  const days = facts([
    [speak.text("due.draft"), day(due.draft)],
    [speak.text("due.final"), day(due.final)],
  ]);
  return due.draft || due.final ? panel("dates", speak.text("plan.dates"), days) : "";
}

/** Every file that was sent, the newest first, and what became of it. */
function sentPanel(speak: Say, state: State): Html | "" {
  const uploads = Object.entries(state.uploads).sort(([, a], [, b]) => (a.requested < b.requested ? 1 : -1));
  if (uploads.length === 0) return "";
  const items = uploads.map(([id, upload]) => {
    const part = partTitle(state, upload.part);
    return html`<li><a href="${href("upload", { id: state.id, upload: id })}">${upload.name}</a>${part ? ` – ${part}` : ""} ${uploadTag(speak, upload)}
<span class="muted"><time datetime="${upload.requested}">${speak.instant(upload.requested)}</time></span></li>`;
  });
  return panel("sent", speak.text("drafts.title"), html`<ul class="plain">${items}</ul>`);
}

/** What became of a file, as a word with a colour. */
function uploadTag({ text }: Say, { status, taken, refused }: Upload): Html {
  const colour = { awaited: "now", proposed: "now", accepted: "done", refused: "error" } as const;
  if (refused?.code === "corrections-undone") return html`<span class="tag warning">${text("upload.undone")}</span>`;
  return html`<span class="tag ${colour[status]}">${text(taken === undefined ? `upload.${status}` : "upload.taken")}</span>`;
}
