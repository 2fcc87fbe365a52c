import {
  awaitedIn,
  made,
  outcomeOf,
  outcomeOnceHeld,
  undisposed,
  unrecordedSeminar,
} from "../../../shared/deliverable/round/round.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { receiptOf } from "../../../shared/evidence/receipt.ts";
import { veiled } from "../../../shared/sight/anonymity.ts";
import { loadEvents } from "../../../shared/stored/deliverable.ts";
import { fullName, getPerson } from "../../../shared/stored/person.ts";
import type { Instant, LocalDate, PersonId } from "../../../shared/values.ts";
import { awaitedFact, countFact, dueFacts, openFact, subjectFacts } from "../facts.ts";
import { type Occasion, quoted } from "../occasion.ts";
import { about, inRound, toOwner, toReviewer, type Write } from "../toward.ts";

/** Authors and coordinator learn of a decision. */
export const newDecision: Write = about(async (occasion, state) => {
  const { say, instant, date, lastDay, job, ports } = occasion;
  const { decision, round } = await receiptOf(ports.store, state, job.submission ?? "");
  const who = await reviewerName(occasion, state, round, decision.reviewer);
  return {
    ...toOwner(occasion, state),
    subject: say("newDecision.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("newDecision.lead", { who, instant: instant(decision.at), deadline: date(lastDay(round.deadline)) }),
      say("newDecision.body"),
    ],
    facts: [
      [say("fact.decision"), say(`choice.${decision.choice}`)],
      countFact(occasion, state, round),
      ...openFact(occasion, round),
    ],
  };
});

/** The coordinator learns that nobody is left to wait for. */
export const allDecided: Write = inRound(async (occasion, state, round) => {
  const { say, date, lastDay } = occasion;
  const outcome = outcomeOf(state, round) ?? (outcomeOnceHeld(state, round) ? "seminar" : "unresolved");
  const seminar = round.seminar ? date(round.seminar.date) : "";
  return {
    ...toOwner(occasion, state, "link.close"),
    subject: say("allDecided.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("allDecided.lead", { deadline: date(lastDay(round.deadline)) }),
      say(`allDecided.body.${outcome}`, { seminar }),
    ],
    facts: [...subjectFacts(occasion, state), countFact(occasion, state, round)],
  };
});

/** Authors learn how the round ended, and what it leaves them to do by when. */
export const roundClosed: Write = about(async (occasion, state) => {
  const { say, instant, date, today, round } = occasion;
  if (!round?.outcome || !round.closed) return undefined;
  const { final } = state.due;
  const by = round.outcome === "toIntegrate" && final !== undefined && final >= today ? final : undefined;
  const closed = instant(round.closed);
  const seminar = unrecordedSeminar(round);
  return {
    ...toOwner(occasion, state, round.outcome === "toIntegrate" ? "link.treat" : undefined),
    subject: closedSubject(occasion, state, round, by),
    paragraphs: [
      by === undefined
        ? say("roundClosed.lead", { instant: closed })
        : say("roundClosed.lead.by", { instant: closed, date: date(by) }),
      say(`roundClosed.body.${round.outcome}`),
      ...(seminar !== undefined && seminar >= today ? [say("roundClosed.seminar", { date: date(seminar) })] : []),
    ],
    facts: [countFact(occasion, state, round), ...openFact(occasion, round)],
  };
});

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
export const deadlinePassed: Write = inRound(async (occasion, state, round) => {
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
  const day = outcomeOnceHeld(state, round) && unrecordedSeminar(round);
  const seminar = day ? date(day) : "";
  if (day) return say(day < today ? "deadlinePassed.body.seminar.past" : "deadlinePassed.body.seminar", { seminar });
  return say(awaitedIn(state, round).length > 0 ? "deadlinePassed.body" : "deadlinePassed.body.rule");
}

/** Those concerned learn the new date. */
export const deadlineMoved: Write = about(async (occasion, state) => {
  const { say, date, shortDate, lastDay, job, round } = occasion;
  if (round && made(round, "decline").some(({ reviewer }) => reviewer === occasion.to.id)) return undefined;
  const reviewer = round?.reviewers.includes(occasion.to.id) && !state.authors.includes(occasion.to.id);
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

/** What gave a round the deadline it has: a day that was chosen since has its own reason. */
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
