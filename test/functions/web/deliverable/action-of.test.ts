import { beforeEach, describe, expect, test } from "vitest";
import { loadEvents } from "../../../../shared/stored/deliverable.ts";
import { seedText } from "../../../programme/seed.ts";
import { type Browser, browse, deposit, type Network, openTestNetwork, stateOf } from "../../network.ts";
import { answersFor } from "../planned.ts";
import { refused } from "../refused.ts";

let network: Network;
let coordinator: Browser;
let plan: Record<string, string | string[]>;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  plan = answersFor(network);
});

const importSeed = () => coordinator.post("/programmes/import", { file: seedText });

test("where the network has no programme, the action of a deliverable is typed, and stays as it was typed", async () => {
  expect(await coordinator.page("/deliverables/new")).toMatch(/<input id="action"/);
  await coordinator.post("/deliverables", plan);
  expect((await stateOf(network, "note-1")).action).toBe("Interculturalité");
});

test.each<[string, () => Promise<unknown>]>([
  ["a form", () => coordinator.post("/deliverables", plan)],
  [
    "a program, in JSON",
    () =>
      coordinator.json("/deliverables", {
        ...{ id: "note-1", kind: "framing-note", title: "Note", action: "Interculturalité", language: "fr" },
        authors: [network.people.author.id],
      }),
  ],
])("and what was typed by %s is of the action that a form makes of that title later", async (_, create) => {
  await create();
  expect((await stateOf(network, "note-1")).action).toBe("Interculturalité");
  const days = { from: "01/01/2008", until: "31/12/2008" };
  await coordinator.post("/programmes/new", { title: "Programme 2008", ...days, families: "Projets" });
  const action = { title: "Interculturel", family: "projets", funded: "none" };
  await coordinator.post("/programmes/2008/actions/new", action);
  expect((await stateOf(network, "note-1")).action).toBe("avant/interculturalite");
  await coordinator.post("/programmes/2008/actions/interculturel/change", { ...action, title: "Interculturalité" });
  expect((await stateOf(network, "note-1")).action).toBe("2008/interculturel");
});

