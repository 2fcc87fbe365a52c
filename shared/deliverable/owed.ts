import { toRevise } from "../document/translation/counts.ts";
import type { Job, LetterName } from "../jobs/job.ts";
import type { Hash, Holder, PersonId } from "../values.ts";
import { partOwners } from "./drafting/parts.ts";
import type { Event, EventType } from "./event.ts";
import { comparedVersion, currentRounds, delivered, everyEdition } from "./final/editions.ts";
import { proposalsOf } from "./final/proposing.ts";
import { ingestJobId, proofArchiveJob, proofCopyJobId, redlineJob, unpublishJobId } from "./jobs.ts";
import { mails, mailsToOthers } from "./mails.ts";
import { awaitedIn, openRound } from "./round/round.ts";
import type { Round, Sitting, State } from "./state.ts";

type EventOf<T extends EventType> = Extract<Event, { type: T }>;
type Owing<T extends EventType> = (event: EventOf<T>, state: State, before: State) => Job[];

/**
 * The jobs that events leave owing, `state` being the one after them and `before` the one before. A job's id comes from
 * the event (or upload, or edition) it follows, so that owing it twice is owing it once.
 */
export function owed(state: State, events: readonly Event[], before: State = state): Job[] {
  return events.flatMap((event) => {
    const jobs = owing[event.type] as Owing<typeof event.type> | undefined;
    return jobs?.(event as never, state, before) ?? [];
  });
}

const owing: { [T in EventType]?: Owing<T> } = {
  created: (event, state) => draftsAsked(event, state, state.authors),
  amended,
  partsArranged,
  sourceChanged,
  uploadRequested: ({ data: { upload } }, { id, uploads }) =>
    uploads[upload]?.status === "accepted"
      ? []
      : [{ id: ingestJobId(upload), type: "ingest", deliverable: id, upload }],
  draftAccepted: (event, state, before) => [
    ...draftRead(event, state, before),
    ...redline(state, comparedVersion(state), event.data.version),
    ...pairing(event, state),
  ],
  correctionsApplied: (event, state) => [
    ...redline(state, comparedVersion(state), event.data.version),
    ...pairing(event, state),
  ],
  draftRefused: (event, state) => aboutUpload(event, state, "draftUnreadable"),
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
  chased: (event, state) => mails(event, state, "chased", event.data.people),
  deadlinePassed: (event, state) => mails(event, state, "deadlinePassed", [state.coordinator]),
  deadlineMoved,
  roundClosed,
  outputsReady,
  withdrawn,
  editionOpened,
  editionAbandoned: (event, state) => [
    ...toAuthorsAnd(event, state, "editionAbandoned", proposalsOf(state)),
    ...pairingOf(event, state, state.final?.version),
  ],
  correctionDeclared: (event, state) => [...renderJobs(state), ...following(event, state)],
  partProposed: (event, state) => [
    ...(event.by === "line" ? aboutUpload(event, state, "partProposed", state.coordinator) : []),
    ...redline(state, state.final?.version, event.data.version),
  ],
  proposalDeclined: (event, state) => aboutUpload(event, state, "proposalDeclined"),
};

/** A new author is asked, new dates are told to the others, a new reviewer of an open round is invited, a new funder gets the final documents. */
function amended(event: EventOf<"amended">, state: State, before: State): Job[] {
  const added = (role: "authors" | "reviewers" | "funders") =>
    state[role].filter((person) => !before[role].includes(person));
  const had = state.authors.filter((person) => before.authors.includes(person));
  const round = openRound(state);
  const invited = round ? mails(event, state, "invited", added("reviewers")) : [];
  return [
    ...draftsAsked(event, state, added("authors")),
    ...(tellsDates(event, state, before) ? mails(event, state, "deadlineMoved", had) : []),
    ...invited.map((job) => ({ ...job, round: round!.number }) as Job),
    ...(delivered(state) ? mails(event, state, "final", added("funders")) : []),
  ];
}

/** The review's date alone is told with the open round's deadline, which moves with it: in one letter. */
function tellsDates({ data: { due } }: EventOf<"amended">, state: State, before: State): boolean {
  const others = due && (due.draft !== before.due.draft || due.final !== before.due.final);
  return due !== undefined && (others || !isMoved(state, before));
}

function isMoved(state: State, before: State): boolean {
  return openRound(state)?.deadline !== openRound(before)?.deadline;
}

/** Whoever owes a part that they did not owe is asked for it. */
function partsArranged(event: EventOf<"partsArranged">, state: State, before: State): Job[] {
  const { version } = event.data;
  const owners = state.parts.flatMap(({ id }) => {
    const had = before.parts.some((part) => part.id === id) ? partOwners(before, id) : [];
    return partOwners(state, id).filter((person) => !had.includes(person));
  });
  return [
    ...draftsAsked(event, state, owners),
    ...(version === undefined ? [] : redline(state, comparedVersion(state), version)),
    ...pairing(event, state),
  ];
}

type Drafted = "draftAccepted" | "correctionsApplied" | "partsArranged";

/** A draft of a translation is paired with its source. */
function pairing(event: EventOf<Drafted>, state: State): Job[] {
  const madeOf = event.type === "draftAccepted" ? event.data.madeOf : undefined;
  return pairingOf(event, state, event.data.version, madeOf);
}

