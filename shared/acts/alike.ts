import { answeredRound } from "../deliverable/drafting/completeness.ts";
import type { State } from "../deliverable/state.ts";
import { compare } from "../document/redline/compare.ts";
import type { DocumentTree } from "../document/tree.ts";
import { Refusal } from "../errors.ts";
import { defaultLanguage } from "../i18n/languages.ts";
import type { Files } from "../ports.ts";
import { loadVersion, type PartContent } from "../stored/version.ts";
import type { Hash } from "../values.ts";

/**
 * The version that the round to answer was about, where the draft reads as it does: a redline of both would show no change
 * in the text, whatever differs in spaces, quotation marks, keywords or names that nobody reads.
 */
export async function alikeIn(files: Files, state: State): Promise<Hash[]> {
  const reviewed = answeredRound(state)?.version;
  const draft = state.versions.at(-1)?.hash;
  if (reviewed === undefined || draft === undefined || !state.versions.some(({ hash }) => hash === reviewed)) return [];
  if (reviewed === draft) return [reviewed];
  try {
    const [before, after] = await Promise.all([loadVersion(files, state, reviewed), loadVersion(files, state, draft)]);
    return readsAs(before, after) ? [reviewed] : [];
  } catch (error) {
    if (error instanceof Refusal && isLost(error)) return [];
    throw error;
  }
}

/** A tree that was erased at someone's request, or is damaged, is compared with nothing. */
export function isLost({ code }: Refusal): boolean {
  return code === "object-missing" || code === "object-damaged";
}

/** Whether a reader of two texts finds the same words in the same places. */
function readsAs(before: readonly PartContent[], after: readonly PartContent[]): boolean {
  if (before.length !== after.length) return false;
  return after.every(({ id, tree }, index) => {
    const was = before[index]!;
    return was.id === id && compare(read(was.tree), read(tree)).changes === 0;
  });
}

/** A text without what its reader does not read: the keywords and the language that its file is described by. */
function read(tree: DocumentTree): DocumentTree {
  return { ...tree, meta: { ...tree.meta, keywords: [], language: defaultLanguage } };
}
