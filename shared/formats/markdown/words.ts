import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Plugin, type Processor, unified } from "unified";
import { maxDepth } from "../../document/schema.ts";
import { Refusal } from "../../errors.ts";
import { joinCaptions } from "../captions.ts";
import type { Context, RawTree } from "../reading.ts";
import { attributesSyntax } from "./attributes.ts";
import { meetBlocks, type RawBlock } from "./blocks.ts";
import { addDefinitions, type Definitions, definedElsewhere, eachNode, withoutWords } from "./definitions.ts";
import { withCalloutsParsed } from "./fenced-callouts.ts";
import { fileNameOf } from "./figures.ts";
import { eachPassage, markerOf, type Passage } from "./passages.ts";
import type { Scope } from "./scope.ts";

/** The file of a name that a text has beside it. */
export type Beside = { read(name: string): Promise<Uint8Array | undefined> };

/**
 * What is Markdown for whoever wrote it: `syntax` is added to CommonMark with GFM, `after` changes what was parsed;
 * `callouts`: alerts are callouts, and what `fenceCallouts` fenced before.
 */
export type Dialect = { syntax: Plugin<[]>; after?: (root: Root) => Root; callouts?: true };
const draftDialect: Dialect = { syntax: attributesSyntax, callouts: true };

/** The blocks and notes of a text without front matter. Throws `document-too-large`, `passage-too-long`. */
export async function readWords(
  context: Context,
  language: string,
  source: string,
  beside: Beside,
  dialect: Dialect = draftDialect,
): Promise<Pick<RawTree, "blocks" | "notes">> {
  const definitions = survey(source, dialect);
  const scope: Scope = {
    ...{ context, language, source: "", callouts: dialect.callouts ?? false },
    parse: parserOf(dialect, definedElsewhere, definitions),
    ...{ files: new Map(), definitions: definitions.links, notes: new Map(), warned: new Set() },
  };
  const defined = [...definitions.links.values()].map(({ url }) => url);
  await addFiles(scope.files, beside, defined);
  const rawBlocks: RawBlock[] = [];
  for (const passage of eachPassage(source, scope.parse)) await readPassage(scope, passage, rawBlocks, beside);
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
async function readPassage(scope: Scope, { source, nodes, before }: Passage, rawBlocks: RawBlock[], beside: Beside) {
  const images = [...eachNode(nodes)].flatMap((node) => (node.type === "image" ? [node.url] : []));
  await addFiles(scope.files, beside, images);
  const more = meetBlocks({ ...scope, source }, nodes);
  const [list, first] = [rawBlocks.at(-1), more[0]];
  if (before && markerOf(source, nodes[0]) === before && list?.type === "list" && first?.type === "list") {
    for (const item of first.items) list.items.push(item);
    more.shift();
  }
  for (const block of more) rawBlocks.push(block);
}

/** The files beside the text that `urls` name. */
async function addFiles(files: Scope["files"], { read }: Beside, urls: Iterable<string>): Promise<void> {
  for (const url of urls) {
    const name = fileNameOf(url);
    const bytes = name === undefined || files.has(name) ? undefined : await read(name);
    if (name !== undefined && bytes) files.set(name, bytes);
  }
}
