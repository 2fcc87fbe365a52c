import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findPassage, foldedTextOf, passageAt, passageFinder, passageOver } from "../../shared/document/anchor.ts";
import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf } from "../../shared/document/visit.ts";
import { trees } from "./arbitrary.ts";
import { callout, h, p, treeOf } from "./sample.ts";

const contexte =
  "Le réseau réunit des centres de ressources, qui accompagnent les collectivités depuis 2002, avec huit structures.";
const cadre = "La politique de la ville appelle des règles simples : les associations les demandent à l’État.";
const suites = "Le séminaire de juillet dira comment les centres s’organisent ensuite.";
const before = treeOf([h(1, "Contexte"), p(contexte), h(1, "Cadre"), p(cadre), h(1, "Suites"), p(suites)]);

/** The fate of the words of `block` that say `exact`, and what is found in their place. */
function check(exact: string, block: string, blocks: Block[], knowing = true): [string, string | undefined] {
  const made = passageAt(before, idOf(before, block), exact);
  if (!made) throw new Error(`no « ${exact} » in the tree`);
  const after = treeOf(blocks);
  const { fate, block: id, start, end } = findPassage(made, after, knowing ? before : undefined);
  const found = eachBlockOf(after).find((one) => one.id === id);
  return [fate, found && start !== undefined ? foldedTextOf(found).slice(start, end) : undefined];
}

function idOf(tree: DocumentTree, text: string): string {
  return eachBlockOf(tree).find((block) => foldedTextOf(block).startsWith(text))!.id;
}

const rules = "règles simples";
const others = [h(1, "Contexte"), p(contexte)];

describe("a passage is found again", () => {
  test.each<[string, Block[], [string, string | undefined]]>([
    ["where nothing changed", before.blocks, ["same", rules]],
    ["below new blocks", [p("Avant-propos."), ...before.blocks], ["same", rules]],
    ["typed otherwise", [...others, p(cadre.replace(" :", "\u00A0:").replace("’", "'"))], ["same", rules]],
    ["edited around", [...others, p(cadre.replace("appelle", "exige d’abord"))], ["edited", rules]],
    ["edited within", [...others, p(cadre.replace("simples", "très simples"))], ["edited", "règles très simples"]],
    ["in another place", [p(cadre), ...others, h(1, "Suites"), p(suites)], ["moved", rules]],
    ["in another paragraph", [...others, p("On retient ces règles simples, et rien de plus.")], ["gone", undefined]],
    ["deleted", others, ["gone", undefined]],
  ])("%s", (_, blocks, wanted) => {
    expect(check(rules, "La politique", blocks)).toEqual(wanted);
  });

  test("with its sentence in another paragraph: moved there, or cut from the one before", () => {
    const sentence = "les associations les demandent à l’État";
    const [first, moved] = [p("La politique de la ville appelle des règles simples."), p(`Et ${sentence} aussi.`)];
    expect(check(sentence, "La politique", [moved, ...others, first])).toEqual(["moved", sentence.replace("’", "'")]);
    expect(check(sentence, "La politique", [...others, first, moved])).toEqual(["edited", sentence.replace("’", "'")]);
  });

  test("by rare words, whatever became of its block", () => {
    const kept = "qui accompagnent les collectivités depuis 2002";
    const rewritten = `Nous formons d’abord les équipes, ${kept}, puis leurs élus dans chaque quartier du programme.`;
    expect(check(kept, "Le réseau", [h(1, "Contexte"), p(rewritten)])).toEqual(["moved", kept]);
    const common = "les associations les demandent à l’État";
    const said = [p("Oui, les associations."), p("Ils demandent à l’État leur part.")];
    expect(check(common, "La politique", [...said, p(`Hier ${common} comme nos voisins le feraient.`)])[0]).toBe(
      "gone",
    );
  });

  test("whole, where its block was edited", () => {
    const edited = cadre.replace("appelle", "demande");
    const found = findPassage({ block: idOf(before, "La politique") }, treeOf([...others, p(edited)]), before);
    expect(found).toMatchObject({ fate: "edited", start: 0, end: edited.replace(" :", ":").length });
  });

  test.each<[string, Block[], [string, string | undefined]]>([
    ["where nothing changed", before.blocks, ["same", rules]],
    ["edited around", [...others, p(cadre.replace("ville", "cité"))], ["edited", rules]],
    ["edited within", [...others, p(cadre.replace("simples", "très simples"))], ["edited", "règles très simples"]],
    ["deleted", others, ["gone", undefined]],
  ])("without the tree it was made on: %s", (_, blocks, wanted) => {
    expect(check(rules, "La politique", blocks, false)).toEqual(wanted);
  });
});

