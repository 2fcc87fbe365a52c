import { checkLetters, title } from "../letter.ts";
import * as scene from "../scenes.ts";

checkLetters([
  {
    letter: "delegationProposed",
    to: "coordinator",
    purpose: "enter",
    subject: { fr: `Relecture à confier : ${title.fr}`, en: `Review to hand over: ${title.en}` },
    lead: {
      fr: "Direction (ORIV) propose que quelqu’un d’autre relise à sa place ; la relecture court jusqu’au 12 mai 2008.",
      en: "Direction (ORIV) proposes that someone else review instead; the review is open until 12 May 2008.",
    },
    facts: {
      fr: ["Remplaçant proposé : Documentaliste, CREFE, documentation@crefe.example"],
      en: ["Proposed instead: Documentaliste, CREFE, documentation@crefe.example"],
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      return { deliverable: id, round: 1, submission: await scene.handOver(network, id) };
    },
  },
  {
    letter: "delegated",
    to: "first",
    purpose: "review",
    subject: { fr: `Relecture confiée : ${title.fr}`, en: `Review handed over: ${title.en}` },
    lead: {
      fr: "Documentaliste (CREFE) relit ce document à votre place ; plus rien n’est attendu de vous.",
      en: "Documentaliste (CREFE) is reviewing this document in your place; nothing more is expected from you.",
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      const submission = await scene.handOver(network, id);
      await scene.settle(network, id, submission, "stranger");
      return { deliverable: id, round: 1, submission };
    },
  },
  {
    letter: "delegationRefused",
    to: "first",
    purpose: "review",
    subject: { fr: `Votre avis reste attendu sur ${title.fr}`, en: `Your decision is still expected on ${title.en}` },
    lead: {
      fr: "Le remplacement que vous proposiez n’a pas été retenu : votre avis est attendu jusqu’au 12 mai 2008.",
      en: "The replacement you proposed was not accepted: your decision is expected by 12 May 2008.",
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      const submission = await scene.handOver(network, id);
      await scene.settle(network, id, submission);
      return { deliverable: id, round: 1, submission };
    },
  },
]);
