import { hashOf } from "../chain/hash.ts";
import type { Event, EventOf } from "../deliverable/event.ts";
import { evolve } from "../deliverable/evolve.ts";
import type { Final } from "../deliverable/final/final.ts";
import type { Contribution } from "../deliverable/remarks/contribution.ts";
import { approvals, approvalsNeeded } from "../deliverable/round/round.ts";
import type { Outcome, Round, Sitting, State } from "../deliverable/state.ts";
import { standingEvents } from "../deliverable/undoing/undoing.ts";
import type {
  Approval,
  ApprovedEdition,
  ApprovedRound,
  HeldSitting,
  Opinion,
  Treated,
} from "../document/approval/facts.ts";
import { interfaceLanguage } from "../i18n/languages.ts";
import { isVeiled, veiled } from "../sight/anonymity.ts";
import { roundsOf, sittingsIn } from "../stored/history.ts";
import type { Person } from "../stored/person.ts";
import type { Hash, PersonId, TextRef } from "../values.ts";

/** What an approval record says besides the events: who people are, and the texts that events name by hash. */
export type RecordData = {
  people: ReadonlyMap<PersonId, Pick<Person, "name" | "organisation">>;
  /** Undefined once erased. */
  texts: ReadonlyMap<TextRef, string | undefined>;
  /** Empty once erased. */
  batches: ReadonlyMap<Hash, readonly Contribution[]>;
  /** The words of a passage of a version. */
  passage: (version: Hash, contribution: Contribution) => string | undefined;
};

/** Whoever reads a final document. */
const reader = { coordinator: false };

/**
 * The facts of a final's approval record, as anyone may read them: reviewers of an anonymous round are their places in
 * it. Undefined where nothing was approved. Pure.
 */
export function approvalOf(
  state: State,
  events: readonly Event[],
  recordData: RecordData,
  timeZone: string,
): Approval | undefined {
  const closing = standingEvents(events).findLast(makesFinal);
  if (!closing) return undefined;
  const before = events.slice(0, closing.seq);
  const then = before.reduce<State | undefined>(evolve, undefined);
  if (!then?.final) return undefined;
  const { version } = then.final;
  const asIs = closing.type === "roundClosed" && closing.data.asIs === true;
  const rounds = roundsOf(before).filter(isOfEdition(then.final, then.editions));
  const { people } = recordData;
  const held = rounds.at(-1);
  const short = closing.by === "line" && held !== undefined && approvals(held) < approvalsNeeded(state, held);
  return {
    ...{ version, head: hashOf(closing), seq: closing.seq, closed: closing.at, asIs, timeZone },
    ...(closing.by !== "line" && { closedBy: people.get(closing.by)?.name ?? closing.by }),
    ...(short && { present: true as const }),
    ...(then.final.edition > 1 && { edition: editionOf(then.final, then.editions, recordData) }),
    ...translationIn(then, then.final),
    rounds: rounds.map((round) => approvedRound(state, round, before, recordData)),
    ...(rounds.some(({ number }) => number === 1) && carriedIn(then, before, recordData)),
  };
}

/** Whether an event made an edition: its round closed on approval, or it was declared corrected. */
function makesFinal(event: Event): event is EventOf<"roundClosed" | "correctionDeclared"> {
  return event.type === "correctionDeclared" || (event.type === "roundClosed" && event.data.outcome === "approved");
}

/** The closed rounds by which an edition was approved; of a corrected one, those of the edition that it corrects. */
function isOfEdition({ round }: Final, before: readonly Final[]): (round: Round) => boolean {
  const earlier = before.map((edition) => edition.round).filter((number) => number < round);
  const after = Math.max(0, ...earlier);
  return ({ number, outcome }) => number > after && number <= round && outcome !== undefined;
}

function editionOf(
  { edition: number, reason, corrected, round }: Final,
  before: readonly Final[],
  { texts }: RecordData,
): ApprovedEdition {
  const said = reason === undefined ? undefined : texts.get(reason);
  const corrects = corrected && before.findLast((edition) => edition.round === round && !edition.corrected)?.edition;
  return {
    number,
    ...(said !== undefined && { reason: said }),
    ...(corrected && { corrected }),
    ...(corrects !== undefined && { corrects }),
    before: before.map((edition) => ({
      ...{ number: edition.edition, version: edition.version, approved: edition.approved },
      ...(edition.corrected && { corrected: true as const }),
    })),
  };
}

/** What an edition translates, whether that was withdrawn by then, and what of it did not follow. */
function translationIn({ translates }: State, { translation }: Final): Pick<Approval, "translation"> {
  if (!translates || !translation) return {};
  const { from, behind } = translation;
  const late = behind && {
    ...{ dated: behind.newest.dated, stale: behind.stale, missing: behind.missing, orphan: behind.orphan },
    ...(behind.unpaired && { unpaired: true as const }),
  };
  const { language, withdrawn } = translates;
  return {
    translation: { language, dated: from.dated, ...(withdrawn && { withdrawn }), ...(late && { behind: late }) },
  };
}

