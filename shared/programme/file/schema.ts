import * as z from "zod";
import { foldWords, tidyName } from "../../name.ts";
import { readVagueDate, type VagueDate } from "../../time/vague-date.ts";
import { isDay, writtenDay } from "../../time/written-day.ts";
import type { MeetingKind, Unit } from "../state.ts";
import { meant } from "./words.ts";

/** Ids of things by what they are called, folded; `shown`: their names, as a fault lists them. */
export type Called = { ids: ReadonlyMap<string, string>; shown: readonly string[] };
/** What names a file may use besides those of the organisations that it declares. */
export type Names = { organisations: Called; kinds: Called };

/** A message of a schema: the code of a fault, and the names it speaks of. */
function message(code: string, ...names: string[]): string {
  return [code, ...names].join(" ");
}

const text = (most: number) =>
  z
    .string({ error: ({ input }) => message(input === undefined ? "key-missing" : "shape-text") })
    .overwrite((each) => tidyName(each.replace(/\s+/gu, " ")) ?? "")
    .min(1, message("key-missing"))
    .max(most, message("text-long", String(most)));
/** Some sentences; may be absent. */
const prose = z.string(message("shape-text")).trim().max(2_000, message("text-long", "2000")).default("");
const list = <T extends z.ZodType>(item: T, most: number) =>
  z
    .preprocess(
      (said) => (typeof said === "string" ? (said.trim() === "" ? [] : [said]) : said),
      z.array(item, message("shape-list")).max(most, message("list-long", String(most))),
    )
    .default([]);
/** A map whose names are those of `shape`. */
function map<S extends z.core.$ZodShape>(shape: S) {
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: ({ code, input }) => {
      if (code === "unrecognized_keys") return message("key-unknown", ...names);
      return input === undefined ? message("key-missing") : message("shape-map", ...names);
    },
  });
}
/** One of a set, by what people call it; `expected`: what a fault lists, as `faultSentence` takes it. */
const named = <T extends string = string>(
  noun: string,
  find: (word: string) => string | undefined,
  expected: string = noun,
) =>
  z.string(message("shape-text")).transform((word, context): T => {
    const found = find(word);
    const params = { [noun]: word.trim(), expected };
    if (found === undefined) context.addIssue({ code: "custom", message: message(`${noun}-unknown`), params });
    return (found ?? "") as T;
  });
const id = z
  .string(message("shape-text"))
  .regex(/^[a-z\d][a-z\d-]{0,63}$/, message("id-wrong"))
  .optional();
const day = z.string(message("key-missing")).overwrite(writtenDay).refine(isDay, message("date-unknown"));
const vague = z.string(message("shape-text")).transform((said, context): VagueDate => {
  const read = readVagueDate(said);
  if (!read) context.addIssue({ code: "custom", message: message("date-unknown"), params: { date: said.trim() } });
  return read ?? { said, from: "", until: "" };
});
const count = z
  .string(message("shape-number"))
  .regex(/^[1-9]\d{0,3}$/, message("shape-number"))
  .transform(Number)
  .default(1);
/** In hundredths: 250 of "2,5". */
const quantity = z
  .string(message("shape-quantity"))
  .regex(/^\d{1,7}(?:[.,]\d{1,2})?$/, message("shape-quantity"))
  .transform((written) => Math.round(Number(written.replace(",", ".")) * 100));

/** The same, or nothing after the colon where any would do. */
const anyOr = (find: (word: string) => string | undefined) => (word: string) => (word.trim() === "" ? "" : find(word));

/** An organisation that a file declares. */
export const organisation = map({
  short: text(60),
  name: text(200).optional(),
  territory: text(120).optional(),
  roles: list(
    named("role", (word) => meant("role", word)),
    4,
  ),
});

/** What stands above the actions. */
export const head = map({
  programme: id,
  title: text(200),
  from: day,
  until: day,
  organisations: z.unknown().optional(),
  families: list(
    z.preprocess((said) => (typeof said === "string" ? { title: said } : said), map({ id, title: text(80) })),
    20,
  ),
  actions: z.unknown().optional(),
});

/** One action, with the names that it may use. */
export function actionSchema({ organisations, kinds }: Names) {
  const called = ({ ids }: Called, word: string) => ids.get(foldWords(word));
  const organisation = named("organisation", (word) => called(organisations, word), organisations.shown.join("\n"));
  const kind = named(
    "kind",
    anyOr((word) => called(kinds, word)),
    kinds.shown.join("\n"),
  );
  const meeting = named<MeetingKind | "">(
    "meeting",
    anyOr((word) => meant("meeting", word)),
  );
  const unit = named<Unit>("unit", (word) => meant("unit", word));
  const expected = map({
    ...{
      id,
      title: text(200),
      document: kind.optional(),
      sheets: text(80).or(z.literal("")).optional(),
      meeting: meeting.optional(),
    },
    ...{ count, when: vague.optional(), strand: text(200).optional(), sources: list(text(200), 10) },
  }).refine(
    ({ document, sheets, meeting }) => [document, sheets, meeting].filter((each) => each !== undefined).length === 1,
    {
      error: message("expected-what"),
    },
  );
  return map({
    ...{
      id,
      title: text(200),
      heading: text(80).optional(),
      family: text(80),
      from: day.optional(),
      until: day.optional(),
    },
    strands: list(map({ id, title: text(200), intent: prose }), 10),
    interventions: list(text(300), 20),
    steering: z
      .preprocess(
        (said) => (typeof said === "string" ? { words: said } : Array.isArray(said) ? { organisations: said } : said),
        map({ organisations: list(organisation, 20), words: text(200).optional() }),
      )
      .optional(),
    concerned: list(organisation, 60),
    intent: prose,
    results: list(text(300), 20),
    expected: list(expected, 40),
    funding: z.preprocess(
      fundingSaid,
      map({ by: list(organisation, 20).optional(), none: text(200).or(z.literal("")).optional() }).refine(
        ({ by = [], none }) => by.length === 0 || none === undefined,
        { error: message("funding-both") },
      ),
    ),
    payment: list(
      z.preprocess(
        (said) => (typeof said === "string" ? { words: said } : said),
        map({ words: text(300), unit: unit.optional(), planned: quantity.optional() }),
      ),
      20,
    ),
  });
}

/** "aucun", "DAIC", ["ACSE", "DAIC"], or the map that says why there is none. */
function fundingSaid(said: unknown): unknown {
  if (typeof said === "string") return meant("key", said) === "none" ? { none: "" } : { by: [said] };
  return Array.isArray(said) ? { by: said } : said;
}
