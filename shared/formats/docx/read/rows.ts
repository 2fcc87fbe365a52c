import type { Block } from "../../../document/tree.ts";
import { textOf } from "../../../document/visit.ts";
import { addAnchor } from "../../office/anchors.ts";
import { assemble } from "../../office/assemble.ts";
import { countChange, openChangeIn } from "../../office/changes.ts";
import { contributeRow } from "../../office/rows.ts";
import type { Change } from "../../office/story.ts";
import type { Contribution } from "../../reading.ts";
import { capture, childOf, type Element, type Handler, inside } from "../../xml.ts";
import { isTaken, noteFormatting, openChange } from "./changes.ts";
import { controlHandler } from "./controls.ts";
import { hasBorder, isShaded } from "./paragraph-properties.ts";
import { openInnerStory, type WordStory } from "./word.ts";

/** A table being read, row by row as the file has it. */
export type TableBeingRead = {
  story: WordStory;
  id: string;
  anchor?: string;
  properties: Element;
  grid: number[];
  rows: ReadRow[];
  /**
   * Contributions for rows deleted with changes tracked; how many rows there are; and the words of the last row that
   * stays.
   */
  deleted: Contribution[];
  count: number;
  last: string;
};
/** `changes`: it came or went whole (ECMA-376-1, 17.13.5.16, 17.13.5.12), with what each says a column. */
export type ReadRow = { properties: Element; cells: ReadCell[]; changes: RowChange[] };
type RowChange = Change & { cells: string[] };
/** `merge`: continues the cell above, or begins such a run (17.4.84). */
export type ReadCell = {
  span: number;
  merge: "none" | "begins" | "continues";
  shaded: boolean;
  framed: boolean;
  blocks: Block[];
};

/** Reads the rows of a `w:tbl`; `empty`: what their cells hold are placeholders, of a content control around them. */
export function rowsHandler(reading: TableBeingRead, empty: boolean): Handler {
  const { story, properties, grid } = reading;
  const { of } = story.part;
  const handler: Handler = {
    open(name, attributes) {
      if (name === "w:tblPr") return capture(properties, { left: of.context.limits.nodes });
      if (name === "w:gridCol") grid.push(Number(attributes["w:w"] ?? 0) || 0);
      if (name === "w:tr") return rowHandler(reading, empty);
      if (name === "w:sdt") return controlHandler(story, handler, rowsHandler(reading, true));
      if (name === "w:bookmarkStart") addAnchor(of, story.anchors, attributes["w:name"]);
      return inside(handler);
    },
  };
  return handler;
}

function rowHandler(reading: TableBeingRead, empty: boolean): Handler {
  const row: ReadRow = { properties: { name: "w:trPr", attributes: {}, children: [] }, cells: [], changes: [] };
  const { story } = reading;
  const { contributions } = story.part.of.context;
  const before = contributions.length;
  return {
    ...cellsHandler(reading, row, empty),
    close: () => {
      const kept = row.changes.every(({ type }) => isTaken(story, type));
      const at = reading.rows.length;
      if (kept) reading.rows.push(row);
      reading.count += 1;
      for (const change of row.changes) recordRow(reading, { ...change, row: at }, before);
      if (kept) reading.last = row.cells.flatMap(({ blocks }) => blocks.map(textOf)).join("\n");
    },
  };
}

function cellsHandler(reading: TableBeingRead, row: ReadRow, empty: boolean): Handler {
  const { story } = reading;
  const handler: Handler = {
    open(name) {
      if (name === "w:trPr")
        return capture(row.properties, { left: story.part.of.context.limits.nodes }, () => noteChanges(story, row));
      if (name === "w:sdt") return controlHandler(story, handler, cellsHandler(reading, row, true));
      return name === "w:tc" ? cellHandler(reading, row, empty) : inside(handler);
    },
  };
  return handler;
}

function noteChanges(story: WordStory, row: ReadRow): void {
  noteFormatting(story, row.properties);
  for (const [name, type] of rowChanges) {
    const attributes = childOf(row.properties, name)?.attributes;
    if (!attributes) continue;
    countChange(story, type, attributes["w:author"]);
    row.changes.push({ ...openChange(type, attributes), cells: [] });
  }
}

const rowChanges = [
  ["w:ins", "insertion"],
  ["w:del", "deletion"],
] as const;

function recordRow(
  { story, id, last, deleted }: TableBeingRead,
  { text: _, ...change }: RowChange & { row: number },
  before: number,
): void {
  const contribution = contributeRow(story.part.of.context, { ...change, table: id, after: last }, before);
  if (contribution?.type === "deletion") deleted.push(contribution);
}

function cellHandler({ story }: TableBeingRead, row: ReadRow, empty: boolean): Handler {
  const cell = openInnerStory(story);
  for (const change of row.changes) openChangeIn(cell, change);
  const { of } = story.part;
  of.context.spend(1);
  const properties: Element = { name: "w:tcPr", attributes: {}, children: [] };
  const blocks = of.blockHandler(cell);
  return {
    open: (name, attributes) => {
      if (name === "w:tcPr") return capture(properties, { left: of.context.limits.nodes });
      return empty ? undefined : blocks.open!(name, attributes);
    },
    close: () => {
      noteFormatting(story, properties);
      const said = Number(childOf(properties, "w:gridSpan")?.attributes["w:val"] ?? 1);
      const span = said >= 1 && said <= mostColumns ? Math.floor(said) : 1;
      for (const change of row.changes) {
        change.cells.push(change.text, ...Array.from({ length: span - 1 }, () => ""));
        change.text = "";
      }
      const merge = childOf(properties, "w:vMerge");
      const begins = merge?.attributes["w:val"] === "restart";
      const read: ReadCell = {
        span,
        merge: !merge ? "none" : begins ? "begins" : "continues",
        shaded: isShaded(childOf(properties, "w:shd")),
        framed: isFramed(properties),
        blocks: assemble(cell),
      };
      const previous = mergesWithPrevious(properties) ? row.cells.at(-1) : undefined;
      if (!previous) row.cells.push(read);
      else {
        previous.span += read.span;
        for (const block of read.blocks) previous.blocks.push(block);
      }
    },
  };
}

/** Shaded, or with a border at its left. */
function isFramed(properties: Element): boolean {
  const borders = childOf(properties, "w:tcBorders");
  return isShaded(childOf(properties, "w:shd")) || hasBorder(borders, "w:left") || hasBorder(borders, "w:start");
}

/** Merged with the cell before it, as Word 97 wrote cells (part 4, 14.4.4). */
function mergesWithPrevious(properties: Element): boolean {
  const merge = childOf(properties, "w:hMerge");
  return merge !== undefined && merge.attributes["w:val"] !== "restart";
}

/** Columns that a cell may span, or a row leave out; Word's own limit is 63. */
export const mostColumns = 1_000;
