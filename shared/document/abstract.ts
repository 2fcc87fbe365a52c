import { documentTexts } from "../i18n/documents.ts";
import { defaultLanguage, interfaceLanguage } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import { setText } from "./orthotypography.ts";
import { shortenAtWord } from "./shorten.ts";
import type { Block, DocumentTree } from "./tree.ts";
import { textOf } from "./visit.ts";

/** Characters of a paragraph that says something: a date or a thank-you is shorter. */
const leastParagraph = 80;
/** Characters of an abstract. */
const longest = 700;

/**
 * What a document says of itself as it is set, at most 700 characters cut at a word: the section that is called "Résumé" or the like, else its
 * first paragraph that is more than a line; undefined: it has none.
 */
export function abstractOf(trees: readonly DocumentTree[]): string | undefined {
  const blocks = trees.flatMap((tree) => tree.blocks);
  const language = trees[0]?.meta.language ?? defaultLanguage;
  const titles = titlesIn(language);
  const at = blocks.findIndex((block) => block.type === "heading" && titles.includes(bare(words(block))));
  const own = at < 0 ? "" : opening(blocks.slice(at + 1));
  const first = own === "" ? blocks.map(paragraph).find((text) => text.length >= leastParagraph) : own;
  return first === undefined ? undefined : shortenAtWord(setText(first, language, {}), longest);
}

/** What a section is called that sums a document up, in its language. */
function titlesIn(language: string): string[] {
  return translate(interfaceLanguage(language), documentTexts, "abstract-titles").split(", ").map(bare);
}

/** The paragraphs that a section begins with, without a sentence that leads to a list. */
function opening(blocks: readonly Block[]): string {
  const end = blocks.findIndex(({ type }) => type !== "paragraph");
  const text = blocks
    .slice(0, end < 0 ? blocks.length : end)
    .map(paragraph)
    .filter(Boolean)
    .join(" ");
  return text.endsWith(":") ? text.replace(/(?<=[.!?…»]\s?)[^.!?…]*:$/u, "").trim() : text;
}

function paragraph(block: Block): string {
  return block.type === "paragraph" ? words(block) : "";
}

function words(block: Block): string {
  return textOf(block)
    .replace(/[\t\n ]+/g, " ")
    .trim();
}

/** A heading as it is compared, whatever its accents, capitals and apostrophes. */
function bare(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
}
