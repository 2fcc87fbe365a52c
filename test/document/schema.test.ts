import { expect, test } from "vitest";
import { ZodError } from "zod";
import { parseTree } from "../../shared/document/schema.ts";
import { Refusal } from "../../shared/errors.ts";

const tree = (...blocks: unknown[]): unknown => ({
  schema: 1,
  meta: { authors: [], language: "fr-FR", keywords: [] },
  blocks,
  notes: {},
  bibliography: [],
});
const text = { type: "text", value: "a" };
const paragraph = (...children: unknown[]): object => ({ type: "paragraph", id: "a1", children });

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["another schema", { ...(tree() as object), schema: 2 }],
  ["a field too many", { ...(tree() as object), extra: 1 }],
  ["an unknown block", tree({ type: "video", id: "a1" })],
  ["a composed block", tree({ type: "contents", id: "a1", entries: [] })],
  ["a composed field", tree({ type: "heading", id: "a1", level: 1, numbered: true, children: [], label: "1" })],
  ["a composed role", tree({ ...paragraph(text), role: "title" })],
  ["a level too deep", tree({ type: "heading", id: "a1", level: 7, numbered: true, children: [] })],
  ["an id that is none", tree({ ...paragraph(text), id: "a b" })],
  ["a link that is not kept", tree(paragraph({ type: "link", href: "javascript:alert(1)", children: [text] }))],
  [
    "a cell over no column",
    tree({
      type: "table",
      id: "a1",
      columns: [],
      headerRows: 0,
      rows: [{ cells: [{ colSpan: 0, rowSpan: 1, header: false, children: [] }] }],
    }),
  ],
  [
    "an image without a hash",
    tree({ type: "figure", id: "a1", alt: "", image: { hash: "x", mediaType: "image/png", width: 1, height: 1 } }),
  ],
])("%s is no stored tree", (_, json) => {
  expect(() => parseTree(json)).toThrow(ZodError);
});

test("what an entry of the bibliography holds besides is kept", () => {
  const bibliography = [{ id: "a", type: "book", custom: { a: 1 }, author: [{ family: "Noël", suffix: "fils" }] }];
  expect(parseTree({ ...(tree() as object), bibliography }).bibliography).toEqual(bibliography);
});

test("depth is measured before anything recurses", () => {
  let inline: object = text;
  for (let depth = 0; depth < 100_000; depth++) inline = { type: "strong", children: [inline] };
  expect(() => parseTree(tree(paragraph(inline)))).toThrow(Refusal);
});
