import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";

/** A meeting as one invited person's calendar receives it. Instants: UTC, ISO 8601; days: "2008-07-03". */
export type Meeting = {
  method: "REQUEST" | "CANCEL";
  /** The meeting's id, in its invitation, its changes and its cancellation alike. */
  uid: string;
  /** Raised at each change; a cancellation is one. */
  sequence: number;
  /** When this was said. */
  stamp: string;
  when: When;
  summary: string;
  description: string;
  place: string;
  /** Where one joins a call: said apart where it is an address of the web. */
  call?: string;
  organizer: Mailbox;
  /** Who sends in the organizer's name. */
  sender: string;
  /** The one person whose calendar this is for: nobody learns who else comes. */
  attendee: Mailbox;
};
type Mailbox = { name: string; address: string };
/** `end`: absent where nobody said it. `day`: where no hour was said; `until`: the last of several days. */
type When = { start: string; end?: string } | { day: string; until?: string };

/** Something of somebody's calendar: what it is, when, and the address of its page. `busy`: it takes their time. */
export type Entry = Pick<Meeting, "uid" | "stamp" | "when" | "summary" | "description" | "place" | "sequence"> & {
  page: string;
  busy: boolean;
  cancelled?: boolean;
};

/**
 * An iCalendar object (RFC 5545) that a program asks for again and again: a calendar by its name, with all that stands in it.
 * Programs look at it every hour, where they heed what it asks (RFC 7986, 5.7).
 */
export function writeCalendar(name: string, entries: readonly Entry[]): string {
  const calendar = ical({
    ...{ prodId: "//Livrable//Livrable//FR", name: plain(name), ttl: 3_600 },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { uid, sequence, stamp, when, summary, description, place, page, busy, cancelled } of entries)
    calendar.createEvent({
      ...{ id: plain(uid), sequence, stamp, ...timesOf(when), summary: plain(summary), url: page },
      ...(description && { description: { plain: plain(description, "\n") } }),
      ...(place && { location: plain(place) }),
      transparency: busy ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  return `${calendar.toString()}\r\n`;
}

/**
 * An iCalendar object (RFC 5545) of one event, as a scheduling message (RFC 5546, 3.2.2 and 3.2.5) to one attendee.
 * The library escapes (3.3.11) and folds (3.1).
 */
export function writeMeeting(meeting: Meeting): string {
  const { method, attendee } = meeting;
  const calendar = ical({ prodId: "//Livrable//Livrable//FR", method: ICalCalendarMethod[method] });
  calendar.createEvent({
    ...eventOf(meeting),
    attendees: [
      {
        name: plain(attendee.name),
        email: plain(attendee.address),
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
        rsvp: method === "REQUEST",
      },
    ],
  });
  return `${calendar.toString()}\r\n`;
}

/**
 * The events of several meetings in one object, which is published: a request may be of one uid alone (RFC 5546, 3.2.2), and who
 * publishes names no attendee (3.2.1). A later request or cancellation of one of them has its uid.
 */
export function writeSeries(meetings: readonly Meeting[]): string {
  const calendar = ical({ prodId: "//Livrable//Livrable//FR", method: ICalCalendarMethod.PUBLISH });
  for (const meeting of meetings) calendar.createEvent(eventOf(meeting));
  return `${calendar.toString()}\r\n`;
}

function eventOf(meeting: Meeting) {
  const { method, uid, sequence, stamp, when, call, organizer, sender } = meeting;
  const place = plain(meeting.place);
  return {
    id: plain(uid),
    sequence,
    stamp,
    ...timesOf(when),
    summary: plain(meeting.summary),
    description: { plain: plain(meeting.description, "\n") },
    ...(place && { location: place }),
    ...(call && /^https?:/i.test(call) && URL.canParse(call) && { url: addressOf(call) }),
    status: method === "CANCEL" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: plain(organizer.name), email: plain(organizer.address), sentBy: plain(sender) },
  };
}

/** A day without hours ends, exclusively, when the next begins (RFC 5545, 3.6.1). */
function timesOf(when: When) {
  if (!("day" in when)) return when;
  const end = new Date(Date.parse(when.until ?? when.day) + 86_400_000).toISOString().slice(0, 10);
  return { start: when.day, end, allDay: true };
}

/** The library escapes addresses as texts, which they are not (RFC 5545, 3.3.13): what it would escape is encoded. */
function addressOf(call: string): string {
  return new URL(call).href.replaceAll(",", "%2C").replaceAll(";", "%3B").replaceAll("\\", "%5C");
}

/** Without controls (RFC 5545, 3.1), nor marks that turn the direction of what follows; line breaks become `line`. */
function plain(text: string, line = " "): string {
  return text
    .toWellFormed()
    .replace(/\r\n|[\r\n\u2028\u2029]/g, line)
    .replace(/(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, "");
}
