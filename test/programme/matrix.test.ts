import { expect, test } from "vitest";
import { matrixOf } from "../../shared/programme/matrix.ts";
import { table } from "./matrix-of-2008.ts";
import { seed } from "./seed.ts";

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
