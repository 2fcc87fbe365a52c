import { beforeAll, describe, expect, test } from "vitest";
import { addOrganisation } from "../../../../shared/stored/organisation.ts";
import { addPerson, findPerson, removePerson } from "../../../../shared/stored/person.ts";
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
  ["the plan of a meeting", () => `/meetings/new?deliverable=${id}`],
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

describe("many are grouped by organisation", () => {
  /** The groups of a field: title, whether it is open, its boxes in order. */
  function groups(page: string, name: string): [string, boolean, string[]][] {
    const field = page.slice(page.indexOf(`<div data-pick="${name}"`)).split("</fieldset>")[0]!;
    const all = [...field.matchAll(/<details data-group[^>]*?( open)?>\s*<summary>([^<]*).*?<\/details>/gs)];
    return all.map(([text, open, title]) => {
      return [title!.trim(), open !== undefined, [...text.matchAll(/ value="([^"]*)"/g)].map(([, value]) => value!)];
    });
  }

  /** Of 16 people at two organisations, and one that has nobody. */
  async function middling() {
    const some = await openTestNetwork();
    const { ports } = some;
    await addOrganisation(ports, { short: "Adésa", name: "Agence de la cohésion", territory: "", roles: ["funder"] });
    await addOrganisation(ports, { short: "EPI", name: "Espace de Paris", territory: "", roles: ["member"] });
    const names = Array.from({ length: 10 }, (_, index) => `Chargé d’études ${index}`);
    const added = [];
    for (const [index, name] of names.entries())
      added.push(
        await addPerson(ports, {
          ...{ name, address: `etudes${index}@epi.example`, organisation: index < 9 ? "EPI" : "ODTI" },
          ...{ language: "fr", coordinator: false },
        }),
      );
    const note = await createNote(some);
    return { coordinator: await browse(some, "coordinator"), note, added };
  }
  let some: Awaited<ReturnType<typeof middling>>;
  beforeAll(async () => {
    some = await middling();
  });

  test("the organisation first, closed where nobody is chosen", async () => {
    const page = await some.coordinator.page("/deliverables/new");
    const authors = groups(page, "authors");
    const epi = authors.find(([title]) => title === "EPI")!;
    expect(epi).toEqual(["EPI", false, ["org:epi", ...some.added.slice(0, 9).map(({ id }) => id)]]);
    expect(authors.every(([, open]) => !open)).toBe(true);
  });

  test.each<[string, string, string]>([
    ["members first, for authors", "authors", "EPI"],
    ["funders first, for funders", "funders", "Adésa"],
  ])("%s", async (_, name, first) => {
    expect(groups(await some.coordinator.page("/deliverables/new"), name)[0]![0]).toBe(first);
  });

  test("only people review, so that an organisation without any is no group of theirs", async () => {
    const reviewers = groups(await some.coordinator.page("/deliverables/new"), "reviewers");
    expect(reviewers.flatMap(([, , values]) => values).filter((value) => value.startsWith("org:"))).toEqual([]);
    expect(reviewers.map(([title]) => title)).not.toContain("Adésa");
  });

  test("who is chosen stands above, and in an open group", async () => {
    const typed = { id: "note-3", authors: ["org:adesa", some.added[9]!.id], title: "" };
    const page = await (await some.coordinator.post("/deliverables/new", typed)).text();
    const open = groups(page, "authors").filter(([, isOpen]) => isOpen);
    expect(open.map(([title]) => title).sort()).toEqual(["Adésa", "ODTI"]);
    const chosen = [...page.matchAll(/<li><a href="#authors-([^"]*)">([^<]*)/g)].map(([, value, name]) => [
      value,
      name,
    ]);
    expect(chosen).toEqual([
      ["org:adesa", "Adésa"],
      [some.added[9]!.id, "Chargé d’études 9 (ODTI)"],
    ]);
    expect(page).toContain(">2 choix<");
    expect(page).toContain(`id="authors-${some.added[9]!.id}"`);
  });

  test.each<[string, Record<string, string>, string[], string[]]>([
    ["people by their name alone", { q: "etudes 4" }, ["Chargé d’études 4"], []],
    ["people and organisations, by a short name without its accent", { q: "adesa", among: "holders" }, [], ["Adésa"]],
    ["an organisation by its whole name", { q: "espace paris", among: "organisations" }, [], ["EPI"]],
    ["people by the whole name of theirs", { q: "espace 7" }, ["Chargé d’études 7"], []],
  ])("a script finds %s", async (_, query, people, organisations) => {
    const response = await some.coordinator.get(`/people?${new URLSearchParams(query)}`, {
      accept: "application/json",
    });
    const found = (await response.json()) as { people: { name: string }[]; organisations?: { short: string }[] };
    expect(found.people.map(({ name }) => name)).toEqual(people);
    expect((found.organisations ?? []).map(({ short }) => short)).toEqual(organisations);
    expect(found).toMatchObject({ count: people.length + organisations.length });
  });
});

