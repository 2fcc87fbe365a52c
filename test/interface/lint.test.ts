import { describe, expect, test } from "vitest";
import { lintText, openLint } from "./lint/lint.ts";
import { visible } from "./lint/visible.ts";

/** "_" for U+202F, "~" for U+00A0. */
const spaced = (text: string) => text.replaceAll("_", "\u202f").replaceAll("~", "\u00a0");
const rulesFor = (language: string, text: string) => lintText({ text: spaced(text), language }).map(({ rule }) => rule);

describe("French that is not as the house sets it", () => {
  test.each<[rule: string, bad: string, good: string]>([
    ["a straight apostrophe", "L'école", "L’école"],
    ["a straight quotation mark", 'Le mot "école"', "Le mot «_école_»"],
    ["an English quotation mark", "Le mot “école”", "«_Le “mot” juste_»"],
    ["guillemets that do not open or close", "Le mot «_école", "Le mot «_école_»"],
    ["guillemets that do not open or close", "Le mot école_»", "«_Séminaire «_Collectivités_»_» du 22~mai"],
    ["a narrow space before ; ! ?", "Prêt ?", "Prêt_?"],
    ["a narrow space before ; ! ?", "Prêt!", "Prêt_! Vraiment_?!"],
    ["a narrow space before ; ! ?", "Direction~; Secrétariat", "Direction_; Secrétariat"],
    ["a space before the colon that does not break", "Motif : aucun", "Motif~: aucun"],
    ["a space before the colon that does not break", "Motif: aucun", "De 9 à 12~: trois"],
    ["a space before the colon that does not break", "Motif_: aucun", "Voir https://reseau.example/l"],
    ["narrow spaces inside of guillemets", "« école »", "«_école_»"],
    [
      "two marks that do not go together",
      "Reprendre la base documentaire., attendu le 9~mai",
      "Reprendre la base documentaire, attendu le 9~mai",
    ],
    ["two marks that do not go together", "Les pilotes, , les financeurs", "Noël, O., Les réseaux, 3e éd., 2005"],
    ["two marks that do not go together", "C’est fini..", "C’est fini…"],
    ["two marks that do not go together", "Prêt_?.", "«_Prêt_?_»."],
    ["a space before a comma or a full stop", "Direction , ORIV", "Un fichier au format .docx"],
    ["no space after a mark", "Direction,secrétariat", "2,5 jours"],
    ["no space after a mark", "C’est fini.Merci", "U.R.S.S. et Cie"],
    ["two spaces", "Deux  fois", "Deux fois"],
    ["two spaces", "Motif~ : aucun", "Motif~: aucun"],
    ["a date of machines", "le 2008-03-01", "l’année 2008-2009"],
    ["a date of machines", "le 31/12/2008", "Donnez un jour, comme 31/12/2008."],
    ["the first of a month without its ending", "le 1~mars", "le 1er~mars, puis le 11~mars"],
    ["an English month", "le 3~March", "le 3~mars"],
    ["a month with a capital", "le 3~Mars", "le 3~mars"],
    ["a comma between a date and its time", "le 28~novembre 2026, 19~h~05", "le 28~novembre 2026 à 19~h~05"],
    ["a comma between a date and its time", "le 28~novembre, 9~h", "9~avril 2008, de 14~h à 17~h"],
    ["a time of machines", "à 9:30", "à 9~h~30"],
    ["a time of machines", "à 9h30", "Donnez une heure, comme 14:30."],
    ["nᵒ and its number", "Relecture n°~2", "Relecture nᵒ~2"],
    ["nᵒ and its number", "Relecture nᵒ 2", "Les nᵒˢ 2 et 3"],
    ["a hyphen for a dash, dots for an ellipsis", "Cadrage - RECI", "Cadrage – RECI"],
    ["a hyphen for a dash, dots for an ellipsis", "La suite...", "La suite…"],
    ["more than there are", "Avis~: 3 sur 2", "Avis~: 2 sur 2"],
    ["more than there are", "12 sur 9 traitées", "Page 1 sur 10"],
    ["several of one", "1 remarques", "1 remarque, 1 mois, 1 avis, 1 choix"],
    ["several of one", "0 parties sur 3", "0 partie sur 3, 10 parties sur 12"],
    ["one of several", "2 remarque", "2 remarques"],
    ["one of several", "14~jour", "1 jour, version~2 document"],
    ["parentheses or quotation marks around nothing", "Direction ()", "Direction (ORIV)"],
    ["parentheses or quotation marks around nothing", "Retirer «_»", "Retirer «_Cadrage_»"],
    ["an article that contracts", "jusque à le 3~mai", "jusqu’au 3~mai, à les traiter"],
    ["a key in the place of its text", "Voir treat.progress", "Voir note.md, reseau.example et etc."],
    ["a place that nothing filled", "Bonjour {name},", "Bonjour Direction,"],
    ["a place that nothing filled", "Bonjour %name,", "Fait à 50~%"],
    ["a value that is none", "Le undefined", "Le 3~mai"],
    ["a version by its hash", "De la version 7b98e542", "De la version 2, du 28~novembre"],
    ["a value that is none", "NaN jours", "3 jours"],
    ["a value that is none", "[object Object]", "[objet]"],
  ])("%s: %s", (rule, bad, good) => {
    expect(rulesFor("fr", bad)).toContain(rule);
    expect(rulesFor("fr", good)).toEqual([]);
  });
});

