import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { settle } from "../../../shared/document/redline/settle.ts";
import type { Block, DocumentTree } from "../../../shared/document/tree.ts";
import { readDraft } from "../../../shared/formats/read.ts";
import { limitsSchema } from "../../../shared/settings.ts";
import { picture } from "../../document/arbitrary.ts";
import { versions } from "../../document/redline/edits.ts";
import { cite, h, note, p, t, treeOf } from "../../document/sample.ts";
import { tries } from "../../long.ts";
import { cell, figure, list, sourceLine, table } from "./everything.ts";
import { redlined } from "./redlined.ts";
import { normal, wordly } from "./wordly.ts";

/** Two versions in one Word file: rejecting all changes gives the text before, accepting all the text after. */

const limits = limitsSchema.parse({});

async function readWith(bytes: Uint8Array, changes: "accept" | "reject"): Promise<DocumentTree> {
  const reading = await readDraft({ name: "redline.docx", bytes }, { language: "fr-FR", limits, changes });
  if ("refused" in reading) throw new Error(reading.refused.code);
  return reading.tree;
}

async function check(before: DocumentTree, after: DocumentTree): Promise<void> {
  const { docx } = await redlined([{ title: "Note", before, after }]);
  for (const [changes, tree] of [
    ["reject", before],
    ["accept", after],
  ] as const) {
    const { draft, order } = settle(tree);
    const read = await readWith(docx, changes);
    expect(normal(read.blocks)).toEqual(normal(draft.blocks));
    expect(Object.values(read.notes).map(normal)).toEqual(order.map((id) => normal(draft.notes[id]!)));
    const { title, subtitle, authors, date } = tree.meta;
    expect(read.meta).toMatchObject({
      ...(title && { title }),
      authors,
      ...(subtitle && { subtitle }),
      ...(date && { date }),
    });
  }
}

const quote = (...children: Block[]): Block => ({ type: "quote", id: "", children });
const code = (value: string): Block => ({ type: "codeBlock", id: "", value });
const rule: Block = { type: "thematicBreak", id: "" };
const opening = p("Début.");
const closing = p("Fin.");

