import type { Context } from "../reading.ts";

/** Warns of the words of headers and footers, each once; not of those that only count pages, as "page 3 sur 12". */
export function warnOfMargins(context: Context, texts: readonly string[]): void {
  const folded = new Set(texts.map((text) => text.replace(/\s+/g, " ").trim()));
  for (const text of folded) {
    if (/\p{L}{2}/u.test(text) && !countsPages(text)) context.warnEach("margin-dropped", { text: text.slice(0, 300) });
  }
}

function countsPages(text: string): boolean {
  return text.length <= longestCount && pageCount.test(text);
}

/** Characters. */
const longestCount = 60;
/** What stands between a page's number and their count, in the languages of documents: "3 sur 12", "3 of 12", "3/12". */
const between = "sur de of von /".split(" ").join("|");
const pageCount = new RegExp(
  String.raw`^[\s–—|-]*(page|p\.)?\s*[\divxlc]*\s*(${between})?\s*[\divxlc]*[\s–—|-]*$`,
  "i",
);
