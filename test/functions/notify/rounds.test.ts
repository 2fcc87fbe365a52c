import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { notify } from "../../../functions/notify/notify.ts";
import { writeMime } from "../../../shared/adapters/mime.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { LetterName } from "../../../shared/jobs/job.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { addPerson, changePerson, removePerson } from "../../../shared/stored/person.ts";
import { putText } from "../../../shared/stored/text.ts";
import { lineOf, parseCalendar } from "../../formats/calendar.ts";
import {
  as,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  putOutputs,
  type Role,
  submitDraft,
} from "../network.ts";
import { check, type MailJob, type Row, words } from "./letter.ts";
import * as scene from "./scenes.ts";

const title = "L’interculturalité : note de cadrage";
const [fr, en] = [`« ${title} »`, `“${title}”`];
const at = (network: Network, instant: string) => network.world.set(Date.parse(instant));

const rows: Row[] = [
  {
    letter: "invited",
    when: "to confirm",
    to: "first",
    purpose: "review",
    subject: {
      fr: `Version intégrée à confirmer avant le 20 mai : ${fr}`,
      en: `Integrated version to confirm by 20 May: ${en}`,
    },
    lead: {
      fr: "Votre avis sur la version intégrée est attendu jusqu’au 20 mai 2008.",
      en: "Your decision on the integrated version is expected by 20 May 2008.",
    },
    facts: {
      fr: [
        "1. « Dire d’où vient la notion d’<interculturalité>. » : intégrée",
        "2. Remplacer par « les habitants des quartiers » : non retenue. Le terme est celui du programme.",
      ],
      en: [
        "1. “Dire d’où vient la notion d’<interculturalité>.”: integrated",
        "2. Replace with “les habitants des quartiers”: declined. Le terme est celui du programme.",
      ],
    },
    bring: async (network) => ({ deliverable: await scene.toConfirm(network), round: 2 }),
  },
  {
    letter: "invited",
    when: "to read a new version, with what was done of their remarks",
    to: "first",
    purpose: "review",
    subject: {
      fr: `Nouvelle version à relire avant le 20 mai : ${fr}`,
      en: `New version to review by 20 May: ${en}`,
    },
    lead: {
      fr: "Votre avis sur la nouvelle version est attendu jusqu’au 20 mai 2008.",
      en: "Your decision on the new version is expected by 20 May 2008.",
    },
    facts: {
      fr: [
        "remplace celle de la relecture nᵒ 1",
        "Suites données à vos remarques : voici ce qu’il en est de chacune.",
        "1. « Dire d’où vient la notion d’<interculturalité>. » : intégrée",
        "2. Remplacer par « les habitants des quartiers » : non retenue. Le terme est celui du programme.",
        "Lire ce qui a changé et donner votre avis",
      ],
      en: [
        "replaces the one reviewed in round 1",
        "Your remarks: here is how each was dealt with.",
        "1. “Dire d’où vient la notion d’<interculturalité>.”: integrated",
        "2. Replace with “les habitants des quartiers”: declined. Le terme est celui du programme.",
      ],
    },
    bring: async (network) => ({ deliverable: await scene.renewed(network), round: 2 }),
  },
  {
    letter: "invited",
    when: "to read a new version, where they had remarked nothing",
    to: "second",
    purpose: "review",
    subject: {
      fr: `Nouvelle version à relire avant le 20 mai : ${fr}`,
      en: `New version to review by 20 May: ${en}`,
    },
    bring: async (network) => ({ deliverable: await scene.renewed(network), round: 2 }),
  },
  {
    letter: "invited",
    when: "to the same version again",
    to: "first",
    purpose: "review",
    subject: { fr: `Votre avis sur ${fr} avant le 20 mai`, en: `Your decision on ${en} by 20 May` },
    bring: async (network) => {
      const id = await scene.inReview(network);
      await closeRound(network, id, true);
      await submitDraft(network, id, "2008-05-20T22:00:00.000Z");
      return { deliverable: id, round: 2 };
    },
  },
  {
    letter: "reminder",
    when: "of several rounds",
    to: "first",
    purpose: "enter",
    subject: {
      fr: "2 documents à relire, le premier avant le 12 mai",
      en: "2 documents to review, the first by 12 May",
    },
    lead: {
      fr: "Votre avis est attendu sur 2 documents, sur le premier jusqu’au 12 mai 2008.",
      en: "Your decision is expected on 2 documents, the first by 12 May 2008.",
    },
    facts: { fr: [`${fr} : 12 mai 2008 à minuit`], en: [`${en}: end of 12 May 2008`] },
    bring: async (network) => {
      const ids = [await scene.inReview(network), await scene.inReview(network)];
      await decideAs(network, "first", (await scene.decided(network)).id, "approve");
      await scene.reminded(network, ...ids);
      return { deliverable: ids[0]! };
    },
  },
  {
    letter: "decisionReported",
    to: "first",
    purpose: "review",
    subject: { fr: `Avis enregistré pour vous : ${fr} (nᵒ `, en: `Decision recorded for you: ${en} (no. ` },
    lead: {
      fr: "Coordination (RECI) a enregistré pour vous un avis le 3 mars 2008, 10 h ; la relecture court jusqu’au 12 mai 2008.",
      en: "Coordination (RECI) recorded a decision for you on 3 March 2008, 10:00; the review is open until 12 May 2008.",
    },
    facts: {
      fr: ["Avis : favorable", "Avis donné : par téléphone, le 10 mars 2008", "A rappelé le 10 : d’accord sur tout."],
      en: [
        "Decision: approves",
        "How it was given: by telephone, on 10 March 2008",
        "A rappelé le 10 : d’accord sur tout.",
      ],
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      return { deliverable: id, round: 1, submission: await scene.report(network, id) };
    },
  },
  {
    letter: "newDecision",
    when: "in an anonymous round",
    to: "author",
    purpose: "draft",
    subject: { fr: `Nouvel avis sur ${fr}`, en: `New decision on ${en}` },
    lead: {
      fr: "Relecteur 2 a donné son avis le 3 mars 2008, 10 h ; la relecture court jusqu’au 12 mai 2008.",
      en: "Reviewer 2 gave a decision on 3 March 2008, 10:00; the review is open until 12 May 2008.",
    },
    bring: async (network) => {
      const id = await scene.inAnonymousReview(network);
      return { deliverable: id, round: 1, submission: await decideAs(network, "second", id, "approve") };
    },
  },
  {
    letter: "delegationProposed",
    to: "coordinator",
    purpose: "enter",
    subject: { fr: `Relecture à confier : ${fr}`, en: `Review to hand over: ${en}` },
    lead: {
      fr: "Direction (ORIV) propose que quelqu’un d’autre relise à sa place ; la relecture court jusqu’au 12 mai 2008.",
      en: "Direction (ORIV) proposes that someone else review instead; the review is open until 12 May 2008.",
    },
    facts: {
      fr: ["Remplaçant proposé : Documentaliste, CREFE, documentation@crefe.example"],
      en: ["Proposed instead: Documentaliste, CREFE, documentation@crefe.example"],
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      return { deliverable: id, round: 1, submission: await scene.handOver(network, id) };
    },
  },
  {
    letter: "delegated",
    to: "first",
    purpose: "review",
    subject: { fr: `Relecture confiée : ${fr}`, en: `Review handed over: ${en}` },
    lead: {
      fr: "Documentaliste (CREFE) relit ce document à votre place ; plus rien n’est attendu de vous.",
      en: "Documentaliste (CREFE) is reviewing this document in your place; nothing more is expected from you.",
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      const submission = await scene.handOver(network, id);
      await scene.settle(network, id, submission, "stranger");
      return { deliverable: id, round: 1, submission };
    },
  },
  {
    letter: "invited",
    when: "instead of another",
    to: "stranger",
    purpose: "review",
    subject: { fr: `Votre avis sur ${fr} avant le 12 mai`, en: `Your decision on ${en} by 12 May` },
    lead: { fr: "Votre avis est attendu jusqu’au 12 mai 2008.", en: "Your decision is expected by 12 May 2008." },
    bring: async (network) => {
      const id = await scene.inReview(network);
      await scene.settle(network, id, await scene.handOver(network, id), "stranger");
      return { deliverable: id, round: 1 };
    },
  },
  {
    letter: "delegationRefused",
    to: "first",
    purpose: "review",
    subject: { fr: `Votre avis reste attendu sur ${fr}`, en: `Your decision is still expected on ${en}` },
    lead: {
      fr: "Le remplacement que vous proposiez n’a pas été retenu : votre avis est attendu jusqu’au 12 mai 2008.",
      en: "The replacement you proposed was not accepted: your decision is expected by 12 May 2008.",
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      const submission = await scene.handOver(network, id);
      await scene.settle(network, id, submission);
      return { deliverable: id, round: 1, submission };
    },
  },
  {
    letter: "roundClosed",
    when: "with remarks to integrate",
    to: "author",
    purpose: "draft",
    subject: {
      fr: `2 remarques à traiter avant le 1er juillet : ${fr}`,
      en: `2 remarks to deal with by 1 July: ${en}`,
    },
    lead: {
      fr: "La relecture a été close le 3 mars 2008, 10 h ; le document final est attendu le 1er juillet 2008.",
      en: "The review was closed on 3 March 2008, 10:00; the final document is due by 1 July 2008.",
    },
    facts: { fr: ["Remarques à traiter : 2"], en: ["Remarks to deal with: 2"] },
    bring: async (network) => ({ deliverable: await scene.toIntegrate(network), round: 1 }),
  },
  {
    letter: "roundClosed",
    when: "by the line, to the coordinator",
    to: "coordinator",
    purpose: "enter",
    subject: { fr: `${fr} : approuvé`, en: `${en}: approved` },
    bring: async (network) => {
      const { id } = await scene.decided(network);
      await decideAs(network, "second", id, "approve");
      at(network, "2008-05-12T22:00:00.000Z");
      await issue(deliverables, network.ports, id, { type: "passDeadline", by: "line", round: 1 });
      return { deliverable: id, round: 1 };
    },
  },
  {
    letter: "deadlinePassed",
    when: "with those who are awaited",
    to: "coordinator",
    purpose: "enter",
    subject: { fr: `Échéance passée : ${fr}`, en: `Deadline passed: ${en}` },
    lead: {
      fr: "L’échéance du 12 mai 2008 est passée sans résultat.",
      en: "The deadline of 12 May 2008 has passed without an outcome.",
    },
    facts: { fr: ["Avis attendus : Research officer (IREV)"], en: ["Decisions awaited: Research officer (IREV)"] },
    bring: async (network) => ({ deliverable: (await scene.decided(network)).id, round: 1 }),
  },
  {
    letter: "deadlineMoved",
    when: "by the rule",
    to: "second",
    purpose: "review",
    subject: { fr: `Nouvelle échéance : ${fr}, 19 mai`, en: `New deadline: ${en}, 19 May` },
    lead: { fr: "La nouvelle échéance est le 19 mai 2008.", en: "The new deadline is 19 May 2008." },
    facts: { fr: ["prolongée, une seule fois"], en: ["extended, once only"] },
    bring: async (network) => ({ deliverable: await scene.extended(network), round: 1 }),
  },
  {
    letter: "deadlineMoved",
    when: "by hand, after the rule did",
    to: "second",
    purpose: "review",
    subject: { fr: `Nouvelle échéance : ${fr}, 26 mai`, en: `New deadline: ${en}, 26 May` },
    facts: { fr: ["Le reste ne change pas."], en: ["Nothing else changes."] },
    bring: async (network) => {
      const id = await scene.extended(network);
      const deadline = "2008-05-26T22:00:00.000Z";
      await issue(deliverables, network.ports, id, {
        type: "moveDeadline",
        by: as(network, "coordinator"),
        round: 1,
        deadline,
      });
      return { deliverable: id, round: 1 };
    },
  },
  {
    letter: "seminarInvited",
    to: "stranger",
    purpose: "seminar",
    calendar: "REQUEST",
    subject: { fr: `Séminaire du 3 juillet, dossier prêt : ${fr}`, en: `Seminar on 3 July, papers ready: ${en}` },
    lead: {
      fr: "Vous êtes invité au séminaire du 3 juillet 2008, de 14 h à 17 h 30.",
      en: "You are invited to the seminar on 3 July 2008, from 14:00 to 17:30.",
    },
    facts: {
      fr: ["Lieu : ORIV, Strasbourg", "Visioconférence : https://visio.example/reci", "Ordre du jour : Les notions."],
      en: ["Place: ORIV, Strasbourg", "Online meeting: https://visio.example/reci", "Agenda: Les notions."],
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      const agenda = await putText(network.ports, "Les notions.");
      await scene.planSeminar(network, id, { call: "https://visio.example/reci", agenda });
      return { deliverable: id, round: 1, sequence: 0 };
    },
  },
  {
    letter: "seminarChanged",
    to: "first",
    purpose: "seminar",
    calendar: "REQUEST",
    subject: { fr: `Séminaire du 10 juillet, changement : ${fr}`, en: `Seminar on 10 July, changed: ${en}` },
    lead: {
      fr: "Le séminaire a maintenant lieu le 10 juillet 2008, à 9 h.",
      en: "The seminar will now take place on 10 July 2008, at 09:00.",
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      await scene.planSeminar(network, id);
      await scene.planSeminar(network, id, { date: "2008-07-10", starts: "09:00", ends: undefined as never });
      return { deliverable: id, round: 1, sequence: 1 };
    },
  },
  {
    letter: "seminarCancelled",
    to: "first",
    purpose: "seminar",
    calendar: "CANCEL",
    subject: { fr: `Séminaire du 3 juillet annulé : ${fr}`, en: `Seminar on 3 July cancelled: ${en}` },
    lead: {
      fr: "Le séminaire du 3 juillet 2008, de 14 h à 17 h 30 n’a pas lieu.",
      en: "The seminar on 3 July 2008, from 14:00 to 17:30 will not take place.",
    },
    facts: { fr: ["Motif : Grève des trains."], en: ["Reason: Grève des trains."] },
    bring: async (network) => {
      const id = await scene.inReview(network);
      await scene.planSeminar(network, id);
      const reason = await putText(network.ports, "Grève des trains.");
      await issue(deliverables, network.ports, id, {
        type: "cancelSeminar",
        by: as(network, "coordinator"),
        round: 1,
        reason,
      });
      return { deliverable: id, round: 1, sequence: 1 };
    },
  },
  {
    letter: "seminarCancelled",
    when: "for one alone",
    to: "stranger",
    purpose: "enter",
    calendar: "CANCEL",
    subject: { fr: `Séminaire sans vous : ${fr}`, en: `Seminar without you: ${en}` },
    bring: async (network) => {
      const id = await scene.inReview(network);
      await scene.planSeminar(network, id);
      await scene.planSeminar(network, id, {}, ["first"]);
      return { deliverable: id, round: 1, sequence: 1 };
    },
  },
  {
    letter: "dispositions",
    to: "first",
    purpose: "review",
    subject: { fr: `Suites données à vos remarques : ${fr}`, en: `How your remarks were dealt with: ${en}` },
    facts: {
      fr: ["« Dire d’où vient la notion d’<interculturalité>. » : intégrée", "non retenue. Le terme"],
      en: ["“Dire d’où vient la notion d’<interculturalité>.”: integrated", "declined. Le terme"],
    },
    bring: async (network) => ({ deliverable: await scene.toConfirm(network), round: 1 }),
  },
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
        `${fr} : relecture jusqu’au 13 mai 2008`,
      ],
      en: ["“Laïcité”: 54 days overdue, draft due by 20 March 2008", `${en}: review until 13 May 2008`],
    },
    bring: async (network) => {
      await createNote(network, { title: "Laïcité" });
      const id = await createNote(network);
      await deposit(network, id);
      await submitDraft(network, id, "2008-05-13T22:00:00.000Z");
      at(network, "2008-05-13T08:00:00.000Z");
      return { week: "2008-05-12" };
    },
  },
];

