import { describe, expect, test } from "vitest";
import { outline } from "../../infra/cli/outline.ts";
import * as word from "./docx/wordprocessing.ts";
import { fixture, readMarkdown, readOpenDocument, readWord } from "./drafts.ts";
import * as odt from "./odt/opendocument.ts";

/** Lines under a table or figure, whatever says so. */

const rows = "| a | b |\n|---|---|\n| 1 | 2 |";
const table = ["table s,s head 1", "  [* a] [* b]", "  [1] [2]"];
const figure = "figure png 880x440 (Barres) : Barres";

describe("Markdown: a paragraph right after a table or figure", () => {
  test.each<[string, string, string[]]>([
    [
      "several in a row, labels bold or italic, no-break spaces before their colons",
      `${rows}\n\n**Source\u00A0:** Insee.\n\n*Lecture*\u202F: deux.\n\nChamp : France.\n\nTexte.`,
      [
        ...table,
        "sourceLine <b>Source\u00A0:</b> Insee.",
        "sourceLine <i>Lecture</i>\u202F: deux.",
        "sourceLine Champ : France.",
        "p Texte.",
      ],
    ],
    [
      "in English",
      `${rows}\n\nSources: OECD.\n\nReading: two.\n\nCoverage: France.\n\nNote: estimates.`,
      [
        ...table,
        "sourceLine Sources: OECD.",
        "sourceLine Reading: two.",
        "sourceLine Coverage: France.",
        "sourceLine Note: estimates.",
      ],
    ],
    [
      "of several words, the unit in brackets",
      `${rows}\n\n(en milliers d’euros)\n\nSources et champ : Insee.`,
      [...table, "sourceLine (en milliers d’euros)", "sourceLine Sources et champ : Insee."],
    ],
    [
      "under a caption below, and a figure",
      `${rows}\n\n: Montants\n\nUnité : %\n\nTexte.\n\n![Barres](chart.png)\n\nCrédit photo : Réseau.`,
      [
        `${table[0]} : Montants`,
        ...table.slice(1),
        "sourceLine Unité : %",
        "p Texte.",
        figure,
        "sourceLine Crédit photo : Réseau.",
      ],
    ],
    [
      "a unit between a caption and its table comes under it",
      `: Montants\n\n(en %)\n\n${rows}\n\nSource : Insee.`,
      [`${table[0]} : Montants`, ...table.slice(1), "sourceLine (en %)", "sourceLine Source : Insee."],
    ],
    [
      "a unit between two is of the one below",
      `${rows}\n\nSource : Insee.\n\nUnité : %\n\n${rows}\n\n(en milliers d’euros)\n\n![Barres](chart.png)`,
      [...table, "sourceLine Source : Insee.", "p Unité : %", ...table, "p (en milliers d’euros)", figure],
    ],
    [
      "a unit above the caption of the one below is no line of the one before",
      `${rows}\n\nUnité : %\n\n: Montants\n\n${rows}`,
      [...table, "p Unité : %", `${table[0]} : Montants`, ...table.slice(1)],
    ],
    [
      "a unit that came under its table stays there where another table follows",
      `: Montants\n\n(en %)\n\n${rows}\n\n![Barres](chart.png)`,
      [`${table[0]} : Montants`, ...table.slice(1), "sourceLine (en %)", figure],
    ],
    ["none far from it", `${rows}\n\nTexte.\n\nSource : Insee.`, [...table, "p Texte.", "p Source : Insee."]],
    ["none under text", "Note : rien.", ["p Note : rien."]],
    ["none without words after the colon", `${rows}\n\nSources :`, [...table, "p Sources :"]],
    ["none of other words", `${rows}\n\nSourcier : lui.`, [...table, "p Sourcier : lui."]],
    ["a unit over a table without a caption stays", `(en %)\n\n${rows}`, ["p (en %)", ...table]],
    [
      "none that goes on with a list",
      `${rows}\n\nNote : nous demandons que\n\n- un`,
      [...table, "p Note : nous demandons que", "ul", "  -", "    p un"],
    ],
    [
      "one that ends a sentence before a list",
      `${rows}\n\nSource : Insee.\n\n- un`,
      [...table, "sourceLine Source : Insee.", "ul", "  -", "    p un"],
    ],
    [
      "an example that quotes a figure, and several lines in one paragraph",
      `${rows}\n\nLecture : en 2009, 12 % des membres.\n\n${rows}\n\nChamp : France. Hors Mayotte. Source : Insee.`,
      [
        ...table,
        "sourceLine Lecture : en 2009, 12 % des membres.",
        ...table,
        "sourceLine Champ : France. Hors Mayotte. Source : Insee.",
      ],
    ],
    [
      "words between a caption and its table that are no unit stay there",
      `Tableau 1 : Les membres\n\n(en attente de relecture)\n\n${rows}`,
      ["p Tableau 1 : Les membres", "p (en attente de relecture)", ...table],
    ],
    [
      "a page of text is none",
      `${rows}\n\nNote : ${"mot ".repeat(300)}fin.`,
      [...table, `p Note : ${"mot ".repeat(300)}fin.`],
    ],
  ])("%s", async (_, source, lines) => {
    const { tree } = await readMarkdown(source, { "chart.png": fixture("chart.png") });
    expect(outline(tree)).toEqual(lines);
  });
});

