import { announcerOf, dayAsOf } from "../../../shared/acts/meeting-calendar.ts";
import { reminderKey } from "../../../shared/asking/resolutions.ts";
import { actingAs, isNamed } from "../../../shared/deliverable/holder.ts";
import type { LetterName } from "../../../shared/jobs/job.ts";
import { isMinuted, type Meeting, resolutionOf } from "../../../shared/meeting/state.ts";
import { listMails } from "../../../shared/stored/mailing.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import { getText } from "../../../shared/stored/text.ts";
import { lastDayOf } from "../../../shared/time/period.ts";
import type { Instant } from "../../../shared/values.ts";
import type { Fact } from "../facts.ts";
import { oneLine } from "../letter.ts";
import type { LetterDraft, Occasion } from "../occasion.ts";
import { type LetterWriter, toDoer } from "../recipient.ts";
import { agendaFact, calendarOf, placeFacts, seriesCalendar, subjectFacts, whenOf, wordsFor } from "./meeting-facts.ts";
import { byDue, resolutionFact, toDoSubject } from "./resolutions.ts";

/**
 * Somebody is asked to a meeting, and finds on its page what will be discussed; or to several of a series at once, by one letter
 * with their days.
 */
export const meetingInvited: LetterWriter = about(async (occasion, meeting) => {
  const others = await Promise.all((occasion.job.announces ?? []).map((id) => loadMeeting(occasion.ports.store, id)));
  const all = [meeting, ...others.flatMap((each) => (each ? [each.state] : []))];
  const [first, ...more] = all.filter((each) => isToTell(occasion, each)).sort((a, b) => (a.date < b.date ? -1 : 1));
  if (!first) return undefined;
  return more.length > 0 ? toSeries(occasion, [first, ...more]) : toOne(occasion, first);
});

/** Tells those invited that a meeting was moved, from which day to which, or that its hours, place or call changed. */
export const meetingChanged: LetterWriter = about(async (occasion, meeting) => {
  const { say, job, ports, date, shortDate } = occasion;
  if (!isToTell(occasion, meeting) || job.sequence !== meeting.sequence) return undefined;
  const before = await dayAsOf(ports.store, meeting, await lastTold(occasion, meeting));
  const moved = before !== meeting.date;
  const letter = moved ? "meetingMoved" : "meetingChanged";
  const words = { ...wordsFor(occasion, meeting), ...(moved && { from: shortDate(before), before: date(before) }) };
  return {
    ...(await invitation(occasion, meeting)),
    subject: say(`${letter}.subject`, words),
    paragraphs: [say(`${letter}.lead`, words), say("meetingChanged.body")],
  };
});

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
    ...toOrganiser(occasion, meeting),
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
    ...toGuest(occasion, meeting, "link.minutes"),
    ...subjectAndLead(occasion, meeting, "meetingRecorded", say("meetingRecorded.body")),
    facts: subjectFacts(occasion, meeting),
  };
});

/** What a meeting gave somebody to do, all of it; nothing of what is done, or another's, by now. */
export const resolutionGiven: LetterWriter = about((occasion, meeting) =>
  toDoLetter(occasion, meeting, "resolutionGiven"),
);

/** Who coordinates asks somebody by name for what a meeting gave them to do. */
export const resolutionChased: LetterWriter = about(async (occasion, meeting) => {
  const { say, coordinator, settings } = occasion;
  const letter = await toDoLetter(occasion, meeting, "resolutionChased");
  if (!letter) return undefined;
  const who = { coordinator: oneLine(coordinator?.name ?? settings.sender.name) };
  return {
    ...letter,
    subject: say("resolutionChased.subject", { ...who, subject: letter.subject }),
    paragraphs: [...letter.paragraphs, say("chased.body", who)],
  };
});

async function toDoLetter(
  occasion: Occasion,
  meeting: Meeting,
  as: "resolutionGiven" | "resolutionChased",
): Promise<LetterDraft | undefined> {
  const { say, to, job, today } = occasion;
  const given = (job.resolutions ?? []).flatMap((id) => resolutionOf(meeting, id) ?? []);
  const theirs = given.filter(({ person, closed }) => !closed && isNamed([person], actingAs(to))).toSorted(byDue);
  const [first] = theirs;
  if (!first) return undefined;
  const values = { ...wordsFor(occasion, meeting), count: theirs.length };
  return {
    ...toDoer(occasion, meeting.id, theirs.length === 1 ? first.id : undefined),
    subject: await toDoSubject(occasion, theirs),
    paragraphs: [
      first.due ? say(`${as}.lead.by`, { ...values, due: occasion.date(first.due) }) : say(`${as}.lead`, values),
      say("resolutionGiven.body"),
    ],
    facts: [
      ...(await Promise.all(theirs.map((each) => resolutionFact(occasion, each)))),
      ...subjectFacts(occasion, meeting),
    ],
    mentions: Object.fromEntries(
      theirs.map(({ id, due }) => [reminderKey({ meeting: meeting.id, id }), { day: today, reminder: due ?? "" }]),
    ),
  };
}

