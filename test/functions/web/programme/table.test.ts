import Papa from "papaparse";
import { beforeAll, describe, expect, test } from "vitest";
import { loadProgramme } from "../../../../shared/stored/programme.ts";
import { seedText } from "../../../programme/seed.ts";
import { type Browser, browse, type Network, openTestNetwork } from "../../network.ts";

let network: Network;
let coordinator: Browser;
const stored = async () => (await loadProgramme(network.ports.store, "2008"))!.state;
const csv = () => coordinator.page("/programmes/2008/actions.csv");
const paste = (file: string) => coordinator.post("/programmes/import", { file });

beforeAll(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  expect((await paste(seedText)).status).toBe(303);
});

describe("the actions of 2008 as a table", () => {
  test("are a line each, and change nothing when they are pasted where a programme's file is", async () => {
    const before = await stored();
    const table = await csv();
    const { data } = Papa.parse<string[]>(table.replace(/^\ufeff/, ""), { skipEmptyLines: true });
    expect(data.map((row) => row.length)).toEqual(Array(10).fill(17));
    const answer = await paste(table);
    expect([answer.status, answer.headers.get("location")]).toEqual([...[303, "/programmes/2008"]]);
    expect(await stored()).toEqual(before);
  });

  test("change as a spreadsheet changed them; what it has no column for stays", async () => {
    const before = (await stored()).actions.find(({ id }) => id === "interculturalite")!;
    const table =
      "programme;titre;id;famille;financement;résultats\n2008;Interculturalité;interculturalite;Projets;DAIC | ACSE;Note | Séminaire";
    expect((await paste(table)).status).toBe(303);
    const after = await stored();
    expect(after.actions).toHaveLength(9);
    expect(after.actions.find(({ id }) => id === "interculturalite")).toEqual({
      ...before,
      ...{ funding: { by: ["daic", "acse"] }, results: ["Note", "Séminaire"] },
    });
  });

  test("are refused whole where one line has a fault, as they were pasted", async () => {
    const before = await stored();
    const table = (await csv()).replace("ORIV", "ORIF");
    const answer = await paste(table);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toMatch(/Ligne \d+.: La structure «.ORIF.» n’est pas connue/);
    expect(await stored()).toEqual(before);
  });
});

test("a file can be chosen where scripts run; without one it is pasted", async () => {
  const page = await coordinator.page("/programmes/import");
  expect(page).toMatch(/<div class="field" data-file-into="file" hidden>/);
  expect(page).not.toMatch(/<input[^>]*type="file"[^>]*name=/);
  const [, script = ""] = /src="(\/assets\/file\.[\da-f]+\.js)"/.exec(page) ?? [];
  const sent = await (await coordinator.get(script)).arrayBuffer();
  expect(sent.byteLength).toBeLessThan(1024);
});

describe("the history of a programme", () => {
  test("says who changed what of which action, the newest first, fifty on a page", async () => {
    const page = (await coordinator.page("/programmes/2008/history")).replace(/[\u00a0\u202f]/g, " ");
    expect(page).toMatch(
      /a modifié l’action « Interculturalité » : [^<]*résultats, financement[\s\S]*a ajouté l’action « Fonctionnement du réseau[\s\S]*Coordination[^<]*a créé le programme/,
    );
    expect(await coordinator.page("/programmes/2008")).toContain('href="/programmes/2008/history"');
    for (let turn = 0; turn < 50; turn++) {
      const title = `Programme de travail 2008 (${turn})`;
      const families = "Réseau\r\nOutils\r\nProjets\r\nCapitalisation";
      await coordinator.post("/programmes/2008/change", { title, from: "01/01/2008", until: "31/12/2008", families });
    }
    const newest = await coordinator.page("/programmes/2008/history");
    expect(newest.match(/a modifié.: titre/g)).toHaveLength(50);
    const [, earlier = ""] = /href="(\/programmes\/2008\/history\?before=\d+)"/.exec(newest) ?? [];
    const older = await coordinator.page(earlier);
    expect(older).toContain("a créé le programme");
    expect(older).not.toMatch(/a modifié.: titre/);
  });

  test("says that an action left and came back", async () => {
    await coordinator.post("/programmes/2008/actions/interculturalite/removal", { confirmed: "true" });
    await coordinator.post("/programmes/2008/actions/new", {
      title: "Interculturalité",
      family: "projets",
      funded: "none",
    });
    const page = await coordinator.page("/programmes/2008/history");
    expect(page).toMatch(
      /a remis au programme l’action «.Interculturalité.»[\s\S]*a retiré l’action «.Interculturalité.»/,
    );
  });
});
