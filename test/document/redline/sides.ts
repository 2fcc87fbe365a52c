import type {
  BlockChange,
  EditedBlock,
  ItemChange,
  PartedText,
  Relisted,
  RowChange,
  WordChange,
} from "../../../shared/document/redline/redline.ts";
import type { Block, Inline, ListItem, Row, Table } from "../../../shared/document/tree.ts";
import { plainText } from "../../../shared/document/visit.ts";

/** A redline read back: one of the two texts that it is made of. */

export type Side = "before" | "after";
const missing = { before: "inserted", after: "deleted" } as const;

export function blocksOf(changes: readonly BlockChange[], side: Side): Block[] {
  return changes.flatMap((change): Block[] => {
    if (change.is === missing[side]) return [];
    if (change.is === "relisted") return relistedOf(change, side);
    if (change.is === "parted") return paragraphsOf(change, side);
    return change.is === "edited" ? [editedOf(change, side)] : wholeOf<Block>(change, side);
  });
}

export function wordsOf(changes: readonly WordChange[], side: Side): Inline[] {
  return changes.flatMap((change) => {
    if ("before" in change) return change[side];
    return change.is === missing[side] ? [] : change.words;
  });
}

function paragraphsOf({ pieces, ...change }: PartedText, side: Side): Block[] {
  const lines: Inline[][] = [[]];
  for (const { words, end } of pieces) {
    lines.at(-1)!.push(...wordsOf(words, side));
    if (end !== missing[side]) lines.push([]);
  }
  return change[side].map((paragraph, index) => ({ ...paragraph, children: lines[index]! }));
}

/** The blocks that lines are in again, one after the other; the rows of tables that became one stand first, in one. */
function relistedOf({ lines, ...change }: Relisted, side: Side): Block[] {
  const left = blocksOf(lines, side);
  // both texts have a table: those of one were compared as one; a table that stands first in a quotation is a line of it
  const asOne = [change.before, change.after].every((blocks) => blocks.some(({ type }) => type === "table"));
  if (!asOne || left[0]?.type !== "table") return change[side].map((block) => inside(block, left));
  const { rows, caption } = left.shift() as Table;
  const [first] = change[side].filter(({ type }) => type === "table");
  return change[side].map((block): Block => {
    if (block.type !== "table") return left.shift()!;
    return { ...block, ...(block === first && caption && { caption }), rows: rows.splice(0, block.rows.length) };
  });
}

/** A block with what it holds taken from lines. */
function inside(block: Block, left: Block[]): Block {
  switch (block.type) {
    case "list":
      return { ...block, items: block.items.map(({ children }) => ({ children: left.splice(0, children.length) })) };
    case "quote":
    case "callout":
      return { ...block, children: left.splice(0, block.children.length) };
    case "codeBlock":
      return { ...block, value: plainText(childrenOf(left.shift())) };
    case "table":
      return {
        ...block,
        rows: block.rows.map(({ cells }) => ({
          cells: cells.map((cell) => ({ ...cell, children: left.splice(0, cell.children.length) })),
        })),
      };
    default:
      return left.shift()!;
  }
}

function childrenOf(line: Block | undefined): Inline[] {
  return line?.type === "paragraph" ? line.children : [];
}

function wholeOf<T>(change: { is: string; before?: T; after?: T }, side: Side): T[] {
  const thing = change[side];
  return thing === undefined ? [] : [thing];
}

function editedOf(change: EditedBlock, side: Side): Block {
  switch (change.type) {
    case "text":
      return { ...change[side], children: wordsOf(change.words, side) };
    case "code":
      return {
        ...change[side],
        value: wordsOf(change.words, side)
          .map((word) => ("value" in word ? word.value : ""))
          .join(""),
      };
    case "figure":
      return { ...change[side], caption: wordsOf(change.caption, side) };
    case "quote":
      return { ...change[side], children: blocksOf(change.blocks, side) };
    case "callout":
      return {
        ...change[side],
        ...(change[side].title && { title: wordsOf(change.words, side) }),
        children: blocksOf(change.blocks, side),
      };
    case "list":
      return { ...change[side], items: change.items.flatMap((item) => itemOf(item, side)) };
    case "table":
      return {
        ...change[side],
        caption: wordsOf(change.caption, side),
        rows: change.rows.flatMap((row) => rowOf(row, side)),
      };
  }
}

function itemOf(change: ItemChange, side: Side): ListItem[] {
  if (change.is === "edited") return [{ children: blocksOf(change.blocks, side) }];
  if (change.is === "relisted") {
    const left = blocksOf(change.lines, side);
    return change[side].map(({ children }) => ({ children: left.splice(0, children.length) }));
  }
  return change.is === missing[side] ? [] : wholeOf<ListItem>(change, side);
}

function rowOf(change: RowChange, side: Side): Row[] {
  if (change.is !== "edited") return change.is === missing[side] ? [] : wholeOf<Row>(change, side);
  return [
    {
      cells: change.cells.flatMap((cell) => {
        const own = cell[side];
        return own ? [{ ...own, children: blocksOf(cell.blocks, side) }] : [];
      }),
    },
  ];
}
