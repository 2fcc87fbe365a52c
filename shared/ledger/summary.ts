import type { ActionRef } from "../programme/state.ts";
import { type Entry, type Ledger, type LedgerName, type Sum, sumOf, undoneIn } from "./state.ts";

/** Raised when a state makes another summary than it did: a stored one of before is made anew from its state. */
export const summarySchema = 2;

/** What lists have of a ledger: its sums, by term and action. */
export type Summary = LedgerName & { id: string; schema: typeof summarySchema; sums: TermSum[] };

/** What the lines of one term come to on one action; `lines`: how many count, which are neither undone nor undo another; `all`: those too. */
export type TermSum = Sum & { term: string; action: ActionRef; lines: number; all: number };

/** The summary of a ledger as it stands. Pure. */
export function summarize(ledger: Ledger): Summary {
  const { id, agreement, month, holder, entries } = ledger;
  const undone = undoneIn(ledger);
  const groups = Map.groupBy(entries, ({ term, action }) => `${term} ${action}`);
  const sums = [...groups.values()].map((group) => termSum(group, undone));
  return { schema: summarySchema, id, agreement, month, holder, sums: sums.sort(byTerm) };
}

function termSum(entries: readonly Entry[], undone: ReadonlySet<string>): TermSum {
  const { term, action } = entries[0]!;
  const lines = entries.filter(({ id }) => !undone.has(id)).length;
  return { term, action, ...sumOf(entries), lines, all: entries.length };
}

function byTerm(a: TermSum, b: TermSum): number {
  const [first, second] = [a, b].map(({ term, action }) => `${term} ${action}`);
  return first! < second! ? -1 : 1;
}
