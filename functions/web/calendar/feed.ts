import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import { Refusal } from "../../../shared/errors.ts";
import { type Entry, writeCalendar } from "../../../shared/formats/icalendar.ts";
import { openCalendar } from "../../../shared/stored/link.ts";
import { openHeldBy } from "../../../shared/stored/lists.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { owedBy } from "../components/duties.ts";
import { destinationOf } from "../entry/destination.ts";
import { param } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { leftToClient, withinClient } from "../http/rates.ts";
import { type Say, sayIn } from "../http/say.ts";

/**
 * Somebody's calendar for their own program, by an address that is its only right and lets nobody in: what they owe, by its
 * day, in their language. What has not changed is not sent again (RFC 9110, 13.1.2). Throws `link-invalid`, `too-many-requests`.
 */
export async function calendarFile(c: PageContext, web: Web): Promise<Response> {
  const { ports, settings } = web;
  const token = param(c, "file").replace(/\.ics$/, "");
  const person = await openCalendar(ports, token);
  if (!person) {
    await (c.req.method === "HEAD" ? leftToClient : withinClient)(c, web, "wrongLinks");
    throw new Refusal("link-invalid");
  }
  const speak = sayIn(person.language, settings.timeZone, settings.language);
  const entries = await entriesOf(web, speak, person);
  const tag = `"${hashOf(entries).slice(0, 32)}"`;
  const headers = {
    "content-type": "text/calendar; charset=utf-8",
    "content-disposition": 'inline; filename="livrable.ics"',
    "cache-control": "private, no-cache",
    "x-robots-tag": "noindex",
    "referrer-policy": "no-referrer",
    etag: tag,
  };
  if (c.req.header("if-none-match")?.replace(/^W\//, "") === tag) return c.body(null, 304, headers);
  return c.body(writeCalendar(speak.text("calendar.name", { network: settings.network }), entries), 200, headers);
}

async function entriesOf(web: Web, speak: Say, person: Person): Promise<Entry[]> {
  const who = actingAs(person);
  const duties = await owedBy(web, who, await openHeldBy(web.ports.store, who));
  return duties.flatMap((duty) => dutyEntry(web, speak, duty));
}

/** What somebody owes, on its day; nothing where no day was given. */
function dutyEntry({ settings }: Web, { text }: Say, { key, id, title, what, parts, date, given }: DatedDuty): Entry[] {
  if (date === undefined) return [];
  const words = parts ? `${text(`owed.${what}`)} (${parts.join(", ")})` : text(`owed.${what}`);
  const entry = {
    uid: `${key.replaceAll("/", "-")}@${settings.sender.address.split("@")[1]}`,
    sequence: 0,
    stamp: `${given}T00:00:00.000Z`,
    when: { day: date },
    summary: text("calendar.owed", { what: words, title }),
    description: "",
    place: "",
    page: `${settings.publicUrl}${destinationOf(what === "review" ? "review" : "draft", id)}`,
    busy: false,
  };
  return [entry];
}
