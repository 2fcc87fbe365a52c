import { maxDepth } from "../../document/schema.ts";
import type { Align, Block, Heading, Inline, List, ListItem, Paragraph } from "../../document/tree.ts";
import { Refusal } from "../../errors.ts";
import { type CaptionParagraph, joinCaptions } from "../captions.ts";
import { nest, oneSpaced, type Run, trimRuns } from "../runs.ts";
import { type InlineImage, readFigures } from "./figures.ts";
import { headingOf } from "./headings.ts";
import {
  closeElement,
  imageOf,
  isBlockTag,
  isStructure,
  keptTokens,
  type OpenTag,
  openElement,
  openPhrase,
  type Phrase,
  warnOfTag,
  wordsOfElement,
} from "./html.ts";
import { type HtmlCell, type HtmlRow, tableOf } from "./html-table.ts";
import type { HtmlToken } from "./html-tokens.ts";
import type { Scope } from "./scope.ts";

type RawBlock = Block | CaptionParagraph;

/**
 * Blocks being made of raw HTML and of what Markdown stands between its tags. `at`: the id that its next block takes, for
 * the warnings that name it.
 */
export type HtmlFlow = { scope: Scope; frames: Frame[]; at?: string | undefined };

/** An element of the tree that stands open; the first frame is the text itself. */
type Frame = {
  tag: string;
  blocks: RawBlock[];
  runs: Run[];
  images: InlineImage[];
  phrase: Phrase;
  anchor?: string | undefined;
  attributes: OpenTag["attributes"];
  /** Of a list. */
  items?: ListItem[];
  /** Of a table. */
  rows?: HtmlRow[];
  section?: string;
  /** Of a table or a figure. */
  caption?: Inline[];
  /** Of code: its text. */
  code?: string;
};

const none: OpenTag["attributes"] = new Map();

/** A flow of which nothing stands open. */
export function openFlow(scope: Scope): HtmlFlow {
  return { scope, frames: [frameOf("", none)] };
}

/** The blocks that are finished and not yet taken. */
export function takeBlocks({ frames }: HtmlFlow): RawBlock[] {
  return frames[0]!.blocks.splice(0);
}

/** Closes what stands open. */
export function endFlow(flow: HtmlFlow): void {
  while (flow.frames.length > 1) closeTop(flow);
  flush(flow, flow.frames[0]!);
}

/** How many blocks are finished and not yet taken. */
export function blocksIn({ frames }: HtmlFlow): number {
  return frames[0]!.blocks.length;
}

/** Adds blocks that are not of HTML, where they stand in it. */
export function addBlocks(flow: HtmlFlow, blocks: readonly RawBlock[]): void {
  if (blocks.length === 0) return;
  const frame = holder(flow);
  flush(flow, frame);
  for (const block of blocks) frame.blocks.push(block);
}

/** Adds words, in a line that goes on. */
export function addRuns(flow: HtmlFlow, runs: readonly Run[]): void {
  const { runs: before } = holder(flow);
  for (const run of runs) before.push(run);
}

/**
 * Reads raw HTML that stands between blocks. Elements that nothing closes after `offset` end with it: what comes next is
 * not theirs.
 */
export function addHtml(flow: HtmlFlow, source: string, offset: number): void {
  const { scope } = flow;
  const at = scope.context.nextId();
  flow.at = at;
  for (const token of keptTokens(scope, source, at).tokens) addToken(flow, token, at);
  const unclosed = flow.frames.findIndex(({ tag }) => !endsByItself.has(tag) && !closesAfter(scope, tag, offset));
  while (unclosed > 0 && flow.frames.length > unclosed) closeTop(flow);
  flush(flow, flow.frames.at(-1)!);
}

/** The text itself, and what ends with what it stands in. */
const endsByItself = new Set(["", "li", "td", "th"]);

/** Whether the block that the last HTML was to begin with is still to come. */
export function isUnused(flow: HtmlFlow): boolean {
  const { at } = flow;
  flow.at = undefined;
  return at !== undefined;
}

/** A piece of HTML in its place; `at`: the id to which its warnings belong. */
export function addToken(flow: HtmlFlow, token: HtmlToken, at: string): void {
  if (token.type === "text") addText(flow, token.value);
  else if (token.type === "open") open(flow, token, at);
  else if (token.type === "close") close(flow, token.tag);
}

function frameOf(tag: string, attributes: OpenTag["attributes"]): Frame {
  return { tag, attributes, blocks: [], runs: [], images: [], phrase: openPhrase() };
}

