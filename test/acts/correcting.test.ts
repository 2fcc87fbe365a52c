import { expect, test } from "vitest";
import { correctedTree } from "../../shared/acts/corrected-tree.ts";
import { foldedTextOf, passageAt } from "../../shared/document/anchor.ts";
import { joints } from "../../shared/document/joints.ts";
import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf, eachInline, innerBlocks, ownInlines } from "../../shared/document/visit.ts";
import type { SentRemark } from "../../shared/stored/batch.ts";
import { type Chance, chanceOf, draftOf, sentence } from "../document/following/draft.ts";
import { edited, kinds } from "../document/following/edit.ts";
import { tries } from "../long.ts";

/** Drafts made of seeds. */
const drafts = tries(10, 2_000);

type Done = { tree: DocumentTree; ids: string[] };

/** Remarks on seeded drafts, applied at once and one by one: to the draft, or to one edited since. */
test(`on ${drafts} drafts, remarks make the same draft all at once and one by one, in whatever order, and no broken line is lost`, () => {
  let [offered, applied, apart] = [0, 0, 0];
  for (let seed = 1; seed <= drafts; seed++) {
    const chance = chanceOf(seed);
    const before = draftOf(chance);
    const draft = seed % 2 === 0 ? before : edited(chance, before, chance.of(kinds));
    const some = Array.from({ length: 2 + chance.below(8) }, (_, index) => remarkOn(chance, before, index + 1));
    const remarks = [...some, ...joinsOn(chanceOf(seed + drafts), before, some.length + 1)];
    const shuffled = remarks.toSorted((one, other) => rank(seed, one) - rank(seed, other));
    const once = correctedTree(draft, before, remarks);
    expect({ seed, ...correctedTree(draft, before, shuffled) }).toEqual({ seed, ...once });
    expect({ seed, ...oneByOne(draft, before, remarks) }).toEqual({ seed, ...once });
    const alone = remarks.filter((remark) => correctedTree(draft, before, [remark]).ids.length > 0);
    if (alone.length === once.ids.length) {
      expect({ seed, ...oneByOne(draft, before, shuffled) }).toEqual({ seed, ...once });
      apart += 1;
    }
    const gone = remarks.some(({ id, proposal }) => proposal === "" && once.ids.includes(id));
    if (!gone) expect(breaksIn(once.tree)).toBe(breaksIn(draft));
    offered += remarks.length;
    applied += once.ids.length;
  }
  expect(applied / offered).toBeGreaterThan(0.85);
  expect(apart / drafts).toBeGreaterThan(0.5);
});

/** The draft after each remark is applied to the one before, as an author applies them; the ids in the order of the remarks. */
function oneByOne(draft: DocumentTree, before: DocumentTree, remarks: readonly SentRemark[]): Done {
  let tree = draft;
  const done: SentRemark[] = [];
  for (const remark of remarks) {
    const next = correctedTree(draft, before, [remark], done);
    if (next.ids.length > 0) done.push(remark);
    tree = next.tree;
  }
  return { tree, ids: done.toSorted((one, other) => one.number - other.number).map(({ id }) => id) };
}

/** A place for a remark in another order of them all. */
function rank(seed: number, { number }: SentRemark): number {
  return chanceOf(seed * 31 + number).below(1_000_000);
}

function remarkOn(chance: Chance, tree: DocumentTree, number: number): SentRemark {
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
  const type = chance.below(8) === 0 ? "addition" : "correction";
  return { id: `c${number}`, number, type, text: "", proposal, anchor } as unknown as SentRemark;
}

/** Corrections that join some paragraphs to those before them, which clash with no other. */
function joinsOn(chance: Chance, tree: DocumentTree, number: number): SentRemark[] {
  const nextTo = joints(tree);
  const pairs = [...eachBlockOf(tree)].map((block) => ({ block, next: nextTo.get(block.id) }));
  const possible = pairs.filter(({ block, next }) => next && foldedTextOf(block) !== "" && foldedTextOf(next) !== "");
  return possible
    .filter(() => chance.below(4) === 0)
    .map(({ block, next }, index) => {
      const exact = foldedTextOf(block).split(" ").at(-1)!;
      const before = foldedTextOf(block).slice(0, -exact.length);
      const anchor = { part: "part-1", ...passageAt(tree, block.id, exact, before)! };
      const elsewhere = { type: "correction", anchor: { part: "part-1", block: next!.id }, proposal: "" };
      const said = { type: "correction", text: "", proposal: `${exact} ${foldedTextOf(next!)}`, anchor, elsewhere };
      return { id: `c${number + index}`, number: number + index, ...said } as unknown as SentRemark;
    });
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