describe("rejected and accepted", () => {
  test.each<[string, Block[], Block[]]>([
    ["words", [p("des règles simples pour tous")], [p("des règles claires, pour chacun")]],
    ["apostrophes and spaces", [p("qu'attend-on d'elle ?")], [p("qu’attend-on d’elle\u202F?")]],
    [
      "source lines that came, went and were changed",
      [
        table([[cell("a")]]),
        sourceLine("Source : Insee."),
        p("Entre."),
        table([[cell("b")]]),
        sourceLine("Champ : Metz."),
      ],
      [table([[cell("a")]]), sourceLine("Source : ORIV."), sourceLine("Note : un."), p("Entre."), table([[cell("b")]])],
    ],
    [
      "a paragraph that an earlier release read as no source line",
      [table([[cell("a")]]), p("Source : a.")],
      [table([[cell("a")]]), sourceLine("Source : a.")],
    ],
    ["marks", [p("des règles ", { type: "strong", children: [t("simples")] })], [p("des règles simples")]],
    ["paragraphs", [p("Premier."), p("Deuxième, à supprimer.")], [p("Ajouté."), p("Premier.")]],
    [
      "paragraphs parted",
      [p("Le réseau réunit des centres. Il les accompagne depuis 2002.")],
      [p("Le réseau réunit des centres."), p("Il les accompagne depuis 2003.")],
    ],
    [
      "paragraphs parted in an item",
      [list([["Le réseau réunit des centres. Il les accompagne depuis 2002.", p("Une suite du point, entière.")]])],
      [
        list([
          ["Le réseau réunit des centres.", p("Il les accompagne depuis 2002."), p("Une suite du point, entière.")],
        ]),
      ],
    ],
    [
      "paragraphs parted at the end of a cell",
      [table([[cell([p("Le réseau réunit des centres. Il les accompagne depuis 2002.")])]])],
      [table([[cell([p("Le réseau réunit des centres."), p("Il les accompagne depuis 2002, partout.")])]])],
    ],
    [
      "paragraphs parted, with a note and what was added after them",
      [p("Le réseau réunit des centres", note("n1"), ". Il les accompagne depuis 2002.")],
      [
        p("Le réseau réunit des centres", note("n1"), "."),
        p("Il les accompagne depuis 2002, ajouté."),
        p("Un autre."),
        h(2, "Cadre"),
      ],
    ],
    [
      "quotations parted",
      [quote(p("On n’enseigne pas la diversité. On apprend à travailler."))],
      [quote(p("On n’enseigne pas la diversité."), p("On apprend à travailler."))],
    ],
    ["levels of headings", [h(1, "Cadre"), p("Suite.")], [h(2, "Cadre"), p("Suite.")]],
    ["items", [list([["un"], ["deux mots"], ["trois"]])], [list([["un"], ["deux autres mots"], ["quatre"], ["cinq"]])]],
    ["first paragraphs of items", [list([["un", p("suite")]])], [list([["suite"]])]],
    [
      "lists within items",
      [list([["un", list([["a"], ["b"]])]])],
      [list([["un", list([["a"], ["c"]], { ordered: true })]])],
    ],
    ["kinds of lists", [list([["un"], ["deux"]])], [list([["un"], ["deux"]], { ordered: true, start: 3 })]],
    [
      "quotations",
      [quote(p("On n’enseigne pas.")), p("Suite.")],
      [quote(p("On n’enseigne pas."), p("On apprend.")), p("Suite.")],
    ],
    ["code", [code("a = 1")], [code("a = 2\nb = 3")]],
    ["rules", [p("Un."), rule, p("Deux.")], [p("Un."), p("Deux."), rule]],
    [
      "rows",
      [
        table([
          [cell("A"), cell("B")],
          [cell("un"), cell("deux")],
        ]),
      ],
      [
        table([
          [cell("A"), cell("B")],
          [cell("trois"), cell("quatre")],
          [cell("un"), cell("deux")],
        ]),
      ],
    ],
    ["headers", [table([[cell("Structure")], [cell("un")]])], [table([[cell("Membre")], [cell("un")]])]],
    ["columns", [table([[cell("A"), cell("B")]])], [table([[cell("A"), cell("B"), cell("C")]])]],
    [
      "the ends of cells",
      [table([[cell("A"), cell([p("un"), p("deux")])]])],
      [table([[cell("A"), cell([p("un"), rule])]])],
    ],
    ["lists in cells", [table([[cell([list([["un"]])])]])], [table([[cell([list([["un"], ["deux"]])])]])]],
    ["whole tables", [p("Un."), table([[cell("A")]])], [p("Un.")]],
    [
      "captions",
      [figure({ caption: [t("Les centres")] }), p("Suite.")],
      [figure({ caption: [t("Les centres du réseau")] }), p("Suite.")],
    ],
    [
      "captions that come and go",
      [figure(), p("Suite."), table([[cell("A")]], { caption: [t("Actions")] })],
      [figure({ caption: [t("Les centres")] }), p("Suite."), table([[cell("A")]])],
    ],
    [
      "captions that end a cell",
      [table([[cell([figure({ caption: [t("Les centres")] })])]])],
      [
        table([
          [cell([figure({ caption: [t("Les membres")] }), p("Suite."), figure({ caption: [t("Les régions")] })])],
        ]),
      ],
    ],
    [
      "captions that begin with a dash",
      [figure({ caption: [t("- les centres")] }), p("Suite.")],
      [figure({ caption: [t("- les centres du réseau")] }), p("Suite.")],
    ],
    ["alternatives", [figure({ alt: "Carte" })], [figure({ alt: "Carte des centres" })]],
    [
      "notes",
      [p("Un fait", note("n1"), " et un autre", note("n2"), ".")],
      [p("Un fait et un autre", note("n2"), " encore", note("n1"), ".")],
    ],
    [
      "notes of paragraphs that are tracked whole",
      [p("Un fait", note("n1"), "."), h(1, "Cadre"), p("Un autre", note("n2"), ".")],
      [{ ...p("Un fait", note("n1"), "."), align: "center" } as Block, h(1, "Cadre"), h(2, "Un autre")],
    ],
    ["citations", [p("selon ", cite("a", "p. 4"), ".")], [p("selon ", cite("a", "p. 5"), " et ", cite("b"), ".")]],
    ["everything", [p("Un."), list([["a"]]), table([[cell("A")]])], []],
  ])("%s", async (_, before, after) => {
    const bibliography = ["a", "b"].map((id) => ({ id, type: "book", title: `Titre ${id}` }));
    const notes = { n1: [p("Première note.")], n2: [p("Deuxième note, "), p("en deux paragraphes.")] };
    const tree = (blocks: Block[]) => treeOf([opening, ...blocks, closing], { notes, bibliography });
    await check(tree(before), tree(after));
    await check(tree(after), tree(before));
  });

  test.each<[string, Block[], Block[]]>([
    ["a heading", [h(1, "Contexte"), p("Un.")], [p("Un.")]],
    ["another heading", [h(1, "Contexte"), p("Un.")], [h(1, "Remerciements"), h(1, "Contexte"), p("Un.")]],
    ["a heading of another level", [h(1, "Contexte"), p("Un.")], [h(2, "Contexte"), p("Un.")]],
    ["a table", [table([[cell("A")]]), p("Un.")], [p("Un.")]],
    ["a captioned table", [table([[cell("A")]], { caption: [t("Actions")] }), p("Un.")], [p("Un.")]],
    ["a list", [list([["un"], ["deux"]]), p("Un.")], [h(1, "Contexte"), p("Un.")]],
    ["a figure", [figure({ caption: [t("Les centres")] }), p("Un.")], [h(1, "Contexte"), p("Un.")]],
    ["a quotation", [quote(p("On apprend.")), p("Un.")], [code("a = 1"), p("Un.")]],
    ["everything", [h(1, "Contexte")], [table([[cell("A")]])]],
  ])("what opens a text without a title: %s", async (_, before, after) => {
    const tree = (blocks: Block[]) => ({ ...treeOf(blocks), meta: { authors: [], language: "fr-FR", keywords: [] } });
    await check(tree(before), tree(after));
    await check(tree(after), tree(before));
  });

  test("notes whose words changed", async () => {
    const tree = (...words: string[]) =>
      treeOf([p("Un fait", note("n1"), ".")], { notes: { n1: words.map((one) => p(one)) } });
    await check(tree("Une source."), tree("Une bonne source.", "Et sa suite."));
    await check(tree("Avant.", "Une source."), tree("Une source."));
  });

  test("a note stays with the call that stays, wherever others come or go", async () => {
    const stays = p("Un fait", note("n1"), ".");
    const tree = (...blocks: Block[]) => treeOf(blocks, { notes: { n1: [p("Une source.")] } });
    const { docx } = await redlined([
      { title: "Note", before: tree(stays), after: tree(p("Déjà", note("n1"), "."), stays) },
    ]);
    for (const changes of ["reject", "accept"] as const) {
      const { notes } = await readWith(docx, changes);
      expect(Object.values(notes).map(normal)).toEqual([normal([p("Une source.")])]);
    }
  });

  test("entries of the bibliography", async () => {
    const entry = { id: "a", type: "book", title: "Les discriminations" };
    const [before, after] = [2013, 2014].map((year) =>
      treeOf([p("selon ", cite("a"), ".")], { bibliography: [{ ...entry, issued: { "date-parts": [[year]] } }] }),
    );
    const { docx } = await redlined([{ title: "Note", before: before!, after: after! }]);
    expect((await readWith(docx, "reject")).bibliography).toEqual(before!.bibliography);
    expect((await readWith(docx, "accept")).bibliography).toEqual(after!.bibliography);
  });

  test("the head", async () => {
    const [before, after] = [
      { title: "École et diversité", subtitle: "Note", authors: ["ORIV"], date: "mars 2008" },
      { title: "École et diversités", authors: ["ORIV", "CREFE"], date: "avril 2008" },
    ].map((meta) => treeOf([p("Texte.")], { meta }));
    await check(before!, after!);
  });

  test("headings without a number", async () => {
    const tree = (numbered: boolean) => treeOf([h(1, "Contexte"), p("Un."), h(1, "Remerciements", { numbered })]);
    const { docx } = await redlined([{ title: "Note", before: tree(true), after: tree(false) }], { numbered: 2 });
    const read = (blocks: Block[]) => blocks.flatMap((block) => (block.type === "heading" ? [block.numbered] : []));
    expect(read((await readWith(docx, "reject")).blocks)).toEqual([true, true]);
    expect(read((await readWith(docx, "accept")).blocks)).toEqual([true, false]);
  });

  test("any two versions that Word can hold", async () => {
    await fc.assert(
      fc.asyncProperty(versions, fc.boolean(), async ([before, after], bare) => {
        await check(wordly(before, bare), wordly(after, bare));
      }),
      { numRuns: tries(8, 60) },
    );
  });
});

