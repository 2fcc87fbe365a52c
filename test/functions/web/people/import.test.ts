import { beforeAll, describe, expect, test } from "vitest";
import { findPerson, listPeople } from "../../../../shared/stored/person.ts";
import { type Browser, browse, type Network, openTestNetwork } from "../../network.ts";
import { refused } from "../refused.ts";

let network: Network;
let coordinator: Browser;

beforeAll(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const place = index % 40;
    return `Chargé de mission ${index}, antenne de Créteil;mission-${index}@structure-${place}.example;Structure ${place}`;
  });
const list = (count: number) => ["nom;courriel;structure", ...lines(count)].join("\r\n");

test("a list with faults comes back as it was typed, each fault on its line, and nothing is stored", async () => {
  const before = await listPeople(network.ports.store);
  const faulty = `${list(3)}\r\nSans adresse;;ORIV`;
  const page = await refused(
    await coordinator.post("/people/import", { list: faulty }),
    ["list"],
    ["Sans adresse;;ORIV"],
  );
  expect(page).toMatch(/Ligne 5.: il manque l’adresse électronique/);
  const answer = await coordinator.json("/people/import", { list: faulty });
  expect([answer.status, ((await answer.json()) as { errors: unknown }).errors]).toEqual([
    400,
    [expect.objectContaining({ field: "list" })],
  ]);
  await refused(await coordinator.post("/people/import", { list: " " }), ["list"]);
  expect(await listPeople(network.ports.store)).toEqual(before);
});

test("a list is a file too, of whichever encoding its spreadsheet writes", async () => {
  for (const [address, encoding] of [
    ["u@epi.example", "utf8"],
    ["w@epi.example", "latin1"],
  ] as const) {
    const form = new FormData();
    form.append("list", "");
    form.append("file", new Blob([Uint8Array.from(Buffer.from(`Chargée;${address};EPI`, encoding))]), "annuaire.csv");
    const sent = new Request("http://127.0.0.1/", { method: "POST", body: form });
    const headers = { "content-type": sent.headers.get("content-type")! };
    const answer = await coordinator.upload("/people/import", new Uint8Array(await sent.arrayBuffer()), headers);
    expect(answer.headers.get("location")).toBe("/people");
    expect(await findPerson(network.ports.store, address)).toMatchObject({ name: "Chargée" });
  }
});

test("the people of a network are imported at once; again, they are all there", async () => {
  const first = await coordinator.post("/people/import", { list: list(61) });
  expect([first.status, first.headers.get("location")]).toEqual([303, "/people"]);
  const again = await coordinator.post("/people/import", { list: list(61) });
  expect(await coordinator.page(again.headers.get("location")!)).toContain("0 personne ajoutée, 61 déjà là.");
});

test("after somebody who was added, the next one is, without going back", async () => {
  const entry = { name: "Secrétariat", address: "secretariat@epi.example", organisation: "EPI", language: "fr" };
  const added = await coordinator.post("/people", { ...entry, next: "true" });
  const page = await coordinator.page(added.headers.get("location")!);
  expect(page).toMatch(/role="status"><p>«.Secrétariat.» est dans l’annuaire/);
  expect(page).toContain('id="name" name="name" type="text" value=""');
});

describe("the directory of 2,000 people", () => {
  beforeAll(async () => {
    await coordinator.post("/people/import", { list: list(2000) });
  });
  const named = (page: string) => [...page.matchAll(/<th scope="row"[^>]*><a [^>]*>([^<]*)</g)].map(([, name]) => name);

  test.each<[string, string, number]>([
    ["has 50 a page", "/people", 50],
    ["has the people of an organisation", "/people?organisation=structure-7", 50],
    ["finds words in it", "/people?organisation=structure-7&q=mission-47%40", 1],
    ["goes on at a page", "/people?from=2000", 9],
  ])("%s, under 100 KB", async (_, path, count) => {
    const page = await coordinator.page(path);
    expect([named(page).length, Buffer.byteLength(page) < 100 * 1024]).toEqual([count, true]);
  });

  test("is sorted by organisation, and its pages keep what was asked", async () => {
    const page = await coordinator.page("/people?sort=organisation");
    const shown = [...page.matchAll(/href="\/organisations\/([\w-]+)"/g)].map(([, id]) => id!);
    expect(shown).toEqual(shown.toSorted((a, b) => a.localeCompare(b, "fr", { numeric: true })));
    expect(page).toContain('href="/people?sort=organisation&amp;from=50"');
  });

  test("forms that choose among its organisations stay under 100 KB", async () => {
    for (const path of ["/people/new", "/organisations", "/organisations/structure-7"])
      expect(Buffer.byteLength(await coordinator.page(path))).toBeLessThan(100 * 1024);
  });
});
