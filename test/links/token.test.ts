import fc from "fast-check";
import { expect, test } from "vitest";
import { mint, verify } from "../../shared/links/token.ts";
import type { Keyring } from "../../shared/ports.ts";

const key = (byte: number) => new Uint8Array(32).fill(byte);
const keyring = (current: string, ...bytes: [string, number][]): Keyring => ({
  current,
  keys: new Map(bytes.map(([kid, byte]) => [kid, key(byte)])),
});
const one = keyring("k1", ["k1", 1]);
const rotated = keyring("k2", ["k2", 2], ["k1", 1]);

test("a link is its key's name, its own, and their seal", () => {
  const { token, hash } = mint(one, "mail/note/4/invited/relecture-crefe");
  expect(token).toMatch(/^k1\.[A-Za-z0-9_-]{24}\.[A-Za-z0-9_-]{43}$/);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(verify(one, token)).toBe(hash);
  expect(token).not.toContain(hash);
});

test("the same mail carries the same link, another one another", () => {
  expect(mint(one, "mail/1")).toEqual(mint(one, "mail/1"));
  expect(mint(one, "mail/1").token).not.toBe(mint(one, "mail/2").token);
  expect(mint(rotated, "mail/1").token).not.toBe(mint(one, "mail/1").token);
});

test("old links open after a new key came, until the old one goes", () => {
  const { token, hash } = mint(one, "mail/1");
  expect(verify(rotated, token)).toBe(hash);
  expect(verify(keyring("k2", ["k2", 2]), token)).toBeUndefined();
  expect(verify(keyring("k1", ["k1", 3]), token)).toBeUndefined();
});

test("a keyring without its current key signs nothing", () => {
  expect(() => mint(keyring("k9", ["k1", 1]), "mail/1")).toThrow("no key k9");
});

test("no character of a link can be another", () => {
  const { token } = mint(one, "mail/1");
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= \n";
  for (let index = 0; index < token.length; index++) {
    for (const character of alphabet) {
      if (character === token[index]) continue;
      expect(verify(one, token.slice(0, index) + character + token.slice(index + 1))).toBeUndefined();
    }
    expect(verify(one, token.slice(0, index) + token.slice(index + 1))).toBeUndefined();
  }
});

test("nothing else opens", () => {
  const { token } = mint(one, "mail/1");
  const [kid, id, mac] = token.split(".");
  for (const other of [
    "",
    ".",
    "..",
    `${token} `,
    ` ${token}`,
    `${token}\n`,
    `${token}=`,
    `${kid}.${mac}.${id}`,
    `${token}.x`,
    `${id}.${mac}`,
  ]) {
    expect(verify(one, other)).toBeUndefined();
  }
  fc.assert(fc.property(fc.string(), (text) => verify(one, text) === undefined));
  fc.assert(fc.property(fc.base64String(), fc.base64String(), (a, b) => verify(one, `k1.${a}.${b}`) === undefined));
});
