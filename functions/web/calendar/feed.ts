import { calendarSummary } from "../../../shared/acts/meeting-calendar.ts";
import { href } from "../../../shared/addresses.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { actingAs, holdersIn } from "../../../shared/deliverable/holder.ts";
import { Refusal } from "../../../shared/errors.ts";
import { type Entry, writeCalendar } from "../../../shared/formats/icalendar.ts";
import type { Summary as Meeting } from "../../../shared/meeting/summary.ts";
import type { Settings } from "../../../shared/settings.ts";
import { openCalendar } from "../../../shared/stored/link.ts";
import { openHeldBy } from "../../../shared/stored/lists.ts";
import {
  type OpenResolution,
  openResolutionsOf,
  pastMeetings,
  plannedMeetings,
} from "../../../shared/stored/meeting.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { getText } from "../../../shared/stored/text.ts";
import { atTime } from "../../../shared/time/calendar.ts";
import { nowOf, owedBy } from "../components/duties.ts";
import { type MeetingSay, tellingMeetings } from "../components/meeting-words.ts";
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
  const { store } = web.ports;
  const duties = await owedBy(web, who, await openHeldBy(store, who));
  const resolutions = await openResolutionsOf(store, holdersIn(who));
  const telling = tellingMeetings(speak);
  return [
    ...(await meetingsAround(web)).flatMap((meeting) => meetingEntry(web, telling, meeting, person)),
    ...duties.flatMap((duty) => dutyEntry(web, speak, duty)),
    ...(await Promise.all(resolutions.map((resolution) => resolutionEntry(web, telling, resolution)))).flat(),
  ];
}

/** What is planned, and what was held or cancelled this year and the last: a calendar keeps what it was given. */
async function meetingsAround(web: Web): Promise<Meeting[]> {
  const { store } = web.ports;
  const year = Number(nowOf(web).today.slice(0, 4));
  const past = await Promise.all([year, year - 1].map((each) => pastMeetings(store, String(each))));
  return [...(await plannedMeetings(store)), ...past.flat()];
}

/** A meeting to which somebody is, or was, asked, or that they called. The address of its call stays on its page, behind the door. */
function meetingEntry({ settings }: Web, speak: MeetingSay, meeting: Meeting, { id: person }: Person): Entry[] {
  const { id, organiser, invited, present = [], stage, date, until, starts, ends, sequence, planChanged } = meeting;
  if (![organiser, ...invited, ...present].includes(person)) return [];
  const { timeZone, publicUrl } = settings;
  const days = { day: date, ...(until && { until }) };
  const hours = starts && {
    start: atTime(date, starts, timeZone),
    ...(ends && { end: atTime(until ?? date, ends, timeZone) }),
  };
  const entry: Entry = {
    ...{ uid: uidOf(settings, id), sequence, stamp: planChanged, when: hours || days },
    ...{ summary: calendarSummary(speak.language, meeting) },
    ...{ description: meeting.call ? speak.told("feed.call") : "" },
    ...{ place: meeting.place || (meeting.call ? speak.text("meeting.call") : "") },
    ...{ page: `${publicUrl}${href("meeting", { meeting: id })}`, busy: stage !== "cancelled" },
    ...(stage === "cancelled" && { cancelled: true }),
  };
  return [entry];
}

/** What a meeting decided that somebody does, on its day; nothing where no day was given. */
async function resolutionEntry(
  { settings, ports }: Web,
  { told }: MeetingSay,
  { id, meeting, due, words, given }: OpenResolution,
): Promise<Entry[]> {
  if (due === undefined) return [];
  const said = (await getText(ports.files, words)) ?? told("erased");
  const entry: Entry = {
    ...{ uid: uidOf(settings, `${meeting}-${id}`), sequence: 0, stamp: given, when: { day: due } },
    ...{ summary: told("feed.decision", { words: said }), description: "", place: "", busy: false },
    page: `${settings.publicUrl}${href("resolution", { meeting, resolution: id })}`,
  };
  return [entry];
}

/** As the mails name it: the id of what it is, at the domain of the network. */
function uidOf({ sender }: Settings, id: string): string {
  return `${id}@${sender.address.split("@")[1]}`;
}

/** What somebody owes, on its day; nothing where no day was given. */
function dutyEntry({ settings }: Web, { text }: Say, { key, id, title, what, parts, date, given }: DatedDuty): Entry[] {
  if (date === undefined) return [];
  const words = parts ? `${text(`owed.${what}`)} (${parts.join(", ")})` : text(`owed.${what}`);
  const entry = {
    uid: uidOf(settings, key.replaceAll("/", "-")),
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
