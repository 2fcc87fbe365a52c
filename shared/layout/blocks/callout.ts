import { titleOf } from "../../document/callouts.ts";
import type { Callout } from "../../document/tree.ts";
import { aroundCallout, calloutLook, calloutPadding } from "../../kinds/callout-look.ts";
import type { TextStyle } from "../../kinds/theme.ts";
import { addNode, type Setting } from "../setting.ts";
import { type BlockContext, type CollectBlocks, idsOf, type StackMaterial, type TextMaterial } from "./material.ts";
import { textMaterial } from "./paragraph.ts";

/** A callout, its title above what it holds, on a ground of its own; in a cell or a note, in the size of the text there. */
export function collectCallout(
  setting: Setting,
  block: Callout,
  context: BlockContext,
  collectBlocks: CollectBlocks,
): StackMaterial {
  const look = calloutLook(setting.theme, block.variant);
  const text = context.nested ? sizedAs(look.text, context.text) : look.text;
  const type = block.variant === "pullQuote" ? "BlockQuote" : "Sect";
  const parent = addNode(setting, { type, parent: context.parent, id: block.id, ...named(block) });
  const { align: _, ...around } = context;
  const inside: BlockContext = { ...around, parent, text, nested: true, alone: false };
  const title = collectTitle(setting, block, context.nested ? sizedAs(look.title, context.text) : look.title, inside);
  return {
    type: "stack",
    children: [...(title ? [title] : []), ...collectBlocks(setting, block.children, inside)],
    left: calloutPadding.left,
    right: calloutPadding.right,
    ...aroundCallout,
    ground: look,
    ids: idsOf(block),
  };
}

function sizedAs(style: TextStyle, { size, leading }: TextStyle): TextStyle {
  return style.size > size ? { ...style, size, leading } : style;
}

function named({ label }: Callout): { title?: string } {
  return label === undefined ? {} : { title: label };
}

function collectTitle(
  setting: Setting,
  block: Callout,
  style: TextStyle,
  context: BlockContext,
): TextMaterial | undefined {
  const words = titleOf(block);
  if (!words) return undefined;
  const node = addNode(setting, { type: "P", parent: context.parent });
  const text = textMaterial(setting, words, style, node, context, []);
  return { ...text, hyphens: false, balanced: true, keep: true, introduces: false };
}
