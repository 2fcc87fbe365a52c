import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { textOf } from "../../../shared/document/visit.ts";
import { readWord } from "../drafts.ts";
import { cell, chart, figure, header, p, picture, styles, t, table } from "./wordprocessing.ts";

describe("Word: what came or went whole", () => {
  const del = (runs: string) => `<w:del w:author="Auteur">${runs}</w:del>`;
  const gone = '<w:rPr><w:del w:author="Auteur"/></w:rPr>';
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const instructed = (words: string) => `<w:r><w:instrText>${words}</w:instrText></w:r>`;
  const cited = JSON.stringify({ citationItems: [{ id: "a", itemData: { id: "a", type: "book", title: "Titre" } }] });
  const instruction = `<w:r><w:delInstrText>ADDIN CSL_CITATION ${cited.replaceAll('"', "&quot;")}</w:delInstrText></w:r>`;
  const field = [
    mark("begin"),
    instruction,
    mark("separate"),
    `<w:r><w:delText>(Titre)</w:delText></w:r>`,
    mark("end"),
  ];

  test.each<[string, string, string[], string[]]>([
    [
      "a rule",
      p("", `<w:pBdr><w:bottom w:val="single"/></w:pBdr>${gone}`) + p(t("suite")),
      ["p suite"],
      ["rule", "p suite"],
    ],
    [
      "a paragraph and its bookmark",
      p(`<w:bookmarkStart w:id="1" w:name="ici"/>${del(`<w:r><w:delText>ôté</w:delText></w:r>`)}`, gone) +
        p(t("suite")),
      ["p suite"],
      ["p #ici ôté", "p suite"],
    ],
    [
      "a paragraph between the marks of a field without result",
      p(t("avant") + mark("begin") + instructed("ADDIN")) +
        p(del(`<w:r><w:delText>ôté</w:delText></w:r>`), gone) +
        p(t("resté")) +
        p(t("encore") + mark("end") + t(" là")),
      ["p avant", "p resté", "p encore là"],
      ["p avant", "p ôté", "p resté", "p encore là"],
    ],
    [
      "words there, in one paragraph",
      p(mark("begin") + t("un mot ") + del(`<w:r><w:delText>ôté </w:delText></w:r>`) + t("resté") + mark("end")),
      ["p un mot resté"],
      ["p un mot ôté resté"],
    ],
    ["a citation", p(t("selon ") + del(field.join(""))), ["p selon"], ["p selon <cite @a>"]],
    [
      "a note",
      p(t("un fait") + del('<w:r><w:footnoteReference w:id="7"/></w:r>')),
      ["p un fait"],
      ["p un fait<note n1>", "note n1", "  p Source."],
    ],
  ])("%s", async (_, body, accepted, rejected) => {
    const footnotes = `<w:footnote w:id="7">${p(t("Source."))}</w:footnote>`;
    const parts = { body, ...(body.includes("footnoteReference") && { footnotes }) };
    expect(outline((await readWord(parts, { changes: "accept" })).tree)).toEqual(accepted);
    expect(outline((await readWord(parts, { changes: "reject" })).tree)).toEqual(rejected);
  });
});

