import { describe, expect, test } from "vitest";
import { oriented } from "../../shared/document/orient.ts";
import type { Block, Cell, Table } from "../../shared/document/tree.ts";
import { plainText, textOf } from "../../shared/document/visit.ts";
import { languages } from "../../shared/i18n/languages.ts";
import type { StatementFacts } from "../../shared/statement/facts.ts";
import { statementOf } from "../../shared/statement/statement.ts";
import { statementDocument } from "../../shared/statement/statement-document.ts";
import { factsOf, portail, reseau } from "./facts-of-2008.ts";

const spaced = (text: string) => text.replaceAll("\u00a0", "~").replaceAll("\u202f", "_");
const words = ({ children }: Cell) => spaced(children.map((block) => textOf(block)).join(" / "));

function documentOf(changes: Partial<StatementFacts> = {}) {
  return statementDocument(statementOf(factsOf(changes)), { network: "RECI", language: "fr" });
}

/** The cells of the table below a heading, row by row. */
function tableBelow(blocks: readonly Block[], heading: string): string[][] {
  const at = blocks.findIndex((block) => block.type === "heading" && plainText(block.children) === heading);
  const table = blocks.slice(at).find((block): block is Table => block.type === "table");
  return table?.rows.map(({ cells }) => cells.map(words)) ?? [];
}

test("a statement is called by its year, else by its days, and says what it is of", () => {
  expect(documentOf().meta).toMatchObject({
    ...{ title: "État justificatif 2008", subtitle: "Fonctionnement du réseau et outils" },
    ...{ authors: ["RECI"], date: "15\u00a0janvier 2009" },
  });
  const part = documentOf({ from: "2008-02-01", until: "2008-06-30", action: "2008/reseau" });
  expect(spaced(part.meta.title!)).toBe("État justificatif du 1er~février 2008 au 30~juin 2008");
  expect(part.meta.subtitle).toBe("Réseau");
});

test("says on which day it stood, up to a day that is still to come", () => {
  expect(spaced(documentOf({ day: "2008-11-30" }).meta.subtitle!)).toBe(
    "Fonctionnement du réseau et outils, arrêté au 30~novembre 2008",
  );
  expect(documentOf({ day: "2008-12-31" }).meta.subtitle).toBe("Fonctionnement du réseau et outils");
});

describe("the table", () => {
  function check(heading: string, expected: string[][], changes: Partial<StatementFacts> = {}): void {
    test(`below “${heading}”`, () => expect(tableBelow(documentOf(changes).blocks, heading)).toEqual(expected));
  }
  check("Prévu et réalisé", [
    ["Ligne", "Prévu", "Réalisé", "Part", "Coût prévu", "Coût réalisé"],
    [
      "Missions des réunions trimestrielles / Au-delà de ce qui était prévu.",
      ...["12~missions", "14~missions", "117~%", "1_800,00~€", "2_100,00~€"],
    ],
    ["Saisie de la base", "200~h", "7,5~h", "4~%", "6_400,00~€", "240,00~€"],
    ["Salles et reprographie", "–", "–", "14~%", "1_800,00~€", "245,50~€"],
    ["Temps bénévole des correspondants", "–", "4~h", "–", "–", "60,00~€"],
    ["Total", "", "", "", "10_000,00~€", "2_645,50~€"],
    ["dont contributions volontaires en nature", "", "", "", "", "60,00~€"],
  ]);
  check("Par structure", [
    ["Structure", "Ligne", "Réalisé", "Coût réalisé"],
    ["ODTI", "Missions des réunions trimestrielles", "1~mission", "150,00~€"],
    ["ODTI", "Saisie de la base", "7,5~h", "240,00~€"],
    ["Total ODTI", "", "", "390,00~€"],
    ["ORIV", "Missions des réunions trimestrielles", "13~missions", "1_950,00~€"],
    ["ORIV", "Salles et reprographie", "–", "245,50~€"],
    ["ORIV", "Temps bénévole des correspondants", "4~h", "60,00~€"],
    ["Total ORIV", "", "", "2_255,50~€"],
  ]);
  check("Rencontres tenues", [
    ["Date", "Rencontre", "Lieu", "Présents", "Extérieurs"],
    ["20~mai 2008", "Réunion du réseau du 20 mai 2008", "Paris", "11", "2"],
  ]);
  check("Téléchargements par le financeur", [
    ["Date", "Document", "Édition", "Par", "Fichier"],
    ["5~juin 2008", "L’interculturalité", "1", "Chargé de suivi, ACSE", "PDF"],
  ]);
  check("Versements reçus", [
    ["Date", "Convention", "Objet du versement", "Montant"],
    ["15~avril 2008", "Fonctionnement du réseau et outils", "Acompte de 60 %", "5_600,00~€"],
    ["10~juillet 2009", "Fonctionnement du réseau et outils", "Solde", "3_740,00~€"],
    ["Total", "", "", "9_340,00~€"],
  ]);
});

