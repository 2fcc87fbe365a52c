import fc from "fast-check";
import { identify } from "../../shared/document/identify.ts";
import {
  type Block,
  type Cell,
  type CslItem,
  calloutVariants,
  type DocumentTree,
  type Figure,
  type Heading,
  type Inline,
  type Table,
} from "../../shared/document/tree.ts";

/** Random trees that the schema accepts, with the words and the typing of French drafts, and a few of nobody's. */

const words = fc.constantFrom(
  "Les associations demandent des règles simples",
  "l'école",
  "qu’attend-on d'une politique publique ?",
  "« On n'enseigne pas la diversité »",
  "164 600 euros; 26 %",
  "le 1er juillet 2008 a 14:30",
  "au XXe siècle...",
  "n° 12 : voir https://example.org/a?b=1;c",
  "un mot -- ou deux - peut-être !",
  "naïve, œuvre, ÉTAT",
  "the network's “first” year",
  "العربية",
  "𝒳🙂",
  "a".repeat(80),
  " ",
  "",
);
export const text = fc.oneof({ weight: 6, arbitrary: words }, { weight: 1, arbitrary: fc.string({ maxLength: 12 }) });

const textNode = text.map((value): Inline => ({ type: "text", value }));
const noteIds = ["n1", "n2", "n3"];
const keys = ["noel2014", "oriv2008", "inconnue"];

