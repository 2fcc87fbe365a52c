import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Plugin, type Processor, unified } from "unified";
import { maxDepth } from "../../document/schema.ts";
import type { CslItem, Meta } from "../../document/tree.ts";
import { Refusal } from "../../errors.ts";
import { readBibliography, readCslEntries } from "../bibliography/read.ts";
import { joinCaptions } from "../captions.ts";
import type { Context, RawTree } from "../reading.ts";
import { wordsIn } from "../word-count.ts";
import { attributesSyntax } from "./attributes.ts";
import { meetBlocks, type RawBlock } from "./blocks.ts";
import { addDefinitions, type Definitions, definedElsewhere, eachNode, withoutWords } from "./definitions.ts";
import { checkDensity } from "./density.ts";
import { fileNameOf } from "./figures.ts";
import { type FrontMatter, readFrontMatter, splitFrontMatter } from "./front-matter.ts";
import { readLanguage } from "./language.ts";
import { eachPassage, markerOf, type Passage } from "./passages.ts";
import type { Scope } from "./scope.ts";
import { fenceTypedRows } from "./typed-rows.ts";

export const markdownReader = "markdown/4";

/** The files that come with a Markdown text; `extra` are bibliographies that it need not name. */
export type Companions = {
  read(name: string): Promise<Uint8Array | undefined>;
  extra: string[];
};

/**
 * CommonMark with GFM tables, strikethrough and footnotes, YAML front matter, and pandoc's attributes, captions,
 * citations, super- and subscript. Throws `document-too-large`, `passage-too-long`, `front-matter-unreadable`,
 * `front-matter-invalid`.
 */
export async function readMarkdown(context: Context, text: string, companions: Companions): Promise<RawTree> {
  const { yaml, body } = splitFrontMatter(text);
  const found = yaml === undefined ? undefined : readFrontMatter(context, yaml);
  const front = found ?? nothingInFront;
  const words = found ? body : text;
  checkDensity(words, context.limits);
  context.source.words += wordsIn([words]);
  const source = fenceTypedRows(words);
  const definitions = survey(source);
  const meta = metaOf(context, front);
  const scope: Scope = {
    context,
    language: meta.language,
    parse: parserOf(definedElsewhere, definitions),
    source: "",
    files: new Map(),
    definitions: definitions.links,
    notes: new Map(),
    warned: new Set(),
  };
  const defined = [...definitions.links.values()].map(({ url }) => url);
  await addFiles(scope.files, companions, defined);
  const rawBlocks: RawBlock[] = [];
  for (const passage of eachPassage(source, scope.parse)) await readPassage(scope, passage, rawBlocks, companions);
  const blocks = joinCaptions(context, rawBlocks);
  const bibliography = await gatherBibliography(context, front, companions);
  const notes = Object.fromEntries(scope.notes);
  return { meta, blocks, notes, bibliography, languageDeclared: front.lang !== undefined };
}

/** Throws `document-too-large` for what nests so deep that the parser's own walks run out of stack. */
function parserOf<Setting>(plugin: (this: Processor, setting: Setting) => void, setting: Setting): Scope["parse"] {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm, { singleTilde: false })
    .use(attributesSyntax)
    .use(plugin as Plugin<[Setting]>, setting);
  return (source) => {
    try {
      return processor.parse(source);
    } catch (error) {
      if (error instanceof RangeError) throw new Refusal("document-too-large", { what: "depth", limit: maxDepth });
      throw error;
    }
  };
}

const nothingInFront: FrontMatter = { authors: [], keywords: [], entries: [], files: [] };

/** What a text defines, for each of its passages. */
function survey(text: string): Definitions {
  const definitions: Definitions = { links: new Map(), notes: new Set() };
  if (!text.includes("]:")) return definitions;
  for (const { nodes } of eachPassage(text, parserOf(withoutWords, undefined))) addDefinitions(definitions, nodes);
  return definitions;
}

/** Adds the blocks of a passage to those `rawBlocks` before it: a list that goes on takes in its first items. */
async function readPassage(
  scope: Scope,
  { source, nodes, before }: Passage,
  rawBlocks: RawBlock[],
  companions: Companions,
) {
  const images = [...eachNode(nodes)].flatMap((node) => (node.type === "image" ? [node.url] : []));
  await addFiles(scope.files, companions, images);
  const more = meetBlocks({ ...scope, source }, nodes);
  const [list, first] = [rawBlocks.at(-1), more[0]];
  if (before && markerOf(source, nodes[0]) === before && list?.type === "list" && first?.type === "list") {
    for (const item of first.items) list.items.push(item);
    more.shift();
  }
  for (const block of more) rawBlocks.push(block);
}

/** The files beside the text that `urls` name. */
async function addFiles(files: Scope["files"], { read }: Companions, urls: Iterable<string>): Promise<void> {
  for (const url of urls) {
    const name = fileNameOf(url);
    const bytes = name === undefined || files.has(name) ? undefined : await read(name);
    if (name !== undefined && bytes) files.set(name, bytes);
  }
}

function metaOf(context: Context, { title, subtitle, authors, date, lang, keywords }: FrontMatter): Meta {
  return {
    ...(title && { title }),
    ...(subtitle && { subtitle }),
    authors,
    ...(date && { date }),
    language: (lang && readLanguage(context, lang, context.language)) || context.language,
    keywords,
  };
}

/** Entries in front matter, then those of the files that it names, then of those that merely came along. */
async function gatherBibliography(context: Context, front: FrontMatter, companions: Companions): Promise<CslItem[]> {
  const items = readCslEntries(context, front.entries, "front matter");
  const extra = companions.extra.filter((name) => !front.files.includes(name));
  for (const name of [...front.files, ...extra]) {
    const bytes = await companions.read(name);
    if (bytes) items.push(...(await readBibliography(context, bytes, name)));
    else context.warn("bibliography-missing", { name });
  }
  const byId = new Map<string, CslItem>();
  for (const item of items) {
    if (byId.has(item.id)) context.warn("bibliography-entry-twice", { id: item.id });
    else byId.set(item.id, item);
  }
  return [...byId.values()];
}
