import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eachChangeOf } from "../../../shared/document/redline/changes.ts";
import { compare } from "../../../shared/document/redline/compare.ts";
import { sameBlock } from "../../../shared/document/redline/same.ts";
import { settle } from "../../../shared/document/redline/settle.ts";
import type { Block, DocumentTree, Inline } from "../../../shared/document/tree.ts";
import { plainText } from "../../../shared/document/visit.ts";
import { cell, list, table } from "../../formats/docx/everything.ts";
import { normal } from "../../formats/docx/wordly.ts";
import { tries } from "../../long.ts";
import { trees } from "../arbitrary.ts";
import { callout, cite, h, note, p, t, treeOf } from "../sample.ts";
import { versions } from "./edits.ts";
import { cadre, check, contexte, lines, suite, suites, words } from "./lines.ts";
import { blocksOf, type Side, wordsOf } from "./sides.ts";

const labelled = (label?: string): Block =>
  ({ ...list([["a"], ["b"]], { ordered: true }), ...(label && { label }) }) as Block;
const figures = table([[cell("Colmar"), cell("12")]]);
const strong = (value: string): Inline => ({ type: "strong", children: [t(value)] });

describe("what is composed and what is typed", () => {
  test.each<[string, Block, Block, number]>([
    ["the label of a list is its author's", labelled("Article V2.%1"), labelled("Article V3.%1"), 1],
    ["one that goes is a change too", labelled("Article %1"), labelled(), 1],
    ["a table's is composed", { ...figures, label: "Tableau 1" }, { ...figures, label: "Tableau 2" }, 0],
    [
      "a source line that an earlier release read as none",
      { ...p("Source : a."), role: "sourceLine" } as Block,
      p("Source : a."),
      0,
    ],
    ["and so is how it goes on", { ...figures, continued: "(suite)" }, { ...figures, continued: "(continued)" }, 0],
  ])("%s", (_, before, after, changes) => {
    expect(compare(treeOf([before]), treeOf([after])).changes).toBe(changes);
  });
});

test("the role of anything but a paragraph is a change", () => {
  const names = { notes: new Map(), entries: new Map() };
  const withRole = (block: Block, role: string) => ({ ...block, role }) as Block;
  const isSame = (block: Block) =>
    sameBlock({ before: names, after: names }, withRole(block, "one"), withRole(block, "other"));
  expect([isSame(p("Metz")), isSame(figures)]).toEqual([true, false]);
});

describe("words", () => {
  test.each<[string, Block, Block, string, number]>([
    [
      "replaced",
      p(cadre),
      p(cadre.replace("simples", "claires")),
      `${cadre.replace("simples", "[-simples-]{+claires+}")}`,
      1,
    ],
    [
      "after an elision",
      p("il faut l’accord de l’État"),
      p("il faut l’accord d’une région"),
      "il faut l’accord [-de l’État-]{+d’une région+}",
      1,
    ],
    [
      "typed otherwise",
      p("qu'attend-on de l'école ?"),
      p("qu’attend-on de l’école\u202F?"),
      "(qu'>qu’)attend-on de (l'>l’)école( >\u202F)?",
      0,
    ],
    ["a number typed otherwise", p("Décision n° 1983"), p("Décision nº\u00A01983"), "Décision n(° >º\u00A0)1983", 0],
    [
      "with a space before a sign",
      p("les règles, lesquelles?"),
      p("les règles, lesquelles ?"),
      "les règles, lesquelles(> )?",
      0,
    ],
    [
      "dressed otherwise",
      p("des règles simples"),
      p("des ", strong("règles"), " simples"),
      "des <règles><b>règles</b>> simples",
      1,
    ],
    [
      "in a mark",
      p("des ", strong("règles très simples")),
      p("des ", strong("règles simples")),
      "des <b>règles </b>[-<b>très </b>-]<b>simples</b>",
      1,
    ],
    ["around a citation", p("selon ", cite("a", "p. 4"), " ici"), p("selon ", cite("a", "p. 5"), " ici"), "", 1],
  ])("%s", (_, before, after, wanted, changes) => {
    const redline = compare(treeOf([before]), treeOf([after]));
    if (wanted !== "") expect(lines(redline.blocks)).toEqual([`~ ${wanted}`]);
    expect(redline.changes).toBe(changes);
  });
});

