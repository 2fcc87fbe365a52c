import { calendarFacts, calendarSummary } from "../../../shared/acts/meeting-calendar.ts";
import type { Meeting as CalendarMeeting } from "../../../shared/formats/icalendar.ts";
import { languageRecord } from "../../../shared/i18n/languages.ts";
import type { MailKey } from "../../../shared/i18n/mails.ts";
import { type Meeting, resolutionOf } from "../../../shared/meeting/state.ts";
import { wordFor } from "../../../shared/programme/file/words.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { Fact } from "../facts.ts";
import { oneLine, unstopped } from "../letter.ts";
import type { LetterDraft, Occasion } from "../occasion.ts";

/** What sentences say of a meeting: when, its day for a subject, how it is called: by its title, else by its kind. */
export function wordsFor(occasion: Occasion, meeting: Meeting): { when: string; date: string; name: string } {
  const { say, shortDate, language } = occasion;
  const title = oneLine(meeting.title, 120);
  const kind = wordFor(language, "meeting", meeting.kind);
  const name = title === "" ? kind.slice(0, 1).toUpperCase() + kind.slice(1) : say("quoted", { title });
  return { when: whenOf(occasion, meeting), date: shortDate(meeting.date), name };
}

/** "3 juillet 2008, de 14 h à 17 h 30". */
export function whenOf({ say, date, time }: Occasion, { date: day, until, starts, ends }: Meeting): string {
  const days = until === undefined ? date(day) : say("when.days", { from: date(day), to: date(until) });
  const key: MailKey = starts === undefined ? "when.day" : ends === undefined ? "when.from" : "when.between";
  return say(key, { date: days, ...(starts && { starts: time(starts) }), ...(ends && { ends: time(ends) }) });
}

/** Which meeting the letter is about. */
export function subjectFacts(occasion: Occasion, meeting: Meeting): Fact[] {
  const { say, language } = occasion;
  const kind = wordFor(language, "meeting", meeting.kind);
  return [[say("fact.meeting"), meeting.title ? `${oneLine(meeting.title, 200)}, ${kind}` : kind]];
}

/** Where it is, and how one joins it from elsewhere. */
export function placeFacts({ say }: Occasion, { place, call }: Meeting): Fact[] {
  return [
    ...(place ? [[say("fact.place"), place] as const] : []),
    ...(call ? [[say("fact.call"), call] as const] : []),
  ];
}

/** What will be discussed, in one line; nothing where nobody said so yet. */
export async function agendaFact(occasion: Occasion, meeting: Meeting): Promise<Fact[]> {
  const agenda = await agendaOf(occasion, meeting);
  return agenda.length > 0 ? [[occasion.say("fact.agenda"), occasion.listed(agenda.map(unstopped))]] : [];
}

/** Its items in words: what was said of them, else the title of what they are about. */
async function agendaOf({ ports, say }: Occasion, { agenda }: Meeting): Promise<string[]> {
  const items = agenda.map(async (item) => {
    const words = item.words && (await getText(ports.files, item.words));
    if (words) return words;
    if (item.what === "version") return (await loadState(ports.store, item.deliverable))?.state.title;
    if (item.what === "action") return actionTitle(ports.store, item.action);
    if (item.what === "words") return undefined;
    const of = (await loadMeeting(ports.store, item.meeting))?.state;
    const resolution = of && resolutionOf(of, item.resolution);
    return resolution && ((await getText(ports.files, resolution.words)) ?? say("resolution.erased"));
  });
  return (await Promise.all(items)).flatMap((each) => (each ? [oneLine(each, 200)] : []));
}

/** For one guest's calendar, in their language; none where nobody is there to call it. It holds no link of theirs. */
export async function calendarOf(
  occasion: Occasion,
  meeting: Meeting,
  method: "REQUEST" | "CANCEL",
): Promise<Pick<LetterDraft, "calendar">> {
  const event = await eventOf(occasion, meeting, method);
  if (!event) return {};
  const { writeMeeting } = await import("../../../shared/formats/icalendar.ts");
  return { calendar: { method, text: writeMeeting(event) } };
}

/** The same of several meetings: an object whose events are told one by one when they change. */
export async function seriesCalendar(
  occasion: Occasion,
  meetings: readonly Meeting[],
): Promise<Pick<LetterDraft, "calendar">> {
  const found = await Promise.all(meetings.map((meeting) => eventOf(occasion, meeting, "REQUEST")));
  const events = found.flatMap((each) => each ?? []);
  if (events.length === 0) return {};
  const { writeSeries } = await import("../../../shared/formats/icalendar.ts");
  return { calendar: { method: "PUBLISH", text: writeSeries(events) } };
}

async function eventOf(
  occasion: Occasion,
  meeting: Meeting,
  method: "REQUEST" | "CANCEL",
): Promise<CalendarMeeting | undefined> {
  const { coordinator, to, settings, say, language } = occasion;
  if (!coordinator) return undefined;
  const agenda = await agendaOf(occasion, meeting);
  const left = method === "CANCEL" && meeting.stage !== "cancelled";
  const colon = `${languageRecord(language).colon} `;
  return {
    ...{ ...calendarFacts(settings, meeting), method },
    summary: calendarSummary(language, meeting),
    description: left || agenda.length === 0 ? "" : `${say("fact.agenda")}${colon}${agenda.join("\n")}`,
    organizer: { name: oneLine(coordinator.name), address: coordinator.address },
    attendee: { name: oneLine(to.name), address: to.address },
  };
}
