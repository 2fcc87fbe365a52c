import { describe, expect, test } from "vitest";
import { alikeGroups, type Compared, isAgainst } from "../../../shared/deliverable/remarks/alike.ts";
import { addsAlready, saysAlready } from "../../../shared/deliverable/remarks/already-said.ts";

const block = "Trois enjeux ont été retenus par les participants au séminaire. De quoi parle-t-on ?";

/** A remark on words of the block; without words, on the whole document. */
function on(words: string | undefined, said: Partial<Compared> & Pick<Compared, "type">): Compared {
  const start = words === undefined ? -1 : block.indexOf(words);
  const place = words === undefined ? {} : { place: { start, end: start + words.length, words } };
  const anchor = words === undefined ? {} : { anchor: { part: "1", block: "b1" } };
  return { id: "", text: "", ...anchor, ...place, ...said };
}
const correction = (words: string, proposal: string, text = "") => on(words, { type: "correction", proposal, text });
const comment = (words: string | undefined, text: string) => on(words, { type: "comment", text });

function groups(...remarks: Compared[]): string[] {
  const named = remarks.map((remark, index) => ({ ...remark, id: String(index + 1) }));
  return alikeGroups(named).map((group) => group.map(({ id }) => id).join(" "));
}

describe("remarks ask for one thing", () => {
  test.each<[string, Compared[], string[]]>([
    [
      "the same change of the same words, whatever each says of it",
      [
        correction("Trois enjeux", "Trois enjeux principaux", "Ils ne sont pas les seuls."),
        correction("Trois enjeux", "Trois enjeux principaux"),
      ],
      ["1 2"],
    ],
    [
      "the same change, of which one selected the sentence and the other two words",
      [
        correction(block.slice(0, 63), block.slice(0, 63).replace("enjeux", "enjeux principaux")),
        correction("enjeux ont", "enjeux principaux ont"),
        correction("Trois enjeux", "Trois enjeux principaux"),
      ],
      ["1 2 3"],
    ],
    [
      "the same words taken out",
      [correction("au séminaire", ""), correction("par les participants au séminaire", "par les participants")],
      ["1 2"],
    ],
    [
      "the same addition after one block, and the same reference",
      [
        on("retenus", { type: "addition", proposal: "Il faut citer la charte." }),
        on("séminaire", { type: "addition", proposal: "Il faut citer la charte" }),
        on("retenus", { type: "reference", proposal: "Noël, 2006" }),
        on("enjeux", { type: "reference", proposal: "Noël, 2006." }),
      ],
      ["1 2", "3 4"],
    ],
    [
      "the same said of words that overlap, or of the whole document",
      [
        comment("De quoi parle-t-on", "Quelle source ?"),
        comment("parle-t-on ?", "quelle source"),
        comment(undefined, "Trop long."),
        comment(undefined, "Trop long"),
      ],
      ["1 2", "3 4"],
    ],
  ])("%s", (_, remarks, expected) => expect(groups(...remarks)).toEqual(expected));

  test.each<[string, Compared[]]>([
    ["two changes of the same words", [correction("enjeux", "questions"), correction("enjeux", "défis")]],
    ["the same change of words at two places", [correction("enjeux", "x"), correction("ont", "x")]],
    ["the same said of two passages", [comment("Trois enjeux", "Pourquoi ?"), comment("De quoi", "Pourquoi ?")]],
    ["a passage and the document", [comment("Trois enjeux", "Pourquoi ?"), comment(undefined, "Pourquoi ?")]],
    [
      "a comment and a reference that say the same",
      [comment("Trois", "Noël"), on("Trois", { type: "reference", proposal: "Noël" })],
    ],
    ["nothing said twice", [comment("Trois", ""), comment("Trois", "")]],
    [
      "the same change in another block",
      [correction("enjeux", "défis"), { ...correction("enjeux", "défis"), anchor: { part: "1", block: "b2" } }],
    ],
  ])("but not %s", (_, remarks) => expect(groups(...remarks)).toEqual([]));
});

describe("corrections are against one another", () => {
  test.each<[string, Compared, Compared, boolean]>([
    ["of the same words", correction("Trois enjeux", "Trois défis"), correction("enjeux ont", "questions ont"), true],
    ["where one takes out what the other changes", correction("Trois enjeux", ""), correction("enjeux", "défis"), true],
    [
      "but not where they ask for the same",
      correction("enjeux", "défis"),
      correction("Trois enjeux", "Trois défis"),
      false,
    ],
    [
      "nor of other words of one passage",
      correction("Trois enjeux", "Quatre enjeux"),
      correction("séminaire", "colloque"),
      false,
    ],
    ["nor of a comment", correction("enjeux", "défis"), comment("enjeux", "Non."), false],
  ])("%s", (_, one, other, expected) =>
    expect([isAgainst(one, other), isAgainst(other, one)]).toEqual([expected, expected]),
  );
});

describe("the text says already what a correction proposes", () => {
  const at = (words: string) => ({ start: block.indexOf(words), end: block.indexOf(words) + words.length, words });
  const says = (words: string, proposal: string, now: string) =>
    saysAlready({ before: block, now }, at(words), proposal);

  test.each<[string, string, string, string, boolean]>([
    [
      "where its author wrote it",
      "Trois enjeux",
      "Trois enjeux principaux",
      block.replace("enjeux", "enjeux principaux"),
      true,
    ],
    [
      "with other apostrophes and spaces",
      "De quoi parle-t-on ?",
      "De quoi s’agit-il ?",
      block.replace("De quoi parle-t-on ?", "De quoi s'agit-il\u202f?"),
      true,
    ],
    ["where its words were taken out", " par les participants", "", block.replace(" par les participants", ""), true],
    ["not where nothing changed", "Trois enjeux", "Trois enjeux principaux", block, false],
    ["not where other words came", "Trois enjeux", "Trois enjeux principaux", block.replace("enjeux", "défis"), false],
    ["not where the words are elsewhere in the block", "Trois enjeux", "séminaire", block, false],
  ])("%s", (_, words, proposal, now, expected) => expect(says(words, proposal, now)).toBe(expected));

  test("an addition, where all its paragraphs came", () => {
    const came = new Set(["Il faut citer la charte.", "Et la loi."]);
    expect(addsAlready(came, "Il faut citer la charte.")).toBe(true);
    expect(addsAlready(came, "Il faut citer la charte.\n\nEt la loi.")).toBe(true);
    expect(addsAlready(came, "Il faut citer la charte.\n\nEt le décret.")).toBe(false);
    expect(addsAlready(came, " ")).toBe(false);
  });
});
