import { type CostAccount, costAccounts, type IncomeAccount, incomeAccounts } from "../agreement/accounts.ts";
import { grantedCents, paidCents, plannedCents, presentTerms } from "../agreement/state.ts";
import { sumOf } from "../ledger/state.ts";
import type { Line, StatedAgreement } from "./facts.ts";
import { shareOf, termOfLine } from "./statement.ts";

/** What was forecast, and what came of it, in cents. */
export type Amounts = { forecast: number; realised: number };
/** A line of the table: an account, with what was realised of what was forecast, in whole per cents. */
export type AccountLine<A extends CostAccount | IncomeAccount> = Amounts & { account: A; share?: number };

/** A line of income; `by`: whose grant it is, under 74. */
export type IncomeLine = AccountLine<IncomeAccount> & {
  by?: { agreement: string } & Pick<StatedAgreement, "funder" | "reference" | "title">;
};

/**
 * The table of a financial report (compte rendu financier): every account in its order, those with nothing too; under 74 a line for each grant. Voluntary
 * contributions in kind stand below the totals, each use (86) with its source (87).
 */
export type FinancialReport = {
  costs: AccountLine<CostAccount>[];
  income: IncomeLine[];
  voluntary: { use: AccountLine<"86">; source: AccountLine<"87"> };
  totals: { costs: Amounts; income: Amounts };
  /** Income less costs: 0 where they balance. */
  balance: Amounts;
  /** The costs that are to be explained: they differ by more than a tenth from what was forecast. */
  gaps: AccountLine<CostAccount>[];
};

/**
 * Another agreement that pays the same actions, of which sums alone are known. `counted`: it pays nothing else, in the same currency,
 * so that its costs and its grant are in the table; one that is not is only named.
 */
export type CoFunding = Pick<StatedAgreement, "id" | "funder" | "reference" | "title"> & {
  counted: boolean;
  grant: Amounts;
  costs: Partial<Record<CostAccount, Amounts>>;
};

/** What a report is made of: one agreement with all its payments, every line entered on it, and who else pays its actions. */
export type ReportFacts = {
  agreement: StatedAgreement;
  lines: readonly BookedLine[];
  cofunding?: readonly CoFunding[];
};
type BookedLine = Pick<Line, "agreement" | "term" | "quantity" | "cents">;
type Paid = Pick<StatedAgreement, "granted" | "terms" | "payments">;

/**
 * The report of an agreement: costs as terms plan them and as lines were entered, income as each funder granted and paid; those of other
 * agreements of its actions too, where they are counted. All in cents, each total the sum of its lines.
 */
export function reportOf({ agreement, lines, cofunding = [] }: ReportFacts): FinancialReport {
  const counted = cofunding.filter((each) => each.counted);
  const own = costsOf(agreement, lines);
  const costOf = <A extends CostAccount>(account: A): AccountLine<A> =>
    accountLine(account, sumAmounts([own, ...counted.map((each) => each.costs)].flatMap((of) => of[account] ?? [])));
  const costs = costAccounts.filter((account) => account !== "86").map(costOf);
  const use = costOf("86");
  const grants = [{ ...agreement, grant: grantOf(agreement) }, ...counted].map(grantLine);
  const income = incomeAccounts
    .filter((account) => account !== "87")
    .flatMap((account): IncomeLine[] => (account === "74" ? grants : [accountLine(account, noAmounts)]));
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

/** What an agreement costs, by account: as its terms plan it, and as lines were entered on it. */
export function costsOf(
  agreement: StatedAgreement,
  lines: readonly BookedLine[],
): Partial<Record<CostAccount, Amounts>> {
  const ofAccount = (account: CostAccount): Amounts => {
    const terms = presentTerms(agreement).filter((term) => term.account === account);
    const own = lines.filter((line) => termOfLine({ agreements: [agreement] }, line).account === account);
    return { forecast: terms.reduce((sum, term) => sum + (plannedCents(term) ?? 0), 0), realised: sumOf(own).cents };
  };
  return Object.fromEntries(costAccounts.map((account) => [account, ofAccount(account)]));
}

/** What its funder grants, and what it paid. */
export function grantOf(agreement: Paid): Amounts {
  return { forecast: grantedCents(agreement), realised: paidCents(agreement) };
}

const noAmounts: Amounts = { forecast: 0, realised: 0 };

function grantLine({ id, funder, reference, title, grant }: Omit<CoFunding, "counted" | "costs">): IncomeLine {
  return { ...accountLine("74", grant), by: { agreement: id, funder, reference, title } };
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
