import { beforeEach, describe, expect, test } from "vitest";
import { enterLines } from "../../../../shared/acts/entering.ts";
import { erase } from "../../../../shared/evidence/erase.ts";
import { bring } from "../../../ledger/agreed.ts";
import { type Browser, browse, type Network, type Role } from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { enter, entered, openPaid, what } from "./paid.ts";

let network: Network;
const as = (role: Role): Promise<Browser> => browse(network, role);
const page = async (role: Role, path: string) => words(await (await as(role)).page(path));
/** The lines of a CSV, with plain spaces. */
const linesIn = (csv: string) =>
  csv
    .replace(/[\u00a0\u202f]/g, " ")
    .trim()
    .split("\r\n");
const sure = { confirmed: "true" };

/** Two organisations enter, one of them in two months; a day is undone. */
beforeEach(async () => {
  network = await openPaid();
  await enter(network, "author", { id: "juin", amount: "0,5", note: "Note de cadrage" });
  await enter(network, "author", { id: "mai", amount: "2", date: "2008-05-20" });
  await enter(network, "author", { id: "faux", amount: "3", date: "2008-06-11" });
  await enter(network, "first", { id: "oriv", what: what.travel, amount: "54,20", note: "Train" });
  await (await as("author")).post(`${address("faux")}/undoing`, { note: "Compté deux fois", ...sure });
});
const address = (id: string, month = "2008-06") => `/entries/acse-2008.${month}.org:cofrimi/${id}`;

test("no form can give its entry the id of the counter-entry that another is to have", async () => {
  const [, counter] = (await entered(network)).filter(({ date }) => date === "2008-06-11");
  expect(counter).toMatchObject({ id: expect.stringMatching(/^undo:[0-9a-f]{32}$/), undoes: "faux" });
  const taken = counter!.id.replace(/[0-9a-f]{32}$/, "0".repeat(32));
  expect((await enter(network, "author", { id: taken, amount: "1" })).status).toBe(422);
});

describe("my hours and expenses", () => {
  test("are those of this month, what was undone struck through beside what undoes it, with what they come to", async () => {
    const shown = await page("author", "/entries");
    expect(shown).toMatch(/<h1>Mes heures et frais/);
    expect(shown).toMatch(
      /11 juin 2008[\s\S]*annulation[\s\S]*<s>[-−]3 jours[\s\S]*annulée[\s\S]*<s>3 jours[\s\S]*10 juin 2008[\s\S]*0,5 jour \(175,00 €\)[\s\S]*Note de cadrage/,
    );
    expect(shown).toMatch(/Total du mois[\s\S]*Journées de travail – 0,5 jour \(175,00 €\)[\s\S]*Total – 175,00 €/);
    expect(shown).not.toMatch(/20 mai|54,20/);
  });

  test("are shown by month, and those of an organisation with who did them", async () => {
    expect(await page("author", "/entries?month=2008-05")).toMatch(/mai 2008[\s\S]*20 mai 2008[\s\S]*2 jours/);
    const organisation = await page("first", "/entries?whose=organisation");
    expect(organisation).toMatch(/<h1>Saisies de ORIV[\s\S]*Direction[\s\S]*54,20 €/);
    expect(await page("stranger", "/entries")).toContain("Rien n’est saisi ce mois-ci.");
    expect(await page("stranger", "/entries")).not.toContain("/entries/new");
  });

  test("are found on one's first page by who may enter, and by nobody else", async () => {
    for (const [role, has] of [
      ["author", true],
      ["funder", false],
      ["second", false],
    ] as const)
      expect((await page(role, "/")).includes("Mes heures et frais")).toBe(has);
  });

  test("go to a spreadsheet as they are", async () => {
    const answer = await (await as("author")).get("/entries/entries.csv?month=2008-06");
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(linesIn(bytes.subarray(3).toString())).toEqual([
      "Date;Convention;Action;Ligne;Structure;Personne;Quantité;Unité;Montant;Note;État",
      "2008-06-10;ACSE 2008-114;Interculturalité;Journées de travail;COFRIMI;Chargée de mission;0,5;jour;175,00;Note de cadrage;",
      "2008-06-11;ACSE 2008-114;Interculturalité;Journées de travail;COFRIMI;Chargée de mission;3;jour;1050,00;;annulée",
      "2008-06-11;ACSE 2008-114;Interculturalité;Journées de travail;COFRIMI;Chargée de mission;-3;jour;-1050,00;Compté deux fois;annulation",
    ]);
  });

  test("that a spreadsheet would take for a formula are none", async () => {
    await enter(network, "author", { id: "formule", amount: "1", note: '=HYPERLINK("http://x")' });
    const csv = await (await (await as("author")).get("/entries/entries.csv")).text();
    expect(csv).toContain("'=HYPERLINK");
  });
});

