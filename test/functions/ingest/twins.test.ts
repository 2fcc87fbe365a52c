import { describe, expect, test } from "vitest";
import { placeAnnotations } from "../../../functions/ingest/annotations.ts";
import { outline } from "../../../infra/cli/outline.ts";
import { correctedTree } from "../../../shared/acts/corrected-tree.ts";
import type { Block, DocumentTree } from "../../../shared/document/tree.ts";
import type { Contribution } from "../../../shared/formats/reading.ts";
import { p, treeOf } from "../../document/sample.ts";

const title = "Note";
const by = { author: "Relectrice" };

const tell = (what: string, details: Record<string, string>) => [what, ...Object.values(details)].join(" / ");

/** What a reviewer tracked on a copy, applied to the version that it is a copy of, and what was said of it. */
function applied(tree: DocumentTree, annotations: Contribution[]) {
  const placed = placeAnnotations([{ id: "p", title, tree }], { tree, annotations }, tell);
  const offered = placed.map(({ contribution }, at) => ({
    ...{
      ...contribution,
      id: `r${at}`,
      by: "p1",
      submission: "s1",
      number: at + 1,
      at: "2026-01-01T00:00:00Z",
      disposition: "open" as const,
    },
  }));
  return { placed, lines: outline(correctedTree(tree, tree, offered).tree) };
}

function table(...rows: string[][]): Block {
  const cell = (value: string) => ({ colSpan: 1, rowSpan: 1, header: false, children: [p(value)] });
  const columns = rows[0]!.map(() => ({ align: "start" as const }));
  return { type: "table", id: "", headerRows: 0, columns, rows: rows.map((cells) => ({ cells: cells.map(cell) })) };
}

test("what one put in the place of what another took out is one correction, of both", () => {
  const tree = treeOf([p("Un premier paragraphe du texte.")]);
  const at = tree.blocks[0]!.id;
  const { placed, lines } = applied(tree, [
    { type: "deletion", author: "Directeur", at, quote: "Un ", text: "premier" },
    { type: "insertion", ...by, at, quote: "Un premier", text: "second" },
  ]);
  expect(placed.map(({ contribution }) => contribution.file?.author)).toEqual(["Directeur, Relectrice"]);
  expect(lines).toEqual(["p Un second paragraphe du texte."]);
});

test("what was put in after the words taken out elsewhere stays where it was put", () => {
  const tree = treeOf([p("Le plan de Metz et le plan de Nancy.")]);
  const at = tree.blocks[0]!.id;
  const { lines } = applied(tree, [
    { type: "deletion", ...by, at, quote: "Le plan ", text: "de " },
    { type: "insertion", ...by, at, quote: "Le plan de Metz et le plan de ", text: "grand " },
  ]);
  expect(lines.map((line) => line.replace(/ +/g, " "))).toEqual(["p Le plan Metz et le plan de grand Nancy."]);
});

