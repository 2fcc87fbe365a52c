import { calendarFacts, lastPlanned } from "../../../shared/acts/meeting-calendar.ts";
import { reminderKey } from "../../../shared/asking/resolutions.ts";
import { actingAs, isNamed } from "../../../shared/deliverable/holder.ts";
import { languageRecord } from "../../../shared/i18n/languages.ts";
import type { MailKey } from "../../../shared/i18n/mails.ts";
import { isMinuted, lastDayOf, type Meeting, resolutionOf } from "../../../shared/meeting/state.ts";
import { wordFor } from "../../../shared/programme/file/words.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { TextRef } from "../../../shared/values.ts";
import type { Fact } from "../facts.ts";
import { oneLine } from "../letter.ts";
import type { LetterDraft, Occasion } from "../occasion.ts";
import type { LetterWriter } from "../recipient.ts";

/** Somebody is asked to a meeting, and finds on its page what will be discussed. */
export const meetingInvited: LetterWriter = planned("meetingInvited");

/** Tells those invited that a meeting was moved, or that its place or call changed. */
export const meetingChanged: LetterWriter = planned("meetingChanged");

/** Tells that a meeting is cancelled, or that somebody is no longer invited; nothing once its day is past. */
export const meetingCancelled: LetterWriter = about(async (occasion, meeting) => {
  const { say, to, today } = occasion;
  const off = meeting.stage === "cancelled";
  if (lastDayOf(meeting) < today || meeting.stage === "held") return undefined;
  if (!off && meeting.invited.includes(to.id)) return undefined;
  const letter = off ? "meetingCancelled" : "meetingLeft";
  const reason = off && meeting.reason ? await getText(occasion.ports.files, meeting.reason) : undefined;
  return {
    ...(off ? toGuest(occasion, meeting) : { role: "invited", link: { label: say("link.enter"), purpose: "enter" } }),
    ...subjectAndLead(occasion, meeting, letter, say("meetingCancelled.body")),
    facts: [...subjectFacts(occasion, meeting), ...(reason ? [[say("fact.reason"), reason] as const] : [])],
    ...(await calendarOf(occasion, meeting, "CANCEL")),
  };
});

/** Its last day has passed and nobody said whether it was held: its organiser is asked. */
export const meetingToRecord: LetterWriter = about(async (occasion, meeting) => {
  const { say, today } = occasion;
  if (meeting.stage !== "planned" || lastDayOf(meeting) >= today) return undefined;
  return {
    ...{ ...toGuest(occasion, meeting), role: "organiser" },
    ...subjectAndLead(occasion, meeting, "meetingToRecord", say("meetingToRecord.body")),
    facts: subjectFacts(occasion, meeting),
  };
});

/** Those who were invited, or came, learn once that the minutes are there. */
export const meetingRecorded: LetterWriter = about(async (occasion, meeting) => {
  const { say, to } = occasion;
  const { present = [] } = meeting.record ?? {};
  if (!isMinuted(meeting) || ![...meeting.invited, ...present].includes(to.id)) return undefined;
  return {
    ...toGuest(occasion, meeting),
    ...subjectAndLead(occasion, meeting, "meetingRecorded", say("meetingRecorded.body")),
    facts: subjectFacts(occasion, meeting),
  };
});

/** What a meeting gave somebody to do, all of it; nothing of what is done, or another's, by now. */
export const resolutionGiven: LetterWriter = about(async (occasion, meeting) => {
  const { say, to, job, ports, date } = occasion;
  const given = (job.resolutions ?? []).flatMap((id) => resolutionOf(meeting, id) ?? []);
  const theirs = given.filter(({ person, closed }) => !closed && isNamed([person], actingAs(to)));
  if (theirs.length === 0) return undefined;
  const facts = theirs.map(async ({ words, due }): Promise<Fact> => {
    const text = await wordsOf(occasion, words);
    return [say("fact.resolution"), due ? say("resolution.by", { words: text, date: date(due) }) : text];
  });
  const values = { ...wordsFor(occasion, meeting), count: theirs.length };
  return {
    ...{ ...toGuest(occasion, meeting), role: "doing" },
    subject: say("resolutionGiven.subject", values),
    paragraphs: [say("resolutionGiven.lead", values), say("resolutionGiven.body")],
    facts: [...(await Promise.all(facts)), ...subjectFacts(occasion, meeting)],
    mentions: Object.fromEntries(
      theirs.map(({ id, due }) => [
        reminderKey({ meeting: meeting.id, id }),
        { day: occasion.today, reminder: due ?? "" },
      ]),
    ),
  };

  async function wordsOf(_: Occasion, words: TextRef): Promise<string> {
    return oneLine((await getText(ports.files, words)) ?? say("resolution.erased"), 300);
  }
});

