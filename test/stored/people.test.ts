import { expect, test } from "vitest";
import { verify } from "../../shared/links/token.ts";
import { hit, spent } from "../../shared/stored/counter.ts";
import type { OpenedLink } from "../../shared/stored/link.ts";
import { mailedLink, makeLink, openLink, revokeLink } from "../../shared/stored/link.ts";
import { loadSettings, saveSettings } from "../../shared/stored/network.ts";
import { changeOrganisation } from "../../shared/stored/organisation.ts";
import {
  addPerson,
  changePerson,
  findPerson,
  getPerson,
  listPeople,
  type NewPerson,
  removePerson,
} from "../../shared/stored/person.ts";
import { enter, type Grant, leave, sessionOf } from "../../shared/stored/session.ts";
import { day, now } from "../deliverable/scenario.ts";
import { openWorld, type World } from "../world.ts";

const crefe: NewPerson = {
  name: "Relecture du CREFE",
  address: "Relecture@crefe.example",
  organisation: "CREFE",
  language: "fr",
  coordinator: false,
};

async function withPerson() {
  const world = openWorld();
  return { world, person: await addPerson(world, crefe) };
}

test("a person is found by name and by address, whatever its case", async () => {
  const { world, person } = await withPerson();
  expect(person).toEqual({ ...crefe, id: "id1", belongs: "crefe", epoch: 1, removed: false });
  expect(await getPerson(world.store, "id1")).toEqual(person);
  expect(await findPerson(world.store, " relecture@CREFE.example ")).toEqual(person);
  expect(await findPerson(world.store, "autre@crefe.example")).toBeUndefined();
  expect(await listPeople(world.store)).toEqual([person]);
});

test("an address is one person's", async () => {
  const { world, person } = await withPerson();
  const taken = { code: "address-taken", details: { address: "RELECTURE@crefe.example" } };
  await expect(addPerson(world, { ...crefe, address: "RELECTURE@crefe.example" })).rejects.toMatchObject(taken);
  const other = await addPerson(world, { ...crefe, address: "autre@crefe.example" });
  await expect(changePerson(world, other.id, { address: crefe.address })).rejects.toMatchObject({
    code: "address-taken",
  });
  expect(await listPeople(world.store)).toEqual([person, other]);
});

test("of many who take an address at once, one has it", async () => {
  const world = openWorld();
  const taking = await Promise.allSettled(Array.from({ length: 8 }, () => addPerson(world, crefe)));
  expect(taking.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await listPeople(world.store)).toHaveLength(1);
});

test.each<[string, Partial<NewPerson>, number]>([
  ["a name changes nothing else", { name: "Relecture" }, 1],
  ["the office changes nothing else", { coordinator: true }, 1],
  ["a new address ends what was opened with the old", { address: "avis@crefe.example" }, 2],
  ["another case of it too, for mail may go elsewhere", { address: "relecture@crefe.example" }, 2],
])("%s", async (_, changes, epoch) => {
  const { world, person } = await withPerson();
  const changed = await changePerson(world, person.id, changes);
  expect(changed).toEqual({ ...person, ...changes, epoch });
  expect(await findPerson(world.store, changed.address)).toEqual(changed);
  expect(await addPerson(world, { ...crefe, address: "libre@crefe.example" })).toBeDefined();
});

test("nobody joins an organisation by a name that it had before, unseen", async () => {
  const { world } = await withPerson();
  const renamed = { short: "Formation Est", name: "", territory: "", roles: [] };
  await changeOrganisation(world, "crefe", renamed);
  const other = { ...crefe, address: "autre@crefe.example" };
  const refused = { code: "organisation-renamed", details: { name: "Crefe", now: "Formation Est" } };
  await expect(addPerson(world, { ...other, organisation: "Crefe" })).rejects.toMatchObject(refused);
  const elsewhere = await addPerson(world, { ...other, organisation: "ORIV" });
  await expect(changePerson(world, elsewhere.id, { organisation: "Crefe" })).rejects.toMatchObject(refused);
  const joined = await addPerson(world, { ...other, address: "x@crefe.example", organisation: "formation  est" });
  expect(joined).toMatchObject({ organisation: "Formation Est", belongs: "crefe" });
});

test("an address left is free", async () => {
  const { world, person } = await withPerson();
  await changePerson(world, person.id, { address: "avis@crefe.example" });
  expect(await findPerson(world.store, crefe.address)).toBeUndefined();
  expect((await addPerson(world, crefe)).id).not.toBe(person.id);
});

