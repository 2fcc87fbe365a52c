import type { Quote } from "../../document/tree.ts";
import { addNode, type Setting } from "../setting.ts";
import { type BlockContext, type CollectBlocks, idsOf, type StackMaterial } from "./material.ts";

/** Ems, on both sides. */
const inset = 1.6;

/** A quotation, set in from both sides. */
export function collectQuote(
  setting: Setting,
  block: Quote,
  context: BlockContext,
  collectBlocks: CollectBlocks,
): StackMaterial {
  const own = setting.theme.styles.quote;
  const text = context.nested ? context.text : own;
  const parent = addNode(setting, { type: "BlockQuote", parent: context.parent, id: block.id });
  const children = collectBlocks(setting, block.children, { ...context, parent, text, alone: false });
  const side = inset * text.size;
  return { type: "stack", children, left: side, right: side, before: own.before, after: own.after, ids: idsOf(block) };
}
