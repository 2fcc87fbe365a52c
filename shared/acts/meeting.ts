import { type Seminar, seminarId } from "../deliverable/round/sittings.ts";
import type { Round, State } from "../deliverable/state.ts";
import type { Store } from "../ports.ts";
import type { Settings } from "../settings.ts";
import { loadEvents } from "../stored/deliverable.ts";
import { atTime } from "../time/calendar.ts";
import type { Instant, TextRef } from "../values.ts";

/**
 * What every calendar is told of a round's seminar (RFC 5545): the uid is the same for all that is ever said of it, and
 * `sender` writes in the organizer's name. Instants: UTC, ISO 8601.
 */
export function meetingFacts(
  { sender: { address }, timeZone }: Pick<Settings, "sender" | "timeZone">,
  { id }: Pick<State, "id">,
  round: Pick<Round, "number">,
  { date, starts, ends, place, call, sequence }: Seminar,
) {
  const ending = ends && { end: atTime(date, ends, timeZone) };
  return {
    uid: `${seminarId(id, round.number)}@${address.split("@")[1]}`,
    sequence,
    when: starts === undefined ? { day: date } : { start: atTime(date, starts, timeZone), ...ending },
    place: place || call || "",
    ...(call && { call }),
    sender: address,
  };
}

/**
 * What was last said of a round's seminar, also by the round's end: its instant is the same however often a letter is
 * written. `reason`: why it was called off.
 */
export async function lastSaid(
  store: Store,
  { id }: Pick<State, "id">,
  { number }: Pick<Round, "number">,
): Promise<{ at: Instant; reason?: TextRef } | undefined> {
  let last: { at: Instant; reason?: TextRef } | undefined;
  for await (const { type, data, at } of loadEvents(store, id)) {
    if (type === "seminarPlanned" && data.round === number) last = { at };
    if (type === "seminarCancelled" && data.round === number)
      last = { at, ...(data.reason && { reason: data.reason }) };
    if ((type === "roundClosed" && data.round === number) || type === "withdrawn") last = { at, ...reasonOf(last) };
  }
  return last;
}

function reasonOf(last: { reason?: TextRef } | undefined) {
  return last?.reason && { reason: last.reason };
}
