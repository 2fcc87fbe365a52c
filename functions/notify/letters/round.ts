import { receiptOf } from "../../../shared/line/receipt.ts";
import { getPerson, type Person } from "../../../shared/line/rows/person.ts";
import { outcomeOf } from "../../../shared/workflow/round.ts";
import { countFact, dueFacts, subjectFacts } from "../facts.ts";
import { quoted } from "../occasion.ts";
import { about, inRound, toOwner, toReviewer, type Write } from "../toward.ts";

/** Authors and coordinator learn of a decision. */
export const newDecision: Write = about(async (occasion, state) => {
  const { say, instant, date, lastDay, job, ports } = occasion;
  const { decision, round } = await receiptOf(ports.store, state, job.submission ?? "");
  const who = nameOf(await getPerson(ports.store, decision.reviewer));
  return {
    ...toOwner(occasion, state),
    subject: say("newDecision.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("newDecision.lead", { who, instant: instant(decision.at), deadline: date(lastDay(round.deadline)) }),
      say("newDecision.body"),
    ],
    facts: [[say("fact.decision"), say(`choice.${decision.choice}`)], countFact(occasion, round)],
  };
});

/** The coordinator learns that nobody is left to wait for. */
export const allDecided: Write = inRound(async (occasion, state, round) => {
  const outcome = outcomeOf(round) ?? "unresolved";
  const { say, date, lastDay } = occasion;
  return {
    ...toOwner(occasion, state, "link.close"),
    subject: say("allDecided.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("allDecided.lead", { deadline: date(lastDay(round.deadline)) }),
      say(`allDecided.body.${outcome}`),
    ],
    facts: [...subjectFacts(occasion, state), countFact(occasion, round)],
  };
});

/** Authors learn how the round ended. */
export const roundClosed: Write = about(async (occasion, state) => {
  const { say, instant, round } = occasion;
  if (!round?.outcome || !round.closed) return undefined;
  return {
    ...toOwner(occasion, state),
    subject: say(`roundClosed.subject.${round.outcome}`, { quoted: quoted(occasion, state) }),
    paragraphs: [say("roundClosed.lead", { instant: instant(round.closed) }), say(`roundClosed.body.${round.outcome}`)],
    facts: [countFact(occasion, round)],
  };
});

/** The coordinator is told that the deadline passed without an outcome. */
export const deadlinePassed: Write = inRound(async (occasion, state, round) => {
  const { say, date, lastDay } = occasion;
  return {
    ...toOwner(occasion, state),
    subject: say("deadlinePassed.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [say("deadlinePassed.lead", { deadline: date(lastDay(round.deadline)) }), say("deadlinePassed.body")],
    facts: [countFact(occasion, round)],
  };
});

/** Those concerned learn the new date. */
export const deadlineMoved: Write = about(async (occasion, state) => {
  const { say, date, shortDate, lastDay, job, round } = occasion;
  const reviewer = round?.reviewers.includes(occasion.to.id) && !state.authors.includes(occasion.to.id);
  const open = job.round !== undefined && round && !round.closed ? lastDay(round.deadline) : undefined;
  const subject = { quoted: quoted(occasion, state), date: open ? shortDate(open) : "" };
  return {
    ...(reviewer ? toReviewer(occasion, state, "link.read") : toOwner(occasion, state)),
    subject: say(open ? "deadlineMoved.subject" : "deadlineMoved.subject.none", subject),
    paragraphs: [
      open ? say("deadlineMoved.lead", { deadline: date(open) }) : say("deadlineMoved.lead.none"),
      say("deadlineMoved.body"),
    ],
    facts: open ? subjectFacts(occasion, state) : [...subjectFacts(occasion, state), ...dueFacts(occasion, state)],
  };
});

function nameOf(person: Person | undefined): string {
  return person ? [person.name, person.organisation].filter(Boolean).join(", ") : "–";
}
