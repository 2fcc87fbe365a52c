import * as z from "zod";
import { Refusal } from "../errors.ts";
import { type Minted, mint, verify } from "../links/token.ts";
import type { Ports, Store, Write } from "../ports.ts";
import type { Instant } from "../values.ts";
import { defineRow, text } from "./define.ts";
import { getPerson, type Person } from "./person.ts";
import { endingsOf, scopesOf } from "./revocation.ts";
import { unlessConflict } from "./row.ts";

const keptDays = 180;
const day = 86_400;

/** What a link lets its person in for. */
export type Purpose = "enter" | "draft" | "review" | "seminar" | "meeting" | "download";

/** What a link is for by its name of now: what opened a seminar, before there were meetings, opens the meeting that it is. */
export function purposeNow(purpose: Purpose): Exclude<Purpose, "seminar"> {
  return purpose === "seminar" ? "meeting" : purpose;
}

/** What links are for that let nobody in: the calendar that programs read; a final for somebody outside of the directory. */
const lettingNobodyIn = ["calendar", "share"] as const;
type LettingNobodyIn = (typeof lettingNobodyIn)[number];

/**
 * A capability for one person, one purpose, one thing: a deliverable's id, where the purpose has one. One that lets nobody in is of
 * the person who made it, and ends with their links.
 */
const link = z.object({
  person: z.string(),
  /** The person's, when the link was made. */
  epoch: z.number(),
  purpose: text<Purpose | LettingNobodyIn>(),
  thing: z.string().optional(),
  /** Of a shared link: its id in its deliverable. */
  share: z.string().optional(),
  /** The round it was mailed for. */
  round: z.number().optional(),
  /** The id of the key that signed it: without that key the link is over. */
  kid: z.string().optional(),
  made: z.string().optional(),
  expires: z.string(),
  /** How often its scopes' links had been ended when it was made. */
  endings: z.number().optional(),
  revoked: z.string().optional(),
});
export type Link = z.infer<typeof link>;

/** The rows outlive the link by `keptDays`, so that an expired one still says what it was for. */
export const linkRow = defineRow({
  at: "LINK#<hash> / link",
  what: "a link, by the hash of its id",
  by: ["web", "notify"],
  leaves: false,
  shape: link,
});
/** `job`: of the mail that carries it. */
export const listedLinkRow = defineRow({
  at: "LINKS#<thing> / <made>#<hash>",
  what: "a link of a deliverable; all of them, by when they were made",
  by: ["web", "notify"],
  leaves: false,
  shape: z.object({
    ...{ person: z.string(), purpose: text<Purpose>(), thing: z.string(), round: z.number().optional() },
    ...{ made: z.string(), expires: z.string(), job: z.string().optional() },
  }),
});

export type NewLink = Pick<Link, "purpose" | "thing" | "share" | "round"> & { person: Person; days: number };
export type OpenedLink = { hash: string; person: Person; purpose: Purpose; thing?: string; round?: number };

/** A shared link of a deliverable, by its id there. */
export type SharedLink = { deliverable: string; share: string };

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

/** Makes the link of a secret seed, which `madeBefore` finds again. */
export async function seedLink(ports: Context, link: NewLink, seed: string): Promise<void> {
  await store(ports, link, mint(ports.keyring, seed));
}

/** What a seed's link was minted as, by any of the keys; undefined: it was not, or its key is no more. */
export async function madeBefore(
  { store, keyring }: Pick<Context, "store" | "keyring">,
  seed: string,
): Promise<Minted | undefined> {
  for (const current of keyring.keys.keys()) {
    const minted = mint({ ...keyring, current }, seed);
    if (await store.get(linkRow.key({ hash: minted.hash }))) return minted;
  }
  return undefined;
}

/** Writes a link's rows, unless they are there. */
async function store(ports: Context, link: NewLink, { token, hash }: Minted, job?: string): Promise<void> {
  const { person, purpose, thing, share, round, days } = link;
  const now = ports.clock();
  const made = new Date(now).toISOString();
  const ends = now + days * day * 1000;
  const about = { person: person.id, purpose, thing, share, round, made, expires: new Date(ends).toISOString() };
  const endings = await endingsOf(ports.store, scopesOf({ ...link, person: person.id }));
  const kid = token.slice(0, token.indexOf("."));
  const expires = Math.ceil(ends / 1000) + keptDays * day;
  const row = linkRow.put({ hash }, { ...about, epoch: person.epoch, kid, endings }, { expires, expect: 0 });
  const listed: Write[] =
    thing === undefined || letsNobodyIn(purpose)
      ? []
      : [listedLinkRow.put({ thing, made, hash }, { ...about, purpose, thing, job }, { expires })];
  await unlessConflict(ports.store.commit([row, ...listed]));
}

function letsNobodyIn(purpose: Link["purpose"]): purpose is LettingNobodyIn {
  return lettingNobodyIn.some((each) => each === purpose);
}

