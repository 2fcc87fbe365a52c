import { collectBlocks } from "../blocks/collect.ts";
import { flow } from "../blocks/flow.ts";
import type { BlockContext, Material } from "../blocks/material.ts";
import { type Piece, stack } from "../blocks/piece.ts";
import { baseStyle, noteTarget } from "../inline/collect.ts";
import { prepare } from "../inline/prepare.ts";
import { addNode, type Column, type Setting } from "../setting.ts";
import { splitRows } from "../table/split.ts";

/** Ems: what a note's text hangs from its number. */
const hang = 1.9;
/** No piece of a note, an image or a row, is higher than this share of the page. */
const highest = 0.4;

/** The notes of `ids` set in a column, those already in `laidNotes` apart, and after each the notes that it calls first. */
export function layNotes(
  setting: Setting,
  ids: readonly string[],
  parent: number,
  column: Column,
  laidNotes: Map<string, Piece[]>,
): void {
  for (const id of ids) {
    if (laidNotes.has(id)) continue;
    const pieces = layNote(setting, id, parent, column);
    laidNotes.set(id, pieces);
    const inside = [...new Set(pieces.flatMap((piece) => piece.notes))].filter((own) => !laidNotes.has(own));
    layNotes(setting, inside, parent, column, laidNotes);
    for (const own of inside) {
      pieces.push(...(laidNotes.get(own) ?? []));
      laidNotes.set(own, []);
    }
  }
}

function layNote(setting: Setting, id: string, parent: number, column: Column): Piece[] {
  const note = setting.notes.get(id);
  if (note === undefined) return [];
  const text = setting.theme.styles.note;
  const node = addNode(setting, { type: "Note", parent, id: noteTarget(id) });
  const tag = addNode(setting, { type: "Lbl", parent: node });
  const label = prepare(setting, [{ type: "text", text: `${note.number}.`, style: baseStyle(setting, text, tag) }]);
  const context: BlockContext = {
    parent: node,
    text,
    features: {},
    depth: 0,
    nested: true,
    width: column.width,
    alone: true,
  };
  const children = collectBlocks(setting, note.children, context).map(hyphenated);
  const body = { type: "stack", children, left: 0, right: 0, before: 0, after: text.after, ids: [] } as const;
  const indent = hang * text.size;
  const item: Material = {
    type: "item",
    label,
    labelStyle: text,
    align: "start",
    indent,
    body: { ...body, ids: [noteTarget(id)] },
  };
  const low = { ...column, height: column.height * highest };
  const pieces = stack([flow(setting, item, low)]).pieces.flatMap((piece) => shortRows(piece, low.height));
  if (pieces[0] !== undefined) pieces[0].above = text.after;
  return pieces;
}

/** Rows of a table in a note, broken beforehand where they are high: notes only break between pieces. */
function shortRows(piece: Piece, height: number): Piece[] {
  const split = piece.height > height ? splitRows(piece, height, true) : undefined;
  return split === undefined ? [piece] : [split[0], ...shortRows(split[1], height)];
}

function hyphenated(material: Material): Material {
  return material.type === "text" ? { ...material, hyphens: true } : material;
}