describe("Markdown: prose right after a table that opens as a source line does", () => {
  test.each([
    "Note : trois points sont à retenir :",
    "Champ : la deuxième partie décrit notre champ d’action. Nous y avons travaillé toute l’année.",
    "Lecture : ce chapitre se lit avec le suivant, qui en tire les conséquences.",
    "Scope: this section covers the whole of Europe and what follows from it.",
    "Unité : nous sommes une seule équipe.",
    "(en cours de validation par le comité)",
  ])("%s", async (words) => {
    const { tree } = await readMarkdown(`${rows}\n\n${words}\n\nTexte.`);
    expect(outline(tree)).toEqual([...table, `p ${words}`, "p Texte."]);
  });
});

test.each([
  "(en équivalents temps plein)",
  "(en part du PIB)",
  "(en points de pourcentage)",
  "(en M€ HT)",
  "(in US dollars)",
  "(in thousands of euros)",
  "Unité : nombre de personnes",
])("a unit right after a table in Markdown: %s", async (words) => {
  const { tree } = await readMarkdown(`${rows}\n\n${words}\n\nTexte.`);
  expect(outline(tree)).toEqual([...table, `sourceLine ${words}`, "p Texte."]);
});

describe("Word: a paragraph right after a table", () => {
  const cells = word.table(word.cell(word.p(word.t("a"))), word.cell(word.p(word.t("1"))));
  const drawn = ["table s head 0", "  [a]", "  [1]"];
  const framed = `<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/></w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc>${word.p(word.t("À retenir."))}</w:tc></w:tr></w:tbl>`;
  const item = (words: string) =>
    `<w:p><w:pPr><w:pStyle w:val="Src"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>${word.t(words)}</w:p>`;
  const numbering = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
  const styles = `${word.styles}${word.style("Src", "Source")}${word.style("Note2", "Source tableau", '<w:basedOn w:val="Src"/>')}`;
  test.each<[string, string, string[]]>([
    [
      "by its words, a line of nothing between",
      cells + word.p("") + word.p(word.t("Source : Insee.")),
      [...drawn, "sourceLine Source : Insee."],
    ],
    [
      "by its style, whatever its words",
      cells + word.styled("Src", "Insee, 2008.") + word.styled("Note2", "Hors Corse."),
      [...drawn, "sourceLine Insee, 2008.", "sourceLine Hors Corse."],
    ],
    ["that style elsewhere is a paragraph’s", word.styled("Src", "Insee, 2008."), ["p Insee, 2008."]],
    [
      "that style in items is a paragraph’s",
      item("Insee, 2008.") + item("ACSE."),
      ["ul", "  -", "    p Insee, 2008.", "  -", "    p ACSE."],
    ],
    [
      "none under a text that a table of one cell frames",
      framed + word.p(word.t("Note : les membres décident.")) + word.styled("Src", "Insee."),
      ["box", "  p À retenir.", "p Note : les membres décident.", "p Insee."],
    ],
  ])("%s", async (_, body, lines) => {
    const { tree } = await readWord({ body, styles, numbering });
    expect(outline(tree)).toEqual(lines);
  });
});

describe("OpenDocument: a paragraph right after a table", () => {
  const cells = `<table:table><table:table-column/>${odt.row(odt.cell(odt.p("a")))}${odt.row(odt.cell(odt.p("1")))}</table:table>`;
  const styles = `${odt.styles}<style:style style:name="Source" style:family="paragraph"/>`;
  test.each<[string, string, string[]]>([
    ["by its words", cells + odt.p("Source : Insee."), ["sourceLine Source : Insee."]],
    ["by its style", cells + odt.p("Insee, 2008.", "Source"), ["sourceLine Insee, 2008."]],
    [
      "that style elsewhere is a paragraph’s",
      cells + odt.p("Texte.") + odt.p("Insee.", "Source"),
      ["p Texte.", "p Insee."],
    ],
  ])("%s", async (_, body, lines) => {
    const { tree } = await readOpenDocument({ styles, automatic: odt.automatic, body });
    expect(outline(tree)).toEqual(["table s head 0", "  [a]", "  [1]", ...lines]);
  });
});
