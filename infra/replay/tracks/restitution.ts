import { enter, enterMissions, enterWithReceipt } from "../acts/entries.ts";
import { closeDecision, discuss, planMeeting, recordMeeting } from "../acts/meetings.ts";
import type { Play, Scene } from "../story.ts";
import { receipt } from "../texts/receipt.ts";

const action = "discriminations-et-territoires";

/** What becomes of the final note: a national restitution in November, and regional meetings into 2009. */
export const restitution: readonly Scene[] = [
  { at: "2008-10-08 10:00", what: "the restitution is planned", play: planRestitution },
  { at: "2008-11-18 18:30", what: "the restitution is recorded: 84 people from elsewhere", play: recordRestitution },
  { at: "2008-11-20 10:00", what: "EPI enters what it cost, with the invoice of the hall", play: enterCosts },
  { at: "2008-11-21 10:00", what: "missions of those who came", play: (on) => enterAll(on, "dt-restitution") },
  { at: "2008-11-24 10:00", what: "regional meetings are planned into 2009", play: planRegional },
  { at: "2008-12-12 11:00", what: "IREV says that the summary was sent", play: sendSummary },
  { at: "2009-01-29 18:00", what: "the first regional meeting is recorded", play: recordStrasbourg },
  { at: "2009-02-26 18:00", what: "the second, in Lille", play: recordLille },
  { at: "2009-03-19 18:00", what: "the third, in Évry", play: recordEvry },
  { at: "2009-03-20 10:00", what: "missions of those who came to the three", play: enterRegional },
];

async function planRestitution(on: Play): Promise<void> {
  await planMeeting(
    on,
    "dt-restitution",
    { action, expected: "restitution-nationale" },
    {
      ...{
        kind: "restitution",
        date: "2008-11-18",
        starts: "09:30",
        ends: "17:00",
        place: "Paris, auditorium du Conservatoire",
      },
      invited: [
        "Prestataire",
        "Service instructeur",
        "COFRIMI",
        "CREFE",
        "CRPV Essonne",
        "EPI",
        "IREV",
        "ODTI",
        "ORIV",
      ],
      lines: ["Ce que soixante-dix actions nous apprennent", "Les préconisations en débat", "Les suites en région"],
    },
  );
  await discuss(on, "dt-final", "dt-restitution");
}

async function recordRestitution(on: Play): Promise<void> {
  await recordMeeting(on, "dt-restitution", {
    present: [
      "Prestataire",
      "Service instructeur",
      "Chargé d’études",
      "Direction adjointe",
      "Direction",
      "Documentaliste",
    ],
    outsiders: 84,
    minutes:
      "Quatre-vingt-dix personnes, dont une trentaine d’agents de collectivités. Les préconisations aux services de l’État sont les plus discutées ; la question des femmes revient dans les deux ateliers. Trois régions s’engagent à réunir les acteurs des projets au début de 2009.",
    settled: ["Ce que soixante-dix actions", "Les préconisations", "Les suites en région"],
    decisions: [
      {
        words: "Envoyer à tous les participants la synthèse en quatre pages",
        person: "Chargé d’études",
        due: "2008-12-12",
      },
      { words: "Réunir les acteurs des projets de l’Est", person: "Direction", due: "2009-01-30" },
    ],
  });
}

async function enterCosts({ people: { epi } }: Play): Promise<void> {
  const term = "Frais des séminaires";
  const bytes = receipt(["Facture 08-1187", "Location de l'auditorium, le 18 novembre 2008", "Total : 1 650,00 EUR"]);
  await enterWithReceipt(
    epi,
    { term, date: "2008-11-18", amount: "1 650,00", note: "Auditorium" },
    { name: "facture-auditorium.pdf", bytes },
  );
  await enter(epi, [{ term, date: "2008-11-18", amount: "1 284,50", note: "Accueil de 90 personnes" }]);
}

async function enterRegional(on: Play): Promise<void> {
  for (const meeting of ["dt-strasbourg", "dt-lille", "dt-evry"]) await enterAll(on, meeting);
}

async function planRegional(on: Play): Promise<void> {
  const regional = (word: string, date: string, place: string, invited: string[]) =>
    planMeeting(
      on,
      word,
      { action, expected: "rencontres-regionales" },
      {
        ...{
          kind: "regional",
          title: `Rencontre régionale, ${place.split(",")[0]}`,
          date,
          starts: "13:30",
          ends: "17:00",
          place,
        },
        invited: ["Prestataire", ...invited],
        lines: ["La note finale, vue de la région", "Ce que chacun continue en 2009"],
      },
    );
  await regional("dt-strasbourg", "2009-01-29", "Strasbourg, maison des associations", ["ORIV"]);
  await regional("dt-lille", "2009-02-26", "Lille, locaux de l’IREV", ["IREV"]);
  await regional("dt-evry", "2009-03-19", "Évry, maison de quartier", ["CRPV Essonne"]);
}

async function sendSummary({ people: { irev } }: Play): Promise<void> {
  await closeDecision(irev, "la synthèse en quatre pages");
}

async function recordStrasbourg(on: Play): Promise<void> {
  await closeDecision(on.people.oriv, "Réunir les acteurs");
  await recordMeeting(on, "dt-strasbourg", {
    present: ["Prestataire", "Direction"],
    outsiders: 31,
    minutes:
      "Neuf projets présentés par ceux qui les portent. Le bailleur social de Mulhouse raconte la révision de sa procédure d’attribution.",
    settled: ["La note finale", "Ce que chacun continue"],
  });
}

async function recordLille(on: Play): Promise<void> {
  await recordMeeting(on, "dt-lille", {
    present: ["Prestataire", "Chargé d’études"],
    outsiders: 24,
    minutes:
      "La discussion porte sur les actions interrompues : deux reprendront en 2009, avec un financement de trois ans.",
    settled: ["La note finale", "Ce que chacun continue"],
  });
}

async function recordEvry(on: Play): Promise<void> {
  await recordMeeting(on, "dt-evry", {
    present: ["Prestataire", "Chargé de mission éducation"],
    outsiders: 19,
    minutes:
      "Le groupe d’habitants réuni en août est présent : ses propos sur l’orientation scolaire ouvrent la séance.",
    settled: ["La note finale", "Ce que chacun continue"],
  });
}

async function enterAll(on: Play, meeting: string): Promise<void> {
  await enterMissions(on, on.people.coordination, meeting, "Missions, séminaires et rencontres");
}