test("several parts are one document, each under its title", async () => {
  const tree = (...words: string[]) => treeOf(words.map((one) => p(one)));
  const { docx, changes } = await redlined([
    { title: "ORIV", before: tree("Un."), after: tree("Un.", "Deux.") },
    { title: "CREFE", before: tree("Trois.") },
    { title: "EPI", after: tree("Quatre.") },
  ]);
  expect(changes).toBe(3);
  expect(outline(await readWith(docx, "reject"))).toEqual(["p Un.", "h1 École et diversité", "p Trois."]);
  expect(outline(await readWith(docx, "accept"))).toEqual(["p Un.", "p Deux.", "h1 École et diversité", "p Quatre."]);
});

test("of a paragraph or an item in two only the words that went elsewhere are deleted and come again", async () => {
  const [first, second] = ["Le réseau réunit des centres depuis 2002.", "Il accompagne les collectivités des régions."];
  const deleted = async (before: Block, after: Block[]) => {
    const { docx } = await redlined([{ title: "Note", before: treeOf([before]), after: treeOf(after) }]);
    const body = strFromU8(unzipSync(docx)["word/document.xml"]!);
    return Array.from(body.matchAll(/<w:delText[^>]*>([^<]*)/g), ([, words]) => words);
  };
  expect(await deleted(p(`Moyens. ${second}`), [h(2, "Moyens."), p(second)])).toEqual(["Moyens. "]);
  expect(await deleted(list([[`${first} ${second}`]]), [list([[first], [second]])])).toEqual([` ${second}`]);
});

