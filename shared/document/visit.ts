import type { Block, DocumentTree, Inline } from "./tree.ts";

/** Every block below `blocks`, containers before what they hold, in reading order. */
export function* eachBlock(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    for (const inside of innerBlocks(block)) yield* eachBlock(inside);
  }
}

/** Every block of a tree: the body in reading order, then the notes. */
export function* eachBlockOf(tree: Pick<DocumentTree, "blocks" | "notes">): Generator<Block> {
  yield* eachBlock(tree.blocks);
  for (const note of Object.values(tree.notes)) yield* eachBlock(note);
}

/** Every inline below `inlines`, containers before what they hold, in reading order. */
export function* eachInline(inlines: readonly Inline[]): Generator<Inline> {
  for (const inline of inlines) {
    yield inline;
    if ("children" in inline) yield* eachInline(inline.children);
  }
}

/** The runs of blocks that a block holds: a list's items, a table's cells, the content of a quote or callout. */
export function innerBlocks(block: Block): Block[][] {
  switch (block.type) {
    case "list":
      return block.items.map((item) => item.children);
    case "table":
      return block.rows.flatMap((row) => row.cells.map((cell) => cell.children));
    case "quote":
    case "callout":
      return [block.children];
    default:
      return [];
  }
}

/** The inlines that are a block's own, not those of the blocks it holds: its text, its caption or title. */
export function ownInlines(block: Block): Inline[] {
  switch (block.type) {
    case "heading":
    case "paragraph":
      return block.children;
    case "table":
    case "figure":
      return block.caption ?? [];
    case "callout":
      return block.title ?? [];
    default:
      return [];
  }
}

/** The notes that a block's own words call, by their ids. */
export function notesCalled(block: Block): string[] {
  return Array.from(eachInline(ownInlines(block))).flatMap((each) => (each.type === "noteReference" ? each.note : []));
}

/**
 * Blocks with `change` applied to each, innermost first; an array takes the block's place, an empty one removes it.
 * What nothing changed is given back as it is, here and below: a walk that finds nothing copies nothing.
 */
export function mapBlocks(blocks: readonly Block[], change: (block: Block) => Block | Block[]): Block[] {
  return mapped(blocks, (block) => change(mapInside(block, (inside) => mapBlocks(inside, change))));
}

/** Blocks with `change` applied to those that stand side by side, innermost first; it gives back what it leaves as it is. */
export function mapSiblings(blocks: readonly Block[], change: (blocks: Block[]) => Block[]): Block[] {
  return change(mapped(blocks, (block) => mapInside(block, (inside) => mapSiblings(inside, change))));
}

/**
 * Blocks with `change` applied to every run of inlines, captions and titles included, at any depth; `change` gets the block that
 * the run is in.
 */
export function mapInlinesOf(blocks: readonly Block[], change: (inlines: Inline[], block: Block) => Inline[]): Block[] {
  return mapBlocks(blocks, (block) => {
    switch (block.type) {
      case "heading":
      case "paragraph":
        return withChildren(block, change(block.children, block));
      case "table":
      case "figure": {
        const caption = block.caption && change(block.caption, block);
        return caption === block.caption ? block : { ...block, caption };
      }
      case "callout": {
        const title = block.title && change(block.title, block);
        return title === block.title ? block : { ...block, title };
      }
      default:
        return block;
    }
  });
}

/** Inlines with `change` applied to each, innermost first; an array takes the inline's place. Copies as `mapBlocks`. */
export function mapInlines(inlines: readonly Inline[], change: (inline: Inline) => Inline | Inline[]): Inline[] {
  return mapped(inlines, (inline) =>
    change("children" in inline ? withChildren(inline, mapInlines(inline.children, change)) : inline),
  );
}

/**
 * U+2028, the line separator: a line break in words that are kept as text, such as those that a change put in. In the
 * text of a tree a line break is a space.
 */
export const lineSeparator = "\u2028";

/** Words with the line breaks in them as people quote them: "Un vers / et le suivant". */
export function withShownBreaks(words: string): string {
  return words.replace(/ *\u2028 */g, " / ");
}

/** The words of some inlines: a line break is a space; notes are left out; a citation not yet composed is its keys. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map(inlineText).join("");
}

/** The words of a block and of all that it holds; blocks, cells and items are lines. Images give their alternative. */
export function textOf(block: Block): string {
  const lines = [...innerBlocks(block).flat().map(textOf)];
  if (block.type === "codeBlock") lines.push(block.value);
  if (block.type === "figure") lines.push(block.alt);
  const own = plainText(ownInlines(block));
  return (block.type === "table" || block.type === "callout" ? [own, ...lines] : [...lines, own])
    .filter((line) => line !== "")
    .join("\n");
}

function inlineText(inline: Inline): string {
  switch (inline.type) {
    case "text":
    case "code":
      return inline.value;
    case "lineBreak":
      return " ";
    case "noteReference":
      return "";
    case "citation":
      return inline.text ? plainText(inline.text) : inline.items.map((item) => item.key).join("; ");
    default:
      return plainText(inline.children);
  }
}

function mapInside(block: Block, change: (blocks: Block[]) => Block[]): Block {
  switch (block.type) {
    case "list": {
      const items = mapped(block.items, (item) => withChildren(item, change(item.children)));
      return items === block.items ? block : { ...block, items };
    }
    case "table": {
      const rows = mapped(block.rows, (row) => {
        const cells = mapped(row.cells, (cell) => withChildren(cell, change(cell.children)));
        return cells === row.cells ? row : { ...row, cells };
      });
      return rows === block.rows ? block : { ...block, rows };
    }
    case "quote":
    case "callout":
      return withChildren(block, change(block.children));
    default:
      return block;
  }
}

/** `items` themselves where `change` gives each back, else a new array. */
function mapped<T extends object>(items: readonly T[], change: (item: T) => T | T[]): T[] {
  let result: T[] | undefined;
  items.forEach((item, index) => {
    const changed = change(item);
    if (changed === item && !result) return;
    result ??= items.slice(0, index);
    if (Array.isArray(changed)) result.push(...changed);
    else result.push(changed);
  });
  return result ?? (items as T[]);
}

function withChildren<C, T extends { children: C[] }>(node: T, children: C[]): T {
  return children === node.children ? node : { ...node, children };
}
