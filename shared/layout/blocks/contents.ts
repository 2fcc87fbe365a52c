import type { Contents, ContentsEntry, Inline } from "../../document/tree.ts";
import { plainText } from "../../document/visit.ts";
import type { LinkItem } from "../frames.ts";
import { baseStyle, collectInlines } from "../inline/collect.ts";
import { widthOf } from "../inline/measure.ts";
import { prepare } from "../inline/prepare.ts";
import { addNode, type Setting } from "../setting.ts";
import { type BlockContext, type EntryMaterial, idsOf, type StackMaterial, type TextMaterial } from "./material.ts";

/** From one level to the next, and by how much a caption's lines hang from its first, ems. */
const step = 1.5;

/** A table of contents or a list of figures or tables: one entry a line or more, each set in by its level. */
export function collectContents(setting: Setting, block: Contents, context: BlockContext): StackMaterial {
  const parent = addNode(setting, { type: "TOC", parent: context.parent, id: block.id });
  const top = block.entries.reduce((least, { level }) => Math.min(least, level), 6);
  const children = block.entries.map((entry) => collectEntry(setting, block, entry, entry.level - top, parent));
  const before = block.of === "headings" ? 0 : setting.theme.styles.contentsEntry.leading / 2;
  return { type: "stack", children, left: 0, right: 0, before, after: 0, ids: idsOf(block) };
}

function collectEntry(
  setting: Setting,
  { of }: Contents,
  entry: ContentsEntry,
  depth: number,
  parent: number,
): EntryMaterial {
  const plain = setting.theme.styles.contentsEntry;
  const isTopLevel = of === "headings" && depth === 0;
  const style = isTopLevel ? { ...plain, weight: "semibold" as const, before: plain.leading * 0.45 } : plain;
  const item = addNode(setting, { type: "TOCI", parent });
  const tag = addNode(setting, { type: "Link", parent: item });
  const to: LinkItem["to"] = { target: entry.target };
  const description = [entry.label, plainText(entry.children)].filter(Boolean).join(" ");
  const link = setting.targets.has(entry.target) ? { to, description, tag } : undefined;
  const linked = <T extends { style: object }>(run: T): T =>
    link === undefined ? run : { ...run, style: { ...run.style, link } };
  const words: Inline[] = entry.children;
  const runs = collectInlines(setting, words, style, tag).map((run) => linked(run));
  const text: TextMaterial = {
    type: "text",
    prepared: prepare(setting, runs),
    style,
    align: "start",
    hyphens: false,
    hang: of === "headings" ? 0 : step * style.size,
    balanced: false,
    keep: isTopLevel,
    introduces: false,
    ids: [],
  };
  const run = baseStyle(setting, style, tag, { tabularFigures: true });
  const label =
    entry.label === undefined ? undefined : entryLabel(setting, entry.label, linked({ style: run }).style, depth);
  return {
    type: "entry",
    text: label === undefined ? text : { ...text, label },
    indent: indentOf(depth, style.size),
    target: entry.target,
    style: run,
  };
}

function indentOf(depth: number, size: number): number {
  return depth * step * size;
}

/** Numbers of one level start together, and so do the words after them. */
function entryLabel(
  setting: Setting,
  label: string,
  style: ReturnType<typeof baseStyle>,
  depth: number,
): TextMaterial["label"] {
  const width = widthOf(setting, label, style);
  const column = style.size * (step + 0.55 * depth);
  const gap = Math.max(column - width, style.size * 0.45);
  const prepared = prepare(setting, [
    { type: "text", text: label, style },
    { type: "gap", width: gap, style },
  ]);
  return { prepared, indent: width + gap, align: "start" };
}
