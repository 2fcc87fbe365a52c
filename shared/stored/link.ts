import { Refusal } from "../errors.ts";
import { type Minted, mint, verify } from "../links/token.ts";
import type { Key, Ports, Store, Write } from "../ports.ts";
import type { Instant, PersonId } from "../values.ts";
import { getPerson, type Person } from "./person.ts";
import { endingsOf, scopesOf } from "./revocation.ts";
import { fromData, toData, unlessConflict } from "./row.ts";

/**
 * Access patterns: one link, by the hash of its id; the links of one deliverable, oldest first. The rows outlive the link
 * by `keptDays`, so that an expired one still says what it was for.
 *
 * | row             | pk             | sk                              |
 * |-----------------|----------------|---------------------------------|
 * | link            | LINK#<hash>    | link                            |
 * | link of a thing | LINKS#<thing>  | <when it was made>#<its hash>   |
 */
const linkKey = (hash: string): Key => ({ pk: `LINK#${hash}`, sk: "link" });
const listedKey = (thing: string, made: Instant, hash: string): Key => ({
  pk: `LINKS#${thing}`,
  sk: `${made}#${hash}`,
});
const keptDays = 180;
const day = 86_400;

export type Purpose = "enter" | "draft" | "review" | "seminar" | "download";

/** A capability for one person, one purpose, one thing: a deliverable's id, where the purpose has one. */
export type Link = {
  person: PersonId;
  /** The person's, when the link was made. */
  epoch: number;
  purpose: Purpose;
  thing?: string;
  /** The round it was mailed for. */
  round?: number;
  /** The id of the key that signed it: without that key the link is over. */
  kid?: string;
  made?: Instant;
  expires: Instant;
  /** How often its scopes' links had been ended when it was made. */
  endings?: number;
  revoked?: Instant;
};

export type NewLink = { person: Person; purpose: Purpose; thing?: string; round?: number; days: number };
export type OpenedLink = { hash: string; person: Person; purpose: Purpose; thing?: string; round?: number };

/**
 * Why a link does not open. `unknown`: not ours, or of no one here any more. The others are genuine, with what they were
 * for where that is still known: `superseded`, the person's address changed since; `revoked`, ended alone or with others.
 */
export type ClosedLink = {
  reason: "unknown" | "superseded" | "revoked" | "expired";
  person?: Person;
  purpose?: Purpose;
  thing?: string;
  round?: number;
};

type Context = Pick<Ports, "store" | "clock" | "keyring">;

/** Makes a link that lives for `days` and stores its hash; returns the token, which nothing stores. */
export async function makeLink(ports: Context & Pick<Ports, "ids">, link: NewLink): Promise<string> {
  const minted = mint(ports.keyring, ports.ids());
  await store(ports, link, minted);
  return minted.token;
}

/**
 * The link of one mail: the same `seed` (the mail's job id) is the same link, whichever key signs by now; it neither
 * lives longer nor comes back once it is over. Undefined where it is over already: such a link is not mailed.
 */
export async function mailedLink(ports: Context, link: NewLink, seed: string): Promise<string | undefined> {
  const named = `${seed}\n${link.person.epoch}`;
  const minted = (await madeBefore(ports, named)) ?? mint(ports.keyring, named);
  await store(ports, link, minted, seed);
  return "reason" in (await checkLink(ports, minted.hash)) ? undefined : minted.token;
}

/** What a seed's link was minted as, by any of the keys. */
async function madeBefore({ store, keyring }: Context, seed: string): Promise<Minted | undefined> {
  for (const current of keyring.keys.keys()) {
    const minted = mint({ ...keyring, current }, seed);
    if (await store.get(linkKey(minted.hash))) return minted;
  }
  return undefined;
}

