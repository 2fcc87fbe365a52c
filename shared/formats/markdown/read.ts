import type { Nodes, Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { maxDepth } from "../../document/schema.ts";
import type { CslItem, Meta } from "../../document/tree.ts";
import { Refusal } from "../../errors.ts";
import { readBibliography, readCslEntries } from "../bibliography/read.ts";
import type { Context, RawTree } from "../reading.ts";
import { attributesSyntax } from "./attributes.ts";
import { readBlocks } from "./blocks.ts";
import { checkDensity } from "./density.ts";
import { fileNameOf } from "./figures.ts";
import { type FrontMatter, readFrontMatter } from "./front-matter.ts";
import type { Scope } from "./scope.ts";
import { fenceTypedRows } from "./typed-rows.ts";

export const markdownReader = "markdown/2";

/** The files that come with a Markdown text; `extra` are bibliographies that it need not name. */
export type Companions = {
  read(name: string): Promise<Uint8Array | undefined>;
  extra: string[];
};

/**
 * CommonMark with GFM tables, strikethrough and footnotes, YAML front matter, and pandoc's attributes, captions,
 * citations, super- and subscript. Throws `document-too-large`, `front-matter-unreadable`, `front-matter-invalid`.
 */
export async function readMarkdown(context: Context, text: string, companions: Companions): Promise<RawTree> {
  if (text.length > context.limits.treeBytes) {
    throw new Refusal("document-too-large", { what: "text", limit: context.limits.treeBytes });
  }
  checkDensity(text);
  const source = fenceTypedRows(text);
  const root = parse(source);
  const [first] = root.children;
  const front = first?.type === "yaml" ? readFrontMatter(context, first.value) : nothingInFront;
  const { definitions, imageNames } = survey(root);
  const files = await readFiles(companions, imageNames);
  const scope: Scope = { context, parse, source, files, definitions, notes: new Map(), told: new Set() };
  const blocks = readBlocks(scope, root.children);
  const bibliography = await gatherBibliography(context, front, companions);
  const notes = Object.fromEntries(scope.notes);
  return { meta: metaOf(context, front), blocks, notes, bibliography, languageTold: front.lang !== undefined };
}

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ["yaml"])
  .use(remarkGfm, { singleTilde: false })
  .use(attributesSyntax);

/** Throws `document-too-large` for what nests so deep that the parser's own walks run out of stack. */
function parse(source: string): Root {
  try {
    return processor.parse(source);
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal("document-too-large", { what: "depth", limit: maxDepth });
    throw error;
  }
}

const nothingInFront: FrontMatter = { authors: [], keywords: [], entries: [], files: [] };

/** Link definitions and names of images, wherever they are. Throws `document-too-large` for what lies too deep. */
function survey(root: Root): { definitions: Scope["definitions"]; imageNames: Set<string> } {
  const definitions: Scope["definitions"] = new Map();
  const imageNames = new Set<string>();
  let level: Nodes[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) throw new Refusal("document-too-large", { what: "depth", limit: maxDepth });
    for (const node of level) {
      if (node.type === "definition" && !definitions.has(node.identifier)) {
        definitions.set(node.identifier, { url: node.url, ...(node.title && { title: node.title }) });
      }
      const name = node.type === "image" || node.type === "definition" ? fileNameOf(node.url) : undefined;
      if (name) imageNames.add(name);
    }
    level = level.flatMap((node) => ("children" in node ? (node.children as Nodes[]) : []));
  }
  return { definitions, imageNames };
}

async function readFiles(companions: Companions, names: Iterable<string>): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const name of names) {
    const bytes = await companions.read(name);
    if (bytes) files.set(name, bytes);
  }
  return files;
}

function metaOf(context: Context, { title, subtitle, authors, date, lang, keywords }: FrontMatter): Meta {
  return {
    ...(title && { title }),
    ...(subtitle && { subtitle }),
    authors,
    ...(date && { date }),
    language: languageOf(context, lang),
    keywords,
  };
}

function languageOf(context: Context, lang: string | undefined): string {
  try {
    return (lang && Intl.getCanonicalLocales(lang.replaceAll("_", "-"))[0]) || context.language;
  } catch {
    context.warn("language-unknown", { language: lang ?? "", used: context.language });
    return context.language;
  }
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
