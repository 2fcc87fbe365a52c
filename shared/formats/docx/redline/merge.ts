import type { Note } from "../../../document/composed.ts";
import { sameColumns } from "../../../document/redline/columns.ts";
import { isRecast } from "../../../document/redline/count.ts";
import type {
  BlockChange,
  EditedBlock,
  HeadChange,
  ItemChange,
  PartedText,
  Redline,
  RowChange,
} from "../../../document/redline/redline.ts";
import type { Block, Cell, Inline, List, ListItem, ParagraphRole, Row, Table } from "../../../document/tree.ts";
import { mapBlocks } from "../../../document/visit.ts";
import { type Naming, rename } from "../../redline/names.ts";
import type { Fate } from "../write/tracking.ts";
import { apartFrom, type Merging, mergeWords, piece, withCaption } from "./merge-words.ts";

/** Both texts of a part in one, as blocks that the writer takes; what came or went is in `fates`. */
export type Merged = { head: Block[]; body: Block[]; bibliography: Block[]; notes: Omit<Note, "number">[] };

/**
 * A redline as one document. What came and went is told in `fates`, by the very object; the ends of paragraphs that
 * were parted or joined in `ends`.
 */
export function merge(redline: Redline, names: Naming, fates: Map<object, Fate>, ends: Map<object, Fate>): Merged {
  const merging: Merging = { fates, ends, names };
  return {
    head: redline.head.flatMap((change) => headLine(merging, change)),
    body: mergeBlocks(merging, redline.blocks),
    bibliography: mergeBlocks(merging, redline.bibliography),
    notes: redline.notes.flatMap((note) => mergeNote(merging, note)),
  };
}

const roles: { [F in HeadChange["field"]]?: ParagraphRole } = {
  title: "title",
  subtitle: "subtitle",
  authors: "authors",
  date: "date",
};

function headLine(merging: Merging, { field, before, after, words }: HeadChange): Block[] {
  const role = roles[field];
  if (!role) return [];
  const line = (children: Inline[]): Block => ({
    type: "paragraph",
    id: merging.names.block(field, "after"),
    role,
    children,
  });
  if (before === undefined) return tracked(merging, [line([{ type: "text", value: after ?? "" }])], "inserted");
  if (after === undefined) return tracked(merging, [line([{ type: "text", value: before }])], "deleted");
  return [line(mergeWords(merging, words))];
}

/** A note called from the same place in both texts is one; otherwise each text has its own. */
function mergeNote(merging: Merging, { before, after, blocks }: Redline["notes"][number]): Omit<Note, "number">[] {
  const { names } = merging;
  if (after && names.kept.has(after.id)) {
    return [{ id: names.note(after.id, "after"), children: withEnd(merging, mergeBlocks(merging, blocks)) }];
  }
  const whole = (id: string, side: "before" | "after", fate: Fate) => ({
    id: names.note(id, side),
    children: tracked(merging, rename(names, sideOf(blocks, side), side), fate),
  });
  return [
    ...(before ? [whole(before.id, "before", "deleted")] : []),
    ...(after ? [whole(after.id, "after", "inserted")] : []),
  ];
}

/** The blocks of one version, "before" or "after", of some changes. */
function sideOf(changes: readonly BlockChange[], side: "before" | "after"): Block[] {
  return changes.flatMap((change) => {
    const block = change as { before?: Block | Block[]; after?: Block | Block[] };
    return block[side] ?? [];
  });
}

/** `item`: whether they are an item's, the first of which bears its number. */
function mergeBlocks(merging: Merging, changes: readonly BlockChange[], item = false): Block[] {
  const merged = changes.flatMap((change, index): Block[] => {
    switch (change.is) {
      case "same":
        return rename(merging.names, [change.after], "after");
      case "inserted":
        return inserted(merging, [change.after]);
      case "deleted":
        return deleted(merging, [change.before]);
      case "parted":
        if (isOfParagraphs(change) && (!item || index > 0)) return mergeParted(merging, change, changes[index + 1]);
        return replaced(merging, change);
      case "relisted":
        return replaced(merging, change);
      default:
        return (
          mergeEdited(merging, apart(change, changes[index + 1], item && index === 0)) ?? [
            ...deleted(merging, [change.before]),
            ...inserted(merging, [change.after]),
          ]
        );
    }
  });
  return goneFirst(merged, (block) => merging.fates.get(block));
}

