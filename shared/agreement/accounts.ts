import type { Unit } from "../programme/state.ts";

/**
 * The accounts of a financial report (compte rendu financier, Cerfa 15059): those of the French chart of accounts for associations
 * (plan comptable, règlement ANC 2018-06) that its table has; `shared`: fixed costs of which an action bears a part.
 */
export const costAccounts = ["60", "61", "62", "63", "64", "65", "66", "67", "68", "shared", "86"] as const;
export const incomeAccounts = ["70", "74", "75", "76", "77", "78", "87"] as const;

/** What a cost is booked to; 86: voluntary contributions in kind, as they were used. */
export type CostAccount = (typeof costAccounts)[number];
/** What an income is booked to; 74: grants; 87: voluntary contributions in kind. */
export type IncomeAccount = (typeof incomeAccounts)[number];

/** The account of a term that names none: services for missions, staff for time. */
export const accountOfUnit: Record<Unit, CostAccount> = {
  hour: "64",
  day: "64",
  mission: "62",
  "direct-cost": "60",
  "running-cost": "61",
  "lump-sum": "62",
};
