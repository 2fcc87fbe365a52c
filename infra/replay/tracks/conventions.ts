import { advance, noteReport, receivePayment, recordAgreement } from "../acts/agreements.ts";
import { closeRound, submitDraft } from "../acts/documents.ts";
import { receive } from "../acts/receiving.ts";
import { decide } from "../acts/reviewing.ts";
import { askReview, beginReport, completeReport, receiveStatement, sendStatement } from "../acts/statements.ts";
import type { Play, Track } from "../story.ts";

const programmeTitle = "Programme 2008 du réseau";
const territoires = "Discriminations et territoires 2008-2009";
const integration = "Intégration, collectivités et école 2008";
const report = `Compte rendu financier 2008 : ${integration}`;

/**
 * What funders pay for several actions: two agreements with ACSE, one with DAIC; first halves; statements at the year's end; the financial
 * report for DAIC, written, reviewed and handed in, and that for ACSE begun.
 */
export const conventions: Track = {
  title: "Conventions et comptes",
  scenes: [
    { at: "2008-01-10 10:00", what: "two agreements with ACSE are recorded", play: recordAcse },
    { at: "2008-01-10 11:00", what: "and one with DAIC, for two actions", play: recordDaic },
    { at: "2008-03-18 10:00", what: "ACSE has signed both", play: signAcse },
    { at: "2008-03-27 10:00", what: "DAIC has", play: (on) => advance(on, "daic", "signée", "2008-03-25") },
    { at: "2008-04-22 10:00", what: "the first halves are paid", play: payFirst },
    { at: "2009-01-19 10:00", what: "the year's statement is sent to ACSE", play: (on) => sendStatement(on, "acse") },
    { at: "2009-01-19 11:00", what: "DAIC is sent its own", play: (on) => sendStatement(on, "daic") },
    {
      at: "2009-01-21 14:00",
      what: "ACSE downloads its statement",
      play: (on) => receiveStatement(on, on.people.acse, `2008 : ${programmeTitle}`),
    },
    {
      at: "2009-01-22 14:00",
      what: "DAIC downloads its own",
      play: (on) => receiveStatement(on, on.people.daic, `2008 : ${integration}`),
    },
    { at: "2009-02-05 11:00", what: "DAIC has paid the rest", play: payLast },
    { at: "2009-02-09 10:00", what: "the financial report for DAIC is begun, completed and submitted", play: account },
    { at: "2009-02-16 11:00", what: "ORIV and CREFE approve it", play: approveReport },
    { at: "2009-02-18 10:00", what: "it is approved", play: (on) => closeRound(on, "report-daic", "approved") },
    { at: "2009-02-24 11:00", what: "DAIC downloads it", play: (on) => receive(on, on.people.daic, report) },
    { at: "2009-02-24 15:00", what: "it is handed in", play: (on) => noteReport(on, "daic", "2009-02-24") },
    {
      at: "2009-03-23 10:00",
      what: "ACSE is sent the statement of the territories, which its regional meetings ended",
      play: (on) => sendStatement(on, "acse-territoires"),
    },
    {
      at: "2009-03-25 11:00",
      what: "ACSE downloads it",
      play: (on) => receiveStatement(on, on.people.acse, `du 1er janvier 2008 au 31 mars 2009 : ${territoires}`),
    },
    {
      at: "2009-03-26 10:00",
      what: "the financial report for ACSE is begun: it is due in June",
      play: (on) => beginReport(on, "acse", "report-acse"),
    },
  ],
};

