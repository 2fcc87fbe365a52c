import { listNumber, ownNumber } from "../../document/list-number.ts";
import { isSourceLine, withoutStrayLines } from "../../document/source-lines.ts";
import type { Block, List, Table } from "../../document/tree.ts";
import { type CaptionParagraph, joinCaptions } from "../captions.ts";
import { type BoxRun, boxRuns, calloutBlocks, framedText } from "./boxes.ts";
import { endCarried } from "./end-paragraph.ts";
import type { Package, RawBlock } from "./package.ts";
import type { Story } from "./story.ts";
/** The blocks of a story: items gathered in lists, quotes and code joined, captions with what they caption. */
export function assemble(story: Story): Block[] {
  endCarried(story);
  const { of } = story.part;
  const isBoxed = story.rawBlocks.some(({ box }) => box);
  const blocks = isBoxed ? boxRuns(story.rawBlocks).flatMap((run) => inBox(of, run)) : gather(of, story.rawBlocks);
  // a table whose style says that it is a callout has no caption: one beside it is another's
  const named = blocks.map((block) => (isNamedFrame(of, block) ? framedText(of, block) : block));
  const joined = joinCaptions(of.context, withoutIdleBreaks(of, named), of.charted);
  if (of.framing.size === 0) return joined;
  // a frame is a table until here: lines under one that is a callout now stand under nothing
  return withoutStrayLines(joined.map((block) => (block.type === "table" ? framedText(of, block) : block)));
}

function isNamedFrame({ framing }: Package, block: Block | CaptionParagraph): block is Table {
  return block.type === "table" && framing.get(block.id) !== undefined;
}

function inBox(of: Package, run: BoxRun): (Block | CaptionParagraph)[] {
  const own = gather(of, run.rawBlocks);
  return run.box ? calloutBlocks(of, run, joinCaptions(of.context, own, of.charted)) : own;
}

/** Items in lists, quotes and code joined; captions are still beside what they caption. */
function gather(of: Package, rawBlocks: readonly RawBlock[]): (Block | CaptionParagraph)[] {
  const blocks: (Block | CaptionParagraph)[] = [];
  const open: OpenList[] = [];
  for (const one of rawBlocks) {
    if (one.kind === "item") {
      addItem(of, blocks, open, { ...one, blocks: withoutStrayLines(one.blocks) });
      continue;
    }
    const item = one.kind === "continuation" ? itemAt(open, one.level) : undefined;
    if (one.kind === "continuation" && item) {
      item.push(inItem(one.block, item.at(-1)));
      continue;
    }
    open.length = 0;
    if (one.kind === "quote") addQuote(of, blocks, one);
    else if (one.kind === "code") addCode(blocks, one);
    else if (one.kind === "caption") blocks.push({ type: "caption", of: one.of, paragraph: one.block });
    else blocks.push(one.block);
  }
  for (const block of blocks) if (block.type === "codeBlock") block.value = block.value.replace(/(?<!\n)\n+$/, "");
  return blocks;
}

/** A block that goes on with an item, after the last of the item's blocks: a source line only under a table or figure there. */
function inItem(block: Block, last: Block | undefined): Block {
  const isUnder = last?.type === "table" || last?.type === "figure" || isSourceLine(last);
  return isUnder ? block : withoutStrayLines([block])[0]!;
}

/** A list that items may still join; `level` is the author's. */
type OpenList = { list: string; level: number; node: List };

