import type { Image as ImageNode, PhrasingContent } from "mdast";
import type { Block } from "../../document/tree.ts";
import { joinCaptions } from "../captions.ts";
import { linkMark } from "../links.ts";
import { type Leaf, type Mark, nest, type Run, trimRuns } from "../runs.ts";
import { type Attributes, type AttributesNode, parseAttributes } from "./attributes.ts";
import { parseCitation } from "./citations.ts";
import type { InlineImage } from "./figures.ts";
import {
  closeElement,
  imageOf,
  isBlockTag,
  keptTokens,
  openElement,
  openPhrase,
  type Phrase,
  type Skipping,
  wordsOfElement,
} from "./html.ts";
import { addRuns, addToken, endFlow, type HtmlFlow, openFlow, takeBlocks } from "./html-flow.ts";
import type { HtmlToken } from "./html-tokens.ts";
import { readLanguage } from "./language.ts";
import type { Scope } from "./scope.ts";

/** The inlines of one block being read: its runs, the images among them, and the marks still open. */
export type Line = {
  scope: Scope;
  /** The provisional id of the block. */
  at: string;
  runs: Run[];
  images: InlineImage[];
  /** Braces that belong to nothing before them, at the very end: those of a heading or caption. */
  trailing?: Attributes;
  /** Indexes of runs that are an open bracket. */
  brackets: number[];
  /** What just ended, if nothing came after: attributes would be its own. */
  closed?: { type: "bracket"; open: number } | { type: "image" };
  /** The raw HTML elements that stand open. */
  phrase: Phrase;
  /** The raw HTML element that is being dropped with all that it holds. */
  skipping?: Skipping | undefined;
  /** The name that raw HTML gives to a place in it. */
  anchor?: string;
  /** Whether lists and the like in raw HTML are blocks of their own: they begin a flow, which then takes all words. */
  blocks: boolean;
  flow?: HtmlFlow;
};

/** Reads the phrasing content of one block; `at` is the provisional id of that block. */
export function readLine(scope: Scope, at: string, nodes: readonly Phrasing[], { blocks = false } = {}): Line {
  const line: Line = { ...{ scope, at, blocks, runs: [], images: [], brackets: [] }, phrase: openPhrase() };
  readNodes(line, nodes, []);
  return line;
}

/** The blocks of a line in which raw HTML has some. */
export function readFlow({ scope, flow }: Line): Block[] {
  if (!flow) return [];
  endFlow(flow);
  return joinCaptions(scope.context, takeBlocks(flow));
}

type Phrasing = PhrasingContent | AttributesNode;
type NodeOf<T extends Phrasing["type"]> = Extract<Phrasing, { type: T }>;
type Handlers = { [T in Phrasing["type"]]?: (line: Line, node: NodeOf<T>, marks: readonly Mark[]) => void };

const handlers: Handlers = {
  text: (line, node, marks) => readText(line, node.value, marks),
  emphasis: (line, node, marks) => readNodes(line, node.children, [...marks, { type: "emphasis" }]),
  strong: (line, node, marks) => readNodes(line, node.children, [...marks, { type: "strong" }]),
  delete: (line, node, marks) => readNodes(line, node.children, [...marks, { type: "strike" }]),
  inlineCode: (line, node, marks) => push(line, { type: "code", value: node.value }, marks),
  break: (line, _node, marks) => push(line, { type: "lineBreak" }, marks),
  link: (line, node, marks) => readLink(line, node, node.children, marks),
  linkReference: (line, node, marks) => {
    readLink(line, line.scope.definitions.get(node.identifier) ?? { url: "" }, node.children, marks);
  },
  image: (line, node) => readImage(line, node),
  imageReference: (line, node) => {
    const definition = line.scope.definitions.get(node.identifier);
    if (definition) readImage(line, { ...definition, type: "image", alt: node.alt ?? "" });
  },
  footnoteReference: (line, node, marks) => push(line, { type: "noteReference", note: node.identifier }, marks),
  html: (line, node) => readHtml(line, node.value),
  attributes: (line, node, marks) => readAttributes(line, node.value, marks),
};

function readNodes(line: Line, nodes: readonly Phrasing[], marks: readonly Mark[]): void {
  for (const node of nodes) {
    const handle = handlers[node.type] as ((line: Line, node: Phrasing, marks: readonly Mark[]) => void) | undefined;
    if (!handle) throw new Error(`Markdown inline ${node.type} has no reader`);
    if (node.type !== "attributes") line.trailing = undefined;
    handle(line, node, marks);
  }
}

