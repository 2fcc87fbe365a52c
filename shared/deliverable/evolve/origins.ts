import type { Carried, CarriedBatch } from "../origins/origin.ts";
import type { Source } from "../origins/source.ts";
import { pairedAs, sourceChangedIn } from "../origins/translation.ts";
import { answeredBy } from "../remarks/answers.ts";
import type { Disposition, State } from "../state.ts";
import type { Steps } from "./step.ts";

/** What it began as, draws on and translates. */
export const originSteps: Steps<
  | "translationNoted"
  | "paired"
  | "sourceChanged"
  | "sourceWithdrawn"
  | "remarksCarried"
  | "carriedAnswered"
  | "sourceAdded"
  | "sourceRemoved"
  | "sourcePlaced"
> = {
  translationNoted: (state, { data: { translation, language } }) => ({
    ...state,
    translations: [...(state.translations ?? []), { deliverable: translation, language }],
  }),
  paired: (state, { data }) => ({ ...state, translates: pairedAs(state.translates!, data) }),
  sourceChanged: (state, { data }) => ({ ...state, translates: sourceChangedIn(state.translates!, data) }),
  sourceWithdrawn: (state, { data: { withdrawn } }) => ({ ...state, translates: { ...state.translates!, withdrawn } }),
  remarksCarried: (state, { data }) => withCarried(state, { ...data, remarks: openRemarks(data.batches) }),
  carriedAnswered: (state, { data: { contribution, as }, seq }) => carriedAs(state, [contribution], as, seq),
  sourceAdded: (state, { data: { source }, at }) =>
    withSources(state, (before) => [...before, { ...source, sections: [], added: at } as Source]),
  sourceRemoved: (state, { data }) => withSources(state, (before) => before.filter(({ id }) => id !== data.source)),
  sourcePlaced: (state, { data: { source: id, sections } }) =>
    withSources(state, (before) => before.map((source) => (source.id === id ? { ...source, sections } : source))),
};

/** Remarks that came along get their disposition; `seq`: of the event that gives it. */
export function carriedAs(state: State, ids: readonly string[], as: Disposition, seq: number): State {
  const carried = state.derivesFrom!.carried!;
  const remarks = { ...carried.remarks, ...Object.fromEntries(ids.map((id) => [id, as])) };
  return withCarried(state, { ...carried, remarks, answered: answeredBy(carried.answered, ids, seq) });
}

/** The state with other remarks that came along. */
export function withCarried(state: State, carried: Carried): State {
  return { ...state, derivesFrom: { ...state.derivesFrom!, carried } };
}

function openRemarks(batches: readonly CarriedBatch[]): Carried["remarks"] {
  return Object.fromEntries(batches.flatMap(({ contributions }) => contributions).map((id) => [id, "open"]));
}

/** The state with other sources; an edition that is being made keeps those of the edition before. */
function withSources(state: State, change: (before: readonly Source[]) => Source[]): State {
  const { drawsOn: before = [], making } = state;
  const kept = making && !making.drewOn ? { ...state, making: { ...making, drewOn: before } } : state;
  return drawingOn(kept, change(before));
}

/** The state with these sources and no others. */
export function drawingOn(state: State, sources: Source[]): State {
  const { drawsOn: _, ...rest } = state;
  return sources.length > 0 ? { ...rest, drawsOn: sources } : rest;
}
