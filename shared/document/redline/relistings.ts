import type { Block, Paragraph, Table } from "../tree.ts";
import { innerBlocks } from "../visit.ts";
import type { Group } from "./groups.ts";

/**
 * The blocks of a group as lines that can be compared though they stand in blocks of unlike kinds: what lists,
 * quotations, callouts and tables hold, code as a paragraph; a table cut in two as one, before what stands around it. Undefined
 * where that makes no difference, of a table with a caption or a callout with a title, and where both texts have code or several tables: these are
 * compared as what they are.
 */
export function linesOf({ before, after }: Group<Block>): Group<Block> | undefined {
  const tables = { before: before.filter(isTable), after: after.filter(isTable) };
  const fewest = Math.min(tables.before.length, tables.after.length);
  if (fewest > 0) return fewest === 1 ? inOneTable({ before, after }, tables) : undefined;
  const all = [...before, ...after];
  if (!all.some(isReshaped) || all.some(isCaptioned) || [before, after].every((blocks) => blocks.some(isCode)))
    return undefined;
  return { before: before.flatMap(linesIn), after: after.flatMap(linesIn) };
}

function isTable(block: Block): block is Table {
  return block.type === "table";
}

function isCaptioned(block: Block): boolean {
  return (isTable(block) && block.caption !== undefined) || (block.type === "callout" && block.title !== undefined);
}

function isCode({ type }: Block): boolean {
  return type === "codeBlock";
}

function isReshaped({ type }: Block): boolean {
  return type === "list" || type === "quote" || type === "callout" || type === "table" || type === "codeBlock";
}

/** What a block holds, one thing after the other; a block that holds nothing is a line of its own. */
export function linesIn(block: Block): Block[] {
  if (block.type === "codeBlock") return [lineOf(block.id, [{ type: "text", value: block.value }])];
  return isReshaped(block) ? innerBlocks(block).flat() : [block];
}

function lineOf(id: string, children: Paragraph["children"]): Paragraph {
  return { type: "paragraph", id, children };
}

function inOneTable({ before, after }: Group<Block>, tables: Group<Table>): Group<Block> | undefined {
  const [old, now] = [oneTable(tables.before), oneTable(tables.after)];
  if (!old || !now || tables.before.length === tables.after.length) return undefined;
  const isOther = (block: Block) => !isTable(block);
  return { before: [old, ...before.filter(isOther)], after: [now, ...after.filter(isOther)] };
}

/** Tables of one width, none but the first with a caption, as one. */
function oneTable([first, ...others]: readonly Table[]): Table | undefined {
  const isLike = ({ columns, caption }: Table) => !caption && columns.length === first!.columns.length;
  if (!first || !others.every(isLike)) return undefined;
  return { ...first, rows: [first, ...others].flatMap(({ rows }) => rows) };
}
