import { mentionsOf } from "../../../shared/asking/digest.ts";
import { hasRemarks, roundBefore, undisposed } from "../../../shared/deliverable/round/round.ts";
import type { Decision, Round, State } from "../../../shared/deliverable/state.ts";
import { receiptOf } from "../../../shared/evidence/receipt.ts";
import type { MailKey } from "../../../shared/i18n/mails.ts";
import { fullName, getPerson } from "../../../shared/stored/person.ts";
import { getText } from "../../../shared/stored/text.ts";
import { owedOf } from "../duties.ts";
import {
  deadlineFact,
  dispositionFacts,
  type Fact,
  lengthFact,
  othersFact,
  reasonFact,
  standingWords,
  subjectFacts,
} from "../facts.ts";
import { type LetterDraft, type Occasion, quoted } from "../occasion.ts";
import { ownLines } from "../own-lines.ts";
import { about, inRound, type LetterWriter, toReviewer } from "../recipient.ts";

/** A reviewer is asked to read, to read a new version, or to confirm what was integrated. */
export const invited: LetterWriter = inRound(async (occasion, state, round) => {
  if (!round.reviewers.includes(occasion.to.id)) return undefined;
  const before = roundBefore(state, round);
  const letter = before
    ? (round.confirms ? confirming : renewed)(occasion, state, round, before)
    : first(occasion, state, round);
  return { ...(await letter), mentions: mentionsOf(await owedOf(occasion, state), occasion.today) };
});

async function first(occasion: Occasion, state: State, round: Round): Promise<LetterDraft> {
  const deadline = occasion.lastDay(round.deadline);
  return {
    ...toReviewer(occasion, state, "link.read"),
    subject: occasion.say("invited.subject", { quoted: quoted(occasion, state), date: occasion.shortDate(deadline) }),
    paragraphs: [
      occasion.say("invited.lead", { deadline: occasion.date(deadline) }),
      ...(await ownLines(occasion)),
      await whyAsked(occasion, round),
    ],
    facts: await roundFacts(occasion, state, round),
  };
}

/** What is to be read, until when, how long it takes, and who else reads it. */
async function roundFacts(occasion: Occasion, state: State, round: Round): Promise<Fact[]> {
  return [
    ...subjectFacts(occasion, state),
    deadlineFact(occasion, round),
    ...(await lengthFact(occasion, state, round.version)),
    ...(await othersFact(occasion, state, round)),
  ];
}

/** By the network, or in the place of someone. */
async function whyAsked({ say, settings, ports, to }: Occasion, { delegations }: Round): Promise<string> {
  const from = delegations.findLast(({ person, status }) => person === to.id && status === "confirmed")?.from;
  const reviewer = from === undefined ? undefined : await getPerson(ports.store, from);
  return reviewer
    ? say("invited.instead", { from: fullName(reviewer) })
    : say("invited.body", { network: settings.network });
}

/** Invites to review a version that replaces the one of the round before, with the dispositions of the reader's own remarks. */
async function renewed(occasion: Occasion, state: State, round: Round, before: Round): Promise<LetterDraft> {
  const { say, date, shortDate } = occasion;
  const deadline = occasion.lastDay(round.deadline);
  const dispositions = await dispositionFacts(occasion, state, [before]);
  const { as, link } = calledOf(round, "renewed");
  return {
    ...toReviewer(occasion, state, link),
    subject: say(`${as}.subject`, { quoted: quoted(occasion, state), date: shortDate(deadline) }),
    paragraphs: [
      say(`${as}.lead`, { deadline: date(deadline) }),
      ...(await ownLines(occasion)),
      await whyAsked(occasion, round),
      ...editionWords(occasion, state),
      say(round.unchanged === undefined ? "renewed.body" : "renewed.unchanged", { round: before.number }),
      ...(dispositions.length > 0 ? [say("renewed.dispositions")] : []),
    ],
    facts: [
      ...(await roundFacts(occasion, state, round)),
      ...(await reasonFact(occasion, state.making?.reason)),
      ...(await whyUnchanged(occasion, round)),
      ...dispositions,
    ],
  };
}

/** That the round is to make a new edition of a final, where it is. */
function editionWords({ say }: Occasion, { making }: State): string[] {
  return making ? [say("renewed.edition", { edition: making.edition, before: making.edition - 1 })] : [];
}