describe("of what is said twice, the one that was changed", () => {
  test.each([0, 1, 2])("a word of sentence %i of three alike", (at) => {
    const sentence = "Le centre organise un séminaire à Lyon au printemps prochain avec ses partenaires locaux.";
    const sentences = [sentence, sentence, sentence];
    const tree = treeOf([p(sentences.join(" "))]);
    const quote = sentences.join(" ").slice(0, at * (sentence.length + 1) + sentence.indexOf("prochain"));
    const place = { ...by, at: tree.blocks[0]!.id };
    const { lines } = applied(tree, [
      { ...place, type: "deletion", quote, text: "prochain" },
      { ...place, type: "insertion", quote: `${quote}prochain`, text: "dernier" },
    ]);
    const wanted = sentences.with(at, sentence.replace("prochain", "dernier")).join(" ");
    expect(lines).toEqual([`p ${wanted}`]);
  });

  const twins = treeOf([table(["ORIV", "Oui"], ["EPI", "Non"], ["ORIV", "Oui"], ["EPI", "Non"])]);
  const row = { ...by, at: twins.blocks[0]!.id, whole: "row" } as const;
  const rows = (lines: string[]) => lines.slice(1).map((line) => line.trim());

  test("a row that came after the second", () => {
    const { lines } = applied(twins, [{ ...row, type: "insertion", quote: "ORIV\nOui", text: "CREFE\nOui", row: 3 }]);
    expect(rows(lines)).toEqual(["[ORIV] [Oui]", "[EPI] [Non]", "[ORIV] [Oui]", "[CREFE] [Oui]", "[EPI] [Non]"]);
  });

  test.each([1, 3])("row %i that went", (at) => {
    const { lines } = applied(twins, [{ ...row, type: "deletion", quote: "ORIV\nOui", text: "EPI\nNon", row: at }]);
    const wanted = ["[ORIV] [Oui]", "[EPI] [Non]", "[ORIV] [Oui]", "[EPI] [Non]"].toSpliced(at, 1);
    expect(rows(lines)).toEqual(wanted);
  });

  test("a row before the first comes before it, and two in their order", () => {
    const came = (text: string) => ({ ...row, type: "insertion", quote: "", text, row: 0 }) as const;
    const { placed, lines } = applied(twins, [came("Tête\nHaut"), came("Suite\nBas")]);
    expect(placed[0]!.contribution).toMatchObject({
      type: "correction",
      anchor: { quotation: { exact: "ORIV Oui" } },
      proposal: "Tête | Haut\nORIV | Oui",
    });
    expect(rows(lines)).toEqual([
      "[Tête] [Haut]",
      "[Suite] [Bas]",
      ...["[ORIV] [Oui]", "[EPI] [Non]", "[ORIV] [Oui]", "[EPI] [Non]"],
    ]);
  });

  test("two rows that came after the same one stand in their order", () => {
    const came = (text: string) => ({ ...row, type: "insertion", quote: "EPI\nNon", text, row: 2 }) as const;
    const { lines } = applied(twins, [came("CREFE\nOui"), came("ODTI\nNon")]);
    const wanted = ["[ORIV] [Oui]", "[EPI] [Non]", "[CREFE] [Oui]", "[ODTI] [Non]", "[ORIV] [Oui]", "[EPI] [Non]"];
    expect(rows(lines)).toEqual(wanted);
  });
});

describe("a row that has words in one cell alone", () => {
  const sparse = treeOf([table(["ORIV", "Oui"], ["EPI", ""], ["CREFE", "Non"])]);
  const row = { ...by, at: sparse.blocks[0]!.id, whole: "row" } as const;
  const rows = (lines: string[]) => lines.slice(1).map((line) => line.trim());

  test("goes whole", () => {
    const { lines } = applied(sparse, [{ ...row, type: "deletion", quote: "ORIV\nOui", text: "EPI", row: 1 }]);
    expect(rows(lines)).toEqual(["[ORIV] [Oui]", "[CREFE] [Non]"]);
  });

  test.each([
    ["comes with words in its first cell", "ODTI\n", "[ODTI] []"],
    ["comes with words in its last", "\nOui", "[] [Oui]"],
    [
      "comes with a bar in a cell, and two lines in another",
      "ODTI | RADYA\nOui\u2028ou non",
      "[ODTI\u00a0|\u00a0RADYA] [Oui<br>ou non]",
    ],
  ])("%s", (_, text, said) => {
    const { lines } = applied(sparse, [{ ...row, type: "insertion", quote: "EPI", text, row: 2 }]);
    expect(rows(lines)).toEqual(["[ORIV] [Oui]", "[EPI] []", said, "[CREFE] [Non]"]);
  });

  test("which does not fit in its table is no paragraph after it", () => {
    const { placed, lines } = applied(sparse, [
      { ...row, type: "insertion", quote: "EPI", text: "ODTI\nOui\nNon", row: 2 },
    ]);
    expect(placed[0]!.contribution.proposal).toBe("ODTI | Oui | Non");
    expect(rows(lines)).toEqual(["[ORIV] [Oui]", "[EPI] []", "[CREFE] [Non]"]);
  });

  test("has one come after it", () => {
    const { lines } = applied(sparse, [{ ...row, type: "insertion", quote: "EPI", text: "ODTI\nOui", row: 2 }]);
    expect(rows(lines)).toEqual(["[ORIV] [Oui]", "[EPI] []", "[ODTI] [Oui]", "[CREFE] [Non]"]);
  });
});
