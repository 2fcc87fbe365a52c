import { beforeEach, describe, expect, test } from "vitest";
import { notify } from "../../../../functions/notify/notify.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import type { PartPlan } from "../../../../shared/deliverable/state.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import {
  arrive,
  as,
  type Browser,
  browse,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { offerAs } from "../../offering.ts";

let network: Network;
let coordinator: Browser;
let id: string;
let here: string;

const part = `---
title: Ce que nous avons fait
lang: fr
---

# Actions menées

Une formation des enseignants.

# Bibliographie

Un ouvrage.

# Personnes ressources

La documentaliste.
`;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  const { author, stranger } = network.people;
  const parts: PartPlan[] = [
    { id: "oriv", title: "ORIV", people: [author.id] },
    { id: "crefe", title: "CREFE", people: [stranger.id] },
    { id: "epi", title: "EPI" },
  ];
  id = await createNote(network, { kind: "resource-dossier", parts: parts.map(({ people: _, ...each }) => each) });
  await issue(deliverables, network.ports, id, {
    type: "amend",
    by: as(network, "coordinator"),
    authors: [author.id, stranger.id],
  });
  await issue(deliverables, network.ports, id, {
    type: "arrangeParts",
    by: as(network, "coordinator"),
    parts,
    drop: [],
  });
  here = `/deliverables/${id}`;
});

