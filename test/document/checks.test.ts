import { describe, expect, test } from "vitest";
import { checkPart } from "../../shared/document/checks.ts";
import type { SectionDemand } from "../../shared/document/demands.ts";
import type { Block, CslItem } from "../../shared/document/tree.ts";
import { picture } from "./arbitrary.ts";
import { h, p, treeOf } from "./sample.ts";

const section = (id: string, fr: string, en: string, more: Partial<SectionDemand> = {}): SectionDemand => ({
  id,
  title: { fr, en },
  also: [],
  required: true,
  from: "heading",
  ...more,
});
const sections = [
  section("issues", "Enjeux et questions", "Issues and questions", { also: ["Problématique"] }),
  section("people", "Personnes ressources", "Resource persons", { required: false }),
  section("bibliography", "Bibliographie", "Bibliography", { from: "bibliography" }),
];
const entry: CslItem = { id: "a", type: "book", title: "Villes" };

describe("checkPart", () => {
  const check = (name: string, blocks: Block[], bibliography: CslItem[], missing: string[]) =>
    test(name, () => expect(checkPart(treeOf(blocks, { bibliography }), { sections }).missing).toEqual(missing));

  check("an empty draft lacks all that is required", [], [], ["issues", "bibliography"]);
  check("as written", [h(1, "Enjeux et questions"), h(1, "Bibliographie")], [], []);
  check(
    "case, accents, numbers and punctuation",
    [h(2, "2.1 – ENJEUX  ET QUESTIONS :"), h(1, "IV. Bibliographié")],
    [],
    [],
  );
  check("another of its names", [h(1, "2. a) problematique")], [entry], []);
  check("in English", [h(3, "Issues and Questions")], [entry], []);
  check("within another heading's words it is not", [h(1, "Autres enjeux et questions")], [entry], ["issues"]);
  check("a paragraph is not a heading", [p("Enjeux et questions")], [entry], ["issues"]);
  check("in a quote it counts", [{ type: "quote", id: "", children: [h(1, "Enjeux et questions")] }], [entry], []);
});

describe("a section that may not be empty", () => {
  const references = [section("references", "Références théoriques", "Theoretical references", { filled: true })];
  const heading = h(1, "Références théoriques");
  const image: Block = { type: "figure", id: "", alt: "Schéma", image: picture };
  const check = (name: string, blocks: Block[], missing: string[]) =>
    test(name, () => expect(checkPart(treeOf(blocks), { sections: references }).missing).toEqual(missing));

  check("has words below its heading", [heading, p("Clanet distingue l’état et la démarche.")], []);
  check(
    "is missing where only the next heading follows",
    [heading, h(1, "En pratique"), p("Cinq questions.")],
    ["references"],
  );
  check("is missing at the end of a document", [p("Avant."), heading], ["references"]);
  check("is not filled by blank paragraphs", [heading, p(" "), p("\u00a0")], ["references"]);
  check("is not filled by headings below it", [heading, h(2, "Une démarche"), h(2, "Une relation")], ["references"]);
  check("is filled below a heading of its own", [heading, h(2, "Une démarche"), p("Trois temps.")], []);
  check("is filled by a figure", [heading, image], []);
  check("is filled by its second occurrence", [heading, h(1, "Suite"), heading, p("Enfin.")], []);

  test("a bibliography is filled by entries", () => {
    const filled = [section("bibliography", "Bibliographie", "Bibliography", { from: "bibliography", filled: true })];
    const lacks = (bibliography: CslItem[]) =>
      checkPart(treeOf([h(1, "Bibliographie")], { bibliography }), { sections: filled }).missing;
    expect([lacks([]), lacks([entry])]).toEqual([["bibliography"], []]);
  });
});

describe("a section that still has a paragraph to be written", () => {
  const asked = [section("aims", "Objectifs", "Aims"), section("notes", "Notes", "Notes", { required: false })];
  const unwritten = { fr: "À compléter", en: "To be written" };
  const heading = h(1, "Objectifs");
  const check = (name: string, blocks: Block[], missing: string[]) =>
    test(name, () => expect(checkPart(treeOf(blocks), { sections: asked, unwritten }).missing).toEqual(missing));

  check("is missing", [heading, p("Les objectifs sont atteints."), p("À compléter : qui en a bénéficié ?")], ["aims"]);
  check("is missing whatever the case and the language", [heading, p("TO BE WRITTEN")], ["aims"]);
  check("is missing where a heading below it has one", [heading, h(2, "Publics"), p("À compléter.")], ["aims"]);
  test("is told from one that is not there", () => {
    const both = [...asked, section("public", "Publics", "Publics")];
    const lacks = checkPart(treeOf([heading, p("À compléter")]), { sections: both, unwritten });
    expect([lacks.missing, lacks.unwritten]).toEqual([["aims", "public"], ["aims"]]);
  });

  check("is there once it is written", [heading, p("Le dossier restait à compléter ; il l’a été.")], []);
  check("is there where another section has one", [heading, p("Atteints."), h(1, "Notes"), p("À compléter")], []);
  check("is there where its words only begin alike", [heading, p("À complétertout")], []);
});

test("what is missing is named, and figures without an alternative are found, notes included", () => {
  const figure = (alt: string): Block => ({ type: "figure", id: "", alt, image: picture });
  const tree = treeOf([figure(" "), figure("Carte")], { notes: { n: [figure("")] } });
  const lacks = checkPart(tree, { sections });
  expect(lacks.missingTitles.map((title) => title.fr)).toEqual(["Enjeux et questions", "Bibliographie"]);
  expect(lacks.withoutAlternative).toBe(2);
  expect(lacks.figures).toEqual([tree.blocks[0]!.id, tree.notes.n![0]!.id]);
});