function approvedRound(state: State, round: Round, events: readonly Event[], recordData: RecordData): ApprovedRound {
  const { number, version, opened, closed = opened, confirms, unchanged, rule, reviewers } = round;
  const { quorum, per, veto } = rule;
  const name = veiled(state, round, reader, {
    name: (person) => recordData.people.get(person)?.name ?? person,
    language: interfaceLanguage(state.language),
  });
  const held = sittingsIn(events).filter((sitting) => sitting.round === number && sitting.stage === "held");
  const [first, ...others] = held.map((sitting) => heldAt(sitting, name));
  return {
    ...{ number, version, opened, closed, outcome: round.outcome as Outcome },
    ...(confirms !== undefined && { confirms }),
    ...(unchanged !== undefined && { unchanged: saidAt(unchanged, recordData) }),
    ...{ rule: { quorum, per, veto }, reviewers: reviewers.length },
    opinions: reviewers.map((person) => opinionOf(round, person, name, recordData)),
    ...(first && { seminar: first }),
    ...(others.length > 0 && { sittings: others }),
    contributions: treatedIn(events, round, recordData),
  };
}

function saidAt(ref: TextRef, { texts }: RecordData): { reason?: string } {
  const reason = texts.get(ref);
  return reason === undefined ? {} : { reason };
}

function opinionOf(
  round: Round,
  person: PersonId,
  name: (person: PersonId) => string,
  recordData: RecordData,
): Opinion {
  const decision = round.decisions.findLast(({ reviewer }) => reviewer === person);
  const organisation = isVeiled(round, reader) ? undefined : recordData.people.get(person)?.organisation;
  const named = { name: name(person), ...(organisation && { organisation }) };
  if (!decision) return named;
  const { choice, at, reason, reported } = decision;
  const { channel, received } = reported ?? {};
  const reserved = choice === "approveWithReservations" && reason !== undefined;
  const text = reserved ? recordData.texts.get(reason) : undefined;
  return {
    ...{ ...named, choice, at },
    ...(reserved && { reservation: text === undefined ? {} : { text } }),
    ...(channel && received && { reported: { channel, received } }),
  };
}

function heldAt(sitting: Sitting, name: (person: PersonId) => string): HeldSitting {
  const { date, until, starts, ends, place, present = [], outsiders, minutes, minutesFile } = sitting;
  const reference = minutesFile?.hash ?? minutes;
  return {
    ...{ date, place, present: present.map(name) },
    ...(until !== undefined && { until }),
    ...(outsiders && { outsiders }),
    ...(starts !== undefined && { starts }),
    ...(ends !== undefined && { ends }),
    ...(reference !== undefined && { minutes: reference }),
  };
}

/** The remarks sent in a round, in the order of their batches, each with its last disposition. */
function treatedIn(
  events: readonly Event[],
  { number, version, contributions }: Round,
  recordData: RecordData,
): Treated[] {
  const standing = standingEvents(events);
  const reasons = new Map<string, TextRef | undefined>();
  for (const { type, data } of standing)
    if (type === "disposed" && data.round === number) reasons.set(data.contribution, data.reason);
  const sent = standing.flatMap((event) =>
    event.type === "contributed" && event.data.round === number ? [event.data] : [],
  );
  return treatedOf(sent, { version, dispositions: contributions, reasons }, recordData);
}

/** The remarks that came along with the text that the document began as, where some did. */
function carriedIn(
  { derivesFrom }: State,
  events: readonly Event[],
  recordData: RecordData,
): Pick<Approval, "carried"> {
  const carried = derivesFrom?.carried;
  if (!carried) return {};
  const { version, batches, remarks: dispositions } = carried;
  const reasons = new Map<string, TextRef | undefined>();
  for (const { type, data } of standingEvents(events))
    if (type === "carriedAnswered") reasons.set(data.contribution, data.reason);
  return { carried: treatedOf(batches, { version, dispositions, reasons }, recordData) };
}

type Settled = {
  version: Hash;
  dispositions: Readonly<Record<string, Treated["done"]>>;
  reasons: ReadonlyMap<string, TextRef | undefined>;
};

/** What the files of batches say, numbered in their order, with what became of it. */
function treatedOf(
  batches: readonly { file: Hash; contributions: readonly string[] }[],
  { version, dispositions, reasons }: Settled,
  recordData: RecordData,
): Treated[] {
  const remarks = batches.flatMap(({ file, contributions }) => {
    const said = recordData.batches.get(file);
    return contributions.map((id): Omit<Treated, "number"> => {
      const contribution = said?.find((each) => each.id === id);
      const reason = reasons.get(id);
      const why = reason === undefined ? undefined : recordData.texts.get(reason);
      return {
        ...(contribution ? saidOf(contribution, version, recordData) : { type: "comment" as const }),
        done: dispositions[id] ?? "open",
        ...(why !== undefined && { reason: why }),
      };
    });
  });
  return remarks.map((each, index) => ({ number: index + 1, ...each }));
}

type Words = Pick<Treated, "type" | "passage" | "text" | "proposal" | "replies">;

function saidOf(contribution: Contribution, version: Hash, recordData: RecordData): Words {
  const { type, text, replies } = contribution;
  // Where a passage is moved, the text tells it.
  const proposal = contribution.elsewhere ? undefined : contribution.proposal;
  const passage = recordData.passage(version, contribution);
  return {
    ...{ type, text, ...(passage !== undefined && { passage }), ...(proposal !== undefined && { proposal }) },
    ...(replies && { replies: replies.map((reply) => reply.text) }),
  };
}
