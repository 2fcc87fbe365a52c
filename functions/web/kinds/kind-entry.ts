import * as z from "zod";
import { type Language, languages, type Texts, textIn } from "../../../shared/i18n/languages.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { slug } from "../../../shared/name.ts";
import type { QuorumDemand } from "../../../shared/quorum/quorum.ts";
import { type FieldError, line } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { seen } from "../programme/stale.ts";

/** Sections that the form has room for. */
export const mostSections = 16;
/** Numbers of the rooms for sections, from 1. */
export const places: readonly number[] = Array.from({ length: mostSections }, (_, index) => index + 1);

/** The texts of a kind that the form gives in each language, and which of them may be left out; their longest, characters. */
const texts = {
  name: 80,
  description: 400,
  draft: 60,
  review: 60,
  final: 60,
  author: 1_000,
  reviewer: 1_000,
  asked: 160,
} as const;
type TextName = keyof typeof texts;

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
const lines = z.array(line(undefined, 200)).max(10, "input.many").default([]);
const level = z.string("input.wrong").regex(/^[0-6]$/, "input.wrong");

function fieldsFor<T>(names: readonly string[], made: (name: string) => T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, made(name)]));
}

const textFields = Object.fromEntries(
  (Object.entries(texts) as [TextName, number][]).flatMap(([name, longest]) =>
    languages.map((language) => [textFieldName(name, language), written(longest)] as const),
  ),
);
const sectionFields = Object.fromEntries(
  places.flatMap((place) => [
    [
      sectionField(place, "Id"),
      z
        .string("input.wrong")
        .regex(/^[a-z][a-z0-9-]*$/, "input.wrong")
        .max(64)
        .optional(),
    ],
    ...languages.map((language) => [sectionField(place, suffixOf(language)), line(undefined, 120).optional()] as const),
    [sectionField(place, "Also"), z.array(line(undefined, 120)).max(40, "input.many").default([])],
    [sectionField(place, "Need"), z.enum(["optional", "required", "filled"], "input.wrong").optional()],
    [sectionField(place, "From"), z.boolean().default(false)],
    [sectionField(place, "Rank"), number(1, 99)],
    [sectionField(place, "Remove"), z.boolean().default(false)],
  ]),
);

/** A kind as its form gives it. */
export const kindEntry = z.strictObject({
  ...(textFields as Record<string, z.ZodOptional<z.ZodString>>),
  ...(sectionFields as Record<string, z.ZodType>),
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
    () => lines,
  ),
  from: z
    .string("input.wrong")
    .regex(/^[a-z][a-z0-9-]*$/, "input.wrong")
    .max(64)
    .optional(),
  do: z.enum(["save", "preview"], "input.wrong").default("save"),
  seen,
});
export type KindEntry = z.infer<typeof kindEntry>;
type Given = Readonly<Record<string, unknown>>;

/** A form as a kind fills it: what `kindFrom` makes the same kind of. */
export function typedOf(kind: Kind): Record<string, string[]> {
  const { round, layout } = kind;
  const said: Record<TextName, Texts | undefined> = {
    ...{ name: kind.name, description: kind.description, ...kind.stages },
    ...{ ...kind.texts, asked: kind.texts.asked },
  };
  const inLanguages = Object.entries(said).flatMap(([name, text]) =>
    languages.map((language) => [textFieldName(name as TextName, language), text?.[language] ?? ""] as const),
  );
  const cover = languages.map(
    (language) => [`cover${suffixOf(language)}`, kind.cover.map((text) => text[language] ?? "").join("\n")] as const,
  );
  const { confirming, atDeadline } = round;
  const single: Record<string, string | number | boolean | undefined> = {
    ...Object.fromEntries([...inLanguages, ...cover]),
    ...{ parts: kind.parts, draftReminders: kind.draft.reminders.join(", "), draftAfter: kind.draft.after.join(", ") },
    ...{ quorum: ruleOf(round.quorum), quorumCount: countOf(round.quorum), veto: round.veto, days: round.days },
    ...{ reminders: round.reminders.join(", "), atDeadline: atDeadline.do },
    extendDays: atDeadline.do === "extend" ? atDeadline.days : undefined,
    confirming: confirming ? ruleOf(confirming.quorum) : "none",
    confirmingCount: confirming && countOf(confirming.quorum),
    ...{ confirmingDays: confirming?.days, anonymous: round.anonymous },
    ...{ hasCover: layout.cover, contents: layout.contents, lists: layout.lists, numbered: layout.numbered },
    ...{ orthotypography: layout.orthotypography, editions: kind.editions },
  };
  const entries = [...Object.entries(single), ...kind.sections.flatMap(sectionTyped)];
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      value === undefined || value === "" || value === false ? [] : [[name, [String(value)]]],
    ),
  );
}

type Section = Kind["sections"][number];

function sectionTyped(section: Section, index: number): [string, string | number | boolean | undefined][] {
  const place = index + 1;
  const { id, title, also, required, filled, from } = section;
  return [
    [sectionField(place, "Id"), id],
    ...languages.map((language): [string, string | undefined] => [
      sectionField(place, suffixOf(language)),
      title[language],
    ]),
    [sectionField(place, "Also"), also.join("\n")],
    [sectionField(place, "Need"), filled ? "filled" : required ? "required" : "optional"],
    [sectionField(place, "From"), from === "bibliography"],
    [sectionField(place, "Rank"), place],
  ];
}

