import { isMoney, paidCents, plannedCents, type Term, termOf } from "../agreement/state.ts";
import { Refusal } from "../errors.ts";
import { alphabetically } from "../i18n/languages.ts";
import { ledgerId, monthOf, type Sum, sumOf } from "../ledger/state.ts";
import type { ActionRef } from "../programme/state.ts";
import type { Period } from "../time/period.ts";
import type { Holder } from "../values.ts";
import { type Line, type StatedAgreement, type StatementFacts, within } from "./facts.ts";

/** A statement: what was planned against what was done, with all that shows it. Money is in cents, quantities in hundredths. */
export type Statement = Omit<StatementFacts, "schema"> & {
  /** ISO 4217. */
  currency: string;
  terms: TermSum[];
  holders: HolderSum[];
  /** By agreement, in their order. */
  subtotals: ({ agreement: string } & Totals)[];
  totals: Totals;
};

/** One term of an agreement: what was planned of it, what was done. */
export type TermSum = {
  agreement: string;
  term: Term;
  planned: Planned;
  /** Of a statement of one action: what is planned is for other actions too, so that it is no measure of this one. */
  shared: boolean;
  done: Sum;
  /** What was done of what was planned, in whole per cents; absent: nothing says how much was planned. */
  share?: number;
  /** More was done than was planned. */
  over: boolean;
};

/** What was planned: hundredths of a unit that is counted, cents; neither where nobody said. */
type Planned = Partial<Sum>;

/** What an organisation, or a person of none, did: term by term, and in all. */
export type HolderSum = { holder: Holder; terms: { agreement: string; term: string; done: Sum }[]; cents: number };

/**
 * In cents; `planned`: of the terms that say how much, absent where none does or where some are planned for other actions too;
 * `voluntary`: how much of `done` nobody paid for.
 */
export type Totals = { planned?: number; done: number; voluntary: number; paid: number };

/**
 * The statement that facts make: its sums are those of its lines, in integers. Throws `currencies-differ` where its agreements are in
 * more than one, `dates-disordered`, and `statement-outside` where no agreement has a day of the period.
 */
export function statementOf(given: StatementFacts): Statement {
  checkPeriod(given);
  const { schema: _, ...facts } = within(given);
  const terms = facts.agreements.flatMap((agreement) => termSums(agreement, facts));
  return {
    ...facts,
    lines: inOrder(facts.lines),
    currency: currencyOf(facts.agreements),
    terms,
    holders: holderSums(facts),
    subtotals: facts.agreements.map((agreement) => ({
      agreement: agreement.id,
      ...totalsOf(facts, terms, ({ agreement: each }) => each === agreement.id),
    })),
    totals: totalsOf(facts, terms, () => true),
  };
}

/** The one currency of agreements. Throws `currencies-differ`, naming them. */
function currencyOf(agreements: readonly Pick<StatedAgreement, "currency">[]): string {
  const currencies = [...new Set(agreements.map(({ currency }) => currency))].sort();
  if (currencies.length > 1) throw new Refusal("currencies-differ", { currencies: currencies.join(", ") });
  return currencies[0] ?? "EUR";
}

function checkPeriod({ from, until, agreements }: Period & Pick<StatementFacts, "agreements">): void {
  if (until < from) throw new Refusal("dates-disordered", { field: "until" });
  if (agreements.length === 0 || agreements.some((each) => each.from <= until && from <= each.until)) return;
  const first = agreements.map((each) => each.from).sort()[0]!;
  const last = agreements
    .map((each) => each.until)
    .sort()
    .at(-1)!;
  throw new Refusal("statement-outside", { from: first, until: last });
}

/** The terms of an agreement that the statement is about: those that are there, and those taken away that lines still name. */
function termSums(agreement: StatedAgreement, { action, lines }: Pick<StatementFacts, "action" | "lines">): TermSum[] {
  const own = lines.filter((line) => line.agreement === agreement.id);
  const byTerm = Map.groupBy(own, ({ term }) => term);
  return agreement.terms
    .filter((term) => byTerm.has(term.id) || (!term.removed && isOf(term, action)))
    .map((term) => {
      const shared = action !== undefined && term.action === undefined && agreement.actions.length > 1;
      return termSum(agreement.id, term, shared, sumOf(byTerm.get(term.id) ?? []));
    });
}

/** Whether a term is for an action, as one that names none is. */
function isOf(term: Term, action: ActionRef | undefined): boolean {
  return action === undefined || term.action === undefined || term.action === action;
}

