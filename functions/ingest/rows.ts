import { passageIn } from "../../shared/document/anchor.ts";
import type { Block, Row, Table } from "../../shared/document/tree.ts";
import { lineSeparator, plainText, textOf } from "../../shared/document/visit.ts";
import type { Contribution as Annotation } from "../../shared/formats/reading.ts";
import { type Answer, lost, type NewContribution } from "./answer.ts";
import type { Change } from "./change.ts";
import type { Tell } from "./changes.ts";
import { keyOf, shortened } from "./lines.ts";
import type { Finder } from "./placer.ts";

/** A row that came, after the row before it; a row or a table that went, to take out. */
export function wholeRow(find: Finder, block: Block, { type, whole, text, quote, row }: Annotation): Answer {
  const came = type === "insertion";
  const cells = asRow(text.split("\n"));
  if (came && row === 0 && block.type === "table") return firstRow(find, block, cells);
  const before = rowsBefore(block, came ? (row ?? 0) - 1 : row);
  const place = came
    ? find(block, quote, before, passageIn)
    : find(block, whole === "table" ? "" : text, before || quote, passageIn);
  if (!place || (!came && !place.exact)) return came ? lost(quote, "", cells) : lost(quote, text, "");
  const { anchor } = place;
  const contribution: NewContribution = came
    ? { type: "addition", anchor, text: "", proposal: cells }
    : { type: "correction", anchor, text: "", proposal: "" };
  return { contribution, placed: true };
}

/** Cells as a row says them, "ORIV | douze notes": a bar within a cell keeps to its words, a line stays in its cell. */
function asRow(cells: readonly string[]): string {
  const said = cells.map((cell) => cell.replace(/\s*\n\s*/g, lineSeparator).replace(/ ?\| ?/g, "\u00a0|\u00a0"));
  return said.join(" | ");
}

/** A row that came before all others, where no addition stands: a correction of the first, which goes on as the second. */
function firstRow(find: Finder, table: Table, cells: string): Answer {
  const words = cellsOf(table.rows[0]);
  const place = find(table, words.join("\n"), plainText(table.caption ?? []), passageIn);
  if (!place) return lost("", "", cells);
  const { anchor } = place;
  const row = asRow(words);
  if (!anchor.quotation)
    return { contribution: { type: "comment", anchor, text: `→ «\u202f${cells}\u202f»` }, placed: true };
  return { contribution: { type: "correction", anchor, text: "", proposal: `${cells}\n${row}` }, placed: true };
}

/** What a table says before one of its rows. */
function rowsBefore(block: Block, row = 0): string {
  if (block.type !== "table") return "";
  return [plainText(block.caption ?? []), ...block.rows.slice(0, Math.max(row, 0)).flatMap(cellsOf)].join("\n");
}

function cellsOf(row: Row | undefined): string[] {
  return row?.cells.map(({ children }) => children.map(textOf).join("\n")) ?? [];
}

/** A row that one person took out and put in at another place, as it was: one change, where it was. */
export function withMovedRows(changes: readonly Change[]): Change[] {
  const goals = new Map<Change, Change>();
  const isRow = ({ from, moved }: Change, type: Annotation["type"]) =>
    from.whole === "row" && from.type === type && from.at !== undefined && !moved;
  for (const came of changes.filter((change) => isRow(change, "insertion"))) {
    const { at, author, row = 0 } = came.from;
    const isSource = (change: Change) =>
      isRow(change, "deletion") &&
      !goals.has(change) &&
      change.from.author === author &&
      keyOf(change.out) === keyOf(came.into) &&
      !(change.from.at === at && (row === change.from.row || row - 1 === change.from.row));
    const sources = changes.filter(isSource);
    const source = sources.find(({ from }) => from.at === at) ?? sources[0];
    if (source) goals.set(source, came);
  }
  const gone = new Set(goals.values());
  return changes.flatMap((change) => {
    if (gone.has(change)) return [];
    const goal = goals.get(change)?.from;
    return goal ? { ...change, moved: { after: goal.at!, quote: goal.quote, row: goal.row ?? 0 } } : change;
  });
}

/** A row that stands elsewhere, in its table or in another one: one correction, which takes it out here and puts it in there. */
export function movedRow(
  { blocks, find, tell }: { blocks: ReadonlyMap<string, Block>; find: Finder; tell: Tell },
  block: Block,
  from: Annotation,
  { after, quote = "", row = 0 }: NonNullable<Change["moved"]>,
): Answer {
  const goal = blocks.get(after);
  const cells = cellsMoved(block, from).join("\n");
  const away = wholeRow(find, block, from);
  const there = goal && wholeRow(find, goal, { ...from, type: "insertion", quote, row, text: cells });
  const { anchor: to, type, proposal = "" } = there?.contribution ?? {};
  const text =
    row === 0
      ? tell("row-moved-first", {})
      : tell("row-moved", { after: shortened(quote.replace(/\s+/g, " ").trim()) });
  const { anchor } = away.contribution;
  if (!away.placed || !anchor || !to || to.part !== anchor.part || type === "comment")
    return { contribution: { type: "comment", ...(anchor && { anchor }), text }, placed: away.placed };
  const elsewhere = { type: type === "addition" ? type : "correction", anchor: to, proposal } as const;
  return { contribution: { type: "correction", anchor, text, proposal: "", elsewhere }, placed: true };
}

/** What the cells of a row say, a line each, empty ones too. */
function cellsMoved(block: Block, { text, row = 0 }: Annotation): string[] {
  const cells = block.type === "table" ? cellsOf(block.rows[row]) : [];
  const isIt = keyOf(cells.join(" ")) === keyOf(text);
  return isIt ? cells.map((cell) => cell.replace(/\s*\n\s*/g, lineSeparator)) : text.split("\n");
}
