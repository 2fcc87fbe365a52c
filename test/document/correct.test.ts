import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inlineText, outline } from "../../infra/cli/outline.ts";
import { foldedTextOf, passageAt } from "../../shared/document/anchor.ts";
import { correct, insertAfter } from "../../shared/document/correct.ts";
import { foldWithPlaces } from "../../shared/document/fold.ts";
import { foldText } from "../../shared/document/identify.ts";
import type { Block, DocumentTree, Inline } from "../../shared/document/tree.ts";
import { eachBlockOf, eachInline, ownInlines, plainText } from "../../shared/document/visit.ts";
import { tries } from "../long.ts";
import { text, trees } from "./arbitrary.ts";
import { callout, cite, h, note, p, t, treeOf } from "./sample.ts";

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
      "of a last sentence that goes, with the space before it",
      p("Des règles simples. Elles suffisent."),
      "Elles suffisent.",
      "",
      [t("Des règles simples.")],
    ],
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
    [
      "from code over a broken line, which stays",
      p({ type: "code", value: "npm test" }, { type: "lineBreak" }, "lance les essais"),
      "npm test lance",
      "lance",
      [{ type: "lineBreak" }, t("lance les essais")],
    ],
    [
      "from code over a broken line, to take out",
      p({ type: "code", value: "npm test" }, { type: "lineBreak" }, "lance les essais"),
      "test lance",
      "",
      [{ type: "code", value: "npm" }, { type: "lineBreak" }, t("les essais")],
    ],
    [
      "over a broken line, which stays",
      p("une règle", { type: "lineBreak" }, "simple et claire"),
      "règle simple et",
      "norme",
      [t("une"), { type: "lineBreak" }, t("norme"), t(" claire")],
    ],
    [
      "of all the words around a broken line",
      p("12, rue du Marché", { type: "lineBreak" }, "67000 Strasbourg"),
      "Marché 67000 Strasbourg",
      "Pont 68000 Colmar",
      [t("12, rue du Pont"), { type: "lineBreak" }, t("68000 Colmar")],
    ],
    [
      "of words that stand as they are on both sides of a broken line",
      p("une règle", { type: "lineBreak" }, "simple"),
      "une règle simple",
      "une règle très simple",
      [t("une règle"), { type: "lineBreak" }, t("très simple")],
    ],
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

  test("of all the words of a block takes the block out, with the item or quotation that held it alone", () => {
    const items = ["un", "deux"].map((value) => ({ children: [p(value)] }));
    const tree = treeOf([
      h(1, "Cadre"),
      { type: "list", id: "", ordered: false, start: 1, format: "decimal", items },
      { type: "quote", id: "", children: [p("rapporté")] },
      p("avec une note", note("n1")),
    ]);
    const without = (words: string) => {
      const block = eachBlockOf(tree).find((one) => foldedTextOf(one) === words)!;
      return correct(tree, passageAt(tree, block.id, words)!, " ")!.blocks.map(foldedTextOf);
    };
    expect(without("Cadre")).toEqual(["un deux", "rapporté", "avec une note"]);
    expect(without("un")).toEqual(["Cadre", "deux", "rapporté", "avec une note"]);
    expect(without("rapporté")).toEqual(["Cadre", "un deux", "avec une note"]);
    expect(without("avec une note")).toEqual(["Cadre", "un deux", "rapporté"]);
  });

  test("is made in a callout and in its title; without any words left, they go", () => {
    const tree = treeOf([callout("example", [p("Un cas.")], "Le cas de Metz"), p("Fin.")]);
    const corrected = (words: string, replacement: string) => {
      const { id } = tree.blocks[0]!;
      return outline(correct(tree, passageAt(tree, id, words)!, replacement)!);
    };
    expect(corrected("Metz", "Lyon")).toEqual(["example : Le cas de Lyon", "  p Un cas.", "p Fin."]);
    expect(corrected("Le cas de Metz", "")).toEqual(["example", "  p Un cas.", "p Fin."]);
    expect(corrected("Un cas.", "Deux cas.")).toEqual(["example : Le cas de Metz", "  p Deux cas.", "p Fin."]);
    expect(corrected("Un cas.", "")).toEqual(["p Fin."]);
  });

  describe("a note goes", () => {
    const tree = treeOf([p("Un appel", note("n1"), " au milieu."), p("Un renvoi", note("n2")), p(note("n1"))], {
      notes: {
        n1: [p("Voir le compte rendu."), p("Il est public.")],
        n2: [p("Voir aussi"), p("Suite", note("n3"))],
        n3: [p("Ibid.")],
      },
    });
    const shape = (changed: DocumentTree) => ({
      blocks: changed.blocks.map((block) => inlineText(ownInlines(block))),
      notes: Object.keys(changed.notes),
    });
    const without = (...words: string[]) =>
      shape(
        words.reduce((now, each) => {
          const block = eachBlockOf(now).find((one) => foldedTextOf(one) === each)!;
          return correct(now, { block: block.id }, "")!;
        }, tree),
      );
    const [called, cross, bare] = tree.blocks.map((block) => inlineText(ownInlines(block)));

    test.each<[string, string[], { blocks: unknown[]; notes: string[] }]>([
      [
        "not while it has words",
        ["Voir le compte rendu."],
        { blocks: [called, cross, bare], notes: ["n1", "n2", "n3"] },
      ],
      [
        "with its calls and what held nothing else, where it loses its words",
        ["Voir le compte rendu.", "Il est public."],
        { blocks: ["Un appel au milieu.", cross], notes: ["n2", "n3"] },
      ],
      [
        "not while another paragraph calls it",
        ["Un appel au milieu."],
        { blocks: [cross, bare], notes: ["n1", "n2", "n3"] },
      ],
      [
        "with the paragraph that calls it, and the notes of its own",
        ["Un renvoi"],
        { blocks: [called, bare], notes: ["n1"] },
      ],
    ])("%s", (_, words, wanted) => {
      expect(without(...words)).toEqual(wanted);
    });
  });

  test("of a whole row, or table, with nothing takes it out", () => {
    const rows = [
      ["Structure", "Actions"],
      ["ORIV", "douze notes"],
      ["CREFE", "Oui"],
      ["EPI", `Oui, ${"et la suite ".repeat(40)}`],
    ].map((words) => ({
      cells: words.map((word) => ({ colSpan: 1, rowSpan: 1, header: false, children: [p(word)] })),
    }));
    const columns = [{ align: "start" as const }, { align: "start" as const }];
    const tree = treeOf([
      p("Avant."),
      { type: "table", id: "", columns, headerRows: 1, rows, caption: [t("Les actions")] },
    ]);
    const table = tree.blocks[1]!;
    const left = (exact: string) => {
      const passage = passageAt(tree, table.id, exact)!;
      const changed = correct(tree, passage, "");
      return changed?.blocks.map((block) => foldedTextOf(block).slice(0, 60));
    };
    expect(left("CREFE Oui")?.at(-1)).toMatch(/^Les actions Structure Actions ORIV douze notes EPI Oui/);
    expect(left("ORIV douze notes CREFE Oui")?.at(-1)).toMatch(/^Les actions Structure Actions EPI Oui/);
    expect(left(foldedTextOf(table).slice(foldedTextOf(table).indexOf("EPI")))?.at(-1)).toMatch(/CREFE Oui$/);
    expect(left("notes CREFE Oui")).toBeUndefined();
    expect(left("")).toEqual(["Avant."]);
  });

  test("of words that a caption and a cell say is of those that were asked for", () => {
    const row = { cells: [{ colSpan: 1, rowSpan: 1, header: false, children: [p("Les actions en 2008")] }] };
    const tree = treeOf([
      {
        type: "table",
        id: "",
        columns: [{ align: "start" }],
        headerRows: 0,
        rows: [row],
        caption: [t("Les actions en 2008")],
      },
    ]);
    const table = tree.blocks[0]!;
    const corrected = (prefix: string) => {
      const passage = passageAt(tree, table.id, "2008", prefix)!;
      return foldedTextOf(correct(tree, passage, "2009")!.blocks[0]!);
    };
    expect(corrected("Les actions en ")).toBe("Les actions en 2009 Les actions en 2008");
    expect(corrected("Les actions en 2008 Les actions en ")).toBe("Les actions en 2008 Les actions en 2009");
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
      // whole characters: nobody quotes half of a surrogate pair
      const characters = [...foldedTextOf(block)];
      const exact = characters.slice(from % characters.length, (from % characters.length) + 20).join("");
      const passage = passageAt(tree, block.id, exact);
      const changed = passage?.quotation && correct(tree, passage, words);
      if (!changed) return;
      if (words.trim() === "" && exact === foldedTextOf(block)) return;
      const [before, after] = [own(eachBlockOf(tree)), own(eachBlockOf(changed))];
      expect(before.filter((line, index) => line !== after[index]).length).toBeLessThanOrEqual(1);
      expect(notesIn(eachBlockOf(changed))).toBe(notesIn(eachBlockOf(tree)));
    }),
    { numRuns: tries(40, 300) },
  );
});
