import type { Meeting } from "../../../shared/meeting/state.ts";
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

/** The last meeting of a series that was held before the one of this number. */
export async function heldBefore(web: Web, series: Series): Promise<Meeting | undefined> {
  const held = (await meetingsInSeries(web, series)).filter(
    (each) => each.stage === "held" && seriesOf(each).number < series.number,
  );
  const last = held.at(-1);
  return last && (await loadMeeting(web.ports.store, last.id))?.state;
}
