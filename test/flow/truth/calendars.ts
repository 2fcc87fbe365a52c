import { clockOf } from "./facts.ts";
import { type Gathering, gatheringAt } from "./gatherings.ts";
import { type Archive, allAt, type Fault, type Person } from "./reader.ts";
import { plain } from "./words.ts";

/** An iCalendar object as one person had it at an instant, with its mail or from the meeting's page. */
export type Calendar = { at: string; reader: string; text: string };

type View = { meeting: Gathering; reader: Person; archive: Archive; at: string };
type Property = (value: string, view: View, parameters: string) => boolean;

/** Reads an iCalendar object: each of its properties is known, is there once, and says what the events bear. */
export function readCalendar(archive: Archive, { at, reader, text }: Calendar): Fault[] {
  const where = `${at} ${reader} .ics`;
  const lines = text
    .replace(/\r\n[ \t]/g, "")
    .split("\r\n")
    .filter(Boolean);
  const [, id = ""] = /^UID:(.+)@/m.exec(text) ?? [];
  const meeting = gatheringAt(archive.meetings.get(id) ?? [], at);
  const person = archive.people.find((each) => each.id === reader);
  if (!meeting || !person) return [{ where, said: text, why: "unknown" }];
  const view: View = { meeting, reader: person, archive, at };
  const names = lines.map((line) => /^[A-Z-]+/.exec(line)![0]);
  const lacking = Object.keys(properties).filter((name) => names.filter((each) => each === name).length !== 1);
  return [
    ...lacking.map((said): Fault => ({ where, said: `${said} is not there once`, why: "not borne" })),
    ...lines.flatMap((line): Fault[] => {
      const [, name = "", parameters = "", value = ""] =
        /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^;:]*))*):(.*)$/.exec(line) ?? [];
      const bears = properties[name];
      if (frame.has(line)) return [];
      if (!bears) return [{ where, said: line, why: "unknown" }];
      return bears(unescaped(value), view, parameters) ? [] : [{ where, said: line, why: "not borne" }];
    }),
  ];
}

/** Whether it is in the calendar of who reads: of those invited, and of who opened its page. */
const isOn = ({ meeting, reader }: View) =>
  meeting.status !== "off" && (meeting.invited.includes(reader.id) || !meeting.wasInvited.has(reader.id));

/** "20080409T120000Z": an instant. */
const isoOf = (value: string) => value.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6.000Z");
const unescaped = (value: string) => value.replace(/\\n/g, "\n").replace(/\\([\\;,])/g, "$1");

const frame = new Set(["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"]);
const properties: Record<string, Property> = {
  PRODID: (value) => value.startsWith("-//Livrable//"),
  METHOD: (value, view) => value === (isOn(view) ? "REQUEST" : "CANCEL"),
  UID: (value, { meeting }) => value === `${meeting.id}@reseau.example`,
  SEQUENCE: (value, { meeting }) => Number(value) === meeting.told.length - 1,
  DTSTAMP: (value, { meeting }) => meeting.told.at(-1)!.at === isoOf(value),
  DTSTART: (value, { meeting }) => clockOf(isoOf(value)) === `${meeting.date} ${meeting.starts}`,
  DTEND: (value, { meeting }) => clockOf(isoOf(value)) === `${meeting.date} ${meeting.ends}`,
  SUMMARY: (value, { reader }) => value.startsWith(reader.language === "en" ? "Internal seminar" : "Séminaire interne"),
  LOCATION: (value, { meeting }) => value === meeting.place,
  DESCRIPTION: (value, view) => {
    const { meeting, archive, at } = view;
    // who is no longer invited learns no agenda
    if (meeting.status !== "off" && !isOn(view)) return value === "";
    const titles = allAt(archive, at).flatMap(({ id, title }) => (meeting.documents.includes(id) ? [title] : []));
    const words = meeting.words.map((ref) => plain(archive.texts.get(ref) ?? ""));
    const said = value
      .split("\n")
      .map((line) => plain(line).replace(/^(Ordre du jour|Agenda) ?: /, ""))
      .join(" · ");
    return said === [...titles, ...words].join(" · ");
  },
  ORGANIZER: (value, { meeting, archive }) =>
    value === `mailto:${archive.people.find(({ id }) => id === meeting.organiser)!.address}`,
  ATTENDEE: (value, { reader }, parameters) =>
    value.toLowerCase() === `mailto:${reader.address}` && parameters.includes(`CN="${reader.name}"`),
  STATUS: (value, view) => value === (isOn(view) ? "CONFIRMED" : "CANCELLED"),
};
