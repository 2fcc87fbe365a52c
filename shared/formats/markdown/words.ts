import type { Root, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Plugin, type Processor, unified } from "unified";
import { maxDepth } from "../../document/schema.ts";
import { Refusal } from "../../errors.ts";
import { joinCaptions } from "../captions.ts";
import type { Context, RawTree } from "../reading.ts";
import { meetBlocks, type RawBlock } from "./blocks.ts";
import { addDefinitions, type Definitions, definedElsewhere, eachNode, withoutWords } from "./definitions.ts";
import { withCalloutsParsed } from "./fenced-callouts.ts";
import { fileNameOf } from "./figures.ts";
import { imageOf } from "./html.ts";
import { endFlow, type HtmlFlow, lastClosing, openFlow, takeBlocks } from "./html-flow.ts";
import { eachPassage, markerOf, type Passage } from "./passages.ts";
import { type Scope, within } from "./scope.ts";

/** The file of a name that a text has beside it. */
export type Beside = { read(name: string): Promise<Uint8Array | undefined> };

/**
 * What is Markdown for whoever wrote it: `syntax` is added to CommonMark with GFM, `after` changes what was parsed;
 * `callouts`: alerts are callouts, and what `fenceCallouts` fenced before; `html`: how the raw HTML of a text is parsed, where it may have any.
 */
export type Dialect = {
  syntax: Plugin<[]>;
  after?: (root: Root) => Root;
  callouts?: true;
  html?(source: string): Promise<Scope["tokenize"]>;
};

/** The blocks and notes of a text without front matter. Throws `document-too-large`, `passage-too-long`. */
export async function readWords(
  context: Context,
  language: string,
  source: string,
  beside: Beside,
  dialect: Dialect,
): Promise<Pick<RawTree, "blocks" | "notes">> {
  const definitions = survey(source, dialect);
  const scope: Scope = {
    ...{ context, language, source: "", callouts: dialect.callouts ?? false },
    parse: parserOf(dialect, definedElsewhere, definitions),
    ...{ files: new Map(), definitions: definitions.links, notes: new Map(), warned: new Map() },
    ...{ closings: new Map(), later: () => false },
    tokenize: (await dialect.html?.(source)) ?? (() => []),
  };
  const flow = openFlow(scope);
  const closings = new Map<string, number>();
  const closesAfter = (tag: string, end: number): boolean => {
    const last = closings.get(tag) ?? lastClosing(source, tag);
    closings.set(tag, last);
    return last >= end;
  };
  const defined = [...definitions.links.values()].map(({ url }) => url);
  await addFiles(scope.files, beside, defined);
  const rawBlocks: RawBlock[] = [];
  for (const passage of eachPassage(source, scope.parse)) {
    const later = (tag: string): boolean => closesAfter(tag, passage.at + passage.source.length);
    await readPassage({ ...within(scope, passage.source), later }, passage, rawBlocks, beside, flow);
  }
  endFlow(flow);
  for (const block of takeBlocks(flow)) rawBlocks.push(block);
  return { blocks: joinCaptions(context, rawBlocks), notes: Object.fromEntries(scope.notes) };
}

/** Throws `document-too-large` for what nests so deep that the parser's own walks run out of stack. */
function parserOf<Setting>(
  { syntax, after = (root) => root, callouts }: Dialect,
  plugin: (this: Processor, setting: Setting) => void,
  setting: Setting,
): Scope["parse"] {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm, { singleTilde: false })
    .use(syntax)
    .use(plugin as Plugin<[Setting]>, setting);
  const parse = (source: string) => after(processor.parse(source));
  return (source) => {
    try {
      return callouts ? withCalloutsParsed(parse(source), parse) : parse(source);
    } catch (error) {
      if (error instanceof RangeError) throw new Refusal("document-too-large", { what: "depth", limit: maxDepth });
      throw error;
    }
  };
}

/** What a text defines, for each of its passages. */
function survey(text: string, dialect: Dialect): Definitions {
  const definitions: Definitions = { links: new Map(), notes: new Set() };
  if (!text.includes("]:")) return definitions;
  for (const { nodes } of eachPassage(text, parserOf(dialect, withoutWords, undefined)))
    addDefinitions(definitions, nodes);
  return definitions;
}

/** Adds the blocks of a passage to those `rawBlocks` before it: a list that goes on takes in its first items. */
async function readPassage(
  scope: Scope,
  { source, nodes, before }: Passage,
  rawBlocks: RawBlock[],
  beside: Beside,
  flow: HtmlFlow,
) {
  const images = [...eachNode(nodes)].flatMap((node) => imagesIn(scope, node));
  await addFiles(scope.files, beside, images);
  const more = meetBlocks(scope, nodes, flow);
  const [list, first] = [rawBlocks.at(-1), more[0]];
  if (before && markerOf(source, nodes[0]) === before && list?.type === "list" && first?.type === "list") {
    for (const item of first.items) list.items.push(item);
    more.shift();
  }
  for (const block of more) rawBlocks.push(block);
}

/** The addresses of images in a node of its own, or in its raw HTML. */
function imagesIn(scope: Scope, node: RootContent): string[] {
  if (node.type === "image") return [node.url];
  if (node.type !== "html" || !/<img/i.test(node.value)) return [];
  const tags = scope.tokenize(node.value).filter((token) => token.type === "open");
  return tags.flatMap((token) => (token.tag === "img" ? (imageOf(token)?.url ?? []) : []));
}

/** The files beside the text that `urls` name. */
async function addFiles(files: Scope["files"], { read }: Beside, urls: Iterable<string>): Promise<void> {
  for (const url of urls) {
    const name = fileNameOf(url);
    const bytes = name === undefined || files.has(name) ? undefined : await read(name);
    if (name !== undefined && bytes) files.set(name, bytes);
  }
}
