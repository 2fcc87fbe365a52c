import { wordsIn } from "../../document/word-count.ts";
import { linkMark } from "../links.ts";
import type { Mark } from "../runs.ts";
import type { InlineImage } from "./figures.ts";
import type { HtmlToken } from "./html-tokens.ts";
import { readLanguage } from "./language.ts";
import type { Scope } from "./scope.ts";

export type OpenTag = Extract<HtmlToken, { type: "open" }>;

/** Elements dropped with all that they hold: what runs, and what fetches. */
const dropped = new Set([
  ...["script", "style", "iframe", "object", "embed", "form", "svg", "math", "template", "noscript", "noembed"],
  ...["noframes"],
]);

/** Elements that end a line of words where they begin and end. */
const blockTags = new Set([
  ...["address", "article", "aside", "body", "center", "dd", "details", "dialog", "div", "dl", "fieldset", "footer"],
  ...["header", "hgroup", "html", "legend", "main", "nav", "optgroup", "option", "p", "search", "section", "hr"],
]);

/** Elements that hold what the tree has a place for: see `html-flow.ts`. */
const structures = new Set([
  ...["ul", "ol", "menu", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "col"],
  ...["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figure", "figcaption", "summary", "dt"],
]);

/** Elements of a line of words without which nothing is lost. */
const transparent = new Set([
  ...["span", "font", "small", "big", "abbr", "acronym", "time", "data", "bdi", "bdo", "ins", "wbr", "mark", "label"],
  ...["picture", "source", "nobr", "a", "img", "br", "input"],
]);

/** True of an element that words before and after do not share a line with. */
export function isBlockTag(tag: string): boolean {
  return blockTags.has(tag) || structures.has(tag);
}

/** True of an element that has a place of its own in the tree. */
export function isStructure(tag: string): boolean {
  return structures.has(tag);
}

/** The dropped element that stands open, and how many of its name stand in it, itself included. */
export type Skipping = { tag: string; depth: number };

/** Pieces of `source` that are kept: comments and dropped elements are left out with a warning. */
export function keptTokens(
  scope: Scope,
  source: string,
  at: string,
  before?: Skipping,
): { tokens: HtmlToken[]; skipping: Skipping | undefined } {
  const tokens: HtmlToken[] = [];
  let skipping = before;
  for (const token of scope.tokenize(source)) {
    if (skipping) {
      if ("tag" in token && token.tag === skipping.tag)
        skipping = { ...skipping, depth: skipping.depth + (token.type === "close" ? -1 : token.empty ? 0 : 1) };
      if (skipping.depth === 0) skipping = undefined;
    } else if ("tag" in token && dropped.has(token.tag)) {
      if (token.type === "close") continue;
      warnOfTag(scope, "html-dropped", token.tag, at);
      if (token.tag !== "embed" && !token.empty) skipping = { tag: token.tag, depth: 1 };
    } else if (token.type === "comment") {
      warnOfTag(scope, "html-comment-dropped", "", at);
      // A comment is not shown where it was written either: its words do not lack, but where it takes in all the rest.
      if (token.source.endsWith(token.source.startsWith("<!--") ? "-->" : ">"))
        scope.context.source.aside += wordsIn([token.source]);
    } else tokens.push(token);
  }
  return { tokens, skipping };
}

/** Elements of a line that stand open, the marks that they put on its words, and how many of them make it code. */
export type Phrase = { open: OpenElement[]; counts: Map<string, number>; marks: readonly Mark[]; code: number };
type OpenElement = { tag: string; mark: Mark | undefined; code: boolean; before: readonly Mark[] };

/** A line in which no element stands open. */
export function openPhrase(): Phrase {
  return { open: [], counts: new Map(), marks: [], code: 0 };
}

/** An element of a line of words, or one that only holds others, opened. */
export function openElement(scope: Scope, phrase: Phrase, { tag, attributes }: OpenTag, at: string): void {
  pushElement(phrase, tag, markOf(scope, tag, attributes, at), codes.has(tag));
}

