import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../shared/time/calendar.ts";
import { periodOf, type Share } from "../../shared/time/period.ts";
import { readVagueDate } from "../../shared/time/vague-date.ts";

describe("a date as people say it", () => {
  test.each([
    ["30 septembre 2008", "2008-09-30", "2008-09-30"],
    ["le 1er juillet 2008", "2008-07-01", "2008-07-01"],
    ["31/12/2008", "2008-12-31", "2008-12-31"],
    ["2008-05-12", "2008-05-12", "2008-05-12"],
    ["juillet 2008", "2008-07-01", "2008-07-31"],
    ["Février 2008", "2008-02-01", "2008-02-29"],
    ["fin septembre 2008", "2008-09-21", "2008-09-30"],
    ["à la fin du mois de septembre 2008", "2008-09-21", "2008-09-30"],
    ["début mars 2008", "2008-03-01", "2008-03-10"],
    ["mi-mai 2008", "2008-05-11", "2008-05-20"],
    ["d’ici mars 2008", "2008-03-01", "2008-03-31"],
    ["au cours du mois de novembre 2008", "2008-11-01", "2008-11-30"],
    ["début d’année 2009", "2009-01-01", "2009-03-31"],
    ["début 2009", "2009-01-01", "2009-03-31"],
    ["mi-2008", "2008-04-01", "2008-09-30"],
    ["fin 2008", "2008-10-01", "2008-12-31"],
    ["3e trimestre 2008", "2008-07-01", "2008-09-30"],
    ["T4 2008", "2008-10-01", "2008-12-31"],
    ["2e semestre 2008", "2008-07-01", "2008-12-31"],
    ["2008", "2008-01-01", "2008-12-31"],
    ["end of May 2008", "2008-05-21", "2008-05-31"],
    ["by the end of May 2008", "2008-05-21", "2008-05-31"],
    ["early 2009", "2009-01-01", "2009-03-31"],
  ])("%s: from %s to %s", (said, from, until) => {
    expect(readVagueDate(said)).toEqual({ said, from, until });
  });

  test.each([
    ["bientôt"],
    ["31 février 2008"],
    ["fin brumaire 2008"],
    ["5e trimestre 2008"],
    ["3e semestre 2008"],
    ["septembre"],
    ["septembre 1808"],
    [""],
  ])("%j is none", (said) => expect(readVagueDate(said)).toBeUndefined());
});

test("the thirds of a month, a quarter or a year follow one another and fill it", () => {
  const spans = fc.record({
    year: fc.integer({ min: 1990, max: 2100 }),
    month: fc.integer({ min: 1, max: 12 }),
    months: fc.constantFrom(1, 3, 6, 12),
  });
  fc.assert(
    fc.property(spans, (span) => {
      const whole = periodOf(span);
      const [start, middle, end] = (["start", "middle", "end"] satisfies Share[]).map((share) => periodOf(span, share));
      expect([start!.from, end!.until]).toEqual([whole.from, whole.until]);
      expect([middle!.from, end!.from]).toEqual([addDays(start!.until, 1), addDays(middle!.until, 1)]);
      for (const { from, until } of [start!, middle!, end!]) expect(from <= until).toBe(true);
    }),
  );
});
