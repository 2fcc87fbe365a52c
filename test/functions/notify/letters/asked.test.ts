import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { as, createNote, type Network } from "../../network.ts";
import { checkLetters, title } from "../letter.ts";
import * as scene from "../scenes.ts";

/** A document of the author, made of a source that another wrote. */
async function madeOf(network: Network, id: string, more: object): Promise<{ deliverable: string }> {
  const { ports, people } = network;
  const by = as(network, "coordinator");
  const plan = {
    ...{ kind: "framing-note", action: "Interculturalité", quorum: 1, parts: [{ id: "part-1", title: "" }] },
    ...{
      type: "create" as const,
      by,
      language: "fr",
      reviewers: [people.first.id],
      funders: [],
      due: { draft: "2008-03-20" },
    },
  };
  const source = { ...plan, id: "source", title: "Note de départ", authors: [people.second.id] };
  await issue(deliverables, ports, "source", source);
  await issue(deliverables, ports, id, {
    ...plan,
    id,
    title: "Interculturality",
    authors: [people.author.id],
    ...more,
  });
  return { deliverable: id };
}

const [version, dated] = ["a".repeat(64), "2008-03-03T09:00:00.000Z"];

const translationAsked = (network: Network) =>
  madeOf(network, "twin", {
    language: "en",
    translates: { deliverable: "source", language: "fr", from: { version, dated } },
  });

/** Its text is there already, with a section missing. */
async function derivedAsked(network: Network): Promise<{ deliverable: string }> {
  const about = await madeOf(network, "view", { derivesFrom: { deliverable: "source", version } });
  const asked = { by: as(network, "author"), upload: "u1", part: "part-1", name: "view.md" };
  await issue(deliverables, network.ports, "view", { type: "requestUpload", ...asked });
  await issue(deliverables, network.ports, "view", {
    ...{ type: "acceptDraft", by: "line", upload: "u1" },
    part: { part: "part-1", source: "a", tree: "b", reader: "markdown/1", reading: {}, assets: [] },
    check: { missing: ["context"], withoutAlternative: 0, warnings: 0 },
  });
  return about;
}

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
    when: "for a translation",
    to: "author",
    purpose: "draft",
    subject: {
      fr: "Une traduction vous est demandée : « Interculturality », pour le 20 mars",
      en: "You are asked for a translation: “Interculturality”, by 20 March",
    },
    lead: {
      fr: "Votre traduction est attendue pour le 20 mars 2008.",
      en: "Your translation is expected by 20 March 2008.",
    },
    facts: {
      fr: [
        "La page de la traduction donne l’original",
        "Original : Note de départ (Français)",
        "À traduire en : Anglais",
      ],
      en: [
        "The page of the translation gives the original",
        "Original: Note de départ (French)",
        "To be translated into: English",
      ],
    },
    bring: translationAsked,
  },
  {
    letter: "draftAsked",
    when: "for a document that begins as the text of another",
    to: "author",
    purpose: "draft",
    subject: {
      fr: "Une note de cadrage vous est demandée : « Interculturality », pour le 20 mars",
      en: "You are asked for a framing note: “Interculturality”, by 20 March",
    },
    facts: {
      fr: ["Un texte est déjà là : celui de « Note de départ », dont ce document part."],
      en: ["A text is there already: that of “Note de départ”, which this document begins as."],
    },
    bring: derivedAsked,
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
