import { chase } from "../acts/chasing.ts";
import { askFor, closeRound, deposit, derive, moveDeadline, submitDraft } from "../acts/documents.ts";
import { enter, enterMissions } from "../acts/entries.ts";
import { closeDecision, discuss, planMeeting, recordMeeting } from "../acts/meetings.ts";
import { receive } from "../acts/receiving.ts";
import { annotateCopy, answerCarried, answerRemarks, decide, remark } from "../acts/reviewing.ts";
import type { Play, Track } from "../story.ts";
import { restitution } from "./restitution.ts";

const action = "discriminations-et-territoires";
const intermediaire = "Discriminations et territoires : note intermédiaire";
const missions = "Missions, séminaires et rencontres";
const finale = "Discriminations et territoires : note finale";

/**
 * Discriminations et territoires: Iscra, a contractor, writes by the links of its mails. An intermediate note for the seminar of
 * July, the final note that it becomes at the end of September, its restitution in November, regional meetings into 2009.
 */
export const discriminations: Track = {
  title: "Discriminations et territoires",
  paid: { action },
  scenes: [
    { at: "2008-03-03 10:00", what: "the intermediate note is asked of Iscra", play: askForIntermediate },
    { at: "2008-05-26 10:00", what: "the July seminar is planned", play: planJuly },
    {
      at: "2008-06-24 17:00",
      what: "Iscra opens the link of its mail and sends the intermediate note",
      play: sendIntermediate,
    },
    { at: "2008-07-01 10:00", what: "IREV and EPI read it before the seminar", play: reviewIntermediate },
    { at: "2008-07-08 18:00", what: "the seminar is recorded", play: recordJuly },
    { at: "2008-07-08 19:00", what: "IREV enters its mission from the meeting's page", play: enterOwn },
    { at: "2008-07-09 09:00", what: "the coordinator enters the others", play: (on) => enterAll(on, "dt-july") },
    { at: "2008-07-10 11:00", what: "IREV enters what the seminar cost", play: enterSeminar },
    {
      at: "2008-07-09 09:30",
      what: "the intermediate note is approved as it is: its remarks go into the final note",
      play: closeIntermediate,
    },
    { at: "2008-07-11 10:00", what: "the final note begins as the intermediate one", play: becomeFinal },
    {
      at: "2008-07-16 11:00",
      what: "ACSE downloads the intermediate note",
      play: (on) => receive(on, on.people.acse, intermediaire),
    },
    {
      at: "2008-08-21 11:00",
      what: "IREV sent the six accounts to Iscra",
      play: (on) => closeDecision(on.people.irev, "Envoyer à l’Iscra"),
    },
    {
      at: "2008-09-02 11:00",
      what: "ODTI met people in Grenoble, some days late",
      play: (on) => closeDecision(on.people.odti, "Réunir un groupe"),
    },
    { at: "2008-09-04 10:00", what: "nothing has come: Iscra is chased", play: chaseIscra },
    { at: "2008-09-08 17:30", what: "the final note comes as an OpenDocument file", play: sendFinal },
    { at: "2008-09-16 10:00", what: "IREV approves with remarks", play: reviewByIrev },
    { at: "2008-09-19 15:00", what: "ORIV sends an annotated copy and approves", play: reviewByOriv },
    {
      at: "2008-09-23 10:00",
      what: "the deadline has passed with an opinion missing: the coordinator moves it, and chases",
      play: extend,
    },
    { at: "2008-09-25 16:00", what: "EPI answers at last, with reservations", play: reviewByEpi },
    {
      at: "2008-09-25 17:00",
      what: "the round is closed, with remarks to integrate",
      play: (on) => closeRound(on, "dt-final", "toIntegrate"),
    },
    { at: "2008-09-26 16:00", what: "Iscra answers each remark and submits what came of it", play: integrate },
    { at: "2008-09-29 10:00", what: "what was integrated is confirmed", play: confirm },
    {
      at: "2008-09-30 10:00",
      what: "the final note is approved, at the end of September",
      play: (on) => closeRound(on, "dt-final", "approved"),
    },
    {
      at: "2008-10-06 11:00",
      what: "ACSE downloads the final note",
      play: (on) => receive(on, on.people.acse, finale),
    },
    ...restitution,
  ],
};

