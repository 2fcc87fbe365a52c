import type { RootContent } from "mdast";
import type { Processor } from "unified";
import { maxDepth } from "../../document/schema.ts";
import { Refusal } from "../../errors.ts";

/** What a text defines, wherever in it: links, and labels of notes, by folded label. */
export type Definitions = { links: Map<string, { url: string; title?: string }>; notes: Set<string> };

/** Adds what `nodes` define; the first of a label counts. Throws `document-too-large` for what lies too deep. */
export function addDefinitions({ links, notes }: Definitions, nodes: readonly RootContent[]): void {
  for (const node of eachNode(nodes)) {
    if (node.type === "footnoteDefinition") notes.add(node.identifier);
    if (node.type !== "definition" || links.has(node.identifier)) continue;
    links.set(node.identifier, { url: node.url, ...(node.title && { title: node.title }) });
  }
}

/** Nodes and all below them, level by level. Throws `document-too-large` for what lies too deep. */
export function* eachNode(nodes: readonly RootContent[]): Generator<RootContent> {
  let level = nodes;
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > maxDepth) throw new Refusal("document-too-large", { what: "depth", limit: maxDepth });
    yield* level;
    level = level.flatMap((node) => ("children" in node ? (node.children as RootContent[]) : []));
  }
}

/** Labels as micromark keeps them: what it defines itself is added. */
type Labels = { includes(label: string): boolean; push(label: string): void };
type Parser = { defined: Labels; gfmFootnotes?: Labels };
type State = (char: number | null) => State | undefined;

/** A unified plugin: labels that are defined anywhere in a text are known in each of its passages. */
export function definedElsewhere(this: Processor, { links, notes }: Definitions): void {
  const data = this.data() as { micromarkExtensions?: unknown[] };
  const defined = { defined: labelsOf(links.keys()), gfmFootnotes: labelsOf(notes) };
  function tokenize(this: { parser: Parser }, _effects: unknown, _ok: State, nok: State): State {
    Object.assign(this.parser, defined);
    return nok;
  }
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ document: { null: { name: "definedElsewhere", tokenize } } });
}

/** Folded labels (CommonMark 4.7) in the case that micromark compares; its own list is searched from end to end. */
function labelsOf(folded: Iterable<string>): Labels {
  const labels = new Set<string>();
  for (const label of folded) labels.add(label.toUpperCase());
  return { includes: (label) => labels.has(label), push: (label) => void labels.add(label) };
}

/** A unified plugin: what stands in lines is not looked at, only blocks are. */
export function withoutWords(this: Processor): void {
  const data = this.data() as { micromarkExtensions?: unknown[] };
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ disable: { null: inWords } });
}

const inWords = [
  ...["attention", "attributes", "autolink", "codeText", "htmlText", "labelEnd", "labelStartImage", "labelStartLink"],
  ...["emailAutolink", "protocolAutolink", "wwwAutolink", "strikethrough"],
  ...["gfmFootnoteCall", "gfmPotentialFootnoteCall"],
];
