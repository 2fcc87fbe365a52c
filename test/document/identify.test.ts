import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText, identify } from "../../shared/document/identify.ts";
import { parseTree } from "../../shared/document/schema.ts";
import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf } from "../../shared/document/visit.ts";

const paragraph = (value: string): Block => ({ type: "paragraph", id: "x", children: [{ type: "text", value }] });
const list = (...items: string[]): Block => ({
  type: "list",
  id: "x",
  ordered: false,
  start: 1,
  format: "decimal",
  items: items.map((item) => ({ children: [paragraph(item)] })),
});

function treeOf(blocks: Block[], notes: DocumentTree["notes"] = {}): DocumentTree {
  return { schema: 1, meta: { authors: [], language: "fr-FR", keywords: [] }, blocks, notes, bibliography: [] };
}

function idsOf(...blocks: Block[]): string[] {
  return identify(treeOf(blocks)).blocks.map((block) => block.id);
}

test("a block keeps its name when its neighbours change", () => {
  const [, middle] = idsOf(paragraph("un"), list("a", "b"), paragraph("trois"));
  expect(idsOf(list("a", "b"), paragraph("quatre"))[0]).toBe(middle);
  expect(middle).toMatch(/^[0-9a-f]{10}$/);
});

test("the same words again are told apart, the same words elsewhere are not the same block", () => {
  const [first, second, third] = idsOf(paragraph("un"), paragraph("un"), paragraph("un"));
  expect([second, third]).toEqual([`${first}-2`, `${first}-3`]);
  expect(idsOf(list("un", "deux"))[0]).not.toBe(idsOf(list("un deux"))[0]);
  expect(idsOf(list("un", "deux"))[0]).not.toBe(idsOf(list("deux", "un"))[0]);
});

test.each([
  ["l'école", "l’école"],
  ["« ici »", "«\u202Fici\u202F»"],
  ["quoi ?", "quoi\u202F?"],
  ["e\u0301cole", "école"],
  ["un  mot\u00AD", " un mot"],
])("%j and %j are one text", (one, other) => {
  expect(foldText(one)).toBe(foldText(other));
  expect(idsOf(paragraph(one))).toEqual(idsOf(paragraph(other)));
});

test("names are unique, the same each time, and pass the schema", () => {
  const blocks = fc.array(
    fc.oneof(
      fc.constantFrom("a", "b").map(paragraph),
      fc.array(fc.constantFrom("a", "b"), { minLength: 1 }).map((items) => list(...items)),
    ),
  );
  fc.assert(
    fc.property(blocks, blocks, (body, note) => {
      const named = identify(treeOf(body, { n1: note }));
      const ids = [...eachBlockOf(named)].map((block) => block.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(identify(named)).toEqual(named);
      expect(parseTree(JSON.parse(JSON.stringify(named)))).toEqual(named);
    }),
  );
});