/** Whether a meeting is still to come for the reader of a letter: a later plan has its own letter. */
function isToTell({ to, today }: Occasion, meeting: Meeting): boolean {
  return meeting.stage === "planned" && lastDayOf(meeting) >= today && meeting.invited.includes(to.id);
}

/** When the reader was last told of the days of a meeting, by a letter of its own or by that of its series. */
async function lastTold({ ports: { store }, to }: Occasion, meeting: Meeting): Promise<Instant | undefined> {
  const announcer = await announcerOf(store, meeting);
  const mails = [
    ...(await listMails(store, meeting.id)),
    ...(announcer === undefined
      ? []
      : (await listMails(store, announcer)).filter(({ letter }) => letter === "meetingInvited")),
  ];
  const told = mails.filter((each) => each.to === to.id && telling.has(each.letter)).map(({ at }) => at);
  return told.sort().at(-1);
}

const telling: ReadonlySet<LetterName> = new Set(["meetingInvited", "meetingChanged"]);

async function toOne(occasion: Occasion, meeting: Meeting): Promise<LetterDraft> {
  const body = occasion.say("meetingInvited.body", { network: occasion.settings.network });
  return { ...(await invitation(occasion, meeting)), ...subjectAndLead(occasion, meeting, "meetingInvited", body) };
}

/** What an invitation and its changes have in common: the plan, its page and its event. */
async function invitation(
  occasion: Occasion,
  meeting: Meeting,
): Promise<Pick<LetterDraft, "role" | "link" | "facts" | "calendar">> {
  const when = [occasion.say("fact.when"), whenOf(occasion, meeting)] as const;
  return {
    ...toGuest(occasion, meeting),
    facts: [
      ...subjectFacts(occasion, meeting),
      when,
      ...placeFacts(occasion, meeting),
      ...(await agendaFact(occasion, meeting)),
    ],
    ...(await calendarOf(occasion, meeting, "REQUEST")),
  };
}

/** Several meetings, the first of them first: a day a line, and the link to where all are. */
async function toSeries(occasion: Occasion, meetings: readonly [Meeting, ...Meeting[]]): Promise<LetterDraft> {
  const { say, shortDate, date, settings } = occasion;
  const [first] = meetings;
  const count = meetings.length;
  const last = meetings.at(-1)!;
  const { name } = wordsFor(occasion, first);
  const days = meetings.map(
    (each, at): Fact => [say("fact.when.of", { number: at + 1, count }), whenOf(occasion, each)],
  );
  return {
    role: "invited",
    link: { label: say("link.meetings"), purpose: "enter", page: "meetings" },
    subject: say("meetingSeries.subject", { count, from: shortDate(first.date), to: shortDate(last.date), name }),
    paragraphs: [
      say("meetingSeries.lead", { count, from: date(first.date), to: date(last.date) }),
      say("meetingSeries.body", { network: settings.network, count }),
    ],
    facts: [
      ...subjectFacts(occasion, first),
      ...days,
      ...placeFacts(occasion, first),
      ...(await agendaFact(occasion, first)),
    ],
    ...(await seriesCalendar(occasion, meetings)),
  };
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
function toGuest(
  { say }: Occasion,
  { id }: Meeting,
  label: "link.meeting" | "link.minutes" = "link.meeting",
): Pick<LetterDraft, "role" | "link"> {
  return { role: "invited", link: { label: say(label), purpose: "meeting", thing: id } };
}

/** The link opens where it is recorded, for who may do so. */
function toOrganiser(occasion: Occasion, meeting: Meeting): Pick<LetterDraft, "role" | "link"> {
  const { say, to } = occasion;
  if (!to.coordinator) return { ...toGuest(occasion, meeting), role: "organiser" };
  const link = { label: say("link.record"), purpose: "enter", thing: meeting.id, page: "record" } as const;
  return { role: "organiser", link };
}

type Lettered = "meetingInvited" | "meetingCancelled" | "meetingLeft" | "meetingToRecord" | "meetingRecorded";

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
