import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { languageTag } from "../../shared/formats/bibliography/languages.ts";
import { readBibliography } from "../../shared/formats/bibliography/read.ts";
import { openReading } from "../../shared/formats/reading.ts";
import { limits, readMarkdown } from "./drafts.ts";

/** A bibliography file gives `items`, with warnings of these codes. */
async function check(source: string, items: object[], codes: string[] = []): Promise<void> {
  const context = openReading({ language: "fr-FR", limits });
  expect(await readBibliography(context, strToU8(source), "refs")).toEqual(items);
  expect(context.warnings.map(({ code }) => code)).toEqual(codes);
}

test.each([
  ["french", "fr"],
  ["english", "en"],
  ["american", "en-US"],
  ["Français", "fr"],
  ["fr-FR", "fr-FR"],
  ["fr_ch", "fr-CH"],
  ["volapük ancien", undefined],
  ["", undefined],
])("the language %j is %j", (name, tag) => {
  expect(languageTag(name)).toBe(tag);
});

test("a language by its name in CSL-JSON", () =>
  check(
    '[{"id": "a", "type": "book", "language": "english"}, {"id": "b", "type": "book", "language": "multilingue, sauf une partie"}]',
    [
      { id: "a", type: "book", language: "en" },
      { id: "b", type: "book" },
    ],
  ));

describe("BibTeX", () => {
  test.each<[string, string, object[], string[]?]>([
    [
      "an article",
      `@string{rpl = {Revue des politiques locales}}
       @article{noel2014, author = {Noël, Hervé and N{\\'u}{\\~n}ez, Rafael and {Commission d'étude}}, title = {Discriminer {\\emph{sans}} le vouloir},
         journal = rpl, number = 6, volume = {2}, year = 2014, month = jun, pages = {10--25}, url = {https://example.org/a_b}, langid = {french}}`,
      [
        {
          id: "noel2014",
          type: "article-journal",
          title: "Discriminer <i>sans</i> le vouloir",
          author: [
            { family: "Noël", given: "Hervé" },
            { family: "Núñez", given: "Rafael" },
            { literal: "Commission d'étude" },
          ],
          issued: { "date-parts": [[2014, 6]] },
          "container-title": "Revue des politiques locales",
          volume: "2",
          issue: "6",
          page: "10-25",
          URL: "https://example.org/a_b",
          language: "fr",
        },
      ],
    ],
    [
      "a book, as BibLaTeX has it",
      "@book{kalin, author={von Kälin, Jürgen}, title={{L'école}}, subtitle={Un guide}, publisher={Éditions du Lac and Autre}, location={Genève}, date={2021-03}, pagetotal={349}, series={Repères}, number={4}, urldate={2022-01-02}}",
      [
        {
          id: "kalin",
          type: "book",
          title: "L'école : Un guide",
          author: [{ family: "Kälin", given: "Jürgen", "non-dropping-particle": "von" }],
          issued: { "date-parts": [[2021, 3]] },
          accessed: { "date-parts": [[2022, 1, 2]] },
          "collection-title": "Repères",
          "collection-number": "4",
          publisher: "Éditions du Lac, Autre",
          "publisher-place": "Genève",
          "number-of-pages": "349",
        },
      ],
    ],
    [
      "a thesis, an unsure date",
      "@phdthesis{t, title={Thèse}, school={Université de Lorraine}, year={vers 1998}}",
      [
        {
          id: "t",
          type: "thesis",
          title: "Thèse",
          issued: { literal: "vers 1998" },
          publisher: "Université de Lorraine",
          genre: "Thèse de doctorat",
        },
      ],
    ],
    [
      "a command that is not known",
      "@misc{m, title={Le \\inconnu{mot}}}",
      [{ id: "m", type: "document", title: expect.stringContaining("mot") }],
    ],
    [
      "a part that breaks off",
      "@misc{a, title={Un}}\n@misc{b, title={Deux",
      [{ id: "a", type: "document", title: "Un" }],
      ["bibliography-part-unreadable"],
    ],
    [
      "entries that break off, which cost themselves alone",
      '@misc{a, title={Un}}\n@misc{b, title={Deux}\n@misc{c, title={Trois}}\n@misc{d, title="Qua{tre"}\n@misc(e, title="Cinq (5)")',
      [
        { id: "a", type: "document", title: "Un" },
        { id: "b", type: "document", title: "Deux" },
        { id: "c", type: "document", title: "Trois" },
        { id: "e", type: "document", title: "Cinq (5)" },
      ],
      ["bibliography-part-unreadable", "bibliography-part-unreadable"],
    ],
    [
      "comments, a preamble and words between entries",
      'Mes livres : @ Lyon\n@comment{@misc{x, title={X}}}\n@preamble{"\\newcommand{\\x}{}"}\n@misc{a, title={a@b {dit} "c"}}',
      [{ id: "a", type: "document", title: 'a@b dit "c"' }],
    ],
    [
      "abbreviations of abbreviations",
      '@string{rev = "Revue"} @string{rpl = rev # " des politiques"} @article{a, journal = RPL # " locales"}',
      [{ id: "a", type: "article-journal", "container-title": "Revue des politiques locales" }],
    ],
    [
      "what an entry inherits, from an entry that comes before or after",
      "@xdata{lac, publisher={Le Lac}, location={Genève}} @inproceedings{a, title={Un}, crossref={p}, xdata={lac}} @proceedings{p, title={Actes}, year=2010}",
      [
        {
          ...{
            id: "a",
            type: "paper-conference",
            title: "Un",
            "container-title": "Actes",
            issued: { "date-parts": [[2010]] },
          },
          ...{ publisher: "Le Lac", "publisher-place": "Genève" },
        },
        { id: "p", type: "book", title: "Actes", issued: { "date-parts": [[2010]] } },
      ],
    ],
    [
      "other authors who are not named",
      "@misc{a, author={Noël, Hervé and others}}",
      [{ id: "a", type: "document", author: [{ family: "Noël", given: "Hervé" }, { literal: "et al." }] }],
    ],
    ["nothing", "rien", []],
  ])("%s", (_, source, items, codes) => check(source, items, codes));
});