describe("blocks", () => {
  test("added, deleted, edited", () => {
    check(
      [h(1, "Contexte"), p(contexte), p(cadre), p("À supprimer.")],
      [h(1, "Contexte"), p("Un avant-propos."), p(contexte), p(cadre.replace("simples", "claires"))],
      [
        "= Contexte",
        "+ Un avant-propos.",
        `= ${contexte}`,
        `~ ${cadre.replace("simples", "[-simples-]{+claires+}")}`,
        "- À supprimer.",
      ],
      3,
    );
  });

  test("moved: the fewest words do", () => {
    const [brief, section] = ["Un avant-propos plus bref.", [h(2, "Méthode"), p("Une enquête dans les régions.")]];
    check(
      [p(brief), p(cadre), p("Fin.")],
      [p(cadre), p(brief), p("Fin.")],
      [`-@1 ${brief}`, `= ${cadre}`, `+@1 ${brief}`, "= Fin."],
      1,
    );
    check(
      [h(1, "Cadre"), p(`${contexte} ${cadre}`), ...section],
      [...section, h(1, "Cadre"), p(`${contexte} ${cadre.replace("simples", "claires")}`)],
      [
        "+@1 Méthode",
        "+@2 Une enquête dans les régions.",
        "= Cadre",
        `~ ${contexte} ${cadre.replace("simples", "[-simples-]{+claires+}")}`,
        "-@1 Méthode",
        "-@2 Une enquête dans les régions.",
      ],
      3,
    );
  });

  test("moved and edited on the way", () => {
    const [one, other] = [`${cadre} ${contexte}`, `${cadre.replace("simples", "claires")} ${contexte}`];
    const { blocks, changes } = compare(
      treeOf([p(one), h(1, "Cadre"), p(suites), p(suite)]),
      treeOf([h(1, "Cadre"), p(suites), p(suite), p(other)]),
    );
    expect(lines(blocks)).toEqual([`-@1 ${one}`, "= Cadre", `= ${suites}`, `= ${suite}`, `+@1 ${other}`]);
    expect(blocks.at(-1)).toMatchObject({
      words: [{ is: "same" }, { is: "deleted" }, { is: "inserted" }, { is: "same" }],
    });
    expect(changes).toBe(2);
  });

  test("in a callout", () => {
    check(
      [callout("example", [p(contexte), p(cadre)], "Le cas de Metz")],
      [callout("example", [p(contexte), p(cadre.replace("simples", "claires"))], "Le cas de Lyon")],
      [
        "~ example Le cas de [-Metz-]{+Lyon+}",
        `  = ${contexte}`,
        `  ~ ${cadre.replace("simples", "[-simples-]{+claires+}")}`,
      ],
      2,
    );
    check(
      [callout("example", [p(contexte)])],
      [callout("warning", [p(contexte)])],
      ["~ warning ", `  = ${contexte}`],
      1,
    );
    check([p(contexte)], [callout("tip", [p(contexte)])], ["~ relisted", `  = ${contexte}`], 1);
  });

  test("of another kind", () => {
    check([p(contexte)], [h(1, contexte)], [`~ ${contexte}`], 1);
    check([p(contexte)], [{ type: "quote", id: "", children: [p(contexte)] }], ["~ relisted", `  = ${contexte}`], 1);
    const { blocks, changes } = compare(treeOf([h(1, "Cadre")]), treeOf([h(2, "Cadre")]));
    expect(blocks).toMatchObject([{ is: "edited", type: "text" }]);
    expect(changes).toBe(1);
  });

  test("in lists, by items", () => {
    check(
      [list([["un point"], ["un deuxième point"], ["un troisième point, long"]])],
      [list([["un point"], ["un troisième point, bref"], ["un dernier"]])],
      [
        "~ list",
        "  = un point",
        "  - un deuxième point",
        "  ~",
        "    ~ un troisième point, [-long-]{+bref+}",
        "  + un dernier",
      ],
      3,
    );
  });

  test("paragraphs with a phrase in common are compared, those with words here and there are not", () => {
    const [first, last] = ["On en parlera aux assises de la ville au printemps.", suites];
    check(
      [p(`${contexte} ${first}`)],
      [p(`${contexte} ${last}`)],
      [`~ ${contexte} [-${first.slice(0, -1)}-]{+${last.slice(0, -1)}+}.`],
      1,
    );
    check([p(`${first} ${cadre}`)], [p(`${last} ${suite}`)], [`- ${first} ${cadre}`, `+ ${last} ${suite}`], 2);
  });
});