describe("Word: rows and pictures that came or went", () => {
  const by = 'w:author="Relectrice" w:date="2024-06-07T10:00:00Z"';
  const whole = { author: "Relectrice", date: "2024-06-07T10:00:00Z", quote: "" };
  const gone = (text: string) => `<w:del ${by}><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
  const row = (change: string, ...cells: string[]) =>
    `<w:trPr><w:${change} ${by}/></w:trPr>${cells.map((inside) => cell(p(inside))).join("")}`;
  const linked = (inside: string) => `<w:ins ${by}>${inside}</w:ins>`;

  test.each([
    ["accept", ["table s,s head 1", "  [* a] [* b]", "  [mis] [là]", figure("Barres")]],
    ["reject", ["table s,s head 1", "  [* a] [* b]", "  [ôté] [d’ici]"]],
  ] as const)("%s", async (changes, lines) => {
    const { tree, contributions, warnings } = await readWord(
      {
        body:
          table(
            header + cell(p(t("a"))) + cell(p(t("b"))),
            row("del", gone("ôté"), gone("d’ici")),
            row("ins", t("mis"), t("là")),
          ) + p(linked(picture("rId9", "Barres"))),
        ...chart,
      },
      { changes },
    );
    expect(outline(tree)).toEqual(lines);
    const at = tree.blocks[0]!.id;
    const [before, rows] = changes === "accept" ? ["a\nb", 1] : ["ôté\nd’ici", 2];
    expect(contributions).toEqual([
      { type: "deletion", ...whole, at, quote: "a\nb", text: "ôté\nd’ici", whole: "row", row: 1 },
      { type: "insertion", ...whole, at, quote: before, text: "mis\nlà", whole: "row", row: rows },
      { type: "insertion", ...whole, text: "Barres", ...(changes === "reject" && { at, whole: "paragraphs" }) },
    ]);
    expect(warnings.at(-1)!.details.authors).toBe("Relectrice");
  });
});

describe("Word: a paragraph whose end was deleted, and nothing to join", () => {
  const gone = '<w:rPr><w:del w:author="Auteur"/></w:rPr>';
  test.each([
    [
      "before a table",
      p(t("Un"), `<w:pStyle w:val="Titre1"/>${gone}`) + table(header + cell(p(t("c")))) + p(t("deux")),
      ["h1 Un", "table s head 1", "  [* c]", "p deux"],
    ],
    ["at the end", p(t("Un"), `<w:pStyle w:val="Titre1"/>${gone}`), ["h1 Un"]],
  ])("%s", async (_, body, lines) => {
    expect(outline((await readWord({ body, styles })).tree)).toEqual(lines);
  });
});

describe("Word: paragraphs that someone typed, read as if they were rejected", () => {
  const by = 'w:author="Relectrice"';
  const own = `<w:rPr><w:ins ${by}/></w:rPr>`;
  const ins = (text: string) => `<w:ins ${by}>${t(text)}</w:ins>`;
  test.each<[string, string, string[], string[]]>([
    [
      "after Enter at the end of a paragraph, they come after it",
      p(t("Un."), own) + p(ins("De plus."), own) + p(ins("Encore.")) + p(t("Deux.")),
      ["p Un.", "p Deux."],
      ["paragraphs after Un.: De plus.\n\nEncore."],
    ],
    [
      "before a paragraph, they come after the one before",
      p(t("Un.")) + p(ins("De plus."), own) + p(t("Deux.")),
      ["p Un.", "p Deux."],
      ["paragraphs after Un.: De plus."],
    ],
    [
      "before a table, after the paragraph that ends there",
      p(t("Un."), own) + p(ins("De plus.")) + table(header + cell(p(t("c")))),
      ["p Un.", "table s head 1", "  [* c]"],
      ["paragraphs after Un.: De plus."],
    ],
    [
      "between the halves of a paragraph, they are among its words",
      p(t("Un, "), own) + p(ins("de plus,"), own) + p(t("deux.")),
      ["p Un, deux."],
      ["words in Un, deux.: \n\nde plus,\n\n"],
    ],
    [
      "beside words put in before them, each is told for itself",
      p(t("Un") + ins(" et demi"), own) + p(ins("De plus.")),
      ["p Un"],
      ["words in Un:  et demi", "paragraphs after Un: De plus."],
    ],
  ])("%s", async (_, body, lines, told) => {
    const { tree, contributions } = await readWord({ body }, { changes: "reject" });
    expect(outline(tree)).toEqual(lines);
    const said = contributions.map(({ at, whole, text }) => {
      const block = tree.blocks.find(({ id }) => id === at)!;
      return `${whole ? `${whole} after` : "words in"} ${textOf(block)}: ${text}`;
    });
    expect(said).toEqual(told);
  });
});

test.each([
  ["accept", 1],
  ["reject", 1],
] as const)(
  "Word: a row that came is told cell by cell, empty ones too, each on its line (%s)",
  async (changes, at) => {
    const by = 'w:author="Relectrice"';
    const came = `<w:trPr><w:ins ${by}/></w:trPr>`;
    const words = (text: string) => p(`<w:ins ${by}>${t(text)}</w:ins>`);
    const spanning = `<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${words("là")}</w:tc>`;
    const { contributions } = await readWord(
      {
        body: table(
          header + ["a", "b", "c", "d"].map((text) => cell(p(t(text)))).join(""),
          came + cell(p("")) + cell(words("mis") + words("ici")) + spanning,
        ),
      },
      { changes },
    );
    expect(contributions).toMatchObject([{ type: "insertion", whole: "row", row: at, text: "\nmis\u2028ici\nlà\n" }]);
  },
);

test("Word: a table deleted whole is one contribution, though a row of it was commented on", async () => {
  const by = 'w:author="Relectrice"';
  const gone = (text: string) =>
    `<w:trPr><w:del ${by}/></w:trPr>${cell(p(`<w:del ${by}><w:r><w:delText>${text}</w:delText></w:r></w:del>`))}`;
  const noted = gone("b").replace("</w:p>", '<w:r><w:commentReference w:id="1"/></w:r></w:p>');
  const comments = `<w:comment w:id="1" w:author="Relectrice">${p(t("Trop long."))}</w:comment>`;
  const body = p(t("Avant.")) + table(gone("a"), noted, gone("c")) + p(t("Après."));
  const { tree, contributions } = await readWord({ body, comments }, { changes: "reject" });
  const at = tree.blocks[1]!.id;
  expect(contributions).toMatchObject([
    { type: "deletion", author: "Relectrice", at, quote: "", text: "a\nb\nc", whole: "table" },
    { type: "comment", text: "Trop long." },
  ]);
  expect(outline((await readWord({ body, comments })).tree)).toEqual(["p Avant.", "p Après."]);
});

test("Word: the mark of a paragraph that moved went with it, and came", async () => {
  const by = 'w:author="A"';
  const moved = (how: string) =>
    p(`<w:move${how} ${by}>${t("Un.")}</w:move${how}>`, `<w:rPr><w:move${how} ${by}/></w:rPr>`);
  const body = moved("From") + p(t("Deux.")) + moved("To") + p(t("Trois."));
  const rejected = await readWord({ body }, { changes: "reject" });
  expect(outline(rejected.tree)).toEqual(["p Un.", "p Deux.", "p Trois."]);
  expect(rejected.contributions.map(({ type, whole }) => [type, whole])).toEqual([
    ["deletion", undefined],
    ["insertion", "paragraphs"],
  ]);
  expect(outline((await readWord({ body }, { changes: "accept" })).tree)).toEqual(["p Deux.", "p Un.", "p Trois."]);
});
