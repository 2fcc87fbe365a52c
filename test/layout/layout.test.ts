import { describe, expect, test } from "vitest";
import type { Block } from "../../shared/document/tree.ts";
import { composed, heading, linesOf, outside, paragraph, readText, set } from "./set.ts";

const sentence =
  "Les services de l’État, les villes et les fondations ont intérêt à coordonner leurs appels à projets. ";

describe("pages", () => {
  test("an empty document has one page", () => {
    expect(set(composed([])).laidOut.pages).toHaveLength(1);
  });

  test("paragraphs go on over pages, nothing lost, nothing outside", () => {
    const blocks: Block[] = [heading(1, "Cadre"), ...Array.from({ length: 40 }, () => paragraph(sentence.repeat(6)))];
    const { laidOut, warnings } = set(composed(blocks));
    expect(warnings).toEqual([]);
    expect(laidOut.pages.length).toBeGreaterThan(4);
    expect(outside(laidOut)).toEqual([]);
    expect(readText(laidOut)).toBe(`Cadre${sentence.repeat(240)}`.replace(/\s/g, ""));
  });

  test("the number of each page stands at its foot, the running head above but on the first", () => {
    const { laidOut } = set(composed(Array.from({ length: 30 }, () => paragraph(sentence.repeat(6)))));
    expect(linesOf(laidOut, 0, true).at(0)).not.toBe("Accueillir et intégrer");
    expect(linesOf(laidOut, 1, true).at(0)).toBe("Accueillir et intégrer");
    expect(linesOf(laidOut, 1, true).at(-1)).toBe(`2 sur ${laidOut.pages.length}`);
  });
});
