import { Refusal } from "../../errors.ts";

/** Runs of `*`, `_` or `~` that one paragraph, or table, may hold: pairing them takes the square of their number. */
const most = { paragraph: 2_000, table: 8_000 };

/** Throws `document-too-large` for a paragraph or a table that holds more marks of emphasis than any author writes. */
export function checkDensity(source: string): void {
  let marks = 0;
  let table = false;
  for (const line of source.split("\n")) {
    if (line.trim() === "") {
      marks = 0;
      continue;
    }
    table = line.trimStart().startsWith("|") && (table || marks === 0);
    marks += line.match(/[*_]+|~+/g)?.length ?? 0;
    const limit = table ? most.table : most.paragraph;
    if (marks > limit) throw new Refusal("document-too-large", { what: "marks", limit });
  }
}
