import { describe, expect, test } from "vitest";
import type { Inline } from "../../../shared/document/tree.ts";
import { composed, inlines, linesOf, set, text } from "../set.ts";

/** The lines of a paragraph set in the body's column. */
function lines(...children: (Inline | string)[]): string[] {
  const { laidOut } = set(composed([{ type: "paragraph", id: "p", children: inlines(children) }]));
  return linesOf(laidOut, 0);
}

const long =
  "Les associations demandent des règles simples, des délais tenus et une personne de référence identifiée. ";

describe("lines", () => {
  test("never begin with a mark that French sets apart, nor end with an opening quotation mark", () => {
    for (let shift = 0; shift < 40; shift++) {
      const words = `${"a".repeat(shift)} ${"mot « cité » ; puis ! ou ? à 34 % : voilà. ".repeat(8)}`;
      const all = lines(words);
      expect(all.filter((line) => /^[»;:!?%]/.test(line) || /«$/.test(line))).toEqual([]);
    }
  });

  test("break addresses at their own points, without a hyphen", () => {
    const address = "https://example.org/politique-de-la-ville/ressources/2008/contributions?langue=fr&page=12";
    const all = lines(`${long}Voir ${address} ou ${address} ou ${address}.`);
    expect(all.join("").replaceAll(" ", "")).toContain(address);
    expect(all.filter((line) => /https:\/?$/.test(line))).toEqual([]);
  });

  test("break words without spaces wherever they must", () => {
    const word = "x".repeat(300);
    expect(lines(word).join("")).toBe(word);
    expect(lines(word).length).toBeGreaterThan(3);
  });

  test("end where the author broke them, and keep words on both sides apart", () => {
    expect(lines("Un vers,", { type: "lineBreak" }, "un autre.")).toEqual(["Un vers,", "un autre."]);
  });

  test("hold what styles join: a word half in italics is not broken between", () => {
    const half: Inline = { type: "emphasis", children: [text("culturelle")] };
    for (let shift = 0; shift < 30; shift++) {
      const all = lines(`${"o".repeat(shift)} ${long}`, "une démarche inter", half, " de long terme");
      expect(all.some((line) => line.endsWith("inter"))).toBe(false);
    }
  });
});

describe("characters that no font has", () => {
  test("are named in one warning and stand as boxes that say them", () => {
    const { laidOut, warnings } = set(composed([{ type: "paragraph", id: "p", children: [text("Fête 🎉 et 中")] }]));
    expect(warnings).toEqual([{ code: "characters-missing", details: { characters: "中 🎉" } }]);
    expect(linesOf(laidOut, 0)).toEqual(["Fête 🎉 et 中"]);
  });
});
