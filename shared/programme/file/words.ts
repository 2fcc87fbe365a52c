import { type Language, languages } from "../../i18n/languages.ts";
import { type ProgrammeKey, programmeTexts } from "../../i18n/programmes.ts";
import { translate } from "../../i18n/translate.ts";
import { foldWords } from "../../name.ts";

/** A word of a file by its meaning, in the catalogue "key-…", "role-…", "unit-…", "meeting-…", "column-…". */
export type Group = (typeof groups)[number];
const groups = ["key", "role", "unit", "meeting", "column"] as const;

/** Whether a word names a group of words. */
export function isGroup(word: string): word is Group {
  return (groups as readonly string[]).includes(word);
}

/** The name that a key of a file stands for, in whichever language: "title" of "titre", "Titre" and "title". */
export function keyNamed(word: string): string | undefined {
  return meant("key", word);
}

/** What a word of a closed set means, in whichever language: "day" of "jour"; undefined: none of them. */
export function meant(group: Group, word: string): string | undefined {
  const folded = foldWords(word);
  return namesOf(group).find((name) =>
    languages.some((language) => foldWords(wordFor(language, group, name)) === folded),
  );
}

/** How a language writes a name: "issu de" for the key "sources". */
export function wordFor(language: Language, group: Group, name: string): string {
  return translate(language, programmeTexts, `${group}-${name}` as ProgrammeKey);
}

/** All names of a set, in the order of the catalogue. */
export function namesOf(group: Group): string[] {
  const start = `${group}-`;
  return Object.keys(programmeTexts.fr).flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
}
