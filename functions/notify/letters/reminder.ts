import { daysBetween } from "../../../shared/line/calendar.ts";
import { listSummaries, loadState } from "../../../shared/line/rows/deliverable.ts";
import { openRound, undecided } from "../../../shared/workflow/round.ts";
import type { Round, State } from "../../../shared/workflow/state.ts";
import { deadlineFact, subjectFacts } from "../facts.ts";
import { type Draft, type Occasion, quoted } from "../occasion.ts";
import { inRound, toReviewer, type Write } from "../toward.ts";

/** A deadline draws near and the reader has not decided: all the rounds that wait for them, in one mail a day. */
export const reminder: Write = inRound(async (occasion, state, round) => {
  if (!isAwaited(occasion, round)) return undefined;
  const waiting = await waitingRounds(occasion);
  return {
    ...(waiting.length > 1 ? several(occasion, waiting) : one(occasion, state, round)),
    daily: true,
    optional: true,
  };
});

type Waiting = { state: State; round: Round };

function one(occasion: Occasion, state: State, round: Round): Draft {
  const { say, date, lastDay, today } = occasion;
  const deadline = lastDay(round.deadline);
  return {
    ...toReviewer(occasion, state, "link.read"),
    subject: subjectOf(occasion, state, daysBetween(today, deadline)),
    paragraphs: [say("reminder.lead", { deadline: date(deadline) }), say("reminder.body")],
    facts: [...subjectFacts(occasion, state), deadlineFact(occasion, round)],
  };
}

/** The link lets them in, to all of them. */
function several(occasion: Occasion, waiting: Waiting[]): Draft {
  const { say, date, shortDate, lastDay } = occasion;
  const first = lastDay(waiting[0]!.round.deadline);
  const { length: count } = waiting;
  return {
    role: "reviewer",
    link: { label: say("link.enter"), purpose: "enter" },
    subject: say("reminder.several.subject", { count, date: shortDate(first) }),
    paragraphs: [say("reminder.several.lead", { count, deadline: date(first) }), say("reminder.several.body")],
    facts: waiting.map(({ state, round }) => [quoted(occasion, state), deadlineFact(occasion, round)[1]]),
  };
}

/** Not who decided, nor who asked that someone else review. */
function isAwaited({ to }: Occasion, round: Round): boolean {
  const handsOver = round.delegations.some(({ from, status }) => from === to.id && status === "proposed");
  return undecided(round).includes(to.id) && !handsOver;
}

/** The open rounds that wait for the reader, the most pressing first. */
async function waitingRounds(occasion: Occasion): Promise<Waiting[]> {
  const { ports, to } = occasion;
  const asked = (await listSummaries(ports.store)).filter(
    ({ stage, reviewers }) => stage === "review" && reviewers.includes(to.id),
  );
  const loaded = await Promise.all(asked.map(({ id }) => loadState(ports.store, id)));
  return loaded
    .flatMap((found): Waiting[] => {
      const round = found && openRound(found.state);
      return round && isAwaited(occasion, round) ? [{ state: found.state, round }] : [];
    })
    .sort((a, b) => Date.parse(a.round.deadline) - Date.parse(b.round.deadline));
}

function subjectOf(occasion: Occasion, state: State, days: number): string {
  const title = { quoted: quoted(occasion, state) };
  if (days < 0) return occasion.say("reminder.subject.late", title);
  return days === 0
    ? occasion.say("reminder.subject.today", title)
    : occasion.say("reminder.subject", { ...title, count: days });
}
