import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { lateOf, type OfficeItem } from "../../../shared/asking/week.ts";
import type { Work } from "../../../shared/deliverable/duties.ts";
import type { Holding } from "../../../shared/deliverable/place.ts";
import { holdingsIn } from "../../../shared/deliverable/summary.ts";
import type { PageKey } from "../../../shared/i18n/pages.ts";
import { isOf } from "../../../shared/meeting/summary.ts";
import { fundsSomeAction } from "../../../shared/sight/funded-actions.ts";
import { seesSomeAction } from "../../../shared/sight/held-actions.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { purposeNow } from "../../../shared/stored/link.ts";
import { holdsEnded, openHeldBy, openSummaries } from "../../../shared/stored/lists.ts";
import { meetingsNamed, meetingYears, pastMeetings, plannedMeetings } from "../../../shared/stored/meeting.ts";
import { nowOf, owedBy } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import { type OwnThing, officeOf, ownItems } from "../components/office.ts";
import { row } from "../components/row.ts";
import { openedAsGiven, thePeople } from "../http/access.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { coordinates, entered, everyNamedRole, visitorAs } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";
import { undeliveredNote } from "../mails/undelivered.ts";
import { onlooking } from "../programme/who.ts";
import { askLink } from "./ask-link.ts";
import { destinationOf } from "./destination.ts";

/**
 * The front door for whoever is not in; for who is, what they owe and the rooms where there is something of theirs, and how much
 * is late, to who coordinates.
 */
export function home(c: PageContext, web: Web, visitor: Visitor | undefined): Promise<Response> {
  return visitor ? ownHome(c, web, visitor) : askLink(c, web);
}

async function ownHome(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const owed = await owedTo(web, visitor);
  const open = coordinates(visitor) ? await openSummaries(web.ports.store) : [];
  const office = coordinates(visitor) ? officeOf(web, visitor, await thePeople(web), open) : [];
  const late = lateOf(open, nowOf(web));
  const { comingItems, owedOfMeetings, ownAsJson, ownMeetings } = await import("../components/own-meetings.ts");
  const meetings = await ownMeetings(web, visitor);
  const { owedReports, ownReports } = await import("../components/own-reports.ts");
  const reports = await ownReports(web, visitor);
  if (wantsJson(c))
    return c.json({ owed, office, late, meetings: await ownAsJson(web, speak, visitor, meetings), reports });
  const rooms = await roomsOf(web, speak, visitor, owed);
  const main = row(
    html`<p>${visitor.person.organisation}</p>`,
    html`<h1>${text("hall.title", { name: visitor.person.name })}</h1>
${coordinates(visitor) ? await undeliveredNote(web, speak) : ""}
${late.length > 0 ? html`<p><span class="tag error">${text("late")}</span> <a href="${href("deliverables")}#late">${text("deliverables.late", { count: late.length })}</a></p>` : ""}
${owedList(web, speak, owed, office, [...(await owedOfMeetings(web, speak, meetings)), ...owedReports(web, speak, reports)])}
${meetings.coming.length > 0 ? html`<h2>${text("hall.meetings")}</h2><ul class="plain">${comingItems(speak, meetings)}</ul>` : ""}
${rooms.length === 0 ? html`<p>${text("hall.empty")}</p>` : ""}
<ul class="plain">${rooms.map(
      (room) => html`<li><h2><a href="${room.address}">${"title" in room ? room.title : text(room.key)}</a></h2>
<p class="muted">${text("title" in room ? room.key : room.about)}</p></li>`,
    )}</ul>
${entered(visitor) ? html`<p><a href="${href("calendar")}">${text("calendar.title")}</a></p>` : ""}`,
  );
  return frame(c, web, { title: text("home.short"), main });
}

/** What the visitor owes and may open. */
async function owedTo(web: Web, visitor: Visitor): Promise<DatedDuty[]> {
  const held = await openHeldBy(web.ports.store, visitorAs(visitor));
  return (await owedBy(web, visitorAs(visitor), held)).filter(({ id, what }) =>
    visitor.grants.some(({ purpose, thing }) => purpose === "enter" || (purpose === purposeOf(what) && thing === id)),
  );
}

