import { identify } from "../document/identify.ts";
import { maxDepth } from "../document/schema.ts";
import type { Block, DocumentTree, Heading, Inline } from "../document/tree.ts";
import {
  eachBlock,
  eachBlockOf,
  eachInline,
  innerBlocks,
  mapBlocks,
  mapInlines,
  mapInlinesOf,
  ownInlines,
  plainText,
} from "../document/visit.ts";
import { Refusal } from "../errors.ts";
import { doubtLanguage } from "./language.ts";
import { warnOfMarkup } from "./markup.ts";
import { warnOfMissingWords } from "./missing-words.ts";
import type { Context, RawTree, Reading } from "./reading.ts";
import { slugOf } from "./slug.ts";

/**
 * What every reader does last: a title found in the text, notes named in the order of their calls, headings anchored
 * that references name by their words, blocks named, warnings moved to those names; missing words are warned of, and markup that was not read. Throws
 * `document-too-large`.
 */
export function finish(context: Context, raw: RawTree, reader: string, fallbackTitle?: string): Reading {
  if (deeperThan([...raw.blocks, ...Object.values(raw.notes).flat()], maxDepth)) {
    throw new Refusal("document-too-large", { what: "depth", limit: maxDepth });
  }
  const { languageDeclared: _, ...rest } = raw;
  const drafted: DocumentTree = { schema: 1, ...rest };
  const checked = raw.languageDeclared ? drafted : doubtLanguage(context, drafted);
  const linked = anchorSlugs(nameNotes(titled(context, liftTitle(context, checked), fallbackTitle)));
  warnOfMarkup(context, linked);
  const tree = identify(linked);
  const bytes = Buffer.byteLength(JSON.stringify(tree));
  if (bytes > context.limits.treeBytes) {
    throw new Refusal("document-too-large", { what: "tree", limit: context.limits.treeBytes });
  }
  warnOfMissingWords(context, tree);
  const ids = withMoved(context, blockIds(linked, tree));
  return {
    tree,
    warnings: context.warnings.map(placer(ids, nearest(ids))),
    images: usedImages(context, tree),
    contributions: context.contributions.map(placer(ids)),
    reader,
  };
}

function titled(context: Context, tree: DocumentTree, fallback: string | undefined): DocumentTree {
  if (tree.meta.title || !fallback) return tree;
  context.warn("title-from-properties", { title: fallback });
  return { ...tree, meta: { ...tree.meta, title: fallback } };
}

/** A draft without a title whose only level-1 heading opens it, above others: that heading is the title. */
function liftTitle(context: Context, tree: DocumentTree): DocumentTree {
  if (tree.meta.title) return tree;
  const headings = [...eachBlock(tree.blocks)].filter((block): block is Heading => block.type === "heading");
  const [title, ...others] = headings;
  const lone =
    title?.level === 1 && tree.blocks[0] === title && others.length > 0 && others.every((one) => one.level > 1);
  if (!lone || [...eachInline(title.children)].some((inline) => inline.type === "noteReference")) return tree;
  const rise = Math.min(...others.map((heading) => heading.level)) - 1;
  const blocks = mapBlocks(tree.blocks.slice(1), (block) =>
    block.type === "heading" ? { ...block, level: (block.level - rise) as Heading["level"] } : block,
  );
  const text = plainText(title.children);
  context.warn("title-from-heading", { title: text });
  return { ...tree, meta: { ...tree.meta, title: text }, blocks };
}

/** Notes are named n1, n2… as they are first called, in the text and then in notes; those never called come last. */
function nameNotes(tree: DocumentTree): DocumentTree {
  const names = new Map<string, string>();
  const name = (note: string): void => {
    if (!names.has(note) && Object.hasOwn(tree.notes, note)) names.set(note, `n${names.size + 1}`);
  };
  for (const note of notesCalled(tree.blocks)) name(note);
  for (const note of names.keys()) for (const inner of notesCalled(tree.notes[note]!)) name(inner);
  for (const note of Object.keys(tree.notes)) name(note);
  const rename = (inline: Inline): Inline =>
    inline.type === "noteReference" ? { ...inline, note: names.get(inline.note) ?? inline.note } : inline;
  const notes = Object.fromEntries([...names].map(([old, name]) => [name, tree.notes[old]!]));
  return mapTree({ ...tree, notes }, (blocks) => mapInlinesOf(blocks, (inlines) => mapInlines(inlines, rename)));
}

