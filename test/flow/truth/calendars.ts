import { clockOf, type Facts, type Read, type Row } from "./facts.ts";
import { type Archive, allAt, type Fault, type Person } from "./reader.ts";
import { plain } from "./words.ts";

/** An iCalendar object as one person had it at an instant, with its mail or from the seminar's page. */
export type Calendar = { at: string; reader: string; text: string };

type View = { doc: Facts; round: Read; reader: Person; archive: Archive; told: Row[] };
type Property = (value: string, view: View, parameters: string) => boolean;

/** Reads an iCalendar object: each of its properties is known, is there once, and says what the events bear. */
export function readCalendar(archive: Archive, { at, reader, text }: Calendar): Fault[] {
  const where = `${at} ${reader} .ics`;
  const lines = text
    .replace(/\r\n[ \t]/g, "")
    .split("\r\n")
    .filter(Boolean);
  const [, id, number] = /^UID:seminar-(.+)-(\d+)@/m.exec(text) ?? [];
  const doc = allAt(archive, at).find((facts) => facts.id === id);
  const round = doc?.rounds.find((each) => each.number === Number(number));
  const person = archive.people.find((each) => each.id === reader);
  if (!doc || !round?.meeting || !person) return [{ where, said: text, why: "unknown" }];
  const view: View = { doc, round, reader: person, archive, told: saidOf(doc, round) };
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

/** What was said of a round's meeting to those invited: each is one more revision of it (RFC 5546, 2.1.4). */
function saidOf({ rows }: Facts, { number }: Read): Row[] {
  return rows.filter(
    ({ type, data }) => /^seminar(Planned|Cancelled)$/.test(type) && "round" in data && data.round === number,
  );
}

const isOn = ({ round, reader }: View) => round.meeting!.status !== "off" && round.meeting!.invited.includes(reader.id);

/** "20080409T120000Z": an instant. */
const isoOf = (value: string) => value.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6.000Z");
const unescaped = (value: string) => value.replace(/\\n/g, "\n").replace(/\\([\\;,])/g, "$1");

const frame = new Set(["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"]);
const properties: Record<string, Property> = {
  PRODID: (value) => value.startsWith("-//Livrable//"),
  METHOD: (value, view) => value === (isOn(view) ? "REQUEST" : "CANCEL"),
  UID: (value, { doc, round }) => value === `seminar-${doc.id}-${round.number}@reseau.example`,
  SEQUENCE: (value, { told }) => Number(value) === told.length - 1,
  // its closing may have told it too
  DTSTAMP: (value, { told, round }) => [told.at(-1)!.at, round.closed?.at].includes(isoOf(value)),
  DTSTART: (value, { round }) => clockOf(isoOf(value)) === `${round.meeting!.date} ${round.meeting!.starts}`,
  DTEND: (value, { round }) => clockOf(isoOf(value)) === `${round.meeting!.date} ${round.meeting!.ends}`,
  SUMMARY: (value, { doc, reader }) => {
    const [word, quoted] =
      reader.language === "en" ? ["Seminar:", `“${doc.title}”`] : ["Séminaire :", `« ${doc.title} »`];
    return [`${word} ${doc.title}`, `${word} ${quoted}`].includes(plain(value));
  },
  LOCATION: (value, { round }) => value === round.meeting!.place,
  DESCRIPTION: (value, { doc, round, archive }) => {
    const agenda = archive.texts.get(round.meeting!.agenda ?? "") ?? "";
    const said = value
      .split("\n")
      .map((line) => plain(line).replace(/^(Document|Action|Ordre du jour|Agenda) ?: /, ""));
    return said.join("\n") === [doc.title, doc.action, agenda].join("\n");
  },
  ORGANIZER: (value, { doc, archive }) =>
    value === `mailto:${archive.people.find(({ id }) => id === doc.coordinator)!.address}`,
  ATTENDEE: (value, { reader }, parameters) =>
    value.toLowerCase() === `mailto:${reader.address}` && parameters.includes(`CN="${reader.name}"`),
  STATUS: (value, view) => value === (isOn(view) ? "CONFIRMED" : "CANCELLED"),
};