function termSum(agreement: string, term: Term, shared: boolean, done: Sum): TermSum {
  const { share, over } = measured(term, done);
  return {
    ...{ agreement, term, planned: plannedOf(term), shared, done },
    ...(!shared && share !== undefined && { share }),
    over,
  };
}

/**
 * What was done of a term against what is planned of it, in its unit: the share in whole per cents, absent where nothing says how much is
 * planned, and whether it is more than was. The plan of a term that was taken away counts for nothing.
 */
export function measured(term: Term, done: Sum): { share?: number; over: boolean } {
  if (term.removed) return { over: false };
  const part = isMoney(term.unit) ? done.cents : done.quantity;
  const share = shareOf(part, term.planned);
  return { ...(share !== undefined && { share }), over: term.planned !== undefined && part > term.planned };
}

function plannedOf(term: Term): Planned {
  if (term.removed) return {};
  const cents = plannedCents(term);
  return {
    ...(!isMoney(term.unit) && term.planned !== undefined && { quantity: term.planned }),
    ...(cents !== undefined && { cents }),
  };
}

/** A part of a whole in whole per cents, half a per cent counting as one; undefined where there is no whole. */
export function shareOf(part: number, whole: number | undefined): number | undefined {
  if (whole === undefined || whole === 0) return undefined;
  const share = Math.floor((Math.abs(part) * 200 + whole) / (2 * whole));
  return part < 0 ? -share : share;
}

/** By name; what each did by the order of the terms. */
function holderSums({ agreements, lines, names }: Pick<StatementFacts, "agreements" | "lines" | "names">): HolderSum[] {
  const order = agreements.flatMap(({ id, terms }) => terms.map((term) => `${id} ${term.id}`));
  const byHolder = Map.groupBy(lines, ({ holder }) => holder);
  const sums = [...byHolder].map(([holder, own]) => {
    const byTerm = Map.groupBy(own, ({ agreement, term }) => `${agreement} ${term}`);
    const inOrder = [...byTerm].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    const terms = inOrder.map(([, these]) => {
      const { agreement, term } = these[0]!;
      return { agreement, term, done: sumOf(these) };
    });
    return { holder, terms, cents: sumOf(own).cents };
  });
  return sums.sort((a, b) => alphabetically(names[a.holder] ?? "", names[b.holder] ?? ""));
}

function totalsOf(
  { agreements, lines }: Pick<StatementFacts, "agreements" | "lines">,
  terms: readonly TermSum[],
  counts: (of: { agreement: string }) => boolean,
): Totals {
  const own = terms.filter(counts);
  const planned = own.flatMap((each) => each.planned.cents ?? []);
  const whole = planned.length > 0 && !own.some(({ shared }) => shared);
  const done = lines.filter(counts);
  const voluntary = done.filter((line) => termOfLine({ agreements }, line).account === "86");
  return {
    ...(whole && { planned: planned.reduce((sum, cents) => sum + cents, 0) }),
    done: sumOf(done).cents,
    voluntary: sumOf(voluntary).cents,
    paid: agreements.reduce((sum, each) => sum + (counts({ agreement: each.id }) ? paidCents(each) : 0), 0),
  };
}

/** By day; what undoes a line right after it. */
function inOrder(lines: readonly Line[]): Line[] {
  const named = new Map(lines.map((line) => [nameOf(line, line.id), line]));
  const places = new Map(lines.map((line, place) => [line, place]));
  const undone = (line: Line): Line => {
    const before = line.undoes === undefined ? undefined : named.get(nameOf(line, line.undoes));
    return before === undefined ? line : undone(before);
  };
  const rank = (line: Line) => [places.get(undone(line))!, places.get(line)!] as const;
  return lines.toSorted((a, b) => {
    if (a.date !== b.date) return a.date < b.date ? -1 : 1;
    const [[one, first], [other, second]] = [rank(a), rank(b)];
    return one - other || first - second;
  });
}

/** What names a line, or the one that it undoes, among all of a statement. */
function nameOf({ agreement, date, holder }: Line, id: string): string {
  return `${ledgerId({ agreement, month: monthOf(date), holder })} ${id}`;
}

/** The term that a line is booked to. */
export function termOfLine(
  { agreements }: Pick<StatementFacts, "agreements">,
  line: { agreement: string; term: string },
): Term {
  const agreement = agreements.find(({ id }) => id === line.agreement);
  return termOf(agreement ?? { terms: [] }, line.term) ?? unknownTerm(line.term);
}

/** Of a line whose term nobody knows: damaged rows are still summed and shown. */
function unknownTerm(id: string): Term {
  return { id, words: id, unit: "lump-sum", account: "62" };
}
