import type { Language } from "../i18n/languages.ts";
import { creators, fullDate, year } from "./iso690/creators.ts";
import { access, edition, host, imprint, numbering, pages, series, titleOf } from "./iso690/parts.ts";
import { type Piece, sentences, term } from "./iso690/pieces.ts";
import type { CslItem, Inline } from "./tree.ts";

export type EntryStyle = {
  language: Language;
  /** Tells apart works of the same authors and year: "a", "b"; else "". */
  suffix: string;
};

/**
 * A bibliography entry in the author-date form of ISO 690 (4.2, annex A.2), in French or in English: authors, year.
 * Title. Edition. Place: publisher. Extent. Identifiers and address. Fields that an entry lacks are passed over.
 */
export function formatEntry(item: CslItem, style: EntryStyle): Inline[] {
  const { language } = style;
  const families: Record<string, (item: CslItem, language: Language) => Piece[]> = { article, chapter, work };
  const body = (families[familyOf(item)] ?? work)(item, language);
  const names = creators(item, language);
  const date: Piece = [{ type: "text", value: year(item, language) + style.suffix }];
  const title = titleOf(item, language, familyOf(item) === "work");
  const head = names.length > 0 ? [joined(names, date), title] : [title, date];
  return sentences([...head, ...body, ...access(item, language)]);
}

function joined(names: Piece, date: Piece): Piece {
  return [...names, { type: "text", value: ", " }, ...date];
}

/** How the title stands: of a whole work, of an article in a periodical, of a part of a work. */
function familyOf({ type }: CslItem): "work" | "article" | "chapter" {
  if (/^(article|review)/.test(type)) return "article";
  if (/^(chapter|paper-conference|entry)/.test(type)) return "chapter";
  return "work";
}

function work(item: CslItem, language: Language): Piece[] {
  const host: Piece = item["container-title"] ? [{ type: "text", value: item["container-title"] }] : [];
  return [
    host,
    ...edition(item, language),
    ...genre(item, language),
    imprint(item, language),
    isDated(item) ? fullDate(item.issued, language) : [],
    numbering(item, language),
    pages(item, language),
    series(item),
  ];
}

function article(item: CslItem, language: Language): Piece[] {
  const place = [numbering(item, language), pages(item, language)].filter((piece) => piece.length > 0);
  const date = fullDate(item.issued, language);
  const pieces = [...(date.length > 0 ? [date] : []), ...place];
  const where = pieces.flatMap((piece, index): Piece => (index === 0 ? piece : [comma, ...piece]));
  return [host(item), imprint(item, language), where, series(item)];
}

function chapter(item: CslItem, language: Language): Piece[] {
  const editors = creators({ ...item, author: undefined } as CslItem, language);
  const by: Piece = item.author && editors.length > 0 ? [...editors, comma] : [];
  const inside: Piece = [{ type: "text", value: term(language, "in") }, ...by, ...host(item)];
  return [
    host(item).length > 0 ? inside : [],
    ...edition(item, language),
    imprint(item, language),
    numbering(item, language),
    pages(item, language),
    series(item),
  ];
}

const comma: Inline = { type: "text", value: ", " };

function genre(item: CslItem, language: Language): Piece[] {
  const known = item.genre ?? (item.type === "thesis" ? term(language, "thesis") : undefined);
  return known ? [[{ type: "text", value: known }]] : [];
}

/** Pages of the web and posts have a day, where a book has a year. */
function isDated({ type }: CslItem): boolean {
  return /^(webpage|post|broadcast|interview|speech|personal)/.test(type);
}