/** Of a file of `count` entries "e0", "e1"…, those of these ids are read where `keys` are wanted. */
async function checkChoice(keys: string[], count: number, ids: string[], codes: string[]): Promise<void> {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const sources = [
    `@string{x = {Revue}}\n${indexes.map((index) => `@misc{e${index}, title={Titre {${index}}}, journal=x}\n`).join("")}`,
    JSON.stringify(indexes.map((index) => ({ id: `e${index}`, type: "book" }))),
  ];
  for (const source of sources) {
    const context = openReading({ language: "fr-FR", limits });
    const wanted = { keys: new Set(keys), all: keys.includes("*") };
    const items = await readBibliography(context, strToU8(source), "refs", wanted);
    expect(items.map(({ id }) => id)).toEqual(ids);
    expect(context.warnings.map(({ code }) => code)).toEqual(codes);
  }
}

describe("the entries that a text wants", () => {
  const all = (count: number) => Array.from({ length: count }, (_, index) => `e${index}`);
  test.each<[string, string[], number, string[], string[]]>([
    ["all of a short file, cited or not", ["e1"], 200, all(200), []],
    ["of a library those cited, with a warning", ["e7", "rien"], 5_000, ["e7"], ["bibliography-uncited"]],
    ["of a library that nobody cites none", [], 201, [], ["bibliography-uncited"]],
    ["all of a library where the text asks for it", ["*"], 201, all(201), []],
  ])("%s", (_, keys, count, ids, codes) => checkChoice(keys, count, ids, codes));

  test("a field of a megabyte costs its entry alone", () =>
    check(
      `@misc{a, title={Un}} @misc{b, note={${"mots et ".repeat(100_000)}}}`,
      [{ id: "a", type: "document", title: "Un" }],
      ["bibliography-entry-unreadable"],
    ));

  test("a work of thousands of authors has a hundred, and says that there are more", async () => {
    const people = Array.from({ length: 5_000 }, (_, index) => `Nom${index}, P.`);
    const list = people.map((name) => ({ family: name.split(",")[0]!, given: "P." }));
    for (const source of [
      `@misc{a, author={${people.join(" and ")}}, editor="{A and B} and C", title={T and U}, abstract={${"Mots. ".repeat(100_000)}}}`,
      JSON.stringify([{ id: "a", type: "book", author: list }]),
    ]) {
      const context = openReading({ language: "fr-FR", limits });
      const [item] = await readBibliography(context, strToU8(source), "refs");
      expect(item!.author).toEqual([...list.slice(0, 100), { literal: "et al." }]);
      expect(context.warnings).toEqual([{ code: "bibliography-names-dropped", details: { entry: "a", count: 4_900 } }]);
    }
  });
});

