import { type Language, languageRecord } from "../../i18n/languages.ts";
import type { CslItem, Inline } from "../tree.ts";
import { creators, fullDate } from "./creators.ts";
import { type Piece, term, words } from "./pieces.ts";

/** The title, in italics where it is a whole work's, in its own language, then "[en ligne]" where it is read there. */
export function titleOf(item: CslItem, language: Language, whole: boolean): Piece {
  const title = words(item.title ?? item.id);
  const styled: Piece = whole ? [{ type: "emphasis", children: title }] : title;
  const online = item.URL && whole ? [text(term(language, "online"))] : [];
  const foreign = item.language && item.language.slice(0, 2).toLowerCase() !== language;
  return [
    ...(foreign ? [{ type: "language", language: item.language!, children: styled } as const] : styled),
    ...online,
  ];
}

/** The periodical or work that holds this one. */
export function host(item: CslItem): Piece {
  const title = words(item["container-title"]);
  return title.length > 0 ? [{ type: "emphasis", children: title }] : [];
}

/** Translators beside an author, then the edition: "2e éd." with its e raised. */
export function edition(item: CslItem, language: Language): Piece[] {
  const { translator = [], author } = item;
  const translated =
    author?.length && translator.length > 0
      ? [text(term(language, "translated-by")), ...creators({ id: "", type: "", author: translator }, language)]
      : [];
  return [translated, editionNumber(item.edition, language)];
}

function editionNumber(edition: string | number | undefined, language: Language): Piece {
  const number = /^\d+$/.exec(String(edition ?? "").trim())?.[0];
  const word = term(language, "edition");
  if (number)
    return [
      text(number),
      { type: "superscript", children: [text(languageRecord(language).editionEnding(Number(number)))] },
      text(word),
    ];
  const written = words(edition);
  return written.length === 0 || /[ée]d/i.test(String(edition)) ? written : [...written, text(word)];
}

/** "Paris : L’Harmattan". */
export function imprint(item: CslItem, language: Language): Piece {
  const place = words(item["publisher-place"]);
  const publisher = words(item.publisher);
  return place.length > 0 && publisher.length > 0
    ? [...place, text(term(language, "colon")), ...publisher]
    : [...place, ...publisher];
}

/** "vol. 12, n° 3": volume, then issue or report number. */
export function numbering(item: CslItem, language: Language): Piece {
  const volume = prefixed(item.volume, term(language, "volume"));
  const issue = prefixed(item.issue ?? (item.number as string | undefined), term(language, "issue"));
  return volume.length > 0 && issue.length > 0 ? [...volume, text(", "), ...issue] : [...volume, ...issue];
}

/** "p. 45-60" of a part, "250 p." of a whole. */
export function pages(item: CslItem, language: Language): Piece {
  const range = prefixed(item.page && languageRecord(language).pageRange(item.page), term(language, "page"));
  if (range.length > 0) return range;
  const count = String(item["number-of-pages"] ?? "").trim();
  return count === ""
    ? []
    : /\D$/.test(count)
      ? words(count)
      : [text(`${count}\u00A0${term(language, "page").trim()}`)];
}

/** A collection and the number in it. */
export function series(item: CslItem): Piece {
  const title = words(item["collection-title"]);
  const number = words(item["collection-number"] as string | undefined);
  return title.length > 0 && number.length > 0 ? [...title, text(", "), ...number] : title;
}

/** Note, identifiers, the day it was read, and where. */
export function access(item: CslItem, language: Language): Piece[] {
  const accessed = fullDate(item.accessed, language);
  return [
    words(item.note),
    prefixed(item.ISBN, "ISBN\u00A0"),
    prefixed(item.ISSN, "ISSN\u00A0"),
    item.DOI ? [text("DOI\u00A0"), link(`https://doi.org/${bareDoi(item.DOI)}`, bareDoi(item.DOI))] : [],
    accessed.length > 0 ? [text(`[${term(language, "accessed")}`), ...accessed, text("]")] : [],
    item.URL ? [text(term(language, "available-at")), link(item.URL, item.URL)] : [],
  ];
}

function bareDoi(doi: string): string {
  return doi.trim().replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, "");
}

function link(href: string, shown: string): Inline {
  return /^https?:/i.test(href) ? { type: "link", href, children: [text(shown)] } : text(shown);
}

/** `value` after `prefix`, unless it begins with letters of its own ("hors-série", "p. 3"). */
function prefixed(value: string | number | undefined, prefix: string): Piece {
  const written = words(value);
  return written.length === 0 || /^\p{L}{2}|^\p{L}+\./u.test(String(value).trim())
    ? written
    : [text(prefix), ...written];
}

function text(value: string): Inline {
  return { type: "text", value };
}
