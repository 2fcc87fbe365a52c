import { createHash } from "node:crypto";
import * as z from "zod";
import type { Asker } from "../chain/event.ts";
import { organisationOf } from "../deliverable/holder.ts";
import { Refusal } from "../errors.ts";
import type { Ports, Write } from "../ports.ts";
import { defineRow, text } from "./define.ts";
import { checkLink, type OpenedLink, type Purpose } from "./link.ts";
import { getPerson, type Person } from "./person.ts";
import { readOnce, unlessConflict } from "./row.ts";

/** What a link opened for this browser: `link` is the hash of its id. */
const grant = z.object({ link: z.string(), purpose: text<Purpose>(), thing: z.string().optional() });
export type Grant = z.infer<typeof grant>;

/** A browser's session, with its grants; it expires after some days. */
export const sessionRow = defineRow({
  at: "SESSION#<hash of its cookie> / session",
  what: "a browser that was let in, and by which links",
  by: ["web"],
  leaves: false,
  shape: z.object({ person: z.string(), epoch: z.number(), grants: z.array(grant) }),
});
const placeOf = (cookie: string) => ({ "hash of its cookie": createHash("sha256").update(cookie).digest("hex") });
/** The newest are kept. */
const maxGrants = 20;

export type Session = { person: Person; grants: Grant[] };
type StoredSession = ReturnType<typeof sessionRow.read>;

type Context = Pick<Ports, "store" | "clock" | "ids">;
type Checking = Pick<Ports, "store" | "clock" | "keyring">;

/**
 * Lets a person in by the link they opened: adds its grant to the browser's session when that is theirs, else begins a
 * new one (a browser holds one person), for `days`. Returns the value of the cookie, which is not stored.
 */
export async function enter(ports: Context, link: OpenedLink, cookie?: string, days = 30): Promise<string> {
  const { person, hash, purpose, thing } = link;
  const grant: Grant = { link: hash, purpose, ...(thing === undefined ? {} : { thing }) };
  const found = cookie === undefined ? undefined : await sessionRow.find(ports.store, placeOf(cookie));
  const stored = found?.data;
  if (cookie !== undefined && found && stored?.person === person.id && stored.epoch === person.epoch) {
    const others = stored.grants.filter((held) => held.link !== hash);
    const grants = [...others, grant].slice(-maxGrants);
    if (await write(ports, cookie, { ...stored, grants }, { days, expect: found.version })) return cookie;
  }
  const fresh = ports.ids();
  await write(ports, fresh, { person: person.id, epoch: person.epoch, grants: [grant] }, { days, expect: 0 });
  return fresh;
}

/**
 * Who asks, with the grants whose links still open; `ended` where the browser was let in once and is no more: the session
 * of who was removed or changed address, or whose links all ended. Changes nothing.
 */
export async function sessionOf(ports: Checking, cookie: string): Promise<Session | "ended" | undefined> {
  const { store } = readOnce(ports.store);
  const stored = await sessionRow.get(store, placeOf(cookie));
  if (!stored) return undefined;
  const person = await getPerson(store, stored.person);
  if (!person || person.removed || person.epoch !== stored.epoch) return "ended";
  const asked = { ...ports, store };
  const open = await Promise.all(stored.grants.map(async (grant) => "hash" in (await checkLink(asked, grant.link))));
  const grants = stored.grants.filter((_, index) => open[index]);
  return grants.length === 0 ? "ended" : { person, grants };
}

/**
 * What must still be so at a commit for who acts by one of these grants: the first whose link still opens, its person and
 * all that could end it, as checks of the commit. Throws `access-ended` where none opens any more, or where the person has
 * left the coordinator's office, or the organisation in whose name they ask.
 */
export async function stillGranted(
  ports: Checking,
  grants: readonly Grant[],
  { coordinator, organisation }: Pick<Exclude<Asker, "line">, "coordinator" | "organisation">,
): Promise<Write[]> {
  for (const { link } of grants) {
    const { store, unchanged } = readOnce(ports.store);
    const opened = await checkLink({ ...ports, store }, link);
    if (!("hash" in opened) || (coordinator && !opened.person.coordinator)) continue;
    if (organisation === undefined || organisationOf(opened.person) === organisation) return unchanged();
  }
  throw new Refusal("access-ended");
}

/** Forgets the browser. */
export async function leave(ports: Pick<Ports, "store">, cookie: string): Promise<void> {
  await ports.store.commit([sessionRow.remove(placeOf(cookie))]);
}

function write(
  ports: Context,
  cookie: string,
  session: StoredSession,
  { days, expect }: { days: number; expect: number },
): Promise<boolean> {
  const expires = Math.ceil(ports.clock() / 1000) + days * 86_400;
  return unlessConflict(ports.store.commit([sessionRow.put(placeOf(cookie), session, { expires, expect })]));
}
