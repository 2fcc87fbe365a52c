import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ComposeInput, compose } from "../../shared/document/compose.ts";
import type { Block, Inline } from "../../shared/document/tree.ts";
import { eachBlock, eachInline, ownInlines, plainText, textOf } from "../../shared/document/visit.ts";
import { approved } from "./approved.ts";
import { picture, trees } from "./arbitrary.ts";
import { h, inputOf, note, note2008, p, t, treeOf } from "./sample.ts";

/** A composition as lines: sections, then "label text" a block, then notes, then warnings. */
function outline(input: ComposeInput): string[] {
  const { document, warnings } = compose(input);
  const line = (block: Block): string => {
    const label = "label" in block && block.label !== undefined ? `${block.label} ` : "";
    if (block.type === "contents") return block.entries.map((entry) => `${entry.level}>${entry.label ?? ""}`).join(" ");
    return `${block.type === "heading" ? "#".repeat(block.level) : "-"} ${label}${textOf(block)}`;
  };
  return [
    ...document.sections.flatMap((section) => [`[${section.role}]`, ...section.blocks.map(line)]),
    ...document.notes.map((each) => `^${each.number} ${each.children.map(textOf).join(" ")}`),
    ...warnings.map((warning) => `! ${warning.code}`),
  ];
}

/** A title, or the entries of a list, each with what it is a list of. */
function listed(block: Block): string[] {
  if (block.type !== "contents") return [textOf(block)];
  return block.entries.map(({ children }) => `${block.of}: ${plainText(children)}`);
}

function figure(caption?: string): Block {
  return { type: "figure", id: "", image: picture, alt: "Un schéma", ...(caption && { caption: [t(caption)] }) };
}

function table(...caption: (string | Inline)[]): Block {
  const cell = { colSpan: 1, rowSpan: 1, header: false, children: [p("Mot")] };
  const words = caption.map((piece) => (typeof piece === "string" ? t(piece) : piece));
  return {
    type: "table",
    id: "",
    columns: [{ align: "start" }],
    headerRows: 0,
    rows: [{ cells: [cell] }],
    caption: words,
  };
}

function quote(...children: Block[]): Block {
  return { type: "quote", id: "", children };
}