async function askForIntermediate(on: Play): Promise<void> {
  await askFor(on, "dt-intermediate", {
    ...{ action, expected: "note-intermediaire", kind: "intermediate-note", title: intermediaire },
    authors: ["Prestataire"],
    reviewers: ["Chargé d’études", "Direction adjointe"],
    funders: ["ACSE"],
    ...{ draft: "2008-06-25", review: "2008-07-10", final: "2008-07-31" },
  });
}

async function planJuly(on: Play): Promise<void> {
  await planMeeting(
    on,
    "dt-july",
    { action, expected: "seminaire-de-travail-interne" },
    {
      ...{ kind: "internal", date: "2008-07-08", starts: "09:30", ends: "17:00", place: "Paris, salle du réseau" },
      invited: ["Prestataire", "CREFE", "EPI", "IREV", "ODTI", "ORIV"],
      lines: [
        "Classer les actions par logique ou par domaine",
        "Les actions interrompues",
        "La restitution de novembre",
      ],
    },
  );
}

async function sendIntermediate(on: Play): Promise<void> {
  const { iscra } = on.people;
  await iscra.follow(`« ${intermediaire} »`);
  const bytes = await on.file("intermediate-note/sample.docx");
  await deposit(on, iscra, "dt-intermediate", { name: "note-intermediaire.docx", bytes });
  await submitDraft(on, iscra, "dt-intermediate");
  await discuss(on, "dt-intermediate", "dt-july");
}

async function reviewIntermediate(on: Play): Promise<void> {
  const { irev, epi } = on.people;
  await irev.follow(`Votre avis sur « ${intermediaire} »`);
  await remark(on, irev, "dt-intermediate", {
    ...{ on: "Trois logiques d’action coexistent", type: "comment" },
    text: "Le classement par logique est le bon : c’est lui qui explique la durée. À garder dans la note finale.",
  });
  await decide(on, irev, "dt-intermediate", "approve");
  await epi.follow(`Votre avis sur « ${intermediaire} »`);
  await remark(on, epi, "dt-intermediate", {
    ...{ on: "Dans cinq actions seulement", type: "addition" },
    addition: "Deux groupes d’habitants, à Grenoble et à Roubaix, seront réunis avant septembre.",
    text: "Le séminaire devra le décider, mais nous y sommes prêts.",
  });
  await decide(on, epi, "dt-intermediate", "approve");
}

async function recordJuly(on: Play): Promise<void> {
  await recordMeeting(on, "dt-july", {
    present: ["Prestataire", "Chargé d’études", "Direction adjointe", "Direction", "Documentaliste"],
    outsiders: 6,
    minutes:
      "Les participants reclassent cinq fiches dans l’une et l’autre grille : le classement par logique d’action est retenu. Six actions interrompues seront racontées par ceux qui les ont portées. Deux groupes d’habitants seront réunis avant la note finale.",
    settled: ["Classer les actions", "Les actions interrompues"],
    postponed: ["La restitution de novembre"],
    decisions: [
      { words: "Réunir un groupe d’habitants à Grenoble", person: "Responsable de la formation", due: "2008-08-29" },
      { words: "Envoyer à l’Iscra six récits d’actions interrompues", person: "Chargé d’études", due: "2008-08-22" },
    ],
  });
}

async function enterOwn(on: Play): Promise<void> {
  await enterMissions(on, on.people.irev, "dt-july", missions);
}

async function enterSeminar({ people: { irev } }: Play): Promise<void> {
  await enter(irev, [
    { term: "Frais des séminaires", date: "2008-07-08", amount: "318,40", note: "Repas de onze personnes" },
    { term: "Frais des séminaires", date: "2008-07-08", amount: "96,20", note: "Copies des fiches" },
  ]);
}

async function closeIntermediate(on: Play): Promise<void> {
  await closeRound(on, "dt-intermediate", "approved");
}

async function becomeFinal(on: Play): Promise<void> {
  await derive(on, "dt-final", "dt-intermediate", {
    title: finale,
    authors: ["Prestataire"],
    reviewers: ["Chargé d’études", "Direction adjointe", "Direction"],
    funders: ["ACSE"],
    ...{ draft: "2008-09-01", review: "2008-09-22", final: "2008-09-30" },
  });
}

