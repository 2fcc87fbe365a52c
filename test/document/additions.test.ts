import { describe, expect, test } from "vitest";
import { additionAt, goesAfterWords } from "../../shared/document/additions.ts";

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

describe("a whole sentence goes after its words only where their sentence ends", () => {
  const check = (title: string, words: string, rest: string, addition: string, goes: boolean) =>
    test(title, () => {
      const children = [{ type: "text" as const, value: words + rest }];
      const block = { type: "paragraph" as const, id: "p", children };
      expect(goesAfterWords(block, { start: words.length - 4, end: words.length }, addition)).toBe(goes);
    });
  check("in the middle of one", "La règle de", " l'article dit.", "Elle est neuve.", false);
  check("before a parenthesis", "Un texte", " (voir annexe) suit.", "Une phrase.", false);
  check("in what someone says", "«Bonjour", "» dit-il.", "Une phrase entière.", false);
  check("before a number's point", "Il vaut 3", ".5 points.", "Une phrase.", false);
  check("at the end without a sign", "Un grand titre", "", "Une phrase.", false);
  check("before the sign", "La note dit", ". Rien.", "Elle tait.", true);
  check("in the word before the sign", "La note di", "t. Rien.", "Elle tait.", true);
  check("after the sign", "La note dit.", " Rien.", "Elle tait.", true);
  check("what is no sentence", "La règle de", " l'article dit.", "tout", true);
});
