import type { Block, Callout, Inline, Table } from "../../document/tree.ts";
import { plainText } from "../../document/visit.ts";
import { settleCallout } from "../callouts.ts";
import type { Box, Package, RawBlock } from "./package.ts";
import type { ParagraphProperties } from "./properties.ts";
import { roleOf, styleOf } from "./roles.ts";
import type { Story } from "./story.ts";
import { isBold } from "./table.ts";

/** The callout that a paragraph stands in, by its style or, in the body, by its frame. */
export function boxAround({ part: { of }, body }: Story, properties: ParagraphProperties): Box | undefined {
  const role = roleOf(of, properties);
  const framed = properties.framed ?? styleOf(of, properties)?.paragraph.framed ?? false;
  if (role?.is === "callout" && (framed || !role.framed))
    return { variant: role.variant, ...(role.title && { title: true }) };
  if (!framed || !body || (role && role.is !== "listContinue") || of.styles.defaultParagraph?.paragraph.framed)
    return undefined;
  return { variant: "box", direct: true };
}

/** Raw blocks that stand in one callout, or in none. */
export type BoxRun = { box?: Box; rawBlocks: RawBlock[] };

/** Raw blocks in runs, one a callout. */
export function boxRuns(rawBlocks: readonly RawBlock[]): BoxRun[] {
  const runs: BoxRun[] = [];
  let last: RawBlock | undefined;
  for (const raw of rawBlocks) {
    const run = runs.at(-1);
    if (run && goesOn(run, last, raw)) run.rawBlocks.push(raw);
    else runs.push({ ...(raw.box && { box: raw.box }), rawBlocks: [raw] });
    last = raw;
  }
  return runs;
}

function goesOn({ box }: BoxRun, last: RawBlock | undefined, { box: next }: RawBlock): boolean {
  if (!box || !next) return box === next;
  return !last?.ends && !next.title && box.variant === next.variant && box.direct === next.direct;
}

/** Blocks that a frame around them alone sets apart are a callout up to this many. */
const mostFramed = 40;

/** The blocks of a run as a callout; what is framed and is a heading that was made so, or pages of text, stays as it is. */
export function calloutBlocks(of: Package, { box, rawBlocks }: BoxRun, blocks: Block[]): Block[] {
  if (!box || blocks.length === 0) return blocks;
  const isHeading =
    blocks.length === 1 && isBold(blocks[0]!) && plainText(inlinesOf(blocks[0]!)).length < longestHeading;
  if (box.direct && (isHeading || blocks.length > mostFramed)) return blocks;
  const isTitled = rawBlocks[0]?.box?.title === true && blocks[0]?.type === "paragraph";
  const title = isTitled ? inlinesOf(blocks[0]!) : undefined;
  const children = isTitled ? blocks.slice(1) : blocks;
  const id = of.context.nextId();
  const callout: Callout = { type: "callout", id, variant: box.variant, ...(title && { title }), children };
  if (isTitled) of.context.moved.set(blocks[0]!.id, id);
  const anchor = isTitled ? blocks[0]!.anchor : undefined;
  return [settleCallout(of.context, { ...callout, ...(anchor !== undefined && { anchor }) })];
}

/** Characters of a line that may be a heading. */
const longestHeading = 100;

function inlinesOf(block: Block): Inline[] {
  return block.type === "paragraph" ? block.children : [];
}

/**
 * A table of one cell that frames text, as a callout: not one with a caption, with headings, or without words of its own.
 * One of ours has the variant that its style names, and its title as the callout that its first paragraph is.
 */
export function framedText(of: Package, table: Table): Block {
  const cell = table.rows[0]?.cells[0];
  if (!cell || !of.framing.has(table.id) || table.caption) return table;
  const named = of.framing.get(table.id);
  const { id, anchor } = table;
  const align = table.columns[0]?.align;
  const blocks =
    align === undefined || align === "start" ? cell.children : cell.children.map((one) => aligned(one, align));
  if (!named && !blocks.some(saysWords)) return table;
  if (!named && blocks.some(({ type }) => type === "heading")) return table;
  const [first, ...rest] = blocks;
  const head = first?.type === "callout" && first.children.length === 0 ? first : undefined;
  const callout: Callout = {
    ...{ type: "callout", id, variant: named ?? head?.variant ?? "box" },
    ...(anchor !== undefined && { anchor }),
    ...(head?.title && { title: head.title }),
    children: head ? rest : blocks,
  };
  const only = !named && !head && rest.length === 0 && first?.type === "callout" ? first : undefined;
  return only ? { ...only, ...(anchor !== undefined && { anchor }) } : settleCallout(of.context, callout);
}

function aligned(block: Block, align: "center" | "end"): Block {
  return block.type === "paragraph" && block.align === undefined ? { ...block, align } : block;
}

function saysWords(block: Block): boolean {
  if (block.type === "list" || block.type === "quote" || block.type === "callout") return true;
  return block.type === "paragraph" && plainText(block.children).trim() !== "";
}
