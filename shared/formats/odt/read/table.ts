import { foldText } from "../../../document/identify.ts";
import type { Block, Cell, Row } from "../../../document/tree.ts";
import { eachInline, mapBlocks, ownInlines, textOf } from "../../../document/visit.ts";
import { anchorOf } from "../../office/anchors.ts";
import { assemble } from "../../office/assemble.ts";
import { contributeRow, contributeTable, withoutJoiners } from "../../office/rows.ts";
import { buildTable, type PlacedCell, sharesOf } from "../../office/table.ts";
import type { Contribution } from "../../reading.ts";
import { type Attributes, type Handler, inside } from "../../xml.ts";
import { type OdtStory, openOdtStory } from "./odt.ts";

/** A table being read; covered positions have a place, and no cell. */
type TableBeingRead = {
  story: OdtStory;
  widths: (number | undefined)[];
  headerRows: number;
  inHeader: boolean;
  rows: Row[];
  placed: PlacedCell[][];
  /** Whether a cell is bordered or has a background. */
  framed: boolean;
  id: string;
  /**
   * Contributions for rows deleted with changes tracked; how many rows have words; and the words of the last row that
   * stays.
   */
  deleted: Contribution[];
  count: number;
  last: string;
};

/** Reads a `table:table` (OpenDocument part 3, 9.1): header rows, spans both ways, tables in cells. */
export function tableHandler(story: OdtStory): Handler {
  const { of } = story.part;
  const id = of.context.nextId();
  const anchor = anchorOf(of, story.anchors.splice(0));
  const before = of.context.contributions.length;
  const reading: TableBeingRead = {
    ...{ story, id, widths: [], headerRows: 0, inHeader: false, rows: [], placed: [], framed: false },
    ...{ deleted: [], count: 0, last: "" },
  };
  const handler: Handler = {
    open(name, attributes) {
      if (name === "table:table-column") addColumns(reading, attributes);
      if (name === "table:table-row") return rowHandler(reading, attributes);
      if (name !== "table:table-header-rows") return inside(handler);
      reading.inHeader = true;
      return {
        ...inside(handler),
        close: () => {
          reading.inHeader = false;
        },
      };
    },
    close: () => {
      const { rows, placed, headerRows, widths } = reading;
      contributeTable(of.context, reading.deleted, reading.count, before);
      const width = placed.flat().reduce((end, { at, span }) => Math.max(end, at + span), 0);
      if (width === 0) return;
      const known = widths.filter((one) => one !== undefined);
      const shares = known.length === width ? unequal(sharesOf(known)) : undefined;
      const frame = { id, headerRows, width, ...(anchor !== undefined && { anchor }), ...(shares && { shares }) };
      const isAlone = rows.length === 1 && rows[0]!.cells.length === 1;
      const isTracked = of.context.contributions.some(({ at, whole }) => at === id && whole !== undefined);
      if (isAlone && !isTracked && reading.framed) of.framing.set(id, undefined);
      story.rawBlocks.push({ kind: "block", block: buildTable(of, frame, rows, placed) });
    },
  };
  return handler;
}

/** Columns all alike, to the hundredth, are those of a table that nobody adjusted. */
function unequal(shares: number[] | undefined): number[] | undefined {
  return new Set(shares?.map((share) => Math.round(share * 100))).size > 1 ? shares : undefined;
}

/** Most columns, or rows alike, that one element may stand for: spreadsheets fill theirs to the edge with such. */
const mostRepeats = 64;

function repeats(attributes: Attributes, name: string): number {
  return Math.min(said(attributes, name), mostRepeats);
}

/** How many times an element stands for itself, as the file says (part 3, 19.675, 19.677). */
function said(attributes: Attributes, name: string): number {
  const count = Number(attributes[name] ?? 1);
  return count >= 1 ? Math.floor(count) : 1;
}

/** Warns of words that the file repeats more often than is read, with how many times and the words. */
function warnOfRepeats(
  { story, id }: TableBeingRead,
  attributes: Attributes,
  name: string,
  cells: readonly Cell[],
): void {
  const count = said(attributes, name);
  const text = wordsOf(cells.flatMap(({ children }) => children));
  if (count <= mostRepeats || text === "") return;
  story.part.of.context.warnEach("repeats-dropped", { count, kept: mostRepeats, text: text.slice(0, longestText) }, id);
}

/** Characters of the author's that a warning gives. */
const longestText = 300;

function wordsOf(blocks: readonly Block[]): string {
  return blocks.map(textOf).join(" ").replace(/\s+/g, " ").trim();
}

/** The same cell once more: its blocks are others, and nothing leads to them. Throws `document-too-large`. */
function copyCell({ story }: TableBeingRead, cell: Cell): Cell {
  const { context } = story.part.of;
  const children = mapBlocks(cell.children, ({ anchor: _, ...block }: Block): Block => {
    context.spend([...eachInline(ownInlines(block as Block))].length);
    return { ...block, id: context.nextId() } as Block;
  });
  return { ...cell, children };
}