function pairingOf({ seq }: Event, { id, translates }: State, version: Hash | undefined, madeOf?: Hash): Job[] {
  if (!translates || version === undefined) return [];
  const of = madeOf !== undefined && { madeOf };
  return [{ id: `pair/${id}/${seq}`, type: "pair", deliverable: id, seq, version, ...of }];
}

/** A version of a source went to review, or became its final: its translations are held against it. */
function following({ seq }: Event, { id, translations = [] }: State): Job[] {
  return translations.length === 0 ? [] : [{ id: `follow/${id}/${seq}`, type: "follow", deliverable: id, seq }];
}

/** Once a version; that the version became the final is no news, nor a change that leaves every passage as it was. */
function sourceChanged(event: EventOf<"sourceChanged">, state: State, before: State): Job[] {
  const { newest, standing } = event.data;
  const isNew = newest.version !== before.translates?.newest.version;
  const follows = standing !== undefined && toRevise(standing) === 0;
  const to = state.stage === "final" ? [...state.authors, state.coordinator] : state.authors;
  return isNew && !follows ? mails(event, state, "sourceChanged", to) : [];
}

/** Asks these authors for a draft, except the one whose own act it was. */
function draftsAsked(event: Event, state: State, authors: readonly Holder[]): Job[] {
  const asked = authors.filter((person) => person !== event.by);
  return state.stage === "draft" ? mailsToOthers(event, state, "draftAsked", asked) : [];
}

type OfUpload = "draftAccepted" | "draftRefused" | "partProposed" | "proposalDeclined";

/**
 * To the one who sent the file, unless it is said to whom: its sender caused the letter, though the line read it; of a file that never
 * came they did not.
 */
function aboutUpload(event: EventOf<OfUpload>, state: State, letter: LetterName, to?: PersonId): Job[] {
  const { upload } = event.data;
  const { by } = state.uploads[upload]!;
  const came = event.type !== "draftRefused" || event.data.code !== "upload-missing";
  return mails(event, state, letter, [to ?? by], came ? by : "line").map((job) => ({ ...job, upload }) as Job);
}

/** Who sent a file learns that it was read, or taken up; the letter that an edition is made says so of what it was opened with. */
function draftRead(event: EventOf<"draftAccepted">, state: State, before: State): Job[] {
  if (event.by === "line") return aboutUpload(event, state, "draftRead");
  const sent = before.uploads[event.data.upload];
  const tells = sent?.status === "proposed" && before.stage !== "final" && sent.by !== event.by;
  return tells ? aboutUpload(event, state, "proposalTaken") : [];
}

/** Reviewers are asked, and who offered something before learns what was done of it; the version is set for reading. */
function roundOpened(event: EventOf<"roundOpened">, state: State): Job[] {
  const { round, version, reviewers } = event.data;
  const before = currentRounds(state).at(-2);
  const others = contributors(before).filter((person) => !reviewers.includes(person));
  return [
    ...mails(event, state, "invited", reviewers),
    ...mails(event, state, "dispositions", others).map((job) => ({ ...job, round: before!.number }) as Job),
    { id: proofCopyJobId(state.id, round), type: "proof", deliverable: state.id, round, version },
    ...redline(state, before?.version ?? state.editions.at(-1)?.version, version),
    ...following(event, state),
  ];
}

function redline({ id }: State, from: Hash | undefined, to: Hash): Job[] {
  return from === undefined || from === to ? [] : [redlineJob(id, from, to)];
}

function contributors(round: Round | undefined): PersonId[] {
  return [...new Set(round?.batches.map(({ by }) => by))];
}

/** A seminar of before that its round's end called off: those invited are told. */
function seminarLost(event: EventOf<"roundClosed" | "withdrawn">, state: State, before: State): Job[] {
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
    ...mailsToOthers(event, state, "newDecision", recipients),
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

/** An approved version is rendered; the coordinator is told of what the line closed. */
function roundClosed(event: EventOf<"roundClosed">, state: State, before: State): Job[] {
  const who = event.by === "line" ? [...state.authors, state.coordinator] : state.authors;
  const letters = [...mails(event, state, "roundClosed", who), ...seminarLost(event, state, before)];
  return event.data.outcome === "approved" ? [...renderJobs(state), ...letters, ...following(event, state)] : letters;
}

/** The documents of the edition that was just approved, or declared. */
function renderJobs({ id, final }: State): Job[] {
  if (!final) return [];
  const { version, edition } = final;
  return [{ id: `render/${id}/${edition}`, type: "render", deliverable: id, version, edition }];
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

/** Reviewers are told when they were being asked. */
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
 * The final documents go to who funds, writes and coordinates; who offered something learns what was done of it. The line
 * rendered them, but who closed the round caused the letters.
 */
function outputsReady(event: EventOf<"outputsReady">, state: State): Job[] {
  const { id, seq, funders, authors, coordinator, final, editions } = state;
  const sent = Object.values(state.uploads).filter(({ taken, office }) => taken === final?.edition && !office);
  const recipients = new Set([...funders, ...authors, coordinator]);
  const others = currentRounds(state)
    .flatMap(contributors)
    .filter((person) => !recipients.has(person));
  return [
    ...mails(event, state, "final", [...recipients, ...sent.map(({ by }) => by)], final!.by),
    ...mails(event, state, "dispositions", others, final!.by),
    ...redline(state, editions.at(-1)?.version, final!.version),
    proofArchiveJob(id, seq),
  ];
}