/** Elements may be closed in raw HTML to come, of the same passage or of one after it. */
function closesAfter({ source, closings, later }: Scope, tag: string, offset: number): boolean {
  const known = closings.get(tag) ?? lastClosing(source, tag);
  closings.set(tag, known);
  return known >= offset || later(tag);
}

/** Where a text closes an element for the last time; -1: nowhere. */
export function lastClosing(source: string, tag: string): number {
  const closing = new RegExp(`</${tag}(?![a-z0-9-])`, "gi");
  let last = -1;
  for (let found = closing.exec(source); found; found = closing.exec(source)) last = found.index;
  return last;
}

/** The frame that holds words and blocks: a list has them in an item, a table lets them stand before it. */
function holder(flow: HtmlFlow): Frame {
  const { frames } = flow;
  const top = frames.at(-1)!;
  if (top.items) return push(flow, "li", none);
  return top.rows ? frames.at(-2)! : top;
}

function push(flow: HtmlFlow, tag: string, attributes: OpenTag["attributes"]): Frame {
  if (flow.frames.length > maxDepth) throw new Refusal("document-too-large", { what: "depth", limit: maxDepth });
  const frame = frameOf(tag, attributes);
  flow.frames.push(frame);
  return frame;
}

function addText(flow: HtmlFlow, value: string): void {
  const top = flow.frames.at(-1)!;
  if (top.code !== undefined) {
    top.code += value;
    return;
  }
  const blank = /^[ \t\n\f\r]*$/.test(value);
  if (blank && (top.items || top.rows)) return;
  const { runs, phrase } = holder(flow);
  flow.scope.context.spend(1);
  const words = value.replace(/[ \t\n\f\r]+/g, " ");
  const code = phrase.code > 0 && !blank;
  runs.push({ leaf: code ? { type: "code", value: words } : { type: "text", value: words }, marks: phrase.marks });
}