/** The kind that a form makes of the one that it was filled from; what the form does not show stays as it was there. */
export function kindFrom(entry: KindEntry, base: Kind, id: string): Kind {
  const given: Given = entry;
  const sections = sectionsFrom(given);
  const { findings, retired, ...rest } = base;
  const kept = findings && sections.some((section) => section.id === findings.section);
  const asked = textsOf(given, "asked");
  const name = textsOf(given, "name");
  return {
    ...rest,
    ...{ id, name, description: textsOf(given, "description"), parts: entry.parts, sections },
    ...(kept && { findings }),
    stages: { draft: textsOf(given, "draft"), review: textsOf(given, "review"), final: textsOf(given, "final") },
    texts: {
      ...{ author: textsOf(given, "author"), reviewer: textsOf(given, "reviewer") },
      ...(Object.keys(asked).length > 0 && { asked }),
    },
    draft: { reminders: numbersIn(entry.draftReminders), after: numbersIn(entry.draftAfter) },
    round: roundFrom(entry),
    editions: entry.editions,
    layout: {
      ...{ cover: entry.hasCover, contents: Number(entry.contents), lists: entry.lists },
      ...{ numbered: Number(entry.numbered), orthotypography: entry.orthotypography },
    },
    cover: coverFrom(given),
    ...(retired && { retired }),
  };
}

function roundFrom(entry: KindEntry): Kind["round"] {
  const { atDeadline, confirming } = entry;
  return {
    quorum: demandOf(entry.quorum, entry.quorumCount),
    ...{ veto: entry.veto ?? 1, days: entry.days ?? 14, reminders: numbersIn(entry.reminders) },
    atDeadline: atDeadline === "extend" ? { do: atDeadline, days: entry.extendDays ?? 7 } : { do: atDeadline },
    ...(confirming !== "none" && {
      confirming: { quorum: demandOf(confirming, entry.confirmingCount), days: entry.confirmingDays ?? 7 },
    }),
    anonymous: entry.anonymous,
  };
}

/** In the order of their ranks; one without a title, or that is taken out, is none. */
function sectionsFrom(given: Given): Section[] {
  const at = (place: number, field: string) => given[sectionField(place, field)];
  const kept = places.filter((place) => at(place, "Remove") !== true && Object.keys(titleAt(given, place)).length > 0);
  const ranked = kept
    .map((place) => ({ place, rank: Number(at(place, "Rank") ?? 99) }))
    .sort((a, b) => a.rank - b.rank || a.place - b.place);
  const taken = new Set(kept.map((place) => at(place, "Id")).filter((id) => id !== undefined));
  return ranked.map(({ place }) => {
    const title = titleAt(given, place);
    const need = at(place, "Need") ?? "optional";
    const id = String(at(place, "Id") ?? freeId(title, taken));
    taken.add(id);
    return {
      ...{ id, title, also: (at(place, "Also") ?? []) as string[], required: need !== "optional" },
      from: at(place, "From") === true ? "bibliography" : "heading",
      ...(need === "filled" && { filled: true as const }),
    };
  });
}

function titleAt(given: Given, place: number): Texts {
  return inLanguages((language) => given[sectionField(place, suffixOf(language))]);
}

function freeId(title: Texts, taken: ReadonlySet<unknown>): string {
  const wanted = slug(textIn(title, languages[0]), 48).replace(/^[^a-z]+/, "") || "section";
  for (let turn = 1; ; turn++) {
    const id = turn === 1 ? wanted : `${wanted}-${turn}`;
    if (!taken.has(id)) return id;
  }
}

function textsOf(given: Given, name: TextName): Texts {
  return inLanguages((language) => given[textFieldName(name, language)]);
}

function inLanguages(valueIn: (language: Language) => unknown): Texts {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const value = valueIn(language);
      return typeof value === "string" && value !== "" ? [[language, value]] : [];
    }),
  );
}

/** A line in each language at the same place is one line of the cover. */
function coverFrom(given: Given): Texts[] {
  const columns = languages.map((language) => (given[`cover${suffixOf(language)}`] ?? []) as string[]);
  const longest = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) =>
    inLanguages((language) => columns[languages.indexOf(language)]?.[at]),
  );
}

type Rule = "count" | "all" | "members";

function ruleOf(demand: QuorumDemand): Rule {
  return demand === "all" ? "all" : typeof demand === "number" ? "count" : "members";
}

function countOf(demand: QuorumDemand): number | undefined {
  return typeof demand === "object" ? demand.members : demand === "all" ? undefined : demand;
}

function demandOf(rule: Rule, count = 1): QuorumDemand {
  return rule === "all" ? "all" : rule === "members" ? { members: count } : count;
}

function numbersIn(text = ""): number[] {
  return text.match(/\d+/g)?.map(Number) ?? [];
}

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
  const unnamed = places.filter(
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
  return places.filter((place) => {
    if (given[sectionField(place, "Remove")] === true) return false;
    const folded = Object.values(titleAt(given, place)).map((title) => slug(String(title)));
    const twice = folded.some((title) => seenTitles.has(title));
    for (const title of folded) seenTitles.add(title);
    return twice;
  });
}
