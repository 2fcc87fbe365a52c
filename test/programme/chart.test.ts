import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bar, Stretch } from "../../shared/programme/bars.ts";
import { between, chartOf, type Drawn, labelSize, type Placed } from "../../shared/programme/chart.ts";
import { textWidth } from "../../shared/programme/text-width.ts";
import { addDays } from "../../shared/time/calendar.ts";
import { tries } from "../long.ts";

const bar = (
  title: string,
  days: readonly (readonly [Stretch["when"], string, string])[],
  more: Partial<Bar> = {},
): Drawn => ({
  ...{ what: "bar", title, state: "1 avis sur 3" },
  bar: { stretches: days.map(([when, from, until]) => ({ what: "draft", when, from, until })), rings: [], ...more },
});
const row = (items: Drawn[], title = "Interculturalité") => ({ row: title, title, note: "ACSE", items });
const chart = (items: Drawn[], today = "2008-05-06", year = "2008") => chartOf([row(items)], year, today);
const placed = (items: Drawn[]) => chart(items).rows[0]!.items;

/** What a thing takes of its band: what is drawn, and its words. */
function box({ box: drawn, label: { x, ends, title, state } }: Placed): [number, number] {
  const width = textWidth(state === "" ? title : `${title}${between}${state}`, labelSize);
  const from = ends ? x - width : x;
  return [Math.min(drawn.x, from), Math.max(drawn.x + drawn.width, from + width)];
}

describe("the chart of a year", () => {
  test("has months in their order, and today where it is of that year", () => {
    const { months, left, right, today } = chart([bar("Note", [["now", "2008-01-01", "2008-12-31"]])]);
    expect(months.map(({ month }) => month)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect([months[0]!.x, months.every(({ x }) => x >= left && x < right)]).toEqual([left, true]);
    expect(today).toBeGreaterThan(months[4]!.x);
    expect(chart([bar("Note", [["now", "2008-01-01", "2008-12-31"]])], "2009-05-06").today).toBeUndefined();
  });

  test("fills the year with what takes all of it, and clips what goes beyond it on both sides", () => {
    const { left, right, rows } = chart([bar("Note", [["now", "2007-06-01", "2009-03-01"]])]);
    const [{ stretches } = {} as Placed] = rows[0]!.items;
    expect(stretches).toMatchObject([{ x: left, when: "now" }]);
    expect(stretches[0]!.x + stretches[0]!.width).toBeCloseTo(right, 0);
  });

  test.each([
    ["before", "2007-01-01", "2007-12-31"],
    ["after", "2009-01-01", "2009-02-01"],
  ])("leaves out what is %s it, and a row of which nothing is left", (_, from, until) => {
    expect(chart([bar("Note", [["now", from, until]])]).rows).toEqual([]);
  });

  test("is late up to the day that it was told, and on the left where that began in another year", () => {
    const late = { document: {} as NonNullable<Bar["document"]>, late: { since: "2007-11-01", until: "2008-05-06" } };
    const { left, rows } = chart([bar("Note", [["now", "2007-01-01", "2007-11-01"]], late)]);
    expect(rows[0]!.items[0]!.late!.x).toBe(left);
  });

  test("puts two things beside each other in one band, and one that meets another in the next", () => {
    const [first, second, third] = placed([
      bar("Note", [["past", "2008-01-02", "2008-02-01"]]),
      bar("Suite", [["planned", "2008-08-01", "2008-09-01"]]),
      bar("Entre", [["now", "2008-01-20", "2008-08-20"]]),
    ]) as [Placed, Placed, Placed];
    expect(second.y).toBe(first.y);
    expect(third.y).toBeGreaterThan(first.y);
  });

  test("ends with the year the words that would run out of it, and cuts those for which it has no room", () => {
    const long = "Une note de cadrage dont le titre ne finit pas ".repeat(6).trim();
    const [near, wide] = placed([
      bar("L’école face à la diversité : dossier ressources", [["now", "2008-12-01", "2008-12-20"]]),
      bar(long, [["now", "2008-01-01", "2008-12-31"]]),
    ]) as [Placed, Placed];
    expect(near.label).toMatchObject({ ends: true, title: "L’école face à la diversité : dossier ressources" });
    expect(wide.label.title).toMatch(/\p{L}…$/u);
  });

  test("writes the title of an action in as many lines as it needs, three at most", () => {
    const title =
      "Rencontres régionales sur la prise en compte des discriminations dans les territoires ruraux et urbains";
    const [{ title: lines } = { title: [] as string[] }] = chartOf(
      [row([bar("Note", [["now", "2008-01-01", "2008-03-01"]])], title)],
      "2008",
      "2008-05-06",
    ).rows;
    expect(lines.length).toBe(3);
  });
});

const day = fc.integer({ min: -200, max: 500 }).map((days) => addDays("2008-01-01", days));
const words = fc.array(fc.constantFrom("Note", "de", "cadrage", "interculturalité", ":", "2008", "dossier"), {
  minLength: 1,
  maxLength: 40,
});
const anything = fc
  .record({ title: words, from: day, days: fc.integer({ min: 0, max: 300 }) })
  .map(({ title, from, days }) =>
    bar(title.join(" "), [["now", from, addDays(from, days)]], { final: { date: addDays(from, days), done: false } }),
  );

test("whatever there is, nothing runs over another nor out of the picture", () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 30 }), (items) => {
      const { rows, width, height } = chart(items);
      for (const { items: shown, y, height: tall } of rows) {
        expect(y + tall).toBeLessThanOrEqual(height);
        for (const band of Map.groupBy(shown, (each) => each.y).values()) {
          const boxes = band.map(box).sort(([a], [b]) => a - b);
          for (const [at, [from, until]] of boxes.entries()) {
            expect(from).toBeGreaterThanOrEqual(0);
            expect(until).toBeLessThanOrEqual(width + 1);
            const next = boxes[at + 1];
            if (next) expect(until).toBeLessThan(next[0]);
          }
        }
      }
    }),
    { numRuns: tries(100, 2_000) },
  );
});