/** The last element of a name closed; marks that were opened in it and stand open yet go on after it. */
export function closeElement(phrase: Phrase, tag: string): void {
  if (!phrase.counts.get(tag)) return;
  const marked: OpenElement[] = [];
  for (let element = phrase.open.pop(); element; element = phrase.open.pop()) {
    phrase.counts.set(element.tag, phrase.counts.get(element.tag)! - 1);
    phrase.marks = element.before;
    if (element.code) phrase.code -= 1;
    if (element.tag === tag) break;
    if ((element.mark || element.code) && marked.length < mostGoOn) marked.push(element);
  }
  for (const { tag: name, mark, code } of marked.reverse()) pushElement(phrase, name, mark, code);
}

/** Elements that go on after one that was closed around them. */
const mostGoOn = 8;

function pushElement(phrase: Phrase, tag: string, mark: Mark | undefined, code: boolean): void {
  phrase.open.push({ tag, mark, code, before: phrase.marks });
  phrase.counts.set(tag, (phrase.counts.get(tag) ?? 0) + 1);
  if (code) phrase.code += 1;
  if (mark) phrase.marks = [...phrase.marks.filter(({ type }) => type !== mark.type), mark];
}

const simpleMarks = new Map(
  Object.entries<"strong" | "emphasis" | "superscript" | "subscript" | "strike">({
    b: "strong",
    strong: "strong",
    i: "emphasis",
    em: "emphasis",
    u: "emphasis",
    cite: "emphasis",
    dfn: "emphasis",
    var: "emphasis",
    sup: "superscript",
    sub: "subscript",
    s: "strike",
    del: "strike",
    strike: "strike",
  }),
);
const codes = new Set(["code", "kbd", "samp", "tt"]);

/** The mark that an element puts on its words; none for others, with a warning unless nothing is lost. */
function markOf(scope: Scope, tag: string, attributes: OpenTag["attributes"], at: string): Mark | undefined {
  const tooltip = attributes.get("title")?.trim();
  if (tooltip) scope.context.warn("tooltip-dropped", { text: tooltip.slice(0, 200) }, at);
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
  if (!transparent.has(tag) && !blockTags.has(tag) && !codes.has(tag)) warnOfTag(scope, "html-shown-as-text", tag, at);
  return undefined;
}

/** The image of an `img`; none without an address. */
export function imageOf({ attributes }: OpenTag): InlineImage | undefined {
  const url = attributes.get("src")?.trim();
  if (!url) return undefined;
  const [alt, title, width] = ["alt", "title", "width"].map((name) => attributes.get(name)?.trim() ?? "");
  const values = new Map(width ? [["width", width]] : []);
  return {
    ...{ url, alt: alt!, label: [{ leaf: { type: "text", value: alt! }, marks: [] }] },
    ...(title && { title }),
    attributes: { classes: [], values },
  };
}

/** What an element says that holds no words: a box of a form, the alternative of an image without an address. */
export function wordsOfElement({ tag, attributes }: OpenTag): string {
  if (tag === "img") return attributes.get("alt") ?? "";
  if (tag === "input" && attributes.get("type")?.toLowerCase() === "checkbox")
    return attributes.has("checked") ? "☑ " : "☐ ";
  return "";
}

/** Warns once for a text of an element, with how often it has it. */
export function warnOfTag(
  scope: Scope,
  code: "html-dropped" | "html-comment-dropped" | "html-shown-as-text",
  tag: string,
  at: string,
): void {
  const { context, warned } = scope;
  const known = warned.get(`${code} ${tag}`);
  if (known) {
    known.count += 1;
    return;
  }
  const details = { ...(tag && { tag }), count: 1 };
  warned.set(`${code} ${tag}`, details);
  context.warn(code, details, at);
}