function push(line: Line, leaf: Leaf, marks: readonly Mark[]): void {
  if (line.skipping) return;
  line.scope.context.spend(1);
  const { marks: worn, code } = line.phrase;
  const said: Leaf = code > 0 && leaf.type === "text" && leaf.value !== "" ? { ...leaf, type: "code" } : leaf;
  const run = { leaf: said, marks: worn.length > 0 ? [...marks, ...worn] : marks };
  if (line.flow) addRuns(line.flow, [run]);
  else line.runs.push(run);
  line.closed = undefined;
}

const textPiece = /[[\]]|\^(?=[^\s^[\]]{1,40}\^)[^\s^]+\^|~(?=[^\s~[\]]{1,40}~)[^\s~]+~|\s+|[^[\]\s^~]+|[\^~]/g;

/** Text, with pandoc's `^super^`, `~sub~` and brackets seen in it; a soft line end is a space. */
function readText(line: Line, value: string, marks: readonly Mark[]): void {
  if (line.skipping) return;
  if (!/[[\]^~\n\r]/.test(value)) {
    push(line, { type: "text", value }, marks);
    return;
  }
  let plain = "";
  const flush = (): void => {
    if (plain !== "") push(line, { type: "text", value: plain }, marks);
    plain = "";
  };
  for (const [piece] of value.matchAll(textPiece)) {
    if (piece === "[" || piece === "]") {
      flush();
      if (piece === "[") openBracket(line, marks);
      else closeBracket(line, marks);
    } else if (piece.length > 2 && (piece.startsWith("^") || piece.startsWith("~"))) {
      flush();
      const type = piece.startsWith("^") ? "superscript" : "subscript";
      push(line, { type: "text", value: piece.slice(1, -1) }, [...marks, { type }]);
    } else plain += /[\n\r]/.test(piece) ? " " : piece;
  }
  flush();
}

function openBracket(line: Line, marks: readonly Mark[]): void {
  if (!line.flow) line.brackets.push(line.runs.length);
  push(line, { type: "text", value: "[" }, marks);
}

/** A closed bracket is a citation, an inline note (`^[…]`), or text that a list of attributes may follow. */
function closeBracket(line: Line, marks: readonly Mark[]): void {
  push(line, { type: "text", value: "]" }, marks);
  const open = line.brackets.pop();
  if (open === undefined) return;
  const content = line.runs.slice(open + 1, -1);
  const items = content.length <= 20 ? parseCitation(wordsOf(content)) : undefined;
  if (items) {
    line.runs.length = open;
    push(line, { type: "citation", items }, marks);
  } else if (endsWithCaret(line.runs[open - 1])) {
    line.runs.length = open;
    readInlineNote(line, content, marks);
  } else line.closed = { type: "bracket", open };
}

function wordsOf(runs: readonly Run[]): string {
  return runs.map(({ leaf }) => ("value" in leaf ? leaf.value : "")).join("");
}

function endsWithCaret(run: Run | undefined): boolean {
  return run?.leaf.type === "text" && run.leaf.value.endsWith("^");
}

function readInlineNote(line: Line, content: readonly Run[], marks: readonly Mark[]): void {
  const before = line.runs.pop()!;
  const value = (before.leaf as { value: string }).value.slice(0, -1);
  if (value !== "") line.runs.push({ ...before, leaf: { type: "text", value } });
  const label = ` inline ${line.scope.notes.size + 1}`;
  const paragraph: Block = { type: "paragraph", id: line.scope.context.nextId(), children: nest(trimRuns(content)) };
  line.scope.notes.set(label, [paragraph]);
  push(line, { type: "noteReference", note: label }, marks);
}

type Target = { url: string; title?: string | null | undefined };

function readLink(line: Line, { url, title }: Target, children: readonly Phrasing[], marks: readonly Mark[]): void {
  const mark = linkMark(url);
  if (title) line.scope.context.warn("tooltip-dropped", { text: title.slice(0, 200) }, line.at);
  if (!mark) line.scope.context.warn("link-dropped", { href: url.slice(0, 200) }, line.at);
  const images = line.images.length;
  readNodes(line, children, mark ? [...marks, mark] : marks);
  if (mark && line.images.length > images)
    line.scope.context.warn("image-link-dropped", { href: url.slice(0, 200) }, line.at);
}

