import { expect, test } from "vitest";
import { readProgrammeFile } from "../../../shared/programme/file/read.ts";
import { faultSentence } from "../../../shared/programme/file/sentence.ts";
import { nothingKnown } from "../seed.ts";

/** A right file of one action, its lines numbered in the rows below. */
const right = [
  "titre: Programme de travail 2008", // 1
  "du: 2008-01-01", // 2
  "au: 2008-12-31", // 3
  "structures:", // 4
  "  - { sigle: ORIV, rôles: [membre] }", // 5
  "familles: [Projets]", // 6
  "actions:", // 7
  "  - titre: Interculturalité", // 8
  "    famille: Projets", // 9
  "    pilotage: [ORIV]", // 10
  "    attendus:", // 11
  "      - { document: note de cadrage, titre: Note, pour: d’ici mars 2008 }", // 12
  "    financement: aucun", // 13
  "    paiement: [{ mots: Forfait, unité: jour, prévu: 4 }]", // 14
];

/** The right file with a line in the place of another, and one after it. */
function withLine(number: number, ...lines: string[]): string {
  return right.flatMap((line, index) => (index === number - 1 ? lines : [line])).join("\n");
}

function faultsIn(text: string): string[] {
  const read = readProgrammeFile(text, nothingKnown);
  return "faults" in read ? read.faults.map((fault) => `${fault.line} ${faultSentence("fr", fault)}`) : [];
}

