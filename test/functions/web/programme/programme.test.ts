import Papa from "papaparse";
import { beforeAll, describe, expect, test } from "vitest";
import { matrixRows } from "../../../../shared/programme/matrix.ts";
import { getOrganisation, listOrganisations } from "../../../../shared/stored/organisation.ts";
import { loadProgramme } from "../../../../shared/stored/programme.ts";
import { table as ofSeed } from "../../../programme/matrix-of-2008.ts";
import { seedText } from "../../../programme/seed.ts";
import { browse, type Network, openTestNetwork } from "../../network.ts";

let network: Network;
let coordinator: Awaited<ReturnType<typeof browse>>;
const asked = (path: string) => coordinator.get(path).then((answer) => answer.text());

beforeAll(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

test("a network without a programme is led to the way to have one", async () => {
  const answer = await coordinator.get("/programme");
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/programmes"]);
  expect(await coordinator.page("/programmes")).toContain('href="/programmes/import"');
});

test("a file with faults comes back with each on its line, as it was pasted, and nothing is stored", async () => {
  const file = seedText.replace("au: 2008-12-31", "au: 2008-13-31");
  const before = await listOrganisations(network.ports.store);
  const answer = await coordinator.post("/programmes/import", { file });
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect(page).toMatch(/Ligne 6.: «.2008-13-31.» n’est pas une date/);
  expect(page).toContain("pilotage ORIV puis ODTI");
  expect(await loadProgramme(network.ports.store, "2008")).toBeUndefined();
  expect(await listOrganisations(network.ports.store)).toEqual(before);
});

describe("the programme of 2008, once imported", () => {
  beforeAll(async () => {
    const answer = await coordinator.post("/programmes/import", { file: seedText });
    const location = "/programmes/2008";
    expect([answer.status, answer.headers.get("location")]).toEqual([303, location]);
  });

  test("is the one of now, with its actions by family", async () => {
    expect((await coordinator.get("/programme")).headers.get("location")).toBe("/programmes/2008");
    const page = await coordinator.page("/programmes/2008");
    expect(page).toMatch(
      /Outils[\s\S]*Base de données documentaire[\s\S]*Projets[\s\S]*Discriminations et territoires/,
    );
    expect(page).toContain("Note finale (fin septembre 2008)");
    // side by side where there is room
    expect(page.match(/<ul class="things halves">/g)).toHaveLength(4);
    expect(page).toMatch(
      /3 points à vérifier[\s\S]*actions\/interculturalite#interventions">Interculturalité<\/a> – On y nomme «.note intermédiaire, note finale.»/,
    );
  });

  test("says what an organisation is of which only the name was known", async () => {
    const known = await getOrganisation(network.ports.store, "acse");
    expect(known).toMatchObject({ short: "ACSE", roles: ["funder"] });
  });

  test("has a page for each action, which says who pays", async () => {
    const page = await coordinator.page("/programmes/2008/actions/portail-europeen");
    expect(page).toMatch(/Portail européen intégration[\s\S]*Fiches d’expériences[\s\S]*MPG/);
    expect((await coordinator.get("/programmes/2008/actions/inconnue")).status).toBe(404);
  });

  test("has a matrix whose cells lead to what they say of, and which a spreadsheet reads", async () => {
    const page = await coordinator.page("/programmes/2008/matrix");
    expect(page).toContain('href="/programmes/2008/actions/interculturalite#steering"');
    const [, table = ""] = /<table>([\s\S]*?)<\/table>/.exec(page) ?? [];
    const said = matrixRows.map((row) => ofSeed[row].map((lines) => lines.join("\n")));
    expect(chunked(linesIn(table), 9)).toEqual(said);
    const [, list = ""] = /<div class="by-action">([\s\S]*)<\/main>/.exec(page) ?? [];
    const byAction = chunked(linesIn(list), 4);
    expect(matrixRows.map((_, row) => byAction.map((cells) => cells[row]))).toEqual(said);
    const csv = await asked("/programmes/2008/matrix/csv");
    const { data } = Papa.parse<string[]>(csv.replace(/^\ufeff/, ""), { skipEmptyLines: true });
    expect(data.slice(2).map(([, ...cells]) => cells)).toEqual(said);
    expect(data.slice(0, 2).map((row) => row.length)).toEqual([10, 10]);
  });

  test("is written as a file that changes nothing when it is imported again", async () => {
    const file = await asked("/programmes/2008/file");
    const before = (await loadProgramme(network.ports.store, "2008"))!;
    expect((await coordinator.post("/programmes/import", { file })).status).toBe(303);
    expect(await loadProgramme(network.ports.store, "2008")).toEqual(before);
    expect((await listOrganisations(network.ports.store)).map(({ short }) => short)).toContain("CRPV Essonne");
  });

  test("imported over what forms changed, it says how many actions that added, changed and took away", async () => {
    const file = await asked("/programmes/2008/file");
    const address = "/programmes/2008/actions";
    const fields = { family: "outils", funded: "none", funding: "" };
    await coordinator.post(`${address}/new`, { ...fields, title: "Lettre du réseau" });
    await coordinator.post(`${address}/site-internet/removal`, { confirmed: "true" });
    await coordinator.post(`${address}/reseau/expected/new`, { title: "Bilan", what: "document:", when: "2008" });
    const answer = await coordinator.post("/programmes/import", { file });
    expect(await coordinator.page(answer.headers.get("location")!)).toMatch(
      /role="status"><p>Fichier importé. Actions ajoutées.: 1.; modifiées.: 1.; retirées.: 1\./,
    );
  });
});

/** What the cells of a table or a list of facts say, a line for each of their lines. */
function linesIn(html: string): string[] {
  return [...html.matchAll(/<(td|dd)>(.*?)<\/\1>/gs)].map(([, , cell = ""]) =>
    [...cell.matchAll(/<span>(.*?)<\/span>/gs)].map(([, line = ""]) => line.replaceAll("&amp;", "&")).join("\n"),
  );
}

function chunked<T>(items: readonly T[], size: number): T[][] {
  return items.length === 0 ? [] : [items.slice(0, size), ...chunked(items.slice(size), size)];
}
