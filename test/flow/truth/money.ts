import type { EventData as AgreementData, EventType as AgreementType } from "../../../shared/agreement/event.ts";
import type { EventData as LedgerData, EventType as LedgerType } from "../../../shared/ledger/event.ts";

/** What the events of agreements and ledgers bear, by folds and sums of their own: only the shape of the rows is the network's. */

export type AgreementRow = {
  [T in AgreementType]: { seq: number; at: string; by: string; type: T; data: AgreementData[T] };
}[AgreementType];
export type LedgerRow = {
  [T in LedgerType]: { seq: number; at: string; by: string; type: T; data: LedgerData[T] };
}[LedgerType];
type Opened = AgreementData["opened"];
export type Term = Opened["terms"][number];
type Stage = Opened["stage"];

/** An agreement as its events have it. */
export type Deal = Pick<Opened, "id" | "funder" | "reference" | "title" | "actions" | "from" | "until"> & {
  stage: Stage;
  since: Map<Stage, string>;
  terms: Term[];
  payments: (AgreementData["paid"]["payment"] & { counts: boolean })[];
};

/** A line of time or money; `cents`: what it comes to at the rate of that moment, by a product of ours. */
export type Entered = Omit<LedgerData["undone"]["entry"], "cents"> & {
  agreement: string;
  holder: string;
  at: string;
  by: string;
  cents: number;
  /** What its event says that it comes to. */
  told: number;
  /** It was undone, or undoes another. */
  undone: boolean;
};

const stages: Stage[] = ["considered", "requested", "signed", "settled"];

/** Of the rows of one agreement up to an instant, that included. */
export function dealAt(rows: readonly AgreementRow[], until = "9999"): Deal | undefined {
  let deal: Deal | undefined;
  for (const row of rows.filter(({ at }) => at <= until)) {
    if (row.type === "opened") {
      const { stage, on, terms, ...plan } = row.data;
      deal = { ...plan, stage, since: new Map([[stage, on]]), terms, payments: [] };
    } else if (deal) follow(deal, row);
  }
  return deal;
}

function follow(deal: Deal, { type, data }: AgreementRow): void {
  if (type === "changed") Object.assign(deal, data);
  if (type === "advanced") {
    deal.stage = data.stage;
    for (const stage of stages.slice(stages.indexOf(data.stage))) deal.since.delete(stage);
    deal.since.set(data.stage, data.on);
  }
  if (type === "termSet") {
    const at = deal.terms.findIndex(({ id }) => id === data.term.id);
    deal.terms = at < 0 ? [...deal.terms, data.term] : deal.terms.with(at, data.term);
  }
  if (type === "termRemoved") deal.terms = deal.terms.filter(({ id }) => id !== data.term);
  if (type === "paid") deal.payments.push({ ...data.payment, counts: true });
  if (type === "paymentCancelled" || type === "paymentRestored")
    for (const payment of deal.payments) if (payment.id === data.payment) payment.counts = type === "paymentRestored";
}

type Kept = { agreements: ReadonlyMap<string, AgreementRow[]>; ledgers: ReadonlyMap<string, LedgerRow[]> };

/** Each agreement that there was at an instant. */
export function dealsAt({ agreements }: Pick<Kept, "agreements">, at: string): Deal[] {
  return [...agreements.values()].flatMap((rows) => dealAt(rows, at) ?? []);
}

/** Each line that had been entered by an instant. */
export function enteredAt({ agreements, ledgers }: Kept, until: string): Entered[] {
  return [...ledgers.values()].flatMap((rows) => {
    const [begun] = rows;
    if (begun?.type !== "begun") throw new Error("a ledger begins with whose it is");
    const { agreement, holder } = begun.data;
    const lines: Entered[] = [];
    for (const { type, data, at, by } of rows.filter((row) => row.at <= until)) {
      const terms = dealAt(agreements.get(agreement)!, at)!.terms;
      const some = type === "entered" ? data.entries : type === "undone" ? [data.entry] : [];
      for (const { cents: told, ...entry } of some) {
        const before = lines.find(({ id }) => id === entry.undoes);
        const cents = before ? 0 - before.cents : comesTo(terms.find(({ id }) => id === entry.term)!, entry, told);
        if (before) before.undone = true;
        lines.push({ ...entry, agreement, holder, at, by, cents, told, undone: before !== undefined });
      }
    }
    return lines;
  });
}

/** A counted line at the rate of its term; money as it was said. */
function comesTo({ rate }: Term, { quantity }: { quantity?: number }, told: number): number {
  return rate === undefined || quantity === undefined ? told : timesRate(quantity, rate);
}

const timesRate = (hundredths: number, rate: number) => Math.round((hundredths * rate) / 100);

/** What a term comes to where all that is planned of it is done. */
export const plannedOf = ({ unit, planned, rate }: Term): number | undefined =>
  planned === undefined || unit.endsWith("-cost") ? planned : rate === undefined ? undefined : timesRate(planned, rate);

export type Amount = { quantity: number; cents: number };

/** Lines, counter-entries included, one by one. */
export function summed(lines: readonly { quantity?: number; cents: number }[]): Amount {
  const sum = { quantity: 0, cents: 0 };
  for (const { quantity = 0, cents } of lines) {
    sum.quantity += quantity;
    sum.cents += cents;
  }
  return sum;
}
