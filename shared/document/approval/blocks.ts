import { shortenAtWord } from "../shorten.ts";
import type { Block, Cell, Heading, Inline, Paragraph, Table } from "../tree.ts";

/** The cells of one row: texts, or paragraphs of their own. */
export type Cells = readonly (string | readonly string[])[];

/** Characters of a text that a record gives; the dossier has it whole. */
const longest = 400;

/** What someone wrote, on one line, cut at a word. */
export function shortened(text: string, length = longest): string {
  return shortenAtWord(text.replace(/\s+/gu, " ").trim(), length);
}

/** A heading without a number. */
export function heading(name: string, level: Heading["level"], title: string): Heading {
  return { type: "heading", id: idOf(name), level, numbered: false, children: text(title) };
}

/** A paragraph of plain text, aligned at the start; its id comes from `name`. */
export function paragraph(name: string, value: string): Paragraph {
  return { type: "paragraph", id: idOf(name), align: "start", children: text(value) };
}

/** A hash under the words that say what it is of: as code, so that nothing types it anew. */
export function hashLines(name: string, says: string, hash: string): Block[] {
  return [
    { type: "paragraph", id: idOf(name), align: "start", children: text(says) },
    { type: "codeBlock", id: idOf(`${name}-hash`), value: hash },
  ];
}

/** A table with one header row; `widths` are shares of its width. Its caption has no number: it is not the author's. */
export function table(
  name: string,
  caption: string,
  header: readonly string[],
  rows: readonly Cells[],
  widths: readonly number[],
): Table {
  const cellOf = (cell: Cells[number], place: string, isHeader: boolean): Cell => {
    const lines = typeof cell === "string" ? [cell] : cell;
    const children = lines.map((line, index) => paragraph(`${name}-${place}-${index + 1}`, line));
    return { colSpan: 1, rowSpan: 1, header: isHeader, children };
  };
  const rowOf = (cells: Cells, row: number) => ({
    cells: cells.map((cell, column) => cellOf(cell, `${row}-${column + 1}`, row === 0)),
  });
  return {
    type: "table",
    id: idOf(name),
    columns: widths.map((width) => ({ align: "start", width })),
    headerRows: 1,
    rows: [header, ...rows].map(rowOf),
    ...(caption === "" ? {} : { caption: text(caption) }),
  };
}

function text(value: string): Inline[] {
  return value === "" ? [] : [{ type: "text", value }];
}

function idOf(name: string): string {
  return `livrable-${name}`;
}