async function chaseIscra(on: Play): Promise<void> {
  await chase(on, "dt-final", "Prestataire", "Le réseau attend votre texte pour tenir la date du 30 septembre.");
}

async function sendFinal(on: Play): Promise<void> {
  const { iscra } = on.people;
  await iscra.follow(`« ${finale} » : Coordination du réseau vous relance`);
  await deposit(on, iscra, "dt-final", { name: "note-finale.odt", bytes: await on.file("final-note/sample.odt") });
  await answerCarried(on, iscra, "dt-final", [
    { about: "Le classement par logique", as: "integrated" },
    { about: "Deux groupes d’habitants", as: "integrated" },
  ]);
  await submitDraft(on, iscra, "dt-final");
}

async function reviewByIrev(on: Play): Promise<void> {
  const { irev } = on.people;
  await irev.follow(`Votre avis sur « ${finale} »`);
  await remark(on, irev, "dt-final", {
    ...{ on: "Le coût moyen d’une action", type: "comment" },
    text: "Dire sur combien d’actions ce coût moyen est calculé.",
  });
  await remark(on, irev, "dt-final", {
    ...{ on: "examiner une procédure par an", type: "reference", text: "Pour la partie sur les procédures." },
    reference: "De Rudder, Poiret, Vourc’h, *L’inégalité raciste*, 2000",
  });
  await decide(on, irev, "dt-final", "approve");
}

async function reviewByOriv(on: Play): Promise<void> {
  const { oriv } = on.people;
  await oriv.follow(`« ${finale} »`);
  await annotateCopy(on, oriv, "dt-final", [
    {
      on: "Le corpus n’est pas un échantillon.",
      comment: "À dire dès l’introduction, sinon les chiffres seront repris tels quels.",
    },
    { on: "Les deux tiers des actions interrompues", instead: "Les deux tiers des actions interrompues (19 sur 29)" },
  ]);
  await decide(on, oriv, "dt-final", "approve");
}

/** The kind of a final note tells its coordinator that the deadline has passed: nothing is decided by time. */
async function extend(on: Play): Promise<void> {
  const { coordination } = on.people;
  await coordination.follow(`Échéance passée : « ${finale} »`);
  await moveDeadline(on, "dt-final", "2008-09-26");
  await chase(
    on,
    "dt-final",
    "Direction adjointe",
    "Votre avis est le dernier attendu ; la remise est dans une semaine.",
  );
}

async function reviewByEpi(on: Play): Promise<void> {
  const { epi } = on.people;
  await epi.follow(`« ${finale} »`);
  await remark(on, epi, "dt-final", {
    ...{ on: "Le premier est le genre", type: "correction", words: "Le premier est le genre" },
    ...{
      correction: "Le premier, relevé par EPI, est le genre",
      text: "C’est notre relecture des fiches qui l’a montré.",
    },
  });
  const reason = "Favorable, si la question des femmes n’est pas seulement citée.";
  await decide(on, epi, "dt-final", "approveWithReservations", reason);
}

async function integrate(on: Play): Promise<void> {
  const { iscra } = on.people;
  await iscra.follow(`remarques à traiter`);
  await answerRemarks(on, iscra, "dt-final", [
    {
      about: "Dire sur combien",
      as: "partly",
      reason: "Le nombre est dit en note ; le détail par domaine demanderait une annexe.",
    },
    { about: "L’inégalité raciste", as: "integrated" },
    {
      about: "À dire dès l’introduction",
      as: "declined",
      reason: "La section « Les limites » suffit, et l’essentiel y renvoie.",
    },
    { about: "(19 sur 29)", as: "applied" },
    { about: "relevé par EPI", as: "applied" },
  ]);
  await submitDraft(on, iscra, "dt-final");
}

async function confirm(on: Play): Promise<void> {
  const { epi, irev } = on.people;
  for (const reviewer of [epi, irev]) {
    await reviewer.follow(`« ${finale} »`);
    await decide(on, reviewer, "dt-final", "approve");
  }
}

async function enterAll(on: Play, meeting: string): Promise<void> {
  await enterMissions(on, on.people.coordination, meeting, missions);
}
