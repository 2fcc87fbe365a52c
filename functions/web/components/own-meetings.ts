import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import { isOf, type Summary } from "../../../shared/meeting/summary.ts";
import {
  loadMeeting,
  type OpenResolution,
  openResolutionsOf,
  plannedMeetings,
} from "../../../shared/stored/meeting.ts";
import { listPeople } from "../../../shared/stored/person.ts";
import { getText } from "../../../shared/stored/text.ts";
import { addDays } from "../../../shared/time/calendar.ts";
import { lastDayOf } from "../../../shared/time/period.ts";
import type { Html, Visitor, Web } from "../http/context.ts";
import { coordinates, entered, isLetIn } from "../http/rights.ts";
import type { Say } from "../http/say.ts";
import { nowOf } from "./duties.ts";
import { decisionsAsJson, dueWords, meetingItems, meetingsAsJson } from "./meeting-lines.ts";
import { meetingTitle, tellingMeetings } from "./meeting-words.ts";
import type { OwnThing } from "./office.ts";

/**
 * What somebody has of meetings: decisions that they are to do; those whose day is past, which they are to record as their organiser, or since
 * nobody else is left to; those of the next fortnight, for coordinators all.
 */
export type OwnMeetings = { decisions: OpenResolution[]; toRecord: Summary[]; coming: Summary[] };

const fortnight = 14;

/** What a visitor who entered has of meetings; who was let in for one meeting has what it decided that is theirs to do. */
export async function ownMeetings(web: Web, visitor: Visitor): Promise<OwnMeetings> {
  const { store } = web.ports;
  const { today } = nowOf(web);
  const holders = actingAs(visitor.person);
  const decisions = (await openResolutionsOf(store, holders)).filter(({ meeting }) => isLetIn(visitor, meeting));
  if (!entered(visitor)) return { decisions, toRecord: [], coming: [] };
  const office: boolean = coordinates(visitor);
  const planned = await plannedMeetings(store);
  const past = planned.filter((meeting) => lastDayOf(meeting) < today);
  const offices = past.length > 0 && office ? await coordinatorsIn(web) : new Set<string>();
  return {
    decisions,
    toRecord: office ? past.filter(({ organiser }) => organiser === visitor.person.id || !offices.has(organiser)) : [],
    coming: planned.filter(
      (meeting) =>
        lastDayOf(meeting) >= today && meeting.date <= addDays(today, fortnight) && (office || isOf(meeting, holders)),
    ),
  };
}

async function coordinatorsIn({ ports }: Web): Promise<Set<string>> {
  const people = await listPeople(ports.store);
  return new Set(people.filter(({ removed, coordinator }) => !removed && coordinator).map(({ id }) => id));
}

/** What of it waits for them, as lists of what they owe show it. */
export async function owedOfMeetings(web: Web, speak: Say, own: OwnMeetings): Promise<OwnThing[]> {
  const telling = tellingMeetings(speak);
  const { today } = nowOf(web);
  const decisions = own.decisions.map(async ({ meeting, id, words, due, of }): Promise<OwnThing> => {
    const title = (await getText(web.ports.files, words)) ?? telling.told("erased");
    const page = href("resolution", { meeting, resolution: id });
    const said = html`${dueWords(speak, due, today)}${telling.told("owed.decision", { meeting: meetingTitle(telling, of) })}`;
    return { title, page, words: said, what: "decision", ...(due && { date: due }) };
  });
  const toRecord = own.toRecord.map(
    (meeting): OwnThing => ({
      ...{ title: meetingTitle(telling, meeting), page: href("meetingRecord", { meeting: meeting.id }) },
      ...{ words: telling.told("owed.record"), date: lastDayOf(meeting), what: "record" },
    }),
  );
  return [...(await Promise.all(decisions)), ...toRecord];
}

/** Meetings of the next fortnight that somebody organises and whose agenda is empty. */
export async function toPrepare(web: Web, speak: Say, own: OwnMeetings, { person }: Visitor): Promise<OwnThing[]> {
  const telling = tellingMeetings(speak);
  const mine = own.coming.filter(({ organiser, stage }) => organiser === person.id && stage === "planned");
  const things = mine.map(async (meeting): Promise<OwnThing[]> => {
    const { id, invited, date } = meeting;
    const loaded = await loadMeeting(web.ports.store, id);
    if (!loaded || loaded.state.agenda.length > 0) return [];
    const words = telling.told("owed.agenda", { count: invited.length });
    return [
      {
        title: meetingTitle(telling, meeting),
        page: href("meetingPlan", { meeting: id }),
        words,
        date,
        what: "prepare",
      },
    ];
  });
  return (await Promise.all(things)).flat();
}

/** The same for a program, as its reader may know it. */
export async function ownAsJson(web: Web, speak: Say, visitor: Visitor, own: OwnMeetings): Promise<object> {
  const decisions = await decisionsAsJson(web, tellingMeetings(speak), own.decisions);
  return { ...own, decisions, coming: meetingsAsJson(coordinates(visitor), own.coming) };
}

/** The meetings of the next fortnight, a line each. */
export function comingItems(speak: Say, { coming }: OwnMeetings): Html[] {
  return meetingItems(tellingMeetings(speak), coming);
}