describe.each(["fr", "en"] as const)("letters of rounds in %s", (language) => {
  test.each(rows.map((row) => ({ when: "", ...row })))("$letter $when to $to", (row) => check(row, language));
});

const job = (network: Network, letter: LetterName, to: Role, about: Partial<MailJob>): MailJob => ({
  ...{ id: `mail/test/${letter}/${to}`, type: "mail", to: network.people[to].id, letter, round: 1, ...about },
});

test.each<[string, LetterName, Role, (network: Network, id: string) => Promise<Partial<MailJob> | undefined>]>([
  [
    "an invitation to who handed over",
    "invited",
    "first",
    async (network, id) => {
      await scene.settle(network, id, await scene.handOver(network, id), "stranger");
    },
  ],
  [
    "a reminder to who proposed someone else",
    "reminder",
    "first",
    async (network, id) => {
      await scene.handOver(network, id);
    },
  ],
  [
    "a proposal that is settled",
    "delegationProposed",
    "coordinator",
    async (network, id) => {
      const submission = await scene.handOver(network, id);
      await scene.settle(network, id, submission);
      return { submission };
    },
  ],
  [
    "a seminar as it was planned before",
    "seminarInvited",
    "first",
    async (network, id) => {
      await scene.planSeminar(network, id);
      await scene.planSeminar(network, id, { date: "2008-07-10" });
      return { sequence: 0 };
    },
  ],
  [
    "an invitation to a seminar that is off",
    "seminarInvited",
    "first",
    async (network, id) => {
      await scene.planSeminar(network, id);
      await issue(deliverables, network.ports, id, { type: "cancelSeminar", by: as(network, "coordinator"), round: 1 });
    },
  ],
  [
    "a cancellation of a seminar that was called again",
    "seminarCancelled",
    "first",
    async (network, id) => {
      await scene.planSeminar(network, id);
      await issue(deliverables, network.ports, id, { type: "cancelSeminar", by: as(network, "coordinator"), round: 1 });
      await scene.planSeminar(network, id);
      return { sequence: 1 };
    },
  ],
  ["dispositions to who offered nothing", "dispositions", "second", async () => undefined],
  [
    "a new deadline to who declined",
    "deadlineMoved",
    "first",
    async (network, id) => {
      const { number: round, version } = await scene.lastRound(network, id);
      const by = as(network, "first");
      await issue(deliverables, network.ports, id, {
        type: "decide",
        by,
        round,
        version,
        submission: "non",
        choice: "decline",
      });
    },
  ],
  [
    "a week without anything",
    "weekly",
    "coordinator",
    async () => ({ week: "2008-01-07", deliverable: undefined as never }),
  ],
  ["the week to who coordinates nothing", "weekly", "author", async () => ({ week: "2008-05-12" })],
])("not sent: %s", async (_, letter, to, bring) => {
  const network = await openTestNetwork();
  const id = await scene.inReview(network);
  const about = (await bring(network, id)) ?? {};
  await notify(network.ports, job(network, letter, to, { deliverable: id, ...about }), network.settings);
  expect(network.sent).toEqual([]);
});

