import { type Mark, nest, type Run } from "../runs.ts";

/** A sign of an equation. */
export function text(value: string, marks: readonly Mark[]): Run[] {
  return [{ leaf: { type: "text", value }, marks }];
}

/** More than one character needs brackets once the stroke or the sign no longer covers it. */
export function grouped(runs: Run[], marks: readonly Mark[]): Run[] {
  const length = runs.reduce((sum, { leaf }) => sum + ("value" in leaf ? leaf.value.length : 1), 0);
  return length > 1 && nest(runs).length > 0 && !/^[\d.,]+$/.test(wordsOf(runs))
    ? [...text("(", marks), ...runs, ...text(")", marks)]
    : runs;
}

function wordsOf(runs: readonly Run[]): string {
  return runs.map(({ leaf }) => ("value" in leaf ? leaf.value : "")).join("");
}
