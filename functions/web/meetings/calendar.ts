import { Refusal } from "../../../shared/errors.ts";
import { writeMeeting } from "../../../shared/formats/icalendar.ts";
import type { Meeting } from "../../../shared/meeting/state.ts";
import { meetingChain } from "../../../shared/stored/meeting.ts";
import { getPerson } from "../../../shared/stored/person.ts";
import { atTime } from "../../../shared/time/calendar.ts";
import { attachmentAddress } from "../components/attachment.ts";
import { meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import type { PageContext, Web } from "../http/context.ts";
import { say } from "../http/say.ts";
import { shownAgenda } from "./agenda-list.ts";
import type { SeenMeeting } from "./who.ts";

/** For the calendar of who asks: the same event as the mails are about. */
export async function meetingCalendar(c: PageContext, web: Web, seen: SeenMeeting): Promise<Response> {
  const { meeting, visitor } = seen;
  const { settings, ports } = web;
  const speak = tellingMeetings(say(c, web));
  const organiser = await getPerson(ports.store, meeting.organiser);
  const agenda = await shownAgenda(web, speak, seen);
  const { address: sender } = settings.sender;
  const ics = writeMeeting({
    ...{ method: meeting.stage === "cancelled" ? "CANCEL" : "REQUEST", sequence: meeting.sequence, sender },
    ...{ uid: `${meeting.id}@${sender.split("@")[1]}`, stamp: await lastSaid(web, meeting) },
    when: whenOf(meeting, settings.timeZone),
    place: meeting.place || meeting.call || "",
    ...(meeting.call && { call: meeting.call }),
    summary: meetingTitle(speak, meeting),
    description: agenda.map(({ title }) => title).join("\n"),
    organizer: organiser && !organiser.removed ? organiser : settings.sender,
    attendee: visitor.person,
  });
  return c.body(ics, 200, {
    "content-type": "text/calendar; charset=utf-8",
    "content-disposition": `attachment; filename="invitation.ics"`,
  });
}

function whenOf({ date, until, starts, ends }: Meeting, timeZone: string) {
  if (starts === undefined) return { day: date, ...(until && { until }) };
  return { start: atTime(date, starts, timeZone), ...(ends && { end: atTime(until ?? date, ends, timeZone) }) };
}

/** When its plan last changed: its instant is the same however often it is asked for. */
async function lastSaid({ ports }: Web, { id }: Meeting): Promise<string> {
  let last = "";
  for await (const { type, at } of meetingChain.events(ports.store, id)) if (saying.has(type)) last = at;
  return last;
}

const saying: ReadonlySet<string> = new Set(["planned", "changed", "cancelled", "adopted"]);

/** On to the minutes that came as a file. Throws `not-found`. */
export async function meetingMinutes(c: PageContext, web: Web, { meeting }: SeenMeeting): Promise<Response> {
  const file = meeting.record?.minutesFile;
  if (!file) throw new Refusal("not-found");
  return c.redirect(await attachmentAddress(web, file), 302);
}
