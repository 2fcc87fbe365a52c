import Papa from "papaparse";

/** A line of the CSV that a page of entries, or a statement, gives: its cells by their headings in small letters. */
export type CsvLine = Record<string, string>;
/** Hours and days in hundredths, money in cents. */
export type CsvSums = Record<"hours" | "days" | "cents", number>;

/** The lines of a CSV file, as a spreadsheet reads them. */
export function csvLines(text: string): CsvLine[] {
  const { data, errors } = Papa.parse<CsvLine>(text.replace(/^\ufeff/, ""), {
    ...{ header: true, skipEmptyLines: true, transformHeader: (head) => head.toLowerCase() },
  });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
}

/** What lines come to, read from their cells alone: what undoes a line has a minus. */
export function csvSums(lines: readonly CsvLine[]): CsvSums {
  const of = (column: string, unit?: string) =>
    lines
      .filter((line) => unit === undefined || line.unité === unit)
      .reduce((sum, line) => sum + hundredths(line[column] ?? ""), 0);
  return { hours: of("quantité", "heure"), days: of("quantité", "jour"), cents: of("montant") };
}

/** "-17,5" is -1750; an empty cell is nothing. Throws for what is no number. */
function hundredths(written: string): number {
  if (written === "") return 0;
  const [, sign = "", whole = "", decimals = ""] =
    /^(-?)(\d+)(?:,(\d{1,2}))?$/.exec(written.replace("\u2212", "-")) ?? [];
  if (whole === "") throw new Error(`no number: ${written}`);
  return Number(`${sign}${whole}${decimals.padEnd(2, "0")}`);
}
