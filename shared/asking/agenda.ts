import type { Summary } from "../deliverable/summary.ts";
import { type AgendaItem, type AgendaMatter, type Meeting, matterKey } from "../meeting/state.ts";
import { standingOf } from "../programme/standing.ts";
import type { Action, ActionRef } from "../programme/state.ts";
import { lastDay } from "../time/calendar.ts";
import { type LocalDate, type TextRef, without } from "../values.ts";
import { dueOf } from "./due.ts";
import type { Now } from "./week.ts";

/** An action that a meeting is of, and what was made for it. */
export type ActionAtHand = {
  ref: ActionRef;
  action: Pick<Action, "title" | "expected">;
  documents: readonly Summary[];
};
/** A decision of a meeting of before that is not done. */
export type DecisionAtHand = { meeting: string; resolution: string; words: TextRef; due?: LocalDate };

/**
 * What a meeting may discuss, and why: what the one before put off, a decision that is not done, a document past its day, documents that were
 * expected and not begun (`titles`), remarks without a disposition, a round that is open; `document`: any other of its actions.
 */
export type Proposal = { matter: AgendaMatter; words?: TextRef; title: string; action?: ActionRef } & Reason;
type Reason =
  | { why: "postponed" | "document" }
  | { why: "decision"; date?: LocalDate; late: boolean }
  | { why: "late"; what: "draft" | "review" | "final"; date: LocalDate }
  | { why: "expected"; titles: string[] }
  | { why: "remarks"; count: number }
  | { why: "round"; date: LocalDate };

/** What is known when an agenda is made; `before`: the meetings of its series that come before, as `pointsPutOff` takes them. */
export type AtHand = {
  actions: readonly ActionAtHand[];
  decisions: readonly DecisionAtHand[];
  before?: readonly Pick<Meeting, "agenda">[];
};

/** The agenda that a meeting of these actions may have: what presses most first, each matter once. Pure. */
export function agendaProposals({ actions, decisions, before }: AtHand, now: Now): Proposal[] {
  const postponed = pointsPutOff(before ?? []).map(({ id: _, words, ...matter }) => {
    return { why: "postponed" as const, matter, title: "", ...(words && { words }) };
  });
  const open = decisions.map((decision) => decisionProposal(decision, now.today));
  const documents = actions.flatMap(({ ref, documents: made }) =>
    made.filter(({ stage }) => stage !== "withdrawn").map((each) => documentProposal(each, ref, now)),
  );
  const missing = actions.flatMap((each) => expectedProposal(each, now.today));
  const all = [...postponed, ...open, ...documents, ...missing].sort(
    (a, b) => order.indexOf(a.why) - order.indexOf(b.why),
  );
  const byMatter = Map.groupBy(all, ({ matter, words }) => matterKey(matter, words));
  return [...byMatter.values()].map(([first]) => first!);
}

const order: readonly Proposal["why"][] = [
  ...(["postponed", "decision", "late", "expected", "remarks", "round", "document"] as const),
];

/**
 * What meetings of a series put off and none of them took up since: a point that the last meeting with it on its agenda put off. `before`: the
 * first meeting first, none that was cancelled. A decision is none: it is open until it is done. Each keeps its id, and is of the version that is
 * current by then.
 */
export function pointsPutOff(before: readonly Pick<Meeting, "agenda">[]): AgendaItem[] {
  const last = new Map(
    before.flatMap(({ agenda }) => agenda.map((item) => [matterKey(item, item.words), item] as const)),
  );
  return [...last.values()]
    .filter(({ what, outcome }) => outcome === "postponed" && what !== "resolution")
    .map(({ outcome: _, ...item }) => (item.what === "version" ? without(item, "version") : item));
}

function decisionProposal({ meeting, resolution, words, due }: DecisionAtHand, today: LocalDate): Proposal {
  const day = due === undefined ? { late: false } : { date: due, late: due < today };
  return { why: "decision", matter: { what: "resolution", meeting, resolution }, words, title: "", ...day };
}

function documentProposal(document: Summary, action: ActionRef, { today, timeZone }: Now): Proposal {
  const { id: deliverable, title, answering, round } = document;
  const about = { matter: { what: "version" as const, deliverable }, title, action };
  const due = dueOf(document, timeZone);
  if (due?.date !== undefined && due.date < today) return { ...about, why: "late", what: due.what, date: due.date };
  if (answering && answering.undisposed > 0) return { ...about, why: "remarks", count: answering.undisposed };
  return round ? { ...about, why: "round", date: lastDay(round.deadline, timeZone) } : { ...about, why: "document" };
}

/** Documents of an action that are past their day and were not begun: the action itself is to be discussed. */
function expectedProposal({ ref, action, documents }: ActionAtHand, today: LocalDate): Proposal[] {
  const { standings } = standingOf(action, documents, today);
  const titles = standings
    .filter(({ expected, missing, late }) => expected.what === "document" && missing > 0 && late)
    .map(({ expected }) => expected.title);
  if (titles.length === 0) return [];
  return [{ why: "expected", matter: { what: "action", action: ref }, title: action.title, action: ref, titles }];
}
