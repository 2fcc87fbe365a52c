import { describe, expect, test } from "vitest";
import { shortenAtWord } from "../../shared/document/shorten.ts";

describe("a text shortened at a word", () => {
  function check(title: string, text: string, length: number, expected: string): void {
    test(title, () => expect(shortenAtWord(text, length)).toBe(expected));
  }

  check("stays where it has no more units than allowed", "Note de cadrage", 15, "Note de cadrage");
  check("ends with the last whole word before the limit", "Note de cadrage du séminaire", 10, "Note de…");
  check("leaves out a word that ends at the limit, since it may go on", "Note de cadrage", 7, "Note…");
  check("loses the spaces before the ellipsis", "Note   de cadrage", 8, "Note…");
  check("loses the marks there that part words", "Paris\u00a0: L’Harmattan, 2002", 10, "Paris…");
  check("is never cut inside a character of two units", "Vœux🎉de saison", 5, "Vœux…");
  check("is cut inside its first word where that alone is too long", "Anticonstitutionnellement", 4, "Anti…");
});
