import { toRevise } from "../../document/translation/counts.ts";
import type { Job, LetterName } from "../../jobs/job.ts";
import type { Hash, PersonId } from "../../values.ts";
import type { Event, EventOf } from "../event.ts";
import { comparedVersion } from "../final/editions.ts";
import { ingestJobId, redlineJob } from "../jobs.ts";
import { mails } from "../mails.ts";
import type { State } from "../state.ts";
import type { Owed } from "./owing.ts";

/** What files and drafts leave owing: reading, comparing, pairing, and letters to who sent them. */
export const draftsOwed: Owed = {
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
  partProposed: (event, state) => [
    ...(event.by === "line" ? aboutUpload(event, state, "partProposed", state.coordinator) : []),
    ...redline(state, state.final?.version, event.data.version),
  ],
  proposalDeclined: (event, state) => aboutUpload(event, state, "proposalDeclined"),
  sourceChanged,
  sourceWithdrawn: (event, state) =>
    mails(event, state, "sourceWithdrawn", [...new Set([...state.authors, state.coordinator])]),
  // who made a translation while its source was withdrawn is told so
  translationNoted: (event, state) => (state.stage === "withdrawn" ? following(event, state) : []),
};

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

type Drafted = "draftAccepted" | "correctionsApplied" | "partsArranged";

/** A draft of a translation is paired with its source. */
export function pairing(event: EventOf<Drafted>, state: State): Job[] {
  const madeOf = event.type === "draftAccepted" ? event.data.madeOf : undefined;
  return pairingOf(event, state, event.data.version, madeOf);
}

/** What pairs the passages of a version of a translation with those of its source; nothing of another document. */
export function pairingOf({ seq }: Event, { id, translates }: State, version: Hash | undefined, madeOf?: Hash): Job[] {
  if (!translates || version === undefined) return [];
  const of = madeOf !== undefined && { madeOf };
  return [{ id: `pair/${id}/${seq}`, type: "pair", deliverable: id, seq, version, ...of }];
}

/** A version of a source went to review, or became its final: its translations are held against it; it was withdrawn: they are told. */
export function following({ seq }: Event, { id, translations = [] }: State): Job[] {
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

/** The comparison of two versions, where they are two. */
export function redline({ id }: State, from: Hash | undefined, to: Hash): Job[] {
  return from === undefined || from === to ? [] : [redlineJob(id, from, to)];
}