test("without a script an organisation is found by its whole name, in a group that is open", async () => {
  const { ports } = network;
  await addOrganisation(ports, { short: "MPG", name: "Migration Policy Group", territory: "", roles: ["funder"] });
  const search = { id: "note-4", search: "funders", "find-funders": "policy migration" };
  const page = await (await coordinator.post("/deliverables/new", search)).text();
  expect(page).toMatch(/<details data-group="mpg" open>/);
  expect(page).toContain("1 dans l’annuaire");
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

describe("on a telephone a field is folded to who is chosen", () => {
  const typed = () => ({
    ...{ id: "note-5", kind: "framing-note", title: "L’école", action: "", language: "fr", parts: "" },
    authors: [network.people.author.id],
  });

  test.each<[string, Record<string, string | string[]>, string[]]>([
    ["where nothing was wrong with it", { title: "" }, []],
    ["unless it was searched", { search: "reviewers", "find-reviewers": "documentaliste" }, ["reviewers"]],
    ["unless it was searched for nothing", { search: "funders" }, ["funders"]],
    ["unless it is wrong", { authors: [] }, ["authors"]],
  ])("%s", async (_, more, open) => {
    const page = await (await coordinator.post("/deliverables/new", { ...typed(), ...more })).text();
    const fields = [...page.matchAll(/data-pick="(\w+)".*?<details class="picking"( open)?>\s*<summary>([^<]*)/gs)];
    expect(fields.map(([, name]) => name)).toEqual(["authors", "reviewers", "funders"]);
    expect(fields.filter(([, , isOpen]) => isOpen).map(([, name]) => name)).toEqual(open);
    const [, , , words] = fields[1]!;
    expect(words).toBe("Choisir des personnes");
    expect(page.indexOf('href="#authors-')).toBeLessThan(page.indexOf('class="picking"'));
    expect(page).toContain("/assets/picker.");
  });
});

test("who is no coordinator searches nobody", async () => {
  const author = await browse(network, "author");
  expect((await author.get("/people?q=direction", { accept: "application/json" })).status).toBe(404);
});

test("a small directory is shown whole, without a search", async () => {
  const small = await openTestNetwork();
  const page = await (await browse(small, "coordinator")).page("/deliverables/new");
  expect(boxes(page, "authors").shown).toHaveLength(Object.keys(small.people).length);
  expect(page.slice(page.indexOf("<main"))).not.toContain('type="search"');
  expect(await findPerson(small.ports.store, "direction@oriv.example")).toBeDefined();
});

describe("a field of a small directory is folded on a telephone too", () => {
  /** The fields that fold, whether each is open, and what is chosen in it. */
  const folds = (page: string) =>
    [...page.matchAll(/data-pick="(\w+)".*?class="plain chosen">(.*?)<\/ul>.*?class="picking"( open)?>/gs)].map(
      ([, name, chosen, open]) => [
        name,
        open !== undefined,
        [...chosen!.matchAll(/">([^<]*)<\/a>/g)].map(([, who]) => who),
      ],
    );
  const typed = (author: string) => ({
    id: "note-6",
    kind: "framing-note",
    title: "",
    language: "fr",
    authors: author,
  });

  test("to who is chosen, from six on, but for a field that is wrong", async () => {
    const small = await openTestNetwork();
    const { id, name } = small.people.author;
    const office = await browse(small, "coordinator");
    const page = await (await office.post("/deliverables/new", typed(id))).text();
    expect(folds(page)).toEqual([
      ["authors", false, [name]],
      ["reviewers", false, []],
      ["funders", false, []],
    ]);
    expect(page).toContain("/assets/picker.");
    expect(page).toContain(`id="authors-${id}"`);
    const wrong = await (await office.post("/deliverables/new", { ...typed(id), authors: "" })).text();
    expect(folds(wrong)[0]).toEqual(["authors", true, []]);
  });

  test("not of five", async () => {
    const small = await openTestNetwork();
    const { coordinator: office, ...others } = small.people;
    for (const { id } of Object.values(others).slice(4)) await removePerson(small.ports, id);
    const page = await (await browse(small, "coordinator")).page("/deliverables/new");
    expect(boxes(page, "reviewers").shown).toHaveLength(5);
    expect(boxes(page, "reviewers").shown).toContain(office.id);
    expect(folds(page).map(([name]) => name)).not.toContain("reviewers");
  });
});
