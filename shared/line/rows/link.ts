import { Refusal } from "../../errors.ts";
import { mint, verify } from "../../links/token.ts";
import type { Key, Ports, Store } from "../../ports.ts";
import type { Instant, PersonId } from "../../workflow/state.ts";
import { getPerson, type Person } from "./person.ts";
import { fromData, toData, unlessConflict } from "./row.ts";

/**
 * Access pattern: one link, by the hash of its id: LINK#<hash> / link. The row outlives the link by `keptDays`, so that
 * an expired one still says what it was for.
 */
const linkKey = (hash: string): Key => ({ pk: `LINK#${hash}`, sk: "link" });
const keptDays = 180;
const day = 86_400;

export type Purpose = "enter" | "draft" | "review" | "download";

/** A capability for one person, one purpose, one thing: a deliverable's id, where the purpose has one. */
export type Link = {
  person: PersonId;
  /** The person's, when the link was made. */
  epoch: number;
  purpose: Purpose;
  thing?: string;
  expires: Instant;
  revoked?: Instant;
};

export type OpenedLink = { hash: string; person: Person; purpose: Purpose; thing?: string };

/**
 * Why a link does not open. `unknown`: not ours, or of no one here any more; `superseded`: the person's address changed
 * since; `expired` and `revoked` are genuine, with what they were for where that is still known.
 */
export type ClosedLink = {
  reason: "unknown" | "superseded" | "revoked" | "expired";
  person?: Person;
  purpose?: Purpose;
  thing?: string;
};

/**
 * Makes a link that lives for `days` and stores its hash; returns the token, which nothing stores. The same `seed` (a
 * mail's job id; random where there is none) is the same link: it neither lives longer nor comes back from revocation.
 */
export async function makeLink(
  ports: Pick<Ports, "store" | "clock" | "ids" | "keyring">,
  link: { person: Person; purpose: Purpose; thing?: string; days: number; seed?: string },
): Promise<string> {
  const { token, hash } = mint(ports.keyring, `${link.seed ?? ports.ids()}\n${link.person.epoch}`);
  const ends = ports.clock() + link.days * day * 1000;
  const { purpose, thing } = link;
  const data = toData({
    person: link.person.id,
    epoch: link.person.epoch,
    purpose,
    thing,
    expires: new Date(ends).toISOString(),
  });
  const expires = Math.ceil(ends / 1000) + keptDays * day;
  await unlessConflict(ports.store.commit([{ put: { ...linkKey(hash), data, expires }, expect: 0 }]));
  return token;
}

/** What a token opens, or why it does not. Changes nothing. */
export async function openLink(
  ports: Pick<Ports, "store" | "clock" | "keyring">,
  token: string,
): Promise<OpenedLink | ClosedLink> {
  const hash = verify(ports.keyring, token);
  return hash === undefined ? { reason: "unknown" } : checkLink(ports, hash);
}

/** The same for a stored hash: asked again of each grant at each request. */
export async function checkLink(ports: Pick<Ports, "store" | "clock">, hash: string): Promise<OpenedLink | ClosedLink> {
  const link = await getLink(ports.store, hash);
  if (!link) return { reason: "expired" };
  const person = await getPerson(ports.store, link.person);
  if (!person || person.removed) return { reason: "unknown" };
  if (person.epoch !== link.epoch) return { reason: "superseded" };
  const { purpose, thing } = link;
  const about = { person, purpose, ...(thing === undefined ? {} : { thing }) };
  if (link.revoked) return { reason: "revoked", ...about };
  return Date.parse(link.expires) <= ports.clock() ? { reason: "expired", ...about } : { hash, ...about };
}

/** Ends one link, for ever. Throws `not-found`, `conflict`. */
export async function revokeLink(ports: Pick<Ports, "store" | "clock">, hash: string): Promise<void> {
  const row = await ports.store.get(linkKey(hash));
  if (!row) throw new Refusal("not-found");
  const { version, ...kept } = row;
  const revoked = toData({ ...fromData<Link>(row), revoked: new Date(ports.clock()).toISOString() });
  await ports.store.commit([{ put: { ...kept, data: revoked }, expect: version }]);
}

async function getLink(store: Store, hash: string): Promise<Link | undefined> {
  const row = await store.get(linkKey(hash));
  return row && fromData<Link>(row);
}
