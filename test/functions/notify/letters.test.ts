import { beforeAll, describe, expect, test } from "vitest";
import { notify } from "../../../functions/notify/notify.ts";
import { notifySteps } from "../../../functions/notify/steps.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { LetterName } from "../../../shared/jobs/job.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { listJobs, oweJob } from "../../../shared/stored/job.ts";
import { changePerson, removePerson } from "../../../shared/stored/person.ts";
import { putText } from "../../../shared/stored/text.ts";
import {
  as,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  putOutputs,
  type Role,
  sendMails,
  submitDraft,
} from "../network.ts";
import { check, type MailJob, type Row } from "./letter.ts";
import { closed, decided, inReview, reminded, submitted, toIntegrate } from "./scenes.ts";

const title = { fr: "« L’interculturalité : note de cadrage »", en: "“L’interculturalité : note de cadrage”" };
const at = ({ world }: Network, instant: string) => world.set(Date.parse(instant));
/** What people's acts brought has left. */
const settle = async (network: Network) => {
  await sendMails(network);
  network.sent.length = 0;
};
const dossier = { kind: "resource-dossier", title: "Laïcité" };
/** A dossier of two parts, one the author's. */
const parts = (network: Network) => [
  { id: "cofrimi", title: "COFRIMI", people: [network.people.author.id] },
  { id: "oriv", title: "ORIV" },
];

