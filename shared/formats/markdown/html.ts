import { maxDepth } from "../../document/schema.ts";
import type { Block } from "../../document/tree.ts";
import { wordsIn } from "../../document/word-count.ts";
import { Refusal } from "../../errors.ts";
import { linkMark } from "../links.ts";
import { type Mark, nest, type Run, trimRuns } from "../runs.ts";
import { decodeEntities } from "./entities.ts";
import { readLanguage } from "./language.ts";
import type { Scope } from "./scope.ts";

/** A piece of raw HTML; attributes' values are decoded. */
export type HtmlToken =
  | { type: "text"; value: string }
  | { type: "open" | "close"; tag: string; attributes: ReadonlyMap<string, string> };

const piece =
  /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*(?:>|$)|<(\/?)([a-z][a-z0-9-]*)((?:[^>"']|"[^"]{0,1000}"|'[^']{0,1000}'){0,300})>|[^<]+|</gi;
const attribute = /(?<![a-z-])([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/** Elements dropped with all that they hold: what runs, and what fetches. */
const dropped = new Set([
  "script",
  "style",
  "iframe",
  "object",
  "embed",
  "form",
  "svg",
  "math",
  "template",
  "noscript",
]);
/**
 * Elements that only hold others, or space: reading through them loses nothing, or only what their table gives a
 * warning for.
 */
const transparent = new Set([
  "div",
  "p",
  "center",
  "section",
  "article",
  "span",
  "font",
  "small",
  "wbr",
  "tbody",
  "tr",
]);
const blockLevel = new Set([
  "div",
  "p",
  "center",
  "section",
  "article",
  "blockquote",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "tr",
]);

/**
 * The pieces of `source` that are kept: comments and dropped elements are left out with a warning, an image is its
 * alternative. `skipping`: the dropped element that stands open, before the source and after it.
 */
export function tokenizeHtml(
  scope: Scope,
  source: string,
  at: string,
  skipping?: string,
): { tokens: HtmlToken[]; skipping: string | undefined } {
  const tokens: HtmlToken[] = [];
  for (const [whole, slash, name, inside = ""] of source.matchAll(piece)) {
    const tag = name?.toLowerCase();
    if (skipping) {
      if (slash && tag === skipping) skipping = undefined;
    } else if (tag && dropped.has(tag)) {
      warnOfTag(scope, "html-dropped", tag, at);
      if (!slash && tag !== "embed" && !inside.endsWith("/")) skipping = tag;
    } else if (tag) {
      const attributes = parseHtmlAttributes(inside);
      tokens.push({ type: slash ? "close" : "open", tag, attributes });
      const alt = tag === "img" && attributes.get("alt");
      if (alt) tokens.push({ type: "text", value: alt });
    } else if (whole.startsWith("<!") || whole.startsWith("<?")) {
      warnOfTag(scope, "html-comment-dropped", "", at);
      // A comment is not shown where it was written either: its words do not lack, but where it takes in all the rest.
      if (whole.endsWith("-->")) scope.context.source.aside += wordsIn([whole]);
    } else {
      tokens.push({ type: "text", value: decodeEntities(whole) });
    }
  }
  return { tokens, skipping };
}

/**
 * The mark that an element puts on its text (`<b>`: strong); undefined for an element without one, with a warning
 * unless it is harmless.
 */
export function htmlMark(
  scope: Scope,
  tag: string,
  attributes: ReadonlyMap<string, string>,
  at: string,
): Mark | undefined {
  const simple = simpleMarks.get(tag);
  if (simple) return { type: simple };
  const declared = attributes.get("lang");
  const language = declared && readLanguage(scope.context, declared, scope.language, at);
  if (language) return { type: "language", language };
  if (tag === "a") {
    const mark = linkMark(attributes.get("href") ?? "");
    if (!mark && attributes.has("href")) scope.context.warn("link-dropped", { href: attributes.get("href")! }, at);
    return mark;
  }
  if (!transparent.has(tag)) warnOfTag(scope, "html-shown-as-text", tag, at);
  return undefined;
}

/** Blocks out of raw HTML: paragraphs and lists; every other element is transparent, with one warning at the first block. */
export function readHtmlBlocks(scope: Scope, source: string): Block[] {
  const at = scope.context.nextId();
  const frames: Frame[] = [{ tag: "", blocks: [], runs: [], marks: [] }];
  for (const token of tokenizeHtml(scope, source, at).tokens) {
    if (token.type === "text") addText(scope, frames, token.value);
    else if (token.type === "open") open(scope, frames, token, at);
    else close(scope, frames, token.tag);
  }
  while (frames.length > 1) closeTop(scope, frames);
  flush(scope, frames[0]!);
  const { blocks } = frames[0]!;
  if (blocks[0]) blocks[0].id = at;
  return blocks;
}

/** An element being read: a list holds items, an item and the root hold blocks. */
type Frame = {
  tag: string;
  blocks: Block[];
  runs: Run[];
  marks: { tag: string; mark: Mark | undefined }[];
  items?: Block[][];
};

const simpleMarks = new Map(
  Object.entries<"strong" | "emphasis" | "superscript" | "subscript" | "strike">({
    b: "strong",
    strong: "strong",
    i: "emphasis",
    em: "emphasis",
    u: "emphasis",
    cite: "emphasis",
    sup: "superscript",
    sub: "subscript",
    s: "strike",
    del: "strike",
  }),
);

function parseHtmlAttributes(source: string): Map<string, string> {
  const found = [...source.matchAll(attribute)];
  return new Map(found.map(([, name, a, b, c]) => [name!.toLowerCase(), decodeEntities(a ?? b ?? c ?? "")]));
}

function warnOfTag(
  scope: Scope,
  code: "html-dropped" | "html-comment-dropped" | "html-shown-as-text",
  tag: string,
  at: string,
): void {
  if (scope.warned.has(`${code} ${tag}`)) return;
  scope.warned.add(`${code} ${tag}`);
  scope.context.warn(code, tag ? { tag } : {}, at);
}

function addText(scope: Scope, frames: Frame[], value: string): void {
  const frame = frames.at(-1)!;
  if (frame.items && value.trim() === "") return;
  const target = frame.items ? openItem(frames) : frame;
  scope.context.spend(1);
  const marks = frames.flatMap((one) => one.marks.flatMap(({ mark }) => mark ?? []));
  target.runs.push({ leaf: { type: "text", value: value.replace(/\s+/g, " ") }, marks });
}

function open(scope: Scope, frames: Frame[], token: Extract<HtmlToken, { tag: string }>, at: string): void {
  const { tag } = token;
  if (tag === "br") frames.at(-1)!.runs.push({ leaf: { type: "lineBreak" }, marks: [] });
  else if (tag === "hr") flush(scope, frames.at(-1)!, { type: "thematicBreak", id: scope.context.nextId() });
  else if (tag === "ul" || tag === "ol") {
    flush(scope, frames.at(-1)!);
    if (frames.at(-1)!.items) openItem(frames);
    frames.push({ tag, blocks: [], runs: [], marks: [], items: [] });
  } else if (tag === "li") {
    if (frames.at(-1)!.tag === "li") closeTop(scope, frames);
    if (frames.at(-1)!.items) openItem(frames);
  } else {
    const mark = htmlMark(scope, tag, token.attributes, at);
    if (blockLevel.has(tag)) flush(scope, frames.at(-1)!);
    frames.at(-1)!.marks.push({ tag, mark });
  }
}

function close(scope: Scope, frames: Frame[], tag: string): void {
  if (tag === "ul" || tag === "ol" || tag === "li") {
    if (!frames.some((frame) => frame.tag === tag)) return;
    while (frames.at(-1)!.tag !== tag) closeTop(scope, frames);
    closeTop(scope, frames);
    return;
  }
  const frame = frames.at(-1)!;
  if (blockLevel.has(tag)) flush(scope, frame);
  const open = frame.marks.findLastIndex((mark) => mark.tag === tag);
  if (open >= 0) frame.marks.splice(open, 1);
}

function openItem(frames: Frame[]): Frame {
  if (frames.length > maxDepth) throw new Refusal("document-too-large", { what: "depth", limit: maxDepth });
  const item: Frame = { tag: "li", blocks: [], runs: [], marks: [] };
  frames.push(item);
  return item;
}

function closeTop(scope: Scope, frames: Frame[]): void {
  const frame = frames.pop()!;
  const below = frames.at(-1)!;
  if (!frame.items) {
    flush(scope, frame);
    below.items?.push(frame.blocks);
    return;
  }
  if (frame.items.length === 0) return;
  const items = frame.items.map((children) => ({ children }));
  const id = scope.context.nextId();
  below.blocks.push({ type: "list", id, ordered: frame.tag === "ol", start: 1, format: "decimal", items });
}

function flush(scope: Scope, frame: Frame, then?: Block): void {
  const children = nest(trimRuns(frame.runs));
  frame.runs = [];
  if (children.length > 0) frame.blocks.push({ type: "paragraph", id: scope.context.nextId(), children });
  if (then) frame.blocks.push(then);
}