describe("English that is not as the house sets it", () => {
  test.each<[rule: string, bad: string, good: string]>([
    ["a straight apostrophe or quotation mark", "The reviewer's", "The reviewer’s “own words”"],
    ["guillemets", "The word «_école_»", "The word “école”"],
    ["a French space before a mark", "Agenda: Cadrage_; Tour de table", "Agenda: Cadrage; Tour de table"],
    ["a French space before a mark", "Reason~: none", "Reason: none"],
    ["quotation marks that do not open or close", "The word “école", "The word “école”"],
    ["two marks that do not go together", "Write the rules., expected on", "Write the rules, expected on"],
    ["a space before a comma or a full stop", "Direction , ORIV", "A .docx file"],
    ["two spaces", "Two  times", "Two times"],
    ["a date of machines", "on 2008-03-01", "on 1~March 2008"],
    ["a French month", "on 12~mai", "on 12~May"],
    ["a French time", "at 9~h~30", "at 09:30"],
    ["a comma between a date and its time", "8~April 2008, 09:00", "8~April 2008 at 09:00"],
    ["more than there are", "3 of 2", "2 of 2"],
    ["several of one", "1 remarks", "1 remark, 1 is open"],
    ["parentheses or quotation marks around nothing", "Direction ()", "Direction (ORIV)"],
    ["a key in the place of its text", "See treat.progress", "See note.md"],
    ["a place that nothing filled", "Hello {name},", "Hello Direction,"],
    ["a value that is none", "on Invalid Date", "on Monday"],
    ["French words", "Réglages", "Settings"],
    ["French words", "Cadrage. Les financeurs en reçoivent le lien.", "Cadrage. The funders were sent the link."],
  ])("%s: %s", (rule, bad, good) => {
    expect(rulesFor("en", bad)).toContain(rule);
    expect(rulesFor("en", good)).toEqual([]);
  });
});

describe("what of a page is read", () => {
  const page = (body: string) => `<!doctype html><html lang="fr"><head><title>Titre</title></head>${body}</html>`;
  test.each<[string, string, string[]]>([
    ["words across elements that do not break them", "<p>Une <b>remarque</b>, deux</p>", ["Une remarque, deux"]],
    ["each paragraph by itself", "<p>Un</p><p>Deux</p>", ["Un", "Deux"]],
    ["what is read out or shown of an element", '<input placeholder="Titre…" value="Saisi">', ["Titre…"]],
    ["the name of a button", '<input type="submit" value="Envoyer">', ["Envoyer"]],
    ["the words of a picture", "<svg><title>Frise</title><text>mai</text></svg>", ["Frise", "mai"]],
    ["no script, style, code or typed text", "<script>a < b</script><code>x</code><textarea>y</textarea>", []],
    [
      "of a document its margin alone",
      '<article class="document"><p>Texte</p><details class="beside"><p>Remarque</p></details><p>Fin</p></article><p>Après</p>',
      ["Remarque", "Après"],
    ],
    ["entities as they are read", "<p>l&#39;école &amp; &quot;mots&quot;</p>", ['l\'école & "mots"']],
  ])("%s", (_, body, expected) => {
    expect(visible(page(body)).map(({ text }) => text)).toEqual(["Titre", ...expected]);
  });

  test("in the language that each part is marked with", () => {
    const pieces = visible(page('<p>Une page</p><p lang="en">A page</p><ul><li><a lang="en">English</a></li></ul>'));
    expect(pieces.map(({ text, language }) => `${language} ${text}`)).toEqual([
      ...["fr Titre", "fr Une page", "en A page", "en English"],
    ]);
  });
});

test("words that people typed are theirs to write; what stands around them is not", () => {
  const lint = openLint({ programme: { action: "Point de vue sur l'école : cadrage" } });
  const page = (words: string) => `<html lang="fr"><p>${words}</p></html>`;
  lint.page("title", page("Point de vue sur l'école : cadrage"));
  expect(lint.slips()).toEqual([]);
  lint.page("label", page("Action : Point de vue sur l'école : cadrage"));
  expect(lint.slips().map(({ where, rule }) => `${where}: ${rule}`)).toEqual([
    "label: a space before the colon that does not break",
  ]);
});

test("a mail is read in its subject, in each line of its text and in its HTML", () => {
  const lint = openLint();
  const html = '<html lang="fr"><p>Le 1 mars</p></html>';
  lint.mail("mail", { subject: "Votre avis ?", text: "Bonjour,\n\nEt  voilà\n", html }, "fr");
  expect(lint.slips().map(({ rule }) => rule)).toEqual([
    "a narrow space before ; ! ?",
    "two spaces",
    "the first of a month without its ending",
  ]);
});
