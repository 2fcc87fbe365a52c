import type { Block, Figure, Inline, Paragraph, Table } from "../document/tree.ts";
import { plainText } from "../document/visit.ts";
import type { Context } from "./reading.ts";
import { isUnitLine, withSourceLines } from "./source-lines.ts";
import { typedLabel } from "./typed.ts";

/** A paragraph that its author marked as a caption, on its way to what it captions; alone, it stays a paragraph. */
export type CaptionParagraph = { type: "caption"; of: "figure" | "table" | "any"; paragraph: Paragraph };

type Captioned = Figure | Table;

/**
 * Captions joined to the figure or table beside them: marked ones on either side (above first for a table, below first
 * for a figure), and paragraphs that open with a typed "Tableau 3 : " above or "Figure 3 : " below. Typed labels and
 * numbers are taken off, with a warning: composition numbers again. Lines right after either are source lines. `charts`: ids of tables that stand for charts, which word
 * processors caption as figures.
 */
export function joinCaptions(
  context: Context,
  blocks: readonly (Block | CaptionParagraph)[],
  charts: ReadonlySet<string> = new Set(),
): Block[] {
  const joined: (Block | CaptionParagraph)[] = [...blocks];
  const gone = new Set<number>();
  const under = new Map<number, Paragraph[]>();
  joined.forEach((block, at) => {
    if ((block.type !== "figure" && block.type !== "table") || block.caption) return;
    const as = charts.has(block.id) ? "figure" : block.type;
    const above = aboveUnits(joined, at);
    const near = as === "table" ? [above, at + 1] : [at + 1, above];
    const from = near.find((index) => !gone.has(index) && isCaptionOf(as, joined[index], index < at));
    const source = from === undefined ? undefined : joined[from];
    if (from === undefined || !source) return;
    gone.add(from);
    // lines of units between a caption and its table come under it, with its source
    for (let index = from + 1; index < at; index++) {
      gone.add(index);
      under.set(at, [...(under.get(at) ?? []), { ...(joined[index] as Paragraph), role: "sourceLine" }]);
    }
    joined[at] = withCaption(context, block, source.type === "caption" ? source.paragraph : (source as Paragraph));
  });
  const kept = joined.flatMap((block, index): Block[] => {
    if (gone.has(index)) return [];
    return [block.type === "caption" ? block.paragraph : block, ...(under.get(index) ?? [])];
  });
  return withSourceLines(kept);
}

/** The place above the block at `at`, and above lines between that tell of its unit. */
function aboveUnits(blocks: readonly (Block | CaptionParagraph)[], at: number): number {
  let above = at - 1;
  while (isUnitLine(blocks[above])) above -= 1;
  return above;
}

/** A caption without its typed label ("Figure 3 :"), with a warning at the block `at`. */
export function withoutLabel(context: Context, caption: Inline[], at: string): Inline[] {
  const [first, ...others] = caption;
  const length = first?.type === "text" ? typedLabel(first.value) : 0;
  if (first?.type !== "text" || length === 0) return caption;
  context.warn("label-typed", { label: first.value.slice(0, length).trim() }, at);
  const value = first.value.slice(length);
  return value === "" ? others : [{ type: "text", value }, ...others];
}

function isCaptionOf(as: Captioned["type"], near: Block | CaptionParagraph | undefined, above: boolean): boolean {
  if (near?.type === "caption") return near.of === "any" || near.of === as;
  if (near?.type !== "paragraph" || above !== (as === "table")) return false;
  const text = plainText(near.children.slice(0, 2));
  return typedLabel(text) > 0 && /^fig/i.test(text) === (as === "figure");
}

function withCaption(context: Context, block: Captioned, paragraph: Paragraph): Captioned {
  const anchor = block.anchor ?? paragraph.anchor;
  context.moved.set(paragraph.id, block.id);
  const caption = withoutLabel(context, paragraph.children, block.id);
  return { ...block, ...(anchor !== undefined && { anchor }), ...(caption.length > 0 && { caption }) };
}
