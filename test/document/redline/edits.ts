import fc from "fast-check";
import { identify } from "../../../shared/document/identify.ts";
import type { Block, Cell, DocumentTree, Inline, Paragraph, Table } from "../../../shared/document/tree.ts";
import { innerBlocks, mapBlocks, mapInlines, mapInlinesOf } from "../../../shared/document/visit.ts";
import { blocks, text, trees } from "../arbitrary.ts";

/** Two versions of a random document: unlike, or one edited to the other as authors do. */

type Edit =
  | { is: "delete" | "double" | "retype" | "recast" | "dress"; at: number }
  | { is: "part" | "head" | "list" | "cut" | "column" | "uncolumn"; at: number }
  | { is: "join"; at: number }
  | { is: "insert"; at: number; blocks: Block[] }
  | { is: "move"; at: number; to: number }
  | { is: "type"; at: number; text: string }
  | { is: "notes" | "title"; text: string };

const at = fc.nat({ max: 40 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ is: fc.constantFrom("delete" as const, "double", "retype", "recast", "dress"), at }),
  fc.record({ is: fc.constantFrom("part" as const, "head", "list", "cut", "column", "uncolumn"), at }),
  fc.record({ is: fc.constant("join" as const), at }),
  fc.record({ is: fc.constant("insert" as const), at, blocks }),
  fc.record({ is: fc.constant("move" as const), at, to: at }),
  { weight: 3, arbitrary: fc.record({ is: fc.constant("type" as const), at, text }) },
  fc.record({ is: fc.constantFrom("notes" as const, "title"), text }),
);

export const versions: fc.Arbitrary<[DocumentTree, DocumentTree]> = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(trees, trees) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(trees, fc.array(edit, { minLength: 1, maxLength: 5 }))
      .map(([tree, edits]): [DocumentTree, DocumentTree] => [tree, identify(edits.reduce(edited, tree))]),
  },
);

function edited(tree: DocumentTree, change: Edit): DocumentTree {
  switch (change.is) {
    case "title":
      return { ...tree, meta: { ...tree.meta, title: `${tree.meta.title ?? ""} ${change.text}` } };
    case "notes":
      return {
        ...tree,
        notes: Object.fromEntries(Object.entries(tree.notes).map(([id, note]) => [id, typed(note, 0, change.text)])),
      };
    case "move": {
      const moved = tree.blocks[change.at % Math.max(1, tree.blocks.length)];
      const others = tree.blocks.filter((block) => block !== moved);
      return moved ? { ...tree, blocks: others.toSpliced(change.to % (others.length + 1), 0, moved) } : tree;
    }
    case "join":
      return { ...tree, blocks: joined(tree.blocks, change.at) };
    case "type":
      return { ...tree, blocks: typed(tree.blocks, change.at, change.text) };
    case "recast":
      return { ...tree, blocks: tree.blocks.map((block, place) => (place === change.at ? recast(block) : block)) };
    default:
      return { ...tree, blocks: blocksWith(tree.blocks, change) };
  }
}

/** One of the blocks, at any depth, in another way. */
function blocksWith(
  tree: Block[],
  change: Exclude<Extract<Edit, { at: number }>, { is: "type" | "move" | "join" }>,
): Block[] {
  let count = 0;
  return mapBlocks(tree, (block): Block | Block[] => {
    if (count++ !== change.at) return block;
    switch (change.is) {
      case "delete":
        return [];
      case "double":
        return [block, block];
      case "insert":
        return [block, ...change.blocks];
      case "part":
        return block.type === "paragraph" ? parted(block) : block;
      case "head":
        return block.type === "paragraph" ? headed(block) : block;
      case "list":
        return relisted(block);
      case "cut":
        return block.type === "table" ? cut(block) : block;
      case "column":
      case "uncolumn":
        return block.type === "table" ? withColumn(block, change.is === "column") : block;
      case "retype":
        return mapInlinesOf([block], (inlines) => mapInlines(inlines, retyped));
      default:
        return mapInlinesOf([block], (inlines) => [{ type: "emphasis", children: inlines }]);
    }
  });
}

