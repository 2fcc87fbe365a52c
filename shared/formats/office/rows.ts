import { lineSeparator } from "../../document/visit.ts";
import type { Context, Contribution } from "../reading.ts";

/**
 * A row that came or went whole with changes tracked: the table's provisional id, what the row before says, and what its
 * own cells say, a column each.
 */
export type WholeRow = Omit<Contribution, "at" | "quote" | "whole" | "text"> & {
  table: string;
  after: string;
  cells: readonly string[];
};

/**
 * A row is one contribution, in place of those made of its words alone since there were `before`; comments stay.
 * An inserted row is given by its cells, a line each, a deleted row by its words.
 */
export function contributeRow(
  context: Context,
  { table, after, cells, ...row }: WholeRow,
  before: number,
): Contribution | undefined {
  const { contributions } = context;
  const within = contributions.splice(before);
  for (const each of within) if (each.type !== row.type || each.author !== row.author) contributions.push(each);
  const said = cells.map(withoutJoiners);
  if (said.join("") === "") return undefined;
  const lines = said.map((cell) => cell.replace(/\s*\n\s*/g, row.type === "insertion" ? lineSeparator : "\n"));
  const text = row.type === "insertion" ? lines.join("\n") : lines.filter((line) => line !== "").join("\n");
  const contribution: Contribution = { ...row, text, at: table, quote: after, whole: "row" };
  contributions.push(contribution);
  return contribution;
}

/**
 * A table whose rows, `count` of them, were all deleted by one author is one contribution, in place of theirs since
 * there were `before`.
 */
export function contributeTable(
  { contributions }: Context,
  deleted: readonly Contribution[],
  count: number,
  before: number,
): void {
  const [first] = deleted;
  if (!first || deleted.length < count || deleted.some(({ author }) => author !== first.author)) return;
  const rows = new Set(deleted);
  const others = contributions.splice(before).filter((each) => !rows.has(each));
  const { row: _, ...whole } = first;
  contributions.push({ ...whole, text: deleted.map(({ text }) => text).join("\n"), quote: "", whole: "table" });
  for (const each of others) contributions.push(each);
}

/**
 * A text without joiners that join nothing: LibreOffice leaves U+200D in each row that comes or goes, to hold its change.
 * « 👩‍👧 » keeps the one between its signs.
 */
export function withoutJoiners(text: string): string {
  return text.replace(/(?<!\S)[\u200B-\u200D\u2060]+|[\u200B-\u200D\u2060]+(?!\S)/gu, "").trim();
}
