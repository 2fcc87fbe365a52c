import type { SourceThing } from "../../../shared/deliverable/origins/source.ts";
import type { State, Version } from "../../../shared/deliverable/state.ts";
import type { Summary as MeetingSummary } from "../../../shared/meeting/summary.ts";
import { actionRef, parseActionRef } from "../../../shared/programme/state.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { endedHeldBy, everySummary, openHeldBy } from "../../../shared/stored/lists.ts";
import {
  meetingsNamed,
  meetingsOf,
  meetingYears,
  pastMeetings,
  plannedMeetings,
} from "../../../shared/stored/meeting.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import { meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { lastReadable, readableVersion } from "../components/origin-notes.ts";
import { searched } from "../components/searching.ts";
import { type Opened, openedAsGiven } from "../http/access.ts";
import type { Visitor, Web } from "../http/context.ts";
import { coordinates, everyNamedRole, everyRole, isOfMeeting, visitorAs } from "../http/rights.ts";
import type { Say } from "../http/say.ts";

/** Something that a visitor may put in a basket: the value by which a form names it, what it is called, what it is. */
export type SourceChoice = { value: string; title: string; thing: SourceThing };

/** Choices of each sort on one page: who wants another looks for it by its title. */
const most = 30;

type Looking = { web: Web; opened: Opened; speak: Say };

/** What a visitor may add: documents and meetings that they may see themselves, of the same action, or whose title has the words. */
export async function sourceChoices(looking: Looking, words: string): Promise<SourceChoice[]> {
  return [...(await versionChoices(looking, words)), ...(await meetingChoices(looking, words))];
}

/** One choice by its value; undefined: there is no such thing, or the visitor may not see it. */
export async function choiceOf({ web, opened, speak }: Looking, value: string): Promise<SourceChoice | undefined> {
  const [, what, id = "", hash] = /^(version|meeting):([\w-]+)(?:\.([0-9a-f]{64}))?$/.exec(value) ?? [];
  if (what === "version") return versionChoice(web, opened.visitor, id, hash);
  const [meeting] = what === "meeting" ? await meetingsNamed(web.ports.store, [id]) : [];
  return meeting && isOfMeeting(opened.visitor, meeting) ? meetingChoice(speak, meeting) : undefined;
}

async function versionChoices({ web, opened }: Looking, words: string): Promise<SourceChoice[]> {
  const { store } = web.ports;
  const { visitor, state } = opened;
  const summaries = words === "" ? await deliverablesOf(store, state.action) : await summariesSeen(web, visitor);
  const wanted = summaries.filter(({ id, title }) => id !== state.id && searched(title).includes(searched(words)));
  const choices = await Promise.all(wanted.slice(0, most).map(({ id }) => versionChoice(web, visitor, id)));
  return choices.flatMap((choice) => choice ?? []);
}

async function summariesSeen({ ports: { store } }: Web, visitor: Visitor) {
  if (coordinates(visitor)) return everySummary(store);
  const who = visitorAs(visitor);
  const ended = await endedHeldBy(store, who, everyNamedRole);
  return [...(await openHeldBy(store, who)), ...ended.summaries];
}

/** A version of a deliverable, the last that the visitor may read unless it is named. */
async function versionChoice(web: Web, visitor: Visitor, id: string, hash?: string): Promise<SourceChoice | undefined> {
  const loaded = await loadState(web.ports.store, id);
  const opened = loaded && (await openedAsGiven(web, visitor, loaded.state, everyRole));
  const last = opened && lastReadable(opened);
  const version = hash === undefined ? last : await readable(web, opened, hash);
  return opened && version && asChoice(web, opened.state, version);
}

async function readable(
  web: Web,
  opened: Opened | undefined,
  hash: string,
): Promise<Pick<Version, "hash" | "accepted"> | undefined> {
  const read = opened && (await readableVersion(web, opened.visitor, { deliverable: opened.state.id, version: hash }));
  return read?.version;
}

function asChoice(
  { settings }: Web,
  { id, title }: State,
  { hash, accepted }: Pick<Version, "hash" | "accepted">,
): SourceChoice {
  const thing = {
    what: "version",
    deliverable: id,
    version: hash,
    dated: localDate(accepted, settings.timeZone),
  } as const;
  return { value: `version:${id}.${hash}`, title, thing };
}

async function meetingChoices({ web, opened, speak }: Looking, words: string): Promise<SourceChoice[]> {
  const { store } = web.ports;
  const of = parseActionRef(opened.state.action);
  const own = of ? await meetingsOf(store, actionRef(of.programme, of.action)) : [];
  const all = words === "" ? own : await everyMeeting(web);
  return all
    .filter((meeting) => meeting.stage !== "cancelled" && isOfMeeting(opened.visitor, meeting))
    .map((meeting) => meetingChoice(speak, meeting))
    .filter(({ title }) => searched(title).includes(searched(words)))
    .slice(0, most);
}

async function everyMeeting({ ports: { store } }: Web): Promise<MeetingSummary[]> {
  const years = (await meetingYears(store)).slice(0, 3);
  const past = await Promise.all(years.map((year) => pastMeetings(store, year)));
  return [...(await plannedMeetings(store)), ...past.flat()];
}

function meetingChoice(speak: Say, meeting: MeetingSummary): SourceChoice {
  const title = meetingTitle(tellingMeetings(speak), meeting);
  return {
    value: `meeting:${meeting.id}`,
    title,
    thing: { what: "meeting", meeting: meeting.id, dated: meeting.date },
  };
}
