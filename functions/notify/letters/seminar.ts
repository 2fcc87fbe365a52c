import { lastSaid } from "../../../shared/acts/meeting.ts";
import { awaitedSitting, type Seminar, seminarOf } from "../../../shared/deliverable/round/sittings.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import type { MailKey } from "../../../shared/i18n/mails.ts";
import { getText } from "../../../shared/stored/text.ts";
import { type Fact, subjectFacts } from "../facts.ts";
import { meetingOf } from "../meeting.ts";
import { type LetterDraft, type Occasion, quoted } from "../occasion.ts";
import { about, type LetterWriter, toOwner, toParticipant } from "../recipient.ts";

/** A participant is asked to a seminar, and finds there what will be discussed. */
export const seminarInvited: LetterWriter = planned("seminarInvited");

/** Tells participants that the seminar was moved, or that its place, call or agenda changed. */
export const seminarChanged: LetterWriter = planned("seminarChanged");

/** Tells participants that the seminar is called off, or that they are no longer invited; nothing once its day is past. */
export const seminarCancelled: LetterWriter = about(async (occasion, state) => {
  const { say, shortDate, to, round, today } = occasion;
  const seminar = round && seminarOf(state, round);
  if (!round || !seminar || seminar.date < today) return undefined;
  const off = seminar.cancelled;
  if (seminar.held || (!off && seminar.invited.includes(to.id))) return undefined;
  const letter = off ? "seminarCancelled" : "seminarLeft";
  const event = await lastSaid(occasion.ports.store, state, round);
  const reason = event?.reason === undefined ? undefined : await getText(occasion.ports.files, event.reason);
  return {
    ...toParticipant(occasion, state),
    subject: say(`${letter}.subject`, { quoted: quoted(occasion, state), date: shortDate(seminar.date) }),
    paragraphs: [say(`${letter}.lead`, { when: whenOf(occasion, seminar) }), say("seminarCancelled.body")],
    facts: [...subjectFacts(occasion, state), ...(reason ? [[say("fact.reason"), reason] as const] : [])],
    ...(await calendarOf(occasion, state, round, seminar, "CANCEL")),
  };
});

/** Its day has passed and nobody said whether it was held: the coordinator is asked. */
export const seminarToRecord: LetterWriter = about(async (occasion, state) => {
  const { say, shortDate, today, round } = occasion;
  const date = round && awaitedSitting(state, round)?.date;
  if (date === undefined || date >= today) return undefined;
  const { closed } = round!;
  const seminar = seminarOf(state, round!);
  return {
    ...toOwner(occasion, state),
    subject: say("seminarToRecord.subject", { quoted: quoted(occasion, state), date: shortDate(date) }),
    paragraphs: [
      say("seminarToRecord.lead", { when: whenOf(occasion, seminar!) }),
      say(closed === undefined ? "seminarToRecord.body" : "seminarToRecord.body.closed"),
    ],
    facts: subjectFacts(occasion, state),
  };
});

/** A letter about a plan that is still the last one, for a day to come: a later plan has its own letter. */
function planned(letter: "seminarInvited" | "seminarChanged"): LetterWriter {
  return about(async (occasion, state) => {
    const { say, shortDate, to, round, job, settings, today } = occasion;
    const seminar = round && seminarOf(state, round);
    if (!round || !seminar || round.closed !== undefined || seminar.cancelled || seminar.held) return undefined;
    if (seminar.date < today) return undefined;
    const holds = job.sequence === undefined || job.sequence === seminar.sequence;
    if (!holds || !seminar.invited.includes(to.id)) return undefined;
    return {
      ...toParticipant(occasion, state),
      subject: say(`${letter}.subject`, { quoted: quoted(occasion, state), date: shortDate(seminar.date) }),
      paragraphs: [
        say(`${letter}.lead`, { when: whenOf(occasion, seminar) }),
        say(`${letter}.body`, { network: settings.network }),
      ],
      facts: [...subjectFacts(occasion, state), ...(await meetingFacts(occasion, seminar))],
      ...(await calendarOf(occasion, state, round, seminar, "REQUEST")),
    };
  });
}

async function calendarOf(
  occasion: Occasion,
  state: State,
  round: Round,
  seminar: Seminar,
  method: "REQUEST" | "CANCEL",
): Promise<Pick<LetterDraft, "calendar">> {
  const text = await meetingOf(occasion, state, round, seminar, method);
  return text === undefined ? {} : { calendar: { method, text } };
}

/** "3 juillet 2008, de 14 h à 17 h 30". */
function whenOf({ say, date, time }: Occasion, { date: day, starts, ends }: Seminar): string {
  const key: MailKey = starts === undefined ? "when.day" : ends === undefined ? "when.from" : "when.between";
  return say(key, { date: date(day), ...(starts && { starts: time(starts) }), ...(ends && { ends: time(ends) }) });
}

async function meetingFacts(occasion: Occasion, seminar: Seminar): Promise<Fact[]> {
  const { say, ports } = occasion;
  const { place, call, agenda } = seminar;
  const text = agenda && (await getText(ports.files, agenda));
  return [
    [say("fact.seminar"), whenOf(occasion, seminar)],
    ...(place ? [[say("fact.place"), place] as const] : []),
    ...(call ? [[say("fact.call"), call] as const] : []),
    ...(text ? [[say("fact.agenda"), text] as const] : []),
  ];
}
