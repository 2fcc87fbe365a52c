import { href } from "../../../shared/addresses.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import type { Summary as Meeting } from "../../../shared/meeting/summary.ts";
import {
  type Action,
  actionRef,
  outsideProgramme,
  type Programme,
  parseActionRef,
  presentActions,
} from "../../../shared/programme/state.ts";
import { type Dated, datesOf } from "../../../shared/programme/timeline.ts";
import { endedSummaries } from "../../../shared/stored/lists.ts";
import { meetingYears, pastMeetings, plannedMeetings } from "../../../shared/stored/meeting.ts";
import { idsOf } from "../../../shared/stored/of-action.ts";
import { actionTitles, listProgrammes, loadProgramme } from "../../../shared/stored/programme.ts";
import { summariesNamed } from "../../../shared/stored/summary.ts";
import { nowOf } from "../components/duties.ts";
import { kindWords } from "../components/meeting.ts";
import type { Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** An action in a year: what it expects, its documents and its meetings. `address`: of its page, where it is of a programme. */
export type YearAction = {
  action: string;
  title: string;
  address?: string;
  funders: readonly string[];
  expected: Action["expected"];
  documents: Summary[];
  meetings: Meeting[];
};

/** The dates of one action, for a program. */
export type ActionDates = Pick<YearAction, "action" | "title" | "address"> & { dates: Dated[] };

/**
 * The actions of a year, "2008", those of its programmes in their order; after them what is of others: documents that are open, or came to
 * their end in it, and meetings of no action.
 */
export async function actionsOfYear(web: Web, year: string, open: readonly Summary[]): Promise<YearAction[]> {
  const { store } = web.ports;
  const programmes = await programmesOfYear(web, year);
  const years = yearsAround(programmes, year, nowOf(web).today);
  const ended = (await Promise.all(years.map((each) => endedSummaries(store, each)))).flat();
  const listed = new Map([...ended, ...open].map((summary) => [summary.id, summary]));
  const meetings = await meetingsIn(web, years);
  const planned = (await Promise.all(programmes.map((each) => actionsIn(web, each, listed, meetings)))).flat();
  const known = new Set(planned.map(({ action }) => action));
  const others = meetings.filter(({ actions }) => !actions.some((action) => known.has(action)));
  return [...planned, ...(await otherActions(web, year, [...listed.values()], known)), ...meetingsAlone(others)];
}

/** Those of some actions, or of all, for a program. */
export function datesIn(web: Web, speak: Say, actions: readonly YearAction[]): ActionDates[] {
  const dated = actions.map(({ action, title, address, expected, documents, meetings }) => {
    const dates = datesOf({ expected }, documents, nowOf(web), meetingsFor(speak, action, meetings));
    return { action, title, ...(address !== undefined && { address }), dates };
  });
  return dated.filter(({ dates }) => dates.length > 0);
}

/** Meetings as the dates of an action need them. */
export function meetingsFor(speak: Say, action: string, meetings: readonly Meeting[]) {
  return meetings.map(({ answers, ...meeting }) => ({
    ...{ ...meeting, title: meeting.title || kindWords(speak, meeting.kind) },
    ...(answers?.action === action && { answers }),
  }));
}

/** The programmes that have days in a year; of this one, the last programme too, and whichever have not ended. */
async function programmesOfYear(web: Web, year: string): Promise<Programme[]> {
  const { today } = nowOf(web);
  const { store } = web.ports;
  const all = (await listProgrammes(store)).filter(({ id }) => id !== outsideProgramme);
  const isThisYear = today.startsWith(year);
  const own = all.filter(
    ({ from, until }, index) =>
      (from.slice(0, 4) <= year && until.slice(0, 4) >= year) || (isThisYear && (index === 0 || until >= today)),
  );
  const loaded = await Promise.all(own.map(({ id }) => loadProgramme(store, id)));
  return loaded.flatMap((each) => (each ? [each.state] : []));
}

/** The years whose lists have what some programmes were for: theirs, the one after, and the one that is looked at. */
function yearsAround(programmes: readonly Programme[], year: string, today: string): string[] {
  const spans = programmes.flatMap(({ from, until }) => {
    const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4)) + 1];
    return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}`);
  });
  return [...new Set([...spans, year])].filter((each) => each <= today.slice(0, 4)).sort();
}

async function meetingsIn({ ports: { store } }: Web, years: readonly string[]): Promise<Meeting[]> {
  const held = (await meetingYears(store)).filter((each) => years.includes(each));
  const past = await Promise.all(held.map((each) => pastMeetings(store, each)));
  return [...(await plannedMeetings(store)), ...past.flat()];
}

async function actionsIn(
  { ports: { store } }: Web,
  programme: Programme,
  listed: ReadonlyMap<string, Summary>,
  meetings: readonly Meeting[],
): Promise<YearAction[]> {
  const all = presentActions(programme).map(async (action): Promise<YearAction> => {
    const ref = actionRef(programme.id, action.id);
    const documents = await documentsOf(store, ref, listed);
    return {
      ...{ action: ref, title: action.title, expected: action.expected, documents },
      address: href("action", { programme: programme.id, action: action.id }),
      funders: "by" in action.funding ? action.funding.by : [],
      meetings: meetings.filter(({ actions }) => actions.includes(ref)),
    };
  });
  return Promise.all(all);
}

/** Its documents as lists have them; one that came to its end in another year is read by itself. */
async function documentsOf(
  store: Web["ports"]["store"],
  action: string,
  listed: ReadonlyMap<string, Summary>,
): Promise<Summary[]> {
  const ids = await idsOf(store, action);
  const there = ids.flatMap((id) => listed.get(id) ?? []);
  const others = await summariesNamed(
    store,
    ids.filter((id) => !listed.has(id)),
  );
  return [...there, ...others].filter((summary) => summary.action === action);
}

/** Actions of other programmes, and texts that are none, of which something is open or came to its end in the year. */
async function otherActions(
  { ports: { store } }: Web,
  year: string,
  listed: readonly Summary[],
  known: ReadonlySet<string>,
): Promise<YearAction[]> {
  const own = listed.filter(({ action, ready, stage, approved }) => {
    const isOver = stage === "withdrawn" || (stage === "final" && ready);
    return !known.has(action) && (!isOver || approved?.startsWith(year));
  });
  const byAction = Map.groupBy(own, ({ action }) => action);
  const titled = await actionTitles(store, byAction.keys());
  return [...byAction].map(([action, documents]) => {
    const ref = parseActionRef(action);
    const title = titled(action);
    const address = ref && title !== action && { address: href("action", ref) };
    return { action, title, ...address, funders: [], expected: [], documents, meetings: [] };
  });
}

/** Meetings of no action of the year have a row of their own. */
function meetingsAlone(meetings: Meeting[]): YearAction[] {
  if (meetings.length === 0) return [];
  return [{ action: "", title: "", funders: [], expected: [], documents: [], meetings }];
}