function addItem(
  of: Package,
  blocks: (Block | CaptionParagraph)[],
  open: OpenList[],
  item: Extract<RawBlock, { kind: "item" }>,
): void {
  const number = of.count(item.list, item.level);
  while (open.length > 0 && open.at(-1)!.level > item.level) open.pop();
  const top = open.at(-1);
  if (top?.level === item.level) {
    if (goesOn(of, top, item.list, number)) {
      top.list = item.list;
      top.node.items.push({ children: item.blocks });
      nameFirst(item.blocks, item.anchor);
      return;
    }
    open.pop();
  }
  const format = of.numberings.get(item.list)?.levels.get(item.level);
  const label = format?.label === undefined ? undefined : labelIn(open, format.label, item.level);
  const node: List = {
    type: "list",
    id: of.context.nextId(),
    ...(item.anchor !== undefined && { anchor: item.anchor }),
    ordered: format?.ordered ?? false,
    start: format?.ordered ? number : 1,
    format: format?.format ?? "decimal",
    ...(label !== undefined && { label }),
    items: [{ children: item.blocks }],
  };
  const parent = open.at(-1)?.node.items.at(-1);
  if (parent) parent.children.push(node);
  else blocks.push(node);
  open.push({ list: item.list, level: item.level, node });
}

/** A level's label with the numbers of the items around in place: "V2.%1.%2" under the third item is "V2.3.%1". */
function labelIn(open: readonly OpenList[], text: string, level: number): string {
  return text.trim().replace(/%(\d)/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    if (at === level) return ownNumber;
    const node = open.find((one) => one.level === at)?.node;
    return node ? listNumber(node.format, node.start + node.items.length - 1) : "";
  });
}

/**
 * Whether the next item belongs to the open list: it names the same list, or another instance of its definition that
 * goes on counting (LibreOffice writes such).
 */
function goesOn(of: Package, { list, node }: OpenList, next: string, number: number): boolean {
  if (list === next) return true;
  const definition = of.numberings.get(list)?.definition;
  const counts = !node.ordered || number === node.start + node.items.length;
  return definition !== undefined && of.numberings.get(next)?.definition === definition && counts;
}

/** The content of the last item at `level`, or of the last item of all. */
function itemAt(open: OpenList[], level: number | undefined): Block[] | undefined {
  while (level !== undefined && open.length > 1 && open.at(-1)!.level > level) open.pop();
  return open.at(-1)?.node.items.at(-1)?.children;
}

/**
 * A bookmark that stands inside a list or a quotation anchors the block that comes next, e.g. `_Ref12` the third item.
 */
function nameFirst([first]: readonly Block[], anchor: string | undefined): void {
  if (first && anchor !== undefined) first.anchor ??= anchor;
}

function addQuote(
  of: Package,
  blocks: (Block | CaptionParagraph)[],
  { anchor, block }: Extract<RawBlock, { kind: "quote" }>,
): void {
  const last = blocks.at(-1);
  if (last?.type === "quote") {
    last.children.push(block);
    nameFirst([block], anchor);
  } else
    blocks.push({ type: "quote", id: of.context.nextId(), ...(anchor !== undefined && { anchor }), children: [block] });
}

function addCode(
  blocks: (Block | CaptionParagraph)[],
  { id, anchor, value }: Extract<RawBlock, { kind: "code" }>,
): void {
  const last = blocks.at(-1);
  if (last?.type === "codeBlock") {
    last.value += `\n${value}`;
    nameFirst([last], anchor);
  } else if (value !== "") blocks.push({ type: "codeBlock", id, ...(anchor !== undefined && { anchor }), value });
}

/**
 * Blocks without page breaks that repeat another or stand at either end, and in another's document without those before
 * headings, which are counted.
 */
function withoutIdleBreaks(of: Package, blocks: (Block | CaptionParagraph)[]): (Block | CaptionParagraph)[] {
  const kept = blocks.filter(
    (block, at) => block.type !== "pageBreak" || (at > 0 && blocks[at - 1]!.type !== "pageBreak"),
  );
  while (kept.at(-1)?.type === "pageBreak") kept.pop();
  if (of.ours) return kept;
  const followed = kept.filter((block, at) => block.type !== "pageBreak" || kept[at + 1]!.type !== "heading");
  of.tally.pageBreaks += kept.length - followed.length;
  return followed;
}
