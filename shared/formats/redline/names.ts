import { eachChangeOf } from "../../document/redline/changes.ts";
import type { Redline, WordChange } from "../../document/redline/redline.ts";
import type { Block, Citation, Inline } from "../../document/tree.ts";
import { eachBlock, eachInline, mapBlocks, mapInlines, mapInlinesOf, ownInlines } from "../../document/visit.ts";

type Side = "before" | "after";

/**
 * How the blocks, notes and places of two texts are called where both stand in one document. A note that both call from
 * the same place (`kept`, by its id after) has one name; a place that both have is that of the text after, and so is one
 * that lost its name where its block stays.
 */
export type Naming = {
  kept: ReadonlySet<string>;
  block: (id: string, side: Side) => string;
  note: (id: string, side: Side) => string;
  place: (anchor: string, side: Side) => string;
  /** Whether the text after has a place of this name. */
  placed: (anchor: string) => boolean;
  /** The citations of each text, by the very object. */
  citations: Map<Citation, Side>;
};

/** The names of a redline's things, all beginning with `prefix`. */
export function namingOf(redline: Redline, prefix: string, kept: ReadonlySet<string> = keptNotes(redline)): Naming {
  const now = new Map(redline.notes.flatMap(({ before, after }) => (before && after ? [[before.id, after.id]] : [])));
  const places = { before: placesOf(redline, "before"), after: placesOf(redline, "after") };
  const stayed = stayedBlocks(redline);
  const block = (id: string, side: Side) => `${prefix}${side === "before" ? "old-" : "new-"}${id}`;
  return {
    kept,
    block,
    note: (id, side) => {
      const same = side === "before" ? now.get(id) : undefined;
      return same !== undefined && kept.has(same) ? block(same, "after") : block(id, side);
    },
    place: (anchor, side) => {
      const after = places.after.get(anchor);
      const before = side === "before" && after === undefined ? places.before.get(anchor) : undefined;
      if (before === undefined) return block(after ?? anchor, "after");
      const same = stayed.get(before);
      return same === undefined ? block(before, "before") : block(same, "after");
    },
    placed: (anchor) => places.after.has(anchor),
    citations: new Map(),
  };
}

/** Blocks as they are called; all are new objects. A place of the text before gives way to one of the text after. */
export function rename(names: Naming, blocks: readonly Block[], side: Side): Block[] {
  const named = mapBlocks(blocks, (block) => {
    const { anchor, ...rest } = block;
    const gives = anchor === undefined || (side === "before" && names.placed(anchor));
    return { ...(gives ? rest : block), id: names.block(block.id, side) } as Block;
  });
  return mapInlinesOf(named, (inlines) => renameInlines(names, inlines, side));
}

/** Inlines as what they lead to is called; all are new objects. */
export function renameInlines(names: Naming, inlines: readonly Inline[], side: Side): Inline[] {
  return mapInlines(inlines, (inline) => {
    switch (inline.type) {
      case "noteReference":
        return { ...inline, note: names.note(inline.note, side) };
      case "crossReference":
        return { ...inline, target: names.place(inline.target, side) };
      case "citation": {
        const citation = { ...inline };
        names.citations.set(citation, side);
        return citation;
      }
      default:
        return { ...inline };
    }
  });
}

/** The notes, by their ids after, that are called where nothing came or went. */
function keptNotes(redline: Redline): Set<string> {
  const kept = new Set<string>();
  const keep = (inlines: readonly Inline[]) => {
    for (const inline of eachInline(inlines)) if (inline.type === "noteReference") kept.add(inline.note);
  };
  const keepWords = (words: readonly WordChange[]) => {
    for (const change of words) if (change.is === "same") keep(change.words);
  };
  for (const change of eachChangeOf(redline)) {
    if (change.is === "parted") for (const { words } of change.pieces) keepWords(words);
    else if (change.is === "edited") {
      if ("words" in change) keepWords(change.words);
      if ("caption" in change) keepWords(change.caption);
    } else if (change.is === "same") for (const block of blocksIn(change.after)) keep(ownInlines(block));
  }
  return kept;
}

function blocksIn(thing: Block | { children: Block[] } | { cells: { children: Block[] }[] }): Iterable<Block> {
  if ("cells" in thing) return eachBlock(thing.cells.flatMap(({ children }) => children));
  return "type" in thing ? eachBlock([thing]) : eachBlock(thing.children);
}

/** The blocks of the text before that stand in one place with one after, and its id. */
function stayedBlocks(redline: Redline): Map<string, string> {
  const stayed = new Map<string, string>();
  for (const change of eachChangeOf(redline)) {
    if (change.is === "edited" && change.of === "block") stayed.set(change.before.id, change.after.id);
    if (change.is === "parted") for (const { id } of change.before) stayed.set(id, change.after[0]!.id);
    if (change.is !== "same") continue;
    const after = [...blocksIn(change.after)];
    [...blocksIn(change.before)].forEach(({ id }, index) => {
      const same = after[index];
      if (same) stayed.set(id, same.id);
    });
  }
  return stayed;
}

/** The blocks that places of one text are, by the author's names. */
function placesOf(redline: Redline, side: Side): Map<string, string> {
  const places = new Map<string, string>();
  for (const change of eachChangeOf(redline)) {
    const thing = (change as { [S in Side]?: Parameters<typeof blocksIn>[0] | Block[] })[side];
    const blocks = Array.isArray(thing) ? thing : thing ? blocksIn(thing) : [];
    for (const { anchor, id } of blocks) {
      if (anchor !== undefined && !places.has(anchor)) places.set(anchor, id);
    }
  }
  return places;
}
