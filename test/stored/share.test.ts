import { beforeEach, expect, test } from "vitest";
import { withKey, withoutKeys } from "../../shared/links/keyring.ts";
import { verify } from "../../shared/links/token.ts";
import { linksByKey, listLinks, openLink, openShared, revokeLink } from "../../shared/stored/link.ts";
import { addPerson, changePerson, type Person, removePerson } from "../../shared/stored/person.ts";
import { endLinks } from "../../shared/stored/revocation.ts";
import { shareOver, shareToken, stillShared } from "../../shared/stored/share.ts";
import * as s from "../deliverable/scenario.ts";
import { openWorld, type World } from "../world.ts";

const shared = { deliverable: "note", share: "drac" };
const expires = new Date(s.now + 30 * s.day).toISOString();
let world: World;
let person: Person;
let token: string;

beforeEach(async () => {
  world = openWorld();
  const maker = { name: "Coordination", address: "coordination@reseau.example", organisation: "RECI" };
  person = await addPerson(world, { ...maker, language: "fr", coordinator: true });
  token = await shareToken(world, shared, { person, expires });
});

test("a shared link opens its document for whoever has it, and lets nobody in", async () => {
  expect(await openShared(world, token)).toEqual(shared);
  expect(await openLink(world, token)).toEqual({ reason: "unknown" });
  expect(await listLinks(world, "note")).toEqual([]);
  expect([...(await linksByKey(world.store, s.now)).values()]).toEqual([{ count: 1, last: expires }]);
});

test("made again, also once the key that signs is another, it is the same link", async () => {
  expect(await shareToken(world, shared, { person, expires })).toBe(token);
  world.keyring = { ...withKey(world.keyring, "20080512", new Uint8Array(32).fill(9)), current: "20080512" };
  expect(await shareToken(world, shared, { person, expires })).toBe(token);
});

test.each<[string, () => unknown, string | undefined]>([
  ["untouched", () => undefined, undefined],
  ["at its end", () => world.set(s.now + 30 * s.day), "expired"],
  ["ended alone, by a command", () => revokeLink(world, verify(world.keyring, token)!), "revoked"],
  ["ended with all", () => endLinks(world, { all: true }, "line"), "revoked"],
  ["ended with those of who made it", () => endLinks(world, { person: person.id }, "line"), "revoked"],
  ["made by who left the network since", () => removePerson(world, person.id), "revoked"],
  [
    "made by who has another address since",
    () => changePerson(world, person.id, { address: "autre@reseau.example" }),
    "revoked",
  ],
])("a shared link that was %s opens no more, if it does", async (_, happens, reason) => {
  await happens();
  expect(await openShared(world, token)).toEqual(reason === undefined ? shared : { reason });
  expect(await shareOver(world, shared)).toBe(reason);
  const still = stillShared(world, token);
  if (reason === undefined) expect((await still).length).toBeGreaterThan(1);
  else await expect(still).rejects.toMatchObject({ code: "link-ended" });
});

test("without the key that signed it, it is nobody's, and is listed as ended", async () => {
  world.keyring = { ...withKey(world.keyring, "20080512", new Uint8Array(32).fill(9)), current: "20080512" };
  world.keyring = withoutKeys(world.keyring, ["k1"]);
  expect(await openShared(world, token)).toEqual({ reason: "unknown" });
  expect(await shareOver(world, shared)).toBe("revoked");
});

test("what the store holds opens nothing: neither the token, nor its id, nor its seal is there", async () => {
  const rows = JSON.stringify(await Array.fromAsync(world.store.all()));
  for (const secret of [token, ...token.split(".").slice(1)]) expect(rows).not.toContain(secret);
});
