import { beforeEach, expect, test } from "vitest";
import { changePerson } from "../../../../shared/stored/person.ts";
import { type Browser, browse, type Network } from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { refused } from "../refused.ts";
import { enter, entered, openPaid, what } from "./paid.ts";

let network: Network;
let office: Browser;
const head = "Date;Convention;Action;Ligne;Structure;Personne;Quantité;Unité;Montant;Note";
const day =
  "10/06/2008;ACSE 2008-114;Interculturalité;Journées de travail;COFRIMI;Chargée de mission;0,5;jour;;Cadrage";
const train = "10/06/2008;Convention du réseau;Vie du réseau;Déplacements;ORIV;;;;54,20;";
const list = (...lines: string[]) => [head, ...lines].join("\r\n");
const path = "/entries/import";

beforeEach(async () => {
  network = await openPaid();
  office = await browse(network, "coordinator");
});

/** A form with a file of these bytes. */
async function sendFile(browser: Browser, bytes: Uint8Array, more: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  form.set("list", "");
  form.set("file", new File([bytes as Uint8Array<ArrayBuffer>], "saisies.csv", { type: "text/csv" }));
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  const request = new Request("http://x/", { method: "POST", body: form });
  const type = request.headers.get("content-type")!;
  return browser.upload(path, new Uint8Array(await request.arrayBuffer()), { "content-type": type });
}

test("a table is shown before it is entered, and entered once however often it is sent", async () => {
  const preview = await office.post(path, { list: list(day, train) });
  const page = words(await preview.text());
  expect(preview.status).toBe(200);
  expect(page).toMatch(/2 saisies sont comprises[\s\S]*0,5 jour \(175,00 €\)[\s\S]*Cadrage[\s\S]*54,20 €/);
  expect(page).toContain("Saisir ces 2 lignes");
  expect(await entered(network)).toEqual([]);
  for (let times = 0; times < 2; times++) {
    const answer = await office.post(path, { list: list(day, train), do: "enter", confirmed: "true" });
    expect(answer.headers.get("location")).toBe(path);
  }
  expect(await entered(network)).toMatchObject([{ holder: "org:cofrimi" }, { holder: "org:oriv" }]);
  expect(words(await office.page(path))).toContain("C’est enregistré");
  expect(words(await office.page(`${path}?entered=999&there=5`))).not.toMatch(/999 |C’est enregistré/);
});

test("a table that is sent without being sure is shown again", async () => {
  const answer = await office.post(path, { list: list(day), do: "enter" });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("Saisir cette ligne")]);
  expect(await entered(network)).toEqual([]);
});

test("a file is read as spreadsheets write it: UTF-8 with its mark, or Windows-1252", async () => {
  const utf8 = Buffer.from(`\ufeff${list(day)}`);
  const windows = Buffer.from(list(day, train), "latin1");
  for (const [bytes, count] of [
    [utf8, 1],
    [windows, 2],
  ] as const) {
    const answer = await sendFile(office, bytes);
    expect([answer.status, words(await answer.text())]).toEqual([200, expect.stringContaining(`${count} saisie`)]);
  }
});

test("each fault is told on its line, and nothing is stored", async () => {
  const wrong = [
    day.replace("Journées", "Nuitées"),
    day,
    day.replace("jour;", "heure;"),
    day.replace("0,5", "-1"),
    "13/06/2008".concat(day.slice(10)),
  ];
  const answer = await office.post(path, { list: list(...wrong, day.replace("COFRIMI", "ODTI")) });
  const page = words(await refused(answer, ["list", "list", "list", "list", "list"], ["Nuitées"]));
  for (const sentence of [
    "Ligne 2 : « Nuitées de travail » n’est pas une ligne de cette convention",
    "Ligne 4 : « heure » n’est pas l’unité",
    "Ligne 5 : « -1 » n’est pas une quantité",
    "Ligne 6 : Cette date est encore à venir.",
    "Ligne 7 : la structure « ODTI » n’est pas dans l’annuaire.",
  ])
    expect(page).toContain(sentence);
  expect(await entered(network)).toEqual([]);
});

test("a table that would go beyond what was planned says by how much, and is entered all the same", async () => {
  const much = list(day.replace("0,5", "10"), day.replace("0,5", "5"));
  expect(words(await (await office.post(path, { list: much })).text())).toContain(
    "Total saisi sur cette ligne : 15 jours ; prévu : 14 jours, dépassé de 1 jour.",
  );
  await office.post(path, { list: much, do: "enter", confirmed: "true" });
  expect(await entered(network)).toHaveLength(2);
});

test("a member enters for their organisation alone", async () => {
  const member = await browse(network, "author");
  expect(words(await refused(await member.post(path, { list: list(day, train) }), ["list"]))).toContain(
    "Ligne 3 : « ORIV » n’est pas de votre structure",
  );
  const own = list(day.replace("COFRIMI", ""));
  await member.post(path, { list: own, do: "enter", confirmed: "true" });
  expect(await entered(network)).toMatchObject([{ holder: "org:cofrimi", by: network.people.author.id }]);
});

test.each(["fr", "en"] as const)(
  "what an export writes in %s, an import reads as it is, and enters nothing of it twice",
  async (language) => {
    await office.post(path, { list: list(day, train), do: "enter", confirmed: "true" });
    await enter(network, "author", { id: "tapee", what: what.hours, amount: "2", note: "Relecture ; mise en page" });
    await enter(network, "author", { id: "fausse", amount: "3" });
    await office.post("/entries/acse-2008.2008-06.org:cofrimi/fausse/undoing", { confirmed: "true" });
    const { coordinator } = network.people;
    await changePerson(network.ports, coordinator.id, { ...coordinator, language });
    const exported = await (await office.get("/agreements/acse-2008/entries.csv")).text();
    expect(exported.split("\r\n")[0]).toContain(language === "fr" ? "Date;Convention;" : "Date,Agreement,");
    const shown = words(await (await office.post(path, { list: exported })).text());
    expect(shown).toContain(language === "fr" ? "3 lignes sont déjà saisies" : "3 lines are already entered");
    expect(shown).toContain(language === "fr" ? "2 lignes annulées" : "2 lines that were undone");
    const answer = await office.post(path, { list: exported, do: "enter", confirmed: "true" });
    expect(answer.headers.get("location")).toBe(path);
    expect(await entered(network)).toHaveLength(5);
  },
);

test("a program is told what a table would enter, and enters it by its own word", async () => {
  const shown = await office.json(path, { list: list(day) });
  expect(await shown.json()).toMatchObject({ lines: [{ line: 2, quantity: 50, agreement: "acse-2008" }] });
  expect(await (await office.json(path, { list: list(day), do: "enter" })).json()).toMatchObject({
    entered: 1,
    there: 0,
  });
  const wrong = await office.json(path, { list: list("x;y") });
  expect(wrong.status).toBe(400);
});
