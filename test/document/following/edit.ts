import { identify } from "../../../shared/document/identify.ts";
import type { Block, Cell, DocumentTree, Paragraph, Row, Table } from "../../../shared/document/tree.ts";
import { mapBlocks, plainText, textOf } from "../../../shared/document/visit.ts";
import {
  blockOf,
  type Chance,
  cellOf,
  cellText,
  columnNames,
  fresh,
  heading,
  itemOf,
  mark,
  marksOf,
  paragraph,
  rowOf,
  sectionOf,
  sentence,
  tellingPhrases,
} from "./draft.ts";

/** Edits as authors make them; a block that stays keeps its mark, one that is new has one of its own. */
type Change = (chance: Chance, blocks: Block[]) => Block[];

const without = <T>(things: readonly T[], at: number): T[] => things.filter((_, index) => index !== at);
const inserted = <T>(chance: Chance, things: readonly T[], ...more: T[]): T[] =>
  things.toSpliced(chance.below(things.length + 1), 0, ...more);

/** One of the blocks that `is` says, at any depth, changed. */
function oneOf(
  chance: Chance,
  blocks: Block[],
  is: (block: Block) => boolean,
  change: (block: Block) => Block | Block[],
): Block[] {
  let count = 0;
  mapBlocks(blocks, (block) => {
    if (is(block)) count++;
    return block;
  });
  const chosen = chance.below(Math.max(1, count));
  count = 0;
  return mapBlocks(blocks, (block) => (is(block) && count++ === chosen ? change(block) : block));
}

const isTable = (block: Block) => block.type === "table";
const isList = (block: Block) => block.type === "list";
const isParagraph = (block: Block) => block.type === "paragraph";
const isPlain = (block: Block) =>
  isParagraph(block) && (block as Paragraph).children.every(({ type }) => type === "text");

const isLong = (block: Block) => isPlain(block) && plainText((block as Paragraph).children).length > 60;

const inTable =
  (change: (chance: Chance, table: Table) => Table): Change =>
  (chance, blocks) =>
    oneOf(chance, blocks, isTable, (block) => change(chance, block as Table));

/** Where sections of the first level begin, and the end. */
function sections(blocks: readonly Block[]): number[] {
  return [...blocks.flatMap((block, at) => (block.type === "heading" && block.level === 1 ? [at] : [])), blocks.length];
}

function someSection(chance: Chance, blocks: readonly Block[]): [number, number] {
  const starts = sections(blocks);
  if (starts.length < 2) return [0, 0];
  const at = chance.below(starts.length - 1);
  return [starts[at]!, starts[at + 1]!];
}

function moved<T>(chance: Chance, things: readonly T[], from: number, to: number): T[] {
  const rest = [...things.slice(0, from), ...things.slice(to)];
  return rest.toSpliced(chance.below(rest.length + 1), 0, ...things.slice(from, to));
}

function reworded(chance: Chance, block: Paragraph): Paragraph {
  const words = plainText(block.children).split(" ");
  const at = chance.below(words.length);
  const others = sentence(chance).split(" ");
  const put = others.slice(0, 1 + chance.below(Math.min(3, words.length)));
  return { ...block, children: [{ type: "text", value: words.toSpliced(at, chance.below(3), ...put).join(" ") }] };
}