/** A paragraph in two, at the middle of its inlines, or of its words. */
function parted(block: Paragraph): Block[] {
  const middle = Math.ceil(block.children.length / 2);
  const [first] = block.children;
  if (block.children.length !== 1 || first?.type !== "text") {
    return [block.children.slice(0, middle), block.children.slice(middle)].map((children) => ({ ...block, children }));
  }
  const cut = first.value.indexOf(" ", first.value.length / 2);
  return [first.value.slice(0, cut), first.value.slice(cut + 1)].map((value) => ({
    ...block,
    children: [{ type: "text", value }],
  }));
}

/** A paragraph whose first words are a heading of what is left. */
function headed(block: Paragraph): Block[] {
  const [first, ...rest] = parted(block);
  if (first?.type !== "paragraph") return [block];
  return [{ type: "heading", id: "", level: 2, numbered: true, children: first.children }, ...rest];
}

/** A list, a quotation or a table as what they hold, code as a paragraph, a paragraph as a list of one item. */
function relisted(block: Block): Block[] {
  if (block.type === "list" || block.type === "quote" || block.type === "callout" || block.type === "table")
    return innerBlocks(block).flat();
  if (block.type === "codeBlock")
    return [{ type: "paragraph", id: "", children: [{ type: "text", value: block.value }] }];
  if (block.type !== "paragraph") return [block];
  return [{ type: "list", id: "", ordered: false, start: 1, format: "decimal", items: [{ children: [block] }] }];
}

/** A table in two, around a heading, where no cell reaches over rows. */
function cut(table: Table): Block[] {
  const middle = Math.ceil(table.rows.length / 2);
  const reaches = table.rows.some(({ cells }) => cells.some(({ rowSpan }) => rowSpan > 1));
  if (reaches || table.headerRows >= middle) return [table];
  const heading: Block = {
    type: "heading",
    id: "",
    level: 2,
    numbered: true,
    children: [{ type: "text", value: "Suite" }],
  };
  const { caption: _, ...rest } = { ...table, headerRows: 0, rows: table.rows.slice(middle) };
  return [{ ...table, rows: table.rows.slice(0, middle) }, heading, rest];
}

/** A paragraph and the next in one. */
function joined(tree: Block[], place: number): Block[] {
  return tree.flatMap((block, index): Block[] => {
    const [last, next] = [tree[index - 1], tree[index + 1]];
    if (index === place && block.type === "paragraph" && next?.type === "paragraph") {
      return [{ ...block, children: [...block.children, { type: "text", value: " " }, ...next.children] }];
    }
    const isJoined = index === place + 1 && block.type === "paragraph" && last?.type === "paragraph";
    return isJoined ? [] : [block];
  });
}

/** A table with one more column at its left, or with one less. */
function withColumn(table: Table, more: boolean): Table {
  const rows = table.rows.map(({ cells: [first, ...others] }, index) => {
    const header = index < table.headerRows;
    const children: Block[] = [{ type: "paragraph", id: "", children: [{ type: "text", value: `Ligne ${index}` }] }];
    const own: Cell = { colSpan: 1, rowSpan: 1, header, children };
    if (more) return { cells: [own, ...(first ? [first] : []), ...others] };
    return { cells: first && first.colSpan > 1 ? [{ ...first, colSpan: first.colSpan - 1 }, ...others] : others };
  });
  if (!more && table.columns.length < 2) return table;
  return { ...table, rows, columns: more ? [{ align: "start" }, ...table.columns] : table.columns.slice(1) };
}

function recast(block: Block): Block {
  switch (block.type) {
    case "heading":
      return { ...block, level: block.level === 1 ? 2 : 1 };
    case "paragraph":
      return { ...block, align: block.align === "center" ? "end" : "center" };
    case "list":
      return { ...block, ordered: !block.ordered };
    case "table":
      return { ...block, headerRows: block.headerRows === 0 ? 1 : 0 };
    default:
      return block;
  }
}

function retyped(inline: Inline): Inline {
  return inline.type === "text"
    ? { ...inline, value: inline.value.replace(/'/g, "’").replace(/ (?=[;:!?])/g, "\u202F") }
    : inline;
}

/** Words added to one of the texts, and its first word taken away. */
function typed(tree: Block[], place: number, words: string): Block[] {
  let count = 0;
  return mapInlinesOf(tree, (inlines) =>
    mapInlines(inlines, (inline) => {
      if (inline.type !== "text" || count++ !== place) return inline;
      return { ...inline, value: `${inline.value.replace(/^\S+\s(?=\p{L})/u, "")} ${words}` };
    }),
  );
}
