import * as z from "zod";
import type { Minted } from "../links/token.ts";
import type { Ports } from "../ports.ts";
import type { Instant } from "../values.ts";
import { defineRow } from "./define.ts";
import { madeBefore, openCalendar, revokeLink, seedLink } from "./link.ts";
import type { Person } from "./person.ts";

/** `seed`: what the address of the calendar is derived from, random. */
export const calendarRow = defineRow({
  at: "CALENDAR / <person>",
  what: "that somebody has a calendar for their own program, and since when",
  by: ["web"],
  leaves: false,
  shape: z.object({ seed: z.string(), made: z.string() }),
});

/** Days: a calendar's address lives until it is ended, as long as such a program is likely to be used. */
const livesDays = 3_650;

type Context = Pick<Ports, "store" | "clock" | "ids" | "keyring">;

/**
 * The token of somebody's calendar, which only they are shown, and since when they have it; undefined: they have none, or it was
 * ended with all their links.
 */
export async function calendarOf(
  ports: Context,
  person: Person,
): Promise<{ token: string; made: Instant } | undefined> {
  const { seed, made } = (await calendarRow.get(ports.store, { person: person.id })) ?? {};
  const minted = seed === undefined ? undefined : await madeBefore(ports, seed);
  const opens = minted && (await openCalendar(ports, minted.token));
  return opens ? { token: minted.token, made: made! } : undefined;
}

/** Gives somebody the address of their calendar, a new one where they had one, which ends. Throws `conflict`. */
export async function giveCalendar(ports: Context, person: Person): Promise<void> {
  const place = { person: person.id };
  const before = await calendarRow.find(ports.store, place);
  const seed = ports.ids();
  const made = new Date(ports.clock()).toISOString();
  // first, while its row still names it: after a crash in between, no address is left open that nothing names
  if (before) await end(ports, await madeBefore(ports, before.data.seed));
  await ports.store.commit([calendarRow.put(place, { seed, made }, { expect: before?.version ?? 0 })]);
  await seedLink(ports, { person, purpose: "calendar", days: livesDays }, seed);
}

/** Ends the address of somebody's calendar, for ever. Throws `conflict`. */
export async function endCalendar(ports: Context, person: Person): Promise<void> {
  const before = await calendarRow.find(ports.store, { person: person.id });
  if (!before) return;
  await end(ports, await madeBefore(ports, before.data.seed));
  await ports.store.commit([{ delete: calendarRow.key({ person: person.id }), expect: before.version }]);
}

async function end(ports: Context, minted: Minted | undefined): Promise<void> {
  if (minted) await revokeLink(ports, minted.hash);
}
