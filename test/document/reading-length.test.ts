import { describe, expect, test } from "vitest";
import { readingLength } from "../../shared/document/reading-length.ts";
import type { DocumentTree } from "../../shared/document/tree.ts";

/** A text of so many words, in paragraphs of fifty. */
function textOf(words: number): DocumentTree {
  const word = (at: number) => `mot${at}`;
  const paragraph = (at: number): DocumentTree["blocks"][number] => ({
    type: "paragraph",
    id: `p${at}`,
    children: [
      { type: "text", value: Array.from({ length: Math.min(50, words - at * 50) }, (_, n) => word(n)).join(" ") },
    ],
  });
  const blocks = Array.from({ length: Math.ceil(words / 50) }, (_, at) => paragraph(at));
  return { meta: { authors: [] }, blocks, notes: {} } as unknown as DocumentTree;
}

describe("how long a text takes", () => {
  const check = (title: string, words: number[], expected: { minutes: number; pages: number }) =>
    test(title, () =>
      expect(readingLength(words.map(textOf))).toEqual({ words: words.reduce((a, b) => a + b, 0), ...expected }),
    );
  check("a note of 2,810 words is read in a quarter of an hour, and has eleven pages", [2_810], {
    minutes: 15,
    pages: 11,
  });
  check("what is short takes five minutes", [60], { minutes: 5, pages: 1 });
  check("minutes are told by fives", [5_500], { minutes: 25, pages: 21 });
  check("parts are counted together", [1_000, 1_000, 1_000], { minutes: 15, pages: 12 });
  check("a document of which nothing is there has its title page", [], { minutes: 5, pages: 1 });
});
