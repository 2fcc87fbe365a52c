import { type Meeting, writeMeeting } from "../../shared/formats/icalendar.ts";
import { atTime } from "../../shared/line/calendar.ts";
import { loadEvents } from "../../shared/line/rows/deliverable.ts";
import { getText } from "../../shared/line/text.ts";
import type { Instant, Round, Seminar, State, TextRef } from "../../shared/workflow/state.ts";
import { oneLine } from "./letter.ts";
import { type Occasion, quoted } from "./occasion.ts";

/**
 * The seminar of a round for one participant's calendar (iCalendar), in their language; undefined where the coordinator,
 * who calls it, left. It holds no link of theirs: calendars are shown to others.
 */
export async function meetingOf(
  occasion: Occasion,
  state: State,
  round: Round,
  seminar: Seminar,
  method: Meeting["method"],
): Promise<string | undefined> {
  const { coordinator, to, settings, say } = occasion;
  if (!coordinator) return undefined;
  const event = await seminarEvent(occasion, state, round);
  const { address } = settings.sender;
  const lapsed = method === "CANCEL" && !seminar.cancelled && seminar.invited.includes(to.id);
  return writeMeeting({
    method,
    uid: `seminar-${state.id}-${round.number}@${address.split("@")[1]}`,
    sequence: lapsed ? seminar.sequence + 1 : seminar.sequence,
    stamp: event?.at ?? round.opened,
    when: whenOf(seminar, settings.timeZone),
    summary: say("meeting.summary", { quoted: quoted(occasion, state) }),
    description: await descriptionOf(occasion, state, seminar),
    place: seminar.place || seminar.call || "",
    ...(seminar.call && { call: seminar.call }),
    organizer: { name: oneLine(coordinator.name), address: coordinator.address },
    sender: address,
    attendee: { name: oneLine(to.name), address: to.address },
  });
}

/** What was last said of a round's seminar: its instant is the same however often the letter is written. */
export async function seminarEvent(
  { ports }: Occasion,
  { id }: State,
  { number }: Round,
): Promise<{ at: Instant; reason?: TextRef } | undefined> {
  let last: { at: Instant; reason?: TextRef } | undefined;
  for await (const { type, data, at } of loadEvents(ports.store, id)) {
    if (type === "seminarPlanned" && data.round === number) last = { at };
    if (type === "seminarCancelled" && data.round === number)
      last = { at, ...(data.reason && { reason: data.reason }) };
    if ((type === "roundClosed" && data.round === number) || type === "withdrawn") last = { at };
  }
  return last;
}

function whenOf({ date, starts, ends }: Seminar, timeZone: string): Meeting["when"] {
  if (starts === undefined) return { day: date };
  return { start: atTime(date, starts, timeZone), ...(ends && { end: atTime(date, ends, timeZone) }) };
}

async function descriptionOf(occasion: Occasion, { title, action }: State, seminar: Seminar): Promise<string> {
  const { say, ports, language } = occasion;
  const colon = language === "fr" ? "\u00a0: " : ": ";
  const agenda = seminar.agenda && (await getText(ports.files, seminar.agenda));
  const facts: [string, string | undefined][] = [
    [say("fact.title"), oneLine(title)],
    [say("fact.action"), oneLine(action)],
    [say("fact.call"), seminar.call],
    [say("fact.agenda"), agenda],
  ];
  return facts.flatMap(([name, value]) => (value ? [`${name}${colon}${value}`] : [])).join("\n");
}
