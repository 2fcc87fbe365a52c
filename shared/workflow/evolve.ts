import type { Event, EventType } from "./event.ts";
import { hashOf } from "./hash.ts";
import type { Round, State, Upload } from "./state.ts";

type EventOf<T extends EventType> = Extract<Event, { type: T }>;
/** What an event makes of the state; the chain's `seq` and `head` are `evolve`'s. */
type Step<T extends EventType> = (state: State, event: EventOf<T>) => State;

/** Uploads kept in the state once they were read, and rounds: a row is bounded, events have all. */
const keptUploads = 20;
const keptRounds = 6;

/** The state after an event. Every event that `decide` ever gave is taken: what happened happened. */
export function evolve(state: State | undefined, event: Event): State {
  const place = { seq: event.seq, head: hashOf(event) };
  if (event.type === "created") return { ...created(event), ...place };
  if (!state) throw new Error(`event ${event.seq} (${event.type}) comes before "created"`);
  const step = steps[event.type] as Step<typeof event.type>;
  return { ...step(state, event as never), ...place };
}

const steps: { [T in Exclude<EventType, "created">]: Step<T> } = {
  amended,
  uploadRequested,
  draftAccepted,
  draftRefused,
  roundOpened,
  seminarPlanned,
  seminarHeld,
  decided,
  reminded,
  deadlinePassed: (state) => inLastRound(state, () => ({ overdue: true })),
  deadlineMoved: (state, { data }) =>
    inLastRound(state, () => ({ deadline: data.deadline, overdue: false, reminded: [] })),
  roundClosed,
  outputsReady: (state, { data }) => ({ ...state, final: { ...state.final!, outputs: data.outputs } }),
  withdrawn,
};

function created({ data }: EventOf<"created">): Omit<State, "seq" | "head"> {
  return { ...data, stage: "draft", uploads: {}, versions: [], rounds: [] };
}

function amended(state: State, { data }: EventOf<"amended">): State {
  const changed = { ...state, ...data };
  const { reviewers } = data;
  return reviewers && state.stage === "review" ? inLastRound(changed, () => ({ reviewers })) : changed;
}

function uploadRequested(state: State, { data, by, at }: EventOf<"uploadRequested">): State {
  const { upload, ...sent } = data;
  return withUpload(state, upload, { ...sent, by, status: "awaited", requested: at });
}

function draftAccepted(state: State, { data, at }: EventOf<"draftAccepted">): State {
  const { upload, version, manifest, check } = data;
  const sent = state.uploads[upload]!;
  const current = state.versions.at(-1);
  const checks = { ...current?.checks, [sent.part]: check };
  const draft =
    current?.hash === version ? { ...current, checks } : { hash: version, accepted: at, by: sent.by, manifest, checks };
  const reviewed = state.versions.filter(
    ({ hash }) => hash !== version && state.rounds.some((round) => round.version === hash),
  );
  return withUpload({ ...state, versions: [...reviewed, draft] }, upload, { ...sent, status: "accepted", version });
}

function draftRefused(state: State, { data }: EventOf<"draftRefused">): State {
  const { upload, code, details } = data;
  return withUpload(state, upload, { ...state.uploads[upload]!, status: "refused", refused: { code, details } });
}

function roundOpened(state: State, { data, at }: EventOf<"roundOpened">): State {
  const { round: number, ...opening } = data;
  const round: Round = { number, ...opening, opened: at, decisions: [], reminded: [], overdue: false };
  return { ...state, stage: "review", rounds: [...state.rounds, round].slice(-keptRounds) };
}

function seminarPlanned(state: State, { data: { date, place } }: EventOf<"seminarPlanned">): State {
  return inLastRound(state, () => ({ seminar: { date, place, held: false } }));
}

function seminarHeld(state: State, { data: { minutes } }: EventOf<"seminarHeld">): State {
  return inLastRound(state, ({ seminar }) => ({ seminar: { ...seminar!, held: true, ...(minutes && { minutes }) } }));
}

function decided(state: State, { data, by, at }: EventOf<"decided">): State {
  const { submission, choice, reason } = data;
  const decision = { submission, reviewer: by, choice, ...(reason && { reason }), at };
  return inLastRound(state, ({ decisions }) => ({ decisions: [...decisions, decision] }));
}

function reminded(state: State, { data }: EventOf<"reminded">): State {
  return inLastRound(state, (round) => ({ reminded: [...round.reminded, data.days] }));
}

function roundClosed(state: State, { data, at }: EventOf<"roundClosed">): State {
  const { version, round, outcome } = data;
  const closed = inLastRound(state, () => ({ outcome, closed: at }));
  if (outcome !== "approved") return { ...closed, stage: "draft" };
  return { ...closed, stage: "final", final: { version, round, edition: 1, approved: at, outputs: [] } };
}

function withdrawn(state: State, { at }: EventOf<"withdrawn">): State {
  const closed = state.stage === "review" ? inLastRound(state, () => ({ closed: at })) : state;
  return { ...closed, stage: "withdrawn" };
}

function inLastRound(state: State, change: (round: Round) => Partial<Round>): State {
  const last = state.rounds.at(-1)!;
  return { ...state, rounds: [...state.rounds.slice(0, -1), { ...last, ...change(last) }] };
}

/** Sets an upload; of those that were read, the oldest asked for give way. */
function withUpload(state: State, id: string, upload: Upload): State {
  const uploads = { ...state.uploads, [id]: upload };
  const read = Object.entries(uploads).filter(([, { status }]) => status !== "awaited");
  const oldest = read.sort(([a, { requested: x }], [b, { requested: y }]) => (x < y || (x === y && a < b) ? -1 : 1));
  for (const [gone] of oldest.slice(0, Math.max(0, read.length - keptUploads))) if (gone !== id) delete uploads[gone];
  return { ...state, uploads };
}
