import { beforeAll, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { seedText } from "../../../programme/seed.ts";
import { as, browse, createNote, deposit, type Network, openTestNetwork } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";

let network: Network;
const address = "/programmes/2008/actions/integration-et-collectivites";

const noteOf = (month: string, ...rows: string[]) => `---
title: "Veille : ${month} 2008"
lang: fr-FR
---

# Période et sources

La note récapitulative du mois.

# Ce qui ressort du mois

L’accueil revient.

# Constats et suites

| N° | Constat | Responsable | Statut |
|---:|:--------|:------------|:-------|
${rows.join("\n")}
`;

async function watchNote(month: string, ...rows: string[]): Promise<string> {
  const id = await createNote(network, { kind: "watch-note", title: `Note de veille\u00a0: ${month} 2008` });
  await issue(deliverables, network.ports, id, {
    ...{ type: "amend", by: as(network, "coordinator"), action: "2008/integration-et-collectivites" },
  });
  await deposit(network, id, noteOf(month, ...rows), "veille.md");
  return id;
}

beforeAll(async () => {
  network = await openTestNetwork();
  const coordinator = await browse(network, "coordinator");
  await coordinator.post("/programmes/import", { file: seedText });
  await watchNote("avril", "| 1 | Livrets non lus | ORIV | À suivre |", "| 2 | Annuaire périmé | ODTI | À suivre |");
  await watchNote("mai", "| 1 | Livrets non lus | ORIV | En cours |", "| 2 | Annuaire périmé | ODTI | Clos |");
});

test("a year of the watch is there month by month, finding by finding, by owner; the drawing says it too", async () => {
  const coordinator = await browse(network, "coordinator");
  expect(await coordinator.page(address)).toContain(`href="${address}/trend"`);
  const page = await coordinator.page(`${address}/trend`);
  const words = wordsOf(page);
  expect(words).toContain("Constats de l’année 2008");
  expect(words).toMatch(
    /avril 2 2 0 Note de veille : avril 2008 mai 0 1 1 Note de veille : mai 2008 Pas de note de ces mois : janvier, février, mars, juin, /,
  );
  expect(words).toContain("2 – Annuaire périmé ODTI avril – à suivre mai – clos");
  expect(page).toMatch(/<svg[^>]* role="img" aria-labelledby="chart-title chart-words">\s*<title id="chart-title">/);
  expect(page).toMatch(/<a href="\/deliverables\/[^"]+">Note de veille\s*: mai 2008<\/a>/);
  expect(page).toMatch(/>juin<\/text>\s*<text[^>]*>juil\.<\/text>/);
  expect(page.match(/<rect class="open"/g)).toHaveLength(2);
});

test("and for a spreadsheet", async () => {
  const coordinator = await browse(network, "coordinator");
  const csv = await coordinator.page(`${address}/trend.csv`);
  expect(csv.split("\r\n").slice(0, 3)).toEqual([
    "N°,Constat,Responsable,Échéance,janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre",
    "1,Livrets non lus,ORIV,,,,,à suivre,en cours,,,,,,,",
    "2,Annuaire périmé,ODTI,,,,,à suivre,clos,,,,,,,",
  ]);
});

test("a funder sees nothing of what is not final", async () => {
  const funder = await browse(network, "funder");
  const words = wordsOf(await funder.page(`${address}/trend`));
  expect(words).toContain("Aucune note de cette année n’a de constats que vous puissiez voir.");
  expect(words).not.toContain("Livrets");
});

test("what was read of a draft is shown to its authors, and what is amiss is told", async () => {
  const id = await watchNote("juin", "| 3 | Formation demandée | EPI | Bof |");
  const author = await browse(network, "author");
  const [, upload = ""] = /\/uploads\/([\w-]+)"/.exec(await author.page(`/deliverables/${id}/draft`)) ?? [];
  const words = wordsOf(await author.page(`/deliverables/${id}/uploads/${upload}`));
  expect(words).toContain("Un constat lu");
  expect(words).toContain(
    "Le statut « Bof » de « Formation demandée » n’est pas connu. Attendu : À suivre, En cours, Clos.",
  );
});
