import { foldWords, reservedIds, slug } from "../name.ts";
import type { AgreementPlan } from "./state.ts";

/** Characters of an id, so that what is named after it stays short. */
const longest = 48;

/**
 * The id of a new agreement: its reference, "acse-2008-114" of "ACSE 2008-114", else its funder and the year it begins, "mpg-2008"; with a number
 * after it where `taken` has that one.
 */
export function agreementIdOf(
  { funder, reference, from }: Pick<AgreementPlan, "funder" | "reference" | "from">,
  taken: readonly string[],
): string {
  const wanted = slug(reference, longest) || `${slug(funder, longest - 5)}-${from.slice(0, 4)}`;
  const refused = new Set([...taken, ...reservedIds]);
  for (let turn = 1; ; turn++) {
    const id = turn === 1 ? wanted : `${wanted}-${turn}`;
    if (!refused.has(id)) return id;
  }
}

/** The id of a new term, by its words, "journees" of "Journées"; `term` where they have no letter or digit of ours. */
export function termIdOf(words: string, taken: readonly string[]): string {
  const wanted = slug(words, longest) || "term";
  for (let turn = 1; ; turn++) {
    const id = turn === 1 ? wanted : `${wanted}-${turn}`;
    if (!taken.includes(id)) return id;
  }
}

/** Whether a word is an agreement's id, its reference or its title, however it is written. */
export function isCalled(
  { id, reference, title }: { id: string } & Pick<AgreementPlan, "reference" | "title">,
  word: string,
): boolean {
  return word !== "" && [id, reference, title].some((name) => name !== "" && foldWords(name) === foldWords(word));
}

/** The id of the document that the financial report of an agreement is written in: one each. */
export function reportIdOf({ id }: { id: string }): string {
  return `report-${id}`;
}
