import { describe, expect, test } from "vitest";
import { columnWidths } from "../../shared/layout/table/columns.ts";

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
      "a long text takes what short ones leave",
      [
        [20, 50],
        [20, 60],
        [20, 900],
      ],
      [],
      [50, 60, 190],
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
    };
    expect(columnWidths(material, 300).map((width) => Math.round(width * 10) / 10)).toEqual(expected);
  });
});
