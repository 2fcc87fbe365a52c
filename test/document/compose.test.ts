import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ComposeInput, compose } from "../../shared/document/compose.ts";
import type { Block } from "../../shared/document/tree.ts";
import { eachBlock, eachInline, ownInlines, textOf } from "../../shared/document/visit.ts";
import { trees } from "./arbitrary.ts";
import { h, inputOf, note, note2008, p, treeOf } from "./sample.ts";

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

  const plain = { ...note2008, layout: { cover: false, contents: 0, numbered: 0, orthotypography: false } };
  check("no cover: the title at the head", inputOf(treeOf([p("Un mot.")]), { kind: plain }), [
    "[body]",
    "- École et diversité",
    "[body]",
    "- Un mot.",
  ]);

  check(
    "no title: the file's name, with a warning",
    inputOf(treeOf([], { meta: { title: undefined } }), { kind: plain, fileName: "Point de vue.docx" }),
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
