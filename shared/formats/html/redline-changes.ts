import { eachElement, type HtmlElement, type HtmlNode, ownHtml, parseOwnHtml } from "./own-html.ts";

/**
 * A change on the page of a redline: its name there, the heading it is under, the words that went and that came, what else is said of
 * it, and the names of the blocks it is in or is itself, innermost last.
 */
export type ListedChange = { id: string; heading: string; gone: string; come: string; fate: string; blocks: string[] };

/**
 * The page of a redline (`htmlRedline`, of whichever release) with each change named, "change-1" and so on, in reading order, and each
 * block twice: `old` as it was, `new` as the page had it. What only moved away is named where it came.
 */
export function listedRedline(html: string): { html: string; changes: ListedChange[] } {
  const nodes = parseOwnHtml(html);
  const changes: ListedChange[] = [];
  list(nodes, { changes, heading: "", blocks: [] });
  return { html: ownHtml(nodes.map(paired)), changes };
}

type Listing = { changes: ListedChange[]; heading: string; blocks: string[] };

/** Names the changes among some siblings, and below them. */
function list(nodes: readonly HtmlNode[], listing: Listing): void {
  let before: { element: HtmlElement; change: ListedChange } | undefined;
  for (const node of nodes) {
    if ("text" in node) {
      if (node.text.trim() !== "") before = undefined;
      continue;
    }
    const joins =
      before && node.name === "ins" && before.element.name === "del" && isInline(node) && isInline(before.element);
    if (joins) {
      before!.change.come = wordsOf([node]);
      before = undefined;
      continue;
    }
    const change = isChange(node) ? listed(node, listing) : undefined;
    before = change && { element: node, change };
    if (!change || hasClass(node, "moved")) within(node, listing);
  }
}

function within(node: HtmlElement, listing: Listing): void {
  const { id } = node.attributes;
  const { changes, heading, blocks } = listing;
  if (hasClass(node, "head")) {
    listHead(node, listing);
    return;
  }
  const inside = { changes, heading, blocks: id ? [...blocks, id] : blocks };
  if (/^h[2-6]$/.test(node.name)) listing.heading = wordsOf(node.children, "ins", "same");
  list(node.children, { ...inside, heading: listing.heading });
  // what comes after a part is under its last heading
  listing.heading = lastHeading(node) ?? listing.heading;
}

function lastHeading({ children }: HtmlElement): string | undefined {
  const headings = [...eachElement(children)].filter(({ name }) => /^h[2-6]$/.test(name));
  const last = headings.at(-1);
  return last && wordsOf(last.children, "ins", "same");
}

/** A line of the head, e.g. the title: one change, whatever its words. */
function listHead(node: HtmlElement, listing: Listing): void {
  const [first] = [...eachElement(node.children)].filter(({ name }) => name === "ins" || name === "del");
  if (!first) return;
  const change = listed(first, listing);
  Object.assign(change, {
    gone: wordsOf(node.children, "del"),
    come: wordsOf(node.children, "ins"),
    fate: fateOf(node),
  });
}

function listed(node: HtmlElement, { changes, heading, blocks }: Listing): ListedChange {
  const id = `change-${changes.length + 1}`;
  node.attributes = { id, ...node.attributes };
  const own = [...eachElement(node.children)].flatMap(({ attributes }) => attributes.id ?? []);
  const change = {
    ...{ id, heading, blocks: [...blocks, ...own], fate: node.name === "p" ? wordsOf([node]) : fateOf(node) },
    gone: node.name === "del" ? wordsOf([node]) : "",
    come: node.name === "ins" ? wordsOf([node]) : "",
  };
  changes.push(change);
  return change;
}

/** Whether an element is a change of its own: of cells that come with their row or column the first, of what moved where it came. */
function isChange(node: HtmlElement): boolean {
  if (node.name === "p") return hasClass(node, "fate") && !hasClass(node, "none");
  if (node.name !== "ins" && node.name !== "del") return false;
  const fate = [...eachElement(node.children)].find((one) => hasClass(one, "fate"));
  if (hasClass(node, "cell") && !fate) return false;
  const leads = fate && [...eachElement([fate])].find(({ name }) => name === "a");
  return !(node.name === "del" && leads);
}

function isInline(node: HtmlElement): boolean {
  return !["whole", "cell", "end", "dress"].some((name) => hasClass(node, name));
}

function hasClass({ attributes }: HtmlElement, name: string): boolean {
  return (attributes.class ?? "").split(" ").includes(name);
}

function fateOf(node: HtmlElement): string {
  const fate = [...eachElement([node])].find((one) => one.name === "span" && hasClass(one, "fate"));
  const own = fate?.children.filter((child) => "text" in child);
  return own ? plain(ownText(own)).replace(/\.$/, "") : hiddenWords(node);
}

/** What only those who hear the page are told, where nothing else says what a change is: "[fin de paragraphe". */
function hiddenWords(node: HtmlElement): string {
  if (!hasClass(node, "end") && !hasClass(node, "dress")) return "";
  const hidden = [...eachElement(node.children)].find((one) => hasClass(one, "hidden"));
  return hidden ? plain(ownText(hidden.children)).replace(/^\[|[\s:]+$/g, "") : "";
}

/** The words that people see, or those alone that came or went (with what stayed: "same"). */
function wordsOf(nodes: readonly HtmlNode[], only?: "ins" | "del", same?: "same"): string {
  const read = (node: HtmlNode, inside: boolean): string => {
    if ("text" in node) return inside ? node.text : "";
    if (hasClass(node, "hidden") || hasClass(node, "fate") || (only && node.name === (only === "ins" ? "del" : "ins")))
      return node.name === "p" && !only ? ownText(node.children) : "";
    const goesIn = inside || node.name === only;
    const words = node.children.map((child) => read(child, goesIn)).join("");
    return /^(p|li|td|th|h[2-6])$/.test(node.name) ? `${words} ` : words;
  };
  return plain(nodes.map((node) => read(node, only === undefined || same !== undefined)).join(""));
}

function ownText(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => ("text" in node ? node.text : ownText(node.children))).join("");
}

function plain(text: string): string {
  return text.replace(/\s+/g, (space) => (/[\u00a0\u202f]/.test(space) ? space[0]! : " ")).trim();
}

/** The blocks of each part as they were, beside what the page had; what is folded because it stayed is there once. */
function paired(node: HtmlNode): HtmlNode {
  if ("text" in node || node.name !== "article") return node;
  return { ...node, children: node.children.map((child) => ("text" in child ? child : pairedPart(child))) };
}

function pairedPart(part: HtmlElement): HtmlElement {
  const children = part.children.map((child): HtmlNode => {
    if ("text" in child || child.name === "details") return child;
    if (child.name === "section") return pairedPart(child);
    const [old, now] = [cell("old", asItWas(child)), cell("new", [child])];
    return { name: "div", attributes: { class: "pair" }, children: [old, now] };
  });
  return { ...part, children };
}

function cell(name: "old" | "new", children: HtmlNode[]): HtmlElement {
  const attributes = { class: name, ...(name === "old" && { "aria-hidden": "true" }) };
  return { name: "div", attributes, children };
}

/** A block without what came; nothing in it is named, or leads anywhere: the other one is. */
function asItWas(node: HtmlNode): HtmlNode[] {
  if ("text" in node) return [node];
  if (node.name === "ins") return [];
  const { id: _, href: __, tabindex: ___, role: ____, "aria-label": _____, ...attributes } = node.attributes;
  const children = node.children.flatMap(asItWas);
  return [{ name: node.name === "a" ? "span" : node.name, attributes, children }];
}