function apart(change: EditedBlock, next: BlockChange | undefined, bears: boolean): EditedBlock {
  return change.type === "text"
    ? { ...change, words: [...apartFrom(next, change.after, change.words, bears)] }
    : change;
}

/**
 * Paragraphs that were parted or joined: one for each piece, with its end tracked. Each has the name of the paragraph
 * that ends with it.
 */
function mergeParted(merging: Merging, { before, after, pieces }: PartedText, next: BlockChange | undefined): Block[] {
  const place = { before: 0, after: 0 };
  return pieces.map(({ words, end }, index): Block => {
    const side = end === "deleted" ? "before" : "after";
    const { anchor, ...own } = (side === "before" ? before : after)[place[side]]!;
    if (end !== "inserted") place.before += 1;
    if (end !== "deleted") place.after += 1;
    const said = index === pieces.length - 1 ? apartFrom(next, own, words, false) : words;
    const paragraph: Block = {
      ...own,
      ...(anchor !== undefined && side === "after" && { anchor }),
      id: merging.names.block(own.id, side),
      children: mergeWords(merging, said),
    };
    if (end !== "same") merging.ends.set(paragraph, end);
    return paragraph;
  });
}

/** Of what came and went between two things that stayed, first what went: LibreOffice would mix their looks. */
function goneFirst<T>(things: readonly T[], fateOf: (thing: T) => Fate | undefined): T[] {
  const result: T[] = [];
  let come: T[] = [];
  for (const thing of things) {
    const fate = fateOf(thing);
    if (fate === "inserted") come.push(thing);
    else if (fate === "deleted") result.push(thing);
    else {
      result.push(...come, thing);
      come = [];
    }
  }
  return [...result, ...come];
}

function isOfParagraphs({ before, after }: PartedText): boolean {
  return [...before, ...after].every(({ type }) => type === "paragraph");
}

function replaced(merging: Merging, { before, after }: { before: readonly Block[]; after: readonly Block[] }): Block[] {
  return [...deleted(merging, before), ...inserted(merging, after)];
}

function inserted(merging: Merging, blocks: readonly Block[]): Block[] {
  return tracked(merging, rename(merging.names, blocks, "after"), "inserted");
}

function deleted(merging: Merging, blocks: readonly Block[]): Block[] {
  return tracked(merging, rename(merging.names, blocks, "before"), "deleted");
}

/**
 * Undefined for what Word cannot track within: a block of another kind, or an item that begins otherwise; for columns
 * that came or went too, since LibreOffice keeps cells that are tracked as such (17.13.5.1, 17.13.5.2).
 */
function mergeEdited(merging: Merging, change: EditedBlock): Block[] | undefined {
  if (isRecast(change)) return undefined;
  const named = <T extends Block>(block: T): T => ({ ...block, id: merging.names.block(block.id, "after") });
  switch (change.type) {
    case "text":
      return [{ ...named(change.after), children: mergeWords(merging, change.words) }];
    case "code":
      return undefined;
    case "figure":
      return [withCaption(merging, named(change.after), change)];
    case "quote":
      return [{ ...named(change.after), children: mergeBlocks(merging, change.blocks) }];
    case "callout": {
      if ((change.before.title === undefined) !== (change.after.title === undefined)) return undefined;
      const title = change.after.title && mergeWords(merging, change.words);
      const children = mergeBlocks(merging, change.blocks);
      return [{ ...named(change.after), ...(title && { title }), children }];
    }
    case "list":
      return [mergeList(merging, named(change.after), change.items)];
    case "table":
      if (!sameColumns(change.columns)) return undefined;
      return [withCaption(merging, mergeTable(merging, named(change.after), change.rows), change)];
  }
}

function mergeList(merging: Merging, list: List, changes: readonly ItemChange[]): List {
  const items = changes.flatMap((change) => mergeItem(merging, change));
  return { ...list, items: goneFirst(items, ({ children }) => merging.fates.get(children)) };
}

