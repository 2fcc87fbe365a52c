import { hashOf } from "../../chain/hash.ts";
import type { Hash } from "../../values.ts";
import { openCarried } from "../origins/origin.ts";
import type { State } from "../state.ts";
import { roundsWithRemarks } from "./contributing.ts";

/** Ids of remarks that wait for their disposition: of a round, or those that came along. */
export type Waiting = { round?: number; ids: string[] };

/** The remarks that wait for their disposition, those of the last round first, those that came along at the end. */
export function waitingRemarks(state: State): Waiting[] {
  const rounds = roundsWithRemarks(state).map(({ number, contributions }) => ({
    round: number,
    ids: Object.keys(contributions).filter((id) => contributions[id] === "open"),
  }));
  return [...rounds, { ids: openCarried(state) }].filter(({ ids }) => ids.length > 0);
}

/** A part of the draft, and what waits to be answered in it: a Word file to go on from is made of these once. */
export function draftAndWaiting(state: State, part: string): Hash | undefined {
  const draft = state.versions.at(-1);
  const isThere = draft?.manifest.parts.some((each) => each.part === part);
  return draft && isThere ? hashOf({ draft: draft.hash, part, waiting: waitingRemarks(state) }) : undefined;
}
