import { beforeEach, expect, test } from "vitest";
import { getOrganisation } from "../../../../shared/stored/organisation.ts";
import { findPerson } from "../../../../shared/stored/person.ts";
import { seedText } from "../../../programme/seed.ts";
import { type Browser, browse, type Network, openTestNetwork } from "../../network.ts";
import { refused } from "../refused.ts";

let network: Network;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

const odti = { short: "ODTI", name: "Office dauphinois des travailleurs immigrés", territory: "Isère" };

test("the list says of each what it is, and how many people it has", async () => {
  await coordinator.post("/organisations", { ...odti, roles: ["member", "contractor"] });
  const page = await coordinator.page("/organisations");
  expect(page).toMatch(/ODTI<\/a>[\s\S]*Office dauphinois[\s\S]*Isère[\s\S]*membre, prestataire[\s\S]*>0</);
  expect(page).toMatch(/ORIV<\/a>[\s\S]*href="\/people\?organisation=oriv">1</);
});

test("one is added, and leads to its page; its names are nobody else's", async () => {
  const made = await coordinator.post("/organisations", { ...odti, roles: ["member"] });
  expect([made.status, made.headers.get("location")]).toEqual([303, "/organisations/odti"]);
  expect(await getOrganisation(network.ports.store, "odti")).toEqual({ id: "odti", ...odti, roles: ["member"] });
  const again = await coordinator.post("/organisations", { short: "odti", name: "Autre" });
  expect(await refused(again, ["short"], ['value="Autre"'])).toContain("porte déjà ce nom");
  await refused(await coordinator.post("/organisations", { short: "", roles: "ami" }), ["short", "roles"]);
});

test("one that is renamed has its people called so", async () => {
  const fields = { short: "ORIV Alsace", name: "", territory: "Alsace", roles: ["member"] };
  const changed = await coordinator.post("/organisations/oriv", fields);
  expect(changed.headers.get("location")).toBe("/organisations/oriv");
  expect(await findPerson(network.ports.store, "direction@oriv.example")).toMatchObject({
    organisation: "ORIV Alsace",
    belongs: "oriv",
  });
  await refused(
    await coordinator.post("/organisations/oriv", { ...fields, short: "crefe" }),
    ["short"],
    ['value="crefe"'],
  );
});

test("its page names its people and the actions that it steers, joins or pays for", async () => {
  await coordinator.post("/programmes/import", { file: seedText });
  const page = await coordinator.page("/organisations/oriv");
  expect(page).toContain(`href="/people/${network.people.first.id}">Direction</a>`);
  expect(page).toMatch(/href="\/programmes\/2008\/actions\/[\w-]+">[^<]+<\/a> <span class="muted">[^<]*pilote/);
  expect((await coordinator.get("/organisations/inconnue")).status).toBe(404);
});

test("a person's organisation is chosen among those that there are, or named when the list does not have it", async () => {
  const entry = { name: "Direction adjointe", address: "adjointe@epi.example", language: "fr" };
  const form = await coordinator.page("/people/new?organisation=crefe");
  expect(form).toMatch(/<option value="CREFE" selected>/);
  await refused(await coordinator.post("/people", entry), ["organisation"]);
  await coordinator.post("/people", { ...entry, organisation: "CREFE", otherOrganisation: "EPI" });
  expect(await findPerson(network.ports.store, entry.address)).toMatchObject({ organisation: "EPI", belongs: "epi" });
  const { id } = (await findPerson(network.ports.store, entry.address))!;
  expect(await coordinator.page(`/people/${id}`)).toMatch(/<option value="EPI" selected>/);
  const given = await coordinator.json("/people", { ...entry, address: "autre@oriv.example", organisation: "oriv" });
  expect(given.status).toBe(201);
  expect(await findPerson(network.ports.store, "autre@oriv.example")).toMatchObject({ organisation: "ORIV" });
});
