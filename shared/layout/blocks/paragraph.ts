import type { Inline, Paragraph } from "../../document/tree.ts";
import { plainText } from "../../document/visit.ts";
import type { TextStyle } from "../../kinds/theme.ts";
import { collectInlines } from "../inline/collect.ts";
import type { LineAlign } from "../inline/line.ts";
import { prepare } from "../inline/prepare.ts";
import { addNode, type Setting } from "../setting.ts";
import { type BlockContext, idsOf, type TextMaterial } from "./material.ts";

/** By how much the lines of a bibliography's entry hang from its first, ems. */
const entryHang = 1.6;

/**
 * A paragraph in the style of its role or of what it stands in, aligned as its author wants or as its column is. A source line
 * that stands under no table or figure is a paragraph like others.
 */
export function collectParagraph(setting: Setting, block: Paragraph, context: BlockContext): TextMaterial {
  const role = block.role === "sourceLine" ? undefined : block.role;
  const style = role === undefined ? context.text : setting.theme.styles[role];
  const node = context.alone ? context.parent : addNode(setting, paragraphNode(block, context.parent));
  const text = textMaterial(setting, block.children, style, node, context, idsOf(block));
  const align: LineAlign = block.align ?? (role === undefined ? context.align : undefined) ?? style.align;
  const display = role !== undefined && role !== "bibliographyEntry";
  const hang = role === "bibliographyEntry" ? style.size * entryHang : 0;
  return {
    ...text,
    align,
    hyphens: !display && !context.nested,
    hang,
    balanced: display,
    keep: role === "contentsTitle",
  };
}

function paragraphNode({ id, role }: Paragraph, parent: number): Parameters<typeof addNode>[1] {
  return { type: role === "bibliographyEntry" ? "BibEntry" : "P", parent, id };
}

/** A paragraph's text in a style, in a node that is already there. */
export function textMaterial(
  setting: Setting,
  inlines: readonly Inline[],
  style: TextStyle,
  node: number,
  context: Pick<BlockContext, "features">,
  ids: string[],
): TextMaterial {
  return {
    type: "text",
    prepared: prepare(setting, collectInlines(setting, inlines, style, node, context.features)),
    style,
    align: style.align,
    hyphens: true,
    hang: 0,
    balanced: false,
    keep: false,
    introduces: /:\s*$/u.test(plainText(inlines.slice(-1))),
    ids,
  };
}
