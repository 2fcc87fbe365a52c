import { foldText } from "./identify.ts";
import type { Stretch } from "./inline-edits.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { longest } from "./quotation.ts";
import type { Row, Table } from "./tree.ts";
import { plainText, textOf } from "./visit.ts";

/**
 * What a correction does to the rows of a table, counted in the table as it is before all of them: those from `first` to
 * `last` taken out; rows put before or after another, `row`; the row `goes` moved there.
 */
export type RowAmendment =
  | { of: "rows"; first: number; last: number }
  | ({ of: "more rows"; rows: Row[] } & RowPlace)
  | ({ of: "moved row"; goes: number } & RowPlace);
type RowPlace = { row: number; where: "before" | "after" };

/** The rows that leave their place, if an amendment has any do so. */
export function rowsLeaving(amendment: RowAmendment): { first: number; last: number } | undefined {
  if (amendment.of === "moved row") return { first: amendment.goes, last: amendment.goes };
  return amendment.of === "rows" ? amendment : undefined;
}

/**
 * What two amendments do that take a row out and put one in which says the same, of one table or of two: the very row is
 * moved, with what its cells wear. Undefined where they do not, or the row does not fit there.
 */
export function asRowMove(
  source: { table: Table; amendment: RowAmendment },
  goal: { table: Table; amendment: RowAmendment },
): { source?: RowAmendment; goal: RowAmendment } | undefined {
  const { amendment: away } = source;
  const { amendment: there } = goal;
  if (away.of !== "rows" || there.of !== "more rows") return undefined;
  const [row, ...others] = source.table.rows.slice(away.first, away.last + 1);
  const [said, ...more] = there.rows;
  if (!row || !said || others.length + more.length > 0 || foldText(rowText(row)) !== foldText(rowText(said)))
    return undefined;
  const { row: at, where } = there;
  if (source.table === goal.table) return { goal: { of: "moved row", goes: away.first, row: at, where } };
  return { source: away, goal: { ...there, rows: [withHeadersOf(said, row)] } };
}

/** A row whose cells are headers as those of another are. */
function withHeadersOf(model: Row, row: Row): Row {
  return { cells: row.cells.map((cell, index) => ({ ...cell, header: model.cells[index]?.header ?? cell.header })) };
}

/**
 * The rows that a stretch of a table's text takes up whole; a stretch as long as quotations get stands for the row that it
 * begins. Undefined where it takes up no whole rows, or a cell reaches over their edge.
 */
export function rowsIn(table: Table, { start, end }: Stretch): RowAmendment | undefined {
  const spans = rowStretches(table);
  const cut = end - start >= longest.exact - 1;
  const first = spans.findIndex(({ from, to }) => from === start && to > from);
  const last = spans.findLastIndex(({ from, to }) => to > from && (to === end || (cut && from === start && to > end)));
  if (first === -1 || last < first) return undefined;
  const reaches = ({ cells }: Row, index: number) =>
    cells.some(
      ({ rowSpan }) => (index < first && index + rowSpan > first) || (index >= first && index + rowSpan > last + 1),
    );
  return table.rows.some((row, index) => index <= last && reaches(row, index))
    ? undefined
    : { of: "rows", first, last };
}

/** The table with its rows amended; none where no row is left of it. */
export function withRows(table: Table, amendments: readonly RowAmendment[]): Table[] {
  const leaving = amendments.flatMap((one) => rowsLeaving(one) ?? []);
  const isGone = (at: number) => leaving.some(({ first, last }) => first <= at && at <= last);
  const coming = (one: Extract<RowAmendment, RowPlace>) =>
    one.of === "more rows" ? one.rows : [withHeadersOf(modelRow(table, one), table.rows[one.goes]!)];
  const more = (at: number, where: RowPlace["where"]) =>
    amendments.flatMap((one) => ("where" in one && one.row === at && one.where === where ? coming(one) : []));
  const kept = table.rows.map((row, at) => [...more(at, "before"), ...(isGone(at) ? [] : [row])]);
  const rows = kept.flatMap((some, at) => [...some, ...more(at, "after")]);
  const headerRows = kept.slice(0, table.headerRows).flat().length;
  return rows.length > 0 ? [{ ...table, rows, headerRows }] : [];
}

/** Where the rows of a table stand in its folded text. */
function rowStretches(table: Table): { from: number; to: number }[] {
  const text = foldText(textOf(table));
  let at = foldText(plainText(table.caption ?? [])).length;
  return table.rows.map(({ cells }) => {
    const own = foldText(rowText({ cells }));
    const from = own === "" ? at : text.indexOf(own, at);
    if (from !== -1) at = from + own.length;
    return { from, to: at };
  });
}

/**
 * One more row after the one that a stretch of a table's text is in, its cells separated as in "ORIV | douze notes".
 * Undefined where they are not as many as that row's, or a cell there spans others.
 */
export function rowAfter(table: Table, { start, end }: Stretch, text: string): RowAmendment | undefined {
  const at = rowStretches(table).findIndex(({ from, to }) => to > from && from <= start && end <= to);
  if (at === -1 || at + 1 < table.headerRows) return undefined;
  const place: RowPlace = { row: at, where: "after" };
  const one = rowOf(table, modelRow(table, place), text);
  return one && { of: "more rows", ...place, rows: [one] };
}

/** The row that one put at a place is like: below the headers, the first of the others. */
function modelRow({ rows, headerRows }: Table, { row, where }: RowPlace): Row {
  return (where === "after" ? rows[Math.max(row, headerRows)] : undefined) ?? rows[row]!;
}

/** A row said as "ORIV | douze notes", with the headers of `model`. Undefined where it does not fit in the table. */
function rowOf({ rows }: Table, model: Row, text: string): Row | undefined {
  const words = cellsIn(text);
  if (model.cells.length !== words.length || /\n\s*\n/.test(text)) return undefined;
  if (rows.some(({ cells }) => cells.some(({ colSpan, rowSpan }) => colSpan > 1 || rowSpan > 1))) return undefined;
  const cells = words.map((value, index) => ({
    ...{ colSpan: 1, rowSpan: 1, header: model.cells[index]?.header ?? false, children: paragraphsOf(value) },
  }));
  return { cells };
}

/**
 * Rows more before the row that a stretch of a table's text takes up whole: `words` says them, then that row itself, a line
 * each. Undefined where the last line is not that row, or a row does not fit in the table.
 */
export function rowsBefore(table: Table, { start, end }: Stretch, words: string): RowAmendment | undefined {
  const lines = words.split("\n").filter((line) => line.trim() !== "");
  const at = rowStretches(table).findIndex(({ from, to }) => from === start && to === end && to > from);
  const row = table.rows[at];
  if (!row || lines.length < 2 || foldText(cellsIn(lines.pop()!).join("\n")) !== foldText(rowText(row)))
    return undefined;
  const rows = lines.map((line) => rowOf(table, row, line)).filter((one) => one !== undefined);
  return rows.length < lines.length ? undefined : { of: "more rows", row: at, where: "before", rows };
}

/** The cells of a row said as "ORIV | douze notes", of which the first and the last may be empty. */
function cellsIn(text: string): string[] {
  return ` ${text} `.split(" | ").map((cell) => cell.trim());
}

function rowText({ cells }: Row): string {
  return cells.flatMap(({ children }) => children.map(textOf)).join("\n");
}