describe("one reminder a day", () => {
  const remind = (network: Network, id: string, name: string) =>
    notify(network.ports, job(network, "reminder", "first", { id: name, deliverable: id }), network.settings);

  test("however many rounds ask for one", async () => {
    const network = await openTestNetwork();
    const ids = [await scene.inReview(network), await scene.inReview(network), await scene.inReview(network)];
    await scene.reminded(network, ...ids);
    await Promise.all(ids.map((id) => remind(network, id, `mail/${id}`)));
    for (const id of ids) expect(await remind(network, id, `mail/${id}`)).toBe("done");
    expect(network.sent.map(({ subject }) => words(subject))).toEqual([
      "3 documents à relire, le premier avant le 12 mai",
    ]);
  });

  test("a reminder whose job runs again once it left does not leave twice; another day has another", async () => {
    const network = await openTestNetwork();
    const id = await scene.inReview(network);
    await scene.reminded(network, id);
    for (const name of ["mail/a", "mail/b", "mail/a"]) await remind(network, id, name);
    expect(network.sent.map(({ messageId }) => messageId)).toEqual(["<mail.a@reseau.example>"]);
    at(network, "2008-05-09T08:00:00.000Z");
    await issue(deliverables, network.ports, id, { type: "remind", by: "line", round: 1, days: 2 });
    await remind(network, id, "mail/c");
    expect(network.sent).toHaveLength(2);
  });

  test("can be ended by a word to the coordinator, which is written already", async () => {
    const network = await openTestNetwork();
    const id = await scene.inReview(network);
    await scene.reminded(network, id);
    await remind(network, id, "mail/a");
    const [message] = network.sent;
    const asked = new URL(/^<(.*)>$/.exec(message!.headers!["List-Unsubscribe"]!)![1]!);
    expect([asked.protocol, asked.pathname]).toEqual(["mailto:", "coordination@reseau.example"]);
    expect(words(message!.subject)).toContain(words(asked.searchParams.get("subject")!).slice(0, 50));
  });
});

