import type { Hash } from "../../values.ts";
import { currentRounds, isEditionUnchanged } from "../final/editions.ts";
import { roundToConfirm } from "../round/round.ts";
import type { Manifest, PartCheck, PartPlan, Round, State, Version } from "../state.ts";
import { missingParts } from "./parts.ts";

/** Where a draft stands before its submission. */
export type DraftStanding = {
  version?: Version;
  /** Parts for which nothing was read yet. */
  absent: PartPlan[];
  /** Ids of required sections that a part lacks. */
  missing: string[];
  /** Of those, the ones that are in every part that lacks them, still to be written. */
  unwritten: string[];
  /** Figures that have no description. */
  withoutAlternative: number;
  /** All of it is there: it may be submitted. */
  complete: boolean;
};

/** What the current draft has and lacks. */
export function draftStanding(state: State): DraftStanding {
  const version = state.versions.at(-1);
  const read = version?.manifest.parts.filter(({ part }) => state.parts.some(({ id }) => id === part)) ?? [];
  const absent = missingParts(state).map(({ part }) => part);
  const checks = read.flatMap(({ part }) => version?.checks[part] ?? []);
  const missing = [...new Set(checks.flatMap((check) => check.missing))];
  const absentIn = ({ missing, unwritten = [] }: PartCheck) => missing.filter((id) => !unwritten.includes(id));
  const notThere = new Set(checks.flatMap(absentIn));
  const unwritten = missing.filter((id) => !notThere.has(id));
  const withoutAlternative = checks.reduce((sum, check) => sum + check.withoutAlternative, 0);
  const complete = version !== undefined && absent.length === 0 && missing.length === 0 && withoutAlternative === 0;
  return { ...(version ? { version } : {}), absent, missing, unwritten, withoutAlternative, complete };
}

/** A state whose draft, where it is the version `hash`, was found to have and lack this: by its kind as it is now. */
export function withChecks(state: State, hash: Hash, checks: Version["checks"] | undefined): State {
  const { versions } = state;
  const draft = versions.at(-1);
  return checks && draft?.hash === hash
    ? { ...state, versions: [...versions.slice(0, -1), { ...draft, checks }] }
    : state;
}

/** Ids of the contributions whose words a version has, applied to it as they were. */
export function correctionsIn(version: Pick<Version, "manifest"> | undefined): Set<string> {
  return new Set(version?.manifest.parts.flatMap(({ corrections }) => corrections ?? []));
}

/**
 * A draft to send to review: complete, not one of which the last round asked for changes, and of a new edition not the text
 * of the one before.
 */
export function submittable(state: State): boolean {
  const { complete, version } = draftStanding(state);
  const last = state.rounds.at(-1);
  const sentBack = last?.outcome === "changesRequested" && last.version === version?.hash;
  return state.stage === "draft" && complete && !sentBack && !isEditionUnchanged(state);
}

/**
 * The round whose remarks the next round would attest as worked in, although the draft reads word for word as the version
 * that they were made on; undefined: the text changed, or there is nothing to attest. A file sent again is the same text,
 * and so is one of the versions that are `alike`.
 */
export function answeredUnchanged(state: State, alike: readonly Hash[] = []): Round | undefined {
  const round = answeredRound(state);
  const reviewed = round?.version && state.versions.find(({ hash }) => hash === round.version);
  const draft = state.versions.at(-1);
  if (!reviewed || !draft) return undefined;
  return alike.includes(reviewed.hash) || hasTreesOf(reviewed.manifest, draft.manifest) ? round : undefined;
}

/** The round whose remarks the next round would attest as worked in, whatever the draft says. */
export function answeredRound(state: State): Round | undefined {
  return roundToConfirm(state) ?? currentRounds(state).findLast(isWorkedIn);
}

function isWorkedIn({ contributions }: Round): boolean {
  return Object.values(contributions).some((done) => done === "integrated" || done === "partly");
}

function hasTreesOf(a: Manifest, b: Manifest): boolean {
  const [was, is] = [a, b].map(({ parts }) => parts.map(({ part, tree }) => `${part} ${tree}`).join());
  return was === is;
}
