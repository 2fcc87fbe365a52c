import type { ListItem as ItemNode, RootContent } from "mdast";
import type { Block, Inline, ListItem } from "../../document/tree.ts";
import type { Warning } from "../../errors.ts";
import { type CaptionParagraph, joinCaptions } from "../captions.ts";
import { nest, type Run, trimRuns } from "../runs.ts";
import { dropLeading, leadingText, withoutTypedBullet } from "../typed.ts";
import type { Attributes } from "./attributes.ts";
import { readAlert, readFencedCallout } from "./callouts.ts";
import { readFigures } from "./figures.ts";
import { headingOf } from "./headings.ts";
import { addBlocks, addHtml, blocksIn, endFlow, type HtmlFlow, isUnused, openFlow, takeBlocks } from "./html-flow.ts";
import { type Line, readFlow, readLine } from "./inlines.ts";
import { type Scope, within } from "./scope.ts";
import { readTable } from "./tables.ts";
import { readTypedRows, typedRows } from "./typed-rows.ts";

type NodeOf<T extends RootContent["type"]> = Extract<RootContent, { type: T }>;
export type RawBlock = Block | CaptionParagraph;
type Handlers = { [T in RootContent["type"]]?: (scope: Scope, node: NodeOf<T>) => RawBlock[] };

/** Blocks out of Markdown's flow content, one handler a node kind; captions are with what they caption. */
function readBlocks(scope: Scope, nodes: readonly RootContent[]): Block[] {
  return joinCaptions(scope.context, meetBlocks(scope, nodes));
}

/**
 * Blocks as `readBlocks` reads them, with captions still paragraphs beside their table or figure. `flow`: that of a text
 * read one passage after another; what stands open in it waits for the next.
 */
export function meetBlocks(scope: Scope, nodes: readonly RootContent[], flow?: HtmlFlow): RawBlock[] {
  return meetEach(scope, nodes, (node) => readBlock(scope, node), flow);
}

/** What `read` makes of each node; a warning about a node that left no block moves to the next block, or the last. */
function meetEach<Node extends RootContent>(
  scope: Scope,
  nodes: readonly Node[],
  read: (node: Node, index: number) => RawBlock[],
  before?: HtmlFlow,
): RawBlock[] {
  const { context } = scope;
  const flow = before ?? openFlow(scope);
  flow.scope = scope;
  const adrift: { warning: Warning; index: number }[] = [];
  nodes.forEach((node, index) => {
    const warned = context.warnings.length;
    const found = blocksIn(flow);
    const blocks = node.type === "html" ? [] : read(node, index);
    if (node.type === "html") addHtml(flow, node.value, node.position?.end.offset ?? 0);
    addBlocks(flow, blocks);
    const none = node.type === "html" ? isUnused(flow) : blocks.length === 0;
    if (none && node.type !== "footnoteDefinition")
      for (const warning of context.warnings.slice(warned)) adrift.push({ warning, index: found });
  });
  if (!before) endFlow(flow);
  const rawBlocks = takeBlocks(flow);
  for (const { warning, index } of adrift) {
    const block = rawBlocks[index] ?? rawBlocks[index - 1];
    if (block && warning.at !== undefined) warning.at = block.type === "caption" ? block.paragraph.id : block.id;
  }
  return rawBlocks;
}

const handlers: Handlers = {
  heading: readHeading,
  paragraph: (scope, node) => readParagraph(scope, node, {}),
  list: readList,
  table: (scope, node) => [readTable(scope, node)],
  blockquote: (scope, node) =>
    readAlert(scope, node, readBlocks) ?? [
      { type: "quote", id: scope.context.nextId(), children: readBlocks(scope, node.children) },
    ],
  code: (scope, node) =>
    readFencedCallout(scope, node, readBlocks) ??
    (node.lang === typedRows
      ? readTypedRows(scope, node.value, (source) => readBlocks(within(scope, source), scope.parse(source).children))
      : [{ type: "codeBlock", id: scope.context.nextId(), value: node.value }]),
  thematicBreak: (scope) => [{ type: "thematicBreak", id: scope.context.nextId() }],
  footnoteDefinition: (scope, node) => {
    if (!scope.notes.has(node.identifier)) scope.notes.set(node.identifier, readBlocks(scope, node.children));
    return [];
  },
  definition: () => [],
};

