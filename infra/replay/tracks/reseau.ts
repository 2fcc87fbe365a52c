import { closeRound, submitDraft } from "../acts/documents.ts";
import { enterMissions } from "../acts/entries.ts";
import { closeDecision, makeMinutes, planMeeting, prepareAgenda, recordMeeting } from "../acts/meetings.ts";
import { decide, remark } from "../acts/reviewing.ts";
import type { Play, Track } from "../story.ts";

const everyone = [
  "Direction",
  "Direction adjointe",
  "Documentaliste",
  "Chargé d’études",
  "Responsable de la formation",
];

/**
 * Fonctionnement du réseau: four meetings in a series, each with an agenda of what is late, put off or not done, who came, minutes
 * that those who came review by a link, and decisions that the next minutes close.
 */
export const reseau: Track = {
  title: "Réseau",
  paid: { action: "reseau" },
  scenes: [
    { at: "2008-01-21 10:00", what: "the four meetings of the year are planned as a series", play: planSeries },
    { at: "2008-02-07 17:30", what: "the first meeting is recorded", play: recordFirst },
    {
      at: "2008-02-08 10:00",
      what: "the missions of those who came are entered",
      play: (on) => enterAll(on, "reseau"),
    },
    {
      at: "2008-02-11 10:00",
      what: "its minutes go to those who came",
      play: (on) => sendMinutes(on, "reseau", "minutes-1"),
    },
    { at: "2008-02-14 11:00", what: "they are read, with one correction", play: readFirstMinutes },
    { at: "2008-02-18 10:00", what: "they are approved", play: (on) => closeRound(on, "minutes-1", "approved") },
    { at: "2008-04-28 15:00", what: "ORIV says that the rules of the database were sent", play: closeRules },
    {
      at: "2008-05-13 11:00",
      what: "the agenda of the second meeting takes up what is late and not done",
      play: prepareSecond,
    },
    {
      at: "2008-05-15 17:30",
      what: "the second meeting is recorded, and closes a decision of the first",
      play: recordSecond,
    },
    {
      at: "2008-05-16 10:00",
      what: "the missions of those who came are entered",
      play: (on) => enterAll(on, "reseau-2"),
    },
    {
      at: "2008-05-19 10:00",
      what: "its minutes go to those who came",
      play: (on) => sendMinutes(on, "reseau-2", "minutes-2"),
    },
    { at: "2008-05-22 11:00", what: "they are read", play: (on) => readMinutes(on, "minutes-2") },
    { at: "2008-05-26 09:30", what: "they are approved", play: (on) => closeRound(on, "minutes-2", "approved") },
    { at: "2008-09-15 10:00", what: "the agenda of the third meeting takes up what was put off", play: prepareThird },
    { at: "2008-09-18 17:30", what: "the third meeting is recorded", play: recordThird },
    {
      at: "2008-09-19 10:00",
      what: "the missions of those who came are entered",
      play: (on) => enterAll(on, "reseau-3"),
    },
    {
      at: "2008-09-22 10:00",
      what: "its minutes go to those who came",
      play: (on) => sendMinutes(on, "reseau-3", "minutes-3"),
    },
    { at: "2008-09-25 11:00", what: "they are read", play: (on) => readMinutes(on, "minutes-3") },
    { at: "2008-09-29 09:30", what: "they are approved", play: (on) => closeRound(on, "minutes-3", "approved") },
    { at: "2008-12-08 10:00", what: "the agenda of the last meeting", play: prepareFourth },
    {
      at: "2008-12-11 17:30",
      what: "the last meeting is recorded: nothing is left of its decisions",
      play: recordFourth,
    },
    {
      at: "2008-12-12 10:00",
      what: "the missions of those who came are entered",
      play: (on) => enterAll(on, "reseau-4"),
    },
    {
      at: "2008-12-15 10:00",
      what: "its minutes go to those who came",
      play: (on) => sendMinutes(on, "reseau-4", "minutes-4"),
    },
    { at: "2008-12-18 11:00", what: "they are read", play: (on) => readMinutes(on, "minutes-4") },
    { at: "2008-12-22 09:30", what: "they are approved", play: (on) => closeRound(on, "minutes-4", "approved") },
  ],
};

async function planSeries(on: Play): Promise<void> {
  await planMeeting(
    on,
    "reseau",
    { action: "reseau", expected: "reunion-trimestrielle-du-reseau" },
    {
      ...{
        kind: "network",
        title: "Réunion trimestrielle du réseau",
        starts: "10:00",
        ends: "16:30",
        place: "Paris, salle du réseau",
      },
      ...{ date: "2008-02-07", dates: ["2008-05-15", "2008-09-18", "2008-12-11"] },
      invited: ["COFRIMI", "CREFE", "CRPV Essonne", "EPI", "IREV", "ODTI", "ORIV"],
      lines: ["Tour des territoires", "La base documentaire : règles de saisie", "Le nouveau site"],
    },
  );
}

