import type { TextRef } from "../../values.ts";
import { senderOf, writerFault } from "../drafting/parts.ts";
import type { EventOf } from "../event.ts";
import { takenProposals } from "../final/proposing.ts";
import type { State, Upload } from "../state.ts";
import { withDraft, withReopened } from "./drafts.ts";
import type { Steps } from "./step.ts";

/** Uploads kept in the state once they were read: a row is bounded, events have all. */
const keptUploads = 20;

/** Files that are sent: of a draft, or of a part of a final, which proposes an edition. */
export const uploadSteps: Steps<
  "uploadRequested" | "draftAccepted" | "draftRefused" | "partProposed" | "proposalDeclined"
> = {
  uploadRequested,
  draftAccepted,
  draftRefused,
  partProposed,
  proposalDeclined: (state, { data: { upload, reason } }) =>
    withUpload(state, upload, refusedProposal(state.uploads[upload]!, "proposal-declined", reason)),
};

function uploadRequested(state: State, { data, by, at }: EventOf<"uploadRequested">): State {
  const { upload, replaces = [], ...sent } = data;
  const refused = { code: "version-replaced" as const, details: {} };
  const replaced = replaces.reduce<State>(
    (before, id) => withUpload(before, id, { ...before.uploads[id]!, status: "refused", refused }),
    state,
  );
  const office = writerFault(state, sent.part, senderOf({ ...sent, by })) !== undefined && { office: true as const };
  const proposes = state.stage === "final" && { proposes: true as const };
  return withUpload(replaced, upload, { ...sent, by, ...office, ...proposes, status: "awaited", requested: at });
}

function draftAccepted(state: State, { data, at }: EventOf<"draftAccepted">): State {
  const { upload, version, manifest, check, reopened = [] } = data;
  const sent = named(state.uploads[upload]!, data.name);
  const draft = { hash: version, accepted: at, by: sent.by, manifest, checks: { [sent.part]: check } };
  const count = reopened.length > 0 ? { reopened: reopened.length } : {};
  const kept = withoutTaken(withDraft(state, draft), sent);
  const read = withUpload(kept, upload, { ...takenUp(state, sent, data), status: "accepted", version, ...count });
  return withReopened(read, reopened);
}

/**
 * A file that was read for a new edition, with what is proposed again where that is given up: it was proposed, or takes the place of
 * such a file of its part.
 */
function takenUp(state: State, sent: Upload, { manifest, check }: EventOf<"draftAccepted">["data"]): Upload {
  const { offer: _, ...read } = sent;
  if (!state.making) return read;
  const replaces = !sent.office && takenProposals(state).some(({ part }) => part === sent.part);
  if (!sent.proposes && !replaces) return read;
  const part = manifest.parts.find((each) => each.part === sent.part)!;
  return { ...read, offer: { part, check }, taken: state.making.edition };
}

/** A file that was taken up is not in the edition once another of its part is; the coordinator's leaves it to be proposed again. */
function withoutTaken(state: State, { part, office }: Upload): State {
  const replaced = takenProposals(state).filter((each) => each.part === part);
  return replaced.reduce((now, { upload }) => {
    const { taken: _, offer, ...sent } = now.uploads[upload]!;
    return withUpload(now, upload, { ...sent, ...(office && offer && { offer }) });
  }, state);
}

function draftRefused(state: State, { data }: EventOf<"draftRefused">): State {
  const { upload, code, details } = data;
  const sent = named(state.uploads[upload]!, data.name);
  return withUpload(state, upload, { ...sent, status: "refused", refused: { code, details } });
}

/** An upload under the name that its file turned out to have. */
function named(sent: Upload, name: string | undefined): Upload {
  return name === undefined ? sent : { ...sent, name };
}

/** The last proposal of a part stands for it. */
function partProposed(state: State, { data }: EventOf<"partProposed">): State {
  const { upload, version, manifest, check } = data;
  const { taken: _, ...sent } = named(state.uploads[upload]!, data.name);
  const part = manifest.parts.find((each) => each.part === sent.part)!;
  const others = Object.entries(state.uploads).filter(
    ([, each]) => each.status === "proposed" && each.part === sent.part,
  );
  const alone = others.reduce(
    (now, [id, each]) => withUpload(now, id, refusedProposal(each, "version-replaced")),
    state,
  );
  return withUpload(alone, upload, { ...sent, status: "proposed", version, offer: { part, check } });
}

function refusedProposal(
  { offer: _, ...sent }: Upload,
  code: "proposal-declined" | "version-replaced",
  reason?: TextRef,
): Upload {
  return { ...sent, status: "refused", refused: { code, details: {}, ...(reason !== undefined && { reason }) } };
}

/** Files that were taken up are proposed no more once the edition is there. */
export function published({ uploads }: State): State["uploads"] {
  return eachAccepted(uploads, ({ offer: _, ...sent }) => sent);
}

/** Nor where the edition is given up, in which they are not: proposing them again is another event. */
export function givenUp({ uploads }: State): State["uploads"] {
  return eachAccepted(uploads, ({ offer: _, taken: __, ...sent }) => sent);
}

function eachAccepted(uploads: State["uploads"], change: (sent: Upload) => Upload): State["uploads"] {
  const each = Object.entries(uploads).map(([id, sent]) => [id, sent.status === "accepted" ? change(sent) : sent]);
  return Object.fromEntries(each);
}

/** Sets an upload; of those that were read and wait for nobody, the oldest asked for give way. */
function withUpload(state: State, id: string, upload: Upload): State {
  const uploads = { ...state.uploads, [id]: upload };
  const read = Object.entries(uploads).filter(([, sent]) => sent.status !== "awaited" && !sent.offer);
  const oldest = read.sort(([a, { requested: x }], [b, { requested: y }]) => (x < y || (x === y && a < b) ? -1 : 1));
  for (const [gone] of oldest.slice(0, Math.max(0, read.length - keptUploads))) if (gone !== id) delete uploads[gone];
  return { ...state, uploads };
}