function open(flow: HtmlFlow, token: OpenTag, at: string): void {
  const { scope, frames } = flow;
  const { tag, attributes, empty } = token;
  if (frames.at(-1)!.tag === "dt" && (tag === "dt" || tag === "dd")) closeTop(flow);
  const top = frames.at(-1)!;
  if (tag === "br") {
    if (top.code !== undefined) top.code += "\n";
    else holder(flow).runs.push({ leaf: { type: "lineBreak" }, marks: [] });
  } else if (tag === "img" || tag === "input") addWordless(flow, token, at);
  else if (tag === "hr") addBlocks(flow, [{ type: "thematicBreak", id: takeId(flow) }]);
  else if (isStructure(tag)) openStructure(flow, token, at);
  else {
    if (isBlockTag(tag)) flush(flow, holder(flow));
    const { phrase } = holder(flow);
    if (!empty || isBlockTag(tag)) openElement(scope, phrase, token, at);
  }
  const named = attributes.get("id") ?? (tag === "a" ? attributes.get("name") : undefined);
  const anchored = frames.at(-1)!;
  if (named && /^[^\s{}"'=]+$/.test(named)) anchored.anchor ??= named;
}

function addWordless(flow: HtmlFlow, token: OpenTag, at: string): void {
  const { images, phrase } = holder(flow);
  const image = token.tag === "img" ? imageOf(token) : undefined;
  if (!image) {
    addText(flow, wordsOfElement(token));
    return;
  }
  images.push(image);
  const link = phrase.marks.find((mark) => mark.type === "link");
  if (link) flow.scope.context.warn("image-link-dropped", { href: link.href.slice(0, 200) }, at);
}

function openStructure(flow: HtmlFlow, token: OpenTag, at: string): void {
  const { tag, attributes } = token;
  const { frames } = flow;
  if (tag === "li") {
    const list = nearest(frames, ({ items }) => items !== undefined);
    if (list < 0) flush(flow, holder(flow));
    else {
      closeDown(flow, list);
      push(flow, "li", attributes);
    }
  } else if (ofTable.has(tag)) openInTable(flow, token, at);
  else {
    if (/^h[1-6]$/.test(tag) && /^h[1-6]$/.test(frames.at(-1)!.tag)) closeTop(flow);
    flush(flow, holder(flow));
    const frame = push(flow, tag, attributes);
    if (tag === "ul" || tag === "ol" || tag === "menu") frame.items = [];
    if (tag === "table") frame.rows = [];
    if (tag === "pre") frame.code = "";
  }
}

const ofTable = new Set(["caption", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "col"]);

/** A piece of a table; outside of any its words are parted, with a warning. */
function openInTable(flow: HtmlFlow, { tag, attributes }: OpenTag, at: string): void {
  const at0 = flow.frames.findLastIndex(({ rows }) => rows !== undefined);
  if (at0 < 0) {
    warnOfTag(flow.scope, "html-shown-as-text", tag, at);
    if (tag === "td" || tag === "th") addText(flow, " ");
    else flush(flow, holder(flow));
    return;
  }
  closeDown(flow, at0);
  const table = flow.frames[at0]!;
  if (tag === "caption") push(flow, tag, attributes);
  else if (tag === "tr") table.rows!.push({ cells: [], section: table.section ?? "tbody" });
  else if (tag === "td" || tag === "th") {
    if (table.rows!.length === 0) table.rows!.push({ cells: [], section: table.section ?? "tbody" });
    push(flow, tag, attributes);
  } else if (tag !== "colgroup" && tag !== "col") table.section = tag;
}

function close(flow: HtmlFlow, tag: string): void {
  const { frames } = flow;
  if (frames.at(-1)!.tag === "dt" && tag === "dl") closeTop(flow);
  if (tag === "br") open(flow, { type: "open", tag, attributes: none, empty: true }, "");
  else if (tag === "tr" || tag === "thead" || tag === "tbody" || tag === "tfoot") {
    const table = frames.findLastIndex(({ rows }) => rows !== undefined);
    if (table >= 0) closeDown(flow, table);
    if (table >= 0 && tag !== "tr") frames[table]!.section = "tbody";
  } else if (isStructure(tag)) {
    const found = nearest(frames, (frame) => frame.tag === tag, tag);
    if (found > 0) closeDown(flow, found - 1);
  } else {
    const frame = holder(flow);
    if (isBlockTag(tag)) flush(flow, frame);
    closeElement(frame.phrase, tag);
  }
}

/** The index of the innermost frame that `is` so; cells of a table are out of reach of what is no part of one. */
function nearest(frames: readonly Frame[], is: (frame: Frame) => boolean, tag = ""): number {
  for (let index = frames.length - 1; index > 0; index--) {
    if (is(frames[index]!)) return index;
    if (/^(?:td|th|caption)$/.test(frames[index]!.tag) && tag !== "table" && !ofTable.has(tag)) return -1;
  }
  return -1;
}

/** Closes what stands open in the frame at `index`. */
function closeDown(flow: HtmlFlow, index: number): void {
  while (flow.frames.length > index + 1) closeTop(flow);
}

function closeTop(flow: HtmlFlow): void {
  const { scope, frames } = flow;
  const top = frames.at(-1)!;
  if (holdsLine(top)) {
    frames.pop();
    closeLine(flow, top);
    return;
  }
  flush(flow, top);
  frames.pop();
  const blocks = () => joinCaptions(scope.context, top.blocks);
  const { tag, anchor } = top;
  if (tag === "li") frames.at(-1)!.items!.push({ children: blocks() });
  else if (top.items) addBlocks(flow, top.items.length > 0 ? [listOf(flow, top)] : []);
  else if (tag === "td" || tag === "th") frames.at(-1)!.rows!.at(-1)!.cells.push(cellOf(top, blocks()));
  else if (top.rows) {
    const table = tableOf(scope, takeId(flow), top.rows, top.caption);
    addBlocks(flow, table ? [{ ...table, ...(anchor !== undefined && { anchor }) }] : []);
    if (!table && top.caption) addBlocks(flow, [paragraphOf(flow, top.caption)]);
    addBlocks(flow, top.blocks);
  } else if (tag === "blockquote") {
    const id = takeId(flow);
    if (top.blocks.length > 0) addBlocks(flow, [{ type: "quote", id, children: blocks() }]);
  } else if (tag === "figure") addBlocks(flow, captioned(flow, top, blocks()));
  else if (tag === "pre") {
    const value = top.code!.replace(/^\n|\s+$/g, "");
    if (value !== "") addBlocks(flow, [{ type: "codeBlock", id: takeId(flow), value }]);
    addBlocks(flow, top.blocks);
  }
}

/** Elements that hold one line of words: what ends a line in them breaks it. */
function holdsLine({ tag }: Frame): boolean {
  return /^(?:h[1-6]|caption|figcaption|summary|dt)$/.test(tag);
}

/** A heading, a caption or a title, with the figures and blocks in it after it. */
function closeLine(flow: HtmlFlow, frame: Frame): void {
  const { scope, frames } = flow;
  const { tag, anchor } = frame;
  const runs = trimRuns(oneSpaced(frame.runs));
  const inlines = nest(runs);
  const below = frames.at(-1)!;
  const rest = [...readFigures({ scope, images: frame.images }), ...frame.blocks];
  if (inlines.length === 0) {
    addBlocks(flow, rest);
    return;
  }
  if (/^h/.test(tag)) {
    const level = Number(tag.slice(1)) as Heading["level"];
    const attributes = { classes: [], values: new Map(), ...(anchor !== undefined && { id: anchor }) };
    addBlocks(flow, [headingOf(scope, takeId(flow), level, runs, attributes)]);
  } else if ((tag === "caption" && below.rows && !below.caption) || (below.tag === "figure" && !below.caption))
    below.caption = inlines;
  else if (tag === "summary" || tag === "dt")
    addBlocks(flow, [paragraphOf(flow, [{ type: "strong", children: inlines }], anchor)]);
  else addBlocks(flow, [paragraphOf(flow, inlines, anchor)]);
  if (below.rows) for (const block of rest) below.blocks.push(block);
  else addBlocks(flow, rest);
}

/** What a figure holds, its caption on the image or the table in it, or after it. */
function captioned(flow: HtmlFlow, { caption, anchor }: Frame, blocks: Block[]): Block[] {
  if (!caption) return blocks;
  const at = blocks.findIndex((block) => block.type === "figure" || block.type === "table");
  const block = blocks[at];
  if (!block || (block.type !== "figure" && block.type !== "table") || (block.type === "table" && block.caption))
    return [...blocks, paragraphOf(flow, caption)];
  return blocks.with(at, { ...block, caption, ...(anchor !== undefined && { anchor }) });
}

const formats: Readonly<Record<string, List["format"]>> = {
  ...{ a: "lowerLetter", A: "upperLetter", i: "lowerRoman", I: "upperRoman" },
};

function listOf(flow: HtmlFlow, { tag, attributes, items = [], anchor }: Frame): List {
  const ordered = tag === "ol";
  const start = ordered && /^\d{1,6}$/.test(attributes.get("start") ?? "") ? Number(attributes.get("start")) : 1;
  const format = (ordered && formats[attributes.get("type") ?? ""]) || "decimal";
  const named = anchor !== undefined && { anchor };
  return { type: "list", id: takeId(flow), ...named, ordered, start, format, items };
}

function cellOf({ tag, attributes }: Frame, children: Block[]): HtmlCell {
  const align = aligns.get(attributes.get("align")?.toLowerCase() ?? styleOf(attributes, "text-align"));
  const span = (name: string) => (/^\d{1,4}$/.test(attributes.get(name) ?? "") ? Number(attributes.get(name)) : 1);
  return {
    ...{ colSpan: span("colspan"), rowSpan: span("rowspan"), header: tag === "th", children },
    ...(align && { align }),
  };
}

const aligns = new Map<string, Align>([
  ["center", "center"],
  ["right", "end"],
  ["end", "end"],
]);

function styleOf(attributes: OpenTag["attributes"], property: string): string {
  return new RegExp(`${property}\\s*:\\s*([a-z]+)`, "i").exec(attributes.get("style") ?? "")?.[1]?.toLowerCase() ?? "";
}

function takeId(flow: HtmlFlow): string {
  const id = flow.at ?? flow.scope.context.nextId();
  flow.at = undefined;
  return id;
}

function paragraphOf(flow: HtmlFlow, children: Inline[], anchor?: string): Paragraph {
  return { type: "paragraph", id: takeId(flow), ...(anchor !== undefined && { anchor }), children };
}

/** Ends the line of a frame: a paragraph, and the images in it as figures; in one line of words, the line breaks. */
function flush(flow: HtmlFlow, frame: Frame): void {
  if (holdsLine(frame)) {
    if (frame.runs.length > 0) frame.runs.push({ leaf: { type: "lineBreak" }, marks: [] });
    return;
  }
  const children = nest(trimRuns(oneSpaced(frame.runs)));
  frame.runs = [];
  if (children.length > 0) {
    frame.blocks.push(paragraphOf(flow, children, frame.anchor));
    frame.anchor = undefined;
  }
  if (frame.images.length === 0) return;
  const figures = readFigures({ scope: flow.scope, images: frame.images.splice(0) });
  if (children.length > 0 && figures.length > 0) flow.scope.context.warn("image-moved", {}, figures[0]!.id);
  for (const figure of figures) frame.blocks.push(figure);
}
