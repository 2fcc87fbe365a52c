import { checkLetters } from "../letter.ts";
import * as scene from "../scenes.ts";

checkLetters([
  {
    letter: "undelivered",
    to: "coordinator",
    purpose: "enter",
    subject: { fr: "Un message n’est pas arrivé à Direction", en: "A message did not reach Direction" },
    lead: {
      fr: "Le serveur de courriel a refusé un message destiné à Direction (ORIV) ; il ne repart pas de lui-même.",
      en: "The mail server refused a message to Direction (ORIV); it will not be sent again by itself.",
    },
    facts: {
      fr: ["Adresse : direction@oriv.example", "Réponse du serveur de courriel : 550 5.1.1 User unknown"],
      en: ["Address: direction@oriv.example", "Mail server’s reply: 550 5.1.1 User unknown"],
    },
    bring: async (network) => ({ deliverable: await scene.inReview(network), about: await scene.refused(network) }),
  },
]);
