import type { Block, ParagraphRole } from "../../document/tree.ts";
import { type Fragment, heightOf, type Piece, stack } from "../blocks/piece.ts";
import type { Column, Setting } from "../setting.ts";

/** Where the title begins, as a share of the column's height. */
const titleFrom = 0.27;
const bar = { width: 42, height: 3, after: 20 };
const titleRoles: readonly (ParagraphRole | undefined)[] = ["title", "subtitle", "authors", "date"];

/** A block of the cover, flowed. */
export type CoverRun = { block: Block; flowed: Fragment };

/**
 * A cover that fits its page: the lines before the title at the head, the title a quarter down under a short bar of
 * the accent colour, what follows the title at the foot. A longer one is set as it comes.
 */
export function arrangeCover(setting: Setting, runs: readonly CoverRun[], column: Column): Piece[] {
  const first = runs.findIndex(({ block }) => isTitle(block));
  const last = runs.findLastIndex(({ block }) => isTitle(block));
  if (first === -1) return stack(runs.map(({ flowed }) => flowed)).pieces;
  const [head, middle, foot] = [runs.slice(0, first), runs.slice(first, last + 1), runs.slice(last + 1)].map(
    (part) => stack(part.map(({ flowed }) => flowed)).pieces,
  ) as [Piece[], Piece[], Piece[]];
  const title = [barPiece(setting), ...middle];
  title[1]!.above = bar.after;
  const above = Math.max(column.height * titleFrom - heightOf(head), 24);
  const below = column.height - heightOf(head) - above - heightOf(title) - heightOf(foot);
  title[0]!.above = head.length === 0 ? 0 : above;
  if (head.length === 0) title.unshift(blank(above));
  if (foot.length > 0) foot[0]!.above = Math.max(below - 0.1, 24);
  return [...head, ...title, ...foot];
}

function isTitle(block: Block): boolean {
  return block.type === "paragraph" && titleRoles.includes(block.role);
}

function barPiece({ theme }: Setting): Piece {
  const items: Piece["items"] = [
    { type: "box", x: 0, y: 0, width: bar.width, height: bar.height, fill: theme.colours.accent, tag: "layout" },
  ];
  return { above: 0, height: bar.height, cost: 0, items, notes: [] };
}

function blank(height: number): Piece {
  return { above: 0, height, cost: 0, items: [], notes: [] };
}