/** What a token opens, or why it does not. Changes nothing. */
export async function openLink(ports: Context, token: string): Promise<OpenedLink | ClosedLink> {
  const hash = verify(ports.keyring, token);
  return hash === undefined ? { reason: "unknown" } : checkLink(ports, hash);
}

/** Whose calendar a token opens; undefined: nobody's, or no more. Changes nothing. */
export async function openCalendar(ports: Context, token: string): Promise<Person | undefined> {
  const hash = verify(ports.keyring, token);
  const link = hash === undefined ? undefined : await getLink(ports.store, hash);
  const person = link?.purpose === "calendar" ? await getPerson(ports.store, link.person) : undefined;
  if (!link || !person || person.removed || person.epoch !== link.epoch) return undefined;
  return (await isOver(ports, link)) ? undefined : person;
}

/** Which shared link a token is of, and of which deliverable; or why it opens none. Changes nothing. */
export async function openShared(ports: Context, token: string): Promise<SharedLink | Pick<ClosedLink, "reason">> {
  const hash = verify(ports.keyring, token);
  if (hash === undefined) return { reason: "unknown" };
  const link = await getLink(ports.store, hash);
  if (!link) return { reason: "expired" };
  const { purpose, thing: deliverable, share } = link;
  if (purpose !== "share" || deliverable === undefined || share === undefined) return { reason: "unknown" };
  const person = await getPerson(ports.store, link.person);
  const isTheirs = person !== undefined && !person.removed && person.epoch === link.epoch;
  if (!isTheirs || (await isRevoked(ports, link))) return { reason: "revoked" };
  return Date.parse(link.expires) <= ports.clock() ? { reason: "expired" } : { deliverable, share };
}

/** The same check by a link's stored hash: run for each grant of a session at each request. */
export async function checkLink(ports: Context, hash: string): Promise<OpenedLink | ClosedLink> {
  const link = await getLink(ports.store, hash);
  if (!link) return { reason: "expired" };
  const person = await getPerson(ports.store, link.person);
  const { purpose, thing, round } = link;
  if (!person || person.removed || letsNobodyIn(purpose)) return { reason: "unknown" };
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

async function isOver(ports: Context, link: Link): Promise<boolean> {
  return Date.parse(link.expires) <= ports.clock() || (await isRevoked(ports, link));
}

/** Ended alone, with all of a scope, or with the key that signed it. */
async function isRevoked({ store, keyring }: Context, link: Link): Promise<boolean> {
  if (link.revoked || (link.kid !== undefined && !keyring.keys.has(link.kid))) return true;
  return (await endingsOf(store, scopesOf(link))) !== (link.endings ?? 0);
}

/** Ends one link, for ever. Throws `not-found`, `conflict`. */
export async function revokeLink(ports: Pick<Ports, "store" | "clock">, hash: string): Promise<void> {
  const row = await ports.store.get(linkRow.key({ hash }));
  if (!row) throw new Refusal("not-found");
  const revoked = { ...linkRow.read(row), revoked: new Date(ports.clock()).toISOString() };
  const how = { expect: row.version, ...(row.expires !== undefined && { expires: row.expires }) };
  await ports.store.commit([linkRow.put({ hash }, revoked, how)]);
}

/**
 * A link of a deliverable, as its coordinator may see it: never the link itself. `job`: of the mail that carries it, which
 * may still be owed. `over`: why it opens no more.
 */
export type ListedLink = Pick<Link, "person" | "round" | "expires"> & {
  purpose: Purpose;
  made: Instant;
  job?: string;
  over?: ClosedLink["reason"];
};

/** The newest `limit` links of a deliverable, the newest first. */
export async function listLinks(ports: Context, thing: string, limit = 200): Promise<ListedLink[]> {
  const { pk } = listedLinkRow.key({ thing, made: "", hash: "" });
  const { rows } = await ports.store.query(pk, { newestFirst: true, limit });
  return Promise.all(
    rows.map(async (row) => {
      const checked = await checkLink(ports, row.sk.slice(row.sk.indexOf("#") + 1));
      return { ...listedLinkRow.read(row), ...("reason" in checked && { over: checked.reason }) };
    }),
  );
}

/** Links that have not expired, by the id of the key that signed them ("" where that is not known): when the last ends. */
export async function linksByKey(store: Store, now: number): Promise<Map<string, { count: number; last: Instant }>> {
  const found = new Map<string, { count: number; last: Instant }>();
  for await (const row of store.all()) {
    if (!linkRow.holds(row)) continue;
    const { kid = "", expires } = linkRow.read(row);
    if (Date.parse(expires) <= now) continue;
    const { count, last } = found.get(kid) ?? { count: 0, last: expires };
    found.set(kid, { count: count + 1, last: last > expires ? last : expires });
  }
  return found;
}

async function getLink(store: Store, hash: string): Promise<Link | undefined> {
  return linkRow.get(store, { hash });
}
