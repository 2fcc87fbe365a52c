import { describe, expect, test } from "vitest";
import { foldedTextOf } from "../../shared/document/anchor.ts";
import type { Block, Inline } from "../../shared/document/tree.ts";
import { placesSaying } from "../../shared/document/typed-words.ts";

const text = (value: string): Inline => ({ type: "text", value });
const paragraph = (...children: Inline[]): Block => ({ type: "paragraph", id: "b1", children });
const asked = paragraph(
  text('Le réseau a reçu en 2007 plus de 1 250 demandes. Il accueille l\'état "final" des habitants.'),
);
const cited = paragraph(
  text("Un cadre posé par l’UNESCO "),
  { type: "citation", items: [{ key: "unesco2001" }] },
  text(", puis repris"),
  { type: "noteReference", note: "n1" },
  text(" par tous (ou presque)."),
);

describe("words that somebody typed are found in a block", () => {
  const check = (title: string, block: Block, words: string, ...said: string[]) =>
    test(title, () => {
      const places = placesSaying(block, words);
      expect(places.map(({ start, end }) => foldedTextOf(block).slice(start, end))).toEqual(said);
    });
  check("as they are", asked, "1 250 demandes", "1 250 demandes");
  check("in each place that says them", asked, "es", "es", "es");
  check("whatever their spaces and capitals", asked, "PLUS de 1250 demandes", "plus de 1 250 demandes");
  check("whatever their apostrophes and quotation marks", asked, "l’état « final »", "l'état \"final");
  check("but not where one of them is another", asked, "mille demandes");
  check("nor where some of them are not there", asked, "vingt habitants");
  check("nor where they are parts of words", asked, "AT FINAL");
  check("nor where nothing is typed but signs", asked, "?!");
  check(
    "with citations and calls of notes as the page shows them",
    cited,
    "l'UNESCO (UNESCO, 2001), puis repris1 par",
    "l'UNESCO unesco2001, puis repris par",
  );
  check("from within a citation on", cited, "2001), puis repris", "puis repris");
  check("not with other words around a citation", cited, "par Orel (UNESCO, 2001), puis");
});