async function recordAcse(on: Play): Promise<void> {
  await recordAgreement(on, "acse", {
    ...{ funder: "ACSE", reference: "ACSE 2008-0147", title: programmeTitle, from: "2008-01-01", until: "2008-12-31" },
    actions: ["reseau", "base-documentaire", "site-internet", "interculturalite"],
    terms: [
      { words: "Missions, réunions", unit: "mission", planned: "26", rate: "95,00", action: "reseau" },
      { words: "Heures de saisie", unit: "heure", planned: "120", rate: "28,00", action: "base-documentaire" },
      { words: "Jours de pilotage", unit: "jour", planned: "4", rate: "340,00", action: "site-internet" },
      { words: "Gestion du site", unit: "frais de fonctionnement", planned: "1 800,00", action: "site-internet" },
      { words: "Jours de rédaction", unit: "jour", planned: "12", rate: "340,00", action: "interculturalite" },
    ],
  });
  await recordAgreement(on, "acse-territoires", {
    ...{ funder: "ACSE", reference: "ACSE 2008-0213", title: territoires, from: "2008-01-01", until: "2009-03-31" },
    actions: ["discriminations-et-territoires"],
    terms: [
      { words: "Missions, séminaires et rencontres", unit: "mission", planned: "18", rate: "95,00" },
      { words: "Frais des séminaires", unit: "frais directs", planned: "3 600,00" },
    ],
  });
}

async function recordDaic(on: Play): Promise<void> {
  const [collectivites, ecole] = ["integration-et-collectivites", "ecole-et-diversite"];
  await recordAgreement(on, "daic", {
    ...{ funder: "DAIC", reference: "DAIC 2008-31", title: integration, from: "2008-01-01", until: "2008-12-31" },
    actions: [collectivites, ecole],
    terms: [
      { words: "Jours, note de synthèse", unit: "jour", planned: "18", rate: "340,00", action: collectivites },
      { words: "Jours, veille qualitative", unit: "jour", planned: "12", rate: "340,00", action: collectivites },
      { words: "Heures, dossier ressources", unit: "heure", planned: "60", rate: "28,00", action: ecole },
      { words: "Jours, coordination du dossier", unit: "jour", planned: "3", rate: "340,00", action: ecole },
      { words: "Missions, séminaires internes", unit: "mission", planned: "8", rate: "95,00", action: ecole },
    ],
  });
}

async function signAcse(on: Play): Promise<void> {
  await advance(on, "acse", "signée", "2008-03-14");
  await advance(on, "acse-territoires", "signée", "2008-03-14");
}

async function payFirst(on: Play): Promise<void> {
  const half = { paidOn: "2008-04-21", words: "Acompte de 50 %" };
  await receivePayment(on, "acse", { amount: "6 535,00", ...half });
  await receivePayment(on, "acse-territoires", { amount: "2 655,00", ...half });
  await receivePayment(on, "daic", { amount: "6 830,00", ...half });
}

/** What was done less the first half. */
async function payLast(on: Play): Promise<void> {
  await receivePayment(on, "daic", { amount: "6 210,00", paidOn: "2009-02-03", words: "Solde" });
}

async function account(on: Play): Promise<void> {
  await beginReport(on, "daic", "report-daic");
  await askReview(on, "report-daic", {
    ...{ reviewers: ["Direction", "Documentaliste"], dueReview: "2009-02-27", dueFinal: "2009-03-31" },
  });
  await completeReport(on, "report-daic", {
    "ce qui était visé":
      "Deux actions étaient prévues : une note de synthèse sur les pratiques des collectivités, avec une veille mensuelle ; un dossier ressources sur l’école face à la diversité. La note, les douze notes de veille et le dossier, en trois parties, ont été remis.",
    "combien de personnes":
      "Les sept structures du réseau et leurs publics : agents de collectivités et de services de l’État, enseignants, associations.",
    "les autres lieux et dates": "",
    "les indicateurs prévus":
      "Une note de synthèse : remise en juin. Douze notes de veille : remises. Un dossier ressources : remis en octobre, corrigé en janvier.",
    "pourquoi chacune":
      "Missions : un seul séminaire interne a suffi au lieu de deux, les parties du dossier s’étant écrites à distance.",
  });
  await submitDraft(on, on.people.coordination, "report-daic");
}

async function approveReport(on: Play): Promise<void> {
  for (const reviewer of [on.people.oriv, on.people.crefe]) {
    await reviewer.follow(`Votre avis sur « ${report} »`);
    await decide(on, reviewer, "report-daic", "approve");
  }
}
