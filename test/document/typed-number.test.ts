import { describe, expect, test } from "vitest";
import { foldHeading } from "../../shared/document/headings.ts";
import { typedNumber } from "../../shared/document/typed-number.ts";

describe("a number typed by hand", () => {
  test.each([
    ...["1. Cadre", "1.2 Cadre", "1.2. Cadre", "12.10.3) Cadre", "1- Cadre", "2 – Cadre", "2 — Cadre", "1.- Cadre"],
    ...[
      "1.2 - Cadre",
      "1) Cadre",
      "1°) Cadre",
      "1° Cadre",
      "2° - Cadre",
      "1/ Cadre",
      "1 : Cadre",
      "1.Cadre",
      "1-Cadre",
      "1. « Cadre »",
    ],
    ...[
      "III - Cadre",
      "IV. Cadre",
      "II/ Cadre",
      "XLII. Cadre",
      "XX – Cadre",
      "V : Cadre",
      "A- Cadre",
      "B) Cadre",
      "C. Cadre",
    ],
    ...["a) Cadre", "iv) Cadre", "(1) Cadre", "(b) Cadre", "(IV) Cadre", "1.\u00a0Cadre"],
  ])("stands in %j", (text) => {
    expect(text.slice(typedNumber(text))).toMatch(/^(?:« )?Cadre/);
    expect(foldHeading(text)).toBe("cadre");
  });

  test.each([
    ...["Cadre", "3 projets", "2008 : bilan", "2008 - bilan", "12 – 18 ans", "12-18 ans", "14 : 30", "1er axe", "1"],
    ...[
      "3-D",
      "2-roues",
      "XX siècle",
      "Article 1 – Objet",
      "Axe 1 : accueil",
      "C’est",
      "a. b",
      "A la une",
      "1.",
      "3.5",
      "CV – Martin Dupont",
      "CLIC – Centre local",
      "CLIC. Centre local",
      "XL : grande taille",
      "VIL. Texte",
      "25° anniversaire",
      "(CLIC) Centre local",
    ],
  ])("does not stand in %j", (text) => {
    expect(typedNumber(text)).toBe(0);
  });
});
