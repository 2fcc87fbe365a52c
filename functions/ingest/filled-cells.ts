import type { Block, DocumentTree, Table } from "../../shared/document/tree.ts";
import { eachBlock, eachBlockOf, textOf } from "../../shared/document/visit.ts";

/** The innermost cell that a block stands in: its table, the ids of its blocks, and the first words of its row. */
export type CellAround = { table: Table; ids: ReadonlySet<string>; row: string };

/** Undefined where a block stands in no cell. */
export function cellAround(tree: Pick<DocumentTree, "blocks" | "notes">, id: string): CellAround | undefined {
  const tables = Array.from(eachBlockOf(tree)).filter((block) => block.type === "table");
  for (const table of tables.reverse()) {
    for (const { cells } of table.rows) {
      const own = cells.find(({ children }) => idsOf(children).has(id));
      const others = cells.filter((cell) => cell !== own).map(({ children }) => children.map(textOf).join(" "));
      if (own) return { table, ids: idsOf(own.children), row: others.find((text) => text.trim() !== "") ?? "" };
    }
  }
  return undefined;
}

function idsOf(blocks: readonly Block[]): Set<string> {
  return new Set(Array.from(eachBlock(blocks), ({ id }) => id));
}
