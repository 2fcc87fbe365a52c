import type { Creator, Entry } from "@retorquere/bibtex-parser";
import type { CslDate, CslItem, CslName } from "../../document/tree.ts";
import type { Context } from "../reading.ts";
import { dateOf } from "./dates.ts";
import { languageTag } from "./languages.ts";

/** The entries of a BibTeX or BibLaTeX file; what cannot be parsed becomes a warning with its line. */
export async function readBibtex(context: Context, source: string, name: string): Promise<CslItem[]> {
  // Imported when it is needed: the parser is half a megabyte.
  const { parse } = await import("@retorquere/bibtex-parser");
  const { entries, errors } = parse(source, {
    sentenceCase: false,
    english: false,
    caseProtection: false,
    unsupported: (_node, tex) => tex,
  });
  for (const { error } of errors) context.warn("bibliography-part-unreadable", { name, problem: error.slice(0, 200) });
  const read = entries.filter((entry) => Object.keys(entry.fields).length > 0);
  context.spend(read.length);
  return read.map(toCsl);
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
  return creators?.map(({ name, lastName, firstName, prefix, suffix }) => {
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
