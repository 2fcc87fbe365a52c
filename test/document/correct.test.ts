import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inlineText } from "../../infra/cli/outline.ts";
import { foldedTextOf, passageAt } from "../../shared/document/anchor.ts";
import { correct, insertAfter } from "../../shared/document/correct.ts";
import { foldWithPlaces } from "../../shared/document/fold.ts";
import { foldText } from "../../shared/document/identify.ts";
import type { Block, Inline } from "../../shared/document/tree.ts";
import { eachBlockOf, eachInline, ownInlines, plainText } from "../../shared/document/visit.ts";
import { text, trees } from "./arbitrary.ts";
import { cite, h, note, p, t, treeOf } from "./sample.ts";

const strong = (value: string): Inline => ({ type: "strong", children: [t(value)] });

describe("a correction", () => {
  const check = (block: Block, exact: string, replacement: string): Inline[] | undefined => {
    const tree = treeOf([h(1, "Cadre"), block]);
    const changed = correct(tree, passageAt(tree, tree.blocks[1]!.id, exact)!, replacement);
    return changed && ownInlines(changed.blocks[1]!);
  };

  test.each<[string, Block, string, string, Inline[]]>([
    ["of words", p("des règles simples"), "règles simples", "règles claires", [t("des règles claires")]],
    [
      "in a mark",
      p("des ", strong("règles simples"), "."),
      "simples",
      "claires",
      [t("des "), strong("règles claires"), t(".")],
    ],
    [
      "over a mark",
      p("une ", strong("règle"), " simple"),
      "règle simple",
      "norme claire",
      [t("une "), strong("norme"), t(" claire")],
    ],
    [
      "that keeps a mark",
      p("une ", strong("règle"), " simple"),
      "une règle simple",
      "la règle claire",
      [t("la "), strong("règle"), t(" claire")],
    ],
    [
      "that keeps a note",
      p("une règle", note("n1"), " simple"),
      "règle simple",
      "norme claire",
      [t("une norme"), note("n1"), t(" claire")],
    ],
    ["of words typed otherwise", p("l’État « accueille » tout"), "« accueille »", "reçoit", [t("l’État reçoit tout")]],
    ["over a broken line", p("une règle", { type: "lineBreak" }, "simple"), "règle simple", "norme", [t("une norme")]],
    ["that adds", p("des règles"), "règles", "règles simples", [t("des règles simples")]],
    [
      "that deletes a mark whole",
      p("des ", strong("règles "), "simples"),
      "règles simples",
      "simples",
      [t("des "), t("simples")],
    ],
  ])("%s", (_, block, exact, replacement, wanted) => {
    expect(check(block, exact, replacement)).toEqual(wanted);
  });

  test("reaches no citation", () => {
    expect(check(p("selon ", cite("noel2014"), " et d’autres"), "noel2014 et", "lui et")).toBeUndefined();
    expect(check(p("selon ", cite("noel2014"), " et d’autres"), "noel2014 et", "noel2014 ou")?.at(-1)).toEqual(
      t(" ou d’autres"),
    );
  });

  test("of a whole paragraph", () => {
    const tree = treeOf([p("Avant."), p("Du ", strong("texte"), ".")]);
    const changed = correct(tree, { block: tree.blocks[1]!.id }, "Du texte, neuf.")!;
    expect(inlineText(ownInlines(changed.blocks[1]!))).toBe(inlineText([t("Du "), strong("texte, neuf"), t(".")]));
  });

  test("of a caption and of code", () => {
    const figure: Block = {
      type: "figure",
      id: "",
      image: { hash: "a".repeat(64), mediaType: "image/png", width: 1, height: 1 },
      alt: "Carte",
      caption: [t("Carte du réseau")],
    };
    const tree = treeOf([figure, { type: "codeBlock", id: "", value: "a = 1\nb = 2" }]);
    const [one, two] = tree.blocks;
    expect(correct(tree, passageAt(tree, one!.id, "réseau")!, "RECI")!.blocks[0]).toMatchObject({
      caption: [t("Carte du RECI")],
    });
    expect(correct(tree, passageAt(tree, two!.id, "b = 2")!, "b = 3")!.blocks[1]).toMatchObject({
      value: "a = 1\nb = 3",
    });
  });

  test("is none where the words are gone", () => {
    const passage = passageAt(
      treeOf([p("des règles simples")]),
      treeOf([p("des règles simples")]).blocks[0]!.id,
      "règles",
    )!;
    expect(correct(treeOf([p("rien de tel")]), passage, "normes")).toBeUndefined();
  });
});

test("an addition stands after its block, wherever that is", () => {
  const tree = treeOf([h(1, "Cadre"), p("Appel", note("n1"))], { notes: { n1: [p("Note.")] } });
  const added = insertAfter(tree, tree.blocks[0]!.id, "Un\nmot.\n\nDeux.")!;
  expect(added.blocks.map(foldedTextOf)).toEqual(["Cadre", "Un mot.", "Deux.", "Appel"]);
  expect(insertAfter(tree, tree.notes.n1![0]!.id, "Suite.")!.notes.n1!.map(foldedTextOf)).toEqual(["Note.", "Suite."]);
  expect(insertAfter(tree, "inconnu", "Suite.")).toBeUndefined();
  expect(insertAfter(tree, tree.blocks[0]!.id, " \n ")).toBeUndefined();
});

test("a folded text knows where each of its characters was", () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: "binary" })), (raw) => {
      const folded = foldWithPlaces(raw);
      if (!folded) return;
      expect(folded.text).toBe(foldText(raw));
      folded.starts.forEach((start, index) => {
        expect(folded.ends[index]).toBeGreaterThan(start);
        expect(start).toBeGreaterThanOrEqual(folded.starts[index - 1] ?? 0);
      });
    }),
  );
});

test("in any tree, only the words that were quoted change, and no note is lost", () => {
  const own = (blocks: Iterable<Block>) => Array.from(blocks, (block) => plainText(ownInlines(block)));
  const notesIn = (blocks: Iterable<Block>) =>
    [...blocks].flatMap((block) => [...eachInline(ownInlines(block))].filter(({ type }) => type === "noteReference"))
      .length;
  fc.assert(
    fc.property(trees, fc.nat(), fc.nat(), text, (tree, pick, from, words) => {
      const blocks = [...eachBlockOf(tree)].filter(({ type }) => type === "paragraph");
      const block = blocks[pick % Math.max(1, blocks.length)];
      if (!block || foldedTextOf(block) === "") return;
      const exact = foldedTextOf(block)
        .slice(from % foldedTextOf(block).length)
        .slice(0, 20);
      const passage = passageAt(tree, block.id, exact);
      const changed = passage?.quotation && correct(tree, passage, words);
      if (!changed) return;
      const [before, after] = [own(eachBlockOf(tree)), own(eachBlockOf(changed))];
      expect(before.filter((line, index) => line !== after[index]).length).toBeLessThanOrEqual(1);
      expect(notesIn(eachBlockOf(changed))).toBe(notesIn(eachBlockOf(tree)));
    }),
    { numRuns: 300 },
  );
});
