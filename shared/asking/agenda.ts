import type { Summary } from "../deliverable/summary.ts";
import { type AgendaMatter, type Meeting, matterKey } from "../meeting/state.ts";
import { standingOf } from "../programme/standing.ts";
import type { Action, ActionRef } from "../programme/state.ts";
import { lastDay } from "../time/calendar.ts";
import type { LocalDate, TextRef } from "../values.ts";
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

/** What is known when an agenda is made; `before`: the last meeting of the series that was held. */
export type AtHand = {
  actions: readonly ActionAtHand[];
  decisions: readonly DecisionAtHand[];
  before?: Pick<Meeting, "agenda">;
};

/** The agenda that a meeting of these actions may have: what presses most first, each matter once. Pure. */
export function agendaProposals({ actions, decisions, before }: AtHand, now: Now): Proposal[] {
  const postponed = before?.agenda.flatMap(putOff) ?? [];
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

/** What a meeting said that the next is to take up. */
function putOff({ id: _, outcome, words, ...matter }: Meeting["agenda"][number]): Proposal[] {
  if (outcome !== "postponed") return [];
  return [{ why: "postponed", matter: withoutVersion(matter), title: "", ...(words && { words }) }];
}

/** The next meeting discusses what is current by then. */
function withoutVersion(matter: AgendaMatter): AgendaMatter {
  return matter.what === "version" ? { what: "version", deliverable: matter.deliverable } : matter;
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
