import { withChases } from "../chasing.ts";
import type { EventOf } from "../event.ts";
import { amendedRound } from "../round/round.ts";
import { type State, stateSchema } from "../state.ts";
import { reviewedVersions, withDraft, withReopened } from "./drafts.ts";
import { inLastRound, withMoot } from "./round.ts";
import type { Steps } from "./step.ts";

/** What is planned of it, and who was chased for it. */
export const planSteps: Steps<"amended" | "partsArranged" | "chased" | "accessEnded" | "accessRestored"> = {
  amended,
  partsArranged,
  chased: (state, { data }) => ({ ...state, chased: withChases(state, data) }),
  accessEnded: (state) => state,
  accessRestored: (state) => state,
};

/** The first state of a deliverable, before it has its place in the chain. */
export function created({ data, at }: EventOf<"created">): Omit<State, "seq" | "head"> {
  const nothing = {
    dropped: [],
    uploads: {},
    versions: [],
    numbered: 0,
    rounds: [],
    meetings: [],
    editions: [],
    places: {},
  };
  const { translates, ...plan } = data;
  const origin = translates && { translates: { ...translates, newest: translates.from } };
  return { schema: stateSchema, ...plan, ...origin, created: at, dueGiven: at, stage: "draft", ...nothing };
}

/** An open round changes with its plan; what a reviewer who leaves had proposed is moot. */
function amended(state: State, { data, at }: EventOf<"amended">): State {
  const { members: _, expectation, ...changes } = data;
  const changed = { ...state, ...changes, ...(changes.due && { dueGiven: at }), ...(expectation && { expectation }) };
  if (expectation === "") delete changed.expectation;
  if (state.stage !== "review") return changed;
  return inLastRound(changed, (round) => {
    const { reviewers, rule } = amendedRound(round, data);
    return { reviewers, rule, delegations: withMoot(round.delegations, ({ from }) => !reviewers.includes(from)) };
  });
}

/** A part that is dropped leaves the draft; where the draft has no other, there is none but those that were reviewed. */
function partsArranged(state: State, { data, at, by }: EventOf<"partsArranged">): State {
  const { parts, version, manifest, reopened = [] } = data;
  const isThere = (part: string) => parts.some(({ id }) => id === part);
  const arranged = { ...state, parts, dropped: [...state.dropped, ...state.parts.filter(({ id }) => !isThere(id))] };
  const draft = state.versions.at(-1);
  if (version && manifest) {
    return withReopened(withDraft(arranged, { hash: version, accepted: at, by, manifest, checks: {} }), reopened);
  }
  const emptied = draft?.manifest.parts.every(({ part }) => !isThere(part));
  return emptied ? { ...arranged, versions: reviewedVersions(arranged) } : arranged;
}
