import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { DueDates } from "../../../shared/deliverable/plan/due-dates.ts";
import { keptReviewers, openRound } from "../../../shared/deliverable/round/round.ts";
import { awaitedSitting } from "../../../shared/deliverable/round/sittings.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { setTitle } from "../../../shared/kinds/set-title.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { membersOf } from "../../../shared/stored/person.ts";
import { endOfDay, lastDay } from "../../../shared/time/calendar.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { deadlineWarnings } from "../components/date-warnings.ts";
import { nowOf } from "../components/duties.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { pickerScripts } from "../components/people-picker.ts";
import { type Directory, theDirectory } from "../components/picking.ts";
import { row } from "../components/row.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { type ActionChoices, actionChoices, resolveAction } from "./action-fields.ts";
import { type Changes, changesErrors, dueOf, plannedQuorum } from "./plan.ts";
import { subjectFields, workFields } from "./plan-fields.ts";
import { planDateWarnings, unconfirmedPlan } from "./plan-warnings.ts";

type View = Opened & { speak: Say; people: Directory; choices: ActionChoices };

async function viewOf(c: PageContext, web: Web, opened: Opened): Promise<View> {
  return { ...opened, speak: say(c, web), people: await theDirectory(web), choices: await actionChoices(web) };
}

/** The coordinator changes a deliverable's title, action, people, quorum and dates. */
export async function changes(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  return form(c, web, await viewOf(c, web, opened), filled);
}

function form(c: PageContext, web: Web, view: View, filled: Filled): Promise<Response> {
  const { state, speak } = view;
  const { text } = speak;
  const refused = filled.errors.length > 0;
  const present = Object.keys(filled.typed).length > 0 ? undefined : state;
  const main = row(
    html`<p><a href="${href("deliverable", { id: state.id })}">${state.title}</a></p>`,
    html`${errorSummary(speak, filled)}<h1>${text("amend.title")}</h1>
${state.parts.some(({ title }) => title) ? html`<p><a href="${href("parts", { id: state.id })}">${text("parts.title")}</a></p>` : ""}
<form method="post" novalidate>
${subjectFields({ ...view, filled }, present)}
${workFields({ ...view, filled, kept: keptReviewers(state), timeZone: web.settings.timeZone }, present)}
<button>${text("amend.go")}</button>
</form>`,
  );
  return frame(c, web, {
    title: text("amend.title"),
    main,
    refused,
    scripts: pickerScripts(view.people),
    styles: ["columns.css"],
  });
}

/** Changes it; dates that are unlikely are asked about first. */
export async function change(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok: asked, filled }: Input<Changes>,
): Promise<Response> {
  const view = await viewOf(c, web, opened);
  if (!asked) return form(c, web, view, filled);
  const { plan: ok, errors: unknown } = resolveAction(view.speak, view.choices, asked, view.state);
  const errors = [...unknown, ...changesErrors(view.speak, view.people, ok, keptReviewers(view.state))];
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return form(c, web, view, { ...filled, errors });
  const again = unconfirmedDates(c, web, view, ok, filled);
  if (again) return form(c, web, view, again);
  const fields = {
    "reviewer-decided": "reviewers",
    "quorum-impossible": "quorum",
    "quorum-beyond-members": "reviewers",
    "date-invalid": "dueReview",
  } as const;
  const result = await attempt(c, filled, fields, () => amend(c, web, view, ok));
  return result instanceof Response ? result : form(c, web, view, result);
}

/** The form with what is unlikely of its dates, or comes before a meeting of the round; undefined: nothing is, or it was confirmed. */
function unconfirmedDates(c: PageContext, web: Web, { state, speak }: View, asked: Changes, filled: Filled) {
  const { today } = nowOf(web);
  const { due, moved } = datesOf(web, state, asked);
  const round = openRound(state);
  const early = moved && round ? deadlineWarnings(speak, today, moved, awaitedSitting(state, round)) : [];
  const had = moved ? { ...state.due, review: moved } : state.due;
  const words = early.map((each) => ({ field: "dueReview", words: each }));
  return unconfirmedPlan(c, filled, asked, [...planDateWarnings(speak, today, due, had), ...words]);
}

/**
 * The dates of the plan; while a round is open, its last day is the review's: `moved`, where that changes. One that only
 * repeats it leaves the plan's as it was.
 */
function datesOf({ settings }: Web, state: State, asked: Changes): { due: DueDates; moved?: LocalDate } {
  const { review, ...others } = dueOf(asked);
  const round = openRound(state);
  const last = round && lastDay(round.deadline, settings.timeZone);
  if (review === undefined || last === undefined) return { due: { ...others, ...(review && { review }) } };
  if (review !== last) return { due: { ...others, review }, moved: review };
  return { due: { ...others, ...(state.due.review && { review: state.due.review }) } };
}

/** `decide` keeps what did not change out of the event. */
async function amend(c: PageContext, web: Web, { state, by, still }: View, asked: Changes): Promise<Response> {
  const { kind } = await loadKind(web.ports.assets, state.kind);
  const { action, expectation = "", authors, reviewers, funders } = asked;
  // one that is only sent again stays as it is
  const title = asked.title === state.title ? state.title : setTitle(asked.title, state.language, kind);
  const { quorum } = plannedQuorum(kind, asked, openRound(state)?.confirms !== undefined);
  const { due, moved } = datesOf(web, state, asked);
  const deadline = moved && { deadline: endOfDay(moved, web.settings.timeZone) };
  const changes = { title, action, expectation, authors, reviewers, funders, quorum, due, ...deadline };
  const members = await membersOf(web.ports.store, reviewers);
  await issue(deliverables, web.ports, state.id, { type: "amend", by, ...changes, members }, still);
  return done(c, href("deliverable", { id: state.id }));
}