test("a participant's calendar hears of one meeting, of themselves, and of no link", async () => {
  const network = await openTestNetwork();
  const id = await scene.inReview(network);
  const tell = async (letter: LetterName, sequence: number) => {
    await notify(
      network.ports,
      job(network, letter, "first", { id: `mail/${letter}`, deliverable: id, sequence }),
      network.settings,
    );
    const { calendar } = network.sent.at(-1)!;
    expect(calendar!.text).not.toMatch(/\/l\/|crefe\.example|irev\.example/);
    const [event] = parseCalendar(calendar!.text).inside;
    return ["UID", "SEQUENCE", "DTSTART", "STATUS", "ATTENDEE"].map((name) => lineOf(event!, name).value);
  };
  const uid = `seminar-${id}-1@reseau.example`;
  const me = "MAILTO:direction@oriv.example";
  await scene.planSeminar(network, id);
  expect(await tell("seminarInvited", 0)).toEqual([uid, "0", "20080703T120000Z", "CONFIRMED", me]);
  at(network, "2008-03-05T08:00:00.000Z");
  await scene.planSeminar(network, id, { date: "2008-12-04" });
  expect(await tell("seminarChanged", 1)).toEqual([uid, "1", "20081204T130000Z", "CONFIRMED", me]);
  await closeRound(network, id, true);
  expect(await tell("seminarCancelled", 1)).toEqual([uid, "2", "20081204T130000Z", "CANCELLED", me]);
});

