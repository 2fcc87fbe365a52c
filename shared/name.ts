import { Refusal } from "./errors.ts";

/** Characters that nobody means in a name: controls, the byte order mark, and what overrides the direction of text. */
const unmeant = /[\p{Cc}\ufeff\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Characters that leave no mark by themselves: spaces, joiners and marks of direction, fillers, accents without a
 * letter.
 */
const unseen = /[\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * A name, a title, a place as it is kept: one line in NFC, without characters that are unseen and change how the rest is
 * read; empty where none of it is seen. Undefined where it holds half a character (a lone surrogate), which no store and no hash takes.
 */
export function tidyName(text: string): string | undefined {
  if (!text.isWellFormed()) return undefined;
  const line = text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, " ");
  const name = line.replace(unmeant, "").normalize("NFC").trim();
  return name.replace(unseen, "") === "" ? "" : name;
}

/** A name as `tidyName` makes it. Throws `request-invalid` with the field where nothing is left. */
export function checkedName(field: string, text: string): string {
  const name = tidyName(text);
  if (!name) throw new Refusal("request-invalid", { field });
  return name;
}

/**
 * A name in ASCII letters, digits and hyphens, for ids and file names: "crpv-essonne" of "CRPV Essonne", at most `longest` characters;
 * "" where it has no letter or digit of ours.
 */
export function slug(name: string, longest = 64): string {
  const ascii = name.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/gi, "oe").replace(/æ/gi, "ae").toLowerCase();
  const words = ascii.replace(/[^a-z\d]+/g, "-").replace(/^-|-$/g, "");
  return words.slice(0, longest).replace(/-$/, "");
}

/** What no organisation, programme, action or expectation has as its id: an address has it where nothing is named, "/programmes/new". */
export const reservedIds: readonly string[] = ["new", "import"];

/**
 * Words as they are compared, whatever their accents, capitals, apostrophes and spaces: "l'ete 2008" of " L’Été  2008". Names of
 * organisations are stored by it: what it makes of a text never changes.
 */
export function foldWords(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").replace(/\s+/gu, " ").trim().toLowerCase();
}
