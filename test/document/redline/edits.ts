import fc from "fast-check";
import { identify } from "../../../shared/document/identify.ts";
import type { Block, DocumentTree, Inline } from "../../../shared/document/tree.ts";
import { mapBlocks, mapInlines, mapInlinesOf } from "../../../shared/document/visit.ts";
import { blocks, text, trees } from "../arbitrary.ts";

/** Two versions of a random document: unlike, or one edited to the other as authors do. */

type Edit =
  | { is: "delete" | "double" | "retype" | "recast" | "dress"; at: number }
  | { is: "insert"; at: number; blocks: Block[] }
  | { is: "move"; at: number; to: number }
  | { is: "type"; at: number; text: string }
  | { is: "notes" | "title"; text: string };

const at = fc.nat({ max: 40 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ is: fc.constantFrom("delete" as const, "double", "retype", "recast", "dress"), at }),
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
    case "type":
      return { ...tree, blocks: typed(tree.blocks, change.at, change.text) };
    case "recast":
      return { ...tree, blocks: tree.blocks.map((block, place) => (place === change.at ? recast(block) : block)) };
    default:
      return { ...tree, blocks: blocksWith(tree.blocks, change) };
  }
}

/** One of the blocks, at any depth, in another way. */
function blocksWith(tree: Block[], change: Exclude<Extract<Edit, { at: number }>, { is: "type" | "move" }>): Block[] {
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
      case "retype":
        return mapInlinesOf([block], (inlines) => mapInlines(inlines, retyped));
      default:
        return mapInlinesOf([block], (inlines) => [{ type: "emphasis", children: inlines }]);
    }
  });
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
