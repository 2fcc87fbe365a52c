import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignKeys } from "../../../shared/document/redline/align.ts";
import { stepsBetween } from "../../../shared/document/redline/steps.ts";
import { wordsIn } from "../../../shared/document/redline/words.ts";
import { text } from "../arbitrary.ts";

const few = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 30 });
const many = fc.array(fc.integer({ min: 0, max: 60 }).map(String), { maxLength: 60 });
const keys = fc.oneof(few, many);

describe("steps", () => {
  const check = (before: string[], after: string[]): void => {
    let [i, j] = [0, 0];
    let last = "";
    for (const { is, count } of stepsBetween(before, after)) {
      expect(count).toBeGreaterThan(0);
      expect(`${last} ${is}`).not.toMatch(/^(\w+) \1$|inserted deleted/);
      if (is === "same") expect(after.slice(j, j + count)).toEqual(before.slice(i, i + count));
      if (is !== "inserted") i += count;
      if (is !== "deleted") j += count;
      last = is;
    }
    expect([i, j]).toEqual([before.length, after.length]);
  };

  test("lead from any sequence to any other", () => {
    fc.assert(fc.property(keys, keys, check), { numRuns: 500 });
  });

  test("lead through what each has once where there are too many", () => {
    const before = Array.from({ length: 3_000 }, (_, index) => `avant ${index}`);
    const after = before.map((key, index) => (index % 2 === 0 ? `après ${index}` : key));
    check(before, after);
    expect(stepsBetween(before, after).filter(({ is }) => is === "same")).toHaveLength(1_500);
  });
});

describe("aligned keys", () => {
  test("are the same, in order on both sides", () => {
    fc.assert(
      fc.property(keys, keys, (before, after) => {
        let [i, j] = [-1, -1];
        for (const [one, other] of alignKeys(before, after)) {
          expect(before[one]).toBe(after[other]);
          expect(one).toBeGreaterThan(i);
          expect(other).toBeGreaterThan(j);
          [i, j] = [one, other];
        }
      }),
      { numRuns: 500 },
    );
  });

  test("are all of them where nothing changed, or where one side has more", () => {
    fc.assert(
      fc.property(keys, fc.nat(), (before, place) => {
        expect(alignKeys(before, before)).toHaveLength(before.length);
        const more = before.toSpliced(place % (before.length + 1), 0, "autre");
        expect(alignKeys(before, more)).toHaveLength(before.length);
      }),
    );
  });
});

describe("words", () => {
  test.each([
    ["qu’attend-on de l'école ?", ["qu’", "attend", "-", "on", " ", "de", " ", "l'", "école", " ", "?"]],
    ["164\u202F600 euros", ["164", "\u202F", "600", " ", "euros"]],
    ["mot\u00ADcoupé", ["mot\u00ADcoupé"]],
  ])("of « %s »", (words, wanted) => {
    expect(wordsIn(words)).toEqual(wanted);
  });

  test("joined are the text", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary" })), (words) => {
        expect(wordsIn(words).join("")).toBe(words);
      }),
    );
  });
});