function owedList(
  web: Web,
  speak: Say,
  things: readonly DatedDuty[],
  office: readonly OfficeItem[],
  more: readonly OwnThing[],
): Html | "" {
  if (things.length + office.length + more.length === 0) return "";
  const pageOf = ({ what, id }: DatedDuty) =>
    destinationOf(purposeOf(what), id, what === "translation" ? what : undefined);
  return html`<h2>${speak.text("owed.title")}</h2><ul class="plain">${ownItems(speak, nowOf(web), things, office, pageOf, more)}</ul>`;
}

function purposeOf(what: Work): "review" | "draft" {
  return what === "review" ? "review" : "draft";
}

type RoomKey =
  | "nav.deliverables"
  | "nav.agreements"
  | "nav.people"
  | "nav.meetings"
  | "nav.entries"
  | "nav.programme"
  | "nav.actions"
  | "nav.drafts"
  | "nav.reviews"
  | "nav.reviewed"
  | "nav.funded"
  | "hall.draft"
  | "hall.review"
  | "hall.reviewed"
  | "hall.meeting"
  | "hall.download";
type AboutKey = Extract<PageKey, `${string}.about`>;
/** A room of the network, or one thing of it by its title. */
type Room = { address: string; key: RoomKey } & ({ about: AboutKey } | { title: string });

/**
 * Where somebody lands who enters: on what they fund, where that is all that they have and nothing is asked of them; else at the hall, which
 * leads to each of several rooms.
 */
export async function landingOf(web: Web, visitor: Visitor): Promise<string> {
  const waits = async () => {
    const { ownMeetings } = await import("../components/own-meetings.ts");
    return Object.values(await ownMeetings(web, visitor)).some((each) => each.length > 0);
  };
  if (coordinates(visitor) || !(await seesFunded(web, visitor))) return href("home");
  const owed = await owedTo(web, visitor);
  const rooms = (await allRooms(web, visitor, owed)).map(({ key }) => key);
  const fundsAlone = rooms.every((key) => key === "nav.funded" || key === "nav.actions");
  return fundsAlone && owed.length === 0 && !(await waits()) ? href("funded") : href("home");
}

async function roomsOf(web: Web, speak: Say, visitor: Visitor, owed: readonly DatedDuty[]): Promise<Room[]> {
  return entered(visitor) ? allRooms(web, visitor, owed) : ownThings(web, speak, visitor, owed);
}

/** The rooms of who entered. */
async function allRooms(web: Web, visitor: Visitor, owed: readonly DatedDuty[]): Promise<Room[]> {
  const who = visitorAs(visitor);
  const open = await openHeldBy(web.ports.store, who);
  const has = async (...roles: Holding[]): Promise<boolean> =>
    open.some((summary) => holdingsIn(summary, who).some((role) => roles.includes(role))) ||
    (await holdsEnded(web.ports.store, who, roles));
  const reads = await has("reviewer", "past-author", "past-reviewer", "past-invited");
  const waits = owed.some(({ what }) => what === "review");
  const onlooker = await onlooking(web, visitor);
  const hasActions = !onlooker.coordinator && (await seesSomeAction(web.ports.store, visitor.person, onlooker));
  const rooms: [boolean, Room][] = [
    [coordinates(visitor), { address: href("deliverables"), key: "nav.deliverables", about: "nav.deliverables.about" }],
    [coordinates(visitor), { address: href("agreements"), key: "nav.agreements", about: "nav.agreements.about" }],
    [coordinates(visitor), { address: href("people"), key: "nav.people", about: "nav.people.about" }],
    [await has("author"), { address: href("drafts"), key: "nav.drafts", about: "nav.drafts.about" }],
    [reads && waits, { address: href("reviews"), key: "nav.reviews", about: "nav.reviews.about" }],
    [reads && !waits, { address: href("reviews"), key: "nav.reviewed", about: "nav.reviewed.about" }],
    [await seesFunded(web, visitor), { address: href("funded"), key: "nav.funded", about: "nav.funded.about" }],
    [await hasMeetings(web, visitor), { address: href("meetings"), key: "nav.meetings", about: "nav.meetings.about" }],
    [await hasEntries(web, visitor), { address: href("entries"), key: "nav.entries", about: "nav.entries.about" }],
    [hasActions, { address: href("ownActions"), key: "nav.actions", about: "nav.actions.about" }],
    [onlooker.member, { address: href("programme"), key: "nav.programme", about: "nav.programme.about" }],
  ];
  return rooms.flatMap(([has, room]) => (has ? [room] : []));
}

