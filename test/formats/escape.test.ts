import { describe, expect, test } from "vitest";
import { escapeMarkup } from "../../shared/formats/escape.ts";

describe("text as markup holds it", () => {
  function check(title: string, text: string, expected: string): void {
    test(title, () => expect(escapeMarkup(text)).toBe(expected));
  }

  check("an ampersand, once", "Qui & quand &amp; où", "Qui &amp; quand &amp;amp; où");
  check("angle brackets", "de <5 à >10", "de &lt;5 à &gt;10");
  check("straight double quotation marks, for attributes", 'dit "oui"', "dit &quot;oui&quot;");
  check("what needs nothing", "L’été, « déjà »", "L’été, « déjà »");
});
