import { languages } from "../../../shared/i18n/languages.ts";
import { slug } from "../../../shared/name.ts";
import type { FieldError } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import {
  type Given,
  type KindEntry,
  placesIn,
  sectionField,
  suffixOf,
  type TextName,
  textFieldName,
  texts,
  textsOf,
  titleAt,
} from "./kind-entry.ts";

/** What the schema alone cannot see: texts in no language, a number that a choice needs, two sections under one title. */
export function entryErrors({ text }: Pick<Say, "text">, entry: KindEntry): FieldError[] {
  const given: Given = entry;
  const needed = (Object.keys(texts) as TextName[]).filter((name) => name !== "asked");
  const lacking = needed.filter((name) => Object.keys(textsOf(given, name)).length === 0);
  const numbers: [field: string, needed: boolean][] = [
    ["days", true],
    ["veto", true],
    ["quorumCount", entry.quorum !== "all"],
    ["extendDays", entry.atDeadline === "extend"],
    ["confirmingCount", entry.confirming === "count" || entry.confirming === "members"],
    ["confirmingDays", entry.confirming !== "none"],
  ];
  const unnamed = placesIn(Object.keys(given)).filter(
    (place) =>
      Object.keys(titleAt(given, place)).length === 0 &&
      given[sectionField(place, "Remove")] !== true &&
      (((given[sectionField(place, "Also")] ?? []) as string[]).length > 0 ||
        given[sectionField(place, "Id")] !== undefined),
  );
  return [
    ...lacking.map((name) => ({ field: textFieldName(name, languages[0]), message: text("input.kind.text") })),
    ...numbers.flatMap(([field, isNeeded]) =>
      isNeeded && given[field] === undefined ? [{ field, message: text("input.kind.number") }] : [],
    ),
    ...unnamed.map((place) => ({
      field: sectionField(place, suffixOf(languages[0])),
      message: text("input.kind.section"),
    })),
    ...twiceNamed(given).map((place) => ({
      field: sectionField(place, suffixOf(languages[0])),
      message: text("input.kind.twice"),
    })),
  ];
}

/** Places of sections whose title another before them has. */
function twiceNamed(given: Given): number[] {
  const seenTitles = new Set<string>();
  return placesIn(Object.keys(given)).filter((place) => {
    if (given[sectionField(place, "Remove")] === true) return false;
    const folded = Object.values(titleAt(given, place)).map((title) => slug(String(title)));
    const twice = folded.some((title) => seenTitles.has(title));
    for (const title of folded) seenTitles.add(title);
    return twice;
  });
}
