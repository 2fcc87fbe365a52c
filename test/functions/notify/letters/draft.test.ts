import { closeRound, completeDraft, createNote, decideAs, deposit, submitDraft } from "../../network.ts";
import { checkLetters } from "../letter.ts";
import { toIntegrate } from "../scenes.ts";

checkLetters([
  {
    letter: "draftRead",
    to: "author",
    purpose: "draft",
    subject: {
      fr: "« L’interculturalité : note de cadrage » : lu, rien à vérifier",
      en: "“L’interculturalité : note de cadrage”: read, nothing to check",
    },
    lead: {
      fr: "Votre fichier a été lu ; le brouillon est attendu le 20 mars 2008.",
      en: "Your file has been read; the draft is due by 20 March 2008.",
    },
    bring: async (network) => {
      const id = await createNote(network);
      return { deliverable: id, upload: await deposit(network, id) };
    },
  },
  {
    letter: "draftRead",
    when: "after a round, whose day of the first draft is past",
    to: "author",
    purpose: "draft",
    subject: {
      fr: "« L’interculturalité : note de cadrage » : lu, rien à vérifier",
      en: "“L’interculturalité : note de cadrage”: read, nothing to check",
    },
    lead: { fr: "Votre fichier a été lu.", en: "Your file has been read." },
    bring: async (network) => {
      const id = await createNote(network);
      await deposit(network, id);
      await submitDraft(network, id);
      for (const role of ["first", "second"] as const) await decideAs(network, role, id, "requestChanges");
      await closeRound(network, id);
      return { deliverable: id, upload: await deposit(network, id, completeDraft.replace("échanges", "rencontres")) };
    },
  },
  {
    letter: "draftRead",
    when: "of a draft that lacks sections: which",
    to: "author",
    purpose: "draft",
    subject: {
      fr: "« L’interculturalité : note de cadrage » : lu, mais il y manque quelque chose",
      en: "“L’interculturalité : note de cadrage”: read, but incomplete",
    },
    facts: {
      fr: ["Rubriques manquantes : Enjeux et questions, Cadre de référence, Méthode, Calendrier"],
      en: ["Missing sections: "],
    },
    bring: async (network) => {
      const id = await createNote(network);
      return { deliverable: id, upload: await deposit(network, id, "# Contexte\n\nL’année européenne.\n") };
    },
  },
  {
    letter: "draftRead",
    when: "of one part of two",
    to: "author",
    purpose: "draft",
    subject: {
      fr: "« L’interculturalité : note de cadrage » : lu, rien à vérifier",
      en: "“L’interculturalité : note de cadrage”: read, nothing to check",
    },
    facts: { fr: ["quand toutes ses parties y seront"], en: ["once all its parts are in"] },
    bring: async (network) => {
      const parts = ["ORIV", "EPI"].map((title, index) => ({ id: `part-${index + 1}`, title }));
      const id = await createNote(network, { kind: "resource-dossier", parts });
      const text =
        "# Actions menées\n\nUn atelier.\n\n# Bibliographie\n\nRien.\n\n# Personnes ressources\n\nLa direction.\n";
      return { deliverable: id, upload: await deposit(network, id, text) };
    },
  },
  {
    letter: "draftRead",
    when: "while remarks wait: they are dealt with first",
    to: "author",
    purpose: "draft",
    subject: {
      fr: "« L’interculturalité : note de cadrage » : lu, rien à vérifier",
      en: "“L’interculturalité : note de cadrage”: read, nothing to check",
    },
    facts: {
      fr: ["donnez suite aux remarques qui attendent, puis soumettez-le à relecture."],
      en: ["deal with the remarks that wait, then submit it for review."],
    },
    bring: async (network) => {
      const id = await toIntegrate(network);
      return { deliverable: id, upload: await deposit(network, id, completeDraft.replace("échanges", "rencontres")) };
    },
  },
  {
    letter: "draftRead",
    when: "once the document was submitted: nothing is asked",
    to: "author",
    purpose: "draft",
    subject: {
      fr: "« L’interculturalité : note de cadrage » : lu, rien à vérifier",
      en: "“L’interculturalité : note de cadrage”: read, nothing to check",
    },
    facts: {
      fr: ["Comparez le texte lu à votre original. Le document est en relecture."],
      en: ["Compare the text we read with your original. The document is under review."],
    },
    bring: async (network) => {
      const id = await createNote(network);
      const upload = await deposit(network, id);
      await submitDraft(network, id);
      return { deliverable: id, upload };
    },
  },
  {
    letter: "draftUnreadable",
    to: "author",
    purpose: "draft",
    subject: {
      fr: "« L’interculturalité : note de cadrage » : fichier illisible",
      en: "“L’interculturalité : note de cadrage”: unreadable file",
    },
    bring: async (network) => {
      const id = await createNote(network);
      return { deliverable: id, upload: await deposit(network, id, "PK pas un docx", "cadrage.docx") };
    },
  },
]);
