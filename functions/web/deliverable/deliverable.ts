import { html } from "hono/html";
import { judgedBy } from "../../../shared/acts/judged.ts";
import { href } from "../../../shared/addresses.ts";
import { delivered, everyEdition } from "../../../shared/deliverable/final/editions.ts";
import { hasEnded } from "../../../shared/deliverable/place.ts";
import { undoUntil } from "../../../shared/deliverable/undoing/undoable.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { veiledState } from "../../../shared/sight/anonymity.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import type { Holder } from "../../../shared/values.ts";
import { nowOf } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import { meetingLink } from "../components/minutes-document.ts";
import { nobodyThere } from "../components/nobody-there.ts";
import { carriedNote } from "../components/origin-notes.ts";
import { panel } from "../components/panel.ts";
import { stageLine } from "../components/stage.ts";
import { standingKind, standingNow } from "../components/standing.ts";
import { undoableNow, undoForm } from "../components/undo-form.ts";
import { receivedFacts } from "../final/received.ts";
import { type Opened, theCast } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { say } from "../http/say.ts";
import { sittingWords } from "../round/round-state.ts";
import { awaitedPanel } from "./awaited.ts";
import { documentPanel } from "./document.ts";
import { history } from "./history.ts";
import { nextStep } from "./next-step.ts";
import { datesPanel, peoplePanel, planFold } from "./plan-facts.ts";
import { openRoundPanel, pastRounds } from "./rounds.ts";
import type { View } from "./view.ts";

/** One deliverable, for its coordinator and its authors: where it stands and what comes next, the document, all that happened. */
export async function deliverable(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { kind } = await loadKind(web.ports.assets, opened.state.kind);
  if (wantsJson(c)) return c.json({ deliverable: veiledState(opened.state, opened.by, kind.round) });
  const state = await judgedBy(web.ports.files, opened.state, kind);
  const speak = say(c, web);
  const action = await actionTitle(web.ports.store, state.action);
  const view: View = { ...opened, state, speak, cast: await theCast(web, opened, speak), kind, action };
  const main = html`${nobodyNote(view)}<h1>${state.title}</h1>
<p class="muted">${speak.given(kind.name)} · ${action}</p>
${stageLine(speak, state.stage)}
<div class="grid two"><div class="span-7">${await now(web, view)}</div>
<div class="span-5 beside">${await about(web, view)}</div>
<div class="folds span-7">${await pastRounds(web, view)}${planFold(view)}${await history(c, web, view)}</div></div>
${withdrawalWay(view)}`;
  return frame(c, web, {
    title: state.title,
    main,
    scripts: ["confirm.js"],
    styles: ["covers.css", "columns.css"],
  });
}

/** How it stands and what comes next, who is awaited, the open round, the meetings. */
async function now(web: Web, view: View): Promise<Html> {
  const { state, speak, visitor } = view;
  const step = html`${undoSection(web, view)}${nextStep(view, nowOf(web))}${carriedNote(speak, state)}${await meetingLink(web, speak, state, visitor)}`;
  return html`${panel("next", speak.text("next.title"), step, { kind: standingKind(standingNow(state, nowOf(web)), view) })}
${await awaitedPanel(web, view)}
${await openRoundPanel(web, view)}
${await receivedPanel(web, view)}
${meetingsPanel(view)}`;
}

/** The document itself, its dates and its people. */
async function about(web: Web, view: View): Promise<Html> {
  return html`${await documentPanel(web, view)}
${datesPanel(view)}
${peoplePanel(view)}`;
}

/** Who received the newest edition that there is, or was. */
async function receivedPanel(web: Web, { speak, ...opened }: View): Promise<Html | ""> {
  const lines = await receivedFacts(web, speak, opened, everyEdition(opened.state).at(-1));
  return lines === "" ? "" : panel("received", speak.text("received.title"), lines);
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

/** The meetings on whose agenda it is or was, the way to have it discussed at one. */
function meetingsPanel({ state, speak, roles }: View): Html | "" {
  const { text } = speak;
  const meetings = state.meetings.filter(({ seminar }) => seminar === undefined);
  const office = roles.has("coordinator") && state.stage !== "withdrawn";
  const way = office
    ? html`<p><a href="${href("discussion", {}, { deliverable: state.id })}">${text("meetings.discuss")}</a></p>`
    : "";
  if (meetings.length === 0 && way === "") return "";
  const items = meetings.toReversed().map((sitting) => html`<li>${sittingWords(speak, sitting)}</li>`);
  const list = items.length > 0 ? html`<ul class="plain">${items}</ul>` : "";
  return panel("meetings", text("action.meetings"), html`${list}${way}`);
}

/** Apart from all else, at the foot: the way to withdraw it. */
function withdrawalWay({ state, speak, roles }: View): Html | "" {
  if (!roles.has("coordinator") || state.stage === "withdrawn") return "";
  const key = delivered(state) ? "withdrawal.final.title" : "withdrawal.title";
  return html`<p class="apart"><a href="${href("withdrawal", { id: state.id })}">${speak.text(key)}</a></p>`;
}