function addColumns({ story, widths }: TableBeingRead, attributes: Attributes): void {
  const width = story.part.of.styles.columns.get(attributes["table:style-name"] ?? "");
  for (let left = repeats(attributes, "table:number-columns-repeated"); left > 0; left--) widths.push(width);
}

function rowHandler(reading: TableBeingRead, attributes: Attributes): Handler {
  const cells: Cell[] = [];
  const placed: PlacedCell[] = [];
  let column = 0;
  const { contributions } = reading.story.part.of.context;
  const before = contributions.length;
  const said: string[] = [];
  const handler: Handler = {
    open(name, given) {
      const count = repeats(given, "table:number-columns-repeated");
      if (name === "table:covered-table-cell") {
        column += count;
        said.push(...Array.from({ length: count }, () => ""));
        return coveredHandler(reading);
      }
      if (name !== "table:table-cell") return inside(handler);
      if (reading.story.part.of.styles.framedCells.has(given["table:style-name"] ?? "")) reading.framed = true;
      const at = column;
      column += count;
      const start = contributions.length;
      return cellHandler(reading, given, (cell) => {
        warnOfRepeats(reading, given, "table:number-columns-repeated", [cell]);
        const words = contributions.slice(start).map(({ text }) => text);
        said.push(...Array.from({ length: count }, () => words.join("\n")));
        for (let copy = 0; copy < count; copy++) {
          const each = copy === 0 ? cell : copyCell(reading, cell);
          cells.push(each);
          placed.push({ at: at + copy, span: cell.colSpan, blocks: each.children });
        }
      });
    },
    close: () => {
      const empty = cells.every((cell) => cell.children.length === 0);
      if (!recordRow(reading, cells, said, before)) return;
      // An empty row said to be there many times only fills the sheet it was pasted from.
      const times = empty ? 1 : repeats(attributes, "table:number-rows-repeated");
      if (times !== 1) reading.story.part.of.context.spend(times * cells.length);
      warnOfRepeats(reading, attributes, "table:number-rows-repeated", cells);
      for (let copy = 0; copy < times; copy++) {
        const each = copy === 0 ? cells : cells.map((cell) => copyCell(reading, cell));
        reading.rows.push({ cells: each });
        reading.placed.push(placed.map((cell, index) => ({ ...cell, blocks: each[index]!.children })));
        if (reading.inHeader) reading.headerRows += 1;
      }
    },
  };
  return handler;
}

/**
 * A row all of whose words came, or went, with the changes of one author came or went whole: OpenDocument says no more.
 * False where it is not there, as the author chose.
 */
function recordRow(reading: TableBeingRead, cells: readonly Cell[], said: readonly string[], before: number): boolean {
  const { id: table, last: after, story } = reading;
  const { context, changes } = story.part.of;
  const words = withoutJoiners(cells.flatMap(({ children }) => children.map(textOf)).join("\n"));
  const within = context.contributions.slice(before);
  const [first] = within;
  const text = withoutJoiners(within.map((each) => each.text).join("\n"));
  if (words !== "" || first) reading.count += 1;
  if (words !== "") reading.last = words;
  if (
    !first ||
    first.type === "comment" ||
    within.some((each) => each.type !== first.type || each.author !== first.author)
  )
    return true;
  const taken = (first.type === "insertion") === (changes === "accept");
  if (taken ? foldText(words) !== foldText(text) : words !== "") return true;
  const { author, date, type } = first;
  const contribution = contributeRow(
    context,
    { type, author, ...(date && { date }), cells: said, table, after, row: reading.rows.length },
    before,
  );
  if (contribution?.type === "deletion") reading.deleted.push(contribution);
  return taken;
}

/** A position that another cell covers (part 3, 9.1.5) is not shown: words in it give a warning. */
function coveredHandler({ story, id }: TableBeingRead): Handler {
  const { of } = story.part;
  const cell = openOdtStory(of);
  return {
    ...of.blockHandler(cell),
    close: () => {
      const text = wordsOf(assemble(cell));
      if (text !== "") of.context.warnEach("covered-cell-dropped", { text }, id);
    },
  };
}

function cellHandler({ story, inHeader }: TableBeingRead, attributes: Attributes, done: (cell: Cell) => void): Handler {
  const { of } = story.part;
  of.context.spend(1);
  const cell = openOdtStory(of);
  const span = (name: string): number => repeats(attributes, name);
  return {
    ...of.blockHandler(cell),
    close: () =>
      done({
        colSpan: span("table:number-columns-spanned"),
        rowSpan: Math.max(1, Math.min(Number(attributes["table:number-rows-spanned"] ?? 1) || 1, mostRowSpan)),
        header: inHeader,
        children: assemble(cell),
      }),
  };
}

/** Rows that one cell may reach over. */
const mostRowSpan = 10_000;
