import type { Creator, Entry } from "@retorquere/bibtex-parser";
import { namesGoOn } from "../../document/iso690/creators.ts";
import type { CslDate, CslItem, CslName } from "../../document/tree.ts";
import type { Context } from "../reading.ts";
import { dateOf } from "./dates.ts";
import { languageTag } from "./languages.ts";
import { fieldsOf, splitBibtex, type WrittenEntry, withFewerNames } from "./split-bibtex.ts";
import { chosen, type Wanted } from "./wanted.ts";

/**
 * Entries of a BibTeX or BibLaTeX file: all of them, or those `wanted`. Each is parsed with the abbreviations that it
 * uses and the entries that it inherits from, and no other; what cannot be parsed becomes a warning with its line.
 */
export async function readBibtex(context: Context, source: string, name: string, wanted?: Wanted): Promise<CslItem[]> {
  const { entries, strings } = splitBibtex(source);
  const byKey = new Map<string, WrittenEntry>();
  for (const entry of entries) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
  const listed = entries.filter(({ type }) => !inherited.has(type));
  const { asked, others } = chosen(context, listed, ({ key }) => key, name, wanted);
  for (const { closed, type, key, line } of others)
    if (!closed) context.warn("bibliography-part-unreadable", { name, problem: `@${type}{${key}, line ${line}` });
  if (asked.length === 0) return [];
  // Imported when it is needed: the parser is half a megabyte.
  const { parse } = await import("@retorquere/bibtex-parser");
  const items: CslItem[] = [];
  for (const entry of asked) {
    const parents = parentsOf(entry, byKey);
    const written = [entry, ...parents].map((one) => withFieldsRead(context, one));
    const needed = abbreviations(written, strings);
    const whole = needed + written.join("\n");
    if (whole.length > longest) {
      context.warn("bibliography-entry-unreadable", { entry: entry.key, field: longestField(entry), name });
      continue;
    }
    const parsed = parse(whole, {
      sentenceCase: false,
      english: false,
      caseProtection: false,
      unsupported: (_node, tex) => tex,
    });
    for (const { error } of parsed.errors)
      context.warn("bibliography-part-unreadable", { name, problem: placed(error, entry, needed).slice(0, 200) });
    const found = parsed.entries.find(({ key, fields }) => key === entry.key && Object.keys(fields).length > 0);
    if (found) items.push(toCsl({ ...found, fields: withData(found, parsed.entries) }));
  }
  context.spend(items.length);
  return items;
}

/** Longest source parsed at once, characters: the parser takes 20 ms for a thousand. */
const longest = 20_000;

/** Fields that say something of a reference here; abstracts, keywords and paths of files are not parsed at all. */
const fieldsRead = new Set([
  ...["title", "subtitle", "maintitle", "booktitle", "journaltitle", "journal", "series", "number", "volume", "issue"],
  ...["author", "editor", "translator", "date", "year", "month", "urldate", "publisher", "institution", "school"],
  ...["organization", "location", "address", "edition", "pages", "pagetotal", "url", "howpublished", "doi", "isbn"],
  ...["issn", "note", "addendum", "type", "langid", "language", "crossref", "xref", "xdata", "booksubtitle"],
]);
const people = new Set(["author", "editor", "translator"]);

/** An entry with the fields that are read, and not too many names; one that breaks off, as it is. */
function withFieldsRead(context: Context, entry: WrittenEntry): string {
  const fields = fieldsOf(entry)?.filter(({ name }) => fieldsRead.has(name));
  if (!fields) return entry.source;
  const written = fields.map(({ name, value }) => {
    if (!people.has(name)) return `${name} = ${value}`;
    const fewer = withFewerNames(value);
    if (fewer.dropped > 0) context.warn("bibliography-names-dropped", { entry: entry.key, count: fewer.dropped });
    return `${name} = ${fewer.value}`;
  });
  return `@${entry.type}{${entry.key},\n${written.join(",\n")}\n}`;
}

function longestField(entry: WrittenEntry): string {
  const fields = fieldsOf(entry) ?? [];
  return fields.reduce((most, field) => (field.value.length > most.value.length ? field : most), fields[0] ?? none)
    .name;
}

const none = { name: "?", value: "" };

/** Types of what only serves other entries (BibLaTeX 3.20, 2.1.1): none is a reference of its own. */
const inherited = new Set(["xdata", "set"]);

/** Most entries that one inherits from: each names the next. */
const mostParents = 20;
const parentField = /\b(?:crossref|xref|xdata)\s*=\s*(?:\{([^{}]*)\}|"([^"]*)")/gi;

function parentsOf(entry: WrittenEntry, byKey: ReadonlyMap<string, WrittenEntry>): WrittenEntry[] {
  const family = new Set([entry]);
  for (const one of family) {
    for (const [, braced, quoted] of one.source.matchAll(parentField))
      for (const key of (braced ?? quoted ?? "").split(",")) {
        const parent = byKey.get(key.trim());
        if (parent && family.size <= mostParents) family.add(parent);
      }
  }
  return [...family].slice(1);
}

