import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { costAccounts, incomeAccounts } from "../../shared/agreement/accounts.ts";
import { checkPart } from "../../shared/document/checks.ts";
import type { Block, Cell, Table } from "../../shared/document/tree.ts";
import { plainText, textOf } from "../../shared/document/visit.ts";
import { type Language, languages, textIn } from "../../shared/i18n/languages.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";
import { type CoFunding, type FinancialReport, type ReportFacts, reportOf } from "../../shared/statement/report.ts";
import {
  type ReportSource,
  type ReportWords,
  reportDocument,
  reportKind,
  reportTitle,
} from "../../shared/statement/report-document.ts";
import { tries } from "../long.ts";
import { factsOf, line, reseau } from "./facts-of-2008.ts";

const { kind } = await loadKind(folderAssets(`${import.meta.dirname}/../../templates`), reportKind);
const { lines, finals, meetings, names } = factsOf();
const inYear = lines.filter(({ date }) => date >= "2008-01-01");

function sourceOf(changes: Partial<ReportSource> = {}): ReportSource {
  return { agreement: reseau, lines: inYear, finals, meetings, names, ...changes };
}

function wordsIn(language: Language): ReportWords {
  const sections = Object.fromEntries(kind.sections.map(({ id, title }) => [id, textIn(title, language)]));
  return {
    network: "RECI",
    language,
    unwritten: textIn(kind.unwritten!, language),
    sections: sections as ReportWords["sections"],
  };
}

const documentOf = (source = sourceOf(), language: Language = "fr") => reportDocument(source, wordsIn(language));

/** Another agreement that pays one of its actions, of which a report knows the sums. */
const daic: CoFunding = {
  ...{ id: "daic-2008", funder: "daic", reference: "", title: "Base 2008", counted: true },
  ...{ grant: { forecast: 300_000, realised: 100_000 }, costs: { "64": { forecast: 320_000, realised: 150_000 } } },
};
const ownGrant = {
  ...{ agreement: "acse-2008-114", funder: "acse", reference: "ACSE 2008-114" },
  title: "Fonctionnement du réseau et outils",
};

test("its title block says on which day it stood, before the last day of its agreement", () => {
  const subtitle = (day: string) => documentOf(sourceOf({ day })).meta.subtitle;
  expect(subtitle("2008-11-30")).toMatch(/, arrêté au 30\u00a0novembre 2008$/);
  expect(subtitle("2009-01-15")).not.toContain("arrêté");
});

describe("an account of the table", () => {
  function check(title: string, account: string, expected: object, facts: ReportFacts = sourceOf()): void {
    test(title, () => {
      const { costs, income, voluntary } = reportOf(facts);
      const all = [...costs, ...income, voluntary.use, voluntary.source];
      expect(all.find((each) => each.account === account)).toEqual({ account, ...expected });
    });
  }
  check("has what its terms plan and what was entered on them", "62", {
    forecast: 180_000,
    realised: 210_000,
    share: 117,
  });
  check("is there where there is nothing of it", "66", { forecast: 0, realised: 0 });
  check("of grants has what the terms plan, and what was paid whenever it was", "74", {
    ...{ forecast: 1_000_000, realised: 934_000, share: 93, by: ownGrant },
  });
  check(
    "of grants has what the funder said it grants",
    "74",
    { forecast: 900_000, realised: 934_000, share: 104, by: ownGrant },
    sourceOf({ agreement: { ...reseau, granted: 900_000 } }),
  );
  check("of voluntary contributions as they were used is in no total", "86", { forecast: 0, realised: 6000 });
  check("of voluntary contributions has the same as its source", "87", { forecast: 0, realised: 6000 });
  const removed = { ...reseau, terms: reseau.terms.map((term) => ({ ...term, removed: true as const })) };
  check(
    "plans nothing of a term that was taken away, and has what was entered on it",
    "64",
    { forecast: 0, realised: 24_000 },
    sourceOf({ agreement: removed }),
  );
});

test("every account of the form is there, in its order", () => {
  const { costs, income } = reportOf(sourceOf({ lines: [] }));
  expect(costs.map(({ account }) => account)).toEqual(costAccounts.filter((account) => account !== "86"));
  expect(income.map(({ account }) => account)).toEqual(incomeAccounts.filter((account) => account !== "87"));
});

describe("costs and income", () => {
  function check(title: string, changes: Partial<ReportFacts>, balance: FinancialReport["balance"]): void {
    test(title, () => expect(reportOf(sourceOf(changes)).balance).toEqual(balance));
  }
  check(
    "balance in the forecast; of what was realised it is said by how much not",
    {},
    { forecast: 0, realised: 675_450 },
  );
  check(
    "where nothing was paid, miss all that was spent",
    { agreement: { ...reseau, payments: [] } },
    {
      ...{ forecast: 0, realised: -258_550 },
    },
  );
  check(
    "do not balance in the forecast where less is granted than the terms come to",
    { agreement: { ...reseau, granted: 900_000 } },
    { forecast: -100_000, realised: 675_450 },
  );
  check(
    "are those of another agreement of its actions too",
    { cofunding: [daic] },
    { forecast: -20_000, realised: 625_450 },
  );
  check(
    "leave out an agreement that pays for more than its actions",
    { cofunding: [{ ...daic, counted: false }] },
    { forecast: 0, realised: 675_450 },
  );
  const paid = { ...reseau, payments: [{ id: "p", on: "2008-12-01", cents: 258_550, words: "" }] };
  check("balance where what was paid is what was spent", { agreement: paid }, { forecast: 0, realised: 0 });
});

