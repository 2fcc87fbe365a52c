import { factsSchema, type StatedAgreement, type StatementFacts } from "../../shared/statement/facts.ts";

/** What a network did in 2008 on two agreements: the one of its meetings, with ACSE, and the one of its European portal, with MPG. */

export const reseau: StatedAgreement = {
  id: "acse-2008-114",
  funder: "acse",
  reference: "ACSE 2008-114",
  title: "Fonctionnement du réseau et outils",
  currency: "EUR",
  ...{ from: "2008-01-01", until: "2008-12-31", stage: "signed" },
  actions: ["2008/reseau", "2008/base-documentaire"],
  terms: [
    {
      id: "missions",
      words: "Missions des réunions trimestrielles",
      unit: "mission",
      planned: 1200,
      rate: 15_000,
      account: "62",
      action: "2008/reseau",
    },
    { id: "saisie", words: "Saisie de la base", unit: "hour", planned: 20_000, rate: 3200, account: "64" },
    { id: "locaux", words: "Salles et reprographie", unit: "running-cost", planned: 180_000, account: "61" },
    { id: "benevolat", words: "Temps bénévole des correspondants", unit: "hour", rate: 1500, account: "86" },
  ],
  payments: [
    { id: "acompte", on: "2008-04-15", cents: 560_000, words: "Acompte de 60 %" },
    { id: "erreur", on: "2008-04-16", cents: 560_000, words: "Acompte, noté deux fois", cancelled: true },
    { id: "solde", on: "2009-07-10", cents: 374_000, words: "Solde" },
  ],
};

export const portail: StatedAgreement = {
  id: "mpg-2008",
  funder: "mpg",
  reference: "",
  title: "Portail européen de l’intégration",
  currency: "EUR",
  ...{ from: "2008-03-01", until: "2008-12-31", stage: "signed" },
  actions: ["2008/portail"],
  terms: [{ id: "jours", words: "Jours de travail", unit: "day", planned: 1400, rate: 25_000, account: "64" }],
  payments: [],
};

/** Facts of one agreement and 2008, with what is different in a test. */
export function factsOf(changes: Partial<StatementFacts> = {}): StatementFacts {
  return {
    schema: factsSchema,
    day: "2009-01-15",
    ...{ from: "2008-01-01", until: "2008-12-31" },
    agreements: [reseau],
    lines: [
      line("m1", "2008-02-19", "missions", "org:oriv", { quantity: 200, cents: 30_000, person: "charge" }),
      line("m2", "2008-02-19", "missions", "org:odti", { quantity: 100, cents: 15_000 }),
      line("m3", "2008-05-20", "missions", "org:oriv", { quantity: 1100, cents: 165_000 }),
      line("s1", "2008-03-12", "saisie", "org:odti", { quantity: 750, cents: 24_000 }),
      line("s2", "2008-03-12", "saisie", "org:odti", { quantity: 750, cents: 24_000 }),
      line("s2-0", "2008-03-12", "saisie", "org:odti", { quantity: -750, cents: -24_000, undoes: "s2" }),
      line("l1", "2008-05-20", "locaux", "org:oriv", {
        cents: 24_550,
        proof: { name: "facture-salle.pdf", hash: "a".repeat(64) },
      }),
      line("b1", "2008-06-03", "benevolat", "org:oriv", { quantity: 400, cents: 6000 }),
      line("avant", "2007-12-20", "missions", "org:oriv", { quantity: 100, cents: 15_000 }),
    ],
    finals: [
      {
        ...{ deliverable: "note", title: "L’interculturalité", edition: 1, approved: "2008-06-03" },
        files: [
          { format: "pdf", sha256: "1f".repeat(32) },
          { format: "docx", sha256: "2e".repeat(32) },
        ],
      },
      { deliverable: "apres", title: "Discriminations et territoires", edition: 1, approved: "2009-02-02", files: [] },
    ],
    meetings: [
      {
        ...{ meeting: "mai", title: "Réunion du réseau du 20 mai 2008", date: "2008-05-20", place: "Paris" },
        ...{ people: 11, outsiders: 2 },
      },
    ],
    receipts: [
      {
        ...{ deliverable: "note", title: "L’interculturalité", edition: 1, person: "suivi", funder: "org:acse" },
        ...{ format: "pdf", on: "2008-06-05" },
      },
    ],
    names: {
      ...{ "org:oriv": "ORIV", "org:odti": "ODTI", "org:acse": "ACSE", "org:mpg": "MPG" },
      ...{ charge: "Chargée de mission, ORIV", suivi: "Chargé de suivi, ACSE" },
      ...{ "2008/reseau": "Réseau", "2008/base-documentaire": "Base documentaire", "2008/portail": "Portail européen" },
    },
    ...changes,
  };
}

/** A line of the agreement of the network's meetings, with what is different in a test. */
export function line(
  id: string,
  date: string,
  term: string,
  holder: string,
  changes: Partial<StatementFacts["lines"][number]>,
): StatementFacts["lines"][number] {
  return {
    ...{ agreement: reseau.id, id, date, term, holder, cents: 0 },
    action: term === "missions" ? "2008/reseau" : "2008/base-documentaire",
    ...changes,
  };
}
