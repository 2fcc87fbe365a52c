import { withTheirLines } from "../../document/source-lines.ts";
import type { Block, BlockType, Paragraph } from "../../document/tree.ts";
import type { Setting } from "../setting.ts";
import { collectTable } from "../table/collect.ts";
import { collectCallout } from "./callout.ts";
import { collectCode } from "./code.ts";
import { collectContents } from "./contents.ts";
import { collectFigure } from "./figure.ts";
import { collectHeading } from "./heading.ts";
import { collectList } from "./list.ts";
import { type BlockContext, type CollectBlocks, idsOf, type Material } from "./material.ts";
import { collectParagraph } from "./paragraph.ts";
import { collectQuote } from "./quote.ts";
import { collectSourceLine } from "./source-lines.ts";

type Collectors = {
  [T in BlockType]: (
    setting: Setting,
    block: Extract<Block, { type: T }>,
    context: BlockContext,
    collectBlocks: CollectBlocks,
  ) => Material;
};

const collectors: Collectors = {
  heading: collectHeading,
  paragraph: collectParagraph,
  list: collectList,
  table: collectTable,
  figure: collectFigure,
  quote: collectQuote,
  callout: collectCallout,
  codeBlock: collectCode,
  thematicBreak: (setting, block) => ({ type: "rule", colour: setting.theme.colours.rule, ids: idsOf(block) }),
  pageBreak: (_, block, { nested, depth }) => (nested || depth > 0 ? nothingOf(block) : { type: "pageBreak" }),
  contents: collectContents,
};

/** Inside an item, a cell or a note, no page ends. */
function nothingOf(block: Block): Material {
  return { type: "stack", children: [], left: 0, right: 0, before: 0, after: 0, ids: idsOf(block) };
}

/**
 * A block's text shaped and its structure nodes made, in reading order; its width comes later. `lines`: the source lines under
 * a table or figure.
 */
export function collectBlock<T extends BlockType>(
  setting: Setting,
  block: Extract<Block, { type: T }>,
  context: BlockContext,
  lines: readonly Paragraph[],
): Material {
  const collect = collectors[block.type as T] as Collectors[T];
  const material = collect(setting, block, context, collectBlocks);
  if (lines.length === 0 || (material.type !== "table" && material.type !== "figure")) return material;
  return { ...material, sourceLines: lines.map((line) => collectSourceLine(setting, line, context)) };
}

/** Blocks that share a parent; a paragraph alone takes its parent's node where `alone` says so. */
export function collectBlocks(setting: Setting, blocks: readonly Block[], context: BlockContext): Material[] {
  const alone = context.alone && blocks.length === 1;
  return withTheirLines(blocks).map(({ block, lines }) => collectBlock(setting, block, { ...context, alone }, lines));
}
