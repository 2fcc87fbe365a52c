import { describe, expect, test } from "vitest";
import { accountOfUnit, costAccounts, incomeAccounts } from "../../shared/agreement/accounts.ts";
import { agreementIdOf, termIdOf } from "../../shared/agreement/naming.ts";
import { reportDueOf } from "../../shared/agreement/report-due.ts";
import { bounds, centsFor, plannedCents, type Term } from "../../shared/agreement/state.ts";
import { summarize } from "../../shared/agreement/summary.ts";
import { days, open, pay, played, portal, printing, sign } from "./sample.ts";

describe("what a term comes to", () => {
  test.each<[string, Partial<Term>, number | undefined]>([
    ["is its quantity at its rate", {}, 490_000],
    ["of half a day is half the rate, half a cent being one", { planned: 50, rate: 35_001 }, 17_501],
    ["in money is what is planned", { ...printing }, 120_050],
    ["is not known without a rate", { rate: undefined }, undefined],
    ["is not known without a quantity", { planned: undefined }, undefined],
  ])("%s", (_, said, cents) => expect(plannedCents({ ...days, ...said } as Term)).toBe(cents));

  test("is exact up to the bounds, and as much less than nothing", () => {
    const most = BigInt(bounds.quantity) * BigInt(bounds.rate);
    expect(BigInt(centsFor(bounds.quantity, bounds.rate))).toBe(most / 100n);
    expect(Number.isSafeInteger(Number(most) + 50)).toBe(true);
    expect(centsFor(-150, 33)).toBe(-centsFor(150, 33));
  });
});

describe("the day a report is due", () => {
  test.each<[string, Parameters<typeof reportDueOf>[0], string]>([
    ["is six months after the last day", { until: "2008-12-30" }, "2009-06-30"],
    ["is the last of a month that is shorter", { until: "2008-12-31" }, "2009-06-30"],
    ["is the last of February", { until: "2007-08-31" }, "2008-02-29"],
    ["is the day that the agreement says", { until: "2008-12-31", reportDue: "2009-03-31" }, "2009-03-31"],
  ])("%s", (_, plan, due) => expect(reportDueOf(plan)).toBe(due));
});

describe("the id of", () => {
  test.each<[string, string, string]>([
    ["an agreement is its reference", agreementIdOf({ ...portal, reference: "ACSE 2008-114" }, []), "acse-2008-114"],
    ["one without a reference is its funder and its year", agreementIdOf({ ...portal, reference: "" }, []), "mpg-2008"],
    ["one more is numbered", agreementIdOf({ ...portal, reference: "" }, ["mpg-2008", "mpg-2008-2"]), "mpg-2008-3"],
    ["one is no word of an address", agreementIdOf({ ...portal, reference: "New" }, []), "new-2"],
    ["a term is its words", termIdOf("Frais de déplacement", []), "frais-de-deplacement"],
    ["a term without a letter is numbered among its like", termIdOf("…", ["term"]), "term-2"],
  ])("%s", (_, id, expected) => expect(id).toBe(expected));
});

test("a list shows what is planned, what came, and whether a report is awaited", () => {
  expect(summarize(played(open, pay).state!)).toMatchObject({
    ...{ terms: 1, planned: 490_000, received: 245_000, reportDue: "2009-06-30", awaitsReport: false },
  });
  expect(summarize(played(open, sign).state!)).toMatchObject({ awaitsReport: true, received: 0 });
});

test("a mission is booked to services, time to staff, and no account is of costs and of income", () => {
  expect(accountOfUnit).toMatchObject({ mission: "62", hour: "64", day: "64" });
  expect(costAccounts.filter((each) => (incomeAccounts as readonly string[]).includes(each))).toEqual([]);
});
