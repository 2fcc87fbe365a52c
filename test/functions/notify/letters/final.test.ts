import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { putText } from "../../../../shared/stored/text.ts";
import { as, putOutputs } from "../../network.ts";
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
    letter: "access",
    to: "stranger",
    purpose: "enter",
    subject: { fr: "Votre lien d’accès", en: "Your access link" },
    bring: async () => ({}),
  },
]);
