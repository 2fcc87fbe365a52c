import type { Context } from "../reading.ts";

/** The entries that a text asks for: by their keys, or all of them. */
export type Wanted = { keys: ReadonlySet<string>; all: boolean };

/** Entries that a bibliography has at most where it is the document's own, which lists what it does not cite too. */
const mostListed = 200;

/** Names of one field that are read. */
export const mostNames = 100;

/**
 * Entries parted in those that are `asked` for and the `others`: of a file with more than a document lists, a library,
 * only those cited, with a warning.
 */
export function chosen<One>(
  context: Context,
  entries: readonly One[],
  keyOf: (entry: One) => string | undefined,
  name: string,
  wanted: Wanted | undefined,
): { asked: readonly One[]; others: readonly One[] } {
  if (!wanted || wanted.all || entries.length <= mostListed) return { asked: entries, others: [] };
  const isCited = (entry: One): boolean => wanted.keys.has(keyOf(entry) ?? "");
  const others = entries.filter((entry) => !isCited(entry));
  if (others.length > 0) context.warn("bibliography-uncited", { name, count: others.length, most: mostListed });
  return { asked: entries.filter(isCited), others };
}
