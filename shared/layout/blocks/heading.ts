import type { Heading, Inline } from "../../document/tree.ts";
import { plainText } from "../../document/visit.ts";
import type { StructureType } from "../frames.ts";
import { baseStyle } from "../inline/collect.ts";
import { widthOf } from "../inline/measure.ts";
import { prepare } from "../inline/prepare.ts";
import { addNode, type Setting } from "../setting.ts";
import { type BlockContext, idsOf, type TextMaterial } from "./material.ts";
import { textMaterial } from "./paragraph.ts";

/** Between a heading's number and its words, ems. */
const labelGap = 0.6;

/** A heading, its number set in the margin of its words; it goes into the outline unless it is empty. */
export function collectHeading(setting: Setting, block: Heading, context: BlockContext): TextMaterial {
  const own = setting.theme.styles[`heading${block.level}`];
  const style = context.nested ? { ...context.text, weight: "semibold" as const } : own;
  const node = addNode(setting, { type: taggedLevel(setting, block.level), parent: context.parent, id: block.id });
  const label = headingLabel(setting, block.label, style, node);
  const text = textMaterial(setting, block.children, style, node, context, idsOf(block));
  if (text.prepared.parts.length > 0) {
    setting.outline.push({ level: block.level, title: outlineTitle(block.label, block.children), target: block.id });
  }
  const set = {
    ...text,
    align: style.align === "justify" ? ("start" as const) : style.align,
    hyphens: false,
    balanced: true,
    keep: true,
    introduces: false,
    startsSection: !context.nested,
  };
  return label === undefined ? set : { ...set, label };
}

/** Heading levels in a tagged PDF start at 1 and skip none (ISO 14289-1, 7.4.2). */
function taggedLevel(setting: Setting, level: number): StructureType {
  const last = setting.structure.findLast((node) => /^H\d$/.test(node.type));
  const deepest = last === undefined ? 1 : Number(last.type[1]) + 1;
  return `H${Math.min(level, deepest) as Heading["level"]}`;
}

function headingLabel(
  setting: Setting,
  label: string | undefined,
  style: TextMaterial["style"],
  node: number,
): TextMaterial["label"] {
  if (label === undefined || label === "") return undefined;
  const run = baseStyle(setting, style, node);
  const width = widthOf(setting, label, run);
  const gap = style.size * labelGap;
  const prepared = prepare(setting, [
    { type: "text", text: label, style: run },
    { type: "gap", width: gap, style: run },
  ]);
  return { prepared, indent: width + gap, align: "start" };
}

function outlineTitle(label: string | undefined, children: readonly Inline[]): string {
  const words = plainText(children).replace(/\s+/g, " ").trim();
  return label ? `${label} ${words}` : words;
}
