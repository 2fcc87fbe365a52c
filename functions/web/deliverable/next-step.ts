import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { draftStanding, submittable } from "../../../shared/deliverable/drafting/completeness.ts";
import { ableAuthors, partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import { isEditionUnchanged, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import { proposalsOf } from "../../../shared/deliverable/final/proposing.ts";
import { awaitedIn, openRound, outcomeOf, outcomeOnceHeld } from "../../../shared/deliverable/round/round.ts";
import { awaitedSitting } from "../../../shared/deliverable/round/sittings.ts";
import type { Round, Stage, State } from "../../../shared/deliverable/state.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { lastDayOf } from "../../../shared/time/period.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { whenWords } from "../components/meeting.ts";
import { outputLinks } from "../components/outputs.ts";
import { lackWords } from "../draft/missing.ts";
import { partWords, unowed } from "../draft/part-words.ts";
import { readyKey, remarksToAnswer } from "../draft/remarks-to-answer.ts";
import { composedDraft } from "../draft/word-file.ts";
import type { Cast, Opened } from "../http/access.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { reviewersWords } from "../round/round-state.ts";

type View = Opened & { speak: Say; cast: Cast; kind: Kind };

/** The page's primary action, or what is being waited for. */
export function nextStep(view: View, today: LocalDate): Html {
  const { state, speak } = view;
  return html`<div class="note next"><h2>${speak.text("next.title")}</h2>${steps[state.stage](view, today)}${meetingsToRecord(view, today)}</div>`;
}

const steps: Record<Stage, (view: View, today: LocalDate) => Html> = {
  draft: (view) => html`${makingWords(view)}${draftStep(view)}${composedWay(view)}${proposalsStep(view)}`,
  review: (view, today) => html`${makingWords(view)}${reviewStep(view, today)}`,
  final: (view) => {
    const { state, speak } = view;
    return state.final?.outputs.length
      ? html`<p>${speak.text(state.funders.length > 0 ? "step.final" : "step.final.unfunded")}</p>${outputLinks(speak, state)}${proposalsStep(view)}`
      : html`<p>${speak.text("step.rendering")}</p>`;
  },
  withdrawn: ({ state, speak }) =>
    isWithdrawnFinal(state)
      ? html`<p>${speak.text("tombstone.lead")}</p><p><a href="${href("final", { id: state.id })}">${speak.text("tombstone.see")}</a></p>`
      : html`<p>${speak.text("step.withdrawn")}</p>`,
};

/** Which edition is being made, and that the one before is still what is downloaded. */
function makingWords({ state, speak }: View): Html | "" {
  const { making } = state;
  if (!making) return "";
  return html`<p>${speak.text("edition.making.office", { edition: making.edition, before: making.edition - 1 })}</p>`;
}

/** Parts that were sent of a final, for who takes them up or declines them. */
function proposalsStep({ state, speak, roles, cast }: View): Html | "" {
  const proposals = roles.has("coordinator") ? proposalsOf(state) : [];
  if (proposals.length === 0) return "";
  const { text } = speak;
  const { making } = state;
  const words = making
    ? text("step.proposals.making", { count: proposals.length, edition: making.edition })
    : text("step.proposals", { count: proposals.length });
  return html`<p>${words}</p>
<ul>${proposals.map(({ part, by, name }) => html`<li>${partTitle(state, part) || name} – ${cast.name(by)}</li>`)}</ul>
<p><a class="button${making ? " second" : ""}" href="${href("newEdition", { id: state.id })}">${text(making ? "edition.take.go" : "edition.open.go")}</a></p>`;
}

/** Meetings whose day is past, of which a coordinator has still to say that they were held. */
function meetingsToRecord({ state, speak, roles }: View, today: LocalDate): Html {
  const past = state.meetings.filter((each) => !each.seminar && each.stage === "planned" && lastDayOf(each) < today);
  const { text } = speak;
  return html`${(roles.has("coordinator") ? past : []).map(
    (sitting) => html`<p>${text("step.meeting.record", { date: whenWords(speak, sitting) })}</p>
<p><a class="button second" href="${href("meetingRecord", { meeting: sitting.meeting })}">${text("meeting.record.go")}</a></p>`,
  )}`;
}

function draftStep(view: View): Html {
  const { state, speak, cast } = view;
  const { text } = speak;
  const { id } = state;
  const answer = remarksToAnswer(speak, state);
  if (answer) return answer;
  if (submittable(state)) {
    if (state.making?.way === "correction" && view.roles.has("coordinator"))
      return html`<p>${text("step.correction")}</p><p><a class="button" href="${href("correction", { id })}">${text("correction.title")}</a></p>
<p><a href="${href("submission", { id })}">${text("submission.go")}</a></p>`;
    const words = text(state.making?.way === "correction" ? "step.correction.author" : readyKey(state));
    return html`<p>${words}</p><p><a class="button" href="${href("submission", { id })}">${text("submission.go")}</a></p>`;
  }
  const lacks = [...lacking(view), ...(isEditionUnchanged(state) ? [text("step.edition.unchanged")] : [])];
  const authors = ableAuthors(state);
  return html`<p>${authors.length > 0 ? text("step.draft", { authors: cast.named(authors) }) : text("step.draft.nobody")}</p>
${lacks.length > 0 ? html`<ul>${lacks.map((lack) => html`<li>${lack}</li>`)}</ul>` : ""}
<p><a class="button" href="${href("draft", { id })}">${text("draft.go")}</a></p>`;
}

/** Of a draft composed of what is recorded: the way to its text, which is downloaded there to go on from. */
function composedWay({ state, speak }: View): Html | "" {
  const version = composedDraft(state);
  if (version === undefined) return "";
  return html`<p>${speak.text("draft.composed")} <a href="${href("version", { id: state.id, version })}">${speak.text("draft.read")}</a></p>`;
}

function lacking({ state, speak, cast, kind, roles }: View): string[] {
  const { text } = speak;
  const { absent, ...lacks } = draftStanding(state);
  const nobody = roles.has("coordinator") ? unowed(state) : "";
  return [
    absent.length > 0 && state.parts.length > 1 ? text("step.parts", { parts: partWords(state, cast, absent) }) : "",
    nobody ? text("step.parts.unowed", { parts: nobody }) : "",
    ...lackWords(speak, kind, lacks),
  ].filter(Boolean);
}

function reviewStep(view: View, today: LocalDate): Html {
  const { state, speak, roles } = view;
  const { text } = speak;
  const round = openRound(state);
  if (!round) return html``;
  const office = roles.has("coordinator");
  const outcome = outcomeOf(state, round);
  const close = html`<p><a class="button" href="${href("closure", { id: state.id })}">${text("closure.go")}</a></p>`;
  const onceHeld = outcomeOnceHeld(state, round);
  const isMet = outcome !== undefined || onceHeld !== undefined;
  const waiting = awaitedIn(state, round).length > 0;
  return html`${outcome ? html`<p>${text(`step.close.${outcome}`)}</p>` : ""}
${onceHeld && waiting ? html`<p>${text("step.close.held", { date: whenWords(speak, awaitedSitting(state, round)!) })}</p>` : ""}
${!outcome || waiting ? html`<p>${awaited(view, round, today)}</p>` : ""}
${round.overdue ? html`<p><span class="tag error">${text("late")}</span> ${text("step.overdue")}</p>` : ""}
${office ? delegationLinks(view, round) : ""}${office && (isMet || isStuck(state, round)) ? close : ""}`;
}

/** Its deadline has passed, and a meeting is not all that it waits for. */
function isStuck(state: State, round: Round): boolean {
  return round.overdue && outcomeOnceHeld(state, round) === undefined;
}

function awaited({ state, speak, cast }: View, round: Round, today: LocalDate): string {
  const { text } = speak;
  const waiting = awaitedIn(state, round);
  if (waiting.length > 0) {
    const reviewers = reviewersWords(speak, cast, round, waiting);
    return text("step.waiting", { count: waiting.length, reviewers });
  }
  const meeting = awaitedSitting(state, round);
  if (!meeting) return text("step.rule");
  return text(lastDayOf(meeting) < today ? "step.meeting.past" : "step.meeting", { date: whenWords(speak, meeting) });
}

/** Replacements that wait for the coordinator. */
function delegationLinks({ state, speak, cast }: View, { delegations }: Round): Html {
  const waiting = delegations.filter(({ status }) => status === "proposed");
  return html`${waiting.map(
    ({ submission, from }) =>
      html`<p><a class="button second" href="${href("settlement", { id: state.id, submission })}">${speak.text("settlement.go", { who: cast.name(from) })}</a></p>`,
  )}`;
}
