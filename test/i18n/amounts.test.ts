import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMoney, formatPercent, formatQuantity, readAmount, typedAmount } from "../../shared/i18n/amounts.ts";
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
    expect([readAmount("fr", typed), readAmount("en", typed)]).toEqual([french, english]);
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
      expect(readAmount(language, typedAmount(language, amount, 2))).toBe(amount);
      expect(readAmount(language, typedAmount(language, amount))).toBe(amount);
      expect(readAmount(language, formatQuantity(language, amount))).toBe(amount);
      expect(readAmount(language, formatMoney(language, amount, "EUR"))).toBe(amount);
    }),
  );
});
