import type { Event, EventType } from "./event.ts";
import type { Job, Letter } from "./job.ts";
import { openRound, undecided } from "./round.ts";
import type { PersonId, State } from "./state.ts";

type EventOf<T extends EventType> = Extract<Event, { type: T }>;
type Owing<T extends EventType> = (event: EventOf<T>, state: State, before: State) => Job[];

/** More mails than this from one event are one job that writes the others: a commit is bounded. */
const fanOut = 20;

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

/** The id of the job that waits for an upload's object: its arrival wakes it. */
export function ingestJobId(upload: string): string {
  return `ingest/${upload}`;
}

/** The mails of a job that stands for many. */
export function spread(job: Extract<Job, { type: "mails" }>): Job[] {
  const { to, id, ...rest } = job;
  return [...new Set(to)].map((person) => ({ ...rest, id: `${id}/${person}`, type: "mail", to: person }));
}

const owing: { [T in EventType]?: Owing<T> } = {
  amended,
  uploadRequested: ({ data }, { id }) => [
    { id: ingestJobId(data.upload), type: "ingest", deliverable: id, upload: data.upload },
  ],
  draftAccepted: (event, state) => aboutUpload(event, state, "draftRead"),
  draftRefused: (event, state) => aboutUpload(event, state, "draftUnreadable"),
  roundOpened: (event, state) => mails(event, state, "invited", event.data.reviewers),
  decided,
  reminded: (event, state) => mails(event, state, "reminder", event.data.reviewers),
  deadlinePassed: (event, state) => mails(event, state, "deadlinePassed", [state.coordinator]),
  deadlineMoved: (event, state) =>
    mails(event, state, "deadlineMoved", [...state.rounds.at(-1)!.reviewers, ...state.authors]),
  roundClosed,
  outputsReady: (event, state) => mails(event, state, "final", [...state.funders, ...state.authors, state.coordinator]),
  withdrawn,
};

/** New dates are told to authors, a new reviewer of an open round is invited, a new funder gets the final documents. */
function amended(event: EventOf<"amended">, state: State, before: State): Job[] {
  const added = (role: "reviewers" | "funders") => state[role].filter((person) => !before[role].includes(person));
  const round = openRound(state);
  const invited = round ? mails(event, state, "invited", added("reviewers")) : [];
  return [
    ...(event.data.due ? mails(event, state, "deadlineMoved", state.authors) : []),
    ...invited.map((job) => ({ ...job, round: round!.number }) as Job),
    ...(state.final?.outputs.length ? mails(event, state, "final", added("funders")) : []),
  ];
}

/** To the one who sent the file. */
function aboutUpload(event: EventOf<"draftAccepted" | "draftRefused">, state: State, letter: Letter): Job[] {
  const { upload } = event.data;
  return mails(event, state, letter, [state.uploads[upload]!.by]).map((job) => ({ ...job, upload }) as Job);
}

/** A receipt to who decided; authors and coordinator are told, the coordinator also when nobody is left. */
function decided(event: EventOf<"decided">, state: State): Job[] {
  const round = state.rounds.at(-1)!;
  const last = undecided(round).length === 0 && isFirstOf(event, round.decisions);
  const { submission } = event.data;
  return [
    ...mails(event, state, "decisionReceived", [event.by]),
    ...mails(event, state, "newDecision", [...state.authors, state.coordinator]),
    ...(last ? mails(event, state, "allDecided", [state.coordinator]) : []),
  ].map((job) => ({ ...job, submission }) as Job);
}

function isFirstOf({ by }: Event, decisions: readonly { reviewer: PersonId }[]): boolean {
  return decisions.filter(({ reviewer }) => reviewer === by).length === 1;
}

/** An approved version is rendered. */
function roundClosed(event: EventOf<"roundClosed">, state: State): Job[] {
  const told = mails(event, state, "roundClosed", state.authors);
  const { id, final } = state;
  if (event.data.outcome !== "approved" || !final) return told;
  const { version, edition } = final;
  return [{ id: `render/${id}/${edition}`, type: "render", deliverable: id, version, edition }, ...told];
}

/** Reviewers are told when they were being asked. */
function withdrawn(event: EventOf<"withdrawn">, state: State): Job[] {
  const round = state.rounds.at(-1);
  const asked = round?.closed === event.at && !round.outcome ? round.reviewers : [];
  return mails(event, state, "withdrawn", [...state.authors, ...asked]);
}

/** One mail a person, or one job for many. */
function mails({ seq, data }: Event, { id }: State, letter: Letter, to: readonly PersonId[]): Job[] {
  const people = [...new Set(to)];
  const about = { deliverable: id, letter, ...("round" in data && { round: data.round }) };
  const jobs: Extract<Job, { type: "mails" }> = {
    id: `mail/${id}/${seq}/${letter}`,
    type: "mails",
    to: people,
    ...about,
  };
  return people.length > fanOut ? [jobs] : spread(jobs);
}
