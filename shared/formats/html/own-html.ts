import { attributes, escaped } from "./escape.ts";

/** A piece of HTML that our writers made: an element with its attributes in their order, or text, unescaped. */
export type HtmlNode = HtmlElement | { text: string };
export type HtmlElement = { name: string; attributes: Record<string, string>; children: HtmlNode[] };

/** Elements without an end (HTML, 13.1.2). */
const empty = new Set(["br", "col", "hr", "img", "input"]);

/** HTML of our writers as a tree: every element but the empty ones is closed, every attribute value quoted. */
export function parseOwnHtml(html: string): HtmlNode[] {
  const root: HtmlElement = { name: "", attributes: {}, children: [] };
  const open = [root];
  for (const [, closes, name, given = "", text] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>|([^<]+)/g,
  )) {
    const parent = open.at(-1)!;
    if (text !== undefined) parent.children.push({ text: unescaped(text) });
    else if (closes) open.pop();
    else {
      const element: HtmlElement = { name: name!, attributes: attributesIn(given), children: [] };
      parent.children.push(element);
      if (!empty.has(name!)) open.push(element);
    }
    if (open.length === 0) open.push(root);
  }
  return root.children;
}

/** The tree as HTML again: what was parsed and not changed is the same. */
export function ownHtml(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if ("text" in node) return escaped(node.text);
      const start = `<${node.name}${attributes(node.attributes)}>`;
      return empty.has(node.name) ? start : `${start}${ownHtml(node.children)}</${node.name}>`;
    })
    .join("");
}

/** Every element below some nodes, containers before what they hold. */
export function* eachElement(nodes: readonly HtmlNode[]): Generator<HtmlElement> {
  for (const node of nodes) {
    if ("text" in node) continue;
    yield node;
    yield* eachElement(node.children);
  }
}

function attributesIn(given: string): Record<string, string> {
  const found = given.matchAll(/([a-z-]+)(?:="([^"]*)")?/g);
  return Object.fromEntries(Array.from(found, ([, name = "", value = ""]) => [name, unescaped(value)]));
}

const characters: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  "#x27": "'",
  nbsp: "\u00a0",
};

function unescaped(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => characters[name] ?? whole);
}
