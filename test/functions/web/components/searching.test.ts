import { describe, expect, test } from "vitest";
import { hasWords, marked, wantedWords, wordsAround } from "../../../../functions/web/components/searching.ts";

describe("words are found", () => {
  const check = (title: string, words: string, text: string, found = true) =>
    test(title, () => expect(hasWords(words, [text])).toBe(found));
  check("whatever the accents and capitals", "ECOLE", "L’école face à la diversité");
  check("whatever the apostrophe", "l'école", "L’école face à la diversité");
  check("behind an elision where they are searched for with it", "l’école", "École et diversité");
  check("behind an elision of the text", "interculturalite", "Point de vue sur l’interculturalité");
  check("with a ligature, or without", "oeuvre", "Mise en œuvre");
  check(
    "with a soft hyphen in them, or a ligature of a face",
    "coopération officielle",
    "La coo\u00adpération o\ufb03cielle",
  );
  check("in Greek, whatever the sigma", "λογος", "ΛΟΓΟΣ");
  for (const typed of ["n° 2008", "nº 2008", "nᵒ 2008"])
    for (const set of ["n° 2008", "nº 2008", "nᵒ\u00a02008"])
      check(`in a number, "${typed}" in "${set}"`, typed, `Décision ${set}`);
  for (const typed of ["1000", "1 000", "1\u202f000"])
    for (const set of ["1000", "1 000", "1\u202f000", "1\u00a0000"])
      check(`in a sum, "${typed}" in "${set}"`, typed, `Soit ${set} €`);
  check("in a sum of several groups", "1234567", "Soit 1\u202f234\u202f567 €");
  check("in days that are no sum", "2008 100", "100 jours de 2008");
  check("but not digits of two numbers as one", "122008", "le 12 2008", false);
  check("with a dash of any kind", "2007-2008", "Plan 2007–2008");
  check("with letters that a French keyboard has not", "strasse lodz malmo", "Straße, Łódź, Malmø");
  check("with characters that are unseen in them", "note", "\u200eNo\u200bte de cadrage");
  check("in capitals of another face", "unicode", "𝔘nicode");
  check("with a sign that stands for capitals", "livrabletm", "LIVRABLE™");
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
  check("whatever the sigma", "λογος", "ΛΟΓΟΣ", "<mark>ΛΟΓΟΣ</mark>");
  check("with all of a ligature that they end in", "suf", "suﬃxe", "<mark>suﬃ</mark>xe");
  check("with all of a ligature that they begin in", "ixe", "suﬃxe", "su<mark>ﬃxe</mark>");
  check("with all of a character that they are within", "صلى", "le ﷺ dit", "le <mark>ﷺ</mark> dit");
  check("with the accent that follows them", "cafe", "Un cafe\u0301 noir", "Un <mark>cafe\u0301</mark> noir");
  check("with the spaces of a number", "1000", "Soit 1\u202f000 €", "Soit <mark>1\u202f000</mark> €");
  check(
    "without the space of a number that they end before",
    "1",
    "Soit 1\u202f000 €",
    "Soit <mark>1</mark>\u202f000 €",
  );
  check("with the soft hyphen in them", "cooperation", "La coo\u00adpération", "La <mark>coo\u00adpération</mark>");
  check("and nothing of a text is taken for HTML", "b", "a<b>&c", "a&lt;<mark>b</mark>&gt;&amp;c");
});

describe("the passage around them", () => {
  const long = `${"Un début assez long. ".repeat(6)}Un cadre commun pour l’accueil.${" Une suite.".repeat(20)}`;
  const check = (title: string, words: string, text: string, shown: RegExp | string) =>
    test(title, () => expect(wordsAround(text, words)).toMatch(shown));
  check("is the whole of a short text", "cadre", "Un cadre commun.", /^Un cadre commun\.$/);
  check(
    "begins at a word before the first of them",
    "accueil",
    long,
    /^…(Un|début|assez|long)[^…]*cadre commun pour l’accueil/,
  );
  check("ends at a word", "accueil", long, /(Une|suite\.)…$/);
  check("begins with the text where the words do", "debut", long, /^Un début assez long/);
  check("is the beginning where no word is in it", "introuvable", long, /^Un début/);
  check("begins at what was found in a word of signs", "cadre", `${"😀".repeat(60)}cadre`, /^…cadre$/);
  check("begins after a word of one letter", "fin", `${"x ".repeat(60)}fin`, /^…(x )+fin$/);
  check("begins in a word that is longer than a passage", "fin", `${"x".repeat(90)}fin et suite`, /fin et suite$/);
});