describe("a passage", () => {
  test("is narrowed to the innermost block that says it", () => {
    const tree = treeOf([{ type: "quote", id: "", children: [p("On apprend."), p("On enseigne.")] }]);
    expect(passageAt(tree, tree.blocks[0]!.id, "enseigne")).toEqual({
      block: idOf(tree, "On enseigne"),
      quotation: { exact: "enseigne", prefix: "On ", suffix: "." },
    });
  });

  test("is in the title of a callout, or in what it holds", () => {
    const tree = treeOf([callout("tip", [p("On apprend."), p("On enseigne.")], "Un conseil")]);
    const [{ id }] = tree.blocks as [Block];
    expect(passageAt(tree, id, "conseil")).toMatchObject({ block: id, quotation: { exact: "conseil" } });
    expect(passageAt(tree, id, "enseigne")?.block).toBe(idOf(tree, "On enseigne"));
  });

  test("said twice is the one after the words before it", () => {
    const tree = treeOf([p("un an, puis un an encore")]);
    expect(passageAt(tree, tree.blocks[0]!.id, "an", "puis un ")?.quotation?.suffix).toBe(" encore");
  });

  test("said in the middle of twins is found there again", () => {
    const sentence = "Le centre organise un séminaire à Lyon au printemps prochain avec ses partenaires locaux.";
    const tree = treeOf([p(`${sentence} ${sentence} ${sentence}`)]);
    const start = sentence.length + 1 + sentence.indexOf("prochain");
    const passage = passageOver(tree.blocks[0]!, start, start + "prochain".length);
    expect(findPassage(passage, tree)).toMatchObject({ fate: "same", start });
  });

  test("keeps to its lengths", () => {
    const tree = treeOf([p("é".repeat(100), " ", "à".repeat(400), " ", "ù".repeat(100))]);
    const { quotation } = passageAt(tree, tree.blocks[0]!.id, "à".repeat(400))!;
    expect([quotation!.exact, quotation!.prefix, quotation!.suffix].map(({ length }) => length)).toEqual([300, 40, 40]);
  });

  test("is none without its block, or its words", () => {
    expect(passageAt(before, "inconnu")).toBeUndefined();
    expect(passageAt(before, before.blocks[0]!.id, "absent")).toBeUndefined();
  });
});

test("every passage of any tree is found in it, at its words", () => {
  fc.assert(
    fc.property(trees, fc.nat(), fc.nat(), (tree, from, length) => {
      const find = passageFinder(tree, tree);
      for (const block of eachBlockOf(tree)) {
        const text = foldedTextOf(block);
        const words = text.slice(from % (text.length + 1)).slice(0, 1 + (length % 40));
        const made = passageAt(tree, block.id, words) ?? { block: block.id };
        const found = find(made);
        const whole = eachBlockOf(tree).find(({ id }) => id === made.block)!;
        expect(found).toMatchObject({ fate: "same", block: made.block });
        if (made.quotation) expect(foldedTextOf(whole).slice(found.start, found.end)).toBe(made.quotation.exact);
      }
    }),
  );
});

test("a heading that no other says is found where a paragraph came under it, or what stands before it went", () => {
  const under = [...others, h(1, "Cadre"), p("Constats."), p(cadre), h(1, "Suites"), p(suites)];
  expect(check("", "Cadre", under)).toEqual(["same", "Cadre"]);
  const alone = [h(1, "Contexte"), h(1, "Cadre"), p(cadre), h(1, "Suites"), p(suites)];
  expect(check("", "Cadre", alone)).toEqual(["same", "Cadre"]);
});
