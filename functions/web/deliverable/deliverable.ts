import { html } from "hono/html";
import { judgedBy } from "../../../shared/acts/judged.ts";
import { href } from "../../../shared/addresses.ts";
import { lateOf } from "../../../shared/asking/week.ts";
import { ruleOf } from "../../../shared/deliverable/drafting/drafting.ts";
import { partOwners, partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import { delivered, everyEdition } from "../../../shared/deliverable/final/editions.ts";
import { newestVersion } from "../../../shared/deliverable/origins/translation.ts";
import { hasEnded, reviewersToAsk } from "../../../shared/deliverable/place.ts";
import { roundsWithRemarks } from "../../../shared/deliverable/remarks/contributing.ts";
import { nextReviewDay, openRound } from "../../../shared/deliverable/round/round.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { summarize } from "../../../shared/deliverable/summary.ts";
import { undoUntil } from "../../../shared/deliverable/undoing/undoable.ts";
import { languageTitle } from "../../../shared/i18n/languages.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { plannedSeats, veiledState } from "../../../shared/sight/anonymity.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import type { Holder } from "../../../shared/values.ts";
import { nowOf } from "../components/duties.ts";
import { facts } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { lateWords } from "../components/late.ts";
import { meetingLink } from "../components/minutes-document.ts";
import { nobodyThere } from "../components/nobody-there.ts";
import { carriedNote, derivedList, originNote } from "../components/origin-notes.ts";
import { withdrawnNote } from "../components/originals.ts";
import { roundTitle } from "../components/round-title.ts";
import { row } from "../components/row.ts";
import { stageLine, stageTag } from "../components/stage.ts";
import { translationItems } from "../components/translation-list.ts";
import { stateWords } from "../components/translation-words.ts";
import { undoableNow, undoForm } from "../components/undo-form.ts";
import { partWords } from "../draft/part-words.ts";
import { editionList } from "../final/edition-list.ts";
import { receivedList } from "../final/received.ts";
import { type Cast, type Opened, theCast } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { roundState, ruleList, sittingWords } from "../round/round-state.ts";
import { awaitedSection } from "./awaited.ts";
import { history } from "./history.ts";
import { nextStep } from "./next-step.ts";
import { uploadOf } from "./version-upload.ts";

/** `action`: the title of the deliverable's. */
type View = Opened & { speak: Say; cast: Cast; kind: Kind; action: string };

/** One deliverable, for its coordinator and its authors: where it stands, what comes next, all that happened. */
export async function deliverable(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { kind } = await loadKind(web.ports.assets, opened.state.kind);
  if (wantsJson(c)) return c.json({ deliverable: veiledState(opened.state, opened.by, kind.round) });
  const state = await judgedBy(web.ports.files, opened.state, kind);
  const speak = say(c, web);
  const action = await actionTitle(web.ports.store, state.action);
  const view: View = { ...opened, state, speak, cast: await theCast(web, opened, speak), kind, action };
  const { text } = speak;
  const round = openRound(state);
  const main = html`${row(
    html`<p>${stageTag(speak, state.stage)}</p>${round ? html`<p>${text("until", { date: speak.until(round.deadline) })}</p>` : ""}`,
    html`${nobodyNote(view)}<h1>${state.title}</h1>
<p class="muted">${speak.given(kind.name)} · ${action}</p>
${stageLine(speak, kind, state.stage)}
${lateNotes(web, view)}
${undoSection(web, view)}${nextStep(view, nowOf(web).today)}${carriedNote(speak, state)}${await meetingLink(web, speak, opened.state, opened.visitor)}${await originNote(web, speak, opened)}${await withdrawnNote(web, speak, state)}${await derivedList(web, speak, opened)}${otherActions(view, round)}`,
  )}
${await awaitedSection(web, view)}
${editionList(speak, state)}
${await receivedSection(web, view)}
${meetingsSection(view)}
${await translationsSection(web, view)}
${await rounds(web, view)}
${draftsSection(view)}
${peopleSection(view)}
${await history(web, speak, view.cast, state)}`;
  return frame(c, web, { title: state.title, main, scripts: ["confirm.js"] });
}

/** That an organisation to which it is given has nobody to have it, for who can add somebody. */
function nobodyNote({ state, speak, cast, roles }: View): Html | "" {
  if (!roles.has("coordinator") || state.stage === "withdrawn") return "";
  const { authors, funders, reviewers, stage } = state;
  const open = (holders: readonly Holder[]) => holders.filter((holder) => !hasEnded(state, holder));
  const given = { authors: stage === "final" ? [] : open(authors), funders: open(funders), reviewers };
  return nobodyThere(speak, cast, given);
}

/** A step that the reader took last, to take back; what authors do of remarks is taken back where they do it. */
function undoSection(web: Web, view: View): Html | "" {
  const { speak, state } = view;
  const undoable = undoableNow(web, view);
  return undoable && undoUntil(undoable) !== undefined
    ? undoForm(web, speak, state.id, undoable, href("deliverable", { id: state.id }))
    : "";
}

/** Who received the newest edition that there is, or was. */
async function receivedSection(web: Web, { speak, ...opened }: View): Promise<Html | ""> {
  const list = await receivedList(web, speak, opened, everyEdition(opened.state).at(-1));
  return list === "" ? "" : html`<section aria-labelledby="received">${row("", list)}</section>`;
}

/** What of it is past its day. */
function lateNotes(web: Web, { state, speak, cast, kind }: View): Html[] {
  const now = nowOf(web);
  const named = (people: string[]) =>
    people.map(cast.seated(openRound(state) ?? plannedSeats(state, kind.round))).join(", ");
  const late = lateOf([summarize(state, "")], now);
  return late.map((item) => html`<p>${lateWords(speak, item, now.today, named)}</p>`);
}

/** What else can be done of it, by who is reading. */
function otherActions({ state, speak, roles, kind }: View, round: Round | undefined): Html {
  const { text } = speak;
  const office = roles.has("coordinator") && state.stage !== "withdrawn";
  const standing = state.stage === "final" && delivered(state) === state.final;
  const actions = [
    ["contributions", "contributions.see", roundsWithRemarks(state).length > 0],
    ["redline", "redline.compare", state.versions.length > 1],
    ["sources", "sources.title", true],
    ["translation", "translation.go", state.translates !== undefined],
    ["changes", "amend.title", office],
    ["parts", "parts.title", office && kind.parts === "member" && state.stage !== "final"],
    ["closure", "closure.title", office && round !== undefined],
    ["reported", "reported.title", office && round !== undefined],
    ["deadline", "deadline.title", office && round !== undefined],
    ["links", "links.title", office],
    ["proofArchive", "dossier.title", roles.has("coordinator")],
    ["newEdition", "edition.open.title", office && standing],
    ["final", "edition.see", delivered(state) !== undefined],
    ["abandonment", "abandonment.title", office && state.making !== undefined && state.stage === "draft"],
    ["withdrawal", delivered(state) ? "withdrawal.final.title" : "withdrawal.title", office],
  ] as const;
  const open = actions.filter(([, , possible]) => possible);
  const begun = state.final?.version ?? state.versions.at(-1)?.hash;
  const derived =
    roles.has("coordinator") && begun !== undefined
      ? html`<li><a href="${href("newDeliverable", {}, { from: `${state.id}.${begun}` })}">${text("derived.go")}</a></li>`
      : "";
  const translated =
    office && newestVersion(state) !== undefined
      ? html`<li><a href="${href("newDeliverable", {}, { translates: state.id })}">${text("translation.new")}</a></li>`
      : "";
  const discussed = office
    ? html`<li><a href="${href("discussion", {}, { deliverable: state.id })}">${text("meetings.discuss")}</a></li>`
    : "";
  if (open.length === 0 && derived === "" && discussed === "" && translated === "") return html``;
  return html`<details><summary>${text("actions.title")}</summary><ul class="plain">${open.map(
    ([page, key]) => html`<li><a href="${href(page, { id: state.id })}">${text(key)}</a></li>`,
  )}${discussed}${derived}${translated}</ul></details>`;
}

/** The meetings on whose agenda it is or was, each with its page. */
function meetingsSection({ state, speak }: View): Html | "" {
  const meetings = state.meetings.filter(({ seminar }) => seminar === undefined);
  if (meetings.length === 0) return "";
  const items = meetings.toReversed().map((sitting) => html`<li>${sittingWords(speak, sitting)}</li>`);
  return html`<section aria-labelledby="meetings">${row("", html`<h2 id="meetings">${speak.text("action.meetings")}</h2><ul class="plain">${items}</ul>`)}</section>`;
}

/** What it translates and how it stands to that; and what translates it, as far as who looks may see it. */
async function translationsSection(web: Web, { state, speak, visitor }: View): Promise<Html | ""> {
  const { text } = speak;
  const own = state.translates
    ? html`<p><a href="${href("translation", { id: state.id })}">${text("translation.go")}</a> – ${stateWords(speak, state)}</p>`
    : "";
  const list = await translationItems(web, speak, { state, visitor });
  if (own === "" && list.length === 0) return "";
  return html`<section aria-labelledby="translations">${row("", html`<h2 id="translations">${text("translation.list")}</h2>${own}${list.length > 0 ? html`<ul class="plain">${list}</ul>` : ""}`)}</section>`;
}

/** The rounds held, the newest first. */
async function rounds(web: Web, { state, speak, cast }: View): Promise<Html> {
  const held = state.rounds.toReversed().map(async (round) => {
    const shown = await roundState(web, speak, cast, state, round);
    return html`<section aria-labelledby="round-${round.number}">${row(
      html`<p><time datetime="${round.opened}">${speak.instant(round.opened)}</time></p>`,
      html`<h2 id="round-${round.number}">${roundTitle(speak, state, round)}</h2>${shown}
${roundLinks(speak, state, round)}`,
    )}</section>`;
  });
  return html`${await Promise.all(held)}`;
}

/** Its version, what was offered on it, and what changed since the round before. */
function roundLinks({ text }: Say, state: State, round: Round): Html {
  const { id, rounds, versions } = state;
  const { number, version, contributions } = round;
  const count = Object.keys(contributions).length;
  const before = rounds.findLast((held) => held.number < number)?.version;
  const both = [before, version].every((hash) => versions.some((known) => known.hash === hash));
  return html`<ul class="plain"><li><a href="${href("reading", { id }, { version })}">${text("round.read")}</a></li>
${count > 0 ? html`<li><a href="${href("contributions", { id }, { round: number })}">${text("round.remarks", { count })}</a></li>` : ""}
${both && before !== version ? html`<li><a href="${href("redline", { id }, { from: before, to: version })}">${text("redline.go")}</a></li>` : ""}</ul>`;
}

function draftsSection({ state, speak }: View): Html | "" {
  if (state.versions.length === 0) return "";
  const { text } = speak;
  const items = state.versions.toReversed().flatMap((version) =>
    version.manifest.parts.flatMap(({ part }) => {
      const upload = uploadOf(state, part, version.hash);
      const brought = upload && state.uploads[upload.id]?.version === version.hash;
      return brought ? [{ version, upload, title: partTitle(state, part) }] : [];
    }),
  );
  return html`<section aria-labelledby="drafts">${row("", html`<h2 id="drafts">${text("drafts.title")}</h2>`)}
<ul class="things">${items.map(
    ({ version, upload, title }) =>
      html`<li>${row(
        html`<p><time datetime="${version.accepted}">${speak.instant(version.accepted)}</time></p>`,
        html`<p><a href="${href("upload", { id: state.id, upload: upload.id })}">${upload.name}</a>${title ? ` – ${title}` : ""}</p>`,
      )}</li>`,
  )}</ul></section>`;
}

/** Each part with who owes it. */
function partList({ state, speak, cast }: View): Html | undefined {
  if (state.parts.every(({ title }) => title === "")) return undefined;
  const nobody = new Set(state.parts.filter(({ id }) => partOwners(state, id).length === 0));
  return html`<ul class="plain people">${state.parts.map(
    (part) =>
      html`<li>${partWords(state, cast, [part])}${nobody.has(part) ? html` – ${speak.text("parts.unowed")}` : ""}</li>`,
  )}</ul>`;
}

/** The day that the last round closed, or the last day of the open one; and the day planned for the next. */
function reviewDays(speak: Say, state: State): [string, string | undefined][] {
  const round = state.rounds.at(-1);
  const next = nextReviewDay(state);
  const day = round && (round.closed === undefined ? speak.until(round.deadline) : speak.day(round.closed));
  return [
    [speak.text("due.review"), day],
    [speak.text(round ? "due.review.next" : "due.review"), next && speak.date(next)],
  ];
}

function peopleSection(view: View): Html {
  const { state, speak, cast, kind } = view;
  const { text } = speak;
  const each = (ids: readonly string[], name = cast.name): Html =>
    html`<ul class="plain people">${ids.map((id) => html`<li>${name(id)}</li>`)}</ul>`;
  const seat = cast.seated(plannedSeats(state, kind.round), true);
  const { draft, final } = state.due;
  return html`<section aria-labelledby="plan">${row(
    "",
    html`<h2 id="plan">${text("plan.title")}</h2>
${facts([
  [text("field.kind"), speak.given(kind.name)],
  [text("field.action"), view.action],
  [text("field.language"), languageTitle(speak.language, state.language)],
  [text("field.coordinator"), cast.name(state.coordinator)],
  [text("field.authors"), each(state.authors)],
  [text("field.reviewers"), state.reviewers.length > 0 ? each(state.reviewers, seat) : text("nobody")],
  [text("field.funders"), state.funders.length > 0 ? each(state.funders) : text("nobody")],
  [
    text("plan.rule"),
    state.stage === "draft"
      ? ruleList(speak, ruleOf(state, { demands: kind.round }), reviewersToAsk(state).length)
      : "",
  ],
  [text("due.draft"), draft && speak.date(draft)],
  ...reviewDays(speak, state),
  [text("due.final"), final && speak.date(final)],
  [text("field.parts"), partList(view)],
])}`,
  )}</section>`;
}
