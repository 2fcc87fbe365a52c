import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { putText } from "../../../../shared/stored/text.ts";
import { as, createNote, putOutputs } from "../../network.ts";
import { checkLetters } from "../letter.ts";
import * as scene from "../scenes.ts";

checkLetters([
  {
    letter: "final",
    to: "funder",
    purpose: "download",
    subject: { fr: "Document final : « L’interculturalité", en: "Final document: “L’interculturalité" },
    bring: async (network) => {
      const id = await scene.closed(network);
      await putOutputs(network, id);
      return { deliverable: id };
    },
  },
  {
    letter: "withdrawn",
    to: "first",
    purpose: "review",
    subject: {
      fr: "Retiré du programme : « L’interculturalité",
      en: "Withdrawn from the programme: “L’interculturalité",
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      await issue(deliverables, network.ports, id, {
        type: "withdraw",
        by: as(network, "coordinator"),
        reason: await putText(network.ports, "Action reportée à 2009."),
      });
      return { deliverable: id };
    },
  },
  {
    letter: "accessSent",
    to: "author",
    purpose: "enter",
    lands: /^\/$/,
    subject: { fr: "Coordination vous envoie votre lien d’accès", en: "Coordination sends you your access link" },
    lead: {
      fr: "Coordination vous envoie votre lien pour entrer dans Livrable, valable 90 jours.",
      en: "Coordination sends you your link to enter Livrable, valid for 90 days.",
    },
    bring: async ({ people }) => ({ by: people.coordinator.id }),
  },
  {
    letter: "accessSent",
    when: "to what they write",
    to: "author",
    purpose: "draft",
    lands: /\/draft$/,
    subject: { fr: "Coordination vous envoie votre lien d’accès", en: "Coordination sends you your access link" },
    bring: async (network) => ({ deliverable: await createNote(network), by: network.people.coordinator.id }),
  },
  {
    letter: "access",
    to: "stranger",
    purpose: "enter",
    subject: { fr: "Votre lien d’accès", en: "Your access link" },
    bring: async () => ({}),
  },
]);