test("of a part of the year, payments are said to be those of its days", () => {
  const said = (until: string) => JSON.stringify(documentOf({ until }).blocks).includes("ceux-ci sont de la période");
  expect([said("2008-06-30"), said("2008-12-31")]).toEqual([true, false]);
});

test("each final is there with the hash of each of its files", () => {
  const { blocks } = documentOf();
  expect(tableBelow(blocks, "Documents remis")).toEqual([
    ["Document", "Édition", "Approuvé le"],
    ["L’interculturalité", "1", "3~juin 2008"],
  ]);
  const hashes = blocks.flatMap((block) => (block.type === "codeBlock" ? [block.value] : []));
  expect(hashes).toEqual(["1f".repeat(32), "2e".repeat(32)]);
});

test("every line is there, signed where it undoes one, with its receipt", () => {
  const rows = tableBelow(documentOf().blocks, "Saisies");
  expect(rows).toHaveLength(9);
  expect(rows[5]).toEqual([
    ...["12~mars 2008", "ODTI", "–", "Base documentaire", "Saisie de la base"],
    ...["−7,5~h", "−240,00~€", "Annulation"],
  ]);
  expect(rows[7]!.slice(-3)).toEqual(["–", "245,50~€", "Pièce~: facture-salle.pdf"]);
});

test("the lines alone lie on pages on their side, their heading with them; heads are repeated, rows have their names", () => {
  const { blocks } = documentOf({ agreements: [reseau, portail] });
  const runs = oriented(blocks).map(({ orientation, blocks }) => [orientation, blocks.map(({ type }) => type)]);
  expect(runs.at(-1)).toEqual(["landscape", ["heading", "table"]]);
  expect(runs.slice(0, -1).map(([orientation]) => orientation)).toEqual(["portrait"]);
  const tables = blocks.filter((block): block is Table => block.type === "table");
  for (const { headerRows, rows } of tables) {
    expect(headerRows).toBe(1);
    expect(rows[0]!.cells.every(({ header }) => header)).toBe(true);
    expect(rows.every(({ cells }) => cells[0]!.header)).toBe(true);
  }
});

test("of what there is nothing, nothing is said, but that nothing was entered", () => {
  const { blocks } = documentOf({ lines: [], finals: [], meetings: [], receipts: [], from: "2008-10-01" });
  const headings = blocks.flatMap((block) => (block.type === "heading" ? [plainText(block.children)] : []));
  expect(headings).toEqual(["Objet", "Prévu et réalisé", "Saisies"]);
  expect(blocks.at(-1)).toMatchObject({ children: [{ value: "Rien n’a été saisi dans cette période." }] });
});

test.each(languages)("the same statement is the same tree, in %s", (language) => {
  const of = () => statementDocument(statementOf(factsOf()), { network: "RECI", language });
  expect(of()).toEqual(of());
});
