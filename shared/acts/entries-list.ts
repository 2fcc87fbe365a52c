import { foldWords } from "../name.ts";
import { type CsvRow, readCsvRows } from "./csv-rows.ts";

/** A column of a list of entries, by the words that may head it, folded. */
const columns = {
  date: ["date", "jour", "day"],
  agreement: ["convention", "agreement"],
  action: ["action"],
  term: ["ligne", "poste", "term", "line"],
  organisation: ["structure", "organisation", "organization"],
  person: ["personne", "qui", "person", "who"],
  quantity: ["quantite", "quantity"],
  unit: ["unite", "unit"],
  amount: ["montant", "amount"],
  note: ["note", "objet", "subject"],
  state: ["etat", "state"],
} as const satisfies Record<string, readonly string[]>;
export type EntryColumn = keyof typeof columns;
/** In the order in which they are written. */
const entryColumns = Object.keys(columns) as EntryColumn[];
const needed: readonly EntryColumn[] = ["date", "agreement", "term"];

/** A line of a list, as it stands there. */
export type ListedEntry = { line: number } & Record<EntryColumn, string>;

/** What is wrong with a list as a table; `word`: what stands there. */
export type EntriesFault = { line: number; code: TableFault; word?: string };
type TableFault = "empty" | "many" | "quotes" | "cells" | "column-unknown" | "column-twice" | "column-missing";

/** Lines of one list. */
export const mostListed = 1_000;

/**
 * Reads a list of entries as it is pasted, or as a spreadsheet writes it (CSV): a row of headings, then a line each. All faults of the
 * table at once; what stands in its cells is for `importEntries` to understand.
 */
export async function readEntriesList(text: string): Promise<{ entries: ListedEntry[]; faults: EntriesFault[] }> {
  const { rows, unread } = await readCsvRows(text);
  if (unread.length > 0) return refused(unread.map((line) => ({ line, code: "quotes" })));
  const [head, ...body] = rows;
  if (!head || body.length === 0) return refused([{ line: head?.line ?? 1, code: "empty" }]);
  if (body.length > mostListed)
    return refused([{ line: body[mostListed]!.line, code: "many", word: String(mostListed) }]);
  const { order, faults } = readHead(head);
  if (faults.length > 0) return refused(faults);
  const astray = body.filter(({ cells }) => cells.some((cell, at) => cell.trim() !== "" && order[at] === undefined));
  if (astray.length > 0)
    return refused(astray.map(({ line, cells }) => ({ line, code: "cells", word: cells.at(-1)?.trim() ?? "" })));
  return { entries: body.map((row) => listedIn(row, order)), faults: [] };
}

function refused(faults: EntriesFault[]): { entries: never[]; faults: EntriesFault[] } {
  return { entries: [], faults };
}

/** Which column each cell is of; a cell without a heading is of none, as spreadsheets leave them at the end. */
function readHead({ line, cells }: CsvRow): { order: (EntryColumn | undefined)[]; faults: EntriesFault[] } {
  const order = cells.map(columnOf);
  const faults = cells.flatMap((cell, at): EntriesFault[] => {
    const [column, word] = [order[at], cell.trim()];
    if (column === undefined) return word === "" ? [] : [{ line, code: "column-unknown", word }];
    return order.indexOf(column) < at ? [{ line, code: "column-twice", word }] : [];
  });
  const missing = needed.filter((name) => !order.includes(name));
  return { order, faults: [...faults, ...missing.map((word) => ({ line, code: "column-missing" as const, word }))] };
}

function columnOf(cell: string): EntryColumn | undefined {
  return entryColumns.find((name) => (columns[name] as readonly string[]).includes(foldWords(cell)));
}

function listedIn({ line, cells }: CsvRow, order: readonly (EntryColumn | undefined)[]): ListedEntry {
  const texts = entryColumns.map((name) => [name, unharmed((cells[order.indexOf(name)] ?? "").trim())] as const);
  return { line, ...(Object.fromEntries(texts) as Record<EntryColumn, string>) };
}

/** Without the apostrophe that keeps a spreadsheet from taking a text for a formula. */
function unharmed(cell: string): string {
  return /^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}
