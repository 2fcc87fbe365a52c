import type { Language } from "../i18n/languages.ts";
import type { Kind } from "./kind.ts";

/** Titles of a kind's sections, for people; an id that the kind no longer has stays as it is. */
export function sectionTitles(kind: Kind, language: Language, ids: readonly string[]): string {
  return ids.map((id) => kind.sections.find((section) => section.id === id)?.title[language] ?? id).join(", ");
}
