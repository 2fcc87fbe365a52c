import { itemLabel } from "../../document/list-number.ts";
import type { List } from "../../document/tree.ts";
import { languageRecord, neutralLanguage, spokenLanguage } from "../../i18n/languages.ts";
import type { StructureNode } from "../frames.ts";
import { baseStyle } from "../inline/collect.ts";
import { widthOf } from "../inline/measure.ts";
import { prepare } from "../inline/prepare.ts";
import type { RunStyle } from "../inline/run.ts";
import { addNode, type Setting } from "../setting.ts";
import { type BlockContext, type CollectBlocks, type ItemMaterial, idsOf, type StackMaterial } from "./material.ts";

const numberings = {
  decimal: "Decimal",
  lowerLetter: "LowerAlpha",
  upperLetter: "UpperAlpha",
  lowerRoman: "LowerRoman",
  upperRoman: "UpperRoman",
} as const satisfies Record<List["format"], StructureNode["numbering"]>;

/** A list: its items one under another, all labels as wide as the widest. */
export function collectList(
  setting: Setting,
  block: List,
  context: BlockContext,
  collectBlocks: CollectBlocks,
): StackMaterial {
  const numbering = block.ordered ? numberings[block.format] : "Disc";
  const parent = addNode(setting, { type: "L", parent: context.parent, id: block.id, numbering });
  const style = baseStyle(setting, context.text, "layout", block.ordered ? { tabularFigures: true } : {});
  const labels = block.items.map((_, i) => labelOf(setting, block, i, context.depth));
  const widest = labels.reduce((most, label) => Math.max(most, widthOf(setting, label, style)), 0);
  const indent = Math.max(context.text.size * (context.nested ? 1 : 1.5), widest + context.text.size * 0.5);
  const children = block.items.map((item, i) =>
    collectItem(
      setting,
      item.children,
      labels[i]!,
      style,
      indent,
      block.ordered,
      { ...context, parent },
      collectBlocks,
    ),
  );
  const tight = block.items.every(({ children: blocks }) => blocks.filter(({ type }) => type !== "list").length <= 1);
  const gap = tight ? context.text.leading * 0.14 : context.text.after;
  return {
    type: "stack",
    children,
    left: 0,
    right: 0,
    before: context.text.before,
    after: context.text.after,
    gap,
    ids: idsOf(block),
  };
}

function collectItem(
  setting: Setting,
  blocks: List["items"][number]["children"],
  label: string,
  style: RunStyle,
  indent: number,
  ordered: boolean,
  context: BlockContext,
  collectBlocks: CollectBlocks,
): ItemMaterial {
  const item = addNode(setting, { type: "LI", parent: context.parent });
  const tag = addNode(setting, { type: "Lbl", parent: item });
  const prepared = prepare(setting, [{ type: "text", text: label, style: { ...style, tag } }]);
  const parent = addNode(setting, { type: "LBody", parent: item });
  const inside = { ...context, parent, depth: context.depth + 1, alone: true };
  const children = collectBlocks(setting, blocks, inside);
  const gap =
    blocks.length > 1 && blocks.every(({ type }, i) => i === 0 || type === "list")
      ? context.text.leading * 0.14
      : undefined;
  const body: StackMaterial = { type: "stack", children, left: 0, right: 0, before: 0, after: 0, ids: [] };
  return {
    type: "item",
    label: prepared,
    labelStyle: context.text,
    align: ordered ? "end" : "start",
    indent,
    body: gap === undefined ? body : { ...body, gap },
  };
}

function labelOf(setting: Setting, list: List, index: number, depth: number): string {
  if (!list.ordered && list.label === undefined) {
    const { bullets } = languageRecord(spokenLanguage(setting.language) ?? neutralLanguage);
    return bullets[depth % bullets.length]!;
  }
  return itemLabel(list, index);
}
