import { href } from "../../../shared/addresses.ts";
import { chase } from "../acts/chasing.ts";
import { askFor, closeRound, deposit, submitDraft } from "../acts/documents.ts";
import { declareCorrection, openEdition } from "../acts/editions.ts";
import { enter, enterMissions } from "../acts/entries.ts";
import { rewritten, zipped } from "../acts/files.ts";
import { closeDecision, planMeeting, recordMeeting } from "../acts/meetings.ts";
import { receive } from "../acts/receiving.ts";
import { answerRemarks, compare, decide, remark } from "../acts/reviewing.ts";
import { idOf, type Play, type Track } from "../story.ts";

const action = "ecole-et-diversite";
const dossier = "L’école face à la diversité : dossier ressources";

/** École et diversité: a dossier of which three members write a part each; one is missing and chased; a part that changes makes edition 2. */
export const ecole: Track = {
  title: "École et diversité",
  paid: { action },
  scenes: [
    { at: "2008-02-25 10:00", what: "the internal seminar is planned", play: planSeminar },
    { at: "2008-04-03 17:00", what: "the seminar is recorded", play: recordSeminar },
    {
      at: "2008-04-04 10:00",
      what: "missions of those who came",
      play: (on) => enterAll(on, "ecole-seminar"),
    },
    { at: "2008-04-14 10:00", what: "the dossier is asked of three members, a part each", play: askForDossier },
    {
      at: "2008-04-30 11:00",
      what: "ORIV sent its plan, as the seminar had decided",
      play: (on) => closeDecision(on.people.veille, "Envoyer aux deux autres"),
    },
    { at: "2008-06-10 16:00", what: "CREFE sends its part", play: (on) => sendPart(on, "crefe", "CREFE", []) },
    {
      at: "2008-06-13 16:00",
      what: "ORIV sends its part, a text with a figure",
      play: (on) => sendPart(on, "veille", "ORIV", ["mesures.png"]),
    },
    { at: "2008-06-24 10:00", what: "CRPV Essonne is missing, and is chased", play: chaseEssonne },
    { at: "2008-09-03 17:00", what: "CRPV Essonne sends its part", play: sendMissingPart },
    {
      at: "2008-09-05 10:00",
      what: "the coordinator submits the whole",
      play: (on) => submitDraft(on, on.people.coordination, "dossier"),
    },
    { at: "2008-09-17 10:00", what: "ODTI and EPI remark on parts", play: reviewDossier },
    { at: "2008-09-26 10:00", what: "IREV approves: everyone has", play: approveDossier },
    {
      at: "2008-09-30 10:00",
      what: "the round is closed, with remarks to integrate",
      play: (on) => closeRound(on, "dossier", "toIntegrate"),
    },
    { at: "2008-10-09 16:00", what: "CRPV Essonne changes its part and answers the remarks", play: integrate },
    { at: "2008-10-14 10:00", what: "two members confirm", play: confirm },
    { at: "2008-10-17 10:00", what: "the dossier is approved", play: (on) => closeRound(on, "dossier", "approved") },
    { at: "2008-10-21 11:00", what: "DAIC downloads the dossier", play: (on) => receive(on, on.people.daic, dossier) },
    { at: "2008-10-23 15:00", what: "each member enters what its part took", play: enterTime },
    {
      at: "2009-01-20 15:00",
      what: "CRPV Essonne sends its part of the final anew: it is proposed",
      play: proposePart,
    },
    { at: "2009-01-26 10:00", what: "the coordinator opens edition 2 with it", play: openSecond },
    {
      at: "2009-01-27 10:00",
      what: "edition 2 is declared a correction",
      play: (on) => declareCorrection(on, "dossier"),
    },
    {
      at: "2009-02-03 11:00",
      what: "DAIC downloads edition 2, and looks at what changed",
      play: receiveSecond,
    },
  ],
};

async function planSeminar(on: Play): Promise<void> {
  await planMeeting(
    on,
    "ecole-seminar",
    { action, expected: "seminaire-interne-de-capitalisation" },
    {
      ...{ kind: "internal", date: "2008-04-03", starts: "10:00", ends: "16:30", place: "Évry, locaux du CRPV" },
      invited: ["CREFE", "CRPV Essonne", "ORIV", "IREV"],
      lines: ["Ce que chaque structure a mené avec l’école", "Le plan du dossier ressources"],
    },
  );
}

async function recordSeminar(on: Play): Promise<void> {
  await recordMeeting(on, "ecole-seminar", {
    present: ["Documentaliste", "Chargé de mission éducation", "Chargée de veille", "Chargé d’études"],
    outsiders: 2,
    minutes:
      "Trois structures écriront : le CREFE sur le collège, le CRPV Essonne sur la réussite éducative, l’ORIV sur l’accueil des élèves nouvellement arrivés. Chaque partie dit les actions menées, une bibliographie et des personnes ressources.",
    settled: ["Ce que chaque structure", "Le plan du dossier"],
    decisions: [
      { words: "Envoyer aux deux autres le plan de sa partie", person: "Chargée de veille", due: "2008-05-02" },
    ],
  });
}

async function askForDossier(on: Play): Promise<void> {
  await askFor(on, "dossier", {
    ...{ action, expected: "dossier-ressources-l-ecole-face-a-la-diversite", kind: "resource-dossier", title: dossier },
    authors: ["Documentaliste", "Chargé de mission éducation", "Chargée de veille"],
    parts: ["CREFE", "CRPV Essonne", "ORIV"],
    reviewers: ["Responsable de la formation", "Direction adjointe", "Chargé d’études"],
    funders: ["DAIC"],
    ...{ draft: "2008-06-16", review: "2008-10-03", final: "2008-10-31" },
  });
}

