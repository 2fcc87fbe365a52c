import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languages } from "../../../shared/i18n/languages.ts";
import { slug } from "../../../shared/name.ts";
import { type DeclaredOrganisation, readProgrammeFile } from "../../../shared/programme/file/read.ts";
import { writeProgrammeFile } from "../../../shared/programme/file/write.ts";
import { type Action, type Expected, meetingKinds, units } from "../../../shared/programme/state.ts";
import { readVagueDate } from "../../../shared/time/vague-date.ts";
import { tries } from "../../long.ts";
import { kinds, nothingKnown, seed } from "../seed.ts";

type Content = ReturnType<typeof seed>;

function again(language: (typeof languages)[number], { id, plan, actions, organisations }: Content) {
  const text = writeProgrammeFile(language, { id, ...plan, actions }, organisations, {
    organisation: (each) => organisations.find((one) => one.id === each)!.short,
    kind: (each) => [...kinds.ids].find(([, kind]) => kind === each)![0],
  });
  return { text, read: readProgrammeFile(text, nothingKnown) };
}

describe.each(languages)("written in %s and read again", (language) => {
  test("the programme of 2008 is the same", () => {
    expect(again(language, seed()).read).toEqual({ ok: seed() });
  });

  test("any programme is the same", () => {
    fc.assert(
      fc.property(someProgramme, (content) => {
        const { text, read } = again(language, content);
        expect(read, text).toEqual({ ok: content });
      }),
      { numRuns: tries(40, 300) },
    );
  });
});

/** Words with what YAML and people trip over: colons, hashes, quotes, dashes, numbers, "oui". */
const title = fc
  .array(
    fc.constantFrom(
      "note",
      "École",
      "n°",
      "1",
      "« A »",
      ": b",
      "#c",
      "- d",
      "'e",
      '"f',
      "oui",
      "null",
      "2008",
      "&g",
      "*h",
      "[i",
      "{j",
      "é",
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((words) => words.join(" "))
  .filter((words) => slug(words) !== "");
const prose = fc.array(title, { maxLength: 3 }).map((sentences) => sentences.join("\n"));
const organisations: DeclaredOrganisation[] = [
  { id: "oriv", short: "ORIV", roles: ["member"], territory: "Alsace" },
  { id: "acse", short: "ACSE", name: "Agence pour la cohésion sociale", roles: ["funder"] },
];
const some = fc.subarray(organisations.map(({ id }) => id));
const when = fc.constantFrom("fin septembre 2008", "2008", "12/05/2008", "T3 2008").map((said) => readVagueDate(said)!);

const expected: fc.Arbitrary<Expected> = fc
  .record(
    {
      title,
      count: fc.integer({ min: 1, max: 12 }),
      when: fc.option(when, { nil: undefined }),
      what: fc.constantFrom("document", "sheets", "meeting"),
      plain: fc.boolean(),
    },
    { requiredKeys: ["title", "count", "what", "plain"] },
  )
  .map(({ title, count, when, what, plain }) => {
    const kind = { document: "framing-note", sheets: "fiche d’expérience", meeting: meetingKinds[1] }[what];
    return {
      what,
      id: slug(title),
      title,
      count,
      sources: [],
      ...(when && { when }),
      ...(!plain && { kind }),
    } as Expected;
  });

const action: fc.Arbitrary<Action> = fc
  .record({
    title,
    heading: fc.option(title, { nil: undefined }),
    interventions: fc.array(title, { maxLength: 3 }),
    steering: fc.record({ organisations: some, words: title }),
    concerned: some,
    intent: prose.map((text) => text.trim()),
    results: fc.array(title, { maxLength: 2 }),
    strands: fc
      .uniqueArray(title, { selector: slug, maxLength: 2 })
      .map((titles) => titles.map((each) => ({ id: slug(each), title: each, intent: "" }))),
    expected: fc.uniqueArray(expected, { selector: ({ id }) => id, maxLength: 3 }),
    funding: fc.oneof(
      some.filter((ids) => ids.length > 0).map((by) => ({ by })),
      fc.constantFrom("", "financement interne").map((none) => ({ none })),
    ),
    payment: fc.array(
      fc.oneof(
        title.map((words) => ({ words })),
        fc.record({ words: title, unit: fc.constantFrom(...units), planned: fc.integer({ min: 0, max: 100_000 }) }),
      ),
      { maxLength: 2 },
    ),
  })
  .map(({ heading, ...said }) => ({
    id: slug(said.title),
    family: "projets",
    ...(heading !== undefined && { heading }),
    ...said,
  }));

const someProgramme: fc.Arbitrary<Content> = fc
  .uniqueArray(action, { selector: ({ id }) => id, maxLength: 4 })
  .filter((actions) => new Set(actions.map(({ title }) => title.toLowerCase())).size === actions.length)
  .map((actions) => ({
    id: "2008",
    plan: {
      title: "Programme de travail 2008",
      from: "2008-01-01",
      until: "2009-03-31",
      families: [{ id: "projets", title: "Projets" }],
    },
    organisations,
    actions,
  }));