test("letters to a coordinator who left go to another coordinator", async () => {
  const network = await openTestNetwork();
  const id = await scene.closed(network);
  await putOutputs(network, id);
  const { ports, people } = network;
  const heir = { name: "Direction", address: "heritiere@reseau.example", organisation: "", language: "fr" } as const;
  await removePerson(ports, people.coordinator.id);
  const owed = job(network, "final", "coordinator", { deliverable: id });
  await notify(ports, owed, network.settings);
  expect(network.sent).toEqual([]);
  await addPerson(ports, { ...heir, coordinator: true });
  await notify(ports, owed, network.settings);
  expect(network.sent.map(({ to, replyTo }) => [to.address, replyTo?.address])).toEqual([
    ["heritiere@reseau.example", "heritiere@reseau.example"],
  ]);
});

const hostile: [what: string, written: string, shown: string][] = [
  ["line breaks", "Séance\r\nBcc: victime@ailleurs.example", "Séance Bcc: victime@ailleurs.example"],
  ["nothing and separators", "Sé\u0000an\u2028ce", "Sé an ce"],
  ["turned text", "Séance \u202etxet\u2066", "Séance txet"],
  ["half a character", "Séance \ud83d", "Séance \ufffd"],
  ["a tag", "<script>Séance</script>", "<script>Séance</script>"],
  ["length", "é".repeat(300), "é".repeat(100)],
  ["a second address", 'x, "y" <victime@ailleurs.example>', 'x, "y" <victime@ailleurs.example>'],
];

