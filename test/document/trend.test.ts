import fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding, FindingStatus } from "../../shared/document/findings.ts";
import { type MonthNote, trendOf } from "../../shared/document/trend.ts";

const finding = (number: string, words: string, status: FindingStatus, owner = "ORIV"): Finding => ({
  ...{ ...(number && { number }), words, owner, status },
});
const notes: MonthNote[] = [
  {
    month: "2008-04",
    findings: [finding("1", "Livrets non lus", "open"), finding("2", "Annuaire périmé", "open", "ODTI")],
  },
  {
    month: "2008-05",
    findings: [
      finding("1", "Les livrets traduits ne sont pas lus", "underway", "EPI"),
      finding("2", "Annuaire périmé", "closed", "ODTI"),
      finding("", "Subventions sans condition", "open"),
    ],
  },
  {
    month: "2008-07",
    findings: [finding("", "Subventions sans  condition", "closed"), finding("2", "Annuaire périmé", "closed", "ODTI")],
  },
  { month: "2007-12", findings: [finding("9", "D’une autre année", "open")] },
];

test("each month has what is new, open and closed in it; a month without a note has nothing to say", () => {
  const { months } = trendOf("2008", notes);
  expect(months[3]).toEqual({ month: 4, fresh: 2, open: 2, closed: 0 });
  expect(months[4]).toEqual({ month: 5, fresh: 1, open: 2, closed: 1 });
  expect(months[5]).toEqual({ month: 6, none: true });
  expect(months[6]).toEqual({ month: 7, fresh: 0, open: 0, closed: 1 });
});

test("a finding is followed by its number, else by its words, and is said as it was last", () => {
  const { followed, owners } = trendOf("2008", notes);
  expect(followed.map(({ words, owner, months }) => [words, owner, months])).toEqual([
    ["Les livrets traduits ne sont pas lus", "EPI", { 4: "open", 5: "underway" }],
    ["Annuaire périmé", "ODTI", { 4: "open", 5: "closed", 7: "closed" }],
    ["Subventions sans  condition", "ORIV", { 5: "open", 7: "closed" }],
  ]);
  expect(owners).toEqual([
    { owner: "EPI", open: 1, closed: 0 },
    { owner: "ODTI", open: 0, closed: 1 },
    { owner: "ORIV", open: 0, closed: 1 },
  ]);
});

test("whatever the notes, what is new in the year is what is followed, each by one owner", () => {
  const one = fc.record({
    ...{
      number: fc.constantFrom("1", "2", "3"),
      words: fc.constantFrom("A", "B"),
      owner: fc.constantFrom("ORIV", "EPI"),
    },
    status: fc.constantFrom<FindingStatus>("open", "underway", "closed"),
  });
  const note = fc.record({
    month: fc.integer({ min: 1, max: 12 }).map((month) => `2008-${String(month).padStart(2, "0")}`),
    findings: fc.uniqueArray(one, { selector: ({ number }) => number }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(note, { selector: ({ month }) => month }), (all) => {
      const { months, followed, owners } = trendOf("2008", all);
      const fresh = months.reduce((sum, tally) => sum + ("none" in tally ? 0 : tally.fresh), 0);
      expect(fresh).toBe(followed.length);
      expect(owners.reduce((sum, { open, closed }) => sum + open + closed, 0)).toBe(followed.length);
    }),
  );
});
