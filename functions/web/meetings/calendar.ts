import { calendarFacts, calendarSummary } from "../../../shared/acts/meeting-calendar.ts";
import { Refusal } from "../../../shared/errors.ts";
import { writeMeeting } from "../../../shared/formats/icalendar.ts";
import { languageRecord } from "../../../shared/i18n/languages.ts";
import { getPerson } from "../../../shared/stored/person.ts";
import { attachmentAddress } from "../components/attachment.ts";
import { tellingMeetings } from "../components/meeting-words.ts";
import type { PageContext, Web } from "../http/context.ts";
import { say } from "../http/say.ts";
import { adoptedAddress, adoptedMinutes } from "./adopted.ts";
import { shownAgenda } from "./agenda-list.ts";
import type { SeenMeeting } from "./who.ts";

/** For the calendar of who asks: the same event as the mails are about. */
export async function meetingCalendar(c: PageContext, web: Web, seen: SeenMeeting): Promise<Response> {
  const { meeting, visitor } = seen;
  const { settings, ports } = web;
  const speak = tellingMeetings(say(c, web));
  const organiser = await getPerson(ports.store, meeting.organiser);
  const agenda = await shownAgenda(web, speak, seen);
  const colon = `${languageRecord(speak.language).colon} `;
  const ics = writeMeeting({
    ...calendarFacts(settings, meeting),
    method: meeting.stage === "cancelled" ? "CANCEL" : "REQUEST",
    summary: calendarSummary(speak.language, meeting),
    description:
      agenda.length === 0 ? "" : `${speak.told("agenda")}${colon}${agenda.map(({ title }) => title).join("\n")}`,
    organizer: organiser && !organiser.removed ? organiser : settings.sender,
    attendee: visitor.person,
  });
  return c.body(ics, 200, {
    "content-type": "text/calendar; charset=utf-8",
    "content-disposition": `attachment; filename="invitation.ics"`,
  });
}

/** On to the minutes as they were adopted, for those of the meeting; before that, to those that came as a file. Throws `not-found`. */
export async function meetingMinutes(c: PageContext, web: Web, seen: SeenMeeting): Promise<Response> {
  const { minutes, meeting, invited } = seen;
  const adopted = invited ? await adoptedMinutes(web, meeting) : undefined;
  if (adopted) return c.redirect(await adoptedAddress(web, adopted.file), 302);
  const file = minutes.minutesFile;
  if (!file) throw new Refusal("not-found");
  return c.redirect(await attachmentAddress(web, file), 302);
}
