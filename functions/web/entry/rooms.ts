import type { Holding } from "../../../shared/deliverable/place.ts";
import { holdingsIn, type Summary } from "../../../shared/deliverable/summary.ts";
import { isOf } from "../../../shared/meeting/summary.ts";
import { fundsSomeAction } from "../../../shared/sight/funded-actions.ts";
import { seesSomeAction } from "../../../shared/sight/held-actions.ts";
import { holdsEnded } from "../../../shared/stored/lists.ts";
import { meetingYears, pastMeetings, plannedMeetings } from "../../../shared/stored/meeting.ts";
import type { Visitor, Web } from "../http/context.ts";
import { coordinates, visitorAs } from "../http/rights.ts";
import { type Room, rooms } from "../http/rooms.ts";
import { onlooking } from "../programme/who.ts";

/** The rooms in which somebody who entered has something, `open`: the deliverables of theirs that did not come to their end. */
export async function roomsOf(web: Web, visitor: Visitor, open: readonly Summary[]): Promise<Room[]> {
  const { store } = web.ports;
  const who = visitorAs(visitor);
  const has = async (...roles: Holding[]): Promise<boolean> =>
    open.some((summary) => holdingsIn(summary, who).some((role) => roles.includes(role))) ||
    (await holdsEnded(store, who, roles));
  const onlooker = await onlooking(web, visitor);
  const found: Record<Room, boolean> = {
    drafts: await has("author"),
    reviews: await has("reviewer", "past-author", "past-reviewer", "past-invited"),
    funded: (await has("funder", "past-funder")) || (await paysForSome(web, visitor)),
    meetings: await hasMeetings(web, visitor),
    entries: await hasEntries(web, visitor),
    ownActions: !onlooker.coordinator && (await seesSomeAction(store, visitor.person, onlooker)),
    programme: onlooker.member,
  };
  return rooms.filter((room) => found[room]);
}

async function paysForSome({ ports }: Web, { person }: Visitor): Promise<boolean> {
  return !person.coordinator && (await fundsSomeAction(ports.store, person.belongs));
}

/** Whether there is a meeting of theirs, to come or of the last year of meetings. */
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
