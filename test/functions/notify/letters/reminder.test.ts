import { describe, expect, test } from "vitest";
import { notify } from "../../../../functions/notify/notify.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { completeDraft, createNote, decideAs, deposit, type Network, openTestNetwork } from "../../network.ts";
import { checkLetters, mailJob, title, words } from "../letter.ts";
import * as scene from "../scenes.ts";

checkLetters([
  {
    letter: "reminder",
    when: "of a draft",
    to: "author",
    purpose: "draft",
    subject: { fr: `Il reste 3 jours pour ${title.fr}`, en: `3 days left for ${title.en}` },
    lead: { fr: "Votre texte est attendu pour le 20 mars 2008.", en: "Your text is expected by 20 March 2008." },
    bring: async (network) => {
      const id = await createNote(network);
      await scene.emptyOutbox(network);
      network.world.set(Date.parse("2008-03-17T08:00:00.000Z"));
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
      const id = await scene.dossierOfParts(network);
      await deposit(network, id, completeDraft, "oriv.md", "oriv");
      await scene.emptyOutbox(network);
      network.world.set(Date.parse("2008-03-25T08:00:00.000Z"));
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
      await scene.submitted(network, await createNote(network, { reviewers: ["author", "first"] }));
      await scene.toIntegrate(network);
      await scene.emptyOutbox(network);
      network.world.set(Date.parse("2008-03-25T08:00:00.000Z"));
      return { deliverable: id };
    },
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
      const id = await scene.inReview(network);
      await scene.reminded(network, id);
      return { deliverable: id };
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
    facts: { fr: [`${title.fr} : 12 mai 2008 à minuit`], en: [`${title.en}: end of 12 May 2008`] },
    bring: async (network) => {
      const ids = [await scene.inReview(network), await scene.inReview(network)];
      await decideAs(network, "first", (await scene.decided(network)).id, "approve");
      await scene.reminded(network, ...ids);
      return { deliverable: ids[0]! };
    },
  },
]);

describe("one reminder a day", () => {
  const remind = (network: Network, id: string, name: string) =>
    notify(network.ports, mailJob(network, "reminder", "first", { id: name, deliverable: id }), network.settings);

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
    network.world.set(Date.parse("2008-05-09T08:00:00.000Z"));
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
