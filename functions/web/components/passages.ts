import { type Anchor, findPassage, type Passage, passageAt, passageOver } from "../../../shared/document/anchor.ts";
import { foldWithPlaces } from "../../../shared/document/fold.ts";
import { foldText } from "../../../shared/document/identify.ts";
import type { Block, DocumentTree } from "../../../shared/document/tree.ts";
import { eachBlockOf, innerBlocks, textOf } from "../../../shared/document/visit.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import type { PartContent } from "../../../shared/stored/version.ts";
import type { VersionText } from "./version-text.ts";

/** A version's parts, as its reading page names their blocks: in a collective document with the place of the part. */
type Parts = Pick<VersionText, "parts" | "collective">;

/** Characters that a quotation has at most. */
export const longestWords = 300;

/** Every block of the parts, by its name on the page: those that can be remarked on. */
export function blocksByName({ parts, collective }: Parts): Map<string, { part: string; block: Block }> {
  return new Map(
    parts.flatMap(({ id, tree }, index) =>
      Array.from(eachBlockOf(tree), (block) => [nameIn(collective, index, block.id), { part: id, block }] as const),
    ),
  );
}

/** The block after which each block has its margin, by name: for what a table holds, the table. */
export function marginsByName({ parts, collective }: Parts): Map<string, string> {
  const margins = new Map<string, string>();
  parts.forEach(({ tree }, index) => {
    const name = ({ id }: Block) => nameIn(collective, index, id);
    for (const block of eachBlockOf(tree)) {
      const margin = margins.get(name(block)) ?? name(block);
      margins.set(name(block), margin);
      const inside = block.type === "table" || margin !== name(block) ? innerBlocks(block).flat() : [];
      for (const each of inside) margins.set(name(each), margin);
    }
  });
  return margins;
}

/** The name on the page of the block of an anchor, where its part is there. */
export function nameOf({ parts, collective }: Parts, { part, block }: Anchor): string | undefined {
  const index = parts.findIndex(({ id }) => id === part);
  return index === -1 ? undefined : nameIn(collective, index, block);
}

function nameIn(collective: boolean, index: number, block: string): string {
  return collective ? `p${index + 1}-${block}` : block;
}

/** Unsent remarks of the version as it is read, in the order of its blocks. */
export function inReadingOrder(parts: Parts, remarks: readonly Remark[]): Remark[] {
  const places = new Map([...blocksByName(parts).keys()].map((name, index) => [name, index]));
  const place = ({ anchor }: Remark) => (anchor ? (places.get(nameOf(parts, anchor) ?? "") ?? places.size) : -1);
  return remarks.toSorted((a, b) => place(a) - place(b));
}

/**
 * The passage of the block that the page calls `name`, or of `words` in it: as they are, or as near as they come (words
 * taken from the page hold calls of notes, and citations as they are composed). Undefined where there is no such block,
 * or nothing like these words in it.
 */
export function anchorAt(text: Parts, name: string, words = ""): Anchor | undefined {
  const found = blocksByName(text).get(name);
  if (!found) return undefined;
  const { part, block } = found;
  const { tree } = text.parts.find(({ id }) => id === part)!;
  const passage = passageAt(tree, block.id, words) ?? passageNear(tree, block, words);
  return passage && { ...passage, part };
}

function passageNear(tree: DocumentTree, block: Block, words: string): Passage | undefined {
  const quotation = { exact: foldText(words), prefix: "", suffix: "" };
  const {
    block: id,
    start = 0,
    end = 0,
  } = findPassage({ block: "", quotation }, { ...tree, blocks: [block], notes: {} });
  const inner =
    id === undefined || end <= start
      ? undefined
      : eachBlockOf({ blocks: [block], notes: {} }).find((each) => each.id === id);
  return inner && passageOver(inner, start, end);
}

/** The words of a passage, as the author typed them; undefined where the block is not there, or says them no more. */
export function wordsOf({ parts }: { parts: readonly PartContent[] }, anchor: Anchor): string | undefined {
  const tree = parts.find(({ id }) => id === anchor.part)?.tree;
  const { fate, block: id, start = 0, end = 0 } = tree ? findPassage(anchor, tree) : { fate: "gone" };
  const block = fate === "gone" || !tree ? undefined : eachBlockOf(tree).find((each) => each.id === id);
  if (!block) return undefined;
  const raw = textOf(block);
  const folded = anchor.quotation && foldWithPlaces(raw);
  return folded && end > start ? raw.slice(folded.starts[start], folded.ends[end - 1]) : raw;
}