function readBlock(scope: Scope, node: RootContent): RawBlock[] {
  const handle = handlers[node.type] as ((scope: Scope, node: RootContent) => RawBlock[]) | undefined;
  if (!handle) throw new Error(`Markdown block ${node.type} has no reader`);
  return handle(scope, node);
}

function readHeading(scope: Scope, node: NodeOf<"heading">): Block[] {
  const id = scope.context.nextId();
  const line = readLine(scope, id, node.children);
  const attributes = takeTrailing(line);
  const heading = headingOf(scope, id, node.depth, trimRuns(line.runs), attributes);
  const named = heading.anchor === undefined && line.anchor !== undefined && { anchor: line.anchor };
  return [{ ...heading, ...named }, ...readFigures(line)];
}

/** Attributes at the very end of a line, taken off it. */
function takeTrailing(line: Line): Attributes | undefined {
  if (line.trailing) line.runs.pop();
  return line.trailing;
}

type InItem = { item?: boolean; box?: string };

function readParagraph(scope: Scope, node: NodeOf<"paragraph">, { item, box }: InItem): RawBlock[] {
  const id = scope.context.nextId();
  const line = readLine(scope, id, node.children, { blocks: true });
  const flowing = readFlow(line);
  const figures = readFigures(line);
  if (line.flow) return [...boxedFirst(scope, flowing, box), ...figures];
  const runs = trimRuns(line.runs);
  if (runs.length === 0) return figures;
  const text = leadingText(runs);
  if (/^\\(newpage|pagebreak)$/.test(text) && runs.length === 1) return [{ type: "pageBreak", id }];
  const caption = /^(:|table:)\s+/i.exec(text)?.[0].length ?? 0;
  if (caption > 0) return [readCaption(line, id, caption), ...figures];
  if (figures.length > 0) scope.context.warn("image-moved", {}, figures[0]!.id);
  const words = withoutTypedBullet(scope.context, id, runs, item === true);
  const boxed: Run[] = box ? [{ leaf: { type: "text", value: box }, marks: [] }, ...words] : words;
  const anchor = line.anchor !== undefined && { anchor: line.anchor };
  return [{ type: "paragraph", id, ...anchor, children: nest(boxed) }, ...figures];
}

/** Blocks of an item that is to be ticked off, its box before their words. */
function boxedFirst(scope: Scope, blocks: Block[], box: string | undefined): Block[] {
  if (box === undefined) return blocks;
  const [first, ...others] = blocks;
  const mark: Inline = { type: "text", value: box };
  return first?.type === "paragraph"
    ? [{ ...first, children: [mark, ...first.children] }, ...others]
    : [{ type: "paragraph", id: scope.context.nextId(), children: [mark] }, ...blocks];
}

/** pandoc's table captions: `: Words {#anchor}` above or below the table. */
function readCaption(line: Line, id: string, length: number): CaptionParagraph {
  const attributes = takeTrailing(line);
  const children = nest(trimRuns(dropLeading(trimRuns(line.runs), length)));
  const anchor = attributes?.id !== undefined ? { anchor: attributes.id } : {};
  return { type: "caption", of: "table", paragraph: { type: "paragraph", id, ...anchor, children } };
}

function readList(scope: Scope, node: NodeOf<"list">): Block[] {
  const id = scope.context.nextId();
  const items = node.children.map((item) => readItem(scope, item));
  const ordered = node.ordered === true;
  return [{ type: "list", id, ordered, start: ordered ? (node.start ?? 1) : 1, format: "decimal", items }];
}

function readItem(scope: Scope, { checked, children }: ItemNode): ListItem {
  const box = checked === true ? "☑ " : checked === false ? "☐ " : undefined;
  const rawBlocks = meetEach(scope, children, (child, index) =>
    child.type === "paragraph" && index === 0
      ? readParagraph(scope, child, { item: true, ...(box !== undefined && { box }) })
      : readBlock(scope, child),
  );
  return { children: joinCaptions(scope.context, rawBlocks) };
}
