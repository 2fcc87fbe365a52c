import {
  awaitedIn,
  countingDecisions,
  decisionsOf,
  outcomeOf,
  outcomeOnceHeld,
  undisposed,
} from "../../../shared/deliverable/round/round.ts";
import { awaitedSitting } from "../../../shared/deliverable/round/sittings.ts";
import type { Outcome, Round, State } from "../../../shared/deliverable/state.ts";
import type { MailKey } from "../../../shared/i18n/mails.ts";
import { loadEvents } from "../../../shared/stored/deliverable.ts";
import type { Instant, LocalDate } from "../../../shared/values.ts";
import { mailsOwed } from "../duties.ts";
import { awaitedFact, countFact, dueFacts, lengthFact, openFact, othersFact, subjectFacts } from "../facts.ts";
import { type LetterDraft, type Occasion, quoted } from "../occasion.ts";
import { about, inRound, isAuthor, type LetterWriter, toOwner, toReviewer } from "../recipient.ts";
import { decisionFacts } from "./decisions.ts";

/** The coordinator learns that an author submitted a draft: who reviews it, until when. */
export const roundOpened: LetterWriter = inRound(async (occasion, state, round) => {
  const { say, date, lastDay } = occasion;
  return {
    ...toOwner(occasion, state, "link.awaited", { page: "awaited" }),
    subject: say("roundOpened.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say(openedKey(round), { deadline: date(lastDay(round.deadline)) }),
      say(round.reviewers.length > 0 ? "roundOpened.body" : "roundOpened.body.nobody"),
    ],
    facts: [
      ...subjectFacts(occasion, state),
      ...(await lengthFact(occasion, state, round.version)),
      ...(await othersFact(occasion, state, round)),
    ],
  };
});

/** Whether a draft is reviewed, or what was integrated is confirmed. */
function openedKey({ confirms, unchanged }: Round): MailKey {
  if (confirms === undefined) return "roundOpened.lead";
  return unchanged === undefined ? "roundOpened.lead.confirming" : "roundOpened.lead.unchanged";
}

/** The coordinator learns that nobody is left to wait for, and what each decided: no other letter of the day tells that again. */
export const allDecided: LetterWriter = inRound(async (occasion, state, round) => {
  const { say, date, lastDay, today } = occasion;
  const last = lastDay(round.deadline);
  const outcome = outcomeOf(state, round) ?? (outcomeOnceHeld(state, round) ? "meeting" : "unresolved");
  const awaited = awaitedSitting(state, round);
  const meeting = awaited ? date(awaited.date) : "";
  return {
    ...toOwner(occasion, state, "link.close", { page: "closure" }),
    subject: say("allDecided.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say(last < today ? "allDecided.lead.late" : "allDecided.lead", { deadline: date(last) }),
      say(`allDecided.body.${outcome}`, { meeting }),
    ],
    facts: [
      ...subjectFacts(occasion, state),
      ...(await decisionFacts(occasion, state, round, countingDecisions(round))),
      countFact(occasion, state, round),
    ],
    replaces: (await mailsOwed(occasion)).filter(
      ({ letter, deliverable }) => letter === "newDecision" && deliverable === state.id,
    ),
  };
});

/**
 * Authors learn how the round ended, and what it leaves them to do by when; nothing once another round came of it, nor where the final
 * documents are there: their own letter says that it was approved.
 */
export const roundClosed: LetterWriter = about(async (occasion, state) => {
  const { say, instant, date, today, round } = occasion;
  if (!round?.outcome || !round.closed || round.number !== state.rounds.at(-1)?.number) return undefined;
  if (isReady(state, round.outcome)) return undefined;
  const { final } = state.due;
  const by = round.outcome === "toIntegrate" && final !== undefined && final >= today ? final : undefined;
  const closed = instant(round.closed);
  return {
    ...closedWay(occasion, state, round.outcome),
    subject: closedSubject(occasion, state, round, by),
    paragraphs: [
      by === undefined
        ? say("roundClosed.lead", { instant: closed })
        : say("roundClosed.lead.by", { instant: closed, date: date(by) }),
      say(`roundClosed.body.${round.outcome}`),
      ...meetingStands(occasion, state, round),
    ],
    facts: [...subjectFacts(occasion, state), countFact(occasion, state, round), ...openFact(occasion, round)],
  };
});

/** That a meeting of the round that is still to come takes place all the same. */
export function meetingStands({ say, date, today }: Occasion, state: State, round: Round): string[] {
  const meeting = awaitedSitting(state, round)?.date;
  return meeting !== undefined && meeting >= today ? [say("roundClosed.meeting", { date: date(meeting) })] : [];
}

