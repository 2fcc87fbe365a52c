import type { Job, LetterName } from "../../jobs/job.ts";
import type { Holder, PersonId } from "../../values.ts";
import type { Event, EventOf } from "../event.ts";
import { currentRounds, everyEdition } from "../final/editions.ts";
import { proposalsOf } from "../final/proposing.ts";
import { proofArchiveJob, unpublishJobId } from "../jobs.ts";
import { mails, mailsToOthers } from "../mails.ts";
import { decisionsOf } from "../round/round.ts";
import type { Round, State } from "../state.ts";
import { following, pairingOf, redline } from "./drafts.ts";
import type { Owed } from "./owing.ts";
import { contributors, seminarLost } from "./round.ts";

/** What the end of a round, editions and a withdrawal leave owing: files to make or to take away, and who learns of them. */
export const finalOwed: Owed = {
  roundClosed,
  outputsReady,
  withdrawn,
  editionOpened,
  editionAbandoned: (event, state) => [
    ...toAuthorsAnd(event, state, "editionAbandoned", proposalsOf(state)),
    ...pairingOf(event, state, state.final?.version),
  ],
  correctionDeclared: (event, state) => [...renderJobs(event, state), ...following(event, state)],
  undone,
};

/** An approved version is rendered; the coordinator is told of what the line closed. */
function roundClosed(event: EventOf<"roundClosed">, state: State, before: State): Job[] {
  const who = event.by === "line" ? [...state.authors, state.coordinator] : state.authors;
  const letters = [...mails(event, state, "roundClosed", who), ...seminarLost(event, state, before)];
  return event.data.outcome === "approved"
    ? [...renderJobs(event, state), ...letters, ...following(event, state)]
    : letters;
}

/**
 * The draft before corrections is paired anew; a final that is there again has its proof archive made anew, or its documents, where
 * these were not made while it was withdrawn.
 */
function undone(event: EventOf<"undone">, state: State): Job[] {
  const { what } = event.data;
  if (what === "correctionsApplied") return pairingOf(event, state, state.versions.at(-1)?.hash);
  if (what !== "withdrawn" || !state.final) return [];
  return state.final.outputs.length > 0 ? [proofArchiveJob(state.id, event.seq)] : renderJobs(event, state);
}

/** The documents of the edition that was just approved, or declared. */
function renderJobs({ seq }: Event, { id, final }: State): Job[] {
  if (!final) return [];
  const { version, edition } = final;
  return [{ id: `render/${id}/${edition}/${seq}`, type: "render", deliverable: id, version, edition }];
}

/**
 * Authors learn that a new edition is being made, and why; the proof archive of the edition before is made as it stood when it
 * was still the newest.
 */
function editionOpened(event: EventOf<"editionOpened">, state: State, before: State): Job[] {
  return [
    ...toAuthorsAnd(event, state, "editionOpened", proposalsOf(before)),
    proofArchiveJob(state.id, event.seq - 1),
  ];
}

/** To authors, and to who sent a part that is or was proposed; not to who did it. */
function toAuthorsAnd(event: Event, state: State, letter: LetterName, sent: readonly { by: PersonId }[]): Job[] {
  const told = [...new Set([...state.authors, ...sent.map(({ by }) => by)])].filter((person) => person !== event.by);
  return mailsToOthers(event, state, letter, told);
}

/** Reviewers are told when they were being asked; translations of it are told too. */
function withdrawn(event: EventOf<"withdrawn">, state: State, before: State): Job[] {
  const round = state.rounds.at(-1);
  const asked = round?.closed === event.at && !round.outcome ? round.reviewers : [];
  const given = everyEdition(state).length > 0 ? readersOfFinal(state) : [];
  const others = [...state.authors, ...asked].filter((person) => !given.includes(person));
  return [
    ...mails(event, state, "withdrawn", others),
    ...mails(
      event,
      state,
      "finalWithdrawn",
      given.filter((person) => person !== event.by),
    ),
    ...(asked.length > 0 ? seminarLost(event, state, before) : []),
    ...filesGone(event, state),
    ...following(event, state),
  ];
}

/** What takes the files of a final away, and makes a proof archive that tells it; nothing where there were none. */
function filesGone({ seq }: EventOf<"withdrawn">, state: State): Job[] {
  const { id: deliverable, final } = state;
  if (!final && everyEdition(state).length === 0) return [];
  return [
    { id: unpublishJobId(deliverable, seq), type: "unpublish", deliverable, seq },
    proofArchiveJob(deliverable, seq),
  ];
}

/** Who was asked to read it, but for those who said that they do not. */
function readersOf(round: Round): PersonId[] {
  const declined = decisionsOf(round, "decline").map(({ reviewer }) => reviewer);
  return round.reviewers.filter((person) => !declined.includes(person));
}

/** Who was mailed a final: who writes, funds and coordinates, and who did when the first was there. */
function readersOfFinal(state: State): Holder[] {
  const { authors, funders, coordinator, places } = state;
  const since = everyEdition(state)[0]?.since ?? 0;
  const left = Object.entries(places).flatMap(([person, { author = 0, funder = 0 }]) =>
    Math.max(author, funder) >= since ? [person] : [],
  );
  return [...new Set([...authors, ...funders, coordinator, ...left])];
}

/**
 * The final documents go to who funds, writes and coordinates; who reviewed learns that it is final, and what was done of what they
 * offered. The line rendered them, but who closed the round caused the letters.
 */
function outputsReady(event: EventOf<"outputsReady">, state: State): Job[] {
  const { id, seq, funders, authors, coordinator, final, editions } = state;
  const sent = Object.values(state.uploads).filter(({ taken, office }) => taken === final?.edition && !office);
  const recipients = new Set([...funders, ...authors, coordinator]);
  const rounds = currentRounds(state);
  const readers = [...rounds.flatMap(contributors), ...rounds.slice(-1).flatMap(readersOf)];
  const others = readers.filter((person) => !recipients.has(person));
  return [
    ...mails(event, state, "final", [...recipients, ...sent.map(({ by }) => by)], final!.by),
    ...mails(event, state, "dispositions", others, final!.by),
    ...redline(state, editions.at(-1)?.version, final!.version),
    proofArchiveJob(id, seq),
  ];
}
