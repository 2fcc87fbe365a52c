import { withChecks } from "../drafting/completeness.ts";
import type { EventOf } from "../event.ts";
import type { Round, State, Version } from "../state.ts";
import { carriedAs, withCarried } from "./origins.ts";
import { disposing, inRoundOf } from "./round.ts";
import type { Steps } from "./step.ts";

type Dispositions = Round["contributions"];

/** A draft that corrections made, or that was checked against its kind anew. */
export const draftSteps: Steps<"correctionsApplied" | "draftChecked"> = {
  correctionsApplied,
  draftChecked: (state, { data: { version, checks } }) => withChecks(state, version, checks),
};

function correctionsApplied(state: State, { data, at, by, seq }: EventOf<"correctionsApplied">): State {
  const { round, contributions, version, manifest, checks } = data;
  const draft = { hash: version, accepted: at, by, manifest, checks };
  const drafted = withDraft(state, draft);
  return round === undefined
    ? carriedAs(drafted, contributions, "integrated", seq)
    : inRoundOf(drafted, round, disposing(contributions, "integrated", seq));
}

/** The current draft, in the place of one that no round was about; what was found of its other parts still holds. */
export function withDraft(state: State, draft: Version): State {
  const current = state.versions.at(-1);
  const checks = { ...current?.checks, ...draft.checks };
  const known = state.versions.find(({ hash }) => hash === draft.hash)?.number;
  const number = known ?? state.numbered + 1;
  const version = current?.hash === draft.hash ? { ...current, checks } : { ...draft, number, checks };
  const reviewed = reviewedVersions(state).filter(({ hash }) => hash !== draft.hash);
  return { ...state, numbered: Math.max(state.numbered, number), versions: [...reviewed, version] };
}

/** Those of a round, or chosen for a meeting; that of the final, and that of the edition before one that is being made. */
export function reviewedVersions({ versions, rounds, meetings, final, editions }: State): Version[] {
  const finals = [final?.version, editions.at(-1)?.version];
  const kept = [...rounds, ...meetings].map(({ version }) => version);
  return versions.filter(({ hash }) => [...finals, ...kept].includes(hash));
}

/** Contributions that were integrated have no disposition any more; what has none of them stays the same object. */
export function withReopened(state: State, ids: readonly string[]): State {
  const rounds = state.rounds.map((round) => {
    const contributions = reopenedIn(round.contributions, ids);
    return contributions === round.contributions ? round : { ...round, contributions };
  });
  const carried = state.derivesFrom?.carried;
  const reopened = { ...state, rounds };
  return carried ? withCarried(reopened, { ...carried, remarks: reopenedIn(carried.remarks, ids) }) : reopened;
}

function reopenedIn(known: Dispositions, ids: readonly string[]): Dispositions {
  const open = ids.filter((id) => known[id] === "integrated").map((id) => [id, "open"] as const);
  return open.length === 0 ? known : { ...known, ...Object.fromEntries(open) };
}