describe("the page of an entry", () => {
  test("says all of it, and is undone once, however often that is asked", async () => {
    const before = await page("author", address("juin"));
    expect(before).toMatch(
      /Saisie du 10 juin 2008[\s\S]*Convention du réseau[\s\S]*Interculturalité[\s\S]*COFRIMI[\s\S]*Note de cadrage[\s\S]*Annuler cette saisie/,
    );
    const author = await as("author");
    for (let times = 0; times < 2; times++) {
      const answer = await author.post(`${address("juin")}/undoing`, sure);
      expect(answer.headers.get("location")).toMatch(/juin$/);
    }
    const after = words(await author.page(address("juin")));
    expect(after).toMatch(/La saisie est annulée\.[\s\S]*elle ne compte plus[\s\S]*Annulée par Chargée de mission/);
    expect(after).not.toContain('action="/entries');
    expect(await entered(network)).toHaveLength(6);
    const counter = (await entered(network)).find(({ undoes }) => undoes === "juin")!;
    expect(await page("author", address(counter.id))).toContain("C’est l’annulation d’une autre saisie");
  });

  test("is not undone without being sure, nor in an agreement that is settled", async () => {
    expect((await (await as("author")).post(`${address("juin")}/undoing`, {})).status).toBe(422);
    await bring(network.ports, "settled", "acse-2008");
    expect(await page("author", address("juin"))).toContain(
      "La convention est soldée : cette saisie ne s’annule plus.",
    );
    const late = await (await as("author")).post(`${address("juin")}/undoing`, sure);
    expect([late.status, await late.text()]).toEqual([422, expect.stringContaining("Cette convention est soldée")]);
    expect(await entered(network)).toHaveLength(5);
  });

  test.each<[Role, number, boolean]>([
    ["coordinator", 200, true],
    ["author", 200, true],
    ["funder", 200, false],
    ["first", 404, false],
    ["stranger", 404, false],
  ])("answers %s with %i; its note is read by who is of it", async (role, status, note) => {
    const answer = await (await as(role)).get(address("juin"));
    expect([answer.status, (await answer.text()).includes("Note de cadrage")]).toEqual([status, note]);
    const undoing = await (await as(role)).post(`${address("juin")}/undoing`, sure);
    expect(undoing.status).toBe(note ? 303 : 404);
  });

  test("whose note was erased says so", async () => {
    const [line] = (await entered(network)).filter(({ id }) => id === "juin");
    await erase(network.ports, line!.note!);
    expect(await page("author", address("juin"))).toContain("Ce texte a été effacé");
  });

  test.each(["/entries/acse-2008.2008-06.org:cofrimi/nulle", "/entries/nulle/juin"])(
    "%s is not there",
    async (path) => {
      expect((await (await as("coordinator")).get(path)).status).toBe(404);
    },
  );
});

describe("the entries on an agreement", () => {
  const path = "/agreements/acse-2008/entries";

  test("are all to a coordinator, narrowed by month, organisation and term", async () => {
    const all = await page("coordinator", path);
    expect(all).toMatch(/5 saisies[\s\S]*54,20 €[\s\S]*2 jours/);
    const chosen: [string, string, string][] = [
      ["month=2008-05", "1 saisie", "2 jours (700,00 €)"],
      ["organisation=org:oriv", "1 saisie", "54,20 €"],
      ["term=journees", "4 saisies", "2,5 jours (875,00 €)"],
      ["term=missions", "", "Rien n’est saisi ainsi."],
    ];
    for (const [query, count, sum] of chosen) {
      const shown = await page("coordinator", `${path}?${query}`);
      expect([shown.includes(count), shown.includes(sum)]).toEqual([true, true]);
    }
    const csv = await (await as("coordinator")).page(`${path}.csv?organisation=org:oriv`);
    expect(linesIn(csv)).toHaveLength(2);
  });

  test("are its own to an organisation, and all without notes to who pays", async () => {
    const own = await page("author", path);
    expect([own.includes("Journées"), own.includes("Déplacements"), own.includes("Note de cadrage")]).toEqual([
      true,
      false,
      true,
    ]);
    const paid = await page("funder", path);
    expect([paid.includes("Journées"), paid.includes("Déplacements"), paid.includes("Note de cadrage")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(paid).not.toMatch(/Compté deux fois|Nouvelle saisie/);
    expect((await (await as("stranger")).get(path)).status).toBe(404);
    expect((await (await as("coordinator")).get("/agreements/nulle/entries")).status).toBe(404);
  });

  test("of more than a page are in pages, and light", async () => {
    const { coordinator, author } = network.people;
    const line = (index: number) => ({
      ...{ id: `n${index}`, agreement: "acse-2008", holder: "org:cofrimi", date: "2008-03-04", term: "journees" },
      ...{ action: "2008/interculturalite" as const, person: author.id, quantity: 100 },
    });
    const lines = Array.from({ length: 60 }, (_, index) => line(index));
    await enterLines(network.ports, { person: coordinator.id, coordinator: true }, lines, "2008-06-12");
    const office = await as("coordinator");
    const first = await office.page(path);
    expect(words(first)).toMatch(/65 saisies[\s\S]*Saisies 51 à 65/);
    expect(first.match(/<tr role="row"><th scope="row"/g)).toHaveLength(50);
    expect(first.length).toBeLessThan(60_000);
    const second = await office.page(`${path}?from=50`);
    expect(second.match(/<tr role="row"><th scope="row"/g)).toHaveLength(15);
    expect(words(second)).toContain("Saisies 1 à 50");
  });

  test("are told a program with the ids that pages have", async () => {
    const answer = await (await as("funder")).get(path, { accept: "application/json" });
    const { entries } = (await answer.json()) as { entries: { id: string; note?: string }[] };
    expect(entries.map(({ id }) => id)).toContain("juin");
    expect(entries.every(({ note }) => note === undefined)).toBe(true);
  });
});
