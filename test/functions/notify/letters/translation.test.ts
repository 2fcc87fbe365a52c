import { expect, test } from "vitest";
import { letterWriters } from "../../../../functions/notify/letters.ts";
import { occasionOf } from "../../../../functions/notify/occasion.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables, loadState } from "../../../../shared/stored/deliverable.ts";
import { as, type Network, openTestNetwork } from "../../network.ts";
import { checkLetters, mailJob } from "../letter.ts";

const [march, may] = [
  { version: "a".repeat(64), dated: "2008-03-03T09:00:00.000Z" },
  { version: "b".repeat(64), dated: "2008-05-05T09:00:00.000Z" },
];

/** A translation of which nothing was uploaded, whose original has a newer version. */
async function behind({ ports, people, ...network }: Network, final: boolean): Promise<{ deliverable: string }> {
  const id = "twin";
  await issue(deliverables, ports, id, {
    ...{ type: "create", by: as({ ports, people, ...network }, "coordinator"), id, kind: "plain", language: "en" },
    ...{ title: "Access to rights", action: "2008/interculturalite", parts: [{ id: "part-1", title: "" }], due: {} },
    ...{ authors: [people.author.id], reviewers: [people.first.id], funders: [], quorum: 1 },
    translates: { deliverable: "note", language: "fr", from: march! },
  });
  const newest = { ...may!, ...(final && { final: true as const }) };
  await issue(deliverables, ports, id, { type: "noteSource", by: "line", newest });
  return { deliverable: id };
}

/** A translation of which nothing was uploaded, whose original was withdrawn. */
async function gone(network: Network): Promise<{ deliverable: string }> {
  const about = await behind(network, false);
  const withdrawn = "2008-06-02T09:00:00.000Z";
  await issue(deliverables, network.ports, about.deliverable, { type: "noteSourceWithdrawn", by: "line", withdrawn });
  return about;
}

const withdrawal = {
  subject: {
    fr: "« Access to rights » : l’original a été retiré",
    en: "“Access to rights”: the original was withdrawn",
  },
  lead: {
    fr: "Le document que traduit celui-ci a été retiré le 2 juin 2008.",
    en: "The document that this one translates was withdrawn on 2 June 2008.",
  },
};

const subject = {
  fr: "« Access to rights » : l’original a une nouvelle version",
  en: "“Access to rights”: the original has a new version",
};

test("of a draft that was uploaded and not compared yet, the letter does not say that nothing was", async () => {
  const network = await openTestNetwork();
  const { ports, people, settings } = network;
  const about = await behind(network, false);
  const asked = { by: as(network, "author"), upload: "u1", part: "part-1", name: "twin.md" };
  await issue(deliverables, ports, about.deliverable, { type: "requestUpload", ...asked });
  await issue(deliverables, ports, about.deliverable, {
    ...{ type: "acceptDraft", by: "line", upload: "u1" },
    part: { part: "part-1", source: "a", tree: "b", reader: "markdown/1", reading: {}, assets: [] },
    check: { missing: [], withoutAlternative: 0, warnings: 0 },
  });
  const { state } = (await loadState(ports.store, about.deliverable))!;
  const job = mailJob(network, "sourceChanged", "author", about);
  const draft = await letterWriters.sourceChanged(occasionOf(ports, job, settings, { to: people.author, state }));
  expect(draft!.paragraphs[1]).toMatch(/n’a pas encore pu être rapproché/);
  expect(draft!.link).toMatchObject({ thing: about.deliverable, page: "translation" });
});

checkLetters([
  {
    ...{ letter: "sourceChanged", to: "author", purpose: "draft", subject, lands: "anywhere" as const },
    lead: {
      fr: "L’original que traduit ce document a une version plus récente, du 5 mai 2008.",
      en: "The original that this document translates has a newer version, of 5 May 2008.",
    },
    bring: (network) => behind(network, false),
  },
  {
    ...{
      letter: "sourceChanged",
      lands: "anywhere",
      when: "of an original that became final",
      to: "author",
      purpose: "draft",
      subject,
    },
    lead: {
      fr: "L’original que traduit ce document est devenu final, dans une version plus récente, du 5 mai 2008.",
      en: "The original that this document translates has become final, in a newer version, of 5 May 2008.",
    },
    bring: (network) => behind(network, true),
  },
  { letter: "sourceWithdrawn", to: "author", purpose: "draft", ...withdrawal, bring: gone },
  { letter: "sourceWithdrawn", to: "coordinator", purpose: "enter", ...withdrawal, bring: gone },
]);