/** To the remarks that are to be dealt with. */
function closedWay(occasion: Occasion, state: State, outcome: Outcome): Pick<LetterDraft, "role" | "link"> {
  if (outcome === "toIntegrate") return toOwner(occasion, state, "link.treat", { page: "contributions" });
  return toOwner(occasion, state);
}

function isReady({ final }: State, outcome: Outcome): boolean {
  return outcome === "approved" && (final?.outputs.length ?? 0) > 0;
}

function closedSubject(occasion: Occasion, state: State, round: Round, by: LocalDate | undefined): string {
  const { say, shortDate } = occasion;
  const { outcome = "unresolved" } = round;
  const title = quoted(occasion, state);
  const count = undisposed(round).length;
  if (outcome !== "toIntegrate" || count === 0) return say(`roundClosed.subject.${outcome}`, { quoted: title });
  if (by === undefined) return say("roundClosed.subject.treat", { quoted: title, count });
  return say("roundClosed.subject.treat.by", { count, date: shortDate(by) });
}

/** The coordinator is told that the deadline passed without an outcome, and what is missing. */
export const deadlinePassed: LetterWriter = inRound(async (occasion, state, round) => {
  const { say, date, lastDay } = occasion;
  return {
    ...toOwner(occasion, state, "link.awaited", { page: "awaited" }),
    subject: say("deadlinePassed.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("deadlinePassed.lead", { deadline: date(lastDay(round.deadline)) }),
      missingWords(occasion, state, round),
    ],
    facts: [countFact(occasion, state, round), ...(await awaitedFact(occasion, state, round))],
  };
});

function missingWords({ say, date, today }: Occasion, state: State, round: Round): string {
  const day = outcomeOnceHeld(state, round) && awaitedSitting(state, round)?.date;
  const meeting = day ? date(day) : "";
  if (day) return say(day < today ? "deadlinePassed.body.meeting.past" : "deadlinePassed.body.meeting", { meeting });
  return say(awaitedIn(state, round).length > 0 ? "deadlinePassed.body" : "deadlinePassed.body.rule");
}

/** Tells reviewers and authors the new deadline. */
export const deadlineMoved: LetterWriter = about(async (occasion, state) => {
  const { say, date, shortDate, lastDay, job, round } = occasion;
  if (round && decisionsOf(round, "decline").some(({ reviewer }) => reviewer === occasion.to.id)) return undefined;
  const reviewer = round?.reviewers.includes(occasion.to.id) && !isAuthor(occasion.to, state);
  const open = job.round !== undefined && round && !round.closed ? lastDay(round.deadline) : undefined;
  const subject = { quoted: quoted(occasion, state), date: open ? shortDate(open) : "" };
  const why = open !== undefined && round ? await reasonOf(occasion, state, round) : {};
  return {
    ...(reviewer ? toReviewer(occasion, state, "link.read") : toOwner(occasion, state)),
    subject: say(open ? "deadlineMoved.subject" : "deadlineMoved.subject.none", subject),
    paragraphs: [
      open ? say("deadlineMoved.lead", { deadline: date(open) }) : say("deadlineMoved.lead.none"),
      round ? movedWords(occasion, state, round, why) : say("deadlineMoved.body"),
    ],
    facts: open ? subjectFacts(occasion, state) : [...subjectFacts(occasion, state), ...dueFacts(occasion, state)],
  };
});

type Why = { extension?: true; outage?: { from: Instant; until: Instant } };

/** Why a round has another deadline: an outage hid a reminder, decisions are missing, or those there are do not suffice. */
function movedWords({ say, instant }: Occasion, state: State, round: Round, { extension, outage }: Why): string {
  if (outage) return say("deadlineMoved.body.outage", { from: instant(outage.from), until: instant(outage.until) });
  if (!extension) return say("deadlineMoved.body");
  return say(awaitedIn(state, round).length > 0 ? "deadlineMoved.body.extended" : "deadlineMoved.body.extended.rule");
}

/** Why a round has the deadline it has: extended by its rule, moved after an outage, or chosen by the coordinator. */
async function reasonOf({ ports }: Occasion, { id }: State, { number }: Round): Promise<Why> {
  let why: Why = {};
  for await (const { type, data } of loadEvents(ports.store, id))
    if (type === "deadlineMoved" && data.round === number) why = data;
  return why;
}
