import { expect, test } from "vitest";
import { faultSentence } from "../../../shared/programme/file/sentence.ts";
import { delimiterOf } from "../../../shared/programme/table/columns.ts";
import { readTable, readTableActions } from "../../../shared/programme/table/read.ts";
import { action, programmeOf } from "../sample.ts";
import { calledBy, kinds } from "../seed.ts";

const known = { organisations: calledBy({ oriv: ["ORIV"], acse: ["ACSE"] }), kinds };
const programme = programmeOf(
  action("veille", {
    title: "Veille",
    strands: [{ id: "note", title: "Note", intent: "Écrire." }],
    expected: [{ what: "document", id: "note", title: "Note", count: 1, sources: [], strand: "note" }],
  }),
);

const head = "programme;id;titre;famille;pilotage;financement;paiement;au;volets";
const right = [head, "2008;veille;Veille;Projets;ORIV;aucun;Coût jour, jour;;Note", "2008;;Site;Outils;;ACSE;;;"];

function withLine(number: number, ...lines: string[]): string {
  return right.flatMap((line, index) => (index === number - 1 ? lines : [line])).join("\n");
}

function read(text: string) {
  const table = readTable(text);
  return readTableActions(table, table.programme === "2008" ? programme : undefined, known, ["2008"]);
}

function faultsIn(text: string): string[] {
  const made = read(text);
  const faults = "faults" in made ? made.faults : [];
  return faults.map((each) => `${each.line} ${faultSentence("fr", each)}`.replace(/[\u00a0\u202f]/g, " "));
}

test("a right table has no fault; its lines change and add, what they do not say stays", () => {
  const made = read(right.join("\n"));
  expect(made).toMatchObject({
    ok: { id: "2008", actions: [{ id: "veille" }, { id: "site", funding: { by: ["acse"] } }] },
  });
  if ("ok" in made) {
    const [veille] = made.ok.actions;
    expect(veille?.expected).toEqual(programme.actions[0]!.expected);
    expect(veille?.strands).toEqual(programme.actions[0]!.strands);
  }
});

test("a table may lack actions, and they stay", () => {
  const made = read([head, right[2]].join("\n"));
  expect(made).toMatchObject({ ok: { actions: [programme.actions[0], { id: "site" }] } });
});

test.each([
  ["semicolons", right.join("\n"), ";"],
  ["commas", "programme,titre\n2008,Veille", ","],
  ["tabs, as a spreadsheet pastes them", "Programme\tTitre\n2008\tVeille", "\t"],
  ["a mark of UTF-8 and quotes", '\ufeff"programme","titre"\r\n', ","],
  ["English titles", "programme;title;family;funding", ";"],
])("a table with %s is known as one", (_, text, delimiter) => expect(delimiterOf(text)).toBe(delimiter));

test.each([
  ["a programme's YAML", "titre: Programme; du: 2008"],
  ["an empty text", ""],
  ["a line of prose", "Le programme, ses actions, leurs financeurs"],
])("%s is no table", (_, text) => expect(delimiterOf(text)).toBeUndefined());