/** Whether a document was given to them as to a funder, or their organisation pays for an action. */
async function seesFunded(web: Web, visitor: Visitor): Promise<boolean> {
  if (await holds(web, visitor, ["funder", "past-funder"])) return true;
  const { person } = visitor;
  return !person.coordinator && (await fundsSomeAction(web.ports.store, person.belongs));
}

/** Whether they have a document as one of these, now or before. */
async function holds({ ports: { store } }: Web, visitor: Visitor, roles: Holding[]): Promise<boolean> {
  const who = visitorAs(visitor);
  const open = await openHeldBy(store, who);
  const now = open.some((summary) => holdingsIn(summary, who).some((role) => roles.includes(role)));
  return now || holdsEnded(store, who, roles);
}

/** Whether there is a meeting of theirs, to come or of the last year of meetings; coordinators turn to them at any time. */
async function hasMeetings({ ports: { store } }: Web, visitor: Visitor): Promise<boolean> {
  if (coordinates(visitor)) return true;
  const [year] = await meetingYears(store);
  const all = [...(await plannedMeetings(store)), ...(year === undefined ? [] : await pastMeetings(store, year))];
  return all.some((meeting) => isOf(meeting, visitorAs(visitor)));
}

/** Whether somebody may enter time or money, or did. */
async function hasEntries({ ports: { store } }: Web, visitor: Visitor): Promise<boolean> {
  const { mayEnter } = await import("../../../shared/sight/entering.ts");
  const { monthsOfHolder } = await import("../../../shared/stored/ledger.ts");
  const who = { coordinator: coordinates(visitor), organisation: visitor.person.belongs };
  return (await mayEnter(store, who)) || (await monthsOfHolder(store, visitor.person.id)).length > 0;
}

/** The meeting to whose page a link let somebody in. */
async function ownMeeting({ ports }: Web, speak: Say, visitor: Visitor, thing = ""): Promise<Room[]> {
  const [meeting] = await meetingsNamed(ports.store, [thing]);
  if (!meeting || !isOf(meeting, visitorAs(visitor))) return [];
  const { meetingTitle, tellingMeetings } = await import("../components/meeting-words.ts");
  const title = meetingTitle(tellingMeetings(speak), meeting);
  return [{ address: href("meeting", { meeting: thing }), key: "hall.meeting", title }];
}

/** Someone let in for one thing sees that thing. */
async function ownThings(web: Web, speak: Say, visitor: Visitor, owed: readonly DatedDuty[]): Promise<Room[]> {
  const rooms = visitor.grants.map(async ({ purpose, thing }): Promise<Room[]> => {
    if (purpose === "meeting") return ownMeeting(web, speak, visitor, thing);
    const loaded = thing === undefined ? undefined : await loadState(web.ports.store, thing);
    const opened = loaded && (await openedAsGiven(web, visitor, loaded.state, everyNamedRole));
    const named = purposeNow(purpose);
    if (!opened || named === "enter") return [];
    const { id, title } = opened.state;
    const over = purpose === "review" && !owed.some((duty) => duty.what === "review" && duty.id === id);
    return [
      {
        address: destinationOf(purpose, id),
        key: over ? "hall.reviewed" : `hall.${named}`,
        title,
      },
    ];
  });
  return (await Promise.all(rooms)).flat();
}
