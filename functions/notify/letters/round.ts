import {
  awaitedIn,
  decisionsOf,
  outcomeOf,
  outcomeOnceHeld,
  undisposed,
} from "../../../shared/deliverable/round/round.ts";
import { awaitedSitting } from "../../../shared/deliverable/round/sittings.ts";
import type { Decision, Outcome, Round, State } from "../../../shared/deliverable/state.ts";
import { receiptOf } from "../../../shared/evidence/receipt.ts";
import type { MailKey } from "../../../shared/i18n/mails.ts";
import { veiled } from "../../../shared/sight/anonymity.ts";
import { loadEvents } from "../../../shared/stored/deliverable.ts";
import { fullName, getPerson } from "../../../shared/stored/person.ts";
import type { Instant, LocalDate, PersonId } from "../../../shared/values.ts";
import { awaitedFact, countFact, dueFacts, openFact, standingWords, subjectFacts } from "../facts.ts";
import { type Occasion, quoted } from "../occasion.ts";
import { about, inRound, isAuthor, type LetterWriter, toOwner, toReviewer } from "../recipient.ts";

/** Authors and coordinator learn of a decision. */
export const newDecision: LetterWriter = about(async (occasion, state) => {
  const { say, job, ports } = occasion;
  const { decision, round } = await receiptOf(ports.store, state, job.submission ?? "");
  const gave = await gaveWords(occasion, state, round, decision);
  return {
    ...toOwner(occasion, state),
    subject: say("newDecision.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [say("newDecision.lead", { gave, standing: standingWords(occasion, round) }), say("newDecision.body")],
    facts: [
      [say("fact.decision"), say(`choice.${decision.choice}`)],
      countFact(occasion, state, round),
      ...openFact(occasion, round),
    ],
  };
});

/** Who decided and when; of one that was reported, when it was received, and recorded. */
async function gaveWords(occasion: Occasion, state: State, round: Round, decision: Decision): Promise<string> {
  const { say, date, instant } = occasion;
  const { reviewer, at, reported } = decision;
  const words = { who: await reviewerName(occasion, state, round, reviewer), instant: instant(at) };
  return reported
    ? say("newDecision.reported", { ...words, received: date(reported.received) })
    : say("newDecision.gave", words);
}

/** The coordinator learns that nobody is left to wait for. */
export const allDecided: LetterWriter = inRound(async (occasion, state, round) => {
  const { say, date, lastDay, today } = occasion;
  const last = lastDay(round.deadline);
  const outcome = outcomeOf(state, round) ?? (outcomeOnceHeld(state, round) ? "meeting" : "unresolved");
  const awaited = awaitedSitting(state, round);
  const meeting = awaited ? date(awaited.date) : "";
  return {
    ...toOwner(occasion, state, "link.close"),
    subject: say("allDecided.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say(last < today ? "allDecided.lead.late" : "allDecided.lead", { deadline: date(last) }),
      say(`allDecided.body.${outcome}`, { meeting }),
    ],
    facts: [...subjectFacts(occasion, state), countFact(occasion, state, round)],
  };
});

/** Authors learn how the round ended, and what it leaves them to do by when. */
export const roundClosed: LetterWriter = about(async (occasion, state) => {
  const { say, instant, date, today, round } = occasion;
  if (!round?.outcome || !round.closed) return undefined;
  const { final } = state.due;
  const by = round.outcome === "toIntegrate" && final !== undefined && final >= today ? final : undefined;
  const closed = instant(round.closed);
  const meeting = awaitedSitting(state, round)?.date;
  return {
    ...toOwner(occasion, state, round.outcome === "toIntegrate" ? "link.treat" : undefined),
    subject: closedSubject(occasion, state, round, by),
    paragraphs: [
      by === undefined
        ? say("roundClosed.lead", { instant: closed })
        : say("roundClosed.lead.by", { instant: closed, date: date(by) }),
      say(endedKey(state, round.outcome)),
      ...(meeting !== undefined && meeting >= today ? [say("roundClosed.meeting", { date: date(meeting) })] : []),
    ],
    facts: [countFact(occasion, state, round), ...openFact(occasion, round)],
  };
});

/** What comes next; of an approval whose documents are there before its letter, that they are. */
function endedKey({ final }: State, outcome: Outcome): MailKey {
  const ready = outcome === "approved" && (final?.outputs.length ?? 0) > 0;
  return ready ? "roundClosed.body.approved.ready" : `roundClosed.body.${outcome}`;
}

function closedSubject(occasion: Occasion, state: State, round: Round, by: LocalDate | undefined): string {
  const { say, shortDate } = occasion;
  const { outcome = "unresolved" } = round;
  const title = quoted(occasion, state);
  const count = undisposed(round).length;
  if (outcome !== "toIntegrate" || count === 0) return say(`roundClosed.subject.${outcome}`, { quoted: title });
  if (by === undefined) return say("roundClosed.subject.treat", { quoted: title, count });
  return say("roundClosed.subject.treat.by", { quoted: title, count, date: shortDate(by) });
}

/** The coordinator is told that the deadline passed without an outcome, and what is missing. */
export const deadlinePassed: LetterWriter = inRound(async (occasion, state, round) => {
  const { say, date, lastDay } = occasion;
  return {
    ...toOwner(occasion, state),
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

/** By their place where the round hides them from the reader. */
async function reviewerName(
  { ports, to, language }: Occasion,
  state: State,
  round: Round,
  id: PersonId,
): Promise<string> {
  const person = await getPerson(ports.store, id);
  const name = () => (person ? fullName(person) : "–");
  const viewer = { person: to.id, coordinator: to.coordinator };
  return veiled(state, round, viewer, { name, language }, true)(id);
}