test.each<[string, string, RegExp[]]>([
  [
    "a column that is none",
    withLine(1, `${head};pilotte`),
    [/^1 « pilotte » n’est pas un titre de colonne connu. Attendu : programme, id, titre/],
  ],
  ["a column twice", withLine(1, `${head};Titre`), [/^1 La colonne « titre » est là deux fois/]],
  ["no column of who pays", withLine(1, head.replace("financement", "")), [/^1 Il manque la colonne « financement »/]],
  ["titles alone", head, [/^1 Le tableau n’a que sa ligne de titres/]],
  ["a cell under no title", withLine(3, `${right[2]};de trop`), [/^3 « de trop » n’est sous aucun titre de colonne/]],
  ["a quotation mark that stays open", withLine(3, '2008;;"Site;Outils;;ACSE;;;'), [/^3 Un guillemet ouvert/]],
  [
    "a programme that there is not",
    right.join("\n").replaceAll("2008", "2009"),
    [/^2 Le programme « 2009 » n’existe pas ici.*Il y a : 2008/],
  ],
  [
    "lines of two programmes",
    withLine(3, right[2]!.replace("2008", "2009")),
    [/^3 Cette ligne est du programme « 2009 », la première de « 2008 »/],
  ],
  ["a line without its programme", withLine(3, right[2]!.replace("2008", "")), [/^3 Il manque « programme »/]],
  ["a line without a title", withLine(3, "2008;;;Outils;;ACSE;;;"), [/^3 Il manque « titre »/]],
  [
    "a family that there is not",
    withLine(3, right[2]!.replace("Outils", "Recherche")),
    [/^3 La famille « Recherche » n’est pas au programme. Attendu : Outils, Projets/],
  ],
  [
    "an organisation that is unknown",
    withLine(2, right[1]!.replace("ORIV", "ORIV | ORIF")),
    [/^2 La structure « ORIF » n’est pas connue : ajoutez-la d’abord.* Connues : ORIV, ACSE/],
  ],
  ["no word of who pays", withLine(3, right[2]!.replace("ACSE", "")), [/^3 Il manque « financement »/]],
  [
    "a unit that is none",
    withLine(2, right[1]!.replace("Coût jour, jour", '"Coût ; heurre ; 4"')),
    [/^2 « heurre » n’est pas une unité/],
  ],
  [
    "a quantity that is none",
    withLine(2, right[1]!.replace("Coût jour, jour", '"Coût ; jour ; quatre"')),
    [/^2 « prévu » attend une quantité/],
  ],
  [
    "a day that does not exist",
    withLine(2, right[1]!.replace(";;Note", ";31/02/2008;Note")),
    [/^2 « 31\/02\/2008 » n’est pas une date/],
  ],
  [
    "an id with capitals",
    withLine(3, right[2]!.replace("2008;;", "2008;Site;")),
    [/^3 « Site » ne peut pas servir d’identifiant/],
  ],
  ["an id twice", withLine(3, right[1]!.replace("Veille", "Site")), [/^3 L’identifiant « veille » sert deux fois/]],
  [
    "the title of an action that is there",
    withLine(2, "2008;autre;Veille;Projets;;aucun;;;"),
    [/^2 Deux actions ont le même titre, « Veille »/],
  ],
  [
    "the title of an action that is there, but for a capital and an accent",
    withLine(2, "2008;autre;véille;Projets;;aucun;;;"),
    [/^2 Deux actions ont le même titre, « Veille », aux accents et aux majuscules près/],
  ],
  [
    "who pays, and why nobody does",
    "programme;titre;famille;financement;pourquoi sans financement\n2008;Site;Outils;ACSE;interne",
    [/^2 L’action est dite financée, et sans financement/],
  ],
  [
    "a strand gone that something is expected of",
    withLine(2, right[1]!.replace(";;Note", ";;")),
    [/^2 Le volet « note » n’est pas de cette action/],
  ],
  [
    "faults below a cell of several lines",
    withLine(2, '2008;veille;Veille;Projets;;aucun;"Coût\nde saisie";;Note', "2008;;Lettre;Recherche;;ACSE;;;"),
    [/^4 La famille « Recherche »/],
  ],
  [
    "several faults at once",
    [head, "2008;veille;Veille;Projets;ORIF;aucun;;;Note", "2008;;;Outils;;;;;"].join("\n"),
    [/^2 La structure « ORIF »/, /^3 Il manque « titre »/, /^3 Il manque « financement »/],
  ],
])("a table with %s is refused whole, each fault on its line", (_, text, sentences) => {
  expect(faultsIn(text)).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)));
});

test("a table that is too heavy is refused", () => {
  expect(faultsIn(`${head}\n${"é".repeat(600_000)}`)).toEqual([expect.stringMatching(/^1 Le fichier est trop lourd/)]);
});