test("changes are said to be of the author that was told, and the file names no one else", async () => {
  const trees = ["ancien", "nouveau"].map((word) =>
    treeOf([p(`Un texte ${word} <&">.`)], { meta: { authors: ["Une autrice"] } }),
  );
  const { docx } = await redlined([{ title: "Note", before: trees[0]!, after: trees[1]! }], {
    author: 'Relecteur n° 2 & "co"',
  });
  const files = unzipSync(docx);
  const body = strFromU8(files["word/document.xml"]!);
  const changes = [...body.matchAll(/<w:(?:ins|del) w:id="(\d+)" w:author="([^"]*)" w:date="([^"]*)"/g)];
  expect(changes.map(([, id, author, date]) => [id, author, date])).toEqual([
    ["1", "Relecteur n° 2 &amp; &quot;co&quot;", "2008-05-12T22:00:00Z"],
    ["2", "Relecteur n° 2 &amp; &quot;co&quot;", "2008-05-12T22:00:00Z"],
  ]);
  expect(strFromU8(files["docProps/core.xml"]!)).not.toContain("autrice");
  expect(body).not.toContain("livrable:");
});

test("the same versions give the same bytes", async () => {
  const trees = ["ancien", "nouveau"].map((word) => treeOf([p(`Un texte ${word}.`), figure({ image: picture })]));
  const write = () => redlined([{ title: "Note", before: trees[0]!, after: trees[1]! }]);
  expect((await write()).docx).toEqual((await write()).docx);
});
