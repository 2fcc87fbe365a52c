import type { Summary } from "../meeting/summary.ts";
import type { Store } from "../ports.ts";
import { type OpenResolution, plannedMeetings, resolutionsUntil } from "../stored/meeting.ts";
import { addDays } from "../time/calendar.ts";
import { lastDayOf } from "../time/period.ts";
import type { LocalDate, PersonId } from "../values.ts";

/** `toRecord`: meetings whose last day has passed; `coming`: with their day in the week; `late`: decisions past theirs. */
export type WeekOfMeetings = { toRecord: Summary[]; coming: Summary[]; late: OpenResolution[] };

/** What there is of meetings in the week of `monday`, as things stand on `today`. */
export async function weekOfMeetings(
  store: Store,
  { monday, today }: { monday: LocalDate; today: LocalDate },
): Promise<WeekOfMeetings> {
  const planned = await plannedMeetings(store);
  const sunday = addDays(monday, 6);
  return {
    toRecord: planned.filter((meeting) => lastDayOf(meeting) < today),
    coming: planned.filter((meeting) => lastDayOf(meeting) >= today && meeting.date <= sunday),
    late: (await resolutionsUntil(store, today)).filter(({ due }) => due !== undefined && due < today),
  };
}

/** Whether there is nothing to say of meetings in a week. */
export function isQuietOfMeetings({ toRecord, coming, late }: WeekOfMeetings): boolean {
  return toRecord.length + coming.length + late.length === 0;
}

/** What of it is somebody's to see to: of their meetings, and of those whose organiser has left (`present`: those who have not). */
export function organisedBy(week: WeekOfMeetings, person: PersonId, present: ReadonlySet<PersonId>): WeekOfMeetings {
  const isTheirs = (organiser: PersonId) => organiser === person || !present.has(organiser);
  return {
    toRecord: week.toRecord.filter(({ organiser }) => isTheirs(organiser)),
    coming: week.coming.filter(({ organiser }) => isTheirs(organiser)),
    late: week.late.filter(({ of }) => isTheirs(of.organiser)),
  };
}
