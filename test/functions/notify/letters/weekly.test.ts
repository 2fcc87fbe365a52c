import { createNote, deposit, submitDraft } from "../../network.ts";
import { checkLetters, title } from "../letter.ts";

checkLetters([
  {
    letter: "weekly",
    to: "coordinator",
    purpose: "enter",
    subject: {
      fr: "Semaine du 12 mai : un retard, une échéance",
      en: "Week of 12 May: one thing overdue, one thing due",
    },
    lead: {
      fr: "Semaine du 12 mai, RECI : un retard, une échéance ; la première échéance est le 13 mai 2008.",
      en: "Week of 12 May, RECI: one thing overdue, one thing due; the first due date is 13 May 2008.",
    },
    facts: {
      fr: [
        "« Laïcité » : en retard de 54 jours, brouillon attendu le 20 mars 2008",
        `${title.fr} : relecture jusqu’au 13 mai 2008`,
      ],
      en: ["“Laïcité”: 54 days overdue, draft due by 20 March 2008", `${title.en}: review until 13 May 2008`],
    },
    bring: async (network) => {
      await createNote(network, { title: "Laïcité" });
      const id = await createNote(network);
      await deposit(network, id);
      await submitDraft(network, id, "2008-05-13T22:00:00.000Z");
      network.world.set(Date.parse("2008-05-13T08:00:00.000Z"));
      return { week: "2008-05-12" };
    },
  },
]);
