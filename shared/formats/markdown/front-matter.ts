import { parseDocument } from "yaml";
import * as z from "zod";
import { Refusal } from "../../errors.ts";
import type { Context } from "../reading.ts";

/** A field left blank is null in YAML, and says nothing. */
const words = z.union([z.string(), z.number(), z.null()]).transform((value) => String(value ?? "").trim());
const author = z.union([
  words.transform((name) => ({ name, unknown: [] as string[] })),
  z.looseObject({ name: words }).transform(({ name, ...others }) => ({ name, unknown: Object.keys(others) })),
]);
const authors = z.union([author.transform((one) => [one]), z.array(author)]);
const keywords = z.union([z.array(words), words.transform((list) => list.split(/[,;]/).map((one) => one.trim()))]);
const entry = z.record(z.string(), z.unknown());

const schema = z.looseObject({
  title: words.optional(),
  subtitle: words.optional(),
  author: authors.optional(),
  authors: authors.optional(),
  date: words.optional(),
  lang: words.optional(),
  keywords: keywords.optional(),
  bibliography: z.union([words.transform((name) => [name]), z.array(z.union([words, entry]))]).optional(),
  references: z.array(entry).nullish(),
  nocite: z.union([words.transform((list) => [list]), z.array(words)]).optional(),
});

/** What a Markdown file says of itself, in YAML 1.2 between a line of hyphens and one of hyphens or dots. */
export type FrontMatter = {
  title?: string;
  subtitle?: string;
  authors: string[];
  date?: string;
  lang?: string;
  keywords: string[];
  /** CSL-JSON entries, not yet checked. */
  entries: object[];
  /** Names of bibliography files. */
  files: string[];
  /** Keys of references that are to be listed though the text cites them not; "*" for all. */
  listed: string[];
};

/**
 * Undefined for YAML that is no mapping: it is text between two rules. Throws `front-matter-unreadable` with the line
 * for what is no YAML, `front-matter-invalid` with the field for what is none of ours; fields that we do not know are
 * told.
 */
export function readFrontMatter(context: Context, source: string): FrontMatter | undefined {
  const document = parseDocument(source, { schema: "core", maxAliasCount: 20 } as object);
  const [error] = document.errors;
  // The first line of the file is the opening hyphens.
  if (error) throw new Refusal("front-matter-unreadable", { line: (error.linePos?.[0].line ?? 1) + 1 });
  const content = contentOf(document) ?? {};
  if (typeof content !== "object" || Array.isArray(content)) return undefined;
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw new Refusal("front-matter-invalid", { field: parsed.error.issues[0]!.path.join(".") });
  const { title, subtitle, author, authors, date, lang, keywords, bibliography, references, nocite, ...others } =
    parsed.data;
  const people = [...(author ?? []), ...(authors ?? [])];
  const unknown = new Set([
    ...Object.keys(others),
    ...people.flatMap((one) => one.unknown.map((field) => `author.${field}`)),
  ]);
  if (unknown.size > 0) context.warn("front-matter-unknown", { fields: [...unknown].join(", ") });
  const named = bibliography ?? [];
  return {
    ...(title && { title }),
    ...(subtitle && { subtitle }),
    ...(date && { date }),
    ...(lang && { lang }),
    authors: people.map(({ name }) => name).filter((name) => name !== ""),
    keywords: (keywords ?? []).filter((word) => word !== ""),
    entries: [...named.filter((one) => typeof one === "object"), ...(references ?? [])],
    files: named.filter((one) => typeof one === "string").filter((name) => name !== ""),
    listed: (nocite ?? []).flatMap((list) => Array.from(list.matchAll(/@(\*|[^\s,;@]*[^\s,;@.])/g), ([, key]) => key!)),
  };
}

function contentOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    throw new Refusal("front-matter-unreadable", { line: 1 });
  }
}