describe("where the network has a programme", () => {
  beforeEach(async () => {
    await importSeed();
  });

  test("its actions are chosen by family, and what each expects", async () => {
    const page = await coordinator.page("/deliverables/new");
    expect(page).toMatch(
      /<select id="action"[\s\S]*<optgroup label="Projets">[\s\S]*value="2008\/interculturalite">Interculturalité</,
    );
    expect(page).toMatch(
      /<select id="expectation"[\s\S]*<optgroup label="Interculturalité">[\s\S]*Première note de cadrage \(/,
    );
  });

  test.each<[string, Record<string, string>, { action: string; expectation?: string } | string[]]>([
    ["its name is taken", { action: "2008/interculturalite" }, { action: "2008/interculturalite" }],
    ["its exact title is that name", { action: "Interculturalité" }, { action: "2008/interculturalite" }],
    [
      "what it answers is taken with it",
      { action: "2008/interculturalite", expectation: "2008/interculturalite#premiere-note-de-cadrage" },
      { action: "2008/interculturalite", expectation: "premiere-note-de-cadrage" },
    ],
    ["a title without its accent is no other action", { action: "Interculturalite" }, ["action"]],
    ["an action that there is not is none", { action: "2008/inconnue" }, ["action"]],
    ["no action is none", { action: "" }, ["action"]],
    [
      "what another action expects is not what it answers",
      { action: "2008/portail-europeen", expectation: "2008/interculturalite#premiere-note-de-cadrage" },
      ["expectation"],
    ],
    ["what nobody expects is not", { action: "2008/interculturalite", expectation: "rapport" }, ["expectation"]],
  ])("%s", async (_, changes, wanted) => {
    const answer = await coordinator.post("/deliverables", { ...plan, ...changes });
    if (Array.isArray(wanted)) return void (await refused(answer, wanted));
    expect(answer.status).toBe(303);
    const { action, expectation } = await stateOf(network, "note-1");
    expect({ action, ...(expectation && { expectation }) }).toEqual(wanted);
  });

  test("the title is shown wherever the deliverable is, and its form shows what was chosen", async () => {
    await coordinator.post("/deliverables", {
      ...plan,
      action: "2008/interculturalite",
      expectation: "premiere-note-de-cadrage",
    });
    const author = await browse(network, "author");
    const funder = await browse(network, "funder");
    const shown = [
      await coordinator.page("/deliverables"),
      await coordinator.page("/deliverables/note-1"),
      await author.page("/drafts"),
      await author.page("/deliverables/note-1/draft"),
      await funder.page("/funded"),
      await funder.page("/deliverables/note-1/final"),
    ];
    for (const page of shown) {
      expect(page).toContain("Interculturalité");
      // what a list may be narrowed to is told by its name
      expect(page.replace(/<select[\s\S]*?<\/select>/g, "")).not.toContain("2008/interculturalite");
    }
    const form = await coordinator.page("/deliverables/note-1/changes");
    expect(form).toContain('<option value="2008/interculturalite" selected>');
    expect(form).toContain('<option value="2008/interculturalite#premiere-note-de-cadrage" selected>');
  });

  test("a document made of another is, at first, the one that the action expects to grow out of it, once", async () => {
    const action = "2008/discriminations-et-territoires";
    const answers = { ...plan, action, kind: "intermediate-note", expectation: `${action}#note-intermediaire` };
    await coordinator.post("/deliverables", answers);
    await deposit(network, "note-1");
    const from = `note-1.${(await stateOf(network, "note-1")).versions.at(-1)!.hash}`;
    const form = await coordinator.page(`/deliverables/new?from=${from}`);
    expect(form).toMatch(/name="kind"[^>]*value="final-note"[^>]*checked/);
    expect(form).toMatch(/id="title"[^>]*value="Note finale"/);
    expect(form).toContain(`<option value="${action}#note-finale" selected>`);
    expect(form).toMatch(/id="dueFinal"[^>]*value="2008-09-30"/);
    expect(form).toMatch(/name="language"[^>]*value="fr"[^>]*checked/);
    await coordinator.post("/deliverables", { ...answers, id: "note-2", expectation: `${action}#note-finale` });
    const another = await coordinator.page(`/deliverables/new?from=${from}`);
    expect(another).not.toContain(`<option value="${action}#note-finale" selected>`);
    expect(another).toMatch(/name="kind"[^>]*value="final-note"[^>]*checked/);
  });

  test("a document made of another has the language of that one, and is proposed no date that is past", async () => {
    const action = "2008/discriminations-et-territoires";
    const answers = { ...plan, action, kind: "intermediate-note", expectation: `${action}#note-intermediaire` };
    await coordinator.post("/deliverables", { ...answers, language: "en" });
    await deposit(network, "note-1");
    const from = `note-1.${(await stateOf(network, "note-1")).versions.at(-1)!.hash}`;
    network.world.set(Date.parse("2008-10-01T09:00:00.000Z"));
    const form = await (await browse(network, "coordinator")).page(`/deliverables/new?from=${from}`);
    expect(form).toMatch(/name="language"[^>]*value="en"[^>]*checked/);
    expect(form).toMatch(/id="dueFinal"[^>]*value=""/);
  });

  test("a deliverable that changes to another action answers nothing of the one before", async () => {
    await coordinator.post("/deliverables", {
      ...plan,
      action: "2008/interculturalite",
      expectation: "premiere-note-de-cadrage",
    });
    const changes = { ...plan, dueFinal: "2008-07-02", action: "2008/portail-europeen" };
    for (const name of ["id", "kind", "language", "parts"]) delete (changes as Record<string, unknown>)[name];
    expect((await coordinator.post("/deliverables/note-1/changes", changes)).status).toBe(303);
    const state = await stateOf(network, "note-1");
    expect([state.action, state.expectation]).toEqual(["2008/portail-europeen", undefined]);
  });
});

test("what was typed before the programme came stays the action of a deliverable while nothing else is chosen", async () => {
  await coordinator.post("/deliverables", { ...plan, action: "Veille" });
  await importSeed();
  const form = await coordinator.page("/deliverables/note-1/changes");
  expect(form).toContain('<option value="avant/veille" selected>Veille<');
  const changes: Record<string, string | string[]> = { ...plan, title: "Autre titre", action: "avant/veille" };
  for (const name of ["id", "kind", "language", "parts"]) delete changes[name];
  expect((await coordinator.post("/deliverables/note-1/changes", changes)).status).toBe(303);
  const events = await Array.fromAsync(loadEvents(network.ports.store, "note-1"));
  expect(events.at(-1)).toMatchObject({ type: "amended", data: { title: "Autre titre" } });
  expect(events.at(-1)!.data).not.toHaveProperty("action");
});