/** The abbreviations that entries use, and those that these use, each after what it uses. */
function abbreviations(entries: readonly string[], strings: ReadonlyMap<string, string>): string {
  const needed = new Set<string>();
  const sources = [...entries];
  for (const source of strings.size > 0 ? sources : [])
    for (const [, word = ""] of source.matchAll(/[=#]\s*([a-z][^\s,{}()="#]*)/gi)) {
      const definition = strings.get(word.toLowerCase());
      if (definition === undefined || needed.has(definition)) continue;
      needed.add(definition);
      sources.push(definition);
    }
  return Array.from(needed, (one) => `${one}\n`)
    .reverse()
    .join("");
}

/** BibLaTeX 3.20, 3.13.6: an entry has the fields of the data that it names, but for its own. */
function withData({ fields }: Entry, entries: readonly Entry[]): Entry["fields"] {
  if (typeof fields.xdata !== "string") return fields;
  const named = fields.xdata.split(",").map((key) => entries.find((one) => one.key === key.trim()));
  return Object.assign({}, ...named.map((one) => one?.fields).reverse(), fields);
}

/** A problem of the parser, with the line of the file in place of that in what was parsed, `before` first. */
function placed(problem: string, { key, line }: WrittenEntry, before: string): string {
  const shift = line - before.split("\n").length;
  return `${key}: ${problem.replace(/\bline (\d+)/, (_, own) => `line ${Math.max(1, Number(own) + shift)}`)}`;
}

/** BibLaTeX 3.20, 2.1, to the types of CSL 1.0.2, appendix III. */
const types = new Map(
  Object.entries<string>({
    article: "article-journal",
    book: "book",
    mvbook: "book",
    booklet: "pamphlet",
    collection: "book",
    inbook: "chapter",
    incollection: "chapter",
    inproceedings: "paper-conference",
    conference: "paper-conference",
    proceedings: "book",
    manual: "report",
    mastersthesis: "thesis",
    phdthesis: "thesis",
    thesis: "thesis",
    techreport: "report",
    report: "report",
    online: "webpage",
    electronic: "webpage",
    www: "webpage",
    unpublished: "manuscript",
    video: "motion_picture",
    software: "software",
    dataset: "dataset",
    jurisdiction: "legal_case",
    legislation: "legislation",
  }),
);

const theses = new Map([
  ["mastersthesis", "Mémoire de master"],
  ["phdthesis", "Thèse de doctorat"],
]);

function toCsl({ type, key, fields }: Entry): CslItem {
  const article = type === "article";
  const text = (...names: string[]): string | undefined => names.map((name) => words(fields[name])).find(Boolean);
  const item: Record<string, unknown> = {
    id: key,
    type: types.get(type) ?? "document",
    title: joined(text("title"), text("subtitle")),
    author: names(fields.author),
    editor: names(fields.editor),
    translator: names(fields.translator),
    issued: dateFrom(text("date"), text("year"), text("month")),
    accessed: dateFrom(text("urldate"), undefined, undefined),
    "container-title": text("journaltitle", "journal", "booktitle", "maintitle"),
    "collection-title": text("series"),
    "collection-number": article ? undefined : text("number"),
    publisher: text("publisher", "institution", "school", "organization"),
    "publisher-place": text("location", "address"),
    edition: text("edition"),
    volume: text("volume"),
    issue: article ? text("number", "issue") : undefined,
    page: text("pages")?.replace(/\s*[–—]+\s*|--+/g, "-"),
    "number-of-pages": text("pagetotal"),
    URL: text("url") ?? text("howpublished")?.match(/https?:\/\/\S+/)?.[0],
    DOI: text("doi"),
    ISBN: text("isbn"),
    ISSN: text("issn"),
    note: text("note", "addendum"),
    genre: text("type") ?? theses.get(type),
    language: languageTag(text("langid", "language") ?? ""),
  };
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as CslItem;
}

/** Text with CSL's own markup (i, b, sup, sub) and no other. */
function words(value: unknown): string | undefined {
  const text = Array.isArray(value) ? value.filter((one) => typeof one === "string").join(", ") : value;
  return typeof text === "string"
    ? text
        .replace(/<(?!\/?(?:i|b|sup|sub)>)[^<>]*>/g, "")
        .normalize("NFC")
        .trim() || undefined
    : undefined;
}

function joined(title: string | undefined, subtitle: string | undefined): string | undefined {
  return title && subtitle ? `${title} : ${subtitle}` : (title ?? subtitle);
}

function names(creators: readonly Creator[] | undefined): CslName[] | undefined {
  return creators?.map(({ name, lastName, firstName, prefix, suffix }, index) => {
    if (lastName === "others" && !firstName && index > 0 && index === creators.length - 1)
      return { literal: namesGoOn };
    if (!lastName) return { literal: words(name ?? firstName) ?? "" };
    const named = { family: lastName, given: firstName, "non-dropping-particle": prefix, suffix };
    const given = Object.entries(named).filter(([, value]) => value);
    return Object.fromEntries(given.map(([field, value]) => [field, words(value) ?? ""])) as CslName;
  });
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function dateFrom(date: string | undefined, year: string | undefined, month: string | undefined): CslDate | undefined {
  if (date) return dateOf(date);
  if (!year) return undefined;
  const named = months.indexOf((month ?? "").slice(0, 3).toLowerCase()) + 1;
  const number = named > 0 ? named : Number(month);
  return /^\d{4}$/.test(year) && number >= 1 && number <= 12
    ? { "date-parts": [[Number(year), number]] }
    : dateOf(year);
}
