import { foldText } from "../../shared/document/identify.ts";
import { asItem } from "../../shared/document/items.ts";
import { asHeading } from "../../shared/document/paragraphs.ts";
import { shortenAtWord } from "../../shared/document/shorten.ts";
import type { Block, DocumentTree, Heading, Inline, Table } from "../../shared/document/tree.ts";
import { eachBlock, eachBlockOf, innerBlocks, ownInlines, plainText } from "../../shared/document/visit.ts";

/**
 * Words of one block; `id` in the tree of the authors, absent: generated. `key`: what a mere save leaves the same;
 * `inlines`: with citations, which a program may leave as their text; `kind`: what sort of block says them; `table`: the
 * outermost that holds it in a cell, or all of it that this line stands for, as one may for a list; `within`: the lists and
 * quotations that hold it, the outermost first; `item`: it begins an item of the innermost; `level`: of a heading.
 */
export type Line = {
  id?: string;
  text: string;
  key: string;
  inlines: readonly Inline[];
  kind: "heading" | "paragraph" | "caption" | "code" | "cell" | "table" | "list";
  table?: Table;
  within?: readonly Holder[];
  item?: true;
  level?: Heading["level"];
};

/** A list, a quotation or a callout that holds a line. */
type Holder = { id: string; type: "list" | "quote" | "callout" };

/** The lines of a tree, the body in reading order, then the notes. */
export function linesOf(tree: Pick<DocumentTree, "blocks" | "notes">): (Line & { id: string })[] {
  const cells = new Map<string, Table>();
  for (const block of eachBlockOf(tree)) {
    if (block.type !== "table" || cells.has(block.id)) continue;
    for (const inside of eachBlock(block.rows.flatMap((row) => row.cells.flatMap(({ children }) => children))))
      cells.set(inside.id, block);
  }
  return linesIn([tree.blocks, ...Object.values(tree.notes)], cells);
}

/** The lines of what a cell holds. */
export function linesOfCell(children: readonly Block[]): (Line & { id: string })[] {
  return linesIn([children], new Map());
}

function linesIn(runs: readonly (readonly Block[])[], cells: ReadonlyMap<string, Table>): (Line & { id: string })[] {
  const holders = holdersIn(runs);
  return runs
    .flatMap((blocks) => [...eachBlock(blocks)])
    .flatMap((block) => {
      const inlines: Inline[] = block.type === "codeBlock" ? [{ type: "code", value: block.value }] : ownInlines(block);
      const text = plainText(inlines);
      const key = keyOf(text);
      const table = cells.get(block.id);
      const kind = table ? "cell" : kindOf(block);
      return key === ""
        ? []
        : [
            {
              id: block.id,
              text,
              key,
              inlines,
              kind,
              ...(table && { table }),
              ...levelOf(block),
              ...holders.get(block.id),
            },
          ];
    });
}

/** The lists and quotations that hold blocks, by the ids of these. */
function holdersIn(runs: readonly (readonly Block[])[]): Map<string, Pick<Line, "within" | "item">> {
  const holders = new Map<string, Pick<Line, "within" | "item">>();
  const visit = (blocks: readonly Block[], within: readonly Holder[], inItem: boolean) => {
    for (const [index, block] of blocks.entries()) {
      if (within.length > 0) holders.set(block.id, { within, ...(inItem && index === 0 && { item: true }) });
      const { id, type } = block;
      const inner = type === "list" || type === "quote" || type === "callout" ? [...within, { id, type }] : within;
      for (const inside of innerBlocks(block)) visit(inside, inner, type === "list");
    }
  };
  for (const blocks of runs) visit(blocks, [], false);
  return holders;
}

/**
 * Where a line goes that comes after another: after the block `at`, which is the list or the quotation that holds the other
 * where the new line stands after that; `item`: as an item.
 */
export function placeAfter(before: Line & { id: string }, now: Line): { at: string; item: boolean } {
  const [had, has] = [before.within ?? [], now.within ?? []];
  const left = had.find(({ type }, index) => has[index]?.type !== type);
  const lists = [had, has].map((within) => within.filter(({ type }) => type === "list").length) as [number, number];
  return { at: left?.id ?? before.id, item: now.item === true && lists[1] <= Math.max(lists[0], 1) };
}

/** The words of a line that came, as an addition says them: those of an item, of a heading, of a paragraph. */
export function asAdded({ text, kind, level }: Line, item: boolean, words = text): string {
  if (item) return asItem(words);
  return kind === "heading" && level !== undefined ? asHeading(words, level) : words;
}

function levelOf(block: Block): Pick<Line, "level"> {
  return block.type === "heading" ? { level: block.level } : {};
}

function kindOf({ type }: Block): Line["kind"] {
  if (type === "heading" || type === "paragraph") return type;
  return type === "codeBlock" ? "code" : "caption";
}

/** Programs change spaces, and the look of hyphens and points of suspension, when they save. */
export function keyOf(text: string): string {
  return foldText(text)
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/…/g, "...")
    .replace(/ /g, "");
}

/** The key of a line, to compare lines by. */
export function keyIn({ key }: Line): string {
  return key;
}

/** The first words of a text, some 40 characters of them. */
export function shortened(text: string): string {
  return shortenAtWord(text, 40);
}
