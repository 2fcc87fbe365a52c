import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

/** What other files may call says what it gives, in what unit, and what it refuses: a docstring on every export. */
const root = join(import.meta.dirname, "../..");

/** A function or a class, or a constant that holds a function: `export const followed = <T>(all: T[]) => …`. */
const callable =
  /^export (?:default )?(?:async )?(?:function\b|class\b|const \w+(?::[^=]*)? = (?:async )?(?:<|\(|\w+ =>))/;

/** The exports of a source that a stranger could call and that nothing is said of, by line. */
function bare(source: string): { line: number; code: string }[] {
  const lines = source.split("\n");
  return lines.flatMap((code, at) => {
    const isBare = callable.test(code) && !lines[at - 1]?.trimEnd().endsWith("*/");
    return isBare ? [{ line: at + 1, code }] : [];
  });
}

describe("a docstring is asked of", () => {
  function check(title: string, source: string, asked: boolean): void {
    test(title, () => expect(bare(source).length).toBe(asked ? 1 : 0));
  }

  check("a function without one", "export function pileUp(): void {}", true);
  check("a function whose comment is parted from it", "/** Piles up. */\n\nexport function pileUp(): void {}", true);
  check("a class without one", "export class ImageFault extends Error {}", true);
  check("a constant that holds a function", "export const pileUp = (height: number): number => height;", true);
  check("no function that has one", "/** Piles up. */\nexport function pileUp(): void {}", false);
  check("no constant that holds a value", "export const rounding = 0.01;", false);
  check("no function of the file alone", "function pileUp(): void {}", false);
});

test("every function and class that a file exports has a docstring", () => {
  const files = ["shared", "functions", "infra"].flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));
  expect(files.length).toBeGreaterThan(600);
  const found = files.flatMap((file) =>
    bare(readFileSync(join(root, file), "utf8")).map(({ line, code }) => `${file}:${line} ${code}`),
  );
  expect(found).toEqual([]);
});
