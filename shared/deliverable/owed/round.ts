import type { Job } from "../../jobs/job.ts";
import type { PersonId } from "../../values.ts";
import type { EventOf } from "../event.ts";
import { currentRounds } from "../final/editions.ts";
import { proofCopyJobId } from "../jobs.ts";
import { mails, mailsToOthers } from "../mails.ts";
import { awaitedIn } from "../round/round.ts";
import type { Round, Sitting, State } from "../state.ts";
import { following, redline } from "./drafts.ts";
import type { Owed } from "./owing.ts";

/** What happens in a round leaves owing: invitations, receipts, word to who waits for it. */
export const roundOwed: Owed = {
  roundOpened,
  decided,
  delegationProposed: (event, state) =>
    withSubmission(event, mails(event, state, "delegationProposed", [state.coordinator])),
  delegated: (event, state) => [
    ...mails(event, state, "invited", [event.data.person]),
    ...withSubmission(event, mails(event, state, "delegated", [event.data.from])),
  ],
  delegationRefused: (event, state) =>
    withSubmission(event, mails(event, state, "delegationRefused", [event.data.from])),
  deadlinePassed: (event, state) => mails(event, state, "deadlinePassed", [state.coordinator]),
  deadlineMoved,
};

/** Reviewers are asked, the coordinator is told of what an author submitted, and who offered something before learns what was done of it; the version is set for reading. */
function roundOpened(event: EventOf<"roundOpened">, state: State): Job[] {
  const { round, version, reviewers } = event.data;
  const before = currentRounds(state).at(-2);
  const others = contributors(before).filter((person) => !reviewers.includes(person));
  return [
    ...mails(event, state, "invited", reviewers),
    ...mails(
      event,
      state,
      "roundOpened",
      [state.coordinator].filter((person) => person !== event.by),
    ),
    ...mails(event, state, "dispositions", others).map((job) => ({ ...job, round: before!.number }) as Job),
    { id: proofCopyJobId(state.id, round), type: "proof", deliverable: state.id, round, version },
    ...redline(state, before?.version ?? state.editions.at(-1)?.version, version),
    ...following(event, state),
  ];
}

/** Who offered something in a round. */
export function contributors(round: Round | undefined): PersonId[] {
  return [...new Set(round?.batches.map(({ by }) => by))];
}

/** A seminar of before that its round's end called off: those invited are told. */
export function seminarLost(event: EventOf<"roundClosed" | "withdrawn">, state: State, before: State): Job[] {
  const { closedOn = "" } = state.rounds.at(-1) ?? {};
  const wasPlanned = ({ meeting }: Sitting) =>
    before.meetings.some((each) => each.meeting === meeting && each.stage === "planned");
  const lost = state.meetings.filter((sitting) => {
    const { seminar, stage, date } = sitting;
    const stillToCome = event.type === "withdrawn" ? date >= closedOn : date > closedOn;
    return seminar && stage === "cancelled" && stillToCome && wasPlanned(sitting);
  });
  return lost.flatMap(({ invited }) => mails(event, state, "seminarCancelled", invited));
}

/**
 * A receipt to who decided, or word that a decision was recorded for them; authors and coordinator are told, but not who
 * recorded it; the coordinator also when nobody is left.
 */
function decided(event: EventOf<"decided">, state: State): Job[] {
  const round = state.rounds.at(-1)!;
  const reviewer = event.data.reviewer ?? event.by;
  const last = awaitedIn(state, round).length === 0 && isFirstOf(reviewer, round.decisions);
  const recipients = [...state.authors, state.coordinator].filter((person) => person !== event.by);
  return withSubmission(event, [
    ...mails(event, state, event.data.reported ? "decisionReported" : "decisionReceived", [reviewer]),
    ...mailsToOthers(event, state, "newDecision", recipients).map((job) => ({ ...job, happened: event.at }) as Job),
    ...(last ? mails(event, state, "allDecided", [state.coordinator]) : []),
  ]);
}

function withSubmission(event: { data: { submission: string } }, jobs: Job[]): Job[] {
  const { submission } = event.data;
  return jobs.map((job) => ({ ...job, submission }) as Job);
}

function isFirstOf(person: PersonId, decisions: readonly { reviewer: PersonId }[]): boolean {
  return decisions.filter(({ reviewer }) => reviewer === person).length === 1;
}

/** The coordinator is told of what the line did; authors who are told of other dates too have one letter. */
function deadlineMoved(event: EventOf<"deadlineMoved">, state: State, before: State): Job[] {
  const dated = state.due.draft !== before.due.draft || state.due.final !== before.due.final;
  const recipients = [...state.rounds.at(-1)!.reviewers, ...(dated ? [] : state.authors)];
  return mails(event, state, "deadlineMoved", event.by === "line" ? [...recipients, state.coordinator] : recipients);
}