test("the files that were read for each part stand on the page of the deliverable, the newest first", async () => {
  await deposit(network, id, part, "oriv.md", "oriv");
  await deposit(network, id, part.replace("Une formation", "Des formations"), "epi.md", "epi");
  const page = await coordinator.page(here);
  const shown = [...page.matchAll(/uploads\/[\w-]+">([^<]+)<\/a> – (\w+)/g)].map(([, ...each]) => each);
  expect(shown.toSorted()).toEqual([
    ["epi.md", "EPI"],
    ["oriv.md", "ORIV"],
  ]);
});

/** The form of the parts as the page gives it, with some answers changed. */
function filled(changes: Record<string, string | string[]> = {}): Record<string, string | string[]> {
  const { author, stranger } = network.people;
  return {
    ...{ seen: ["oriv", "crefe", "epi"], owners: [`oriv.${author.id}`, `crefe.${stranger.id}`] },
    ...{ "title-oriv": "ORIV", "title-crefe": "CREFE", "title-epi": "EPI", "title-part-1": "" },
    ...{ "place-oriv": "1", "place-crefe": "2", "place-epi": "3", "place-part-1": "4" },
    ...changes,
  };
}
const titles = async () => (await stateOf(network, id)).parts.map(({ title }) => title).join(", ");

describe("an author sends their own part", () => {
  test.each<[string, "author" | "stranger" | "coordinator", string, number]>([
    ["the member's author sends it", "author", "oriv", 201],
    ["another member's author is told whose it is", "stranger", "oriv", 403],
    ["any author sends a part for which nobody is named", "stranger", "epi", 201],
    ["the coordinator sends any part", "coordinator", "crefe", 201],
    ["a part that is not there is a wrong answer", "author", "irev", 400],
  ])("%s", async (_, role, of, status) => {
    const browser = await browse(network, role);
    const response = await browser.json(`${here}/uploads`, { part: of, name: "partie.md" });
    expect(response.status).toBe(status);
    if (status === 403) expect(await response.json()).toMatchObject({ code: "part-not-yours" });
  });

  test("the page offers an author the parts they may send, and names who owes the others", async () => {
    const page = await (await browse(network, "stranger")).page(`${here}/draft`);
    const offered = [...page.matchAll(/name="part" type="radio" value="(\w+)"/g)].map(([, value]) => value);
    expect(offered).toEqual(["crefe", "epi"]);
    expect(page).toContain("ORIV (Chargée de mission (COFRIMI))");
  });
});

test("a remark about a part is answered by the part's own authors", async () => {
  for (const who of ["oriv", "crefe", "epi"]) await sendPart(who, `${part}\nCe que fait ${who}.\n`);
  await submitDraft(network, id);
  const [words, proposal] = ["Ce que fait oriv.", "Ce que fait l’ORIV."];
  await offerAs(network, "first", id, { id: "un", type: "correction", words, proposal });
  await decideAs(network, "first", id, "requestChanges");
  await closeRound(network, id);
  const [own, other] = [await browse(network, "author"), await browse(network, "stranger")];
  const page = `${here}/contributions/un`;
  const shown = await other.page(`${here}/contributions?remark=un`);
  expect(shown).toContain("est confiée à d’autres");
  expect(shown).not.toContain('name="disposition"');
  expect(await own.page(`${here}/contributions?remark=un`)).toContain('value="applied"');
  const base = (await stateOf(network, id)).versions.at(-1)!.hash;
  for (const [browser, status] of [[other, 403] as const, [own, 200] as const]) {
    expect((await browser.json(page, { disposition: "integrated" })).status).toBe(status);
    expect((await browser.json(`${here}/corrections`, { base, round: 1, remark: "un" })).status).toBe(status);
  }
});

test("the part of an author who left stays entrusted when the form of the parts is sent", async () => {
  const { author, stranger } = network.people;
  await issue(deliverables, network.ports, id, {
    type: "amend",
    by: as(network, "coordinator"),
    authors: [stranger.id],
  });
  const response = await coordinator.post(`${here}/parts`, filled({ owners: [], "title-part-1": "ODTI" }));
  expect(response.status).toBe(303);
  const { parts } = await stateOf(network, id);
  expect(parts.map(({ title, people }) => [title, people])).toEqual([
    ...[
      ["ORIV", [author.id]],
      ["CREFE", undefined],
    ],
    ...[
      ["EPI", undefined],
      ["ODTI", undefined],
    ],
  ]);
});

describe("the coordinator arranges the parts", () => {
  test.each<[string, Record<string, string | string[]>, string]>([
    ["a form sent as it is changes nothing", {}, "ORIV, CREFE, EPI"],
    ["a part is added at the end", { "title-part-1": "ODTI" }, "ORIV, CREFE, EPI, ODTI"],
    [
      "a part is added at a place",
      { "title-part-1": "ODTI", "place-part-1": "1", "place-oriv": "2" },
      "ODTI, ORIV, CREFE, EPI",
    ],
    ["parts change places", { "place-epi": "1", "place-oriv": "3" }, "EPI, CREFE, ORIV"],
    ["a part without a draft is dropped", { drop: "epi" }, "ORIV, CREFE"],
    ["a misspelt member is mended", { "title-epi": "EPI Auvergne" }, "ORIV, CREFE, EPI Auvergne"],
  ])("%s, once however often it is sent", async (_, changes, expected) => {
    for (let times = 0; times < 2; times++) {
      const response = await coordinator.post(`${here}/parts`, filled(changes));
      expect([response.status, await titles()]).toEqual([303, expected]);
    }
  });

  test("who owes a part is chosen of the authors", async () => {
    const { author } = network.people;
    await coordinator.post(
      `${here}/parts`,
      filled({ owners: [`oriv.${author.id}`, `epi.${author.id}`, "epi.personne"] }),
    );
    expect((await stateOf(network, id)).parts).toEqual([
      { id: "oriv", title: "ORIV", people: [author.id] },
      { id: "crefe", title: "CREFE" },
      { id: "epi", title: "EPI", people: [author.id] },
    ]);
  });

  test("a part with a draft goes once that is confirmed, and its file stays in the history", async () => {
    const upload = await deposit(network, id, part, "oriv.md", "oriv");
    const asked = await coordinator.post(`${here}/parts`, filled({ drop: "oriv" }));
    const page = await asked.text();
    expect([asked.status, await titles()]).toEqual([422, "ORIV, CREFE, EPI"]);
    expect(page).toContain("Je retire «\u202fORIV\u202f» et son brouillon.");
    const done = await coordinator.post(`${here}/parts`, filled({ drop: "oriv", confirmed: "oriv" }));
    expect([done.status, await titles()]).toEqual([303, "CREFE, EPI"]);
    expect(await coordinator.page(here)).toContain("oriv.md");
    expect((await coordinator.get(`${here}/uploads/${upload}/source`)).status).toBe(302);
    expect((await coordinator.get(`${here}/uploads/${upload}`)).status).toBe(200);
  });

  test("during a review the page says why parts stay, and takes who owes them", async () => {
    for (const who of ["oriv", "crefe", "epi"]) await sendPart(who);
    await submitDraft(network, id);
    expect(await coordinator.page(`${here}/parts`)).toContain("Pendant une relecture");
    const moved = await coordinator.json(`${here}/parts`, {
      parts: [
        { id: "epi", title: "EPI" },
        { id: "oriv", title: "ORIV" },
        { id: "crefe", title: "CREFE" },
      ],
    });
    expect([moved.status, await moved.json()]).toMatchObject([409, { code: "parts-in-review" }]);
    const { author } = network.people;
    const named = await coordinator.post(`${here}/parts`, { owners: [`epi.${author.id}`] });
    expect([named.status, (await stateOf(network, id)).parts[2]]).toEqual([
      ...[303, { id: "epi", title: "EPI", people: [author.id] }],
    ]);
  });

  test("parts that changed meanwhile are not undone by an older page", async () => {
    await coordinator.post(`${here}/parts`, filled({ "title-part-1": "ODTI" }));
    const older = await coordinator.post(`${here}/parts`, filled({ drop: "epi", "title-part-1": "ODTI" }));
    expect([older.status, await titles()]).toEqual([409, "ORIV, CREFE, EPI, ODTI"]);
  });

  test("the coordinator is told for which part nobody is named", async () => {
    expect(await coordinator.page(here)).toContain("Personne n’est nommé pour\u00a0: EPI.");
    expect(await (await browse(network, "author")).page(here)).not.toContain("Personne n’est nommé");
  });

  test.each<[string, () => Promise<Response>]>([
    ["an author has no page of the parts", async () => (await browse(network, "author")).get(`${here}/parts`)],
    [
      "a document in one piece has none",
      async () => coordinator.get(`/deliverables/${await createNote(network)}/parts`),
    ],
  ])("%s", async (_, asks) => {
    expect((await asks()).status).toBe(404);
  });
});

async function sendPart(of: string, text = part): Promise<void> {
  const upload = network.ports.ids();
  await issue(deliverables, network.ports, id, {
    type: "requestUpload",
    by: as(network, "coordinator"),
    upload,
    part: of,
    name: "p.md",
  });
  await arrive(network, id, upload, Buffer.from(text));
}

test.each<[string, (id: string) => Promise<unknown>]>([
  [
    "whose access was ended",
    (id) =>
      issue(deliverables, network.ports, id, {
        ...{ type: "endAccess", by: as(network, "coordinator"), person: network.people.stranger.id },
      }),
  ],
  [
    "who left the directory",
    async () =>
      (await browse(network, "coordinator")).post(`/people/${network.people.stranger.id}/removal`, {
        confirmed: "true",
      }),
  ],
])("a part whose only owner is someone %s is the coordinator's to give, and said so", async (_, leave) => {
  network = await openTestNetwork();
  const { author, stranger } = network.people;
  const titles = ["ORIV", "CREFE"];
  const id = await createNote(network, {
    kind: "resource-dossier",
    parts: titles.map((title) => ({ id: title.toLowerCase(), title })),
  });
  const by = as(network, "coordinator");
  await issue(deliverables, network.ports, id, { type: "amend", by, authors: [author.id, stranger.id] });
  const people = [stranger.id, author.id];
  const parts = titles.map((title, index) => ({ id: title.toLowerCase(), title, people: [people[index]!] }));
  await issue(deliverables, network.ports, id, { type: "arrangeParts", by, drop: [], parts });
  await deposit(network, id, part, "crefe.md", "crefe");
  await leave(id);
  network.world.set(Date.parse("2008-04-01T09:00:00.000Z"));
  const coordinator = await browse(network, "coordinator");
  const page = wordsOf(await coordinator.page(`/deliverables/${id}`));
  expect(page).toContain("Personne n’est nommé pour : ORIV.");
  expect(page).not.toMatch(/attendu de[^.]*Documentaliste|Documentaliste[^.]* – brouillon/);
  expect(wordsOf(await coordinator.page("/deliverables"))).toMatch(
    /Plus personne n’est nommé pour ce qui manque : [^.]*\. 12 jours de retard/,
  );
  const week = "2008-03-31";
  const job = { id: "mail/weekly", type: "mail", to: by.person, letter: "weekly", week } as const;
  await notify(network.ports, job, network.settings);
  expect(wordsOf(network.sent.at(-1)!.html)).toContain("personne n’est plus nommé pour ce qui manque");
});