test.each(hostile)("what people write stays words: %s", async (_, written, shown) => {
  const network = await openTestNetwork({ network: "RECI\r\nBcc: z@ailleurs.example" });
  const { ports, people, settings, sent } = network;
  const id = await createNote(network, { title: written });
  await scene.submitted(network, id);
  await scene.planSeminar(network, id, { place: written.slice(0, 200), call: written.slice(0, 200) });
  for (const role of ["first", "coordinator"] as const)
    await changePerson(ports, people[role].id, { name: written.toWellFormed() });
  await scene.reminded(network, id);
  await notify(ports, job(network, "seminarInvited", "first", { deliverable: id, sequence: 0 }), settings);
  await notify(ports, job(network, "reminder", "first", { deliverable: id }), settings);
  expect(sent).toHaveLength(2);
  for (const message of sent) {
    const { subject, html, text, to, from, replyTo } = message;
    expect(words(subject)).toContain(shown);
    expect(words(text)).toContain(shown);
    const headers = [subject, to.name, from.name, replyTo!.name, ...Object.values(message.headers!)];
    expect(Math.max(...headers.map((header) => header.length))).toBeLessThan(990);
    expect(headers.join("") + text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u202a-\u202e\u2066-\u2069]/u);
    expect(html).not.toContain("<script>");
    const read = await PostalMime.parse(await writeMime(message));
    expect([read.to, read.replyTo].map((boxes) => boxes?.map(({ address }) => address))).toEqual([
      ["direction@oriv.example"],
      ["coordination@reseau.example"],
    ]);
    expect(read.headers.map(({ key }) => key).filter((key) => /cc$/.test(key))).toEqual([]);
  }
  const [event] = parseCalendar(sent[0]!.calendar!.text).inside;
  const spaceless = (text: string) => text.replaceAll(" ", "");
  expect(spaceless(lineOf(event!, "LOCATION").value)).toContain(spaceless(shown));
  expect(lineOf(event!, "ATTENDEE").value).toBe("MAILTO:direction@oriv.example");
});
