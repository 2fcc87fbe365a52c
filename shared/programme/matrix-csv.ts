import Papa from "papaparse";
import type { Matrix, MatrixRow } from "./matrix.ts";

/** The matrix for a spreadsheet (RFC 4180, UTF-8 with its mark, so that they read its accents); the lines of a cell are its lines. */
export function matrixCsv({ families, rows }: Matrix, title: (row: MatrixRow) => string): string {
  const columns = families.flatMap((family) => family.actions.map((action) => ({ family, action })));
  const table = [
    ["", ...columns.map(({ family }) => family.title)],
    ["", ...columns.map(({ action }) => action.heading ?? action.title)],
    ...rows.map(({ row, cells }) => [title(row), ...cells.map(({ lines }) => lines.join("\n"))]),
  ];
  return `\ufeff${Papa.unparse(table, { escapeFormulae: true })}\r\n`;
}
