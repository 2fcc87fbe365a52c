import { pointsPutOff } from "../../../shared/asking/agenda.ts";
import { type AgendaItem, type Meeting, matterKey } from "../../../shared/meeting/state.ts";
import type { Summary } from "../../../shared/meeting/summary.ts";
import { loadMeeting, meetingYears, pastMeetings, plannedMeetings } from "../../../shared/stored/meeting.ts";
import type { Web } from "../http/context.ts";

type Series = { id: string; number: number };

/** The series that a meeting is of: one that has none may begin one. */
export function seriesOf({ id, series }: Pick<Meeting, "id" | "series">): Series {
  return series ?? { id, number: 1 };
}

/** The meetings of a series, the first first; of one that was held `years` of which are read, the last first. */
export async function meetingsInSeries({ ports: { store } }: Web, { id }: Pick<Series, "id">): Promise<Summary[]> {
  const years = (await meetingYears(store)).slice(0, mostYears);
  const past = (await Promise.all(years.map((year) => pastMeetings(store, year)))).flat();
  const all = [...(await plannedMeetings(store)), ...past].filter((each) => seriesOf(each).id === id);
  return all.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : seriesOf(a).number - seriesOf(b).number));
}

/** Years of meetings among which the others of a series are looked for. */
const mostYears = 3;

/** The agenda items of all meetings before this one of a series: a form that is open may name those, though another took them up since. */
export async function itemsBefore(web: Web, series: Series): Promise<AgendaItem[]> {
  return (await meetingsBefore(web, series)).flatMap(({ agenda }) => agenda);
}

/** What was put off earlier in the series of a meeting, and is not on its own agenda. */
export async function pointsLeft(web: Web, meeting: Meeting): Promise<AgendaItem[]> {
  const own = new Set(meeting.agenda.map((item) => matterKey(item, item.words)));
  const points = pointsPutOff(await meetingsBefore(web, seriesOf(meeting)));
  return points.filter((item) => !own.has(matterKey(item, item.words)));
}

/** The meetings of a series before the one of this number, the first first, without those that were cancelled. */
export async function meetingsBefore(web: Web, series: Series): Promise<Meeting[]> {
  const before = (await meetingsInSeries(web, series)).filter(
    (each) => each.stage !== "cancelled" && seriesOf(each).number < series.number,
  );
  const loaded = await Promise.all(before.map(({ id }) => loadMeeting(web.ports.store, id)));
  return loaded.flatMap((each) => (each ? [each.state] : []));
}
