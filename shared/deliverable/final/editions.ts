import { isDeepStrictEqual } from "node:util";
import type { Hash } from "../../values.ts";
import type { Source } from "../origins/source.ts";
import type { Round, State, Version } from "../state.ts";
import type { Final } from "./final.ts";

type Finals = Pick<State, "final" | "editions" | "stage">;

/** The editions whose files are there, the newest first; none of a document that was withdrawn. */
export function deliveredEditions({ stage, final, editions }: Finals): Final[] {
  if (stage === "withdrawn") return [];
  const newest = final && final.outputs.length > 0 ? [final] : [];
  return [...newest, ...editions.toReversed()];
}

/** The newest edition whose files are there: what is still read while the next is being made. */
export function delivered(state: Finals): Final | undefined {
  return deliveredEditions(state)[0];
}

/** Whether its files were there when it was withdrawn: they went with it. */
export function isWithdrawnFinal(state: Finals): boolean {
  return state.stage === "withdrawn" && everyEdition(state).length > 0;
}

/** All editions whose files are or were there, the oldest first, withdrawn or not. */
export function everyEdition({ final, editions }: Pick<State, "final" | "editions">): Final[] {
  return [...editions, ...(final && final.outputs.length > 0 ? [final] : [])];
}

/** The final of an edition, whether or not its files are there. */
export function editionOf({ final, editions }: Pick<State, "final" | "editions">, edition: number): Final | undefined {
  return [...editions, ...(final ? [final] : [])].find((each) => each.edition === edition);
}

/** The number of the edition that is being made, or that what is approved now would be. */
export function editionAhead({ editions }: Pick<State, "editions">): number {
  return editions.length + 1;
}

/** The rounds since the last edition was approved: those of the one that is being made, or of the newest one. */
export function currentRounds({ rounds, editions }: Pick<State, "rounds" | "editions">): Round[] {
  return rounds.filter((round) => isCurrent({ editions }, round.number));
}

/** Whether a round came after the last edition of before was approved. */
export function isCurrent({ editions }: Pick<State, "editions">, round: number): boolean {
  return round > (editions.at(-1)?.round ?? 0);
}

/** The edition that a round is or was about; undefined: one that was given up. */
export function editionOfRound(state: Pick<State, "final" | "editions" | "making">, round: number): number | undefined {
  const { final, editions, making } = state;
  const approved = [...editions, ...(final ? [final] : [])].find((each) => each.round >= round);
  if (approved) return approved.edition;
  return making || !final ? editionAhead(state) : undefined;
}

/** The version that a draft is compared with: of the last round, or of the edition before where none came since. */
export function comparedVersion(state: Pick<State, "rounds" | "editions">): Hash | undefined {
  return currentRounds(state).at(-1)?.version ?? state.editions.at(-1)?.version;
}

/** Whether the draft of a new edition reads as the edition before, and lists the same sources: a file sent again is the same text. */
export function isEditionUnchanged({
  making,
  editions,
  versions,
  drawsOn = [],
}: Pick<State, "making" | "editions" | "versions" | "drawsOn">): boolean {
  const before = editions.at(-1);
  if (!making || !before) return false;
  if (making.drewOn && !isDeepStrictEqual(listed(making.drewOn), listed(drawsOn))) return false;
  const [was, is] = [versions.find(({ hash }) => hash === before.version), versions.at(-1)];
  return is === undefined || was === undefined ? is === was : textOf(was) === textOf(is);
}

/** Sources as a final lists them: one that was taken out and added again is the same. */
function listed(sources: readonly Source[]): object[] {
  return sources.map(({ id: _, added: __, ...said }) => said);
}

function textOf({ manifest }: Version): string {
  return manifest.parts.map(({ part, tree }) => `${part} ${tree}`).join();
}
