import { createNote } from "../../network.ts";
import { checkLetters, title } from "../letter.ts";
import * as scene from "../scenes.ts";

checkLetters([
  {
    letter: "chased",
    to: "author",
    purpose: "draft",
    subject: { fr: `${title.fr} : Coordination vous relance`, en: `${title.en}: Coordination is waiting for you` },
    lead: { fr: "Votre texte est attendu pour le 20 mars 2008.", en: "Your text is expected by 20 March 2008." },
    bring: async (network) => ({ deliverable: await createNote(network) }),
  },
  {
    letter: "chased",
    when: "for a decision",
    to: "first",
    purpose: "review",
    subject: { fr: `${title.fr} : Coordination vous relance`, en: `${title.en}: Coordination is waiting for you` },
    lead: { fr: "Votre avis est attendu jusqu’au 12 mai 2008.", en: "Your decision is expected by 12 May 2008." },
    bring: async (network) => ({ deliverable: await scene.inReview(network), round: 1 }),
  },
]);
