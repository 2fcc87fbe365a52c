import { describe, expect, test } from "vitest";
import { type ComposeInput, compose } from "../../shared/document/compose.ts";
import type { Block, CitationItem, CslItem } from "../../shared/document/tree.ts";
import { textOf } from "../../shared/document/visit.ts";
import { h, inputOf, note2008, p, treeOf } from "./sample.ts";

const by = (id: string, family: string, year: number, title: string): CslItem => ({
  id,
  type: "book",
  title,
  author: [{ family, given: "A." }],
  issued: { "date-parts": [[year]] },
});
const bibliography = [
  by("roy", "Roy", 2001, "Villes"),
  by("noel-b", "Noël", 2014, "Territoires"),
  by("noel-a", "Noël", 2014, "Actes"),
  { ...by("trois", "Abou", 2010, "Trois"), author: [{ family: "Abou" }, { family: "Bard" }, { family: "Clos" }] },
  { id: "sans", type: "book", title: "Un titre assez long pour être coupé quelque part", issued: { raw: "1999" } },
];

const plain = { ...note2008, layout: { cover: false, contents: 0, lists: false, numbered: 0, orthotypography: false } };
const inputWith = (blocks: Block[], more: Partial<ComposeInput> = {}) =>
  inputOf(treeOf(blocks, { bibliography }), { kind: plain, ...more });

describe("a citation", () => {
  const check = (name: string, items: CitationItem[], expected: string, warnings: string[] = []) =>
    test(name, () => {
      const composed = compose(inputWith([p({ type: "citation", items })]));
      const body = composed.document.sections.find((section) => !section.generated)!;
      expect(body.blocks.map(textOf)).toEqual([expected]);
      expect(composed.warnings.map((warning) => warning.code)).toEqual(warnings);
    });

  check("author, year and place", [{ key: "roy", locator: "p. 4" }], "(Roy, 2001, p. 4)");
  check("a bare number is a page", [{ key: "roy", locator: "4" }], "(Roy, 2001, p.\u00A04)");
  check("works of one author and year", [{ key: "noel-b" }, { key: "noel-a" }], "(Noël, 2014b\u202F; Noël, 2014a)");
  check("three authors", [{ key: "trois", prefix: "voir" }], "(voir Abou et\u00A0al., 2010)");
  check("no author", [{ key: "sans" }], "(Un titre assez long pour être coupé…, 1999)");
  check("an entry that is not there", [{ key: "roy" }, { key: "absent" }], "(Roy, 2001\u202F; absent)", [
    "citation-unknown",
  ]);
});

/** Sections as "role: first words | …". */
function sections(input: ComposeInput): string[] {
  const { document, warnings } = compose(input);
  return [
    ...document.sections.map(
      ({ role, blocks }) => `${role}: ${blocks.map((block) => textOf(block).split(/[ ,.]/)[0]).join(" ")}`,
    ),
    ...warnings.map((warning) => `! ${warning.code}`),
  ];
}

describe("the bibliography", () => {
  const check = (name: string, input: ComposeInput, expected: string[]) =>
    test(name, () => expect(sections(input)).toEqual(expected));
  const entries = "Abou Noël Noël Roy Un";

  check("at the end, under a heading of ours", inputWith([h(1, "Contexte")]), [
    "body: École",
    "body: Contexte",
    `bibliography: Bibliographie ${entries}`,
  ]);
  check(
    "where its author put it",
    inputWith([h(1, "Contexte"), h(1, "4. BIBLIOGRAPHIE"), p("Choix."), h(2, "Ouvrages"), h(1, "Contacts")]),
    ["body: École", "body: Contexte 4 Choix Ouvrages", `bibliography: ${entries}`, "body: Contacts"],
  );
  check(
    "where its author left room for it",
    inputWith([
      h(1, "A"),
      h(2, "Références"),
      p("Choix."),
      h(1, "Bibliographie"),
      h(1, "B"),
      h(2, "Références"),
      p("Choix."),
    ]),
    ["body: École", "body: A Références Choix Bibliographie", `bibliography: ${entries}`, "body: B Références Choix"],
  );
  check(
    "several, each with its text: at the end",
    inputWith([h(1, "A"), h(2, "Références"), p("Choix."), h(1, "B"), h(2, "Références"), p("Choix.")]),
    ["body: École", "body: A Références Choix B Références Choix", `bibliography: Bibliographie ${entries}`],
  );
  check("none", inputOf(treeOf([p("Mot.")]), { kind: plain }), ["body: École", "body: Mot"]);

  const collective = { ...plain, parts: "member" as const };
  const part = (id: string, more: CslItem[] = []) =>
    treeOf([h(1, "Actions"), h(1, "Bibliographie"), h(1, "Contacts")], {
      bibliography: [by(id, "Roy", 2001, "Villes"), ...more],
    });
  check(
    "of several parts: one, at the end, each work once, headings over nothing gone",
    {
      ...inputOf(part("a"), { kind: collective, facts: { title: "École et diversité" } }),
      parts: [
        { title: "ORIV", tree: part("a") },
        { title: "EPI", tree: part("b", [by("c", "Noël", 2007, "Actes")]) },
      ],
    },
    [
      "body: École",
      "body: ORIV Actions Contacts EPI Actions Contacts",
      "bibliography: Bibliographie Noël Roy",
      "! bibliography-merged",
      "! bibliography-merged",
    ],
  );

  test("two works with one key: both are listed, the first is called, and the author is told", () => {
    const tree = treeOf([p({ type: "citation", items: [{ key: "a" }] })], {
      bibliography: [by("a", "Roy", 2001, "Villes"), by("a", "Noël", 2007, "Actes"), by("a", "Roy", 2001, "Villes")],
    });
    const { document, warnings } = compose(inputOf(tree, { kind: plain }));
    expect(textOf(document.sections[1]!.blocks[0]!)).toBe("(Roy, 2001)");
    expect(document.sections[2]!.blocks.length).toBe(3);
    expect(warnings).toEqual([{ code: "entry-repeated", details: { key: "a", title: "Actes" } }]);
  });
});