function* notesCalled(blocks: Block[]): Generator<string> {
  for (const block of eachBlock(blocks)) {
    for (const inline of eachInline(ownInlines(block))) if (inline.type === "noteReference") yield inline.note;
  }
}

/** References to a heading by its slug, as GitHub and pandoc name headings, find it: it takes that anchor. */
function anchorSlugs(tree: DocumentTree): DocumentTree {
  const wanted = new Set<string>();
  for (const block of eachBlockOf(tree)) {
    for (const inline of eachInline(ownInlines(block))) if (inline.type === "crossReference") wanted.add(inline.target);
  }
  for (const block of eachBlockOf(tree)) if (block.anchor !== undefined) wanted.delete(block.anchor);
  if (wanted.size === 0) return tree;
  return mapTree(tree, (blocks) =>
    mapBlocks(blocks, (block) => {
      const slug = block.type === "heading" && block.anchor === undefined ? slugOf(plainText(block.children)) : "";
      return wanted.delete(slug) ? { ...block, anchor: slug } : block;
    }),
  );
}

function mapTree(tree: DocumentTree, change: (blocks: Block[]) => Block[]): DocumentTree {
  const notes = Object.fromEntries(Object.entries(tree.notes).map(([id, blocks]) => [id, change(blocks)]));
  return { ...tree, blocks: change(tree.blocks), notes };
}

/** The ids of blocks by their provisional ones; `before` and `after` have the same shape. */
function blockIds(before: DocumentTree, after: DocumentTree): Map<string, string> {
  const ids = new Map<string, string>();
  const blocks = eachBlockOf(after);
  for (const block of eachBlockOf(before)) ids.set(block.id, blocks.next().value!.id);
  return ids;
}

/** A block that went on as another is found under both ids: the last moved first, since one may have gone on twice. */
function withMoved({ moved }: Context, ids: Map<string, string>): Map<string, string> {
  for (const [from, to] of [...moved].toReversed()) {
    const id = ids.get(to);
    if (id !== undefined && !ids.has(from)) ids.set(from, id);
  }
  return ids;
}

/** Gives what names a provisional id the block's own; where that block is not there, what `otherwise` gives. */
function placer(
  ids: ReadonlyMap<string, string>,
  otherwise: (at: string) => string | undefined = () => undefined,
): <T extends { at?: string }>(mention: T) => T {
  return <T extends { at?: string }>(mention: T): T => {
    const { at, ...placeless } = mention;
    const place = at !== undefined && isProvisional(at) ? (ids.get(at) ?? otherwise(at)) : at;
    return { ...placeless, ...(place !== undefined && { at: place }) } as T;
  };
}

/**
 * For a block that was dropped, the last block begun before it, else the first: provisional ids (`b12`) count as the
 * file is read.
 */
function nearest(ids: ReadonlyMap<string, string>): (at: string) => string | undefined {
  let sorted: number[] | undefined;
  return (at) => {
    sorted ??= [...ids.keys()]
      .filter(isProvisional)
      .map(numberOf)
      .sort((one, other) => one - other);
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < numberOf(at)) low = middle + 1;
      else high = middle;
    }
    const number = sorted[Math.max(low - 1, 0)];
    return number === undefined ? undefined : ids.get(`b${number}`);
  };
}

function numberOf(provisional: string): number {
  return Number(provisional.slice(1));
}

function isProvisional(at: string): boolean {
  return /^b\d+$/.test(at);
}

function usedImages({ images }: Context, tree: DocumentTree): Context["images"] {
  const used = new Set<string>();
  for (const block of eachBlockOf(tree)) if (block.type === "figure") used.add(block.image.hash);
  return new Map([...images].filter(([hash]) => used.has(hash)));
}

function deeperThan(blocks: Block[], limit: number): boolean {
  let level: (Block | Inline)[] = blocks;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((node) => {
      if ("children" in node && node.type !== "quote" && node.type !== "callout") return node.children;
      return "id" in node ? [...innerBlocks(node).flat(), ...ownInlines(node)] : [];
    });
  }
  return false;
}
