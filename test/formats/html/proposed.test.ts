import { expect, test } from "vitest";
import type { Composed } from "../../../shared/document/composed.ts";
import type { Block, Inline } from "../../../shared/document/tree.ts";
import { htmlArticle } from "../../../shared/formats/html/article.ts";
import { proposed } from "../../../shared/formats/html/proposed.ts";

const text = (value: string): Inline => ({ type: "text", value });
const paragraph = (id: string, value: string): Block => ({ type: "paragraph", id, children: [text(value)] });
const list = (id: string, ...items: string[]): Block => ({
  ...{ type: "list", id, ordered: false, start: 1, format: "decimal" },
  items: items.map((item, index) => ({ children: [paragraph(`${id}-${index}`, item)] })),
});

function composed(blocks: Block[], note = "Une note."): Composed {
  return {
    ...{ title: "T", authors: [], language: "fr", keywords: [], runningHead: "T", instant: "2008-03-03T09:00:00.000Z" },
    notes: [{ id: "n1", number: 1, children: [paragraph("note", note)] }],
    sections: [
      { role: "contents", generated: true, orientation: "portrait", blocks: [paragraph("toc", "Sommaire")] },
      { role: "body", generated: false, orientation: "portrait", blocks },
    ],
  };
}

/** The article of a document with what another would make of it, without the words that only those who hear it need. */
function shown(before: Composed, after: Composed): string {
  const html = htmlArticle(before, { imageHref: () => "", title: false, instead: proposed(before, after) });
  return html.replace(/<span class="hidden">[^<]*<\/span>/g, "").replace(/\s*<p class="back">[\s\S]*?<\/p>/g, "");
}

const [one, two, three] = [
  paragraph("b1", "Trois enjeux ont été retenus."),
  paragraph("b2", "Le calendrier va de mars à juillet."),
  paragraph("b3", "Le groupe se réunit chaque mois."),
];

test.each<[string, Block[], string]>([
  [
    "words that come in a paragraph",
    [paragraph("c1", "Trois enjeux principaux ont été retenus."), two, three],
    '<p id="c1">Trois enjeux <ins>principaux </ins>ont été retenus.</p>\n<p id="b2">',
  ],
  [
    "words in the place of others",
    [one, paragraph("c2", "Le calendrier va de mars à septembre."), three],
    '<p id="c2">Le calendrier va de mars à <del>juillet</del><ins>septembre</ins>.</p>\n<p id="b3">',
  ],
  [
    "a paragraph that comes after another, which stays as it is",
    [one, paragraph("c", "Il faut citer la charte."), two, three],
    '<p id="b1">Trois enjeux ont été retenus.</p>\n<ins class="whole"><span class="fate">Ajouté</span>\n<p id="c">Il faut citer la charte.</p>\n</ins>\n<p id="b2">',
  ],
  [
    "one that comes before all",
    [paragraph("c", "Il faut citer la charte."), one, two, three],
    '<div class="body">\n<ins class="whole"><span class="fate">Ajouté</span>\n<p id="c">Il faut citer la charte.</p>\n</ins>\n<p id="b1">',
  ],
  [
    "one that goes",
    [one, three],
    '<del class="whole"><span class="fate">Supprimé</span>\n<p id="b2">Le calendrier va de mars à juillet.</p>\n</del>\n<p id="b3">',
  ],
])("shows %s", (_, after, expected) => {
  expect(shown(composed([one, two, three]), composed(after))).toContain(expected);
});

test("an item that comes is shown in its list, with all items that stay", () => {
  const before = composed([list("l", "Accueillir", "Former", "Évaluer", "Diffuser")]);
  const after = composed([list("l", "Accueillir", "Former", "Évaluer", "Diffuser", "Relire")]);
  const html = shown(before, after);
  for (const item of ["Accueillir", "Former", "Évaluer", "Diffuser"]) expect(html).toContain(`>${item}</p>`);
  expect(html).toMatch(/<ins class="whole">[\s\S]*Relire[\s\S]*<\/ins>/);
  expect(html).not.toContain("<details");
});

test("a note says what it would; where nothing changes all is as it was", () => {
  const blocks = [one, two];
  expect(shown(composed(blocks), composed(blocks, "Une note brève."))).toContain("Une note<ins> brève</ins>.");
  const plain = composed(blocks);
  expect(proposed(plain, composed(blocks)).size).toBe(0);
});
