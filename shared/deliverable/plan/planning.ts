import { alreadyDone, refuse } from "../../chain/aggregate.ts";
import { canonicalJson } from "../../chain/hash.ts";
import { isQuorum } from "../../quorum/quorum.ts";
import { isDay } from "../../time/written-day.ts";
import { inPlace } from "../../values.ts";
import { type CommandOf, type Decided, happens, inStage, type Refusing, unless } from "../decided.ts";
import type { EventData, NewEvent } from "../event.ts";
import { organisationIn } from "../holder.ts";
import { checkTranslation } from "../origins/translation.ts";
import { moveDeadline, withinReach } from "../round/reviewing.ts";
import { amendedRound, keptReviewers, openRound, quorumInForce } from "../round/round.ts";
import type { State } from "../state.ts";
import { maxName } from "../state.ts";
import { checkParts, tidy } from "./arranging.ts";
import type { DueDates } from "./due-dates.ts";

type Plan = Omit<EventData["created"], "coordinator">;
type Cast = Pick<Plan, "authors" | "reviewers" | "funders">;
const maxPeople = 100;
/**
 * The coordinator who asks is the deliverable's. Refuses `deliverable-exists`, `request-invalid`, `quorum-impossible`,
 * `date-invalid`, `translation-language`.
 */
export function create(state: State | undefined, { type: _, by, ...plan }: CommandOf<"create">): Decided {
  if (by === "line") return refuse("forbidden");
  const data = { ...plan, ...once(plan), parts: plan.parts.map(tidy), coordinator: by.person };
  return (
    unless(state === undefined, "deliverable-exists") ??
    checkPlan(data) ??
    checkParts(data.parts, data.authors) ??
    checkTranslation(data) ??
    happens("created", data)
  );
}

/**
 * Changes titles, people, dates; people who stay keep their places. Reviewers and quorum of an open round change with
 * them: those who decided stay, and the quorum must stay within reach; its deadline too, where the command has one. Of a
 * final, only who writes and funds it changes.
 * Refuses `stage-forbids`, `request-invalid`, `reviewer-decided`, `quorum-impossible`, `quorum-beyond-members`,
 * `date-invalid`.
 */
export function amend(state: State, { type: _, by, deadline, ...asked }: CommandOf<"amend">, now: number): Decided {
  const { members, expectation: _expectation, ...plan } = asked;
  const round = openRound(state)?.number;
  const changed = changesOf(state, { ...plan, ...once(plan, state), ...expectationOf(state, asked) });
  const changes = changed.reviewers && openRound(state) && members ? { ...changed, members } : changed;
  return (
    inStage(state, "draft", "review", "final") ??
    unless(
      state.stage !== "final" || Object.keys(changes).every((name) => name === "authors" || name === "funders"),
      "stage-forbids",
    ) ??
    checkPlan({ ...state, ...changes }) ??
    checkOpenRound(state, changes) ??
    both(
      Object.keys(changes).length === 0 ? alreadyDone : happens("amended", changes),
      deadline === undefined || round === undefined
        ? alreadyDone
        : moveDeadline(state, { type: "moveDeadline", by, round, deadline }, now),
    )
  );
}

/** Names the action of a deliverable at any stage, for what was a text, or for an action that is now another. */
export function attachAction(state: State, { from, action }: CommandOf<"attachAction">): Decided {
  return state.action === from && action !== from ? happens("amended", { action }) : alreadyDone;
}

/** The events of both; refused where the second is. */
function both(first: { events: NewEvent[] }, second: Decided): Decided {
  return "refused" in second ? second : { events: [...first.events, ...second.events] };
}

/**
 * The expectation that the deliverable answers once amended: "" for none, as when it moves to another action without
 * naming one.
 */
function expectationOf({ action, expectation }: State, asked: EventData["amended"]): Pick<State, "expectation"> {
  const moved = asked.action !== undefined && asked.action !== action;
  const answers = asked.expectation ?? (moved ? "" : undefined);
  return answers === (expectation ?? "") ? {} : { ...(answers !== undefined && { expectation: answers }) };
}

/** Checks that hold for every plan, created or amended. */
function checkPlan(plan: Omit<Plan, "id" | "kind" | "language" | "parts">): Refusing | undefined {
  const { title, action, expectation = "", authors, reviewers, funders, quorum, due } = plan;
  const names = Object.entries({ title, action, expectation });
  const lists = Object.entries({ authors, reviewers, funders });
  return (
    unless(title.trim() !== "", "request-invalid", { field: "title" }) ??
    names.map(([field, name]) => unless(name.length <= maxName, "request-invalid", { field })).find(Boolean) ??
    unless(authors.length > 0, "request-invalid", { field: "authors" }) ??
    unless(!reviewers.some(organisationIn), "request-invalid", { field: "reviewers" }) ??
    lists.map(([field, people]) => unless(people.length <= maxPeople, "request-invalid", { field })).find(Boolean) ??
    unless(isQuorum(quorum), "quorum-impossible", {
      ...{ quorum, reviewers: reviewers.length },
    }) ??
    checkDates(due)
  );
}

function checkOpenRound(state: State, changes: EventData["amended"]): Refusing | undefined {
  const round = openRound(state);
  if (!round || (!changes.reviewers && changes.quorum === undefined)) return undefined;
  const { reviewers, rule } = amendedRound(round, changes);
  const all = keptReviewers(state).every((person) => reviewers.includes(person));
  return unless(all, "reviewer-decided") ?? withinReach(rule, reviewers);
}

/** Days that exist, in the order draft, review, final. Refuses `date-invalid`. */
export function checkDates(due: DueDates): Refusing | undefined {
  const dates = [due.draft, due.review, due.final].filter((date) => date !== undefined);
  const ordered = dates.every((date, index) => index === 0 || dates[index - 1]! <= date);
  return unless(dates.every(isDay) && ordered, "date-invalid");
}

/** Each holder once: those of `before` in the places they had, then who is new. */
function once({ authors, reviewers, funders }: Partial<Cast>, before?: Cast): Partial<Cast> {
  return {
    ...(authors && { authors: inPlace(authors, before?.authors) }),
    ...(reviewers && { reviewers: inPlace(reviewers, before?.reviewers) }),
    ...(funders && { funders: inPlace(funders, before?.funders) }),
  };
}

/** The fields in which `asked` differs from the state. */
function changesOf(state: State, asked: EventData["amended"]): EventData["amended"] {
  const before: Record<string, unknown> = { ...state, quorum: quorumInForce(state) };
  const changed = Object.entries(asked).filter(
    ([name, value]) => value !== undefined && canonicalJson([value]) !== canonicalJson([before[name]]),
  );
  return Object.fromEntries(changed);
}