/** A letter about a plan that is still the last one, for a day to come: a later plan has its own letter. */
function planned(letter: "meetingInvited" | "meetingChanged"): LetterWriter {
  return about(async (occasion, meeting) => {
    const { say, to, job, settings, today } = occasion;
    if (meeting.stage !== "planned" || lastDayOf(meeting) < today || !meeting.invited.includes(to.id)) return undefined;
    if (letter === "meetingChanged" && job.sequence !== meeting.sequence) return undefined;
    return {
      ...toGuest(occasion, meeting),
      ...subjectAndLead(occasion, meeting, letter, say(`${letter}.body`, { network: settings.network })),
      facts: [...subjectFacts(occasion, meeting), ...(await planFacts(occasion, meeting))],
      ...(await calendarOf(occasion, meeting, "REQUEST")),
    };
  });
}

/** A letter about a meeting that is there. */
function about(letter: (occasion: Occasion, meeting: Meeting) => Promise<LetterDraft | undefined>): LetterWriter {
  return async (occasion) => {
    const { job, ports } = occasion;
    const loaded = job.meeting === undefined ? undefined : await loadMeeting(ports.store, job.meeting);
    return loaded && letter(occasion, loaded.state);
  };
}

/** The link opens the page of the meeting. */
function toGuest({ say }: Occasion, { id }: Meeting): Pick<LetterDraft, "role" | "link"> {
  return { role: "invited", link: { label: say("link.meeting"), purpose: "meeting", thing: id } };
}

type Lettered =
  | "meetingInvited"
  | "meetingChanged"
  | "meetingCancelled"
  | "meetingLeft"
  | "meetingToRecord"
  | "meetingRecorded";

function subjectAndLead(
  occasion: Occasion,
  meeting: Meeting,
  letter: Lettered,
  body: string,
): Pick<LetterDraft, "subject" | "paragraphs"> {
  const { say } = occasion;
  const words = wordsFor(occasion, meeting);
  return { subject: say(`${letter}.subject`, words), paragraphs: [say(`${letter}.lead`, words), body] };
}

/** What sentences say of a meeting: when, its day for a subject, how it is called: by its title, else by its kind. */
function wordsFor(occasion: Occasion, meeting: Meeting): { when: string; date: string; name: string } {
  const { say, shortDate, language } = occasion;
  const title = oneLine(meeting.title, 120);
  const name = title === "" ? wordFor(language, "meeting", meeting.kind) : say("quoted", { title });
  return { when: whenOf(occasion, meeting), date: shortDate(meeting.date), name };
}

/** "3 juillet 2008, de 14 h à 17 h 30". */
function whenOf({ say, date, time }: Occasion, { date: day, until, starts, ends }: Meeting): string {
  const days = until === undefined ? date(day) : say("when.days", { from: date(day), to: date(until) });
  const key: MailKey = starts === undefined ? "when.day" : ends === undefined ? "when.from" : "when.between";
  return say(key, { date: days, ...(starts && { starts: time(starts) }), ...(ends && { ends: time(ends) }) });
}

function subjectFacts(occasion: Occasion, meeting: Meeting): Fact[] {
  const { say, language } = occasion;
  const kind = wordFor(language, "meeting", meeting.kind);
  return [[say("fact.meeting"), meeting.title ? `${oneLine(meeting.title, 200)}, ${kind}` : kind]];
}

async function planFacts(occasion: Occasion, meeting: Meeting): Promise<Fact[]> {
  const { say } = occasion;
  const { place, call } = meeting;
  const agenda = await agendaOf(occasion, meeting);
  return [
    [say("fact.when"), whenOf(occasion, meeting)],
    ...(place ? [[say("fact.place"), place] as const] : []),
    ...(call ? [[say("fact.call"), call] as const] : []),
    ...(agenda.length > 0 ? [[say("fact.agenda"), agenda.join("\u202f; ")] as const] : []),
  ];
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
async function calendarOf(
  occasion: Occasion,
  meeting: Meeting,
  method: "REQUEST" | "CANCEL",
): Promise<Pick<LetterDraft, "calendar">> {
  const { coordinator, to, settings, ports, say, language } = occasion;
  if (!coordinator) return {};
  const facts = calendarFacts(settings, meeting);
  const agenda = await agendaOf(occasion, meeting);
  const left = method === "CANCEL" && meeting.stage !== "cancelled";
  const colon = `${languageRecord(language).colon} `;
  const { writeMeeting } = await import("../../../shared/formats/icalendar.ts");
  const text = writeMeeting({
    ...{ ...facts, method },
    stamp: await lastPlanned(ports.store, meeting),
    summary: meeting.title || capitalised(wordFor(language, "meeting", meeting.kind)),
    description: left || agenda.length === 0 ? "" : `${say("fact.agenda")}${colon}${agenda.join("\n")}`,
    organizer: { name: oneLine(coordinator.name), address: coordinator.address },
    attendee: { name: oneLine(to.name), address: to.address },
  });
  return { calendar: { method, text } };
}

/** "Séminaire interne". */
function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
