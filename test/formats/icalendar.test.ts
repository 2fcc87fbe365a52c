import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Meeting, writeMeeting } from "../../shared/formats/icalendar.ts";
import { lineOf, parseCalendar } from "./calendar.ts";

const seminar: Meeting = {
  method: "REQUEST",
  uid: "seminar-interculturalite-1@reseau.example",
  sequence: 0,
  stamp: "2008-05-20T08:30:00.000Z",
  when: { start: "2008-07-03T12:00:00.000Z", end: "2008-07-03T15:30:00.000Z" },
  summary: "Séminaire\u00a0: «\u202fL’interculturalité\u202f»",
  description: "Note de cadrage\nOrdre du jour\u00a0: les notions, puis le calendrier\u202f; suites.",
  place: "ORIV, 1 rue de la Course, Strasbourg",
  organizer: { name: "Coordination", address: "coordination@reseau.example" },
  sender: "livrable@reseau.example",
  attendee: { name: "Direction, ORIV", address: "direction@oriv.example" },
};

function read(changes: Partial<Meeting> = {}) {
  const calendar = parseCalendar(writeMeeting({ ...seminar, ...changes }));
  const [event, ...others] = calendar.inside;
  if (!event || others.length > 0) throw new Error("not one event");
  return { calendar, event, of: (name: string) => lineOf(event, name) };
}

describe("an invitation to a meeting", () => {
  test("is one request, to one person, in the coordinator's name", () => {
    const { calendar, event, of } = read();
    expect(calendar.lines.map(({ name, value }) => [name, value])).toEqual([
      ["VERSION", "2.0"],
      ["PRODID", "-//Livrable//Livrable//FR"],
      ["METHOD", "REQUEST"],
    ]);
    expect(event.lines.map(({ name, value }) => `${name} ${value}`)).toEqual([
      "UID seminar-interculturalite-1@reseau.example",
      "SEQUENCE 0",
      "DTSTAMP 20080520T083000Z",
      "DTSTART 20080703T120000Z",
      "DTEND 20080703T153000Z",
      `SUMMARY ${seminar.summary}`,
      `LOCATION ${seminar.place}`,
      `DESCRIPTION ${seminar.description}`,
      "ORGANIZER mailto:coordination@reseau.example",
      "ATTENDEE MAILTO:direction@oriv.example",
      "STATUS CONFIRMED",
    ]);
    expect(of("ORGANIZER").parameters).toEqual({ CN: "Coordination", "SENT-BY": "mailto:livrable@reseau.example" });
    expect(of("ATTENDEE").parameters).toEqual({
      CN: "Direction, ORIV",
      PARTSTAT: "NEEDS-ACTION",
      ROLE: "REQ-PARTICIPANT",
      RSVP: "TRUE",
    });
  });

  const rows: [what: string, changes: Partial<Meeting>, lines: Record<string, string | undefined>][] = [
    ["a change", { sequence: 3 }, { SEQUENCE: "3", STATUS: "CONFIRMED" }],
    ["no end said", { when: { start: "2008-07-03T12:00:00.000Z" } }, { DTSTART: "20080703T120000Z", DTEND: undefined }],
    ["no hour said", { when: { day: "2008-07-31" } }, { DTSTART: "20080731", DTEND: "20080801" }],
    ["no place", { place: "" }, { LOCATION: undefined }],
    ["a call", { call: "https://visio.example/reci" }, { URL: "https://visio.example/reci" }],
    [
      "a call's signs",
      { call: "https://visio.example/a,b;c?é=%20" },
      { URL: "https://visio.example/a%2Cb%3Bc?%C3%A9=%20" },
    ],
    ["a telephone number", { call: "03 88 35 00 00" }, { URL: undefined }],
    ["a script", { call: "x\r\nATTACH:https://ailleurs.example" }, { URL: undefined, ATTACH: undefined }],
    ["a line break in the title", { summary: "Séminaire\r\nATTENDEE:x" }, { SUMMARY: "Séminaire ATTENDEE:x" }],
    ["a turned title", { summary: "\u202eeriamiméS\u0000" }, { SUMMARY: "eriamiméS" }],
  ];
  test.each(rows)("%s", (_, changes, lines) => {
    const { event } = read(changes);
    const found = (name: string) => event.lines.find((line) => line.name === name)?.value;
    expect(Object.fromEntries(Object.keys(lines).map((name) => [name, found(name)]))).toEqual(lines);
  });

  test("is taken back by a cancellation of the same meeting", () => {
    const { calendar, of } = read({ method: "CANCEL", sequence: 1 });
    expect(lineOf(calendar, "METHOD").value).toBe("CANCEL");
    expect([of("STATUS").value, of("SEQUENCE").value, of("UID").value]).toEqual(["CANCELLED", "1", seminar.uid]);
    expect(of("ATTENDEE").parameters.RSVP).toBe("FALSE");
  });

  test("says what it was given, whatever the words, and nothing more", () => {
    const words = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom("\\", ";", ",", '"', "^", "\n", "\r", "é", "😀", "\u2028", "\u202e", "\u0000"),
      }),
    );
    const turned = /[\u202A-\u202E\u2066-\u2069]/g;
    const kept = (text: string, line: string) =>
      text
        .toWellFormed()
        .replace(/\r\n|[\r\n\u2028\u2029]/g, line)
        .replace(/[\p{Cc}--\n]/gv, "")
        .replace(turned, "");
    fc.assert(
      fc.property(words, words, words, words, (summary, description, place, name) => {
        const { event, of } = read({
          summary,
          description,
          place,
          attendee: { ...seminar.attendee, name: `x${name}` },
        });
        expect(event.lines).toHaveLength(kept(place, " ") ? 11 : 10);
        expect(of("SUMMARY").value).toBe(kept(summary, " "));
        expect(of("DESCRIPTION").value).toBe(kept(description, "\n"));
        expect(of("ATTENDEE").parameters.CN).toBe(`x${kept(name, " ")}`);
        if (kept(place, " ")) expect(of("LOCATION").value).toBe(kept(place, " "));
      }),
    );
  });
});
