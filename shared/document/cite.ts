import { documentTexts } from "../i18n/documents.ts";
import type { Language } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import { changeInlines, type Draft, type Warn } from "./draft.ts";
import { foldText } from "./identify.ts";
import { shortNames, year } from "./iso690/creators.ts";
import { formatEntry } from "./iso690.ts";
import { shortenAtWord } from "./shorten.ts";
import type { Citation, CitationItem, CslItem, Inline, Paragraph } from "./tree.ts";
import { plainText } from "./visit.ts";

/** An entry of the bibliography as printed: its paragraph, and how the text calls it. */
type Entry = { keys: string[]; label: string; year: string; paragraph: Paragraph };

/**
 * Citations with their text, "(Noël, 2014, p. 4)", each item led to its entry; and the entries in order, those that say
 * the same once. A citation of an entry that is not there keeps its key, with a warning.
 */
export function cite(draft: Draft, language: Language, warn: Warn): { draft: Draft; entries: Paragraph[] } {
  const entries = entriesOf(draft.bibliography, language, warn);
  const byKey = new Map(entries.flatMap((entry) => entry.keys.map((key) => [key, entry] as const)));
  const cited = changeInlines(draft, (inline, at) => {
    if (inline.type !== "citation") return inline;
    for (const { key } of inline.items) if (!byKey.has(key)) warn({ code: "citation-unknown", details: { key }, at });
    return { ...inline, text: citationText(inline, byKey, language) };
  });
  return { draft: cited, entries: entries.map((entry) => entry.paragraph) };
}

function entriesOf(items: readonly CslItem[], language: Language, warn: Warn): Entry[] {
  const works = sorted(distinct(items, language, warn), language);
  const seen = new Map<string, number>();
  const shared = Map.groupBy(works, ({ item }) => callOf(item, language));
  return works.map(({ item, keys }, index) => {
    const call = callOf(item, language);
    const place = seen.get(call) ?? 0;
    seen.set(call, place + 1);
    const suffix = (shared.get(call)?.length ?? 0) > 1 ? letters(place) : "";
    const children = formatEntry(item, { language, suffix });
    const id = `livrable-entry-${index + 1}`;
    const paragraph: Paragraph = { type: "paragraph", id, role: "bibliographyEntry", children };
    return { keys, label: labelOf(item, language), year: year(item, language) + suffix, paragraph };
  });
}

type Work = { item: CslItem; keys: string[] };

/** Entries that print alike are one, called by any of their keys; of two works with one key the first is called by it. */
function distinct(items: readonly CslItem[], language: Language, warn: Warn): Work[] {
  const works = new Map<string, Work>();
  const owners = new Map<string, Work>();
  for (const item of items) {
    const printed = foldText(plainText(formatEntry(item, { language, suffix: "" }))).toLowerCase();
    const work = works.get(printed) ?? { item, keys: [] };
    works.set(printed, work);
    const owner = owners.get(item.id) ?? work;
    if (owner !== work) warn({ code: "entry-repeated", details: { key: item.id, title: item.title ?? "" } });
    else work.keys.push(item.id);
    owners.set(item.id, owner);
  }
  return [...works.values()];
}

function sorted(works: Work[], language: Language): Work[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const order = works.map((work) => ({ work, by: callOf(work.item, language), title: work.item.title ?? "" }));
  return order.sort((a, b) => compare(a.by, b.by) || compare(a.title, b.title)).map(({ work }) => work);
}

function callOf(item: CslItem, language: Language): string {
  return `${labelOf(item, language)}, ${year(item, language)}`;
}

/** Names, else the first words of the title. */
function labelOf(item: CslItem, language: Language): string {
  const names = shortNames(item, language);
  if (names) return names;
  const title = typeof item["title-short"] === "string" ? item["title-short"] : (item.title ?? item.id);
  return shortenAtWord(title, 40);
}

function citationText({ items }: Citation, byKey: ReadonlyMap<string, Entry>, language: Language): Inline[] {
  const between: Inline = { type: "text", value: translate(language, documentTexts, "citation-separator") };
  const parts = items.flatMap((item, index): Inline[] => [
    ...(index === 0 ? [] : [between]),
    ...itemText(item, byKey.get(item.key), language),
  ]);
  return [{ type: "text", value: "(" }, ...parts, { type: "text", value: ")" }];
}

function itemText({ key, prefix, locator }: CitationItem, entry: Entry | undefined, language: Language): Inline[] {
  const call: Inline = { type: "text", value: entry ? `${entry.label}, ${entry.year}` : key };
  const linked: Inline = entry ? { type: "crossReference", target: entry.paragraph.id, children: [call] } : call;
  const before: Inline[] = prefix?.trim() ? [{ type: "text", value: `${prefix.trim()} ` }] : [];
  const place = locator?.trim().replace(/^(?=\d)/, translate(language, documentTexts, "reference-page"));
  return place ? [...before, linked, { type: "text", value: `, ${place}` }] : [...before, linked];
}

/** a to z, then aa, ab… */
function letters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
