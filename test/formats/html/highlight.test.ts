import { describe, expect, test } from "vitest";
import type { Passage } from "../../../shared/document/anchor.ts";
import type { Composed } from "../../../shared/document/composed.ts";
import type { Inline } from "../../../shared/document/tree.ts";
import { htmlArticle } from "../../../shared/formats/html/article.ts";
import { type Highlighted, highlight } from "../../../shared/formats/html/highlight.ts";

const text = (value: string): Inline => ({ type: "text", value });
const children: Inline[] = [
  text("Le «\u202ftravail "),
  { type: "strong", children: [text("commun")] },
  text("\u202f» des membres"),
  { type: "noteReference", note: "n1", number: 1 },
  text(", l’an dernier."),
];

const empty = {
  ...{ title: "T", authors: [], language: "fr", keywords: [], runningHead: "T", notes: [] },
  instant: "2008-03-03T09:00:00.000Z",
};

/** The highlighted words of a paragraph, in order. */
function marks(...passages: Omit<Passage, "block">[]): string[] {
  const document: Composed = {
    ...empty,
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

/** A paragraph with a remark on some words, as it is written: `<del>` and `<ins>` without the words for those who hear the page. */
function shown(passages: Omit<Highlighted, "block">[]): string {
  const block = { type: "paragraph" as const, id: "b", children };
  const section = { role: "body" as const, generated: false, orientation: "portrait" as const, blocks: [block] };
  const document = { ...empty, sections: [section] };
  const { document: cut, marked } = highlight(
    document,
    passages.map((passage) => ({ block: "b", ...passage })),
  );
  const article = htmlArticle(cut, { imageHref: () => "", title: false, marked });
  const words = /<p id="b">(.*)<\/p>/.exec(article)![1]!;
  return words.replace(/<span class="hidden">.*?<\/span>/g, "").replace(/<sup>.*<\/sup>/, "¹");
}

describe("a correction is shown in the line", () => {
  const line = "Le «\u202ftravail <strong>commun</strong>\u202f» des membres¹, l’an dernier.";
  test.each<[string, Omit<Highlighted, "block">[], string]>([
    [
      "by the words that change alone",
      [{ ...quoted("des membres"), id: "r1", proposal: "de quelques membres" }],
      line.replace("des", '<del data-remark="r1">des</del><ins data-remark="r1">de quelques</ins>'),
    ],
    [
      "across marks",
      [{ ...quoted("travail commun"), id: "r1", proposal: "labeur" }],
      'Le «\u202f<del data-remark="r1">travail </del><strong><del data-remark="r1">commun</del><ins data-remark="r1">labeur</ins></strong>\u202f» des membres¹, l’an dernier.',
    ],
    [
      "as words that only come",
      [{ ...quoted("l'an dernier"), id: "r1", proposal: "l’an dernier, à Lyon" }],
      line.replace("dernier", 'dernier<ins data-remark="r1">, à Lyon</ins>'),
    ],
    [
      "as words that come before all others",
      [{ ...quoted("Le"), id: "r1", proposal: "Tout Le" }],
      `<ins data-remark="r1">Tout </ins>${line}`,
    ],
    [
      "as words that only go",
      [{ ...quoted(", l'an dernier"), id: "r1", proposal: "" }],
      line.replace(", l’an dernier", '<del data-remark="r1">, l’an dernier</del>'),
    ],
    [
      "with a comment on it, which is highlighted",
      [
        { ...quoted("des membres"), id: "r1", proposal: "de membres" },
        { ...quoted("membres"), id: "r2" },
      ],
      line
        .replace("des", '<del data-remark="r1">des</del><ins data-remark="r1">de</ins>')
        .replace("membres", '<mark data-remark="r2">membres</mark>'),
    ],
    [
      "once, of two for the same words",
      [
        { ...quoted("membres"), id: "r1", proposal: "partenaires" },
        { ...quoted("membres"), id: "r2", proposal: "amis" },
      ],
      line.replace("membres", '<del data-remark="r1 r2">membres</del><ins data-remark="r1 r2">partenaires</ins>'),
    ],
    [
      "not where it is of several paragraphs: its passage is highlighted",
      [{ ...quoted("membres"), id: "r1", proposal: "partenaires\n\nEt d’autres." }],
      line.replace("membres", '<mark data-remark="r1">membres</mark>'),
    ],
  ])("%s", (_, passages, expected) => expect(shown(passages)).toBe(expected));
});
