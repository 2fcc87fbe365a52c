import { beginsPage, type Composed, type Section } from "../../document/composed.ts";
import { withTheirLines } from "../../document/source-lines.ts";
import type { Block, Paragraph } from "../../document/tree.ts";
import { collectBlock } from "../blocks/collect.ts";
import { flow as flowMaterial } from "../blocks/flow.ts";
import type { BlockContext } from "../blocks/material.ts";
import { type Fragment, type Piece, stack } from "../blocks/piece.ts";
import { addNode, type Column, type Setting } from "../setting.ts";
import { arrangeCover, type CoverRun } from "./cover.ts";
import type { Flow } from "./filling.ts";
import { layNotes } from "./notes.ts";
import { columnOf } from "./page.ts";

/** What pages are made of: the pieces of one or several sections that share their kind of page. */
export type SectionFlow = Flow & { orientation: Section["orientation"]; cover: boolean };

/** Above the rule that parts notes from the text, and below it; points. */
export const separator = { above: 9, below: 5 };

/**
 * The sections of a document as flows: what begins a page begins one; others go on where the page stays the same.
 */
export function flowSections(setting: Setting, document: Composed): SectionFlow[] {
  const flows: SectionFlow[] = [];
  const laidNotes = new Map<string, Piece[]>();
  let runs: Fragment[] = [];
  let last: Section | undefined;
  for (const section of document.sections) {
    const column = columnOf(setting.theme, section.orientation);
    if (last === undefined || beginsPage(section, last)) {
      runs = [];
      const { orientation } = section;
      flows.push({
        pieces: [],
        column,
        notes: laidNotes,
        separator: separator.above + separator.below,
        orientation,
        cover: section.role === "cover",
      });
    }
    const flow = flows.at(-1)!;
    const own = flowSection(setting, section, column, laidNotes);
    if (flow.cover) flow.pieces = arrangeCover(setting, own, column);
    else {
      for (const { flowed } of own) runs.push(flowed);
      flow.pieces = stack(runs).pieces;
    }
    last = section;
  }
  return flows.length > 1 ? flows.filter(({ pieces }) => pieces.length > 0) : flows;
}

function flowSection(setting: Setting, section: Section, column: Column, laidNotes: Map<string, Piece[]>): CoverRun[] {
  const parent = addNode(setting, { type: "Sect", parent: -1 });
  return withTheirLines(section.blocks).map(({ block, lines }) => ({
    block,
    flowed: flowBlock(setting, block, lines, parent, column, laidNotes),
  }));
}

/** A block of a section with its source lines, and the notes that it calls: their nodes follow its own. */
function flowBlock(
  setting: Setting,
  block: Block,
  lines: readonly Paragraph[],
  parent: number,
  column: Column,
  laidNotes: Map<string, Piece[]>,
): Fragment {
  const { body } = setting.theme.styles;
  const context: BlockContext = {
    parent,
    text: body,
    features: {},
    depth: 0,
    nested: false,
    width: column.width,
    alone: false,
  };
  const flowed = flowMaterial(setting, collectBlock(setting, block, context, lines), column);
  for (const piece of flowed.pieces) layNotes(setting, piece.notes, parent, column, laidNotes);
  return flowed;
}
