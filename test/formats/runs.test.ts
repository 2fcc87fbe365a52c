import fc from "fast-check";
import { expect, test } from "vitest";
import { inlineText } from "../../infra/cli/outline.ts";
import type { Inline } from "../../shared/document/tree.ts";
import { type Mark, nest, type Run, trimRuns, withoutWholeStrong } from "../../shared/formats/runs.ts";

const strong: Mark = { type: "strong" };
const emphasis: Mark = { type: "emphasis" };
const link: Mark = { type: "link", href: "https://example.org" };
const run = (value: string, ...marks: Mark[]): Run => ({ leaf: { type: "text", value }, marks });

test.each<[string, Run[], string]>([
  ["neighbours alike are joined", [run("a", strong), run("b", strong)], "<b>ab</b>"],
  [
    "the mark that reaches furthest is outside",
    [run("a", strong), run("b", strong, emphasis), run("c", emphasis)],
    "<b>a<i>b</i></b><i>c</i>",
  ],
  [
    "of equals, the first of the order",
    [run("a", emphasis, strong, link)],
    "<a https://example.org><b><i>a</i></b></a>",
  ],
  [
    "one link in another",
    [run("a", { type: "link", href: "https://a.example" }, link)],
    "<a https://example.org>a</a>",
  ],
  ["empty texts vanish", [run("", strong), run("a")], "a"],
])("nesting: %s", (_, runs, text) => {
  expect(inlineText(nest(runs))).toBe(text);
});

test("trimming takes white space and line breaks at both ends", () => {
  const runs = [
    run("  "),
    { leaf: { type: "lineBreak" }, marks: [] } as Run,
    run(" a "),
    run("b\u00A0", strong),
    run(" "),
  ];
  expect(inlineText(nest(trimRuns(runs)))).toBe("a <b>b</b>");
  expect(trimRuns([run(" ")])).toEqual([]);
});

test("boldness goes where all is bold", () => {
  expect(inlineText(nest(withoutWholeStrong([run("a", strong), run(" "), run("b", strong, emphasis)])))).toBe(
    "a <i>b</i>",
  );
});

const mark = fc.constantFrom<Mark>(
  strong,
  emphasis,
  link,
  { type: "language", language: "en" },
  { type: "superscript" },
);
const anyRun = fc.record({ value: fc.string({ maxLength: 3 }), marks: fc.uniqueArray(mark) });

/** Inlines as characters, each with all that it wears. */
function* characters(inlines: readonly Inline[], worn: readonly string[] = []): Generator<string> {
  for (const inline of inlines) {
    if (inline.type === "text") for (const one of inline.value) yield `${one} ${[...worn].sort().join()}`;
    else if ("children" in inline) yield* characters(inline.children, [...worn, inline.type]);
  }
}

test("nesting keeps every character and what it wears, and nests nothing twice", () => {
  fc.assert(
    fc.property(fc.array(anyRun, { maxLength: 12 }), (some) => {
      const nested = nest(some.map(({ value, marks }) => run(value, ...marks)));
      const expected = some.flatMap(({ value, marks }) =>
        [...value].map(
          (one) =>
            `${one} ${marks
              .map(({ type }) => type)
              .sort()
              .join()}`,
        ),
      );
      expect([...characters(nested)]).toEqual(expected);
      const again = [...flat(nested)];
      expect(nest(again)).toEqual(nested);
    }),
  );
});

function* flat(inlines: readonly Inline[], worn: readonly Mark[] = []): Generator<Run> {
  for (const inline of inlines) {
    if (!("children" in inline)) yield { leaf: inline, marks: worn };
    else {
      const { children, ...own } = inline;
      yield* flat(children, [...worn, own as Mark]);
    }
  }
}
