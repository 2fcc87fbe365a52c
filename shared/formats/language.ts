import type { Block, DocumentTree, Inline } from "../document/tree.ts";
import { eachBlock, mapInlines, mapInlinesOf, ownInlines, plainText } from "../document/visit.ts";
import { primaryOf } from "./office/language.ts";
import type { Context } from "./reading.ts";

/** Words that every text in a language has, and no text in the other. */
const small = {
  fr: new Set("le la les des du et est une dans pour que qui sur avec par aux ces cette".split(" ")),
  en: new Set("the of and to in is for that with by are as this from at it be".split(" ")),
};

/** Fewer small words than this tell nothing; and they must be that many times the other language's. */
const least = { words: 40, times: 5 };
/** How many words are looked at. */
const sample = 5_000;

/**
 * A document whose text is plainly French though its file says English, or the other way round, as templates and
 * converters leave it: the text is believed, with a warning.
 */
export function doubtLanguage(context: Context, tree: DocumentTree): DocumentTree {
  const declared = primaryOf(tree.meta.language);
  if (declared !== "fr" && declared !== "en") return tree;
  const other = declared === "fr" ? "en" : "fr";
  const counts = countSmall(tree.blocks);
  if (counts[other] < least.words || counts[other] < least.times * counts[declared]) return tree;
  const language = primaryOf(context.language) === other ? context.language : other === "fr" ? "fr-FR" : "en-GB";
  context.warn("language-doubtful", { declared: tree.meta.language, used: language });
  const unwrap = (inline: Inline): Inline | Inline[] =>
    inline.type === "language" && primaryOf(inline.language) === other ? inline.children : inline;
  const change = (blocks: Block[]): Block[] =>
    mapInlinesOf(blocks, (inlines) => joinTexts(mapInlines(inlines, unwrap)));
  const notes = Object.fromEntries(Object.entries(tree.notes).map(([id, blocks]) => [id, change(blocks)]));
  return { ...tree, meta: { ...tree.meta, language }, blocks: change(tree.blocks), notes };
}

function joinTexts(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (inline.type === "text" && last?.type === "text") last.value += inline.value;
    else joined.push({ ...inline });
  }
  return joined;
}

function countSmall(blocks: readonly Block[]): { fr: number; en: number } {
  const counts = { fr: 0, en: 0 };
  let left = sample;
  for (const block of eachBlock(blocks)) {
    for (const word of plainText(ownInlines(block))
      .toLowerCase()
      .split(/[^\p{L}]+/u)) {
      left -= 1;
      if (small.fr.has(word)) counts.fr += 1;
      if (small.en.has(word)) counts.en += 1;
    }
    if (left < 0) break;
  }
  return counts;
}
