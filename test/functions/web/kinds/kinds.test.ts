import { beforeEach, describe, expect, test } from "vitest";
import { sayIn } from "../../../../functions/web/http/say.ts";
import { kindFields } from "../../../../functions/web/kinds/kind-fields.ts";
import { typedOf } from "../../../../functions/web/kinds/kind-of-entry.ts";
import { loadKind } from "../../../../shared/kinds/resolve.ts";
import { loadSettings, saveSettings } from "../../../../shared/stored/network.ts";
import {
  type Browser,
  browse,
  completeDraft,
  createNote,
  deposit,
  type Network,
  openTestNetwork,
  stateOf,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { asItIs } from "../programme/form-of.ts";
import { wrongIn } from "../refused.ts";

let network: Network;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

const kindOf = async (id: string) => (await loadKind(network.ports.assets, id)).kind;
const hashOf = async (id: string) => (await loadKind(network.ports.assets, id)).hash;
const formOf = async (id: string, changes: Record<string, string> = {}) => ({
  ...typedOf(await kindOf(id)),
  ...changes,
});
const leadsTo = (answer: Response) => [answer.status, answer.headers.get("location")];
const made = { nameFr: "Point de vue court", nameEn: "Short point of view" };

test("a kind that demands another section, or no more, changes what its drafts wait for on first pages, in lists and in their history", async () => {
  const id = await createNote(network);
  await deposit(network, id, completeDraft);
  const author = await browse(network, "author");
  const owed = async () => wordsOf(await author.page("/"));
  const change = async (fields: Record<string, string>) => {
    const sent = { ...(await formOf("framing-note", fields)), seen: await hashOf("framing-note") };
    const answer = await coordinator.post("/kinds/framing-note/change", sent);
    expect(leadsTo(answer)).toEqual([303, "/kinds/framing-note"]);
  };
  expect(await owed()).toContain("brouillon à soumettre");
  await change({ section9Fr: "Risques", section9Need: "required" });
  expect(await owed()).toContain("note de cadrage brouillon, pour le 20 mars 2008");
  expect(wordsOf(await coordinator.page(`/deliverables/${id}`))).toContain("ne demande plus les mêmes sections");
  const { seq } = await stateOf(network, id);
  await change({ nameFr: "Note de cadrage du réseau" });
  expect((await stateOf(network, id)).seq).toBe(seq);
  await coordinator.post("/kinds/framing-note/default", { confirmed: "true" });
  expect(await owed()).toContain("brouillon à soumettre");
});

describe("a kind made from another", () => {
  test("is offered at once, and a deliverable can be of it", async () => {
    const answer = await coordinator.post("/kinds/new", {
      from: "framing-note",
      ...(await formOf("framing-note", made)),
    });
    expect(leadsTo(answer)).toEqual([303, "/kinds/point-de-vue-court"]);
    expect(await coordinator.page("/deliverables/new")).toContain('value="point-de-vue-court"');
    expect(await kindOf("point-de-vue-court")).toEqual({
      ...(await kindOf("framing-note")),
      ...{ id: "point-de-vue-court", name: { fr: "Point de vue court", en: "Short point of view" } },
    });
    const id = await createNote(network, { kind: "point-de-vue-court" });
    expect((await stateOf(network, id)).kind).toBe("point-de-vue-court");
    expect(await coordinator.page("/kinds/point-de-vue-court")).toContain(`/deliverables/${id}`);
  });

  test("has an id that begins with a letter, whatever its name begins with, and is there at its address", async () => {
    const fields = await formOf("plain", { nameFr: "2008 en bref", nameEn: "2008 in short" });
    const answer = await coordinator.post("/kinds/new", { from: "plain", ...fields });
    expect(leadsTo(answer)).toEqual([303, "/kinds/kind-2008-en-bref"]);
    expect(wordsOf(await coordinator.page("/kinds/kind-2008-en-bref"))).toContain("2008 en bref");
  });

  test("keeps the place of a line of its cover that one language alone has, first of all", async () => {
    const cover = [{ en: "Draft for members" }, { fr: "Fiche", en: "Sheet" }];
    await coordinator.post("/kinds/import", {
      file: JSON.stringify({ ...(await kindOf("plain")), id: "fiche", name: { fr: "Fiche", en: "Sheet" }, cover }),
    });
    expect(await coordinator.page("/kinds/fiche/change")).toMatch(/name="coverFr"[^>]*>\n\nFiche<\/textarea>/);
    await coordinator.post("/kinds/fiche/change", { ...(await formOf("fiche")), seen: await hashOf("fiche") });
    expect((await kindOf("fiche")).cover).toEqual(cover);
  });

  test("of a file whose id is an address is refused in its form, with what was pasted", async () => {
    const file = JSON.stringify({ ...(await kindOf("plain")), id: "new", name: { fr: "Neuf", en: "New" } });
    const answer = await coordinator.post("/kinds/import", { file });
    expect(await wrongIn(answer.clone())).toEqual([422, ["file"]]);
    expect(await answer.text()).toContain("Neuf");
  });

  test("leaves the other settings as they were, and what was chosen before", async () => {
    await saveSettings(network.ports, { ...(await loadSettings(network.ports.store)), linkDays: 30 });
    await coordinator.post("/kinds/new", { from: "plain", ...(await formOf("plain", made)) });
    await coordinator.post("/kinds/new", {
      from: "plain",
      ...(await formOf("plain", { nameFr: "Fiche", nameEn: "Sheet" })),
    });
    const settings = await loadSettings(network.ports.store);
    expect([settings.linkDays, Object.keys(settings.kinds).sort()]).toEqual([30, ["fiche", "point-de-vue-court"]]);
  });

  test("says how a new edition of a final becomes final", async () => {
    expect(await coordinator.page("/kinds/new?from=framing-note")).toMatch(
      /name="editions"[^>]*value="round"[^>]*checked/,
    );
    const fields = await formOf("framing-note", { ...made, editions: "correction" });
    await coordinator.post("/kinds/new", { from: "framing-note", ...fields });
    expect((await kindOf("point-de-vue-court")).editions).toBe("correction");
    expect(await coordinator.page("/kinds/point-de-vue-court")).toContain("corrigée sans relecture");
  });

  test("is previewed without being saved, and nothing typed is lost", async () => {
    const fields = await formOf("point-of-view", { ...made, do: "preview" });
    const page = await (await coordinator.post("/kinds/new", { from: "point-of-view", ...fields })).text();
    expect(page).toContain("Références théoriques</h");
    expect(page).toMatch(/id="preview"[\s\S]*<p class="muted">Point de vue<\/p>[\s\S]*<h2>Point de vue court<\/h2>/);
    expect(page).toContain('value="Point de vue court"');
    expect((await loadSettings(network.ports.store)).kinds).toEqual({});
  });

  test("has its sections in the order in which buttons put them, with nothing saved and nothing typed lost", async () => {
    const titles = (page: string) =>
      [...page.matchAll(/name="section\d+Fr"[^>]* value="([^"]*)"/g)].flatMap(([, title]) => title || []);
    const fields = await formOf("framing-note", { ...made, section2Fr: "Les enjeux", move: "2-up" });
    const answer = await coordinator.post("/kinds/new", { from: "framing-note", ...fields });
    const page = await answer.text();
    expect([answer.status, titles(page).slice(0, 3)]).toEqual([200, ["Les enjeux", "Contexte", "Cadre de référence"]]);
    expect(page).toMatch(/<details id="section1" open>/);
    expect(page).toContain('value="Point de vue court"');
    expect(page).toMatch(/name="move" value="2-down" formaction="\/kinds\/new#section3"/);
    const ends = await formOf("framing-note", { ...made, move: "1-up" });
    expect(titles(await (await coordinator.post("/kinds/new", ends)).text())[0]).toBe("Contexte");
    expect((await loadSettings(network.ports.store)).kinds).toEqual({});
  });

  test("its page has the name of the network where covers have it", async () => {
    const words = wordsOf(await coordinator.page("/kinds/framing-note"));
    expect(words).toContain(`Couverture ${network.settings.network} · Note de cadrage · Titre de l’action`);
    expect(words).not.toMatch(/\{\w+\}/);
  });

  test("its page says to what level headings are listed and numbered, in words", async () => {
    const words = wordsOf(await coordinator.page("/kinds/point-of-view"));
    expect(words).toMatch(/Sommaire jusqu’au niveau 2 Titres numérotés pas de numéros/);
  });

  test.each([
    ["fr", "Ce qui est demandé aux auteurs (anglais)"],
    ["en", "What is asked of authors (French)"],
  ] as const)("has a field in each language, called as readers of %s call it", async (language, label) => {
    const filled = { typed: typedOf(await kindOf("plain")), errors: [] };
    const form = await kindFields(sayIn(language, "Europe/Paris"), filled, "/kinds/new");
    expect(wordsOf(String(form))).toContain(label);
  });

  test.each<[string, Record<string, string>, string]>([
    ["no name", { nameFr: "", nameEn: "" }, "nameFr"],
    ["no number of approvals", { quorumCount: "" }, "quorumCount"],
    ["reminders that are no days", { reminders: "bientôt" }, "reminders"],
    ["a day beyond a year", { draftReminders: "14, 400" }, "draftReminders"],
    ["an extension of no days", { atDeadline: "extend", extendDays: "" }, "extendDays"],
    ["a section without its heading", { section2Fr: "", section2En: "" }, "section2Fr"],
    ["the name of another", { nameEn: "WATCH note" }, "nameEn"],
    ["two sections of one heading", { section2Fr: "Contexte" }, "section2Fr"],
  ])("with %s is told so at its field, and keeps what was typed", async (_, wrong, field) => {
    const fields = await formOf("framing-note", { ...made, ...wrong });
    const answer = await coordinator.post("/kinds/new", { from: "framing-note", ...fields });
    const page = await answer.text();
    expect([answer.status, page.includes(`href="#${field}"`), page.includes(`id="${field}-error"`)]).toEqual([
      ...[422, true, true],
    ]);
    expect(page).toContain('value="Séminaire interne"');
  });
});

describe("a kind that Livrable brings", () => {
  test("is changed, and given back its default", async () => {
    const seen = await hashOf("framing-note");
    const fields = await formOf("framing-note", { nameFr: "Cadrage", seen });
    expect(leadsTo(await coordinator.post("/kinds/framing-note/change", fields))).toEqual([
      ...[303, "/kinds/framing-note"],
    ]);
    expect((await kindOf("framing-note")).name.fr).toBe("Cadrage");
    expect(await coordinator.page("/kinds")).toContain("modifié par le réseau");
    await coordinator.post("/kinds/framing-note/default", { confirmed: "true" });
    expect((await kindOf("framing-note")).name.fr).toBe("Note de cadrage");
    expect((await loadSettings(network.ports.store)).kinds).toEqual({});
  });

  test("is not retired", async () => {
    const answer = await coordinator.post("/kinds/plain/retirement", { confirmed: "true" });
    expect(answer.status).toBe(422);
  });

  test("that another coordinator changed meanwhile is not overwritten: both are shown, then the second holds", async () => {
    const seen = await hashOf("framing-note");
    await coordinator.post("/kinds/framing-note/change", await formOf("framing-note", { nameFr: "Cadrage", seen }));
    const mine = { ...(await formOf("framing-note", { nameFr: "Note d’ouverture" })), seen };
    const answer = await coordinator.post("/kinds/framing-note/change", mine);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toMatch(/Cadrage<\/td>[\s\S]*Note d’ouverture<\/td>/);
    expect(page).toContain('value="Note d’ouverture"');
    const [, now = ""] = /name="seen" value="(\w+)"/.exec(page) ?? [];
    await coordinator.post("/kinds/framing-note/change", { ...mine, seen: now });
    expect((await kindOf("framing-note")).name.fr).toBe("Note d’ouverture");
  });
});

test("a kind of the network's own is retired: offered no more, kept by those that are of it, and taken up again", async () => {
  await coordinator.post("/kinds/new", { from: "framing-note", ...(await formOf("framing-note", made)) });
  const id = await createNote(network, { kind: "point-de-vue-court" });
  await coordinator.post("/kinds/point-de-vue-court/retirement", { confirmed: "true" });
  expect(await coordinator.page("/deliverables/new")).not.toContain('value="point-de-vue-court"');
  expect(await coordinator.page(`/deliverables/${id}`)).toContain("Point de vue court");
  expect(await coordinator.page("/kinds")).toContain("retiré");
  await coordinator.post("/kinds/point-de-vue-court/return", { confirmed: "true" });
  expect(await coordinator.page("/deliverables/new")).toContain('value="point-de-vue-court"');
});

describe("a kind as its file", () => {
  test("is downloaded, and taken again as the same", async () => {
    const file = await coordinator.page("/kinds/watch-note/file");
    expect(JSON.parse(file)).toEqual(await kindOf("watch-note"));
    const own = JSON.stringify({ ...JSON.parse(file), id: "veille-locale", name: { fr: "Veille locale" } });
    expect(leadsTo(await coordinator.post("/kinds/import", { file: own }))).toEqual([...[303, "/kinds/veille-locale"]]);
    expect((await kindOf("veille-locale")).findings).toEqual((await kindOf("watch-note")).findings);
  });

  test.each([
    ["what is no JSON, by its line", '{\n"id": "x",\n"sections": ,\n}', /ligne 3/],
    ["a field that is wrong, by its name", '{ "schema": 1, "id": "x", "name": {} }', /name/],
    ["what is no kind", "[]", /type|thème/],
    ["a field that is missing, in French", "{}", /au champ schema : Entrée invalide : 1 attendu/],
    ["a field too many, in French", '{ "schema": 1, "colour": "red" }', /Entrée invalide|Clé non reconnue/],
  ])("is told %s", async (_, file, told) => {
    const answer = await coordinator.post("/kinds/import", { file });
    const json = await coordinator.json("/kinds/import", { file });
    expect([answer.status, json.status]).toEqual([422, 422]);
    expect(wordsOf(await answer.text())).toMatch(told);
    expect(await json.text()).not.toMatch(/Invalid|Unrecognized|Too small|expected/);
  });

  test.each([
    ["a kind that is not there after it", { next: ["watch-note", "nope"] }, /au champ next\[1\] : .*« nope »/],
    ["too many fields", { colour: "red" }, /au champ colour : Clé non reconnue : "colour"/],
    ["a number that is too small", { layout: { contents: -1 } }, /au champ layout\.contents : Trop petit/],
  ])("is not taken with %s, which is named in the reader’s language", async (_, changes, told) => {
    const note = await kindOf("framing-note");
    const layout = { ...note.layout, ...("layout" in changes ? changes.layout : {}) };
    const file = JSON.stringify({ ...note, id: "essai", name: { fr: "Essai" }, ...changes, layout });
    const answer = await coordinator.json("/kinds/import", { file });
    const problem = (await answer.json()) as { code: string; title: string };
    expect([answer.status, problem.code]).toEqual([422, "kind-file-invalid"]);
    expect(problem.title.replace(/[\u00a0\u202f]/g, " ")).toMatch(told);
    expect((await loadSettings(network.ports.store)).kinds).toEqual({});
  });

  test("may name itself after it", async () => {
    const file = JSON.stringify({ ...(await kindOf("plain")), id: "essai", name: { fr: "Essai" }, next: ["essai"] });
    expect(leadsTo(await coordinator.post("/kinds/import", { file }))).toEqual([303, "/kinds/essai"]);
  });
});

test("a kind of 40 sections keeps them all when its form is sent as it is, and has places for more", async () => {
  const sections = Array.from({ length: 40 }, (_, index) => ({
    ...{
      id: `rubrique-${index + 1}`,
      title: { fr: `Rubrique ${index + 1}` },
      also: [],
      required: true,
      from: "heading",
    },
  }));
  const long = { ...(await kindOf("plain")), id: "rapport-annuel", name: { fr: "Rapport annuel" }, sections };
  await coordinator.post("/kinds/import", { file: JSON.stringify(long) });
  const page = await coordinator.page("/kinds/rapport-annuel/change");
  const ids = [...page.matchAll(/name="(section\d+Id)" value="([^"]+)"/g)].map(([, name, id]) => [name!, id!] as const);
  const form = { ...Object.fromEntries(ids), ...asItIs(page), seen: await hashOf("rapport-annuel") };
  expect(page).toContain('id="section42"');
  const saved = await coordinator.post("/kinds/rapport-annuel/change", { ...form, section41Fr: "Annexe" });
  expect(leadsTo(saved)).toEqual([303, "/kinds/rapport-annuel"]);
  const titles = (await kindOf("rapport-annuel")).sections.map(({ title }) => title.fr);
  expect(titles).toEqual([...sections.map(({ title }) => title.fr), "Annexe"]);
  const moved = await coordinator.post("/kinds/rapport-annuel/change", { ...form, move: "40-up" });
  expect(await moved.text()).toMatch(/name="section39Id" value="rubrique-40"/);
});
