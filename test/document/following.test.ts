import { expect, test } from "vitest";
import { foldedTextOf, passageAt, passageFinder } from "../../shared/document/anchor.ts";
import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf, innerBlocks } from "../../shared/document/visit.ts";
import { tries } from "../long.ts";
import { type Chance, chanceOf, draftOf, marksOf } from "./following/draft.ts";
import { edited, kinds } from "./following/edit.ts";

/** Edits made of seeds. */
const wanted = tries(200, 10_000);

/** ms: what hangs ends. */
const whole = 120_000 + wanted * 100;

type Tally = { edits: number; unchanged: number; found: number; gone: number; falsely: string[] };

test(
  `of ${wanted} edits, no passage is found in another block, and 98 % of those that stay are found`,
  () => {
    const tally: Tally = { edits: 0, unchanged: 0, found: 0, gone: 0, falsely: [] };
    for (let seed = 1; tally.edits < wanted; seed++) {
      const chance = chanceOf(seed);
      const before = draftOf(chance);
      const done = Array.from({ length: 1 + chance.below(3) }, () => chance.of(kinds));
      tally.edits += done.length;
      const after = done.reduce((tree, kind) => edited(chance, tree, kind), before);
      follow(chance, before, after, tally, `${seed}: ${done.join(" + ")}`);
    }
    expect(tally.found / tally.unchanged).toBeGreaterThanOrEqual(0.98);
    expect(tally.falsely).toEqual([]);
  },
  whole,
);

function follow(chance: Chance, before: DocumentTree, after: DocumentTree, tally: Tally, edit: string): void {
  const find = passageFinder(after, before);
  const now = [...eachBlockOf(after)];
  for (const block of eachBlockOf(before)) {
    const text = foldedTextOf(block);
    if (innerBlocks(block).length > 0 || text === "") continue;
    const stayed = now.filter((one) => marksOf(block).every((mark) => marksOf(one).includes(mark)));
    const unchanged = stayed.some((one) => foldedTextOf(one) === text);
    for (const passage of [{ block: block.id }, passageAt(before, block.id, someWords(chance, text))!]) {
      const found = find(passage);
      const there = now.find(({ id }) => id === found.block);
      if (unchanged) tally.unchanged += 1;
      if (found.fate === "gone" || !there) {
        tally.gone += 1;
        continue;
      }
      if (stayed.includes(there)) tally.found += unchanged ? 1 : 0;
      else if (!isInPlaceOf(there, block, after, before))
        tally.falsely.push(saying(edit, block, there, found.fate, passage.quotation?.exact));
    }
  }
}

/**
 * A block that says the same between the same two others that stayed cannot be told from one that left its place: of the
 * items « Oui », « Sans objet », « Oui » the first two made way for another « Oui », or the second alone went.
 */
function isInPlaceOf(there: Block, block: Block, after: DocumentTree, before: DocumentTree): boolean {
  return foldedTextOf(there) === foldedTextOf(block) && besides(there, after, before) === besides(block, before, after);
}

/** The marks of the blocks nearest to one, on both sides, that are in another tree too. */
function besides(block: Block, tree: DocumentTree, other: DocumentTree): string {
  const stayed = new Set([...eachBlockOf(other)].flatMap(marksOf));
  const blocks = [...eachBlockOf(tree)];
  const at = blocks.findIndex(({ id }) => id === block.id);
  const isThere = (one: Block) => marksOf(one).some((mark) => stayed.has(mark));
  const near = [blocks.slice(0, at).findLast(isThere), blocks.slice(at + 1).find(isThere)];
  return near.map((one) => (one ? marksOf(one).join() : "")).join(" ");
}

function someWords(chance: Chance, text: string): string {
  const words = text.split(" ");
  const from = chance.below(words.length);
  return words.slice(from, from + 1 + chance.below(6)).join(" ");
}

function saying(edit: string, block: Block, there: Block, fate: string, exact: string | undefined): string {
  const words = exact === undefined ? "whole" : `« ${exact} »`;
  return `${edit}: ${words} of « ${foldedTextOf(block)} » ${fate} in « ${foldedTextOf(there)} »`;
}