function mergeItem(merging: Merging, change: ItemChange): ListItem[] {
  switch (change.is) {
    case "relisted":
      return [
        ...change.before.flatMap((before) => mergeItem(merging, { is: "deleted", of: "item", before })),
        ...change.after.flatMap((after) => mergeItem(merging, { is: "inserted", of: "item", after })),
      ];
    case "same":
      return [{ children: rename(merging.names, change.after.children, "after") }];
    case "inserted":
      return [{ children: bearing(merging, inserted(merging, change.after.children), "inserted") }];
    case "deleted":
      return [{ children: bearing(merging, deleted(merging, change.before.children), "deleted") }];
    default: {
      const children = mergeBlocks(merging, change.blocks, true);
      const [first] = children;
      if (first && !isTracked(merging, first)) return [{ children }];
      return [
        { children: bearing(merging, deleted(merging, sideOf(change.blocks, "before")), "deleted") },
        { children: bearing(merging, inserted(merging, sideOf(change.blocks, "after")), "inserted") },
      ];
    }
  }
}

/** What bears the number of an item that begins with no paragraph comes and goes with it. */
function bearing(merging: Merging, children: Block[], fate: Fate): Block[] {
  merging.fates.set(children, fate);
  return children;
}

function isTracked({ fates }: Merging, block: Block): boolean {
  const first =
    block.type === "quote" || block.type === "callout"
      ? block.children[0]
      : block.type === "list"
        ? block.items[0]?.children
        : block;
  return first !== undefined && fates.has(first);
}

/** Rows of headers first, those of both texts. */
function mergeTable(merging: Merging, table: Table, changes: readonly RowChange[]): Table {
  const headers = changes.filter(({ header }) => header);
  const others = changes.filter(({ header }) => !header);
  return {
    ...table,
    headerRows: headers.length,
    rows: [...headers, ...others].map((change) => mergeRow(merging, change)),
  };
}

function mergeRow(merging: Merging, change: RowChange): Row {
  const whole = ({ cells }: Row, side: "before" | "after") => ({
    cells: cells.map((cell) => ({ ...cell, children: rename(merging.names, cell.children, side) })),
  });
  switch (change.is) {
    case "same":
      return whole(change.after, "after");
    case "inserted":
      return trackedRow(merging, whole(change.after, "after"), "inserted");
    case "deleted":
      return trackedRow(merging, whole(change.before, "before"), "deleted");
    default:
      return {
        cells: change.cells.map(
          ({ after, blocks }): Cell => ({ ...after!, children: withEnd(merging, mergeBlocks(merging, blocks)) }),
        ),
      };
  }
}

/**
 * Blocks that end a cell or a note, which always ends with a paragraph: where the last of the text before went and the
 * last of the text after came, they are one paragraph whose words were all replaced; a line of nothing follows what can
 * neither be that nor leave an empty paragraph.
 */
function withEnd(merging: Merging, blocks: Block[]): Block[] {
  const from = blocks.findLastIndex((block) => !merging.fates.has(block)) + 1;
  const tail = blocks.slice(from);
  const old = tail.findLast((block) => merging.fates.get(block) === "deleted");
  const now = tail.findLast((block) => merging.fates.get(block) === "inserted");
  if (old?.type === "paragraph" && now?.type === "paragraph" && old.align === now.align) {
    const children = [...piece(merging, old.children, "deleted"), ...piece(merging, now.children, "inserted")];
    const others = tail.filter((block) => block !== old && block !== now);
    return [...blocks.slice(0, from), ...others, { ...now, children }];
  }
  const last = tail.at(-1);
  return last && last.type !== "paragraph"
    ? [...blocks, { type: "paragraph", id: `${last.id}-end`, children: [] }]
    : blocks;
}

function trackedRow(merging: Merging, row: Row, fate: Fate): Row {
  merging.fates.set(row, fate);
  for (const cell of row.cells) tracked(merging, cell.children, fate);
  return row;
}

/** `blocks`, all that they hold told to have come or gone. */
function tracked(merging: Merging, blocks: Block[], fate: Fate): Block[] {
  mapBlocks(blocks, (block) => {
    merging.fates.set(block, fate);
    if (block.type === "list") for (const { children } of block.items) merging.fates.set(children, fate);
    if (block.type === "table") for (const row of block.rows) merging.fates.set(row, fate);
    return block;
  });
  return blocks;
}
