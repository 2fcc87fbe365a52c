import { withoutTypedNumbers } from "../../document/typed-number.ts";
import { eachBlock, ownInlines, plainText } from "../../document/visit.ts";
import { wordsIn } from "../../document/word-count.ts";
import type { RawTree } from "../reading.ts";
import type { ContentsLine, Package } from "./package.ts";

/**
 * Tells the words left out with a table of contents that no program composed, as a note that its author wrote in it;
 * what a program composed does not lack.
 */
export function warnOfOwnLines({ context, contentsLines }: Package, raw: RawTree): void {
  const named = namedIn(raw);
  const own = contentsLines.filter((line) => !isComposed(line, named));
  const composed = contentsLines.filter((line) => !own.includes(line));
  context.source.aside += wordsIn(composed.map(({ text }) => text));
  const [first] = own;
  if (!first) return;
  const texts = own.map(({ text }) => text.replace(/\s+/g, " ").trim());
  const text = texts.join(" / ");
  const details = { count: wordsIn(texts), text: text.length > longest ? `${text.slice(0, longest)}…` : text };
  context.warnEach("contents-words-dropped", details, first.at);
}

/** Characters of the author's that the warning gives. */
const longest = 600;

/** A line that leads somewhere, ends in its pages, is called as a heading or a caption, or is what programs write there. */
function isComposed({ text, linked, styled }: ContentsLine, named: ReadonlySet<string>): boolean {
  const line = text.trim();
  if (linked || (line.length < shortest && !/\s/.test(line))) return true;
  if (pages.test(line) || (styled && /\d$/.test(line))) return true;
  if (tableTitles.test(line) || programsWords.test(line)) return true;
  return named.has(foldLine(line));
}

/** Characters under which one word alone is a letter of an index, or what the table is called in some language. */
const shortest = 30;
/** Pages after a tab, leaders or, in an index, a comma: "Cadre\t3", "Cadre.....3", "Glossaire xviii", "réseau, 3, 12-14". */
const pages = /(?:(?:\t|\.{3,}|…|_{3,}|,)\s*[\divxlc]{1,8}(?:\s*[,;–-]\s*[\divxlc]{1,8})*|\s[ivxlc]+)$/i;
/** What tables of contents are called. */
const tableTitles =
  /^(?:sommaire|(?:la )?tables? (?:des|of|d’|d')\s*\p{L}+|(?:table of )?contents|contenu|index|inhalt(?:sverzeichnis)?|índice|indice|contenido|sumário)(?: [^.]{0,30})?\s*:?$/iu;
/** What Word writes where there is nothing to list, and programs where there is nothing yet. */
const programsWords =
  /^(?:no table of|no index|aucune? |error!|erreur\s*!|fehler!|update |mettre à jour|right[- ]click|click |cliquez|faites un clic)/i;

/** Headings, captions and the title, without numbers around them. */
function namedIn({ meta, blocks }: RawTree): Set<string> {
  const names = new Set([foldLine(meta.title ?? "")]);
  for (const block of eachBlock(blocks)) {
    if (block.type === "heading" || block.type === "table" || block.type === "figure")
      names.add(foldLine(plainText(ownInlines(block))));
  }
  return names;
}

/** "2.1 Cadre d’action 3" and "II. Cadre d’action" are "cadre d’action", "Figure 2 : Montants" is "montants". */
function foldLine(line: string): string {
  return withoutTypedNumbers(line)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/^[^\p{L}]*(?:(?:figure|tableau|table|illustration|graphique) \d+)?[^\p{L}]*/u, "")
    .replace(/[^\p{L}]+$/u, "");
}
