import { gatheredAt } from "../../../shared/asking/open-hours.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { hasEnded } from "../../../shared/deliverable/place.ts";
import type { Decision, Round, State } from "../../../shared/deliverable/state.ts";
import { alphabetically } from "../../../shared/i18n/languages.ts";
import { veiled } from "../../../shared/sight/anonymity.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { fullName, getPerson } from "../../../shared/stored/person.ts";
import { mailsOwed, quotedThing } from "../duties.ts";
import { countFact, type Fact, openFact, standingWords } from "../facts.ts";
import { isStillFor } from "../meant.ts";
import type { LetterDraft, MailJob, Occasion } from "../occasion.ts";
import { type LetterWriter, toOwner } from "../recipient.ts";

/** Decisions of the day on one document: the last of each reviewer. */
type Decided = { state: State; round: Round; decisions: readonly Decision[] };

/**
 * Authors and coordinators learn at the end of the day of the decisions that came, all in one letter; nothing of a round that was
 * closed meanwhile. Whichever of their jobs writes it, it is the same letter.
 */
export const newDecision: LetterWriter = async (occasion) => {
  const { job } = occasion;
  const owed = [job, ...(await ofSameDay(occasion))];
  const told = await decidedIn(occasion, owed);
  const [first, ...others] = told;
  if (!first) return undefined;
  const letter = others.length === 0 ? await ofOne(occasion, first) : await ofSeveral(occasion, told);
  if (owed.length === 1) return letter;
  const id = `mail/decisions/${job.to}/${hashOf(owed.map((each) => each.id).sort()).slice(0, 16)}`;
  return { ...letter, id, replaces: owed.filter((each) => each !== job) };
};

/** The other mails of this letter that are to leave at the same moment. */
async function ofSameDay(occasion: Occasion): Promise<MailJob[]> {
  const { job, settings } = occasion;
  const { happened } = job;
  if (happened === undefined) return [];
  const at = gatheredAt(happened, settings);
  return (await mailsOwed(occasion)).filter(
    (each) => each.letter === job.letter && each.happened !== undefined && gatheredAt(each.happened, settings) === at,
  );
}

/** What some mails tell that is still so, and still for their reader, document by document. */
async function decidedIn({ ports, to }: Occasion, jobs: readonly MailJob[]): Promise<Decided[]> {
  const found: Decided[] = [];
  for (const [id, mails] of Map.groupBy(jobs, ({ deliverable = "" }) => deliverable)) {
    const state = (await loadState(ports.store, id))?.state;
    if (!state || (!to.coordinator && hasEnded(state, to.id))) continue;
    const meant = mails.filter((mail) => isStillFor(mail, to, state));
    for (const round of state.rounds.filter(({ closed }) => closed === undefined)) {
      const told = round.decisions.filter(({ submission }) => meant.some((mail) => mail.submission === submission));
      const decisions = told.filter(
        ({ reviewer, at }) => !told.some((each) => each.reviewer === reviewer && each.at > at),
      );
      if (decisions.length > 0) found.push({ state, round, decisions });
    }
  }
  return found.sort((a, b) => alphabetically(a.state.title, b.state.title));
}

async function ofOne(occasion: Occasion, { state, round, decisions }: Decided): Promise<LetterDraft> {
  const { say } = occasion;
  const { length: count } = decisions;
  return {
    ...toOwner(occasion, state),
    subject: say("newDecision.subject", { quoted: quotedThing(occasion, state), count }),
    paragraphs: [say("newDecision.lead", { standing: standingWords(occasion, round), count }), say("newDecision.body")],
    facts: [
      [say("fact.title"), state.title],
      ...(await decisionFacts(occasion, state, round, decisions)),
      countFact(occasion, state, round),
      ...openFact(occasion, round),
    ],
  };
}

/** A line a document; the link opens the reader's own page of them. */
async function ofSeveral(occasion: Occasion, told: readonly Decided[]): Promise<LetterDraft> {
  const { say, to } = occasion;
  const count = told.reduce((sum, { decisions }) => sum + decisions.length, 0);
  const words = { count, documents: told.length };
  const lines = told.map(async ({ state, round, decisions }): Promise<Fact> => {
    const facts = await decisionFacts(occasion, state, round, decisions);
    return [quotedThing(occasion, state), occasion.listed(facts.map(([who, what]) => `${who}, ${what}`))];
  });
  return {
    role: "following",
    link: to.coordinator
      ? { label: say("link.year"), purpose: "enter", page: "year" }
      : { label: say("link.drafts"), purpose: "enter", page: "drafts" },
    subject: say("newDecision.several.subject", words),
    paragraphs: [say("newDecision.several.lead", words), say("newDecision.body")],
    facts: await Promise.all(lines),
  };
}

/** A line a decision: who, as the reader may know them, what and when; of one that was reported, when it was received. */
export async function decisionFacts(
  occasion: Occasion,
  state: State,
  round: Round,
  decisions: readonly Decision[],
): Promise<Fact[]> {
  const { say, date, instant } = occasion;
  const name = await reviewerNames(occasion, state, round, decisions);
  return decisions.map(({ reviewer, choice, at, reported }): Fact => {
    const words = { choice: say(`choice.${choice}`), instant: instant(at) };
    return [
      name(reviewer),
      reported
        ? say("decision.reported", { ...words, received: date(reported.received) })
        : say("decision.given", words),
    ];
  });
}

/** By their place where the round hides them from the reader. */
async function reviewerNames(
  { ports, to, language }: Occasion,
  state: State,
  round: Round,
  decisions: readonly Decision[],
): Promise<(person: string) => string> {
  const people = await Promise.all(decisions.map(({ reviewer }) => getPerson(ports.store, reviewer)));
  const names = new Map(people.flatMap((person) => (person ? [[person.id, fullName(person)] as const] : [])));
  const viewer = { person: to.id, coordinator: to.coordinator };
  return veiled(state, round, viewer, { name: (person) => names.get(person) ?? "–", language }, true);
}
