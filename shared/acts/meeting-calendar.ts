import type { Language } from "../i18n/languages.ts";
import type { Meeting, MeetingPlan } from "../meeting/state.ts";
import type { Store } from "../ports.ts";
import { wordFor } from "../programme/file/words.ts";
import type { Settings } from "../settings.ts";
import { meetingChain } from "../stored/meeting.ts";
import { atTime } from "../time/calendar.ts";
import type { Instant, LocalDate } from "../values.ts";

/**
 * What every calendar is told of a meeting (RFC 5545): the uid is the same for all that is ever said of it, and `sender` writes
 * in the organiser's name. Instants: UTC, ISO 8601.
 */
export function calendarFacts(
  { sender: { address }, timeZone }: Pick<Settings, "sender" | "timeZone">,
  { id, date, until, starts, ends, place, call, sequence, planChanged }: Meeting,
) {
  const ending = ends && { end: atTime(until ?? date, ends, timeZone) };
  return {
    ...{ uid: `${id}@${address.split("@")[1]}`, sequence, stamp: planChanged, sender: address },
    when:
      starts === undefined
        ? { day: date, ...(until && { until }) }
        : { start: atTime(date, starts, timeZone), ...ending },
    place: place || call || "",
    ...(call && { call }),
  };
}

/** How calendars call a meeting, wherever they have it from: by its title, else its kind ("Séminaire interne"); its day stands beside it. */
export function calendarSummary(language: Language, { title, kind }: Pick<MeetingPlan, "title" | "kind">): string {
  if (title !== "") return title;
  const word = wordFor(language, "meeting", kind);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The meeting of a series whose invitation told of this one too; undefined: its own did. */
export async function announcerOf(store: Store, { id }: Pick<Meeting, "id">): Promise<string | undefined> {
  for await (const { type, data } of meetingChain.events(store, id))
    return type === "planned" ? data.announcedBy : undefined;
  return undefined;
}

/** The first day of a meeting as its plan stood at an instant; without one, as it was planned at first. */
export async function dayAsOf(
  store: Store,
  { id, date }: Pick<Meeting, "id" | "date">,
  instant: Instant = "",
): Promise<LocalDate> {
  let day: LocalDate | undefined;
  for await (const { at, type, data } of meetingChain.events(store, id)) {
    if (day !== undefined && at > instant) break;
    if (type === "planned" || type === "adopted" || type === "changed") day = data.date ?? day;
  }
  return day ?? date;
}