test("who is removed keeps a name, and frees the address", async () => {
  const { world, person } = await withPerson();
  await removePerson(world, person.id);
  expect(await getPerson(world.store, person.id)).toMatchObject({ name: crefe.name, removed: true, epoch: 2 });
  expect(await findPerson(world.store, crefe.address)).toBeUndefined();
  await expect(changePerson(world, person.id, { name: "Autre" })).rejects.toMatchObject({ code: "not-found" });
  await expect(removePerson(world, person.id)).rejects.toMatchObject({ code: "not-found" });
  await expect(removePerson(world, "personne")).rejects.toMatchObject({ code: "not-found" });
  expect((await addPerson(world, crefe)).id).not.toBe(person.id);
});

async function withLink(days = 90) {
  const { world, person } = await withPerson();
  const link = { person, purpose: "review", thing: "note", days } as const;
  const token = (await mailedLink(world, link, "mail/note/4/invited/id1"))!;
  return { world, person, token, hash: verify(world.keyring, token)! };
}

test("a link opens for its person, its purpose and its thing", async () => {
  const { world, person, token, hash } = await withLink();
  expect(await openLink(world, token)).toEqual({ hash, person, purpose: "review", thing: "note" });
});

test.each<[string, (world: World, hash: string, person: string) => Promise<unknown> | unknown, object]>([
  ["a day before its end", (world) => world.set(now + 89 * day), { purpose: "review" }],
  ["at its end", (world) => world.set(now + 90 * day), { reason: "expired", thing: "note" }],
  ["long after, when its row is gone", (world) => world.set(now + 400 * day), { reason: "expired" }],
  ["revoked", (world, hash) => revokeLink(world, hash), { reason: "revoked", thing: "note" }],
  ["after its person left", (world, _, person) => removePerson(world, person), { reason: "unknown" }],
  [
    "after a change of address",
    (world, _, person) => changePerson(world, person, { address: "avis@crefe.example" }),
    { reason: "superseded", thing: "note" },
  ],
])("%s", async (_, change, then) => {
  const { world, person, token, hash } = await withLink();
  await change(world, hash, person.id);
  const opened = await openLink(world, token);
  expect(opened).toMatchObject(then);
  expect("hash" in opened).toBe(!("reason" in then));
});

test("a token that is no link is unknown, and so is a link of another network", async () => {
  const { world, token } = await withLink();
  expect(await openLink(world, "k1.rien.rien")).toEqual({ reason: "unknown" });
  const other = { ...openWorld(), keyring: { current: "k1", keys: new Map([["k1", new Uint8Array(32).fill(9)]]) } };
  expect(await openLink(other, token)).toEqual({ reason: "unknown" });
});

test("the store holds no token, no link's own name and no cookie", async () => {
  const { world, token } = await withLink();
  const cookie = await enter(world, (await openLink(world, token)) as OpenedLink);
  const stored = JSON.stringify(await Array.fromAsync(world.store.all()));
  expect(stored).not.toContain(token.split(".")[1]);
  expect(stored).not.toContain(token.split(".")[2]);
  expect(stored).not.toContain(`"${cookie}"`);
});

async function withSession() {
  const { world, person, token, hash } = await withLink();
  const link = (await openLink(world, token)) as OpenedLink;
  return { world, person, hash, cookie: await enter(world, link) };
}

async function grantsOf(world: World, cookie: string): Promise<Grant[]> {
  const session = await sessionOf(world, cookie);
  return typeof session === "object" ? session.grants : [];
}

test("a session is its person, with what the links grant", async () => {
  const { world, person, hash, cookie } = await withSession();
  const review = { link: hash, purpose: "review", thing: "note" };
  expect(await sessionOf(world, cookie)).toEqual({ person, grants: [review] });
  const entry = await makeLink(world, { person, purpose: "enter", days: 1 });
  const opened = (await openLink(world, entry)) as OpenedLink;
  expect(await enter(world, opened, cookie)).toBe(cookie);
  expect(await enter(world, opened, cookie)).toBe(cookie);
  expect(await grantsOf(world, cookie)).toEqual([review, { link: opened.hash, purpose: "enter" }]);
  world.set(now + 2 * day);
  expect(await grantsOf(world, cookie)).toEqual([review]);
});

