import { alikeEnough, bagOf, likeness } from "../../shared/document/redline/likeness.ts";
import type { DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf } from "../../shared/document/visit.ts";
import type { Change } from "./change.ts";
import { commentOn, type Tell } from "./changes.ts";
import { keyOf, shortened } from "./lines.ts";
import { nameOf, textOfRow } from "./tables.ts";

/**
 * Rows that stand, as they were or edited, in a table that came, which no correction puts in, are not taken out of theirs:
 * one comment, where the table came, tells of which table of `tree` it was cut. Nor is a whole table taken out while another
 * came, which may be the same one moved far, or made anew: both are told.
 */
export function withCutTables(changes: readonly Change[], tree: DocumentTree, tell: Tell): Change[] {
  const cut = new Map<Change, string>();
  const gone = new Set<Change>();
  for (const added of changes) {
    const rows = added.table?.rows.map((row) => textOfRow(row)) ?? [];
    const mine = changes.filter(
      (change) => isRowGone(change) && !gone.has(change) && rows.some((row) => isSameRow(change.out, row)),
    );
    if (mine.length === 0) continue;
    for (const change of mine) gone.add(change);
    const from = new Set(mine.map((change) => change.from.at));
    const tables = [...eachBlockOf(tree)].filter((block) => block.type === "table" && from.has(block.id));
    const names = tables.flatMap((block) => (block.type === "table" ? shortened(nameOf(block)) : []));
    const lines = added.table!.rows.map((row) => textOfRow(row, " | ")).join("\n");
    cut.set(added, tell("table-cut", { table: names.join(" – "), rows: lines }));
  }
  const isTableTold = changes.some(({ table }) => table !== undefined);
  return changes
    .filter((change) => !gone.has(change))
    .map((change) => {
      const comment = isTableTold && isTableGone(change) ? tell("table-gone", {}) : cut.get(change);
      return comment === undefined ? change : commentOn(change.from.at!, comment);
    });
}

function isTableGone({ from, moved }: Change): boolean {
  return from.whole === "table" && from.type === "deletion" && !moved;
}

function isRowGone({ from, moved }: Change): boolean {
  return from.whole === "row" && from.type === "deletion" && !moved;
}

/** Whether a row is another, as it was or edited but for its first cell; a line a cell. */
function isSameRow(old: string, now: string): boolean {
  if (keyOf(old) === keyOf(now)) return true;
  const [name, other] = [old, now].map((row) => keyOf(row.split("\n")[0]!));
  return name !== "" && name === other && likeness(bagOf(old), bagOf(now)) >= alikeEnough;
}