function readImage(line: Line, node: ImageNode): void {
  const { url, title, alt, position } = node;
  const source = line.scope.source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
  const label = readLabel(line, source) ?? [{ leaf: { type: "text" as const, value: alt ?? "" }, marks: [] }];
  line.images.push({ url, alt: alt ?? "", label, ...(title && { title }) });
  line.closed = { type: "image" };
}

/** An image's label as runs: without its `!`, the image is a link around them. Undefined for a plain label. */
function readLabel(line: Line, source: string): Run[] | undefined {
  const label = source.slice(2, source.lastIndexOf("]"));
  if (!source.startsWith("![") || !/[*_^~`<&[]/.test(label) || label.includes("![")) return undefined;
  const [paragraph] = line.scope.parse(source.slice(1)).children;
  const [link] = paragraph?.type === "paragraph" ? paragraph.children : [];
  return link?.type === "link" ? readLine(line.scope, line.at, link.children).runs : undefined;
}

function readHtml(line: Line, source: string): void {
  const { tokens, skipping } = keptTokens(line.scope, source, line.at, line.skipping);
  if (line.skipping && !skipping) line.skipping = undefined;
  for (const token of tokens) {
    if (token.type === "text") push(line, { type: "text", value: token.value }, []);
    else if (token.type !== "comment" && token.tag === "br") push(line, { type: "lineBreak" }, []);
    else if (token.type !== "comment" && isBlockTag(token.tag)) readBlockTag(line, token);
    else if (token.type === "close") closeElement(line.phrase, token.tag);
    else if (token.type === "open") readOpenTag(line, token);
  }
  line.skipping = skipping;
}

function readOpenTag(line: Line, token: Extract<HtmlToken, { type: "open" }>): void {
  const { tag, attributes, empty } = token;
  const named = attributes.get("id") ?? (tag === "a" ? attributes.get("name") : undefined);
  if (named && /^[^\s{}"'=]+$/.test(named)) line.anchor ??= named;
  const image = tag === "img" ? imageOf(token) : undefined;
  const words = wordsOfElement(token);
  if (image) {
    line.images.push(image);
    line.closed = { type: "image" };
    const link = line.phrase.marks.find((mark) => mark.type === "link");
    if (link) line.scope.context.warn("image-link-dropped", { href: link.href.slice(0, 200) }, line.at);
  } else if (words !== "") push(line, { type: "text", value: words }, []);
  else if (!empty && !wordless.has(tag)) openElement(line.scope, line.phrase, token, line.at);
}

const wordless = new Set(["img", "input", "wbr", "source"]);

/** A tag of a block begins blocks, in a line that may have some; elsewhere it parts words. */
function readBlockTag(line: Line, token: Exclude<HtmlToken, { type: "text" | "comment" }>): void {
  if (line.blocks) {
    if (!line.flow) {
      line.flow = openFlow(line.scope);
      addRuns(line.flow, line.runs.splice(0));
      line.brackets = [];
    }
    line.closed = undefined;
    addToken(line.flow, token, line.at);
  } else if (/^t[dh]$/.test(token.tag)) push(line, { type: "text", value: " " }, []);
  else if (line.runs.length > 0 && line.runs.at(-1)!.leaf.type !== "lineBreak") push(line, { type: "lineBreak" }, []);
}

/** Braces belong to the image or the bracketed text just before them, or to the block at whose end they stand. */
function readAttributes(line: Line, source: string, marks: readonly Mark[]): void {
  const attributes = parseAttributes(source);
  const { closed } = line;
  line.closed = undefined;
  if (attributes && closed?.type === "bracket") markSpan(line, closed.open, attributes);
  else if (attributes && closed) line.images.at(-1)!.attributes = attributes;
  else {
    push(line, { type: "text", value: source }, marks);
    if (!line.flow) line.trailing = attributes;
  }
}

function markSpan(line: Line, open: number, { classes, values }: Attributes): void {
  const { context, language: used } = line.scope;
  const declared = values.get("lang");
  const language = declared && readLanguage(context, declared, used, line.at);
  const marks: Mark[] = [
    ...(classes.includes("smallcaps") ? [{ type: "smallCaps" as const }] : []),
    ...(classes.includes("underline") ? [{ type: "emphasis" as const }] : []),
    ...(language ? [{ type: "language" as const, language }] : []),
  ];
  const content = line.runs.slice(open + 1, -1);
  line.runs.length = open;
  line.runs.push(...content.map(({ leaf, marks: worn }) => ({ leaf, marks: [...worn, ...marks] })));
}
