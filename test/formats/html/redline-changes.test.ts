import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare } from "../../../shared/document/redline/compare.ts";
import type { Block, DocumentTree } from "../../../shared/document/tree.ts";
import { ownHtml, parseOwnHtml } from "../../../shared/formats/html/own-html.ts";
import { htmlRedline } from "../../../shared/formats/html/redline.ts";
import { type ListedChange, listedRedline } from "../../../shared/formats/html/redline-changes.ts";
import { versions } from "../../document/redline/edits.ts";
import { h, p, t, treeOf } from "../../document/sample.ts";
import { tries } from "../../long.ts";
import { cell, list, table } from "../docx/everything.ts";
import { structure } from "./structure.ts";

function written(before: DocumentTree, after: DocumentTree): { html: string; changes: number } {
  const redline = compare(before, after);
  const entries = { before: before.bibliography, after: after.bibliography };
  return {
    html: htmlRedline([{ title: "Note", redline, entries }], {
      language: "fr",
      imageHref: (hash) => `/images/${hash}`,
    }),
    changes: redline.changes,
  };
}

const changesOf = (before: Block[], after: Block[]) =>
  listedRedline(written(treeOf(before), treeOf(after)).html).changes;
const said = ({ heading, gone, come, fate }: ListedChange) => [heading, gone, come, fate].filter(Boolean).join(" | ");

describe("each change is listed by the words that went and came, under its heading", () => {
  const heading = h(1, "Enjeux");
  test.each<[string, Block[], Block[], string[]]>([
    [
      "words in the place of others are one change",
      [heading, p("des règles simples et de l’écoute")],
      [heading, p("des règles claires et de l’attention")],
      ["Enjeux | simples | claires", "Enjeux | écoute | attention"],
    ],
    [
      "words that come, words that go",
      [p("un plan très court, et qui dit à chacun ce qu’il a à faire")],
      [p("un grand plan court, et qui dit ce qu’il a à faire")],
      ["grand", "très", "à chacun"],
    ],
    [
      "paragraphs that come and go",
      [heading, p("Il faut citer la loi."), p("Deux.")],
      [heading, p("Deux."), p("Et la charte des résidents.")],
      ["Enjeux | Il faut citer la loi. | Supprimé", "Enjeux | Et la charte des résidents. | Ajouté"],
    ],
    [
      "what moved, where it came",
      [p("Le premier paragraphe est long."), p("Deux règles simples."), p("Trois pistes à suivre."), p("Fin.")],
      [p("Deux règles simples."), p("Trois pistes à suivre."), p("Le premier paragraphe est long."), p("Fin.")],
      ["Le premier paragraphe est long. | Déplacé ici"],
    ],
    [
      "marks",
      [p("des règles")],
      [p("des ", { type: "strong", children: [t("règles")] })],
      ["règles | mise en forme changée"],
    ],
    ["a heading of another level", [h(1, "Enjeux")], [h(2, "Enjeux")], ["Titre de niveau 1, devenu de niveau 2"]],
    [
      "a row, once",
      [
        table([
          [cell("Nom"), cell("Rôle")],
          [cell("ORIV"), cell("appui")],
        ]),
      ],
      [
        table([
          [cell("Nom"), cell("Rôle")],
          [cell("ORIV"), cell("appui")],
          [cell("EPI"), cell("veille")],
        ]),
      ],
      ["EPI | Ajouté"],
    ],
    [
      "an item",
      [list([["Accueillir"], ["Former"]])],
      [list([["Accueillir"], ["Former"], ["Évaluer les effets"]])],
      ["Évaluer les effets | Ajouté"],
    ],
  ])("%s", (_, before, after, expected) => expect(changesOf(before, after).map(said)).toEqual(expected));

  test("with the blocks that it is in or is itself", () => {
    const [first, second] = changesOf([p("des règles simples")], [p("des règles claires"), p("Et la charte.")]);
    expect([first!.blocks, second!.blocks]).toEqual([
      [expect.stringMatching(/^p1-new-/)],
      [expect.stringMatching(/^p1-new-/)],
    ]);
  });
});

test("each block is there as it was, without what came and without a name, and as the page had it", () => {
  const { html } = listedRedline(written(treeOf([p("des règles simples")]), treeOf([p("des règles claires")])).html);
  expect(html.replace(/<span class="hidden">[^<]*<\/span>/g, "")).toMatch(
    /<div class="pair"><div class="old" aria-hidden="true"><p>des règles <del>simples<\/del><\/p><\/div><div class="new"><p id="[^"]+">des règles <del id="change-1">simples<\/del><ins>claires<\/ins><\/p><\/div><\/div>/,
  );
});

describe("of any two versions", () => {
  test("its page is read and written again as it was, and where something changed there is a list", () => {
    fc.assert(
      fc.property(versions, ([before, after]) => {
        const page = written(before, after);
        expect(ownHtml(parseOwnHtml(page.html))).toBe(page.html);
        const { html, changes } = listedRedline(page.html);
        expect(structure(html).ids.size).toBeGreaterThanOrEqual(changes.length);
        if (page.changes > 0) expect(changes).not.toEqual([]);
      }),
      { numRuns: tries(60, 300) },
    );
  });
});
