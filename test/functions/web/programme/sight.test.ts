import { beforeAll, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { changePerson } from "../../../../shared/stored/person.ts";
import { seedText } from "../../../programme/seed.ts";
import { as, browse, createNote, type Network, openTestNetwork, type Role } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";

let network: Network;
let note: string;
const notes = "/programmes/2008/actions/interculturalite";
const page = async (role: Role, path: string) => (await browse(network, role)).page(path);
const status = async (role: Role, path: string) => (await (await browse(network, role)).get(path)).status;

beforeAll(async () => {
  network = await openTestNetwork();
  const coordinator = await browse(network, "coordinator");
  await coordinator.post("/programmes/import", { file: seedText });
  note = await createNote(network);
  const named = { action: "2008/interculturalite", expectation: "premiere-note-de-cadrage" };
  await issue(deliverables, network.ports, note, { type: "amend", by: as(network, "coordinator"), ...named });
  const other = await createNote(network, { title: "Note confidentielle", reviewers: ["second"] });
  const others = { authors: [network.people.first.id], funders: [] };
  await issue(deliverables, network.ports, other, {
    ...{ type: "amend", by: as(network, "coordinator"), action: "2008/interculturalite", ...others },
  });
  network.world.set(Date.parse("2008-04-02T09:00:00.000Z"));
});

describe("someone of a member of the network", () => {
  test("finds the programme and its matrix, without what changes them", async () => {
    expect(wordsOf(await page("author", "/"))).toMatch(/Mes actions .*Programme /);
    const programme = await page("author", "/programmes/2008");
    expect(programme).not.toMatch(/\/change|\/history|\/file|\/new|\/import|points à vérifier/);
    expect(programme).toContain(`href="${notes}"`);
    expect(programme).not.toContain("actions/site-internet");
    expect(programme).toContain("Site internet");
    expect(wordsOf(programme)).toContain("4 × Réunion trimestrielle du réseau (2008)");
    const matrix = await page("author", "/programmes/2008/matrix");
    expect(matrix).toContain(`href="${notes}#steering"`);
    expect(matrix).not.toContain("actions/site-internet");
    expect(matrix).not.toContain('<form method="post"><button>');
  });

  test("finds of their action what is late, and of its documents theirs alone", async () => {
    const shown = await page("author", notes);
    expect(wordsOf(shown)).toMatch(/En retard en cours L’interculturalité : note de cadrage Brouillon/);
    expect(shown).not.toMatch(/Note confidentielle|\/expected\/|\/change/);
  });

  test("is said to take part themselves, since their organisation may not", async () => {
    expect(wordsOf(await page("first", "/actions"))).toContain("Vous y prenez part Interculturalité");
  });

  test("does not find an action that is none of theirs", async () => {
    expect(await status("author", "/programmes/2008/actions/site-internet")).toBe(404);
  });
});

describe("a funder", () => {
  test("finds on the first page the way to the actions it pays for, and no other", async () => {
    expect(wordsOf(await page("funder", "/"))).toContain("Mes actions");
    const actions = await (await browse(network, "funder")).get("/actions", { accept: "application/json" });
    const titles = ((await actions.json()) as { actions: { title: string; standpoint: string }[] }).actions;
    expect(new Set(titles.map(({ standpoint }) => standpoint))).toEqual(new Set(["funder"]));
    expect(titles.map(({ title }) => title)).toContain("Interculturalité");
    expect(titles.map(({ title }) => title)).not.toContain("Intégration et collectivités locales");
    expect(await status("funder", "/programmes/2008/actions/integration-et-collectivites")).toBe(404);
    expect(await status("funder", "/programmes/2008")).toBe(404);
  });

  test("finds what it pays and what is expected, not that it is late, nor a draft, which leads to its final alone", async () => {
    const shown = await page("funder", notes);
    expect(wordsOf(shown)).toMatch(/Première note de cadrage · d’ici mars 2008 – en cours/);
    expect(wordsOf(shown)).toContain("Coût forfait jour");
    expect(shown).not.toMatch(/En retard|Note confidentielle|\/draft|\/review|href="\/programmes\/2008"/);
    expect(shown).toMatch(/href="\/deliverables\/[^"]+\/final"/);
  });

  test("that someone joins is what they see", async () => {
    expect(await status("stranger", notes)).toBe(404);
    await changePerson(network.ports, network.people.stranger.id, { organisation: "ACSE" });
    expect(await status("stranger", notes)).toBe(200);
    expect(wordsOf(await page("stranger", notes))).not.toContain("L’interculturalité : note de cadrage");
    await issue(deliverables, network.ports, note, {
      ...{ type: "amend", by: as(network, "coordinator"), funders: ["org:acse"] },
    });
    expect(wordsOf(await page("stranger", notes))).toContain("L’interculturalité : note de cadrage");
  });
});

test("a link for one document opens no action", async () => {
  const review = await createNote(network);
  const reader = await browse(network, "first", "review", review);
  for (const path of ["/actions", notes, "/programme"]) expect((await reader.get(path)).status).toBe(404);
});
