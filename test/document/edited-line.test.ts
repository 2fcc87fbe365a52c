import fc from "fast-check";
import { expect, test } from "vitest";
import { editedLine, parted } from "../../shared/document/edited-line.ts";
import type { Edit } from "../../shared/document/inline-edits.ts";
import type { Inline } from "../../shared/document/tree.ts";
import { plainText } from "../../shared/document/visit.ts";
import { cite, note, t } from "./sample.ts";

const strong = (...children: Inline[]): Inline => ({ type: "strong", children });

/** A line whose words between ‹ and › are replaced by those after the arrow: "des ‹règles→normes› simples". */
function parse(said: string): { line: string; edits: Edit[] } {
  const edits: Edit[] = [];
  let line = "";
  for (const [, kept = "", went, come = ""] of said.matchAll(/([^‹]*)(?:‹([^›→]*)(?:→([^›]*))?›|$)/g)) {
    line += kept;
    if (went !== undefined) edits.push({ from: line.length, to: line.length + went.length, words: come });
    line += went ?? "";
  }
  return { line, edits };
}

test.each<[string, string, string]>([
  ["a comma closes up", "Des échanges entre ‹membres›, puis", "Des échanges entre, puis"],
  ["so does a full stop", "La règle ‹simple›.", "La règle."],
  ["and a bracket", "La règle (dite ‹simple›) vaut", "La règle (dite) vaut"],
  ["no space stays after an opening bracket", "La règle (‹dite› simple)", "La règle (simple)"],
  ["of two spaces one stays", "une règle ‹très› simple", "une règle simple"],
  ["and one of those around words that others went beside", "une ‹règle› ‹très› ‹peu› simple", "une simple"],
  ["none at the beginning", "‹Une parole› rapportée", "rapportée"],
  ["nor at the end", "Une parole ‹rapportée›", "Une parole"],
  ["nor beside a line's end", "Une ‹parole›\u2028‹rapportée› hier", "Une\u2028hier"],
  ["a no-break space stands before a colon", "Trois ‹points›\u00a0: un", "Trois\u00a0: un"],
  ["a narrow one before a semicolon", "Trois ‹points›\u202f; un", "Trois\u202f; un"],
  ["a space typed there too", "Trois ‹points› : un", "Trois : un"],
  ["one that went with the words does", "Trois ‹points\u00a0›: un", "Trois\u00a0: un"],
  ["where there was none, as in English, none comes", "Three ‹points›: one", "Three: one"],
  [
    "inside quotation marks their own stay",
    "la «\u00a0‹bonne› règle ‹simple›\u00a0» vaut",
    "la «\u00a0règle\u00a0» vaut",
  ],
  ["a unit keeps a space", "soit ‹près de›\u00a0% du total", "soit % du total"],
  ["a name that begins with a dot stays apart", "la plateforme ‹libre› .net", "la plateforme .net"],
  ["where only spaces went, what is left is meant", "anti‹ ›virus ‹ ›; puis", "antivirus ; puis"],
  ["words that come keep theirs", "des ‹règles→normes› simples", "des normes simples"],
  ["beside words that come one stays", "des ‹règles› ‹très→peu› simples", "des peu simples"],
  ["none stays where a paragraph begins", `Un. ‹Deux.→Deux.${parted}› Trois.`, `Un. Deux.${parted}Trois.`],
  ["nor where one ends and words went", `Un. ‹Deux› ‹trois→${parted}Trois›.`, `Un.${parted}Trois.`],
])("%s", (_, said, wanted) => {
  const { line, edits } = parse(said);
  const done = editedLine([t(line)], edits)!;
  const lines = done.map((inline) => (inline.type === "lineBreak" ? "\u2028" : plainText([inline])));
  expect(lines.join("")).toBe(wanted);
});

test.each<[string, Inline[], string, Inline[]]>([
  [
    "a note call that begins the line",
    [t("Une règle"), note("n1"), t(" simple")],
    "Une règle",
    [note("n1"), t("simple")],
  ],
  [
    "the call of a note after them",
    [t("Il réunit"), note("n1"), t(" aussi")],
    " réunit",
    [t("Il"), note("n1"), t(" aussi")],
  ],
  ["marks", [t("des "), strong(t("règles")), t(" simples")], "règles", [t("des"), t(" simples")]],
  [
    "a citation, whose words stay",
    [t("selon "), cite("noel2014"), t(" ici.")],
    "ici",
    [t("selon "), cite("noel2014"), t(".")],
  ],
])("words go beside %s", (_, line, words, wanted) => {
  const from = plainText(line).indexOf(words);
  expect(editedLine(line, [{ from, to: from + words.length, words: "" }])).toEqual(wanted);
});

test("no word is lost or joined to another, whatever goes, and the line is as when its edits are given in another order", () => {
  const word = fc.constantFrom("règle", "simple", "l’État", "12", "(", ")", "«\u00a0", "\u00a0»", ",", "\u00a0:", ".");
  const piece = fc.record({ word, space: fc.constantFrom(" ", " ", "\u00a0", "  "), goes: fc.boolean() });
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
      const said = pieces.map(({ word, space, goes }) => (goes ? `‹${word}›${space}` : word + space)).join("");
      const { line, edits } = parse(said);
      const done = editedLine([t(line)], edits)!;
      expect(editedLine([t(line)], edits.toReversed())).toEqual(done);
      const left = pieces.filter(({ goes }) => !goes).map(({ word }) => word);
      const words = (text: string) => text.match(/[\p{L}\p{N}’]+/gu) ?? [];
      expect(words(plainText(done))).toEqual(words(left.join(" ")));
      expect(plainText(done)).toMatch(/^(?!\s)(.*\S)?$/u);
    }),
  );
});
