import { askFor, closeRound, deposit, submitDraft } from "../acts/documents.ts";
import { enter } from "../acts/entries.ts";
import { zipped } from "../acts/files.ts";
import { closeDecision, discuss, planMeeting, recordMeeting } from "../acts/meetings.ts";
import { receive } from "../acts/receiving.ts";
import { answerRemarks, decide, remark, sendRemarks } from "../acts/reviewing.ts";
import { drawOn } from "../acts/sources.ts";
import type { Play, Track } from "../story.ts";

const action = "integration-et-collectivites";
const note = "Intégration et collectivités locales : note de synthèse";

/** Intégration et collectivités: a synthesis of what was gathered, with its basket of sources, discussed at a seminar, confirmed. */
export const collectivites: Track = {
  title: "Collectivités et intégration",
  paid: { action, terms: ["Jours, note de synthèse"] },
  scenes: [
    { at: "2008-02-04 10:00", what: "the synthesis note is asked of ORIV", play: askForNote },
    { at: "2008-04-29 16:00", what: "ORIV sends it as an archive, with its figures and bibliography", play: sendNote },
    { at: "2008-04-30 10:00", what: "each section says what it draws on", play: fillBasket },
    { at: "2008-05-05 10:00", what: "the seminar is planned with the note on its agenda", play: planSeminar },
    { at: "2008-05-22 17:30", what: "the seminar is recorded", play: recordSeminar },
    { at: "2008-05-26 15:00", what: "CREFE sends remarks, then decides", play: reviewByCrefe },
    { at: "2008-05-28 10:00", what: "IREV and EPI approve", play: reviewByOthers },
    {
      at: "2008-05-28 17:00",
      what: "CREFE has read the figures again, as the seminar had decided",
      play: (on) => closeDecision(on.people.crefe, "Relire les chiffres"),
    },
    {
      at: "2008-05-29 10:00",
      what: "the round is closed, with remarks to integrate",
      play: (on) => closeRound(on, "synthesis", "toIntegrate"),
    },
    { at: "2008-06-10 15:00", what: "ORIV integrates corrections by one click and answers the rest", play: integrate },
    { at: "2008-06-16 10:00", what: "two reviewers confirm", play: confirm },
    { at: "2008-06-19 10:00", what: "the note is approved", play: (on) => closeRound(on, "synthesis", "approved") },
    { at: "2008-06-20 16:00", what: "ORIV enters the days of the note", play: enterDays },
    { at: "2008-06-25 11:00", what: "DAIC downloads it", play: (on) => receive(on, on.people.daic, note) },
  ],
};

async function askForNote(on: Play): Promise<void> {
  await askFor(on, "synthesis", {
    ...{ action, expected: "note-de-synthese", kind: "synthesis-note", title: note },
    authors: ["Direction"],
    reviewers: ["Documentaliste", "Chargé d’études", "Direction adjointe"],
    funders: ["DAIC"],
    ...{ draft: "2008-04-30", review: "2008-05-30", final: "2008-06-30" },
  });
}

async function sendNote(on: Play): Promise<void> {
  const { oriv } = on.people;
  await oriv.follow(`« ${note} »`);
  const bytes = await zipped(on, "synthesis-note/sample.md", ["bibliographie.bib", "domaines.png"]);
  await deposit(on, oriv, "synthesis", { name: "note-de-synthese.zip", bytes });
}

async function fillBasket(on: Play): Promise<void> {
  const { oriv } = on.people;
  await oriv.enter();
  const report = Buffer.from("# Rapport d’activité 2007\n\nQuatre-vingt-quatre fiches, réunies par neuf structures.\n");
  const file = { name: "rapport-d-activite-2007.md", bytes: report };
  await drawOn(on, oriv, "synthesis", { title: "Rapport d’activité 2007 du réseau", file }, [
    "Les matériaux",
    "Ce que font les collectivités",
  ]);
  await drawOn(on, oriv, "synthesis", { title: "Veille sur les échanges du RIPD : mars 2008" }, [
    "Les matériaux",
    "Ce qui fait difficulté",
  ]);
  await drawOn(on, oriv, "synthesis", { title: "L’interculturalité : note de cadrage", find: "cadrage" }, [
    "Associer, et pas seulement consulter",
  ]);
  await submitDraft(on, oriv, "synthesis");
}

