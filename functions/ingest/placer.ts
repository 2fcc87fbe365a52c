import { type Passage, passageAt, passageFinder, passageOver } from "../../shared/document/anchor.ts";
import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf } from "../../shared/document/visit.ts";
import type { PartContent } from "../../shared/stored/version.ts";

/** Where words of a block of the copy are in the parts; `exact`: to the word, else their block alone. */
export type Finder = (
  block: Block,
  words: string,
  prefix: string,
  /** How the words are quoted: by the innermost block that says them (the default), or by the block itself. */
  quote?: typeof passageAt,
) => { anchor: Passage & { part: string }; exact: boolean } | undefined;

const fates = ["same", "edited", "moved"] as const;

/** Finds words of the copy in the parts. */
export function placer(parts: readonly PartContent[], copy: DocumentTree | undefined): Finder {
  const finders = parts.map(({ id, tree }) => ({ part: id, tree, find: passageFinder(tree, copy) }));
  return (block, words, prefix, quote = passageAt) => {
    const found = finders.map((finder) => ({ ...finder, ...finder.find({ block: block.id }) }));
    const best = fates.flatMap((fate) => found.filter((each) => each.fate === fate)).at(0);
    if (!best?.block) return undefined;
    const { part, tree, find } = best;
    const anchored = (passage: Passage, exact: boolean) => ({ anchor: { ...passage, part }, exact });
    if (words.trim() === "") return anchored({ block: best.block }, true);
    const passage = quote(tree, best.block, words, prefix) ?? carriedPassage(tree, copy, find, block, words, prefix);
    return passage ? anchored(passage, true) : anchored({ block: best.block }, false);
  };
}

/** Words that the version says a little otherwise, such as a citation that the document spells out. */
function carriedPassage(
  tree: DocumentTree,
  copy: DocumentTree | undefined,
  find: ReturnType<typeof passageFinder>,
  block: Block,
  words: string,
  prefix: string,
): Passage | undefined {
  const passage = copy && passageAt(copy, block.id, words, prefix);
  const { fate, block: id, start = 0, end = 0 } = passage ? find(passage) : { fate: "gone" as const };
  const there = fate === "gone" || end <= start ? undefined : eachBlockOf(tree).find((each) => each.id === id);
  return there && passageOver(there, start, end);
}
