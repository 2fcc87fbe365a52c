import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { ruleOf } from "../../../shared/deliverable/drafting/drafting.ts";
import { partOwners } from "../../../shared/deliverable/drafting/parts.ts";
import { reviewersToAsk } from "../../../shared/deliverable/place.ts";
import { nextReviewDay } from "../../../shared/deliverable/round/round.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { languageTitle } from "../../../shared/i18n/languages.ts";
import { plannedSeats } from "../../../shared/sight/anonymity.ts";
import { facts } from "../components/facts.ts";
import { panel } from "../components/panel.ts";
import { partWords } from "../draft/part-words.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { ruleList } from "../round/round-state.ts";
import type { View } from "./view.ts";

/** Whether the reader may change its plan. */
function mayPlan({ state, roles }: View): boolean {
  return roles.has("coordinator") && state.stage !== "withdrawn";
}

/** The days of its draft, its review and its final, and where they are changed. */
export function datesPanel(view: View): Html {
  const { state, speak } = view;
  const { text } = speak;
  const { draft, final } = state.due;
  const change = href("changes", { id: state.id });
  const ways = mayPlan(view)
    ? html`<ul class="ways"><li><a href="${change}#dueDraft">${text("plan.dates.change")}</a></li></ul>`
    : "";
  return panel(
    "dates",
    text("plan.dates"),
    html`${facts([
      [text("due.draft"), draft && speak.date(draft)],
      ...reviewDays(speak, state),
      [text("due.final"), final && speak.date(final)],
    ])}${ways}`,
  );
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

/** Who coordinates, writes, reviews and funds it, the parts with who owes each, and the ways to people. */
export function peoplePanel(view: View): Html {
  const { state, speak, cast, kind } = view;
  const { text } = speak;
  const each = (ids: readonly string[], name = cast.name): Html =>
    html`<ul class="plain people">${ids.map((id) => html`<li>${name(id)}</li>`)}</ul>`;
  const seat = cast.seated(plannedSeats(state, kind.round), true);
  const lines = facts([
    [text("field.coordinator"), cast.name(state.coordinator)],
    [text("field.authors"), each(state.authors)],
    [text("field.reviewers"), state.reviewers.length > 0 ? each(state.reviewers, seat) : text("nobody")],
    [text("field.funders"), state.funders.length > 0 ? each(state.funders) : text("nobody")],
    [text("field.parts"), partList(view)],
  ]);
  return panel("people", text("plan.people"), html`${lines}${peopleWays(view)}`);
}

function peopleWays(view: View): Html | "" {
  const { state, speak, kind } = view;
  if (!mayPlan(view)) return "";
  const parts = kind.parts === "member" && state.stage !== "final";
  const ways = [
    ["changes", "plan.people.change", true],
    ["parts", "parts.title", parts],
    ["links", "links.title", true],
  ] as const;
  return html`<ul class="ways">${ways.map(([page, key, possible]) =>
    possible
      ? html`<li><a href="${href(page, { id: state.id })}${page === "changes" ? "#authors" : ""}">${speak.text(key)}</a></li>`
      : "",
  )}</ul>`;
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

/** Folded: its kind, its action, its language, the rule of the round to come. */
export function planFold(view: View): Html {
  const { state, speak, kind } = view;
  const { text } = speak;
  const rule =
    state.stage === "draft"
      ? ruleList(speak, ruleOf(state, { demands: kind.round }), reviewersToAsk(state).length)
      : "";
  const way = mayPlan(view)
    ? html`<p><a href="${href("changes", { id: state.id })}">${text("amend.title")}</a></p>`
    : "";
  return html`<details id="plan"><summary><h2>${text("plan.title")}</h2></summary>
${facts([
  [text("field.kind"), speak.given(kind.name)],
  [text("field.action"), view.action],
  [text("field.language"), languageTitle(speak.language, state.language)],
  [text("plan.rule"), rule],
])}${way}</details>`;
}
