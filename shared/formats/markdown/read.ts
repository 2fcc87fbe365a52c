import type { CslItem, Meta } from "../../document/tree.ts";
import { eachBlockOf, eachInline, ownInlines } from "../../document/visit.ts";
import { wordsIn } from "../../document/word-count.ts";
import { readBibliography, readCslEntries } from "../bibliography/read.ts";
import type { Wanted } from "../bibliography/wanted.ts";
import type { Context, RawTree } from "../reading.ts";
import { attributesSyntax } from "./attributes.ts";
import { checkDensity } from "./density.ts";
import { fenceCallouts } from "./fenced-callouts.ts";
import type { FrontMatter } from "./front-matter.ts";
import { readLanguage } from "./language.ts";
import { withTypedReferences } from "./references.ts";
import { splitFrontMatter } from "./split-front-matter.ts";
import { fenceTypedRows } from "./typed-rows.ts";
import { type Beside, type Dialect, readWords } from "./words.ts";

export const markdownReader = "markdown/8";

/** Raw HTML is parsed where a text has some: the parser weighs what all the rest of the reader does. */
const draft: Dialect = {
  syntax: attributesSyntax,
  callouts: true,
  html: async (source) => (/<[a-z/!?]/i.test(source) ? (await import("./html-tokens.ts")).tokenize : () => []),
};

/** The files that come with a Markdown text; `extra` are bibliographies that it need not name. */
export type Companions = Beside & { extra: string[] };

/**
 * CommonMark with GFM tables, strikethrough, footnotes and alerts, YAML front matter, pandoc's attributes, captions,
 * citations, super- and subscript, fenced divs, and admonitions. Throws `document-too-large`, `passage-too-long`, `front-matter-unreadable`,
 * `front-matter-invalid`.
 */
export async function readMarkdown(context: Context, text: string, companions: Companions): Promise<RawTree> {
  const { yaml, body } = splitFrontMatter(text);
  // the parser of YAML weighs as much as a fifth of what reads Word: texts without any do not load it
  const found = yaml === undefined ? undefined : (await import("./front-matter.ts")).readFrontMatter(context, yaml);
  const front = found ?? nothingInFront;
  const words = found ? body : text;
  checkDensity(words, context.limits);
  context.source.words += wordsIn([words]);
  const meta = metaOf(context, front);
  const said = await readWords(context, meta.language, fenceTypedRows(fenceCallouts(words)), companions, draft);
  const bibliography = await gatherBibliography(context, front, companions, wantedBy(said, front));
  return { meta, ...withTypedReferences(said), bibliography, languageDeclared: front.lang !== undefined };
}

const nothingInFront: FrontMatter = { authors: [], keywords: [], entries: [], files: [], listed: [] };

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

/** What a text cites, and what its front matter lists beside (`nocite`; pandoc's manual, "citations"). */
function wantedBy(said: Pick<RawTree, "blocks" | "notes">, { listed }: FrontMatter): Wanted {
  const keys = new Set(listed);
  for (const block of eachBlockOf(said))
    for (const inline of eachInline(ownInlines(block)))
      if (inline.type === "citation") for (const { key } of inline.items) keys.add(key);
  return { keys, all: keys.has("*") };
}

/** Entries in front matter, then those of the files that it names, then of those that merely came along. */
async function gatherBibliography(
  context: Context,
  front: FrontMatter,
  companions: Companions,
  wanted: Wanted,
): Promise<CslItem[]> {
  const items = readCslEntries(context, front.entries, "front matter");
  const extra = companions.extra.filter((name) => !front.files.includes(name));
  for (const name of [...front.files, ...extra]) {
    const bytes = await companions.read(name);
    if (bytes) items.push(...(await readBibliography(context, bytes, name, wanted)));
    else context.warn("bibliography-missing", { name });
  }
  const byId = new Map<string, CslItem>();
  for (const item of items) {
    if (byId.has(item.id)) context.warn("bibliography-entry-twice", { id: item.id });
    else byId.set(item.id, item);
  }
  return [...byId.values()];
}