export const inlines: fc.Arbitrary<Inline[]> = fc.letrec<{ inline: Inline; inlines: Inline[] }>((tie) => ({
  inlines: fc.array(tie("inline"), { maxLength: 4 }),
  inline: fc.oneof(
    { maxDepth: 3, depthIdentifier: "inline" },
    { weight: 8, arbitrary: textNode },
    { weight: 1, arbitrary: text.map((value): Inline => ({ type: "code", value })) },
    { weight: 1, arbitrary: fc.constant<Inline>({ type: "lineBreak" }) },
    { weight: 1, arbitrary: fc.constantFrom(...noteIds).map((note): Inline => ({ type: "noteReference", note })) },
    {
      weight: 1,
      arbitrary: fc
        .record(
          { key: fc.constantFrom(...keys), locator: fc.constantFrom("p. 4", "chap. 2") },
          { requiredKeys: ["key"] },
        )
        .map((item): Inline => ({ type: "citation", items: [item] })),
    },
    ...(["strong", "emphasis", "smallCaps", "superscript", "subscript", "strike"] as const).map((type) => ({
      weight: 1,
      arbitrary: tie("inlines").map((children): Inline => ({ type, children })),
    })),
    {
      weight: 1,
      arbitrary: tie("inlines").map(
        (children): Inline => ({ type: "link", href: "https://example.org/?a=1&b=2", children }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("s1", "s2", "absent"), tie("inlines"))
        .map(([target, children]): Inline => ({ type: "crossReference", target, children })),
    },
    {
      weight: 1,
      arbitrary: tie("inlines").map((children): Inline => ({ type: "language", language: "en", children })),
    },
  ),
})).inlines;

const anchor = fc.constantFrom(undefined, undefined, undefined, "s1", "s2");
const id = "x";

const leaf: fc.Arbitrary<Block> = fc.oneof(
  { weight: 5, arbitrary: inlines.map((children): Block => ({ type: "paragraph", id, children })) },
  { weight: 1, arbitrary: inlines.map((children): Block => ({ type: "paragraph", id, role: "sourceLine", children })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.boolean(), inlines, anchor)
      .map(([level, numbered, children, name]): Block => {
        const heading: Heading = { type: "heading", id, level: level as Heading["level"], numbered, children };
        return name === undefined ? heading : { ...heading, anchor: name };
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("", "Carte des centres"), fc.option(inlines, { nil: undefined }))
      .map(([alt, caption]): Block => {
        const figure: Figure = { type: "figure", id, alt, image: picture };
        return caption === undefined ? figure : { ...figure, caption };
      }),
  },
  { weight: 1, arbitrary: text.map((value): Block => ({ type: "codeBlock", id, value })) },
  { weight: 1, arbitrary: fc.constantFrom<Block>({ type: "thematicBreak", id }, { type: "pageBreak", id }) },
);

/** The only image of random trees: one pixel, whose bytes a test may give. */
export const picture = { hash: "a".repeat(64), mediaType: "image/png", width: 400, height: 300 } as const;

/** A table of whole rows, at times with a cell over two columns. */
const tableOf = (cell: fc.Arbitrary<Block[]>): fc.Arbitrary<Block> =>
  fc
    .record({
      width: fc.integer({ min: 1, max: 3 }),
      height: fc.integer({ min: 1, max: 3 }),
      headerRows: fc.integer({ min: 0, max: 1 }),
      spans: fc.boolean(),
      caption: fc.option(inlines, { nil: undefined }),
      contents: fc.array(cell, { minLength: 9, maxLength: 9 }),
    })
    .map(({ width, height, headerRows, spans, caption, contents }): Block => {
      const cellAt = (row: number, column: number, colSpan = 1): Cell => ({
        colSpan,
        rowSpan: 1,
        header: row < headerRows,
        children: contents[row * 3 + column]!,
      });
      const rows = Array.from({ length: height }, (_, row) => ({
        cells:
          spans && row === 0 && width > 1
            ? [cellAt(row, 0, 2), ...Array.from({ length: width - 2 }, (_, column) => cellAt(row, column + 2))]
            : Array.from({ length: width }, (_, column) => cellAt(row, column)),
      }));
      const columns = Array.from({ length: width }, () => ({ align: "start" }) as const);
      const table: Table = { type: "table", id, columns, headerRows, rows };
      return caption === undefined ? table : { ...table, caption };
    });

export const blocks: fc.Arbitrary<Block[]> = fc.letrec<{ block: Block; blocks: Block[] }>((tie) => ({
  blocks: fc.array(tie("block"), { maxLength: 5 }),
  block: fc.oneof(
    { maxDepth: 2, depthIdentifier: "block" },
    { weight: 8, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.boolean(), fc.array(tie("blocks"), { minLength: 1, maxLength: 3 }))
        .map(([ordered, items]): Block => {
          const children = items.map((item) => ({ children: item }));
          return { type: "list", id, ordered, start: 1, format: "decimal", items: children };
        }),
    },
    { weight: 1, arbitrary: tie("blocks").map((children): Block => ({ type: "quote", id, children })) },
    {
      weight: 1,
      arbitrary: fc
        .record({
          variant: fc.constantFrom(...calloutVariants),
          title: fc.option(inlines, { nil: undefined }),
          children: tie("blocks"),
        })
        .map(({ title, ...rest }): Block => ({ type: "callout", id, ...rest, ...(title && { title }) })),
    },
    { weight: 1, arbitrary: tableOf(tie("blocks")) },
  ),
})).blocks;

export const bibliography: CslItem[] = [
  {
    id: "noel2014",
    type: "book",
    title: "L'intégration en actes",
    author: [{ family: "Noël", given: "Olivier" }],
    issued: { "date-parts": [[2014]] },
    publisher: "L'Harmattan",
    "publisher-place": "Paris",
    edition: 2,
  },
  { id: "oriv2008", type: "report", title: "Rapport d'activités", author: [{ literal: "ORIV" }] },
];

/** Named trees: blocks have the ids that ingest gives them. Notes n1 and n2 exist, n3 does not. */
export const trees: fc.Arbitrary<DocumentTree> = fc
  .record({
    title: fc.constantFrom(undefined, "École et diversité"),
    language: fc.constantFrom("fr-FR", "fr-CH", "en-GB"),
    blocks: fc.array(blocks, { maxLength: 3 }).map((runs) => runs.flat()),
    n1: blocks,
    n2: blocks,
  })
  .map(({ title, language, blocks: body, n1, n2 }) =>
    identify({
      schema: 1,
      meta: { ...(title === undefined ? {} : { title }), authors: ["ORIV"], language, keywords: [] },
      blocks: body,
      notes: { n1, n2 },
      bibliography,
    }),
  );
