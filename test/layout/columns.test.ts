import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnWidths } from "../../shared/layout/table/columns.ts";
import { leastHigh } from "../../shared/layout/table/least-high.ts";
import { tries } from "../long.ts";

type Case = [name: string, extents: [number, number][], shares: (number | undefined)[], expected: number[]];

describe("columns of 300 points", () => {
  test.each<Case>([
    [
      "narrow content keeps to itself",
      [
        [20, 40],
        [20, 60],
      ],
      [],
      [40, 60],
    ],
    [
      "content that fits takes all the width",
      [
        [20, 100],
        [20, 100],
      ],
      [],
      [150, 150],
    ],
    [
      "a long text takes what short ones leave, and a little more where that saves it a line",
      [
        [20, 50],
        [20, 60],
        [20, 900],
      ],
      [],
      [49.2, 60, 190.8],
    ],
    [
      "long texts share after their length",
      [
        [0, 200],
        [0, 400],
      ],
      [],
      [100, 200],
    ],
    [
      "words too long for all give way alike",
      [
        [200, 200],
        [200, 200],
        [40, 40],
      ],
      [],
      [130, 130, 40],
    ],
    [
      "the author's shares hold",
      [
        [20, 80],
        [20, 80],
      ],
      [0.25, 0.75],
      [75 + 5, 225 - 5],
    ],
    [
      "no share hides a word",
      [
        [120, 120],
        [20, 40],
      ],
      [0.2, 0.8],
      [120, 180],
    ],
    [
      "what one has too much helps the least short first",
      [
        [10, 20],
        [10, 110],
        [10, 200],
      ],
      [0.3, 0.3, 0.4],
      [20, 110, 170],
    ],
  ])("%s", (_, extents, shares, expected) => {
    const material = {
      columns: shares.map((width) => (width === undefined ? {} : { width })),
      extents: extents.map(([least, most]) => ({ least, most })),
      needs: extents.map(([, most], column) => ({ row: 0, column, lengths: [most], sides: 0 })),
    };
    expect(columnWidths(material, 300).map((width) => Math.round(width * 10) / 10)).toEqual(expected);
  });
});

describe("a table becomes less high where its columns give one another width", () => {
  /** The paragraphs of each row's cells by their lengths, the widths that the columns begin with, and end with; points. */
  const check = (title: string, rows: number[][], begun: number[], floors: number[], expected: number[]) =>
    test(title, () => {
      const needs = rows.flatMap((cells, row) =>
        cells.map((length, column) => ({ row, column, lengths: [length], sides: 0 })),
      );
      expect(leastHigh(needs, begun, floors).map(Math.round)).toEqual(expected);
    });
  check(
    "what one has too much makes another one a line shorter",
    [
      [50, 110],
      [40, 90],
    ],
    [100, 100],
    [40, 40],
    [90, 110],
  );
  check(
    "a short cell that is parted helps a long text, a row of many for one",
    [
      [60, 900],
      [40, 800],
      [40, 700],
    ],
    [60, 140],
    [40, 40],
    [41, 159],
  );
  check(
    "no column becomes narrower than its longest word",
    [
      [60, 900],
      [40, 800],
    ],
    [60, 140],
    [60, 40],
    [60, 140],
  );
  check("what saves no line stays where it is", [[50, 80]], [100, 100], [40, 40], [100, 100]);
  check("two that are as high give one another nothing", [[200, 200]], [100, 100], [40, 40], [100, 100]);
});

test("columns keep their sum and their floors, and no table becomes higher, of any rows", () => {
  const width = fc.integer({ min: 20, max: 90 });
  const table = fc.integer({ min: 1, max: 5 }).chain((count) =>
    fc.record({
      begun: fc.array(fc.integer({ min: 90, max: 150 }), { minLength: count, maxLength: count }),
      floors: fc.array(width, { minLength: count, maxLength: count }),
      rows: fc.array(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: count, maxLength: count }), {
        maxLength: 12,
      }),
    }),
  );
  fc.assert(
    fc.property(table, ({ begun, floors, rows }) => {
      const needs = rows.flatMap((cells, row) =>
        cells.map((length, column) => ({ row, column, lengths: [length], sides: 0 })),
      );
      const widths = leastHigh(needs, begun, floors);
      const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);
      const lines = (of: readonly number[]) =>
        sum(
          rows.map((cells) =>
            Math.max(
              ...cells.map((length, column) => (length <= of[column]! ? 1 : Math.ceil((length * 1.06) / of[column]!))),
            ),
          ),
        );
      expect(sum(widths)).toBeCloseTo(sum(begun), 6);
      widths.forEach((each, column) => void expect(each).toBeGreaterThanOrEqual(floors[column]! - 1e-9));
      expect(lines(widths)).toBeLessThanOrEqual(lines(begun));
    }),
    { numRuns: tries(200, 5_000) },
  );
});