test("notes keep together, whatever their names and numbers", () => {
  const before = treeOf([p("Un fait", note("a"), "."), p("Un autre fait", note("b"), ".")], {
    notes: { a: [p("Première source.")], b: [p("Voir la deuxième source.")] },
  });
  const after = treeOf([p("Un autre fait", note("x"), ".")], { notes: { x: [p("Voir la deuxième source citée.")] } });
  const { notes, blocks } = compare(before, after);
  expect(notes.map((one) => [one.before?.number, one.after?.number, ...lines(one.blocks)])).toEqual([
    [1, undefined, "- Première source."],
    [2, 1, "~ Voir la deuxième source{+ citée+}."],
  ]);
  expect(blocks.map(({ is }) => is)).toEqual(["deleted", "same"]);
});

test("of marks that exclude one another the inner counts, however they are nested", () => {
  const two: Inline = { type: "text", value: "2" };
  const raised: Inline = { type: "superscript", children: [two] };
  const lowered: Inline = { type: "subscript", children: [two] };
  const [outer, inner]: Inline[] = [
    { type: "subscript", children: [raised] },
    { type: "superscript", children: [lowered] },
  ];
  const change = (before: Inline, after: Inline) =>
    compare(treeOf([p("Un fait", before)]), treeOf([p("Un fait", after)])).blocks.map(({ is }) => is);
  expect(change(outer!, inner!)).toEqual(["edited"]);
  expect(change(outer!, raised)).toEqual(["same"]);
});

test("an ordinal that comes back raised from a Word file of ours says the same, another sign that is raised does not", () => {
  const raisedIn = (before: string, raised: string, after: string) =>
    p(before, { type: "superscript", children: [{ type: "text", value: raised }] }, after);
  const change = (before: Block, after: Block) => compare(treeOf([before]), treeOf([after])).changes;
  expect(change(p("Le 1er mars, au XXe siècle"), raisedIn("Le 1", "er", " mars, au XXe siècle"))).toBe(0);
  expect(change(raisedIn("Le 1", "er", " mars"), p("Le 1er mars"))).toBe(0);
  expect(change(p("Le 1er mars"), raisedIn("Le 1", "er", " mai"))).toBe(1);
  expect(change(p("Dix m2 de plus"), raisedIn("Dix m", "2", " de plus"))).toBe(1);
});

test("a redline tells of the head and the bibliography", () => {
  const entry = { id: "a", type: "book", title: "Les discriminations", author: [{ family: "Noël" }] };
  const before = treeOf([p("Voir ", cite("a"))], { bibliography: [entry] });
  const after = treeOf([p("Voir ", cite("a"))], {
    bibliography: [{ ...entry, issued: { "date-parts": [[2014]] } }],
    meta: { title: "École et diversités" },
  });
  const redline = compare(before, after);
  expect(redline.head.map(({ field, words: changes }) => [field, words(changes)])).toEqual([
    ["title", "École et [-diversité-]{+diversités+}"],
    ["language", "fr-FR"],
  ]);
  expect(redline.bibliography).toMatchObject([{ is: "edited" }]);
  expect(redline.blocks).toMatchObject([{ is: "edited" }]);
});

function bodyOf(tree: DocumentTree): unknown[] {
  return normal(settle(tree).draft.blocks);
}

describe("of any two versions", () => {
  const sides: readonly Side[] = ["before", "after"];

  test("what is not inserted is the text before, what is not deleted the text after", () => {
    fc.assert(
      fc.property(versions, ([before, after]) => {
        const redline = compare(before, after);
        for (const side of sides) {
          const tree = side === "before" ? before : after;
          expect(normal(blocksOf(redline.blocks, side))).toEqual(bodyOf(tree));
          const { draft, order } = settle(tree);
          const notes = redline.notes.flatMap((one) => {
            const named = one[side];
            return named ? [[named.id, normal(blocksOf(one.blocks, side))] as const] : [];
          });
          expect(Object.fromEntries(notes)).toEqual(
            Object.fromEntries(order.map((id) => [id, normal(draft.notes[id]!)])),
          );
          for (const { field, words: changes, [side]: value } of redline.head) {
            expect([field, plainText(wordsOf(changes, side))]).toEqual([field, value ?? ""]);
          }
        }
      }),
      { numRuns: tries(40, 400) },
    );
  });

  test("two that are the same have no change, and no change means that they read the same", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const redline = compare(tree, tree);
        expect(redline.changes).toBe(0);
        expect([...eachChangeOf(redline)].every(({ is }) => is === "same")).toBe(true);
      }),
    );
  });
});
