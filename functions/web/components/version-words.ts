import { proposedVersions } from "../../../shared/deliverable/final/proposing.ts";
import type { State, Version } from "../../../shared/deliverable/state.ts";
import type { Hash } from "../../../shared/values.ts";
import type { Say } from "../http/say.ts";

/** A version as people tell it from others: "version 2, du 28 novembre"; one that is only proposed has no number: "version du 28 novembre". */
export function versionWords(
  { text, shortDay }: Say,
  { number, accepted }: Pick<Version, "number" | "accepted">,
): string {
  const date = shortDay(accepted);
  return number === undefined ? text("version.dated", { date }) : text("version.numbered", { number, date });
}

/** One of a deliverable's versions in words, with the last round that was about it: "version 2, du 28 novembre (relecture nᵒ 1)". */
export function roundVersionWords(speak: Say, state: State, hash: Hash): string {
  const round = state.rounds.findLast(({ version }) => version === hash)?.number;
  const version = stateVersionWords(speak, state, hash);
  return round === undefined ? version : speak.text("version.round", { version, round });
}

/** One of the versions that a state keeps, or has as a proposal, in words; "" of any other. */
export function stateVersionWords(speak: Say, state: State, hash: Hash): string {
  const version = [...state.versions, ...proposedVersions(state)].find((each) => each.hash === hash);
  return version ? versionWords(speak, version) : "";
}