async function sendPart(on: Play, who: "crefe" | "veille" | "essonne", part: string, beside: string[]): Promise<void> {
  const name = part.toLowerCase().replace(" ", "-");
  const bytes = await zipped(on, `resource-dossier/sample/${name}.md`, beside);
  await on.people[who].follow(`« ${dossier} »`);
  await deposit(on, on.people[who], "dossier", { name: `${name}.zip`, bytes });
}

async function chaseEssonne(on: Play): Promise<void> {
  await chase(
    on,
    "dossier",
    "Chargé de mission éducation",
    "Les deux autres parties sont là ; la vôtre tient le dossier.",
  );
}

async function sendMissingPart(on: Play): Promise<void> {
  await on.people.essonne.follow(`« ${dossier} »`);
  await sendPart(on, "essonne", "CRPV Essonne", []);
}

async function reviewDossier(on: Play): Promise<void> {
  const { odti, epi } = on.people;
  await odti.follow(`Votre avis sur « ${dossier} »`);
  await remark(on, odti, "dossier", {
    ...{ on: "Quatre villes ont ouvert", type: "comment" },
    text: "Dire lesquelles : nos collègues voudront les appeler.",
  });
  await decide(on, odti, "dossier", "approve");
  await epi.follow(`Votre avis sur « ${dossier} »`);
  await remark(on, epi, "dossier", {
    ...{ type: "addition", text: "Pour les lecteurs qui ne sont pas de l’école." },
    addition: "Un glossaire des sigles de l’Éducation nationale est joint.",
  });
  await decide(
    on,
    epi,
    "dossier",
    "approveWithReservations",
    "Le glossaire manque aux lecteurs qui ne sont pas de l’école.",
  );
}

async function approveDossier(on: Play): Promise<void> {
  const { irev } = on.people;
  await irev.follow(`« ${dossier} »`);
  await decide(on, irev, "dossier", "approve");
}

async function integrate(on: Play): Promise<void> {
  const { essonne, coordination } = on.people;
  const passage = "Quatre villes ont ouvert";
  const bytes = await rewritten(
    on,
    "resource-dossier/sample/crpv-essonne.md",
    passage,
    "Quatre villes (Corbeil-Essonnes, Évry, Grigny et Les Ulis) ont ouvert",
  );
  await deposit(on, essonne, "dossier", { name: "crpv-essonne-2.md", bytes });
  await answerRemarks(on, essonne, "dossier", [
    { about: "Dire lesquelles", as: "integrated" },
    {
      about: "Un glossaire des sigles",
      as: "declined",
      reason: "Les sigles sont développés à leur première apparition.",
    },
  ]);
  await submitDraft(on, coordination, "dossier");
}

async function confirm(on: Play): Promise<void> {
  const { odti, epi } = on.people;
  for (const reviewer of [odti, epi]) {
    await reviewer.follow(`« ${dossier} »`);
    await decide(on, reviewer, "dossier", "approve");
  }
}

async function proposePart(on: Play): Promise<void> {
  const { essonne } = on.people;
  const passage = "Sur 140 parents venus au moins une fois, 86 sont revenus.";
  const anew = "Sur 212 parents venus au moins une fois en 2008, 139 sont revenus.";
  const text = await rewritten(on, "resource-dossier/sample/crpv-essonne.md", passage, anew);
  await deposit(on, essonne, "dossier", { name: "crpv-essonne-2009.md", bytes: text });
}

async function receiveSecond(on: Play): Promise<void> {
  const { daic } = on.people;
  await receive(on, daic, dossier, "Nouvelle édition");
  await compare(on, daic, href("editionRedline", { id: idOf(on, "dossier"), edition: "2" }));
}

async function openSecond(on: Play): Promise<void> {
  const { coordination } = on.people;
  await coordination.follow(`Une partie changée est proposée : « ${dossier} »`);
  await openEdition(on, "dossier", "Les chiffres des cafés des parents sont ceux de toute l’année 2008.");
}

/** ORIV takes no part in the action but wrote in its dossier: the coordinator enters its hours. */
async function enterTime({ people: { crefe, essonne, coordination } }: Play): Promise<void> {
  const hours = "Heures, dossier ressources";
  const days = "Jours, coordination du dossier";
  await enter(crefe, [
    { term: hours, date: "2008-05-27", amount: "9", note: "Actions menées avec les collèges" },
    { term: hours, date: "2008-06-09", amount: "11,5", note: "Rédaction" },
    { term: days, date: "2008-07-01", amount: "1" },
    { term: days, date: "2008-10-16", amount: "2", note: "Réunion des trois parties" },
  ]);
  await enter(essonne, [
    { term: hours, date: "2008-08-28", amount: "12", note: "Rédaction" },
    { term: hours, date: "2008-10-08", amount: "7 h 30", note: "Suites des remarques" },
  ]);
  await enter(coordination, [
    { term: hours, date: "2008-06-12", amount: "17,5", who: "Chargée de veille", note: "Partie de l’ORIV" },
  ]);
}

async function enterAll(on: Play, meeting: string): Promise<void> {
  await enterMissions(on, on.people.coordination, meeting, "Missions, séminaires internes");
}
