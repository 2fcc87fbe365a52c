import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languages } from "../../../shared/i18n/languages.ts";
import { slug } from "../../../shared/name.ts";
import { type Action, type Programme, units } from "../../../shared/programme/state.ts";
import { delimiterOf, parted } from "../../../shared/programme/table/columns.ts";
import { readTable, readTableActions } from "../../../shared/programme/table/read.ts";
import { writeActionsTable } from "../../../shared/programme/table/write.ts";
import { tries } from "../../long.ts";
import { programmeOf } from "../sample.ts";
import { calledBy, kinds, seed } from "../seed.ts";

const named = { oriv: "ORIV", acse: "ACSE | Est", "l-acse": "L’Acsé" };
const known = calledBy(Object.fromEntries(Object.entries(named).map(([id, short]) => [id, [short]])));

/** The table of a programme, read against another. */
function again(
  language: (typeof languages)[number],
  of: Programme,
  into: Programme,
  shorts: Readonly<Record<string, string>>,
) {
  const organisations = calledBy(Object.fromEntries(Object.entries(shorts).map(([id, short]) => [id, [short]])));
  const text = writeActionsTable(language, of, { organisation: (id) => shorts[id]! });
  expect(delimiterOf(text)).toBe(",");
  const read = readTableActions(readTable(text), into, { organisations, kinds }, ["2008"]);
  return { text, actions: "ok" in read ? read.ok.actions : read.faults };
}

/** What a table says of an action. */
function flat(action: Action): Action {
  return { ...action, expected: [], strands: action.strands.map((strand) => ({ ...strand, intent: "" })) };
}

describe.each(languages)("written in %s and read again", (language) => {
  test("the actions of 2008 are the same, and new actions have all that is flat of them", () => {
    const { id, plan, actions, organisations } = seed();
    const programme = { ...programmeOf(...actions), id, ...plan };
    const shorts = Object.fromEntries(organisations.map((each) => [each.id, each.short]));
    expect(again(language, programme, programme, shorts).actions).toEqual(actions);
    expect(again(language, programme, { ...programme, actions: [] }, shorts).actions).toEqual(actions.map(flat));
  });

  test("any actions are the same, and new actions have all that is flat of them", () => {
    fc.assert(
      fc.property(someActions, (actions) => {
        const programme = programmeOf(...actions);
        const { text, actions: same } = again(language, programme, programme, named);
        expect(same, text).toEqual(actions);
        expect(again(language, programme, programmeOf(), named).actions, text).toEqual(actions.map(flat));
      }),
      { numRuns: tries(40, 300) },
    );
  });
});

test("a cell is parted at its bars, but at those that are written with a stroke", () => {
  expect(parted("Réunions | Séminaire|Site \\| blog | ")).toEqual(["Réunions", "Séminaire", "Site | blog"]);
  expect(known.shown).toHaveLength(3);
});

/** Words with what tables and spreadsheets trip over: separators, quotes, bars, formulas, apostrophes. */
const title = fc
  .array(
    fc.constantFrom(
      "note",
      "École",
      ";",
      ",",
      '"A"',
      "|",
      "\\",
      "\\|",
      "=1+1",
      "-d",
      "@e",
      "'=f",
      "'",
      "+3",
      "2008",
      "a;b;c",
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((words) => words.join(" "))
  .filter((words) => slug(words) !== "");
const prose = fc.array(title, { maxLength: 3 }).map((sentences) => sentences.join("\n"));
const some = fc.subarray(Object.keys(named));

const action: fc.Arbitrary<Action> = fc
  .record({
    title,
    heading: fc.option(title, { nil: undefined }),
    intent: prose,
    period: fc.constantFrom(undefined, { from: "2008-03-01", until: "2008-06-30" }),
    interventions: fc.array(title, { maxLength: 3 }),
    steering: fc.oneof(
      some.map((organisations) => ({ organisations })),
      fc.record({ organisations: some, words: title }),
    ),
    concerned: some,
    results: fc.array(title, { maxLength: 2 }),
    strands: fc
      .uniqueArray(title, { selector: slug, maxLength: 2 })
      .map((titles) => titles.map((each) => ({ id: slug(each), title: each, intent: "Pour qui." }))),
    funding: fc.oneof(
      some.filter((ids) => ids.length > 0).map((by) => ({ by })),
      fc.constantFrom("", "financement interne").map((none) => ({ none })),
    ),
    payment: fc.array(
      fc.oneof(
        title.map((words) => ({ words })),
        title.map((words) => ({ words, unit: "day" as const })),
        fc.record({ words: title, unit: fc.constantFrom(...units), planned: fc.integer({ min: 0, max: 100_000 }) }),
      ),
      { maxLength: 2 },
    ),
  })
  .map(({ heading, period, ...said }) => ({
    ...{
      id: slug(said.title),
      family: "projets",
      ...(heading !== undefined && { heading }),
      ...(period && { period }),
    },
    expected: [{ what: "meeting" as const, id: "reunion", title: "Réunion", count: 4, sources: [] }],
    ...said,
  }));

const someActions = fc
  .uniqueArray(action, { selector: ({ id }) => id, minLength: 1, maxLength: 4 })
  .filter((actions) => new Set(actions.map(({ title }) => title.toLowerCase())).size === actions.length);
