import { columnsOf } from "../../../document/grid.ts";
import type { BlockChange, EditedBlock, RowChange, WordChange } from "../../../document/redline/redline.ts";
import type { Block, Cell, Figure, Row, Table } from "../../../document/tree.ts";
import { attributes, escaped } from "../escape.ts";
import { cellToHtml } from "../table.ts";
import { fateToHtml, type Redlining, wordsToHtml } from "./context.ts";

type TableChange = Extract<EditedBlock, { type: "table" }>;

/** What cells hold, as it changed or as it is. */
type Writers = {
  changes: (redlining: Redlining, changes: readonly BlockChange[]) => string;
  blocks: (redlining: Redlining, blocks: readonly Block[], side: "before" | "after") => string;
};

/** A table row by row, in a box that scrolls by itself; headers are those before any other row, so that rows keep their order. */
export function tableChangeToHtml(redlining: Redlining, id: string, change: TableChange, writers: Writers): string {
  const words = captionToHtml(redlining, change);
  const caption = words === "" ? "" : `<caption>${words}</caption>\n`;
  const aligns = { before: alignsOf(change.before), after: alignsOf(change.after) };
  const first = change.rows.find(({ is }) => is === "edited");
  const write = (row: RowChange) => rowToHtml(redlining, row, { aligns, heads: row === first }, writers);
  const heads = change.rows.findIndex(({ header }) => !header);
  const head = change.rows.slice(0, heads === -1 ? undefined : heads).map(write);
  const body = change.rows.slice(head.length).map(write);
  const parts = [
    head.length > 0 ? `<thead>\n${head.join("")}</thead>\n` : "",
    body.length > 0 ? `<tbody>\n${body.join("")}</tbody>\n` : "",
  ];
  return `<div class="table" tabindex="0"><table${attributes({ id })}>\n${caption}${parts.join("")}</table></div>\n`;
}

/** A caption as it changed, behind its label; empty where neither text has one. */
export function captionToHtml(
  redlining: Redlining,
  { before, after, caption }: { before: Table | Figure; after: Table | Figure; caption: WordChange[] },
): string {
  const label = after.label ?? before.label;
  const words = wordsToHtml(redlining, caption);
  if (label === undefined) return words;
  return `<strong>${escaped(label)}</strong>${words === "" ? "" : `\u00A0– ${words}`}`;
}

type Aligns = (cell: Cell) => string | undefined;
/** How cells are set, and whether a row is the one that says which columns came or went. */
type Frame = { aligns: { before: Aligns; after: Aligns }; heads: boolean };

function alignsOf({ rows, columns }: Table): Aligns {
  const places = columnsOf(rows);
  return (cell) => columns[places.get(cell) ?? 0]?.align;
}

function rowToHtml(
  redlining: Redlining,
  change: RowChange,
  { aligns, heads }: Frame,
  { changes, blocks }: Writers,
): string {
  const { header } = change;
  if (change.is === "edited") {
    const cells = change.cells.map((cell) => {
      const side = cell.after ? "after" : "before";
      const own = cell[side]!;
      const stayed = cell.before !== undefined && cell.after !== undefined;
      const content = stayed
        ? changes(redlining, cell.blocks)
        : wholeCell(
            redlining,
            { is: cell.after ? "inserted" : "deleted" },
            heads,
            blocks(redlining, own.children, side),
          );
      return cellToHtml(own, header, aligns[side](own), content);
    });
    return `<tr>${cells.join("")}</tr>\n`;
  }
  const side = change.is === "deleted" ? "before" : "after";
  const row: Row = change.is === "deleted" ? change.before : change.after;
  const cells = row.cells.map((cell, index) => {
    const content = blocks(redlining, cell.children, side);
    return cellToHtml(
      cell,
      header,
      aligns[side](cell),
      change.is === "same" ? content : wholeCell(redlining, change, index === 0, content),
    );
  });
  return `<tr>${cells.join("")}</tr>\n`;
}

/** A cell that came or went: the first of its row, or of its column, says so. */
function wholeCell(
  redlining: Redlining,
  { is, move }: { is: "inserted" | "deleted"; move?: number },
  first: boolean,
  content: string,
): string {
  const name = is === "inserted" ? "ins" : "del";
  const fate = first ? fateToHtml(redlining, is, move) : "";
  return `<${name} class="cell">${fate}${content.trimEnd()}</${name}>`;
}
