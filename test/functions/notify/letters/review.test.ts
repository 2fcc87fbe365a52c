import { proofCopyKey } from "../../../../shared/stored/outputs.ts";
import { closeRound, lastRound, submitDraft } from "../../network.ts";
import { checkLetters, title } from "../letter.ts";
import * as scene from "../scenes.ts";

checkLetters([
  {
    letter: "invited",
    to: "first",
    purpose: "review",
    lands: /^\/deliverables\/[\w-]+\/review$/,
    subject: {
      fr: "Votre avis sur « L’interculturalité : note de cadrage » avant le 12 mai",
      en: "Your decision on “L’interculturalité : note de cadrage” by 12 May",
    },
    lead: { fr: "Votre avis est attendu jusqu’au 12 mai 2008.", en: "Your decision is expected by 12 May 2008." },
    bring: async (network) => ({ deliverable: await scene.inReview(network), round: 1 }),
  },
  {
    letter: "invited",
    when: "with the pages that its version has once it is set",
    to: "first",
    purpose: "review",
    subject: { fr: "Votre avis sur", en: "Your decision on" },
    facts: { fr: ["À lire : 12 pages, "], en: ["To read: 12 pages, "] },
    bring: async (network) => {
      const id = await scene.inReview(network);
      const { version } = await lastRound(network, id);
      const copies = Buffer.from(JSON.stringify([{ format: "pdf", bytes: 340_000, pages: 12 }]));
      await network.ports.files.put(proofCopyKey(version, "json"), copies, "application/json");
      return { deliverable: id, round: 1 };
    },
  },
  {
    letter: "roundOpened",
    to: "coordinator",
    purpose: "enter",
    subject: { fr: "Relecture ouverte", en: "Review open" },
    lead: {
      fr: "Le brouillon est soumis à relecture, jusqu’au 12 mai 2008.",
      en: "The draft was submitted for review, until 12 May 2008.",
    },
    bring: async (network) => ({ deliverable: await scene.inReview(network), round: 1 }),
  },
  {
    letter: "roundOpened",
    when: "of a version to confirm",
    to: "coordinator",
    purpose: "enter",
    subject: { fr: "Relecture ouverte", en: "Review open" },
    lead: {
      fr: "Une nouvelle version, à confirmer, est soumise à relecture, jusqu’au 20 mai 2008.",
      en: "A new version, to be confirmed, was submitted for review, until 20 May 2008.",
    },
    bring: async (network) => ({ deliverable: await scene.toConfirm(network), round: 2 }),
  },
  {
    letter: "decisionReceived",
    to: "first",
    purpose: "review",
    lands: /^\/deliverables\/[\w-]+\/receipts\/[\w-]+$/,
    subject: {
      fr: "Avis bien reçu : « L’interculturalité : note de cadrage »",
      en: "Decision received: “L’interculturalité : note de cadrage”",
    },
    bring: async (network) => {
      const { id, submission } = await scene.decided(network);
      return { deliverable: id, round: 1, submission };
    },
  },
  {
    letter: "invited",
    when: "to confirm",
    to: "first",
    purpose: "review",
    subject: {
      fr: `Version intégrée à confirmer avant le 20 mai : ${title.fr}`,
      en: `Integrated version to confirm by 20 May: ${title.en}`,
    },
    lead: {
      fr: "Votre avis sur la version intégrée est attendu jusqu’au 20 mai 2008.",
      en: "Your decision on the integrated version is expected by 20 May 2008.",
    },
    facts: {
      fr: [
        "1. « Dire d’où vient la notion d’<interculturalité>. » : intégrée",
        "2. Remplacer par « les habitants des quartiers » : non retenue. Le terme est celui du programme.",
      ],
      en: [
        "1. “Dire d’où vient la notion d’<interculturalité>.”: integrated",
        "2. Replace with “les habitants des quartiers”: declined. Le terme est celui du programme.",
      ],
    },
    bring: async (network) => ({ deliverable: await scene.toConfirm(network), round: 2 }),
  },
  {
    letter: "invited",
    when: "to read a new version, with what was done of their remarks",
    to: "first",
    purpose: "review",
    subject: {
      fr: `Nouvelle version à relire avant le 20 mai : ${title.fr}`,
      en: `New version to review by 20 May: ${title.en}`,
    },
    lead: {
      fr: "Votre avis sur la nouvelle version est attendu jusqu’au 20 mai 2008.",
      en: "Your decision on the new version is expected by 20 May 2008.",
    },
    facts: {
      fr: [
        "remplace celle de la relecture nᵒ 1",
        "Suites données à vos remarques : voici ce qu’il en est de chacune.",
        "1. « Dire d’où vient la notion d’<interculturalité>. » : intégrée",
        "2. Remplacer par « les habitants des quartiers » : non retenue. Le terme est celui du programme.",
        "Lire la nouvelle version et donner votre avis",
      ],
      en: [
        "replaces the one reviewed in round 1",
        "Your remarks: here is how each was dealt with.",
        "1. “Dire d’où vient la notion d’<interculturalité>.”: integrated",
        "2. Replace with “les habitants des quartiers”: declined. Le terme est celui du programme.",
      ],
    },
    bring: async (network) => ({ deliverable: await scene.renewed(network), round: 2 }),
  },
  {
    letter: "invited",
    when: "to read a new version, where they had remarked nothing",
    to: "second",
    purpose: "review",
    subject: {
      fr: `Nouvelle version à relire avant le 20 mai : ${title.fr}`,
      en: `New version to review by 20 May: ${title.en}`,
    },
    bring: async (network) => ({ deliverable: await scene.renewed(network), round: 2 }),
  },
  {
    letter: "invited",
    when: "to the same version again",
    to: "first",
    purpose: "review",
    subject: { fr: `Votre avis sur ${title.fr} avant le 20 mai`, en: `Your decision on ${title.en} by 20 May` },
    bring: async (network) => {
      const id = await scene.inReview(network);
      await closeRound(network, id, true);
      await submitDraft(network, id, "2008-05-20T22:00:00.000Z");
      return { deliverable: id, round: 2 };
    },
  },
  {
    letter: "decisionReported",
    to: "first",
    purpose: "review",
    subject: { fr: `Avis enregistré pour vous : ${title.fr}`, en: `Decision recorded for you: ${title.en}` },
    lead: {
      fr: "Coordination (RECI) a enregistré pour vous un avis le 3 mars 2008 à 10 h ; la relecture court jusqu’au 12 mai 2008.",
      en: "Coordination (RECI) recorded a decision for you on 3 March 2008 at 10:00; the review is open until 12 May 2008.",
    },
    facts: {
      fr: ["Avis : favorable", "Avis donné : par téléphone, le 10 mars 2008", "A rappelé le 10 : d’accord sur tout."],
      en: [
        "Decision: approves",
        "How it was given: by telephone, on 10 March 2008",
        "A rappelé le 10 : d’accord sur tout.",
      ],
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      return { deliverable: id, round: 1, submission: await scene.report(network, id) };
    },
  },
  {
    letter: "invited",
    when: "instead of another",
    to: "stranger",
    purpose: "review",
    subject: { fr: `Votre avis sur ${title.fr} avant le 12 mai`, en: `Your decision on ${title.en} by 12 May` },
    lead: { fr: "Votre avis est attendu jusqu’au 12 mai 2008.", en: "Your decision is expected by 12 May 2008." },
    bring: async (network) => {
      const id = await scene.inReview(network);
      await scene.settle(network, id, await scene.handOver(network, id), "stranger");
      return { deliverable: id, round: 1 };
    },
  },
]);
