import { expect, test } from "vitest";
import { matrixOf } from "../../shared/programme/matrix.ts";
import { seed } from "./seed.ts";

/** The table at the end of the programme of 2008, cell by cell, as its document has it. */
const table: Record<string, string[][]> = {
  interventions: [
    ["Réunions"],
    ["Valorisation et Communication (via internet)", "Alimentation"],
    ["Mise à jour site", "Valorisation site"],
    ["Capitalisation expérience locales"],
    ["Production connaissances", "Temps d’échanges interne", "Séminaire national (nov 2008)"],
    ["Finalisation connaissance (note de synthèse)", "RIPD : mise à disposition de ressources spécifiques"],
    ["Production connaissance (Point de vue) - note intermédiaire (mars) + note finale"],
    ["Document de synthèse (séminaire externe et X° diverses)", "Réflexion sur valorisation site DEFI"],
    ["Réflexion à engager (séminaires) de capitalisation interne"],
  ],
  steering: [
    ["Délégation et/ou délégation adjointe"],
    ["pilotage ORIV puis ODTI"],
    ["pilotage EPI"],
    ["pilotage ORIV en lien CREFE, EPI, ODTI"],
    ["pilotage IREV + EPI"],
    ["pilotage ORIV"],
    ["pilotage COFRIMI"],
    ["Réseau"],
    ["pilotage CREFE et CRPV Essonne"],
  ],
  results: [
    ["Fonctionnement général"],
    ["Documentation / Réunions + Saisie BDD"],
    ["Site"],
    ["Production de fiches expérience"],
    ["Note (prestataire externe : O. NOEL) + séminaire ext"],
    ["Note à compléter + appui RIPD"],
    ["Séminaire interne + Note à rédiger"],
    ["Doc à rédiger et réflexion"],
    ["Séminaire interne / capitalisation"],
  ],
  payment: [
    ["ACSE", "Remb frais de mission / réunions trimestrielles"],
    ["ACSE", "Coût horaire saisie, réunions trimestrielles (temps et dépl)"],
    ["ACSE", "Frais pilotage (4 j / forfait jour) + coût de gestion du site"],
    ["MPG", "Coût jour (14 jours prévus) / convention signée"],
    ["ACSE", "Frais de mission pour les réunions + frais directs liés aux séminaires"],
    ["DAIC", "Coût forfait jour"],
    ["ACSE", "Coût forfait jour"],
    ["Pas de financement"],
    ["DAIC", "Coût horaire + frais missions (séminaires) et coût forfait jour"],
  ],
};

test("the matrix of 2008 has nine columns in four families, and its 36 cells say what the programme's own table says", () => {
  const { plan, actions, organisations } = seed();
  const organisation = (id: string) => organisations.find((each) => each.id === id)!.short;
  const matrix = matrixOf({ ...plan, actions }, { organisation, noFunding: "Pas de financement" });
  expect(
    matrix.families.map(({ title, actions }) => [title, actions.map(({ heading, title }) => heading ?? title)]),
  ).toEqual([
    ["Réseau", ["Réseau"]],
    ["Outils", ["Base documentaire", "Site internet & communication", "Portail internet intégration"]],
    ["Projets", ["Discrimination et territoires", "Collectivités et Intégration", "Interculturalité"]],
    ["Capitalisation", ["Outils / discriminations", "Ecole et diversité"]],
  ]);
  const cells = Object.fromEntries(matrix.rows.map(({ row, cells }) => [row, cells.map(({ lines }) => lines)]));
  expect(cells).toEqual(table);
  expect(Object.values(table).flat()).toHaveLength(36);
});
