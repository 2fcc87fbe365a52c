import { daysBetween } from "../../../shared/line/calendar.ts";
import { receiptOf } from "../../../shared/line/receipt.ts";
import type { State } from "../../../shared/workflow/state.ts";
import { deadlineFact, subjectFacts } from "../facts.ts";
import { type Occasion, quoted } from "../occasion.ts";
import { about, inRound, toReviewer, type Write } from "../toward.ts";

/** A reviewer is asked. */
export const invited: Write = inRound(async (occasion, state, round) => {
  const deadline = occasion.lastDay(round.deadline);
  return {
    ...toReviewer(occasion, state, "link.read"),
    subject: occasion.say("invited.subject", { quoted: quoted(occasion, state), date: occasion.shortDate(deadline) }),
    paragraphs: [
      occasion.say("invited.lead", { deadline: occasion.date(deadline) }),
      occasion.say("invited.body", { network: occasion.settings.network }),
    ],
    facts: [...subjectFacts(occasion, state), deadlineFact(occasion, round)],
  };
});

/** The deadline draws near and they have not decided. */
export const reminder: Write = inRound(async (occasion, state, round) => {
  if (round.decisions.some(({ reviewer }) => reviewer === occasion.to.id)) return undefined;
  const deadline = occasion.lastDay(round.deadline);
  return {
    ...toReviewer(occasion, state, "link.read"),
    subject: reminderSubject(occasion, state, daysBetween(occasion.today, deadline)),
    paragraphs: [occasion.say("reminder.lead", { deadline: occasion.date(deadline) }), occasion.say("reminder.body")],
    facts: [...subjectFacts(occasion, state), deadlineFact(occasion, round)],
  };
});

/** The receipt of a decision. */
export const decisionReceived: Write = about(async (occasion, state) => {
  const { say, instant, date, lastDay, job, ports } = occasion;
  const { number, decision, round, head } = await receiptOf(ports.store, state, job.submission ?? "");
  const deadline = date(lastDay(round.deadline));
  return {
    ...toReviewer(occasion, state, "link.standing"),
    subject: say("decisionReceived.subject", { quoted: quoted(occasion, state), number }),
    paragraphs: [
      say("decisionReceived.lead", { instant: instant(decision.at) }),
      say("decisionReceived.body", { deadline }),
    ],
    facts: [
      [say("fact.title"), state.title],
      [say("fact.number"), say("fact.number.value", { number })],
      [say("fact.decision"), say(`choice.${decision.choice}`)],
      [say("fact.date"), instant(decision.at)],
      [say("fact.version"), round.version],
      [say("fact.head"), head],
    ],
  };
});

function reminderSubject(occasion: Occasion, state: State, days: number): string {
  const title = { quoted: quoted(occasion, state) };
  if (days < 0) return occasion.say("reminder.subject.late", title);
  return days === 0
    ? occasion.say("reminder.subject.today", title)
    : occasion.say("reminder.subject", { ...title, count: days });
}
