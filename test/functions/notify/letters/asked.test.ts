import { createNote } from "../../network.ts";
import { checkLetters, title } from "../letter.ts";
import * as scene from "../scenes.ts";

checkLetters([
  {
    letter: "draftAsked",
    to: "author",
    purpose: "draft",
    subject: {
      fr: `Une note de cadrage vous est demandée : ${title.fr}, pour le 20 mars`,
      en: `You are asked for a framing note: ${title.en}, by 20 March`,
    },
    lead: { fr: "Votre texte est attendu pour le 20 mars 2008.", en: "Your text is expected by 20 March 2008." },
    facts: {
      fr: ["Une note de cadrage se lit en une demi-heure.", "Voir ce qui est demandé et envoyer votre texte"],
      en: ["A framing note reads in half an hour.", "See what is asked for and send your text"],
    },
    bring: async (network) => ({ deliverable: await createNote(network) }),
  },
  {
    letter: "draftAsked",
    when: "for a part",
    to: "author",
    purpose: "draft",
    subject: {
      fr: "Votre partie d’un dossier ressources vous est demandée : « Laïcité », pour le 20 mars",
      en: "You are asked for your part of a resource dossier: “Laïcité”, by 20 March",
    },
    facts: { fr: ["Ce qui est à vous : COFRIMI, ORIV"], en: ["Your parts: COFRIMI, ORIV"] },
    bring: async (network) => ({ deliverable: await scene.dossierOfParts(network) }),
  },
  {
    letter: "draftAsked",
    when: "for several documents of one day",
    to: "author",
    purpose: "enter",
    subject: {
      fr: "2 textes vous sont demandés, le premier pour le 20 mars",
      en: "You are asked for 2 texts, the first by 20 March",
    },
    facts: {
      fr: [`${title.fr} : brouillon, 20 mars 2008 à minuit`, "« Laïcité » : brouillon, 20 mars 2008"],
      en: [`${title.en}: draft, end of 20 March 2008`],
    },
    bring: async (network) => {
      await createNote(network, { title: "Laïcité" });
      return { deliverable: await createNote(network) };
    },
  },
]);