describe("a cost is to be explained", () => {
  const gaps = (cents: number) => {
    const own = [line("l", "2008-05-20", "locaux", "org:oriv", { cents })];
    return reportOf(sourceOf({ lines: own })).gaps.some(({ account }) => account === "61");
  };
  test.each([
    ["where it is more than a tenth above", 198_001, true],
    ["where it is more than a tenth below", 161_999, true],
    ["not where it is a tenth above", 198_000, false],
    ["not where it is a tenth below", 162_000, false],
  ])("%s", (_, cents, is) => expect(gaps(cents)).toBe(is));
  test("where nothing was forecast of it", () =>
    expect(reportOf(sourceOf()).gaps.map(({ account }) => account)).toContain("86"));
});

test("totals are the sums of the lines, whatever is entered and paid", () => {
  const entered = fc.array(
    fc.record({ term: fc.constantFrom(...reseau.terms), cents: fc.integer({ min: -1e7, max: 1e7 }) }),
  );
  fc.assert(
    fc.property(entered, fc.array(fc.integer({ min: 1, max: 1e9 })), (drawn, paid) => {
      const own = drawn.map(({ term, cents }, index) =>
        line(`l${index}`, "2008-05-20", term.id, "org:oriv", { cents }),
      );
      const payments = paid.map((cents, index) => ({ id: `p${index}`, on: "2008-12-01", cents, words: "" }));
      const { totals, voluntary, balance } = reportOf(sourceOf({ lines: own, agreement: { ...reseau, payments } }));
      const spent = drawn.reduce((sum, { cents }) => sum + BigInt(cents), 0n);
      const given = paid.reduce((sum, cents) => sum + BigInt(cents), 0n);
      expect(BigInt(totals.costs.realised) + BigInt(voluntary.use.realised)).toBe(spent);
      expect(BigInt(totals.income.realised)).toBe(given);
      expect(balance.realised).toBe(totals.income.realised - totals.costs.realised);
    }),
    { numRuns: tries(50, 1000) },
  );
});

/** The table that stands below a heading, row by row. */
function tableBelow(blocks: readonly Block[], heading: string): string[][] {
  const words = ({ children }: Cell) =>
    children
      .map((block) => textOf(block))
      .join(" / ")
      .replace(/[\u00a0\u202f]/g, " ");
  const at = blocks.findIndex((block) => block.type === "heading" && plainText(block.children) === heading);
  const table = blocks.slice(at).find((block): block is Table => block.type === "table");
  return table?.rows.map(({ cells }) => cells.map(words)) ?? [];
}

test.each([
  ["fr", "Compte rendu financier 2008\u00a0: Fonctionnement du réseau et outils"],
  ["en", "Financial report 2008: Fonctionnement du réseau et outils"],
] as const)("it is called by its year and its agreement, in %s", (language, title) => {
  expect(reportTitle(language, { agreement: reseau })).toBe(title);
  expect(documentOf(sourceOf(), language).meta.title).toBe(title);
});

test("the draft has the three parts of the form, and the sections of its kind in their order", () => {
  const headings = documentOf().blocks.flatMap((block) =>
    block.type === "heading" ? [[block.level, plainText(block.children)]] : [],
  );
  expect(headings).toEqual([
    [1, "Compte rendu qualitatif"],
    ...["Mise en œuvre et résultats", "Bénéficiaires", "Dates et lieux de réalisation"].map((title) => [2, title]),
    ...["Objectifs et indicateurs", "Documents remis"].map((title) => [2, title]),
    [1, "Tableau des charges et des produits"],
    ...["Charges", "Produits", "Équilibre"].map((title) => [2, title]),
    [1, "Annexe"],
    ...["Répartition des charges indirectes", "Écarts entre prévision et réalisation"].map((title) => [2, title]),
    [2, "Contributions volontaires en nature"],
  ]);
});

