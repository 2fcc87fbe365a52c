import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatMoney,
  formatPercent,
  formatQuantity,
  readAmount,
  readCount,
  readMoney,
  typedAmount,
} from "../../shared/i18n/amounts.ts";
import { languages } from "../../shared/i18n/languages.ts";

describe("an amount is read as people type it", () => {
  test.each<[string, number | undefined, number | undefined]>([
    ["350,00", 35_000, 35_000],
    ["350.5", 35_050, 35_050],
    ["14", 1400, 1400],
    ["2,5", 250, 250],
    ["0,07", 7, 7],
    ["1 234,50", 123_450, 123_450],
    ["1\u202f234,50 €", 123_450, 123_450],
    ["1\u00a0234\u00a0567", 123_456_700, 123_456_700],
    ["1.234,50", 123_450, 123_450],
    ["1,234.50", 123_450, 123_450],
    ["1,234,567", 123_456_700, 123_456_700],
    ["1'234.50 CHF", 123_450, 123_450],
    ["1,234", undefined, 123_400],
    ["1.234", undefined, undefined],
    ["12,345", undefined, 1_234_500],
    ["12 34", undefined, undefined],
    ["1 234 56", undefined, undefined],
    ["1.234 567,00", undefined, undefined],
    ["-5", undefined, undefined],
    ["3,", undefined, undefined],
    [",5", undefined, undefined],
    ["1,005", undefined, 100_500],
    ["0,005", undefined, undefined],
    ["1e3", undefined, undefined],
    ["quatorze", undefined, undefined],
    ["", undefined, undefined],
    ["12345678901234", undefined, undefined],
  ])("%j in French and in English", (typed, french, english) => {
    const read = (["fr", "en"] as const).map((language) => readAmount(language, typed)?.hundredths);
    expect(read).toEqual([french, english]);
  });
});

describe("a sign that stands beside a number is never thrown away", () => {
  test.each<[string, string, number | undefined | { sign: string }, number | undefined | { sign: string }]>([
    ["54,20 €", "EUR", 5_420, { sign: "€" }],
    ["€54.20", "EUR", 5_420, { sign: "€" }],
    ["54,20 EUR", "EUR", 5_420, { sign: "EUR" }],
    ["100 USD", "EUR", { sign: "USD" }, { sign: "USD" }],
    ["ABC 5", "EUR", { sign: "ABC" }, { sign: "ABC" }],
    ["100 $US", "USD", 10_000, { sign: "$US" }],
    ["US$100", "USD", 10_000, { sign: "US$" }],
    ["$100", "EUR", { sign: "$" }, { sign: "$" }],
    ["1'234.50 CHF", "CHF", 123_450, { sign: "CHF" }],
    ["€ 5 USD", "EUR", undefined, undefined],
    ["54,20", "USD", 5_420, 5_420],
  ])("%j, of money in %s and of what is counted", (typed, currency, money, count) => {
    expect([readMoney("fr", typed, currency), readCount("fr", typed)]).toEqual([money, count]);
  });
});

test("an amount is shown as readers read it, with its currency", () => {
  expect(formatMoney("fr", 123_450, "EUR")).toBe("1\u202f234,50\u00a0€");
  expect(formatMoney("en", 123_450, "EUR")).toBe("€1,234.50");
  expect(formatMoney("fr", -5, "EUR")).toBe("−0,05\u00a0€");
  expect(formatQuantity("fr", 1400)).toBe("14");
  expect([formatPercent("fr", 107), formatPercent("en", -4)]).toEqual(["107\u00a0%", "−4%"]);
  expect(formatQuantity("en", 250)).toBe("2.5");
  expect([typedAmount("fr", 123_450, 2), typedAmount("en", 1400), typedAmount("fr", undefined)]).toEqual([
    ...["1234,50", "14", ""],
  ]);
});

test("whatever the amount, what is shown and what a form holds reads back as the same, in each language", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000_000_000 }), fc.constantFrom(...languages), (amount, language) => {
      expect(readMoney(language, typedAmount(language, amount, 2), "EUR")).toBe(amount);
      expect(readCount(language, typedAmount(language, amount))).toBe(amount);
      expect(readCount(language, formatQuantity(language, amount))).toBe(amount);
      for (const currency of ["EUR", "USD", "CHF"])
        expect(readMoney(language, formatMoney(language, amount, currency), currency)).toBe(amount);
    }),
  );
});
