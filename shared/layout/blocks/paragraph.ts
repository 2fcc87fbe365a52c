import type { Inline, Paragraph } from "../../document/tree.ts";
import { plainText } from "../../document/visit.ts";
import type { TextStyle } from "../../kinds/theme.ts";
import { collectInlines } from "../inline/collect.ts";
import type { LineAlign } from "../inline/line.ts";
import { prepare } from "../inline/prepare.ts";
import { addNode, type Setting } from "../setting.ts";
import { type Around, idsOf, type TextMaterial } from "./material.ts";

/** By how much the lines of a bibliography's entry hang from its first, ems. */
const entryHang = 1.6;

/** A paragraph in the style of its role or of what it stands in, aligned as its author wants or as its column is. */
export function collectParagraph(setting: Setting, block: Paragraph, around: Around): TextMaterial {
  const { role } = block;
  const style = role === undefined ? around.text : setting.theme.styles[role];
  const node = around.alone ? around.parent : addNode(setting, paragraphNode(block, around.parent));
  const text = textMaterial(setting, block.children, style, node, around, idsOf(block));
  const align: LineAlign = block.align ?? (role === undefined ? around.align : undefined) ?? style.align;
  const display = role !== undefined && role !== "bibliographyEntry";
  const hang = role === "bibliographyEntry" ? style.size * entryHang : 0;
  return {
    ...text,
    align,
    hyphens: !display && !around.nested,
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
  around: Pick<Around, "features">,
  ids: string[],
): TextMaterial {
  return {
    type: "text",
    prepared: prepare(setting, collectInlines(setting, inlines, style, node, around.features)),
    style,
    align: style.align,
    hyphens: true,
    hang: 0,
    balanced: false,
    keep: false,
    leads: /:\s*$/u.test(plainText(inlines.slice(-1))),
    ids,
  };
}
