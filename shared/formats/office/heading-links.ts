import type { Block, Heading } from "../../document/tree.ts";
import { eachBlock, plainText } from "../../document/visit.ts";
import { slugOf } from "../slug.ts";
import type { Package } from "./package.ts";

/** How LibreOffice ends the target of a link to a heading, e.g. "1.2.Cadre|outline": its number, then its words. */
const ending = "|outline";

/**
 * Resolves links of LibreOffice to headings: of those whose words end the target, the longest; of two alike, the one at that
 * number. Yields anchors to give, by the ids of headings.
 */
export function anchorHeadingLinks(of: Package, blocks: readonly Block[]): ReadonlyMap<string, string> {
  const targets = [...of.wanted].filter((target) => target.endsWith(ending));
  const anchors = new Map<string, string>();
  const headings = targets.length > 0 ? numbered(blocks) : [];
  for (const target of targets) {
    const found = headingOf(headings, oneSpaced(target.slice(0, -ending.length)));
    if (!found) continue;
    const { heading, words } = found;
    const anchor = heading.anchor ?? anchors.get(heading.id) ?? freeAnchor(of, slugOf(words));
    anchors.set(heading.id, anchor);
    of.bookmarks.add(anchor);
    of.aliases.set(target, anchor);
  }
  return anchors;
}

/** A heading, its words, and its place among headings as LibreOffice numbers it: "1.2.". */
type Numbered = { heading: Heading; words: string; number: string };

function numbered(blocks: readonly Block[]): Numbered[] {
  const counts: number[] = [];
  return [...eachBlock(blocks)].flatMap((block): Numbered[] => {
    if (block.type !== "heading") return [];
    counts.length = block.level;
    counts[block.level - 1] = (counts[block.level - 1] ?? 0) + 1;
    const number = Array.from(counts, (count) => `${count ?? 0}.`).join("");
    return [{ heading: block, words: oneSpaced(plainText(block.children)), number }];
  });
}

function headingOf(headings: readonly Numbered[], target: string): Numbered | undefined {
  const ends = headings.filter(({ words }) => words !== "" && target.endsWith(words));
  const longest = Math.max(...ends.map(({ words }) => words.length));
  const alike = ends.filter(({ words }) => words.length === longest);
  return alike.find(({ words, number }) => target === number + words) ?? alike[0];
}

function freeAnchor(of: Package, slug: string): string {
  let anchor = slug || "_";
  for (let more = 2; of.bookmarks.has(anchor); more++) anchor = `${slug}-${more}`;
  return anchor;
}

function oneSpaced(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
