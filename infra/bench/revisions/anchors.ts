import { foldedTextOf, passageAt, passageFinder } from "../../../shared/document/anchor.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { eachBlockOf, innerBlocks } from "../../../shared/document/visit.ts";

/**
 * What became of passages: of those whose block says the very same in both texts, once, how many were `found`; of those
 * of which no block says as much as a third of the words, `strays`, how many were `falsely` found; of all others how
 * many were `followed`.
 */
export type Anchored = Record<"unchanged" | "found" | "strays" | "falsely" | "edited" | "followed", number>;

/** Passages tried of a text at most, spread over it. */
const most = 300;

/** A passage of each block of one text, some words from its middle, looked for in the other. */
export function anchorsOf(before: DocumentTree, after: DocumentTree): Anchored {
  const find = passageFinder(after, before);
  const [olds, news] = [saysIn(before), saysIn(after)];
  const every = Math.max(1, Math.ceil(olds.size / most));
  const anchored: Anchored = { unchanged: 0, found: 0, strays: 0, falsely: 0, edited: 0, followed: 0 };
  [...olds].forEach(([text, ids], index) => {
    const [id] = ids;
    if (index % every !== 0 || ids.length > 1 || id === undefined) return;
    const from = Math.floor(text.length / 3);
    const found = find(passageAt(before, id, text.slice(from, from + 40)) ?? { block: id });
    const same = news.get(text);
    if (same?.length === 1) {
      anchored.unchanged += 1;
      if (found.fate !== "gone" && found.block === same[0]) anchored.found += 1;
    } else if (!same && mostShared(text, news) < 1 / 3) {
      anchored.strays += 1;
      if (found.fate !== "gone") anchored.falsely += 1;
    } else if (!same) {
      anchored.edited += 1;
      if (found.fate !== "gone") anchored.followed += 1;
    }
  });
  return anchored;
}

/** The blocks that hold no others, by what they say: at least four words. */
function saysIn(tree: DocumentTree): Map<string, string[]> {
  const says = new Map<string, string[]>();
  for (const block of eachBlockOf(tree)) {
    const text = foldedTextOf(block);
    if (innerBlocks(block).length > 0 || wordsIn(text).size < 4) continue;
    says.set(text, [...(says.get(text) ?? []), block.id]);
  }
  return says;
}

/** The greatest share of some text's words that another says too. */
function mostShared(text: string, others: ReadonlyMap<string, unknown>): number {
  const words = [...wordsIn(text)];
  let greatest = 0;
  for (const other of others.keys()) {
    const said = wordsIn(other);
    greatest = Math.max(greatest, words.filter((word) => said.has(word)).length / words.length);
  }
  return greatest;
}

const known = new Map<string, Set<string>>();

function wordsIn(text: string): Set<string> {
  const words = known.get(text) ?? new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu));
  known.set(text, words);
  return words;
}
