import { describe, expect, test } from "vitest";
import { hasWords, marked, wantedWords } from "../../../../functions/web/components/searching.ts";

describe("words are found", () => {
  const check = (title: string, words: string, text: string, found = true) =>
    test(title, () => expect(hasWords(words, [text])).toBe(found));
  check("whatever the accents and capitals", "ECOLE", "L’école face à la diversité");
  check("whatever the apostrophe", "l'école", "L’école face à la diversité");
  check("behind an elision where they are searched for with it", "l’école", "École et diversité");
  check("behind an elision of the text", "interculturalite", "Point de vue sur l’interculturalité");
  check("with a ligature, or without", "oeuvre", "Mise en œuvre");
  check("in any order, all of them", "cadrage note", "Note de cadrage");
  check("but not where one of them lacks", "note finale", "Note de cadrage", false);
  check("nowhere where there is none", "  ", "Note de cadrage", false);
  test("an elision of one letter is no word", () => expect(wantedWords("l’a d'")).toEqual(["l'a", "d'"]));
});

describe("they are marked", () => {
  const check = (title: string, words: string, text: string, shown: string) =>
    test(title, async () => expect(`${await marked(text, words)}`).toBe(shown));
  check("as they are written", "ecole", "L’école face", "L’<mark>école</mark> face");
  check("wherever they are", "de", "Note de mai, de juin", "Note <mark>de</mark> mai, <mark>de</mark> juin");
  check("those that meet as one", "note not", "Note", "<mark>Note</mark>");
  check("around a ligature", "oeuvre", "Mise en œuvre", "Mise en <mark>œuvre</mark>");
  check("and nothing of a text is taken for HTML", "b", "a<b>&c", "a&lt;<mark>b</mark>&gt;&amp;c");
});
