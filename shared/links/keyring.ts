import type { Keyring } from "../ports.ts";

/** An id for a key made now: its day, "20080512", so that the id says its age; then "20080512b" and so on. */
export function freshKid({ keys }: Keyring, now: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll("-", "");
  const ends = ["", ..."bcdefghijklmnopqrstuvwxyz"];
  const end = ends.find((each) => !keys.has(`${day}${each}`));
  if (end === undefined) throw new Error(`too many keys were made on ${day}`);
  return `${day}${end}`;
}

/** The day a key was made, "2008-05-12", as its id says; undefined for the first of a network, which is older. */
export function madeOn(kid: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)[a-z]?$/.exec(kid) ?? [];
  return year && `${year}-${month}-${day}`;
}

/** With one more key, which signs nothing yet. */
export function withKey(keyring: Keyring, kid: string, key: Uint8Array): Keyring {
  return { current: keyring.current, keys: new Map([...keyring.keys, [kid, key]]) };
}

/** Without these keys; the one that signs stays. */
export function withoutKeys({ current, keys }: Keyring, kids: readonly string[]): Keyring {
  return { current, keys: new Map([...keys].filter(([kid]) => kid === current || !kids.includes(kid))) };
}