async function recordFirst(on: Play): Promise<void> {
  await recordMeeting(on, "reseau", {
    present: [...everyone, "Chargée de mission"],
    minutes:
      "Tour des territoires : les élections de mars suspendent une partie des actions locales. La base documentaire passera en ligne avec le nouveau site ; chaque structure y saisira ses références avec un résumé.",
    settled: ["Tour des territoires", "La base documentaire"],
    postponed: ["Le nouveau site"],
    decisions: [
      { words: "Écrire les règles de saisie de la base documentaire", person: "Direction", due: "2008-04-30" },
      { words: "Présenter une maquette du nouveau site", person: "Direction adjointe", due: "2008-05-09" },
    ],
  });
}

/** The coordinator makes the minutes a document, and submits them for those who were there. */
async function sendMinutes(on: Play, meeting: string, minutes: string): Promise<void> {
  await makeMinutes(on, meeting, minutes);
  await submitDraft(on, on.people.coordination, minutes);
}

async function readFirstMinutes(on: Play): Promise<void> {
  const { oriv } = on.people;
  await remark(on, oriv, "minutes-1", {
    ...{ on: "Écrire les règles de saisie", type: "comment" },
    text: "Les règles reprendront celles de l’ORIV : le préciser évitera d’en discuter à nouveau.",
  });
  await readMinutes(on, "minutes-1");
}

async function readMinutes(on: Play, minutes: string): Promise<void> {
  const { oriv, epi } = on.people;
  for (const reader of [oriv, epi]) {
    await reader.follow("Réunion trimestrielle du réseau");
    await decide(on, reader, minutes, "approve");
  }
}

async function closeRules(on: Play): Promise<void> {
  await closeDecision(on.people.oriv, "Écrire les règles de saisie");
}

async function prepareSecond(on: Play): Promise<void> {
  await prepareAgenda(on, "reseau-2", ["Tour des territoires", "Le portail européen : qui écrit quelles fiches ?"]);
}

async function recordSecond(on: Play): Promise<void> {
  await recordMeeting(on, "reseau-2", {
    present: [...everyone, "Chargé de mission éducation"],
    minutes:
      "La maquette du site est acceptée. Huit fiches d’expériences seront écrites pour le portail européen : deux par structure concernée. La base documentaire compte 310 références.",
    settled: ["Tour des territoires", "Le portail européen", "Le nouveau site"],
    done: ["Présenter une maquette du nouveau site"],
    decisions: [
      { words: "Ouvrir le nouveau site", person: "Direction adjointe", due: "2008-09-12" },
      {
        words: "Écrire deux fiches d’expériences par structure pour le portail",
        person: "Documentaliste",
        due: "2008-10-17",
      },
    ],
  });
}

async function prepareThird(on: Play): Promise<void> {
  await prepareAgenda(on, "reseau-3", ["Tour des territoires", "La restitution de novembre"]);
}

async function recordThird(on: Play): Promise<void> {
  await recordMeeting(on, "reseau-3", {
    present: [...everyone, "Chargée de mission"],
    minutes:
      "Le site est en ligne depuis le 8 septembre, la base documentaire avec lui : le pilotage en passe de l’ORIV à l’ODTI. La restitution nationale est fixée au 18 novembre.",
    settled: ["Tour des territoires", "La restitution de novembre"],
    done: ["Ouvrir le nouveau site"],
    decisions: [
      {
        words: "Reprendre le pilotage de la base documentaire",
        person: "Responsable de la formation",
        due: "2008-10-31",
      },
    ],
  });
}

async function prepareFourth(on: Play): Promise<void> {
  await prepareAgenda(on, "reseau-4", ["Tour des territoires", "Le bilan de l’année", "Le programme de 2009"]);
}

async function recordFourth(on: Play): Promise<void> {
  await recordMeeting(on, "reseau-4", {
    present: [...everyone, "Chargée de mission", "Chargé de mission éducation"],
    minutes:
      "Toutes les actions du programme sont menées à leur terme ; les rencontres régionales se tiendront au début de 2009. Les fiches d’expériences ont été saisies sur le portail européen. Le programme de 2009 sera préparé en janvier.",
    settled: ["Tour des territoires", "Le bilan de l’année"],
    postponed: ["Le programme de 2009"],
    done: ["Écrire deux fiches d’expériences", "Reprendre le pilotage de la base"],
  });
}

async function enterAll(on: Play, meeting: string): Promise<void> {
  await enterMissions(on, on.people.coordination, meeting, "Missions, réunions");
}