test("another person in the same browser has a session of their own", async () => {
  const { world, person, cookie } = await withSession();
  const other = await addPerson(world, { ...crefe, address: "epi@epi.example" });
  const opened = (await openLink(
    world,
    await makeLink(world, { person: other, purpose: "enter", days: 1 }),
  )) as OpenedLink;
  const fresh = await enter(world, opened, cookie);
  expect(fresh).not.toBe(cookie);
  expect(await sessionOf(world, fresh)).toMatchObject({ person: other });
  expect(await sessionOf(world, cookie)).toMatchObject({ person });
});

test.each<
  [string, (world: World, hash: string, person: string, cookie: string) => Promise<unknown> | unknown, boolean, string?]
>([
  ["the rights of now", (world, _, person) => changePerson(world, person, { coordinator: true }), true],
  ["its last link revoked", (world, hash) => revokeLink(world, hash), false],
  ["its person removed", (world, _, person) => removePerson(world, person), false],
  [
    "its person's address changed",
    (world, _, person) => changePerson(world, person, { address: "avis@crefe.example" }),
    false,
  ],
  ["after thirty days", (world) => world.set(now + 30 * day), false, "gone"],
  ["left", (world, _, __, cookie) => leave(world, cookie), false, "gone"],
])("a session is asked again at every request: %s", async (_, change, open, ended = "ended") => {
  const { world, person, hash, cookie } = await withSession();
  await change(world, hash, person.id, cookie);
  const session = await sessionOf(world, cookie);
  if (open) expect(session).toMatchObject({ person: (await getPerson(world.store, person.id))! });
  else expect(session ?? "gone").toBe(ended);
});

test("an unknown cookie is nobody's", async () => {
  const { world } = await withSession();
  expect(await sessionOf(world, "rien")).toBeUndefined();
});

test("a session keeps its twenty newest grants", async () => {
  const { world, person, cookie } = await withSession();
  for (let index = 0; index < 25; index++) {
    const token = await makeLink(world, { person, purpose: "download", thing: `note-${index}`, days: 1 });
    await enter(world, (await openLink(world, token)) as OpenedLink, cookie);
  }
  const things = (await grantsOf(world, cookie)).map(({ thing }) => thing);
  expect(things).toEqual(Array.from({ length: 20 }, (_, index) => `note-${index + 5}`));
});

test("a rate is so many in a window of time, for each name, and says how long to wait", async () => {
  const world = openWorld();
  const rate = { limit: 3, seconds: 600 };
  const start = Math.ceil(now / 600_000) * 600_000;
  world.set(start);
  const ask = (name = "relecture@crefe.example") => hit(world, name, rate);
  expect([await ask(), await ask(), await ask(), await ask(), await ask("autre")]).toEqual([0, 0, 0, 600, 0]);
  world.set(start + 599_001);
  expect([await ask(), await spent(world, "relecture@crefe.example", rate), await spent(world, "autre", rate)]).toEqual(
    [1, 1, 0],
  );
  world.set(start + 600_000);
  expect(await spent(world, "relecture@crefe.example", rate)).toBe(0);
  expect(await ask()).toBe(0);
  expect(JSON.stringify(await Array.fromAsync(world.store.all()))).not.toContain("crefe.example");
});

test("a rate holds for those who ask at once", async () => {
  const world = openWorld();
  const answers = await Promise.all(Array.from({ length: 30 }, () => hit(world, "n", { limit: 5, seconds: 600 })));
  const allowed = answers.filter((seconds) => seconds === 0);
  expect(allowed.length).toBeLessThanOrEqual(5);
  expect(allowed.length).toBeGreaterThan(0);
});

test("settings have their defaults until they are set", async () => {
  const { store, files } = openWorld();
  expect(await loadSettings(store)).toMatchObject({ network: "Réseau", timeZone: "Europe/Paris", linkDays: 90 });
  await saveSettings({ store, files }, { ...(await loadSettings(store)), network: "RECI", holidays: "FR-67" });
  expect(await loadSettings(store)).toMatchObject({ network: "RECI", holidays: "FR-67" });
});

test("a kind or a theme is not set to what the network does not have", async () => {
  const world = openWorld();
  const settings = await loadSettings(world.store);
  const none = "0".repeat(64);
  for (const [field, set] of [
    ["theme", { theme: none }],
    ["kinds.note", { kinds: { note: none } }],
  ] as const) {
    const refused = expect(saveSettings(world, { ...settings, ...set })).rejects;
    await refused.toMatchObject({ code: "request-invalid", details: { field } });
  }
  expect(await loadSettings(world.store)).toEqual(settings);
});
