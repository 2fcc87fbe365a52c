import { describe, expect, test } from "vitest";
import type { Passage } from "../../../shared/document/anchor.ts";
import type { Composed } from "../../../shared/document/composed.ts";
import type { Inline } from "../../../shared/document/tree.ts";
import { htmlArticle } from "../../../shared/formats/html/article.ts";
import { highlight } from "../../../shared/formats/html/highlight.ts";

const text = (value: string): Inline => ({ type: "text", value });
const children: Inline[] = [
  text("Le «\u202ftravail "),
  { type: "strong", children: [text("commun")] },
  text("\u202f» des membres"),
  { type: "noteReference", note: "n1", number: 1 },
  text(", l’an dernier."),
];

/** The highlighted words of a paragraph, in order. */
function marks(...passages: Omit<Passage, "block">[]): string[] {
  const document: Composed = {
    ...{
      title: "T",
      authors: [],
      language: "fr",
      keywords: [],
      runningHead: "T",
      notes: [],
      instant: "2008-03-03T09:00:00.000Z",
    },
    sections: [
      { role: "body", generated: false, orientation: "portrait", blocks: [{ type: "paragraph", id: "b", children }] },
    ],
  };
  const shown = highlight(
    document,
    passages.map((passage) => ({ block: "b", ...passage })),
  );
  const html = htmlArticle(shown.document, { imageHref: () => "", title: false, marked: shown.marked });
  expect(html.replace(/<\/?mark>/g, "")).toBe(htmlArticle(document, { imageHref: () => "", title: false }));
  return [...html.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, words = ""]) => words);
}

const quoted = (exact: string, prefix = "", suffix = "") => ({ quotation: { exact, prefix, suffix } });

describe("the words of a passage are highlighted", () => {
  test.each<[string, Omit<Passage, "block">[], string[]]>([
    ["in one text", [quoted("des membres")], ["des membres"]],
    ["across marks, spaces as they are typed", [quoted("«travail commun»")], ["«\u202ftravail ", "commun", "\u202f»"]],
    ["across the call of a note", [quoted("membres, l'an")], ["membres", ", l’an"]],
    [
      "all of the block, where nothing is quoted",
      [{}],
      ["Le «\u202ftravail ", "commun", "\u202f» des membres", ", l’an dernier."],
    ],
    [
      "all of it too, where the words are gone",
      [quoted("des absents")],
      ["Le «\u202ftravail ", "commun", "\u202f» des membres", ", l’an dernier."],
    ],
    ["each of two", [quoted("travail"), quoted("dernier")], ["travail", "dernier"]],
    ["once where two overlap", [quoted("des membres"), quoted("membres")], ["des ", "membres"]],
    ["none", [], []],
  ])("%s", (_, passages, expected) => {
    expect(marks(...passages)).toEqual(expected);
  });
});