/** French spaces as a keyboard types them. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}

test("a right file has no fault", () => expect(faultsIn(right.join("\n"))).toEqual([]));

const title = right[7]!;
test.each<[string, string, RegExp[]]>([
  ["nothing in it", "", [/^1 Le fichier ne dit rien/]],
  ["no more than a word", "bonjour", [/^1 Le fichier ne dit rien d’un programme/]],
  ["a list", "- a\n- b", [/^1 Le fichier ne dit rien/]],
  ["what is not YAML", withLine(2, "du: [2008"), [/ Ce n’est pas du YAML/]],
  ["an anchor and its alias", withLine(10, "    pilotage: &p [ORIV]", "    concernées: *p"), [/^11 Les ancres/]],
  ["no title", withLine(1, ""), [/^2 Il manque « titre »/]],
  ["no actions", right.slice(0, 6).join("\n"), [/^1 Il manque « actions »/]],
  [
    "actions that are no list",
    `${right.slice(0, 6).join("\n")}\nactions: beaucoup`,
    [/^7 « actions » attend une liste/],
  ],
  [
    "a name that is none",
    withLine(9, right[8]!, "    pillotage: ORIV"),
    [/^10 « pillotage » n’est pas un nom connu ici. Attendu : id, titre,/],
  ],
  [
    "a name said twice",
    withLine(9, right[8]!, "    titre: Autre"),
    [/^10 « titre » est dit deux fois, ici et ligne 8/],
  ],
  ["an action without a title", withLine(8, "  - id: interculturalite"), [/^8 Il manque « titre »/]],
  ["an action that is a text", withLine(14, right[13]!, "  - Veille"), [/^15 « actions » attend des noms/]],
  ["an empty title", withLine(8, "  - titre:"), [/^8 Il manque « titre »/]],
  [
    "a title that is too long",
    withLine(8, `  - titre: ${"a".repeat(201)}`),
    [/^8 « titre » est trop long : 201 signes, 200 au plus/],
  ],
  [
    "an id with capitals",
    withLine(9, right[8]!, "    id: Veille"),
    [/^10 « Veille » ne peut pas servir d’identifiant/],
  ],
  [
    "an id that an address has as a word",
    withLine(9, right[8]!, "    id: new"),
    [/^10 « new » ne peut pas servir d’identifiant : une adresse/],
  ],
  ["a title that makes such an id", withLine(8, "  - titre: Import"), [/^8 « import » ne peut pas servir/]],
  [
    "something expected with such an id",
    withLine(12, "      - { document: note de cadrage, titre: New }"),
    [/^12 « new » ne peut pas servir/],
  ],
  ["a programme with such an id", withLine(1, right[0]!, "programme: import"), [/^2 « import » ne peut pas servir/]],
  ["a day that does not exist", withLine(2, "du: 2008-02-30"), [/^2 « 2008-02-30 » n’est pas une date/]],
  ["dates out of order", withLine(3, "au: 2007-12-31"), [/^3 La fin \(2007-12-31\) vient avant le début/]],
  [
    "dates of an action out of order",
    withLine(9, right[8]!, "    du: 2008-06-01", "    au: 2008-05-01"),
    [/^\d+ La fin/],
  ],
  [
    "a due date that is none",
    withLine(12, "      - { document: , titre: Note, pour: bientôt }"),
    [/^12 « bientôt » n’est pas une date/],
  ],
  [
    "a family that is not there",
    withLine(9, "    famille: Recherche"),
    [/^9 La famille « Recherche » n’est pas au programme. Attendu : Projets/],
  ],
  [
    "an organisation that is unknown",
    withLine(10, "    pilotage: [ORIF]"),
    [/^10 La structure « ORIF » n’est pas connue.* Connues : ORIV/],
  ],
  ["an unknown organisation among funders", withLine(13, "    financement: [DAIC]"), [/^13 La structure « DAIC »/]],
  [
    "a role that is none",
    withLine(5, "  - { sigle: ORIV, rôles: [chef] }"),
    [/^5 « chef » n’est pas un rôle.* membre, financeur/],
  ],
  [
    "a unit that is none",
    withLine(14, "    paiement: [{ mots: Forfait, unité: heurre }]"),
    [/^14 « heurre » n’est pas une unité. Attendu : heure, jour/],
  ],
  [
    "a quantity that is none",
    withLine(14, "    paiement: [{ mots: Forfait, prévu: beaucoup }]"),
    [/^14 « prévu » attend une quantité/],
  ],
  [
    "a kind of document that is none",
    withLine(12, "      - { document: mémoire, titre: Note }"),
    [/^12 « mémoire » n’est pas un type de document.* Note de cadrage/],
  ],
  [
    "a kind of meeting that is none",
    withLine(12, "      - { rencontre: pot, titre: Pot }"),
    [/^12 « pot » n’est pas un type de rencontre.* séminaire interne/],
  ],
  [
    "something expected that is two things",
    withLine(12, "      - { document: , rencontre: , titre: Note }"),
    [/^12 Un attendu est un document/],
  ],
  ["something expected that is nothing", withLine(12, "      - { titre: Note }"), [/^12 Un attendu est un document/]],
  [
    "a number of none",
    withLine(12, "      - { document: , titre: Note, nombre: 0 }"),
    [/^12 « nombre » attend un nombre entier/],
  ],
  ["something expected twice", withLine(12, right[11]!, right[11]!), [/^13 L’identifiant « note » sert deux fois/]],
  [
    "a strand that there is not",
    withLine(12, "      - { document: , titre: Note, volet: Veille }"),
    [/^12 Le volet « Veille » n’est pas de cette action/],
  ],
  [
    "a source that there is not",
    withLine(12, "      - { document: , titre: Note, issu de: Brouillon }"),
    [/^12 « Brouillon » n’est pas un attendu/],
  ],
  [
    "documents that grow out of one another",
    withLine(12, "      - { document: , titre: A, issu de: B }", "      - { document: , titre: B, issu de: A }"),
    [/^12 « A » finit par être issu de lui-même/, /^13 « B »/],
  ],
  [
    "two actions of one title",
    [...right, title, "    famille: Projets", "    financement: aucun"].join("\n"),
    [/^15 L’identifiant « interculturalite »/, /^15 Deux actions ont le même titre, « Interculturalité »/],
  ],
  ["no word of who pays", right.filter((_, index) => index !== 12).join("\n"), [/^8 Il manque « financement »/]],
  [
    "several faults at once",
    right
      .join("\n")
      .replace("2008-12-31", "2008-13-31")
      .replace("[ORIV]\n", "[ORIF]\n")
      .replace("unité: jour", "unité: an"),
    [/^3 « 2008-13-31 »/, /^10 La structure « ORIF »/, /^14 « an »/],
  ],
])("a file with %s is refused whole, each fault on its line", (_, text, sentences) => {
  const faults = faultsIn(text);
  expect(faults.map(plainSpaces)).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)));
});

test("a file that is too heavy is refused", () => {
  expect(faultsIn(`# ${"é".repeat(600_000)}`)).toEqual([expect.stringMatching(/^1 Le fichier est trop lourd/)]);
});
