/** A row of a table that people send: `line`, where it begins in the text, from 1. */
export type CsvRow = { line: number; cells: string[] };

/**
 * Reads a table as it is pasted, or as a spreadsheet writes it (CSV): cells parted by tabs, semicolons or commas; empty rows are left
 * out. `unread`: lines on which a quotation mark is not closed, where nothing else is read.
 */
export async function readCsvRows(text: string): Promise<{ rows: CsvRow[]; unread: number[] }> {
  // what reads CSV is loaded when it is needed
  const { default: Papa } = await import("papaparse");
  const whole = text.replace(/^\ufeff/, "");
  const { data, errors } = Papa.parse<string[]>(whole, { delimiter: delimiterOf(whole) });
  const lines = linesOf(data);
  const unread = errors.filter(({ type }) => type === "Quotes").map(({ row = 0 }) => lines[row] ?? lines.length);
  if (unread.length > 0) return { rows: [], unread };
  const rows = data.map((cells, index) => ({ line: lines[index]!, cells }));
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== "")), unread };
}

/** The delimiter that the first line has: tabs before semicolons, semicolons before commas, which names have too. */
function delimiterOf(text: string): string {
  const first = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== "") ?? "";
  return ["\t", ";"].find((each) => first.includes(each)) ?? ",";
}

/** On which line of the text each row begins: a cell in quotes may hold several lines. */
function linesOf(rows: readonly string[][]): number[] {
  let line = 1;
  return rows.map((cells) => {
    const begins = line;
    line += 1 + cells.reduce((sum, cell) => sum + cell.split(/\r\n|\r|\n/).length - 1, 0);
    return begins;
  });
}