/** With what was done of the reader's own remarks. */
async function confirming(occasion: Occasion, state: State, round: Round, before: Round): Promise<LetterDraft> {
  const { say, date, shortDate, settings } = occasion;
  const deadline = occasion.lastDay(round.deadline);
  const { as, link } = calledOf(round, hasRemarks(before) ? "confirming" : "renewed");
  return {
    ...toReviewer(occasion, state, link),
    subject: say(`${as}.subject`, { quoted: quoted(occasion, state), date: shortDate(deadline) }),
    paragraphs: [
      say(`${as}.lead`, { deadline: date(deadline) }),
      ...(await ownLines(occasion)),
      say(confirmingKey(round, before), { network: settings.network }),
    ],
    facts: [
      ...(await roundFacts(occasion, state, round)),
      ...(await whyUnchanged(occasion, round)),
      ...(await dispositionFacts(occasion, state, [before])),
    ],
  };
}

/** A version is new, or integrated, only where its text changed: of an unchanged one there is nothing to show. */
function calledOf({ unchanged }: Round, changed: "renewed" | "confirming") {
  return unchanged === undefined
    ? ({ as: changed, link: "link.redline" } as const)
    : ({ as: "invited", link: "link.read" } as const);
}

/** What the round before was approved with, and whether all of it was dealt with. */
function confirmingKey({ unchanged }: Round, before: Round): MailKey {
  const text = unchanged === undefined ? "body" : "unchanged";
  if (!hasRemarks(before)) return `confirming.${text}.reservations`;
  return undisposed(before).length > 0 ? `confirming.${text}.some` : `confirming.${text}`;
}

/** Why the text is the one already read, where it is. */
function whyUnchanged(occasion: Occasion, { unchanged }: Round): Promise<Fact[]> {
  return textFact(occasion, "fact.reason", unchanged);
}

/** The receipt of a decision. */
export const decisionReceived: LetterWriter = about(async (occasion, state) => {
  const { say, instant, date, lastDay, job, ports } = occasion;
  const { number, decision, round } = await receiptOf(ports.store, state, job.submission ?? "");
  const deadline = date(lastDay(round.deadline));
  return {
    ...toReviewer(occasion, state, "link.receipt", { page: "receipt", of: job.submission }),
    subject: say("decisionReceived.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("decisionReceived.lead", { instant: instant(decision.at) }),
      say(keepKey(occasion, round), { deadline }),
    ],
    facts: decisionFacts(occasion, state, decision, number),
  };
});

/** Whether they may still change it. */
function keepKey({ lastDay, today }: Occasion, { closed, deadline }: Round): MailKey {
  if (closed !== undefined) return "decisionReceived.body.closed";
  return lastDay(deadline) < today ? "decisionReceived.body.late" : "decisionReceived.body";
}

/** A reviewer learns what was recorded in their name, so that they can object. */
export const decisionReported: LetterWriter = about(async (occasion, state) => {
  const { say, instant, date, job, ports } = occasion;
  const { decision, round, number } = await receiptOf(ports.store, state, job.submission ?? "");
  const { reported } = decision;
  if (!reported) return undefined;
  const by = await getPerson(ports.store, reported.by);
  const who = by ? fullName(by) : "–";
  const lead = round.closed === undefined ? "decisionReported.lead.open" : "decisionReported.lead";
  const standing = standingWords(occasion, round);
  return {
    ...toReviewer(occasion, state, "link.reported", { page: "receipt", of: job.submission }),
    subject: say("decisionReported.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [say(lead, { who, instant: instant(decision.at), standing }), say("decisionReported.body")],
    facts: [
      ...decisionFacts(occasion, state, decision, number),
      [say("fact.by"), say(`channel.${reported.channel}`, { date: date(reported.received) })],
      ...(await textFact(occasion, "fact.note", reported.note)),
      ...(await textFact(occasion, "fact.reason", decision.reason)),
    ],
  };
});

function decisionFacts({ say }: Occasion, { title }: State, { choice }: Decision, number: string): Fact[] {
  return [
    [say("fact.title"), title],
    [say("fact.number"), say("fact.number.value", { number })],
    [say("fact.decision"), say(`choice.${choice}`)],
  ];
}

/** A kept text, unless there is none or it was erased. */
async function textFact({ ports, say }: Occasion, name: "fact.note" | "fact.reason", ref?: string): Promise<Fact[]> {
  const text = ref === undefined ? undefined : await getText(ports.files, ref);
  return text ? [[say(name), text]] : [];
}
