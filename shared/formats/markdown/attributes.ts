import type { Processor } from "unified";

/** What pandoc writes in braces after headings, images and spans: `{#id .class key="value"}`. */
export type Attributes = { id?: string; classes: string[]; values: ReadonlyMap<string, string> };

/** The node that the syntax below makes; `value` is the source, braces included. */
export type AttributesNode = { type: "attributes"; value: string };

const item =
  /\s*(?:#(?<id>[^\s{}"'=]+)|\.(?<class>[^\s{}"'=.]+)|(?<key>[\w:-]+)=(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"'{}]+))|(?<dash>-))\s*/y;

/** The attributes that `source` lists, or undefined when it is something else in braces. */
export function parseAttributes(source: string): Attributes | undefined {
  const inside = source.slice(1, -1);
  const classes: string[] = [];
  const values = new Map<string, string>();
  let id: string | undefined;
  item.lastIndex = 0;
  while (item.lastIndex < inside.length) {
    const found = item.exec(inside)?.groups;
    if (!found) return undefined;
    if (found.id) id = found.id;
    else if (found.key) values.set(found.key, found.double ?? found.single ?? found.bare ?? "");
    else classes.push(found.class ?? "unnumbered");
  }
  return { ...(id !== undefined && { id }), classes, values };
}

/** A unified plugin: braces that may hold attributes become a node of their own, whatever is in their quotes. */
export function attributesSyntax(this: Processor): void {
  const data = this.data() as { micromarkExtensions?: unknown[]; fromMarkdownExtensions?: unknown[] };
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ text: { [code.open]: { name: "attributes", tokenize } } });
  data.fromMarkdownExtensions ??= [];
  data.fromMarkdownExtensions.push({ enter: { attributes: enter }, exit: { attributes: exit } });
}

const code = { open: 123, close: 125, hash: 35, dot: 46, dash: 45, quote: 34 };

/** Longest source looked at: what is longer is text. */
const longest = 2_000;

type State = (char: number | null) => State | undefined;
type Effects = { enter(type: string): void; exit(type: string): void; consume(char: number | null): void };

function tokenize(effects: Effects, ok: State, nok: State): State {
  let length = 0;
  let quoted = false;
  const open: State = (char) => {
    effects.enter("attributes");
    effects.consume(char);
    return first;
  };
  const first: State = (char) =>
    char === code.hash || char === code.dot || isLetter(char) ? inside(char) : dash(char);
  const dash: State = (char) => (char === code.dash ? inside(char) : nok(char));
  const inside: State = (char) => {
    length += 1;
    const lineEnds = char === null || (char < 0 && char > -6 && char !== -1 && char !== -2);
    if (lineEnds || length > longest || (!quoted && char === code.open)) return nok(char);
    effects.consume(char);
    if (char === code.quote) quoted = !quoted;
    if (quoted || char !== code.close) return inside;
    effects.exit("attributes");
    return ok;
  };
  return open;
}

function isLetter(char: number | null): boolean {
  return char !== null && ((char >= 65 && char <= 90) || (char >= 97 && char <= 122));
}

type Compile = {
  enter(node: AttributesNode, token: unknown): void;
  exit(token: unknown): void;
  sliceSerialize(token: unknown): string;
};

function enter(this: Compile, token: unknown): void {
  this.enter({ type: "attributes", value: this.sliceSerialize(token) }, token);
}

function exit(this: Compile, token: unknown): void {
  this.exit(token);
}
