import { type Language, textIn } from "../i18n/languages.ts";
import type { Kind } from "./kind.ts";

/** Titles of a kind's sections, for people; an id that the kind no longer has stays as it is. */
export function sectionTitles(kind: Kind, language: Language, ids: readonly string[]): string {
  const titles = new Map(kind.sections.map(({ id, title }) => [id, textIn(title, language)]));
  return ids.map((id) => titles.get(id) ?? id).join(", ");
}