describe("compose", () => {
  const check = (name: string, input: ComposeInput, expected: string[]) =>
    test(name, () => expect(outline(input)).toEqual(expected));

  check(
    "a cover, contents and numbered headings",
    inputOf(treeOf([h(1, "Contexte"), h(2, "Le territoire"), h(3, "Strasbourg"), h(1, "Calendrier"), p("Fin.")])),
    [
      "[cover]",
      "- RECI",
      "- Note de cadrage",
      "- École et diversité",
      "[contents]",
      "- Sommaire",
      "1>1 2>1.1 1>2",
      "[body]",
      "# 1 Contexte",
      "## 1.1 Le territoire",
      "### Strasbourg",
      "# 2 Calendrier",
      "- Fin.",
    ],
  );

  const listing = { ...note2008, layout: { ...note2008.layout, cover: false, lists: true } };
  const lists = (name: string, blocks: Block[], expected: string[]) =>
    test(name, () => {
      const { sections } = compose(inputOf(treeOf(blocks), { kind: listing })).document;
      const found = sections.filter(({ role }) => role === "lists").flatMap(({ blocks }) => blocks);
      expect(found.flatMap(listed)).toEqual(expected);
    });

  lists(
    "tables and figures that have a caption are listed after the contents, by their captions",
    [h(1, "Actions"), figure("Étapes"), table("Projets", note("absente")), figure(), quote(table("Lieux"))],
    [
      "Liste des tableaux et des figures",
      "tables: Tableau\u00A01\u00A0– Projets",
      "tables: Tableau\u00A02\u00A0– Lieux",
      "figures: Figure\u00A01\u00A0– Étapes",
    ],
  );
  lists(
    "tables alone",
    [table("A"), table("B")],
    ["Liste des tableaux", "tables: Tableau\u00A01\u00A0– A", "tables: Tableau\u00A02\u00A0– B"],
  );
  lists("one alone is found without a list", [table("A"), figure()], []);

  const twice = inputOf(treeOf([p("Un mot.")]), {
    kind: { ...note2008, layout: { ...note2008.layout, cover: false } },
  });
  check("a version under review says so", { ...twice, underReview: true }, [
    "[body]",
    "- École et diversité",
    "- Version soumise à relecture",
    "[body]",
    "- Un mot.",
  ]);
  test("a final ends with its approval record, then what was done of the remarks, both ours and in the contents", () => {
    const { sections } = compose({ ...twice, approval: approved }).document;
    const [contents] = sections.filter(({ role }) => role === "contents").flatMap(({ blocks }) => blocks.slice(1));
    expect(listed(contents!)).toEqual([
      "headings: Fiche d’approbation",
      "headings: Annexe\u00A0: suites données aux remarques",
    ]);
    const last = sections.slice(-2);
    expect(last.map(({ role, generated }) => [role, generated])).toEqual([
      ["approval", true],
      ["annex", true],
    ]);
    expect(last.flatMap(({ blocks }) => blocks).filter(({ type }) => type === "table")).toHaveLength(3);
  });
  test("a record speaks the document's language", () => {
    const english = treeOf([p("A word.")], { meta: { language: "en-GB" } });
    const words = outline(inputOf(english, { approval: approved })).join("\n");
    expect(words).toContain("Approval record");
    expect(words).toMatch(/Meeting held on 7.May 2008, from 14:00 to 17:00/);
    expect(words).not.toMatch(/Relecture|Avis|Favorable/);
  });

  const logo = { image: picture, width: 40, alt: "Logo du réseau" };
  const bare = { ...note2008, layout: { ...note2008.layout, cover: false } };
  test.each([
    ["the cover", note2008, "cover"],
    ["the title, without a cover", bare, "body"],
  ] as const)("a logo stands at the head of %s, generated", (_, kind, role) => {
    const [first] = compose(inputOf(treeOf([p("Un mot.")]), { kind, logo })).document.sections;
    expect(first).toMatchObject({ role, generated: true });
    expect(first!.blocks[0]).toMatchObject({ type: "figure", role: "logo", ...logo });
  });

  const plain = {
    ...note2008,
    layout: { cover: false, contents: 0, lists: false, numbered: 0, orthotypography: false },
  };
  check("no cover: the title at the head", inputOf(treeOf([p("Un mot.")]), { kind: plain }), [
    "[body]",
    "- École et diversité",
    "[body]",
    "- Un mot.",
  ]);

  check(
    "no title: the file's name, with a warning",
    inputOf(treeOf([], { meta: { title: undefined } }), { kind: plain, fileName: "2008/Point de vue" }),
    ["[body]", "- Point de vue", "! title-missing"],
  );

  check(
    "an unnumbered heading and those below it count for nothing",
    inputOf(treeOf([h(1, "Avant-propos", { numbered: false }), h(2, "Merci"), h(1, "Contexte"), h(2, "Lieux")]), {
      kind: { ...plain, layout: { ...plain.layout, numbered: 2 } },
    }),
    ["[body]", "- École et diversité", "[body]", "# Avant-propos", "## Merci", "# 1 Contexte", "## 1.1 Lieux"],
  );

  check(
    "gaps between levels are closed",
    inputOf(treeOf([h(2, "A"), h(4, "B"), h(3, "C"), h(2, "D")]), { kind: plain }),
    ["[body]", "- École et diversité", "[body]", "# A", "## B", "## C", "# D", "! heading-level-skipped"],
  );

  check(
    "notes in the order of their first call, once",
    inputOf(
      treeOf([p("Un", note("b"), " deux", note("a"), " trois", note("b"), note("absente"))], {
        notes: { a: [p("Note a", note("c"))], b: [p("Note b")], c: [p("Note c")], d: [p("Jamais appelée")] },
      }),
      { kind: plain },
    ),
    [
      "[body]",
      "- École et diversité",
      "[body]",
      "- Un deux trois",
      "^1 Note b",
      "^2 Note a",
      "^3 Note c",
      "! note-uncalled",
      "! note-missing",
    ],
  );

  const cited = "Haut Conseil à l’intégration, rapport de 2006, chapitre 2.";
  check(
    "notes that are empty, or say at length what another says, stay and are named",
    inputOf(
      treeOf([p("Un", note("a"), " deux", note("b"), " trois", note("c"), note("d"), note("e"))], {
        notes: { a: [p(cited)], b: [p("Ibid.")], c: [p(cited)], d: [p("")], e: [p("Ibid.")] },
      }),
      { kind: plain },
    ),
    [
      "[body]",
      "- École et diversité",
      "[body]",
      "- Un deux trois",
      ...[`^1 ${cited}`, "^2 Ibid.", `^3 ${cited}`, "^4 ", "^5 Ibid."],
      ...["! note-repeated", "! note-empty"],
    ],
  );

  test("any tree composes: ids are unique, references lead somewhere, notes run from 1", () => {
    fc.assert(
      fc.property(fc.array(trees, { minLength: 1, maxLength: 2 }), (parts) => {
        const input = {
          ...inputOf(parts[0]!),
          parts: parts.map((tree, place) => ({ title: `Membre ${place}`, tree })),
        };
        const { document } = compose(input);
        const all = [
          ...document.sections.flatMap((section) => section.blocks),
          ...document.notes.flatMap((n) => n.children),
        ];
        const ids = [...eachBlock(all)].map((block) => block.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(document.notes.map((each) => each.number)).toEqual(document.notes.map((_, index) => index + 1));
        const known = new Set(ids);
        for (const [, target] of JSON.stringify(all).matchAll(/"target":"([^"]*)"/g)) expect(known).toContain(target);
      }),
    );
  });

  test("no word is lost: every text of the body and of the notes that are called is in the document", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const { document, warnings } = compose(inputOf(tree));
        const uncalled = warnings.filter((warning) => warning.code === "note-uncalled").length;
        const out = texts([
          ...document.sections.flatMap((section) => section.blocks),
          ...document.notes.flatMap((n) => n.children),
        ]);
        expect(document.notes.length + uncalled).toBe(Object.keys(tree.notes).length);
        for (const text of texts(tree.blocks)) expect(out).toContain(text);
      }),
    );
  });

  check(
    "what a member says of its part stands below its name, unless it or the whole says so already",
    {
      ...inputOf(treeOf([p("Mot.")])),
      kind: { ...plain, parts: "member" },
      facts: { title: "École et diversité" },
      parts: [
        { title: "ORIV", tree: treeOf([h(1, "Actions")], { meta: { authors: ["ORIV"], date: "mai 2008" } }) },
        {
          title: "MPG",
          tree: treeOf([h(1, "Actions")], {
            meta: { language: "en-GB", title: "Schools", authors: ["Officer"], date: "mai 2008" },
          }),
        },
      ],
    },
    [
      "[body]",
      "- École et diversité",
      "- ORIV, Officer",
      "- mai 2008",
      "[body]",
      "# ORIV",
      "## Actions",
      "# MPG",
      "- Schools",
      "- Officer",
      "## Actions",
    ],
  );
});

test("a part in another language than the document says so on its text", () => {
  const parts = ["fr-FR", "en-GB"].map((language) => ({
    title: "EPI",
    tree: treeOf([p("Action")], { meta: { language } }),
  }));
  const { document } = compose({ ...inputOf(parts[0]!.tree), parts, facts: { title: "École et diversité" } });
  const spoken = document.sections
    .at(-1)!
    .blocks.flatMap((block) => (block.type === "paragraph" ? block.children : []));
  expect(document.language).toBe("fr-FR");
  expect(spoken).toEqual([
    { type: "text", value: "Action" },
    { type: "language", language: "en-GB", children: [{ type: "text", value: "Action" }] },
  ]);
});

function texts(blocks: readonly Block[]): string[] {
  return [...eachBlock(blocks)].flatMap((block) =>
    [...eachInline(ownInlines(block))].flatMap((inline) => ("value" in inline ? [inline.value] : [])),
  );
}
