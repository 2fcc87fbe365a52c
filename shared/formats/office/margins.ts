import type { Context } from "../reading.ts";

/** Where the value of a field stands that counts pages, as `pageField` writes it: which of its digits nobody typed. */
const [opening, closing] = ["\uFFF9", "\uFFFB"];
const fields = new RegExp(`${opening}[^${closing}]*${closing}`, "g");
const edges = new RegExp(`[${opening}${closing}]`, "g");

/** The value of a field that counts pages, for `warnOfMargins` to know it by. */
export function pageField(value: string): string {
  return `${opening}${value.replace(edges, "")}${closing}`;
}

/** Warns of the words of headers and footers, whole and each once; not of those that only count pages. */
export function warnOfMargins(context: Context, texts: readonly string[]): void {
  const kept = texts.map((text) => text.replace(/\s+/g, " ").trim()).filter((text) => !countsPages(text));
  for (const text of new Set(kept.map((one) => one.replace(edges, ""))))
    if (/[\p{L}\p{N}]/u.test(text)) context.warnEach("margin-dropped", { text });
}

/** Whether a text is a page's number, or its number and their count: "– 3 –", "Page 3 sur 12"; "V3 – 040426" is not. */
function countsPages(text: string): boolean {
  const counted = text.replace(fields, "#");
  return counted.length <= longestCount && pageCount.test(counted);
}

/** Characters. */
const longestCount = 60;
/** What stands between a page's number and their count, in the languages of documents: "3 sur 12", "3 of 12", "3/12". */
const between = "sur|de|of|von|/";
const count = String.raw`(?:#|\d{1,4}|[ivxlc]{1,6})`;
const counts = String.raw`${count}\s*(?:(?:${between})\s*${count})?`;
/** A number that nobody's field gives counts pages after the word for them, with a total, or where it is short. */
const typed = String.raw`\d{1,3}\s*(?:(?:${between})\s*\d{1,3})?`;
const pageCount = new RegExp(
  String.raw`^[\s–—|-]*(?:(?:page|p\.)\s*${counts}|#\s*(?:(?:${between})\s*${count})?|${typed})[\s–—|-]*(?:p ?a ?g ?e)?$`,
  "i",
);