test("its tables have each line of the form: forecast, realised, share", () => {
  const { blocks } = documentOf();
  expect(tableBelow(blocks, "Charges")).toEqual([
    ["Compte", "Prévision", "Réalisation", "Part"],
    ["60 – Achats", "0,00 €", "0,00 €", "–"],
    ["61 – Services extérieurs", "1 800,00 €", "245,50 €", "14 %"],
    ["62 – Autres services extérieurs (dont déplacements, missions)", "1 800,00 €", "2 100,00 €", "117 %"],
    ["63 – Impôts et taxes", "0,00 €", "0,00 €", "–"],
    ["64 – Charges de personnel", "6 400,00 €", "240,00 €", "4 %"],
    ["65 – Autres charges de gestion courante", "0,00 €", "0,00 €", "–"],
    ["66 – Charges financières", "0,00 €", "0,00 €", "–"],
    ["67 – Charges exceptionnelles", "0,00 €", "0,00 €", "–"],
    ["68 – Dotations aux amortissements, provisions et engagements à réaliser", "0,00 €", "0,00 €", "–"],
    ["Charges indirectes : charges fixes de fonctionnement", "0,00 €", "0,00 €", "–"],
    ["Charges indirectes : frais financiers", "0,00 €", "0,00 €", "–"],
    ["Charges indirectes : autres", "0,00 €", "0,00 €", "–"],
    ["Total des charges", "10 000,00 €", "2 585,50 €", "26 %"],
    ["86 – Emplois des contributions volontaires en nature", "0,00 €", "60,00 €", "–"],
    ["Total avec les contributions volontaires", "10 000,00 €", "2 645,50 €", "26 %"],
  ]);
  expect(tableBelow(blocks, "Produits").map(([name, , realised]) => [name, realised])).toEqual([
    ["Compte", "Réalisation"],
    ["70 – Ventes de produits finis, de marchandises, prestations de services", "0,00 €"],
    ["74 – Subventions d’exploitation : ACSE", "9 340,00 €"],
    ["75 – Autres produits de gestion courante (dont cotisations, dons)", "0,00 €"],
    ["76 – Produits financiers", "0,00 €"],
    ["77 – Produits exceptionnels", "0,00 €"],
    ["78 – Reprises sur amortissements et provisions", "0,00 €"],
    ["Total des produits", "9 340,00 €"],
    ["87 – Contributions volontaires en nature", "60,00 €"],
    ["Total avec les contributions volontaires", "9 400,00 €"],
  ]);
  expect(tableBelow(blocks, "Écarts entre prévision et réalisation").map(([name, , , , gap]) => [name, gap])).toEqual([
    ["Compte", "Écart"],
    ["61 – Services extérieurs", "−1 554,50 €"],
    ["62 – Autres services extérieurs (dont déplacements, missions)", "300,00 €"],
    ["64 – Charges de personnel", "−6 160,00 €"],
    ["86 – Emplois des contributions volontaires en nature", "60,00 €"],
  ]);
});

test("it is begun with meetings and documents, and says whether it balances", () => {
  const { blocks } = documentOf();
  expect(tableBelow(blocks, "Dates et lieux de réalisation")[1]).toContain("Réunion du réseau du 20 mai 2008");
  expect(tableBelow(blocks, "Documents remis").map(([title]) => title)).toContain("L’interculturalité");
  const said = blocks.map((block) => textOf(block).replace(/[\u00a0\u202f]/g, " "));
  expect(said).toContain("En prévision, les charges et les produits sont égaux.");
  expect(said).toContain("En réalisation, les produits dépassent les charges de 6 754,50 €.");
  expect(said).toContain("La subvention versée par ACSE, 9 340,00 €, représente 100 % du total des produits.");
});

test("of an action that several agreements pay, each grant is a line, and the annex says which are counted", () => {
  const other: CoFunding = { ...daic, id: "mpg", funder: "mpg", reference: "MPG 7", counted: false };
  const cofunded = sourceOf({ cofunding: [daic, other], names: { ...names, "org:daic": "DAIC", "org:mpg": "MPG" } });
  const { blocks } = documentOf({ ...cofunded, agreement: { ...reseau, granted: 900_000 } });
  const grants = tableBelow(blocks, "Produits").filter(([name]) => name?.startsWith("74"));
  expect(grants).toEqual([
    ["74 – Subventions d’exploitation : ACSE", "9 000,00 €", "9 340,00 €", "104 %"],
    ["74 – Subventions d’exploitation : DAIC (Base 2008)", "3 000,00 €", "1 000,00 €", "33 %"],
  ]);
  const said = blocks.map((block) => textOf(block).replace(/[\u00a0\u202f]/g, " "));
  expect(said).toContain("En prévision, les charges dépassent les produits de 1 200,00 €.");
  expect(said).toContainEqual(
    expect.stringMatching(/ces seules actions : ACSE \(ACSE 2008-114\), DAIC \(Base 2008\)\./),
  );
  expect(said).toContainEqual(expect.stringMatching(/sans être comptées[\s\S]*: MPG \(MPG 7\)\./));
});

test.each(languages)(
  "what is to be written keeps the draft from going to review, and nothing else does, in %s",
  (language) => {
    const asked = ["aims", "beneficiaries", "places", "indicators", "gaps", "voluntary"];
    expect(checkPart(documentOf(sourceOf(), language), kind).missing).toEqual(asked);
    const tree = documentOf(
      sourceOf({ agreement: { ...reseau, terms: [], payments: [] }, lines: [], finals: [], meetings: [] }),
      language,
    );
    expect(checkPart(tree, kind).missing).toEqual(["aims", "beneficiaries", "places", "indicators"]);
  },
);
