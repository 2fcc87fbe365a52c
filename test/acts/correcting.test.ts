import { expect, test } from "vitest";
import { correctedTree } from "../../shared/acts/corrections.ts";
import { foldedTextOf, passageAt } from "../../shared/document/anchor.ts";
import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf, eachInline, innerBlocks, ownInlines } from "../../shared/document/visit.ts";
import type { Offered } from "../../shared/stored/batch.ts";
import { type Chance, chanceOf, draftOf, sentence } from "../document/following/draft.ts";
import { edited, kinds } from "../document/following/edit.ts";
import { tries } from "../long.ts";

/** Remarks on seeded drafts, applied at once and one by one: to the draft, or to one edited since. */
test("the same remarks are applied all at once and one after the other, and no broken line is lost", () => {
  let [offered, applied] = [0, 0];
  for (let seed = 1; seed <= tries(30, 400); seed++) {
    const chance = chanceOf(seed);
    const before = draftOf(chance);
    const draft = seed % 2 === 0 ? before : edited(chance, before, chance.of(kinds));
    const remarks = Array.from({ length: 2 + chance.below(8) }, (_, index) => remarkOn(chance, before, `c${index}`));
    const once = correctedTree(draft, before, remarks);
    let [tree, ids] = [draft, [] as string[]];
    for (const remark of remarks) {
      const done = correctedTree(tree, before, [remark]);
      tree = done.tree;
      ids = [...ids, ...done.ids];
    }
    expect({ seed, ids: once.ids }).toEqual({ seed, ids });
    expect(texts(once.tree)).toEqual(texts(tree));
    const gone = remarks.some(({ id, proposal }) => proposal === "" && ids.includes(id));
    if (!gone) expect(breaksIn(once.tree)).toBe(breaksIn(draft));
    offered += remarks.length;
    applied += ids.length;
  }
  expect(applied / offered).toBeGreaterThan(0.5);
});

function remarkOn(chance: Chance, tree: DocumentTree, id: string): Offered {
  const blocks = [...eachBlockOf(tree)].filter(
    (block) => innerBlocks(block).length === 0 && foldedTextOf(block) !== "",
  );
  const broken = blocks.filter(isBroken);
  const block = chance.of(broken.length > 0 && chance.below(3) === 0 ? broken : blocks);
  const words = foldedTextOf(block).split(" ");
  const from = chance.below(words.length);
  const exact = words.slice(from, from + 1 + chance.below(12)).join(" ");
  const anchor = { part: "part-1", ...passageAt(tree, block.id, exact, words.slice(0, from).join(" "))! };
  const proposal =
    chance.below(10) === 0
      ? ""
      : sentence(chance)
          .split(" ")
          .slice(0, 1 + chance.below(9))
          .join(" ")
          .replace(" ", chance.below(6) === 0 ? "\n\n" : " ");
  return { id, type: "correction", text: "", proposal, anchor } as unknown as Offered;
}

function isBroken(block: Block): boolean {
  return breaksOf(block) > 0;
}

function breaksOf(block: Block): number {
  return [...eachInline(ownInlines(block))].filter(({ type }) => type === "lineBreak").length;
}

function breaksIn(tree: DocumentTree): number {
  return [...eachBlockOf(tree)].reduce((sum, block) => sum + breaksOf(block), 0);
}

function texts(tree: DocumentTree): string[] {
  return Array.from(eachBlockOf(tree), foldedTextOf);
}
