import { type CostAccount, costAccounts, type IncomeAccount, incomeAccounts } from "../agreement/accounts.ts";
import { paidCents, plannedCents, presentTerms } from "../agreement/state.ts";
import { sumOf } from "../ledger/state.ts";
import type { Line, StatedAgreement } from "./facts.ts";
import { shareOf, termOfLine } from "./statement.ts";

/** What was forecast, and what came of it, in cents. */
export type Amounts = { forecast: number; realised: number };
/** A line of the table: an account, with what was realised of what was forecast, in whole per cents. */
export type AccountLine<A extends CostAccount | IncomeAccount> = Amounts & { account: A; share?: number };

/**
 * The table of a financial report (compte rendu financier): every account in its order, those with nothing too. Voluntary
 * contributions in kind stand below the totals, each use (86) with its source (87).
 */
export type FinancialReport = {
  costs: AccountLine<CostAccount>[];
  income: AccountLine<IncomeAccount>[];
  voluntary: { use: AccountLine<"86">; source: AccountLine<"87"> };
  totals: { costs: Amounts; income: Amounts };
  /** Income less costs: 0 where they balance. */
  balance: Amounts;
  /** The costs that are to be explained: they differ by more than a tenth from what was forecast. */
  gaps: AccountLine<CostAccount>[];
};

/** What a report is made of: one agreement with all its payments, and every line entered on it. */
export type ReportFacts = { agreement: StatedAgreement; lines: readonly Line[] };

/**
 * The report of an agreement: costs as its terms plan them and as lines were entered, income as the funder is to pay and paid. All in
 * cents, each total the sum of its lines.
 */
export function reportOf({ agreement, lines }: ReportFacts): FinancialReport {
  const costOf = <A extends CostAccount>(account: A): AccountLine<A> => {
    const terms = presentTerms(agreement).filter((term) => term.account === account);
    const own = lines.filter((line) => termOfLine({ agreements: [agreement] }, line).account === account);
    const forecast = terms.reduce((sum, term) => sum + (plannedCents(term) ?? 0), 0);
    return accountLine(account, { forecast, realised: sumOf(own).cents });
  };
  const costs = costAccounts.filter((account) => account !== "86").map(costOf);
  const use = costOf("86");
  const granted = { forecast: sumAmounts(costs).forecast, realised: paidCents(agreement) };
  const income = incomeAccounts
    .filter((account) => account !== "87")
    .map((account) => accountLine(account, account === "74" ? granted : { forecast: 0, realised: 0 }));
  const totals = { costs: sumAmounts(costs), income: sumAmounts(income) };
  return {
    ...{ costs, income, totals },
    voluntary: { use, source: accountLine("87", use) },
    balance: {
      forecast: totals.income.forecast - totals.costs.forecast,
      realised: totals.income.realised - totals.costs.realised,
    },
    gaps: [...costs, use].filter(isGap),
  };
}

function accountLine<A extends CostAccount | IncomeAccount>(
  account: A,
  { forecast, realised }: Amounts,
): AccountLine<A> {
  const share = shareOf(realised, forecast);
  return { account, forecast, realised, ...(share !== undefined && { share }) };
}

function sumAmounts(lines: readonly Amounts[]): Amounts {
  return {
    forecast: lines.reduce((sum, { forecast }) => sum + forecast, 0),
    realised: lines.reduce((sum, { realised }) => sum + realised, 0),
  };
}

/** More than a tenth of what was forecast; anything where nothing was. */
function isGap({ forecast, realised }: Amounts): boolean {
  return Math.abs(realised - forecast) * 10 > forecast;
}
