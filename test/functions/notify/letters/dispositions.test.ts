import { checkLetters } from "../letter.ts";
import * as scene from "../scenes.ts";

checkLetters([
  {
    letter: "dispositions",
    to: "first",
    purpose: "review",
    subject: {
      fr: "Suites données à vos remarques",
      en: "How your remarks were dealt with",
    },
    facts: {
      fr: ["« Dire d’où vient la notion d’<interculturalité>. » : intégrée", "non retenue. Le terme"],
      en: ["“Dire d’où vient la notion d’<interculturalité>.”: integrated", "declined. Le terme"],
    },
    bring: async (network) => ({ deliverable: await scene.toConfirm(network), round: 1 }),
  },
]);
