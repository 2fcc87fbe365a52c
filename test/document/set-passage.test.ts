import { expect, test } from "vitest";
import { foldedTextOf } from "../../shared/document/anchor.ts";
import { setPassage } from "../../shared/document/set-passage.ts";
import type { Block } from "../../shared/document/tree.ts";
import { cite, h, p, t } from "./sample.ts";

const check = (block: Block, words: string, language: string | undefined): string => {
  const start = foldedTextOf(block).indexOf(words);
  const { before, words: set, after } = setPassage(block, { start, end: start + words.length }, language);
  return `${before}[${set}]${after}`;
};

test.each<[string, Block, string, string | undefined, string]>([
  [
    "with the apostrophes and quotation marks of its language, its spaces too",
    p('L\'état "final" du texte : 3 000 euros, 15 % de plus'),
    "du texte: 3 000 euros",
    "fr-FR",
    "L’état «\u202ffinal\u202f» [du texte\u00a0: 3\u202f000 euros], 15\u00a0% de plus",
  ],
  [
    "beside an elision",
    p("Le travail de l'association avance"),
    "association",
    "fr",
    "Le travail de l’[association] avance",
  ],
  [
    "over a mark",
    p("une ", { type: "strong", children: [t("règle")] }, " d'or"),
    "règle d'or",
    "fr",
    "une [règle d’or]",
  ],
  ["after a dash that grew", p("Lyon - l'an 2008 - puis Metz"), "puis Metz", "fr", "Lyon – l’an 2008 – [puis Metz]"],
  ["of a heading", h(1, "Contexte : l'année"), "l'année", "fr", "Contexte\u00a0: [l’année]"],
  [
    "as the author typed, where the kind sets nothing",
    p("L'état : « final »"),
    "état: «final»",
    undefined,
    "L'[état : « final »]",
  ],
  ["beside a citation", p("selon ", cite("noel2014"), ", l'État"), "l'État", "fr", "selon noel2014, [l’État]"],
])("a passage is shown as it is set: %s", (_, block, words, language, wanted) => {
  expect(check(block, words, language)).toBe(wanted);
});
