import { expect, test } from "vitest";
import type { Block, Inline } from "../../shared/document/tree.ts";
import { eachBlock, mapBlocks, mapInlines, mapInlinesOf, plainText, textOf } from "../../shared/document/visit.ts";

const text = (value: string): Inline => ({ type: "text", value });
const paragraph = (id: string, ...children: Inline[]): Block => ({ type: "paragraph", id, children });
const blocks: Block[] = [
  { type: "quote", id: "q", children: [paragraph("a", text("un"), { type: "lineBreak" }, text("deux"))] },
  {
    type: "table",
    id: "t",
    columns: [{ align: "start" }],
    headerRows: 0,
    caption: [text("légende")],
    rows: [{ cells: [{ colSpan: 1, rowSpan: 1, header: false, children: [paragraph("b", text("case"))] }] }],
  },
];

test("every block is met, containers first", () => {
  expect([...eachBlock(blocks)].map((block) => block.id)).toEqual(["q", "a", "t", "b"]);
});

test("the words of blocks and inlines", () => {
  expect(blocks.map(textOf)).toEqual(["un deux", "légende\ncase"]);
  const inlines: Inline[] = [
    text("a "),
    { type: "strong", children: [text("b")] },
    { type: "noteReference", note: "n1" },
    { type: "citation", items: [{ key: "x" }, { key: "y" }] },
    { type: "code", value: " c" },
  ];
  expect(plainText(inlines)).toBe("a bx; y c");
});

test("a change takes a block's place, removes it, or puts several there", () => {
  const changed = mapBlocks(blocks, (block) =>
    block.id === "a" ? [] : block.id === "t" ? [block, paragraph("c")] : block,
  );
  expect([...eachBlock(changed)].map((block) => block.id)).toEqual(["q", "t", "b", "c"]);
});

test("every run of inlines is changed, captions too", () => {
  const shout = (inline: Inline): Inline => (inline.type === "text" ? text(inline.value.toUpperCase()) : inline);
  const changed = mapInlinesOf(blocks, (inlines) => mapInlines(inlines, shout));
  expect(changed.map(textOf)).toEqual(["UN DEUX", "LÉGENDE\nCASE"]);
  expect(blocks.map(textOf)).toEqual(["un deux", "légende\ncase"]);
});