const changes: Record<string, Change> = {
  "a block goes": (chance, blocks) => without(blocks, chance.below(blocks.length)),
  "a paragraph goes, wherever it is": (chance, blocks) => oneOf(chance, blocks, isParagraph, () => []),
  "a paragraph comes": (chance, blocks) => inserted(chance, blocks, paragraph(chance)),
  "a block comes": (chance, blocks) => inserted(chance, blocks, blockOf(chance)),
  "a paragraph takes another's place": (chance, blocks) =>
    oneOf(chance, blocks, isLong, (block) => unlike(chance, block)),
  "words change": (chance, blocks) => oneOf(chance, blocks, isPlain, (block) => reworded(chance, block as Paragraph)),
  "words change in a long paragraph": (chance, blocks) =>
    oneOf(chance, blocks, isLong, (block) => reworded(chance, block as Paragraph)),
  "a block moves": (chance, blocks) => {
    const at = chance.below(blocks.length);
    return moved(chance, blocks, at, at + 1);
  },
  "a section goes": (chance, blocks) => {
    const [from, to] = someSection(chance, blocks);
    return blocks.toSpliced(from, to - from);
  },
  "a section comes": (chance, blocks) => blocks.toSpliced(chance.of(sections(blocks)), 0, ...sectionOf(chance)),
  "a section moves": (chance, blocks) => {
    const [from, to] = someSection(chance, blocks);
    const rest = blocks.toSpliced(from, to - from);
    return rest.toSpliced(chance.of(sections(rest)), 0, ...blocks.slice(from, to));
  },
  "a part of a section goes": (chance, blocks) => {
    const starts = blocks.flatMap((block, at) => (block.type === "heading" ? [at] : []));
    const at = chance.below(Math.max(1, starts.length));
    const from = starts[at] ?? 0;
    return blocks.toSpliced(from, (starts[at + 1] ?? blocks.length) - from);
  },
  "a heading comes": (chance, blocks) => inserted(chance, blocks, heading(chance, 2), paragraph(chance)),
  "a row goes": inTable((chance, table) => ({
    ...table,
    rows: table.rows.length < 3 ? table.rows : without(table.rows, 1 + chance.below(table.rows.length - 1)),
  })),
  "a row comes": inTable((chance, table) => ({
    ...table,
    rows: table.rows.toSpliced(1 + chance.below(table.rows.length), 0, rowOf(chance, table.columns.length)),
  })),
  "a row moves": inTable((chance, table) => {
    const [head, ...rows] = table.rows;
    const at = chance.below(rows.length);
    return { ...table, rows: [head!, ...twinsInOrder(rows, moved(chance, rows, at, at + 1))] };
  }),
  "a column goes": inTable((chance, table) => {
    if (table.columns.length < 3) return table;
    const at = chance.below(table.columns.length);
    return {
      ...table,
      columns: without(table.columns, at),
      rows: table.rows.map(({ cells }) => ({ cells: without(cells, at) })),
    };
  }),
  "a column comes": inTable((chance, table) => {
    const at = 1 + chance.below(table.columns.length);
    const rows = table.rows.map(({ cells }, row) => ({
      cells: cells.toSpliced(at, 0, row === 0 ? cellOf(chance.of(columnNames), true) : cellOf(cellText(chance))),
    }));
    return { ...table, columns: table.columns.toSpliced(at, 0, { align: "start" }), rows };
  }),
  "a cell says otherwise": inTable((chance, table) => {
    const [row, column] = [1 + chance.below(table.rows.length - 1), chance.below(table.columns.length)];
    const rows = table.rows.map(({ cells }, at) =>
      at !== row
        ? { cells }
        : {
            cells: cells.map((cell, place) => (place === column ? otherwise(chance, cell) : cell)),
          },
    );
    return { ...table, rows };
  }),
  "an item goes": (chance, blocks) =>
    oneOf(chance, blocks, isList, (block) =>
      block.type === "list" && block.items.length > 1
        ? { ...block, items: without(block.items, chance.below(block.items.length)) }
        : block,
    ),
  "an item comes": (chance, blocks) =>
    oneOf(chance, blocks, isList, (block) =>
      block.type === "list" ? { ...block, items: inserted(chance, block.items, itemOf(chance)) } : block,
    ),
  "a paragraph is parted": (chance, blocks) =>
    oneOf(
      chance,
      blocks,
      (block) => isPlain(block) && plainText((block as Paragraph).children).includes(". "),
      (block) => {
        if (block.type !== "paragraph") return block;
        const value = plainText(block.children);
        const at = value.indexOf(". ");
        return [value.slice(0, at + 1), value.slice(at + 2)].map(
          (part): Block => ({ ...block, children: [{ type: "text", value: part }] }),
        );
      },
    ),
  "paragraphs are joined": (chance, blocks) => {
    const places = blocks.flatMap((block, at) =>
      isPlain(block) && blocks[at + 1] && isPlain(blocks[at + 1]!) ? [at] : [],
    );
    if (places.length === 0) return blocks;
    const at = chance.of(places);
    const [one, other] = [blocks[at] as Paragraph, blocks[at + 1] as Paragraph];
    const both = {
      ...one,
      [mark]: [...marksOf(one), ...marksOf(other)],
      children: [...one.children, { type: "text" as const, value: " " }, ...other.children],
    };
    return blocks.toSpliced(at, 2, both);
  },
  "a caption changes": inTable((chance, table) => ({
    ...table,
    caption: [{ type: "text", value: `État des actions, ${chance.of(["mars", "avril"])}` }],
  })),
};

/** Rows in another order, those that say the same as they stood: which of them moved past the other cannot be told. */
function twinsInOrder(before: readonly Row[], after: readonly Row[]): Row[] {
  const words = ({ cells }: Row) => cells.flatMap(({ children }) => children.map(textOf)).join("\n");
  const left = Map.groupBy(before, words);
  return after.map((row) => left.get(words(row))!.shift()!);
}

/** A paragraph in the same set phrases at most: about nothing that the other is about. */
function unlike(chance: Chance, block: Block): Block {
  const words = (one: Block) => plainText((one as Paragraph).children);
  const about = tellingPhrases.filter((phrase) => words(block).includes(phrase));
  const other = paragraph(chance);
  return about.some((phrase) => words(other).includes(phrase)) ? unlike(chance, block) : other;
}

/** A cell that says something else: its words go, its place stays. */
function otherwise(chance: Chance, cell: Cell): Cell {
  const children = [{ type: "text" as const, value: cellText(chance) }];
  return {
    ...cell,
    children: cell.children.map((block) => (block.type === "paragraph" ? { ...block, children } : block)),
  };
}

export const kinds = Object.keys(changes);

/** The draft with one change of a kind. */
export function edited(chance: Chance, tree: DocumentTree, kind: string): DocumentTree {
  const blocks = changes[kind]!(chance, tree.blocks);
  return identify({ ...tree, blocks: blocks.length > 0 ? blocks : [fresh(paragraph(chance))] });
}
