import { describe, expect, test } from "vitest";
import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf, textOf } from "../../shared/document/visit.ts";
import type { Language } from "../../shared/i18n/languages.ts";
import { type ProgrammeWords, programmeDocument } from "../../shared/programme/programme-document.ts";
import type { Action, Expected } from "../../shared/programme/state.ts";
import { action, programmeOf } from "./sample.ts";
import { seed } from "./seed.ts";

const wordsIn = (language: Language): ProgrammeWords => ({
  ...{ network: "RECI", language, title: "Vision globale", noFunding: "Pas de financement" },
  ...{ row: (row) => row, organisation: (id) => id.toUpperCase() },
  kind: (id) => ({ "synthesis-note": "Note de synthèse", "framing-note": "Note de cadrage" })[id] ?? id,
});

/** The document as lines: "# Projets", "Pilotage : ORIV", "- Alimentation"; the last table as "[table]". */
function linesOf({ blocks }: DocumentTree): string[] {
  return blocks.flatMap(lineOf).map((line) => line.replaceAll("\u00a0", " "));
}

function lineOf(block: Block): string[] {
  if (block.type === "heading") return [`${"#".repeat(block.level)} ${textOf(block)}`];
  if (block.type === "list") return block.items.map(({ children }) => `- ${children.map(textOf).join(" ")}`);
  return block.type === "table" ? ["[table]"] : [textOf(block)];
}

describe("an action says", () => {
  /** `said`: what a test says of the action; `lines`: what stands between its title and the matrix. */
  function check(name: string, said: Partial<Action>, lines: string[], language: Language = "fr"): void {
    test(name, () => {
      const tree = programmeDocument(programmeOf(action("note", said)), wordsIn(language));
      const [family, title, ...rest] = linesOf(tree);
      expect([family, title]).toEqual(["# Projets", "## Action note"]);
      expect(rest).toEqual([...lines, "# Vision globale", "[table]"]);
    });
  }
  const expects = (...items: Partial<Expected>[]): Partial<Action> => ({
    funding: { by: ["acse"] },
    expected: items.map(
      (item, index) =>
        ({ id: `e${index}`, title: "Note", what: "document", count: 1, sources: [], ...item }) as Expected,
    ),
  });
  const paid = "Financement : ACSE";

  check("that nobody pays, where there is nothing else to say", {}, ["Financement : Pas de financement"]);
  check("why nobody pays", { funding: { none: "financement interne" } }, ["Financement : financement interne"]);
  check(
    "what it is for, a paragraph a line",
    { intent: "Deux volets.\n\nUne veille.", funding: { by: ["acse", "daic"] } },
    ["Deux volets.", "Une veille.", "Financement : ACSE, DAIC"],
  );
  check(
    "who steers, in the words that were used, and who takes part",
    { ...expects(), steering: { organisations: ["oriv"], words: "ORIV puis ODTI" }, concerned: ["oriv", "epi"] },
    ["Pilotage : ORIV puis ODTI", "Structures concernées : ORIV, EPI", paid],
  );
  check(
    "who steers, whose words say so themselves",
    { ...expects(), steering: { organisations: ["oriv"], words: "pilotage ORIV" } },
    ["Pilotage : ORIV", paid],
  );
  check("who steers, by name", { ...expects(), steering: { organisations: ["oriv", "epi"] } }, [
    "Pilotage : ORIV, EPI",
    paid,
  ]);
  check(
    "one thing on its line, several as a list",
    { ...expects(), interventions: ["Réunions"], results: ["Site", "Saisie"], payment: [{ words: "Coût jour" }] },
    ["Types d’intervention : Réunions", "Résultats :", "- Site", "- Saisie", paid, "Modalités de paiement : Coût jour"],
  );
  check("its own days", { ...expects(), period: { from: "2008-01-01", until: "2009-03-31" } }, [
    "Période : du 1er janvier 2008 au 31 mars 2009",
    paid,
  ]);
  check(
    "what is expected: its kind, its date as it was said, what it grows out of",
    expects(
      { id: "etape", title: "Note intermédiaire" },
      {
        ...{ title: "Note finale", kind: "synthesis-note", sources: ["etape"] },
        when: { said: "fin septembre 2008", from: "2008-09-21", until: "2008-09-30" },
      },
    ),
    [
      "Attendu :",
      "- Note intermédiaire",
      "- Note finale (note de synthèse), fin septembre 2008, issu de : Note intermédiaire",
      paid,
    ],
  );
  check("its kind once, where the title says it", expects({ title: "Note de synthèse", kind: "synthesis-note" }), [
    "Attendu : Note de synthèse",
    paid,
  ]);
  check(
    "how many, and of what meeting",
    expects({ title: "Réunion trimestrielle", what: "meeting", kind: "network", count: 4 } as Partial<Expected>),
    ["Attendu : 4 × Réunion trimestrielle (réunion du réseau)", paid],
  );
  check(
    "what is expected of a strand under that strand",
    {
      ...expects(
        { title: "Note", strand: "note" },
        { title: "Séminaire" },
        { title: "Veille", strand: "veille", count: 12 },
      ),
      strands: [
        { id: "note", title: "La note", intent: "Finalisation." },
        { id: "veille", title: "La veille", intent: "" },
      ],
    },
    [
      "Attendu : Séminaire",
      paid,
      "### La note",
      "Finalisation.",
      "Attendu : Note",
      "### La veille",
      "Attendu : 12 × Veille",
    ],
  );
  check(
    "all of it in English",
    { ...expects({ title: "Note" }), steering: { organisations: ["oriv"] } },
    ["Steering: ORIV", "Expected: Note", "Funding: ACSE"],
    "en",
  );
});

describe("the programme of 2008 as a document", () => {
  const { id, plan, actions, organisations } = seed();
  const programme = { schema: 1 as const, id, seq: 1, head: "0".repeat(64), ...plan, actions };
  const words = {
    ...wordsIn("fr"),
    organisation: (organisation: string) => organisations.find((each) => each.id === organisation)!.short,
  };
  const tree = programmeDocument(programme, words);

  test("has its families over their actions, each expectation by its title, and its matrix at the end", () => {
    expect(tree.meta).toMatchObject({
      title: "Programme de travail 2008",
      subtitle: "du 1er\u00a0janvier 2008 au 31\u00a0décembre 2008",
    });
    const lines = linesOf(tree);
    const headings = lines.filter((line) => /^##? /.test(line));
    expect(headings).toHaveLength(plan.families.length + actions.length + 1);
    expect(headings.slice(0, 3)).toEqual(["# Réseau", "## Fonctionnement du réseau", "# Outils"]);
    const text = lines.join("\n");
    for (const { title, expected } of actions)
      for (const each of [{ title }, ...expected]) expect(text).toContain(each.title);
    expect(lines.slice(-2)).toEqual(["# Vision globale", "[table]"]);
  });

  test("is the same tree of the same programme, whatever was done before; another where a word of it is", () => {
    expect(programmeDocument({ ...programme, seq: 9, head: "f".repeat(64) }, words)).toEqual(tree);
    const changed = {
      ...programme,
      actions: actions.map((each, at) => (at === 2 ? { ...each, intent: "Refonte." } : each)),
    };
    const ids = (of: DocumentTree) => new Set(Array.from(eachBlockOf(of), (block) => block.id));
    expect(ids(programmeDocument(changed, words)).symmetricDifference(ids(tree)).size).toBe(2);
  });

  test("without an action is a title alone", () => {
    expect(programmeDocument({ ...programme, actions: [] }, words).blocks).toEqual([]);
  });
});
