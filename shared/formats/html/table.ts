import { columnsOf } from "../../document/grid.ts";
import { captionOf } from "../../document/number.ts";
import type { Block, Cell, Table } from "../../document/tree.ts";
import { plainText } from "../../document/visit.ts";
import type { Context } from "./context.ts";
import { attributes } from "./escape.ts";
import { inlinesToHtml } from "./inline.ts";

type WriteBlocks = (context: Context, blocks: readonly Block[]) => string;

/**
 * A table in a box that scrolls by itself on a narrow screen. Blocks in cells are not remarked on one by one: the
 * table is one thing. `blocks` writes what cells hold.
 */
export function tableToHtml(context: Context, table: Table, blocks: WriteBlocks): string {
  const { afterBlock: _, ...inside } = context;
  const caption = table.caption ? `<caption>${inlinesToHtml(context, captionOf(table))}</caption>\n` : "";
  const rows = rowsToHtml(inside, table, blocks);
  const head = rows.slice(0, table.headerRows).join("");
  const body = rows.slice(table.headerRows).join("");
  const parts = [head && `<thead>\n${head}</thead>\n`, body && `<tbody>\n${body}</tbody>\n`].join("");
  const label = table.caption ? plainText(captionOf(table)) : undefined;
  const box = attributes({ class: "table", tabindex: 0, role: label && "region", "aria-label": label });
  return `<div${box}><table${attributes({ id: table.id })}>\n${caption}${parts}</table></div>\n`;
}

function rowsToHtml(context: Context, table: Table, blocks: WriteBlocks): string[] {
  const columns = columnsOf(table.rows);
  return table.rows.map((row, index) => {
    const inHead = index < table.headerRows;
    const cells = row.cells.map((cell) => {
      const align = table.columns[columns.get(cell) ?? 0]?.align;
      return cellToHtml(cell, inHead, align, blocks(context, cell.children));
    });
    return `<tr>${cells.join("")}</tr>\n`;
  });
}

/** A cell with its content, as a header where it is one. */
export function cellToHtml(cell: Cell, inHead: boolean, align: string | undefined, content: string): string {
  const header = cell.header || inHead;
  const values = {
    scope: header ? scopeOf(cell, inHead) : undefined,
    colspan: cell.colSpan > 1 ? cell.colSpan : undefined,
    rowspan: cell.rowSpan > 1 ? cell.rowSpan : undefined,
    class: align === "center" || align === "end" ? align : undefined,
  };
  const name = header ? "th" : "td";
  return `<${name}${attributes(values)}>${content.trimEnd()}</${name}>`;
}

/** HTML, 4.9.10: a header cell over several columns or rows heads the group. */
function scopeOf(cell: Cell, inHead: boolean): string {
  if (inHead) return cell.colSpan > 1 ? "colgroup" : "col";
  return cell.rowSpan > 1 ? "rowgroup" : "row";
}
