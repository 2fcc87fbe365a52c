import type { Block, DocumentTree, Inline } from "../document/tree.ts";
import { eachBlock, mapInlines, mapInlinesOf, ownInlines, plainText } from "../document/visit.ts";
import { inEachLanguage, type Language, languageRecord, languages } from "../i18n/languages.ts";
import { primaryOf } from "./office/language.ts";
import type { Context } from "./reading.ts";

/** Fewer small words than this tell nothing; and they must be that many times the declared language's. */
const least = { words: 40, times: 5 };
/** How many words are looked at. */
const sample = 5_000;

/**
 * A document whose text is plainly in one language though its file says another, e.g. French and English, as templates
 * and converters leave it: the text is believed, with a warning.
 */
export function doubtLanguage(context: Context, tree: DocumentTree): DocumentTree {
  const declared = languages.find((language) => language === primaryOf(tree.meta.language));
  if (!declared) return tree;
  const counts = countSmall(tree.blocks);
  const other = languages.filter((language) => language !== declared).sort((a, b) => counts[b] - counts[a])[0]!;
  if (counts[other] < least.words || counts[other] < least.times * counts[declared]) return tree;
  const language = primaryOf(context.language) === other ? context.language : languageRecord(other).locale;
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

function countSmall(blocks: readonly Block[]): Record<Language, number> {
  const counts = inEachLanguage(() => 0);
  let left = sample;
  for (const block of eachBlock(blocks)) {
    for (const word of plainText(ownInlines(block))
      .toLowerCase()
      .split(/[^\p{L}]+/u)) {
      left -= 1;
      for (const language of languages) if (languageRecord(language).smallWords.has(word)) counts[language] += 1;
    }
    if (left < 0) break;
  }
  return counts;
}
