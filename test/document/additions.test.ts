import { describe, expect, test } from "vitest";
import { additionAt } from "../../shared/document/additions.ts";

describe("an addition stands right after its words", () => {
  const check = (title: string, words: string, rest: string, addition: string, whole: string) =>
    test(title, () => {
      const text = words + rest;
      const { at, words: added } = additionAt(text, words.length, addition);
      expect(text.slice(0, at) + added + text.slice(at)).toBe(whole);
    });
  check("with a space", "Trois enjeux", " sont là.", "principaux", "Trois enjeux principaux sont là.");
  check("with none before a sign", "Trois enjeux", " sont là.", ", dont un", "Trois enjeux, dont un sont là.");
  check("before the sign that follows them", "les enjeux", ", puis", "du réseau", "les enjeux du réseau, puis");
  check(
    "a sentence after the sign that ends theirs",
    "La note dit",
    ". Rien.",
    "Elle tait.",
    "La note dit. Elle tait. Rien.",
  );
  check("at the end of the word that they cut", "La not", "e dit", "longue", "La note longue dit");
  check("with a space before what follows closely", "Un (", "deux)", "un,", "Un ( un, deux)");
  check("at the end of the text", "La note dit.", "", "Elle tait.", "La note dit. Elle tait.");
});
