import { type Language, requoted } from "../../i18n/languages.ts";
import { type ProgrammeKey, programmeTexts } from "../../i18n/programmes.ts";
import { translate } from "../../i18n/translate.ts";
import type { FileFault } from "./lines.ts";
import { isGroup, keyNamed, namesOf, wordFor } from "./words.ts";

/** Names that a sentence lists at most. */
const most = 30;

/**
 * What a fault is, and what was expected, in words: "« heurre » n’est pas une unité. Attendu : heure, jour, mission…". What
 * is expected is a group of words ("unit"), names of keys ("title from until"), or a list as it is to be shown.
 */
export function faultSentence(language: Language, { code, details }: FileFault): string {
  const { key, expected } = details;
  const sentence = translate(language, programmeTexts, `fault-${code}` as ProgrammeKey, {
    ...details,
    ...(typeof key === "string" && { key: keyNamed(key) ? wordFor(language, "key", keyNamed(key)!) : key }),
    ...(typeof expected === "string" && { expected: listed(language, expected) }),
  });
  return requoted(language, sentence);
}

function listed(language: Language, expected: string): string {
  if (isGroup(expected)) return shortened(namesOf(expected).map((name) => wordFor(language, expected, name)));
  const names = expected.split(" ");
  if (names.every((name) => keyNamed(name) === name))
    return shortened(names.map((name) => wordFor(language, "key", name)));
  return shortened(expected.split("\n"));
}

function shortened(names: readonly string[]): string {
  return names.length > most ? `${names.slice(0, most).join(", ")}…` : names.join(", ");
}