/** Writes a link's rows, unless they are there. */
async function store(ports: Context, link: NewLink, { token, hash }: Minted, job?: string): Promise<void> {
  const { person, purpose, thing, round, days } = link;
  const now = ports.clock();
  const made = new Date(now).toISOString();
  const ends = now + days * day * 1000;
  const about = { person: person.id, purpose, thing, round, made, expires: new Date(ends).toISOString() };
  const endings = await endingsOf(ports.store, scopesOf({ ...link, person: person.id }));
  const kid = token.slice(0, token.indexOf("."));
  const expires = Math.ceil(ends / 1000) + keptDays * day;
  const data = toData({ ...about, epoch: person.epoch, kid, endings });
  const row: Write = { put: { ...linkKey(hash), data, expires }, expect: 0 };
  const listed: Write[] =
    thing === undefined ? [] : [{ put: { ...listedKey(thing, made, hash), data: toData({ ...about, job }), expires } }];
  await unlessConflict(ports.store.commit([row, ...listed]));
}

/** What a token opens, or why it does not. Changes nothing. */
export async function openLink(ports: Context, token: string): Promise<OpenedLink | ClosedLink> {
  const hash = verify(ports.keyring, token);
  return hash === undefined ? { reason: "unknown" } : checkLink(ports, hash);
}

/** The same check by a link's stored hash: run for each grant of a session at each request. */
export async function checkLink(ports: Context, hash: string): Promise<OpenedLink | ClosedLink> {
  const link = await getLink(ports.store, hash);
  if (!link) return { reason: "expired" };
  const person = await getPerson(ports.store, link.person);
  if (!person || person.removed) return { reason: "unknown" };
  const { purpose, thing, round } = link;
  const about = {
    person,
    purpose,
    ...(thing === undefined ? {} : { thing }),
    ...(round === undefined ? {} : { round }),
  };
  if (person.epoch !== link.epoch) return { reason: "superseded", ...about };
  if (await isRevoked(ports, link)) return { reason: "revoked", ...about };
  return Date.parse(link.expires) <= ports.clock() ? { reason: "expired", ...about } : { hash, ...about };
}

/** Ended alone, with all of a scope, or with the key that signed it. */
async function isRevoked({ store, keyring }: Context, link: Link): Promise<boolean> {
  if (link.revoked || (link.kid !== undefined && !keyring.keys.has(link.kid))) return true;
  return (await endingsOf(store, scopesOf(link))) !== (link.endings ?? 0);
}

/** Ends one link, for ever. Throws `not-found`, `conflict`. */
export async function revokeLink(ports: Pick<Ports, "store" | "clock">, hash: string): Promise<void> {
  const row = await ports.store.get(linkKey(hash));
  if (!row) throw new Refusal("not-found");
  const { version, ...kept } = row;
  const revoked = toData({ ...fromData<Link>(row), revoked: new Date(ports.clock()).toISOString() });
  await ports.store.commit([{ put: { ...kept, data: revoked }, expect: version }]);
}

/**
 * A link of a deliverable, as its coordinator may see it: never the link itself. `job`: of the mail that carries it, which
 * may still be owed. `over`: why it opens no more.
 */
export type ListedLink = Pick<Link, "person" | "purpose" | "round" | "expires"> & {
  made: Instant;
  job?: string;
  over?: ClosedLink["reason"];
};

/** The newest `limit` links of a deliverable, the newest first. */
export async function listLinks(ports: Context, thing: string, limit = 200): Promise<ListedLink[]> {
  const { rows } = await ports.store.query(`LINKS#${thing}`, { newestFirst: true, limit });
  return Promise.all(
    rows.map(async (row) => {
      const checked = await checkLink(ports, row.sk.slice(row.sk.indexOf("#") + 1));
      return { ...fromData<ListedLink>(row), ...("reason" in checked && { over: checked.reason }) };
    }),
  );
}

/** Links that have not expired, by the id of the key that signed them ("" where that is not known): when the last ends. */
export async function linksByKey(store: Store, now: number): Promise<Map<string, { count: number; last: Instant }>> {
  const found = new Map<string, { count: number; last: Instant }>();
  for await (const { pk, data } of store.all()) {
    if (!pk.startsWith("LINK#")) continue;
    const { kid = "", expires } = data as unknown as Link;
    if (Date.parse(expires) <= now) continue;
    const { count, last } = found.get(kid) ?? { count: 0, last: expires };
    found.set(kid, { count: count + 1, last: last > expires ? last : expires });
  }
  return found;
}

async function getLink(store: Store, hash: string): Promise<Link | undefined> {
  const row = await store.get(linkKey(hash));
  return row && fromData<Link>(row);
}
