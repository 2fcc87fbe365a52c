import { expect, test } from "vitest";
import { monthIn } from "../../shared/time/named-month.ts";

test.each([
  ["Veille sur les échanges du RIPD : mai 2008", "2008-05"],
  ["Watch note, December 2008", "2008-12"],
  ["De mars 2008 à avril 2008", "2008-04"],
  ["Note n° 5 de 2008", undefined],
  ["Février 20080", undefined],
])("%s names %s", (text, month) => {
  expect(monthIn(text)).toBe(month);
});
