import * as z from "zod";
import { type Language, languages, type Texts } from "../../../shared/i18n/languages.ts";
import { seen } from "../components/stale.ts";
import { line } from "../http/input.ts";

/** Places that fields may leave empty between sections, so that one name alone cannot ask for a million places. */
const gaps = 16;

/** The places of sections that the names of fields speak of, from 1: up to 3 where the last is "section3Fr". */
export function placesIn(names: readonly string[]): number[] {
  const said = names.flatMap((name) => /^section([1-9]\d{0,4})[A-Z]/.exec(name)?.[1] ?? []).map(Number);
  const last = said.reduce((most, place) => Math.max(most, place), 0);
  return Array.from({ length: Math.min(last, names.length + gaps) }, (_, index) => index + 1);
}

/** The texts of a kind that the form gives in each language, and which of them may be left out; their longest, characters. */
export const texts = {
  name: 80,
  description: 400,
  draft: 60,
  review: 60,
  final: 60,
  author: 1_000,
  reviewer: 1_000,
  asked: 160,
} as const;
export type TextName = keyof typeof texts;

/** How the name of a field of a text ends in a language: "Fr". */
export function suffixOf(language: Language): string {
  return language.charAt(0).toUpperCase() + language.slice(1);
}

/** The name of the field of a text in a language: "nameFr". */
export const textFieldName = (name: TextName, language: Language): string => `${name}${suffixOf(language)}`;
/** The name of a field of a section: "section3Fr". */
export const sectionField = (place: number, field: string): string => `section${place}${field}`;

const written = (longest: number) =>
  z
    .string("input.wrong")
    .refine((text) => text.isWellFormed(), "input.characters")
    .trim()
    .max(longest, "input.long")
    .optional();
const number = (least: number, most: number) =>
  z.int("input.count").min(least, "input.count").max(most, "input.count").optional();
const daysList = z
  .string("input.kind.days")
  .trim()
  .regex(/^\d{1,3}(?:\s*[,;]\s*\d{1,3}){0,9}$/, "input.kind.days")
  .refine((text) => numbersIn(text).every((each) => each >= 1 && each <= 365), "input.kind.days")
  .optional();
/** Lines of a cover: one that is blank keeps the place of a line that another language has. */
const coverLines = z
  .string("input.wrong")
  .refine((text) => text.isWellFormed(), "input.characters")
  .refine((text) => text.split("\n").length <= 10, "input.many")
  .refine((text) => text.split("\n").every((each) => each.trim().length <= 200), "input.long")
  .optional();
const level = z.string("input.wrong").regex(/^[0-6]$/, "input.wrong");

function fieldsFor<T>(names: readonly string[], made: (name: string) => T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, made(name)]));
}

const textFields = Object.fromEntries(
  (Object.entries(texts) as [TextName, number][]).flatMap(([name, longest]) =>
    languages.map((language) => [textFieldName(name, language), written(longest)] as const),
  ),
);
const sectionSchemas: readonly (readonly [field: string, schema: z.ZodType])[] = [
  [
    "Id",
    z
      .string("input.wrong")
      .regex(/^[a-z][a-z0-9-]*$/, "input.wrong")
      .max(64)
      .optional(),
  ],
  ...languages.map((language) => [suffixOf(language), line(undefined, 120).optional()] as const),
  ["Also", z.array(line(undefined, 120)).max(40, "input.many").default([])],
  ["Need", z.enum(["optional", "required", "filled"], "input.wrong").optional()],
  ["From", z.boolean().default(false)],
  ["Remove", z.boolean().default(false)],
];

const withoutSections = z.strictObject({
  ...(textFields as Record<string, z.ZodOptional<z.ZodString>>),
  parts: z.enum(["one", "member"], "input.wrong").default("one"),
  draftReminders: daysList,
  draftAfter: daysList,
  quorum: z.enum(["count", "all", "members"], "input.wrong").default("count"),
  quorumCount: number(1, 99),
  veto: number(1, 99),
  days: number(1, 365),
  reminders: daysList,
  atDeadline: z.enum(["extend", "close", "escalate"], "input.wrong").default("escalate"),
  extendDays: number(1, 365),
  confirming: z.enum(["none", "count", "all", "members"], "input.wrong").default("none"),
  confirmingCount: number(1, 99),
  confirmingDays: number(1, 365),
  anonymous: z.boolean().default(false),
  editions: z.enum(["round", "correction"], "input.wrong").default("round"),
  hasCover: z.boolean().default(false),
  contents: level.default("0"),
  lists: z.boolean().default(false),
  numbered: level.default("0"),
  orthotypography: z.boolean().default(false),
  ...fieldsFor(
    languages.map((language) => `cover${suffixOf(language)}`),
    () => coverLines,
  ),
  from: z
    .string("input.wrong")
    .regex(/^[a-z][a-z0-9-]*$/, "input.wrong")
    .max(64)
    .optional(),
  do: z.enum(["save", "preview"], "input.wrong").default("save"),
  /** A section that changes places with the one before or after it, "3-up": nothing is saved. */
  move: z
    .string("input.wrong")
    .regex(/^\d{1,5}-(up|down)$/, "input.wrong")
    .optional(),
  seen,
});

/** A kind as its form gives it, with as many sections as the names of its fields speak of. */
export function kindEntry(names: readonly string[]): typeof withoutSections {
  const sections = placesIn(names).flatMap((place) =>
    sectionSchemas.map(([field, schema]) => [sectionField(place, field), schema] as const),
  );
  return z.strictObject({ ...withoutSections.shape, ...Object.fromEntries(sections) });
}
export type KindEntry = z.infer<typeof withoutSections>;
/** A form by the names of its fields. */
export type Given = Readonly<Record<string, unknown>>;

/** The title of the section at a place, in each language that has one. */
export function titleAt(given: Given, place: number): Texts {
  return inLanguages((language) => given[sectionField(place, suffixOf(language))]);
}

/** A text of a kind, in each language that has one. */
export function textsOf(given: Given, name: TextName): Texts {
  return inLanguages((language) => given[textFieldName(name, language)]);
}

/** What each language has; an empty text is none. */
export function inLanguages(valueIn: (language: Language) => unknown): Texts {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const value = valueIn(language);
      return typeof value === "string" && value !== "" ? [[language, value]] : [];
    }),
  );
}

/** The numbers of a list as it was typed: 14 and 3 of "14, 3". */
export function numbersIn(text = ""): number[] {
  return text.match(/\d+/g)?.map(Number) ?? [];
}