async function planSeminar(on: Play): Promise<void> {
  await planMeeting(
    on,
    "synthesis-seminar",
    { action },
    {
      ...{ kind: "internal", title: "Séminaire « Collectivités »", date: "2008-05-22", starts: "10:00", ends: "16:00" },
      ...{ place: "Strasbourg, locaux de l’ORIV", invited: ["CREFE", "EPI", "IREV", "ORIV"] },
      lines: ["Les neuf pistes d’action", "Ce que disent les rencontres régionales"],
    },
  );
  await discuss(on, "synthesis", "synthesis-seminar");
}

async function recordSeminar(on: Play): Promise<void> {
  await recordMeeting(on, "synthesis-seminar", {
    present: ["Direction", "Documentaliste", "Chargé d’études", "Direction adjointe"],
    outsiders: 4,
    minutes:
      "Les participants partagent les constats. Ils demandent de distinguer les actions de l’État et celles des communes, et de dire de quelles actions il s’agit quand un chiffre est donné.",
    settled: ["Les neuf pistes", "Ce que disent les rencontres"],
    decisions: [
      { words: "Relire les chiffres de la note avec les fiches", person: "Documentaliste", due: "2008-05-30" },
    ],
  });
}

async function reviewByCrefe(on: Play): Promise<void> {
  const { crefe } = on.people;
  await crefe.follow(`« ${note} »`);
  await remark(on, crefe, "synthesis", {
    ...{ on: "près des deux tiers des actions", type: "comment" },
    text: "Peut-on dire de quelles actions il s’agit ?",
  });
  await remark(on, crefe, "synthesis", {
    ...{ on: "Ce chiffre surprend, car c’est", type: "correction", words: "Ce chiffre surprend, car c’est" },
    ...{ correction: "Ce chiffre surprend : c’est", text: "Plus simple." },
  });
  await sendRemarks(on, crefe, "synthesis");
  await decide(on, crefe, "synthesis", "approveWithReservations", "Sous réserve des remarques jointes.");
}

async function reviewByOthers(on: Play): Promise<void> {
  const { irev, epi } = on.people;
  await irev.follow(`« ${note} »`);
  await remark(on, irev, "synthesis", {
    ...{ on: "Neuf pistes d’action en sont tirées", type: "addition", text: "Le séminaire l’a demandé." },
    addition: "Une dixième piste, l’évaluation partagée, fera l’objet d’une note à part.",
  });
  await decide(on, irev, "synthesis", "approve");
  await epi.follow(`« ${note} »`);
  await decide(on, epi, "synthesis", "approve");
}

async function integrate(on: Play): Promise<void> {
  const { oriv } = on.people;
  await oriv.follow("remarques à traiter");
  await answerRemarks(on, oriv, "synthesis", [
    {
      about: "de quelles actions il s’agit",
      as: "partly",
      reason: "La phrase est nuancée ; le détail est dans le tableau.",
    },
    { about: "Ce chiffre surprend : c’est", as: "applied" },
    {
      about: "Une dixième piste",
      as: "declined",
      reason: "Les neuf pistes tiennent sur une page : une dixième n’y entre pas.",
    },
  ]);
  await submitDraft(on, oriv, "synthesis");
}

async function confirm(on: Play): Promise<void> {
  const { crefe, irev } = on.people;
  for (const reviewer of [crefe, irev]) {
    await reviewer.follow(`« ${note} »`);
    await decide(on, reviewer, "synthesis", "approve");
  }
}

async function enterDays({ people: { oriv } }: Play): Promise<void> {
  const days: readonly (readonly [day: string, amount: string, note: string])[] = [
    ["2008-02-21", "2", "Lecture des matériaux"],
    ["2008-03-18", "3", "Entretiens avec six communes"],
    ["2008-04-10", "4", "Rédaction"],
    ["2008-04-28", "4,5", "Rédaction, figures"],
    ["2008-05-22", "1", "Séminaire"],
    ["2008-06-10", "3", "Suites du séminaire et des remarques"],
  ];
  await enter(
    oriv,
    days.map(([date, amount, note]) => ({ term: "Jours, note de synthèse", date, amount, note })),
  );
}
