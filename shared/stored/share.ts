import { Refusal } from "../errors.ts";
import type { Ports, Write } from "../ports.ts";
import type { Instant } from "../values.ts";
import { type ClosedLink, madeBefore, openShared, type SharedLink, seedLink } from "./link.ts";
import type { Person } from "./person.ts";
import { readOnce } from "./row.ts";

type Context = Pick<Ports, "store" | "clock" | "keyring">;

/**
 * The token of a shared link, whose rows are written unless they are there: the same share is the same link, so that a form sent
 * again makes no other. It is its maker's, and ends with all their links.
 */
export async function shareToken(
  ports: Context,
  shared: SharedLink,
  { person, expires }: { person: Person; expires: Instant },
): Promise<string> {
  const seed = seedOf(shared);
  const days = (Date.parse(expires) - ports.clock()) / 86_400_000;
  const { deliverable: thing, share } = shared;
  if (!(await madeBefore(ports, seed))) await seedLink(ports, { person, purpose: "share", thing, share, days }, seed);
  const minted = await madeBefore(ports, seed);
  if (!minted) throw new Refusal("conflict");
  return minted.token;
}

/**
 * Why a shared link opens no more, as far as its rows say: `revoked` also where there are none, as in a network that was moved here.
 * Undefined: it opens.
 */
export async function shareOver(ports: Context, shared: SharedLink): Promise<ClosedLink["reason"] | undefined> {
  const minted = await madeBefore(ports, seedOf(shared));
  const opened = minted && (await openShared(ports, minted.token));
  if (!opened) return "revoked";
  return "reason" in opened ? opened.reason : undefined;
}

/** What must still be so at a commit for who acts by a shared link, as checks of the commit. Throws `link-ended`. */
export async function stillShared(ports: Context, token: string): Promise<Write[]> {
  const { store, unchanged } = readOnce(ports.store);
  const opened = await openShared({ ...ports, store }, token);
  if ("reason" in opened) throw new Refusal("link-ended");
  return unchanged();
}

function seedOf({ deliverable, share }: SharedLink): string {
  return `share\n${deliverable}\n${share}`;
}