const rows: Row[] = [
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
    bring: async (network) => ({ deliverable: await createNote(network, { ...dossier, parts: parts(network) }) }),
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
  {
    letter: "reminder",
    when: "of a draft",
    to: "author",
    purpose: "draft",
    subject: { fr: `Il reste 3 jours pour ${title.fr}`, en: `3 days left for ${title.en}` },
    lead: { fr: "Votre texte est attendu pour le 20 mars 2008.", en: "Your text is expected by 20 March 2008." },
    bring: async (network) => {
      const id = await createNote(network);
      await settle(network);
      at(network, "2008-03-17T08:00:00.000Z");
      return { deliverable: id };
    },
  },
  {
    letter: "reminder",
    when: "of a part that is late",
    to: "author",
    purpose: "draft",
    subject: { fr: "« Laïcité » : en retard de 5 jours", en: "“Laïcité”: 5 days overdue" },
    facts: { fr: ["Ce qui est à vous : COFRIMI"], en: ["Your parts: COFRIMI"] },
    bring: async (network) => {
      const id = await createNote(network, { ...dossier, parts: parts(network) });
      await deposit(network, id, completeDraft, "oriv.md", "oriv");
      await settle(network);
      at(network, "2008-03-25T08:00:00.000Z");
      return { deliverable: id };
    },
  },
  {
    letter: "reminder",
    when: "of all that one person owes",
    to: "author",
    purpose: "enter",
    subject: {
      fr: "3 choses attendues de vous, la première en retard de 5 jours",
      en: "3 things expected from you, the first 5 days overdue",
    },
    facts: {
      fr: [
        "« Laïcité » : brouillon, 20 mars 2008 à minuit, en retard de 5 jours",
        `${title.fr} : relecture, 12 mai 2008 à minuit`,
        `${title.fr} : remarques à traiter, 1er juillet 2008 à minuit`,
      ],
      en: [`${title.en}: remarks to deal with, end of 1 July 2008`],
    },
    bring: async (network) => {
      const id = await createNote(network, { title: "Laïcité" });
      await submitted(network, await createNote(network, { reviewers: ["author", "first"] }));
      await toIntegrate(network);
      await settle(network);
      at(network, "2008-03-25T08:00:00.000Z");
      return { deliverable: id };
    },
  },
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
    bring: async (network) => ({ deliverable: await inReview(network), round: 1 }),
  },
  {
    letter: "invited",
    to: "first",
    purpose: "review",
    subject: {
      fr: "Votre avis sur « L’interculturalité : note de cadrage » avant le 12 mai",
      en: "Your decision on “L’interculturalité : note de cadrage” by 12 May",
    },
    lead: { fr: "Votre avis est attendu jusqu’au 12 mai 2008.", en: "Your decision is expected by 12 May 2008." },
    bring: async (network) => ({ deliverable: await inReview(network), round: 1 }),
  },
  {
    letter: "reminder",
    to: "first",
    purpose: "review",
    subject: {
      fr: "Il reste 7 jours pour relire « L’interculturalité : note de cadrage »",
      en: "7 days left to review “L’interculturalité : note de cadrage”",
    },
    lead: { fr: "Votre avis est attendu jusqu’au 12 mai 2008.", en: "Your decision is expected by 12 May 2008." },
    bring: async (network) => {
      const id = await inReview(network);
      await reminded(network, id);
      return { deliverable: id };
    },
  },
  {
    letter: "decisionReceived",
    to: "first",
    purpose: "review",
    subject: {
      fr: "Avis bien reçu : « L’interculturalité : note de cadrage » (nᵒ ",
      en: "Decision received: “L’interculturalité : note de cadrage” (no. ",
    },
    bring: async (network) => {
      const { id, submission } = await decided(network);
      return { deliverable: id, round: 1, submission };
    },
  },
  {
    letter: "newDecision",
    to: "author",
    purpose: "draft",
    subject: { fr: "Nouvel avis sur « L’interculturalité", en: "New decision on “L’interculturalité" },
    lead: {
      fr: "Direction (ORIV) a donné son avis le 3 mars 2008, 10 h ; la relecture court jusqu’au 12 mai 2008.",
      en: "Direction (ORIV) gave a decision on 3 March 2008, 10:00; the review is open until 12 May 2008.",
    },
    bring: async (network) => {
      const { id, submission } = await decided(network);
      return { deliverable: id, round: 1, submission };
    },
  },
  {
    letter: "allDecided",
    to: "coordinator",
    purpose: "enter",
    subject: { fr: "Tous les avis sont là : « L’interculturalité", en: "All decisions are in: “L’interculturalité" },
    bring: async (network) => {
      const { id } = await decided(network);
      await decideAs(network, "second", id, "approve");
      return { deliverable: id, round: 1 };
    },
  },
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
  {
    letter: "roundClosed",
    to: "author",
    purpose: "draft",
    subject: {
      fr: "« L’interculturalité : note de cadrage » : approuvé",
      en: "“L’interculturalité : note de cadrage”: approved",
    },
    bring: async (network) => ({ deliverable: await closed(network), round: 1 }),
  },
  {
    letter: "deadlinePassed",
    to: "coordinator",
    purpose: "enter",
    subject: { fr: "Échéance passée : « L’interculturalité", en: "Deadline passed: “L’interculturalité" },
    lead: {
      fr: "L’échéance du 12 mai 2008 est passée sans résultat.",
      en: "The deadline of 12 May 2008 has passed without an outcome.",
    },
    bring: async (network) => ({ deliverable: await inReview(network), round: 1 }),
  },
  {
    letter: "deadlineMoved",
    to: "first",
    purpose: "review",
    subject: {
      fr: "Nouvelle échéance : « L’interculturalité : note de cadrage », 30 septembre",
      en: "New deadline: “L’interculturalité : note de cadrage”, 30 September",
    },
    lead: { fr: "La nouvelle échéance est le 30 septembre 2008.", en: "The new deadline is 30 September 2008." },
    bring: async (network) => {
      const id = await inReview(network);
      await issue(deliverables, network.ports, id, {
        type: "moveDeadline",
        by: as(network, "coordinator"),
        round: 1,
        deadline: "2008-09-30T22:00:00.000Z",
      });
      return { deliverable: id, round: 1 };
    },
  },
  {
    letter: "final",
    to: "funder",
    purpose: "download",
    subject: { fr: "Document final : « L’interculturalité", en: "Final document: “L’interculturalité" },
    bring: async (network) => {
      const id = await closed(network);
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
      const id = await inReview(network);
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
];

describe.each(["fr", "en"] as const)("letters in %s", (language) => {
  test.each(rows)("$letter to $to", (row) => check(row, language));
});

describe("letters that have become untrue are not sent", () => {
  let network: Network;
  let id: string;
  const job = (letter: LetterName, to: Role, changes: Partial<MailJob> = {}): MailJob => ({
    id: `mail/late/${letter}`,
    type: "mail",
    to: network.people[to].id,
    deliverable: id,
    round: 1,
    letter,
    ...changes,
  });
  beforeAll(async () => {
    network = await openTestNetwork();
    id = await inReview(network);
    await decideAs(network, "first", id, "requestChanges");
    await closeRound(network, id);
  });

  test.each([
    ["an invitation to a closed round", () => job("invited", "second")],
    ["a reminder of a closed round", () => job("reminder", "second")],
    ["a final that is not there", () => job("final", "funder")],
    ["about a deliverable that is not there", () => job("invited", "first", { deliverable: "nulle-part" })],
  ])("%s", async (_, make) => {
    await notify(network.ports, make(), network.settings);
    expect(network.sent).toEqual([]);
  });

  test("to someone who left", async () => {
    await removePerson(network.ports, network.people.second.id);
    await notify(
      network.ports,
      { id: "mail/gone", type: "mail", to: network.people.second.id, letter: "access" },
      network.settings,
    );
    expect(network.sent).toEqual([]);
  });

  test("a reminder to a reviewer who has decided meanwhile", async () => {
    const fresh = await openTestNetwork();
    const note = await inReview(fresh);
    await decideAs(fresh, "first", note, "approve");
    const late: MailJob = {
      id: "mail/r",
      type: "mail",
      to: fresh.people.first.id,
      deliverable: note,
      round: 1,
      letter: "reminder",
    };
    await notify(fresh.ports, late, fresh.settings);
    expect(fresh.sent).toEqual([]);
  });
});

test.each([
  ["Titre\r\nBcc: victime@ailleurs.example", "Titre Bcc: victime@ailleurs.example"],
  ["Titre\u2028suite", "Titre suite"],
  ['<b>Gras</b> & "guillemets"', '<b>Gras</b> & "guillemets"'],
])("what people write cannot become a header or a tag: %j", async (title, shown) => {
  const network = await openTestNetwork();
  const id = await createNote(network, { title });
  await changePerson(network.ports, network.people.first.id, { name: "Direction\r\nX-Injected: yes" });
  await deposit(network, id);
  await submitDraft(network, id);
  const job: MailJob = {
    id: "mail/x",
    type: "mail",
    to: network.people.first.id,
    deliverable: id,
    round: 1,
    letter: "invited",
  };
  await notify(network.ports, job, network.settings);
  const [message] = network.sent;
  expect(message?.subject).toContain(shown);
  expect(`${message?.subject}${message?.to.name}${message?.from.name}${message?.messageId}`).not.toMatch(
    /[\r\n\u2028]/,
  );
  expect(message?.html).not.toContain("<b>");
});

test("a letter for many becomes one job for each, however often it runs", async () => {
  const network = await openTestNetwork();
  const id = await inReview(network);
  await sendMails(network);
  const to = [network.people.first.id, network.people.second.id];
  const many = { id: "mail/many", type: "mails", to, deliverable: id, letter: "invited", round: 1 } as const;
  const { mails } = notifySteps(network.ports, network.settings);
  await mails(many);
  await mails(many);
  const owed = (await listJobs(network.ports.store)).filter(({ type }) => type === "mail");
  expect(owed.map(({ id }) => id).sort()).toEqual(to.map((person) => `mail/many/${person}`).sort());
  await oweJob(network.ports, { id: "mail/other", type: "mail", to: to[0] ?? "", letter: "access" });
  expect((await listJobs(network.ports.store)).filter(({ type }) => type === "mail")).toHaveLength(3);
});
