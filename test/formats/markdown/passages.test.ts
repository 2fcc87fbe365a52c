import fc from "fast-check";
import type { RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { eachPassage, markerOf } from "../../../shared/formats/markdown/passages.ts";
import { tries } from "../../long.ts";
import { readMarkdown } from "../drafts.ts";

const parse = (source: string) => unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).parse(source);

/**
 * Blocks without their places, which the passages shift, without the looseness of lists, which we do not read, and
 * without empty lines at the end of a fence that nobody closed.
 */
function shape(nodes: readonly RootContent[]): unknown {
  const keep = (key: string, value: unknown) => {
    if (key === "position" || key === "spread") return undefined;
    return key === "value" ? String(value).trimEnd() : value;
  };
  return JSON.parse(JSON.stringify(nodes, keep));
}

/** The passages' blocks put together again. */
function together(text: string, least: number): RootContent[] {
  const met: RootContent[] = [];
  for (const { source, nodes, before } of eachPassage(text, parse, { length: least, marks: least })) {
    const [last, first] = [met.at(-1), nodes[0]];
    const goesOn = before && markerOf(source, first) === before && last?.type === "list" && first?.type === "list";
    if (goesOn) last.children.push(...first.children);
    met.push(...nodes.slice(goesOn ? 1 : 0));
  }
  return met;
}

/** Cut as finely as it can be, `text` reads as it does whole. */
function check(text: string): void {
  for (const least of [1, 12]) expect(shape(together(text, least))).toEqual(shape(parse(text).children));
}

test.each([
  ["paragraphs and headings", "# a\n\nb\nc\n\nd\n===\n\ne\n"],
  ["tight items", "- a\n- b\n  - c\n- d\nlazy\n- e\n"],
  ["loose items", "1. a\n\n2. b\n\n   c\n\n3) d\n"],
  ["items of other lists", "- a\n- b\n* c\n* d\n\n* e\n"],
  ["items in a quote, in a fence, in HTML", "> - a\n> - b\n\n```\n- c\n- d\n\n- e\n```\n\n<div>\n- f\n- g\n</div>\n"],
  ["empty lines in a fence", "```\na\n\nb\n\n# c\n```\n\nd\n"],
  ["a fence in an item, never closed", "- a\n\n  ```\n  b\n\nc\n"],
  ["a fence never closed", "a\n\n```\nb\n\nc\n\n- d\n- e\n"],
  ["a comment", "<!-- a\n\nb\n\n- c\n-->\n\nd\n"],
  ["rules", "- a\n\n---\n\n- - -\n- b\n"],
  ["a table", "|a|b|\n|-|-|\n|c|d|\n\n: e\n\n- f\n"],
  ["code by its indent", "    a\n\n    b\n\nc\n"],
])("%s: alike in passages", (_, text) => check(text));

const lines = fc.constantFrom(
  ..."a|- a|- b|* a|1. a|1. b|1) c|  a|   - c|> a|>|```|~~~|  ```|# a|---|===|<div>|</div>|<!--|-->|<pre>|</pre>|\ta|- ```|- > a|- |-|a\\".split(
    "|",
  ),
  "",
  "",
  "|a|b|",
  "|-|-|",
);

/** After code by its indent, the parser takes an item of nothing for a paragraph (CommonMark 5.2 does not); a passage parts them. */
const misread = /\ta\n+- ?(\n|$)/;

test("any text: alike in passages", () => {
  const texts = fc.array(lines, { maxLength: 14 }).map((some) => some.join("\n"));
  fc.assert(
    fc.property(
      texts.filter((text) => !misread.test(text)),
      check,
    ),
    { numRuns: tries(100, 1_500) },
  );
});

const long = "Un paragraphe assez long pour que les passages se suivent.\n\n".repeat(1_200);

test("what one passage defines, another names", async () => {
  const source = `[Le réseau][r] et une note[^a].\n\n${long}[r]: https://reseau.example/\n\n[^a]: La note.\n`;
  const { tree } = await readMarkdown(source, {});
  const [first] = outline(tree);
  expect(first).toBe(outline((await readMarkdown(source.replace(long, ""), {})).tree)[0]);
  expect(Object.keys(tree.notes)).toEqual(["n1"]);
});

test("items of one list, over passages", async () => {
  const source = Array.from({ length: 5_000 }, (_, at) => `${at + 1}. Point ${at}\n`).join("");
  const { tree } = await readMarkdown(source, {});
  expect(tree.blocks).toMatchObject([{ type: "list", ordered: true, start: 1 }]);
  expect(tree.blocks[0]).toHaveProperty("items.length", 5_000);
});
