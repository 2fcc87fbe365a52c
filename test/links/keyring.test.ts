import { expect, test } from "vitest";
import { freshKid, madeOn, withKey, withoutKeys } from "../../shared/links/keyring.ts";
import type { Keyring } from "../../shared/ports.ts";

const key = new Uint8Array(32);
const ring = (...kids: string[]): Keyring => ({ current: kids[0]!, keys: new Map(kids.map((kid) => [kid, key])) });
const noon = Date.parse("2008-05-12T12:00:00.000Z");

test.each([
  [["k1"], "20080512"],
  [["k1", "20080512"], "20080512b"],
  [["20080512b", "20080512"], "20080512c"],
])("beside %j the next key is %s", (kids, kid) => {
  expect(freshKid(ring(...kids), noon)).toBe(kid);
});

test("a day has so many keys and no more", () => {
  const day = ["", ..."bcdefghijklmnopqrstuvwxyz"].map((end) => `20080512${end}`);
  expect(() => freshKid(ring(...day), noon)).toThrow("too many keys");
});

test.each([
  ["20080512", "2008-05-12"],
  ["20080512b", "2008-05-12"],
  ["k1", undefined],
  ["1", undefined],
])("%s was made on %s", (kid, day) => {
  expect(madeOn(kid)).toBe(day);
});

test("a key is added without signing, and removed unless it signs", () => {
  const added = withKey(ring("k1"), "20080512", key);
  expect([added.current, [...added.keys.keys()]]).toEqual(["k1", ["k1", "20080512"]]);
  expect([...withoutKeys(added, ["k1", "20080512", "rien"]).keys.keys()]).toEqual(["k1"]);
});