describe("CSL-JSON", () => {
  const book = { id: "a", type: "book", title: "Un", custom: { kept: true } };
  test.each<[string, unknown, object[], string[]?]>([
    ["a list", [book], [book]],
    ["one entry", book, [book]],
    ["pandoc's wrapping", { references: [book] }, [book]],
    [
      "numbers for words, short dates",
      [{ id: 12, type: "book", page: 4, volume: 2, issued: 2014, accessed: "2020-05" }],
      [
        {
          id: "12",
          type: "book",
          page: "4",
          volume: 2,
          issued: { "date-parts": [[2014]] },
          accessed: { "date-parts": [[2020, 5]] },
        },
      ],
    ],
    [
      "dates as pandoc's YAML has them",
      [{ id: "b", type: "book", issued: [{ year: 2014, month: 6 }] }],
      [{ id: "b", type: "book", issued: { "date-parts": [[2014, 6]] } }],
    ],
    [
      "entries that are none",
      [{ type: "book" }, 3, null, { id: "b", type: "book", author: "Noël" }, book],
      [book],
      [
        "bibliography-entry-unreadable",
        "bibliography-entry-unreadable",
        "bibliography-entry-unreadable",
        "bibliography-entry-unreadable",
      ],
    ],
    [
      "dates that are none",
      [
        { id: "b", type: "book", issued: null },
        { id: "c", type: "book", issued: [] },
      ],
      [],
      ["bibliography-entry-unreadable", "bibliography-entry-unreadable"],
    ],
  ])("%s", (_, json, items, codes) => check(JSON.stringify(json), items, codes));

  test("what is no JSON", () => check("[{", [], ["bibliography-unreadable"]));
  test("what is no text", () => check("\u0000\u0001", [], ["bibliography-unreadable"]));
});

describe("a draft's bibliography", () => {
  const entry = "  - id: noel2014\n    type: book\n    title: Accueillir\n    issued: 2014-06\n";

  test("in its front matter", async () => {
    const { tree } = await readMarkdown(`---\nbibliography:\n${entry}---\n\nVu [@noel2014].`);
    expect(tree.bibliography).toEqual([
      { id: "noel2014", type: "book", title: "Accueillir", issued: { "date-parts": [[2014, 6]] } },
    ]);
  });

  test("a library beside it, of which it cites one in a note and lists one in its front matter", async () => {
    const library = Array.from({ length: 300 }, (_, index) => `@misc{e${index}, title={T${index}}}`).join("\n");
    const { tree, warnings } = await readMarkdown(
      "---\nbibliography: refs.bib\nnocite: '@e20, @e21.'\n---\n\nVu.[^1]\n\n[^1]: Selon [@e12, p. 4].",
      { "refs.bib": strToU8(library) },
    );
    expect(tree.bibliography.map(({ title }) => title)).toEqual(["T12", "T20", "T21"]);
    expect(warnings.map(({ code, details }) => [code, details.count])).toEqual([["bibliography-uncited", 297]]);
  });

  test("beside it, and twice the same", async () => {
    const { tree, warnings } = await readMarkdown(
      `---\nbibliography: [refs.bib, rien.json]\nreferences:\n${entry}---\n\nVu.`,
      {
        "refs.bib": strToU8("@book{noel2014, title={Autre}} @book{kalin, title={Deux}}"),
      },
    );
    expect(tree.bibliography.map(({ title }) => title)).toEqual(["Accueillir", "Deux"]);
    expect(warnings.map(({ code, details }) => [code, Object.values(details)[0]])).toEqual([
      ["bibliography-missing", "rien.json"],
      ["bibliography-entry-twice", "noel2014"],
    ]);
  });
});
