import { beforeAll, describe, expect, test } from "vitest";
import { findPerson } from "../../../../shared/stored/person.ts";
import {
  type Browser,
  browse,
  createNote,
  deposit,
  type Network,
  openTestNetwork,
  stateOf,
  submitDraft,
} from "../../network.ts";

let network: Network;
let coordinator: Browser;
let here: string;
let id: string;
let ids: string[];

const organisations = ["ORIV", "CREFE", "CRPV Essonne", "EPI", "IREV", "COFRIMI", "ODTI", "Ville et banlieue"];
const offices = ["Direction", "Chargée de mission", "Chargé d’études", "Documentaliste", "Secrétariat"];

/** A network of 2,000 people, two deliverables of which are under way. */
beforeAll(async () => {
  network = await openTestNetwork();
  const { store } = network.ports;
  ids = Array.from({ length: 2000 }, (_, index) => `personne-${index}`);
  for (let from = 0; from < ids.length; from += 50)
    await store.commit(ids.slice(from, from + 50).map((each, index) => ({ put: personRow(each, from + index) })));
  coordinator = await browse(network, "coordinator");
  id = await createNote(network);
  here = `/deliverables/${id}`;
  await deposit(network, id);
  await submitDraft(network, id);
});

function personRow(each: string, index: number) {
  const organisation = organisations[index % organisations.length]!;
  const name = `${offices[index % offices.length]} ${index}, antenne de Créteil`;
  const person = { id: each, name, organisation, address: `${each}@reseau.example`, language: "fr" };
  return { pk: "PEOPLE", sk: each, data: { ...person, coordinator: false, epoch: 1, removed: false } };
}

/** The values of the boxes of a field, and of those that are ticked. */
function boxes(page: string, name: string): { shown: string[]; ticked: string[] } {
  const all = [...page.replace(/<template>.*?<\/template>/gs, "").matchAll(/<input [^>]*type="checkbox"[^>]*>/g)];
  const of = all.map(([tag]) => tag).filter((tag) => tag.includes(` name="${name}"`) && !tag.includes(' value="org:'));
  const value = (tag: string) => / value="([^"]*)"/.exec(tag)?.[1] ?? "";
  return { shown: of.map(value), ticked: of.filter((tag) => tag.includes(" checked")).map(value) };
}

test.each<[string, () => string]>([
  ["the form of a new deliverable", () => "/deliverables/new"],
  ["the form that changes a deliverable", () => `${here}/changes`],
  ["the plan of a seminar", () => `${here}/seminar/plan`],
  ["a page of the directory", () => "/people"],
])("with 2,000 people, %s stays under 100 KB", async (_, path) => {
  const page = await coordinator.page(path());
  expect(Buffer.byteLength(page)).toBeLessThan(100 * 1024);
  expect(page).toContain('type="search"');
});

test("those one works with are shown first, those who are chosen stay ticked", async () => {
  const { author, first, second, funder, coordinator: office } = network.people;
  const fresh = boxes(await coordinator.page("/deliverables/new"), "authors");
  expect(fresh).toEqual({
    shown: expect.arrayContaining([author.id, first.id, second.id, funder.id, office.id]),
    ticked: [],
  });
  expect(boxes(await coordinator.page(`${here}/changes`), "reviewers").ticked.sort()).toEqual(
    [first.id, second.id].sort(),
  );
});

describe("without a script a search sends the form, and it comes back as it was filled", () => {
  const typed = () => ({
    ...{ id: "note-2", kind: "framing-note", title: "L’école", action: "", language: "fr", parts: "" },
    authors: [network.people.author.id, "personne-77"],
  });

  test.each<[string, Record<string, string>, string[], number]>([
    ["by the button, for a name", { search: "authors", "find-authors": "documentaliste 1003" }, ["personne-1003"], 1],
    ["by Enter in the search", { "find-authors": "chargee 1006 creteil" }, ["personne-1006"], 1],
    ["for an organisation, the first of many", { "find-authors": "crpv essonne" }, ["personne-1002"], 250],
    ["for an address", { "find-authors": "personne-1999@" }, ["personne-1999"], 1],
    ["for nobody", { "find-authors": "personne de ce nom" }, [], 0],
    ["for nothing", { search: "authors", "find-authors": "" }, [], 0],
  ])("%s", async (_, search, found, count) => {
    const response = await coordinator.post("/deliverables/new", { ...typed(), ...search });
    const page = await response.text();
    const { shown, ticked } = boxes(page, "authors");
    expect([response.status, page.includes("Erreur")]).toEqual([200, false]);
    expect(shown).toEqual(expect.arrayContaining([...found, "personne-77"]));
    expect(ticked.sort()).toEqual([network.people.author.id, "personne-77"].sort());
    expect(page).toContain('value="L’école"');
    if (search["find-authors"]) expect(page).toContain(`, ${count} dans l’annuaire`);
    expect(shown.length).toBeLessThan(50);
  });

  test("a change that searches saves nothing", async () => {
    const { author } = network.people;
    const before = (await stateOf(network, id)).seq;
    const fields = {
      title: "Autre titre",
      action: "A",
      authors: author.id,
      "find-reviewers": "direction 5",
      search: "reviewers",
    };
    const page = await (await coordinator.post(`${here}/changes`, fields)).text();
    expect([(await stateOf(network, id)).seq, page.includes('value="Autre titre"')]).toEqual([before, true]);
  });

  test("what was found and ticked is checked and made", async () => {
    const plan = { ...typed(), action: "École", "find-authors": "", "find-reviewers": "", "find-funders": "" };
    const checked = await (await coordinator.post("/deliverables/new", plan)).text();
    expect(checked).toContain("Vérifiez les réponses");
    expect(checked).not.toContain("find-");
    const { id: _, ...answers } = plan;
    const made = await coordinator.post("/deliverables", { ...answers, id: "note-2" });
    expect([made.status, (await stateOf(network, "note-2")).authors]).toEqual([
      303,
      [network.people.author.id, "personne-77"],
    ]);
  });
});

test.each<[string, string, number, number]>([
  ["a script is given the first found, and how many there are", "Créteil", 20, 2000],
  ["one of a name", "secretariat 1999", 1, 1],
])("%s", async (_, words, first, count) => {
  const response = await coordinator.get(`/people?${new URLSearchParams({ q: words })}`, {
    accept: "application/json",
  });
  expect(await response.json()).toMatchObject({ people: { length: first }, count });
});

test("who is no coordinator searches nobody", async () => {
  const author = await browse(network, "author");
  expect((await author.get("/people?q=direction", { accept: "application/json" })).status).toBe(404);
});

test("a small directory is shown whole, without a search", async () => {
  const small = await openTestNetwork();
  const page = await (await browse(small, "coordinator")).page("/deliverables/new");
  expect(boxes(page, "authors").shown).toHaveLength(Object.keys(small.people).length);
  expect(page).not.toContain('type="search"');
  expect(await findPerson(small.ports.store, "direction@oriv.example")).toBeDefined();
});
