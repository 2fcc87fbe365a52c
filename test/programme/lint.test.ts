import { describe, expect, test } from "vitest";
import { doubtSentence } from "../../shared/programme/doubt-sentence.ts";
import { lint } from "../../shared/programme/lint.ts";
import type { Action } from "../../shared/programme/state.ts";
import { readVagueDate } from "../../shared/time/vague-date.ts";
import { action } from "./sample.ts";
import { seed } from "./seed.ts";

const year = { from: "2008-01-01", until: "2008-12-31" };
const network = ["ORIV", "ODTI", "CRPV Essonne"].map((short) => ({ id: short.toLowerCase().replace(" ", "-"), short }));

function check(title: string, changes: Partial<Action>, doubts: string[]): void {
  test(title, () => {
    const bare = { expected: [], interventions: [], results: [], payment: [], steering: { organisations: [] } };
    const actions = [action("interculturalite", { ...bare, ...changes })];
    const found = lint({ ...year, actions }, network);
    expect(
      found.map(({ section, code, details }) => [section, code, details.named ?? details.date ?? ""].join(" ").trim()),
    ).toEqual(doubts);
  });
}

function document(title: string, said?: string): Action["expected"][number] {
  const when = said === undefined ? {} : { when: readVagueDate(said)! };
  return { id: title, title, what: "document", count: 1, sources: [], ...when };
}

describe("an action is doubted", () => {
  check(
    "where an intervention names a document that is expected by another name",
    { interventions: ["Point de vue + note finale"], expected: [document("Point de vue")] },
    ["interventions not-expected note finale"],
  );
  check("where results name a document and nothing is expected", { results: ["Rapport à rédiger"] }, [
    "results nothing-expected Rapport",
  ]);
  check("where a month named lies outside its period", { interventions: ["Séminaire national (nov 2009)"] }, [
    "interventions date-outside nov 2009",
  ]);
  check(
    "where a month named is another than that of the document",
    { interventions: ["Note finale (mars)"], expected: [document("Note finale", "fin septembre 2008")] },
    ["interventions date-against Note finale"],
  );
  check("where something is expected after its period", { expected: [document("Note finale", "mai 2009")] }, [
    "expected date-outside Note finale, mai 2009",
  ]);
  check(
    "where its words count other days than are planned",
    { payment: [{ words: "Coût jour (14 jours prévus)", unit: "day", planned: 1200 }] },
    ["payment quantity"],
  );
  check(
    "where its steering names an organisation that does not steer",
    { steering: { organisations: ["oriv"], words: "pilotage ORIV puis ODTI" } },
    ["steering steering"],
  );
  check("where nobody pays, by a funding", { funding: { none: "financement interne" } }, ["payment funding"]);
});

describe("an action is not doubted", () => {
  check(
    "where a bare noun stands for what is expected",
    { results: ["Note à rédiger"], expected: [document("Note finale")] },
    [],
  );
  check(
    "for the plural of what is expected",
    { results: ["Production de fiches expérience"], expected: [document("Fiches d’expériences")] },
    [],
  );
  check(
    "where the month named is in the dates of the document",
    { interventions: ["Note finale (mars)"], expected: [document("Note finale", "d’ici mars 2008")] },
    [],
  );
  check("where what is expected begins in its period", { expected: [document("Note finale", "2008")] }, []);
  check(
    "where its words count the planned days, in half days",
    { payment: [{ words: "2,5 j", unit: "day", planned: 250 }] },
    [],
  );
  check(
    "where the words name who steers, in several words",
    { steering: { organisations: ["crpv-essonne"], words: "pilotage CRPV Essonne" } },
    [],
  );
  check("where no funding is said to be none", { funding: { none: "pas de financement" } }, []);
});

test("of the programme of 2008, three contradictions are named, and nothing else", () => {
  const { plan, actions, organisations } = seed();
  const doubts = lint({ ...plan, actions }, organisations);
  const said = doubts.map((doubt) =>
    `${doubt.title}, ${doubt.section}. ${doubtSentence("fr", doubt)}`.replace(/[\u00a0\u202f]/g, " "),
  );
  expect(said).toEqual([
    "Interculturalité, interventions. On y nomme « note intermédiaire, note finale » : ce n’est pas parmi les attendus (Première note de cadrage, Point de vue sur… l’interculturalité).",
    "Outils de lutte contre les discriminations, interventions. On y nomme « Document de synthèse » : ce n’est pas parmi les attendus (Note de capitalisation).",
    "Outils de lutte contre les discriminations, payment. « financement interne » : la vision globale dit pourtant qu’il n’y a pas de financement.",
  ]);
});
