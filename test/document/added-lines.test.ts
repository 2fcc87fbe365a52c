import { describe, expect, test } from "vitest";
import { outline } from "../../infra/cli/outline.ts";
import { correctedTree } from "../../shared/acts/corrected-tree.ts";
import { correct, insertAfter } from "../../shared/document/correct.ts";
import type { DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf, textOf } from "../../shared/document/visit.ts";
import type { SentRemark } from "../../shared/stored/batch.ts";
import { readMarkdown } from "../formats/drafts.ts";

/** Corrections beside the source lines of a table. */

const rows = "| a | b |\n|---|---|\n| 1 | 2 |";
const { tree } = await readMarkdown(`${rows}\n\nSource : Insee.\n\nLecture : deux.\n\nTexte.`);
const source = "sourceLine Source : Insee.";
const reading = "sourceLine Lecture : deux.";

/** The block that begins with some words; the table, where none are given. */
function idOf(words?: string): string {
  return eachBlockOf(tree).find((block) =>
    words === undefined ? block.type === "table" : block.type === "paragraph" && textOf(block).startsWith(words),
  )!.id;
}

function underTable(changed: DocumentTree | undefined): string[] {
  return outline(changed!).slice(3);
}

describe("what is added", () => {
  test.each<[string, string | undefined, string, string[]]>([
    [
      "after a line is one where it reads so",
      "Source",
      "Champ : France.",
      [source, "sourceLine Champ : France.", reading, "p Texte."],
    ],
    [
      "after the table is one where it reads so",
      undefined,
      "Note : estimations.",
      ["sourceLine Note : estimations.", source, reading, "p Texte."],
    ],
    [
      "after the last line is one where it reads so",
      "Lecture",
      "Champ : France.",
      [source, reading, "sourceLine Champ : France.", "p Texte."],
    ],
    [
      "after a line stands below them all where it does not read so",
      "Source",
      "Un autre texte.",
      [source, reading, "p Un autre texte.", "p Texte."],
    ],
    [
      "after the table stands below its lines where it does not read so",
      undefined,
      "Un autre texte.",
      [source, reading, "p Un autre texte.", "p Texte."],
    ],
    [
      "of both is parted",
      "Source",
      "Un autre texte.\n\nChamp : France.",
      [source, "sourceLine Champ : France.", reading, "p Un autre texte.", "p Texte."],
    ],
    [
      "after the last line is one only beside them",
      "Lecture",
      "Un autre texte.\n\nChamp : France.",
      [source, reading, "p Un autre texte.", "p Champ : France.", "p Texte."],
    ],
    ["after text is none", "Texte", "Champ : France.", [source, reading, "p Texte.", "p Champ : France."]],
  ])("%s", (_, words, proposal, lines) => {
    const block = idOf(words);
    const remark = { id: "r1", number: 1, type: "addition", anchor: { part: "part-1", block }, proposal, text: "" };
    expect(underTable(insertAfter(tree, block, proposal))).toEqual(lines);
    expect(underTable(correctedTree(tree, undefined, [remark as unknown as SentRemark]).tree)).toEqual(lines);
  });
});

describe("a line that a correction parts", () => {
  test.each<[string, string, string, string[]]>([
    [
      "leaves a paragraph below them all",
      "Source",
      "Source : Insee.\n\nEn 2009, le réseau a changé.",
      [source, reading, "p En 2009, le réseau a changé.", "p Texte."],
    ],
    [
      "leaves another line where it reads so",
      "Lecture",
      "Lecture : deux.\n\nChamp : France.",
      [source, reading, "sourceLine Champ : France.", "p Texte."],
    ],
  ])("%s", (_, words, replacement, lines) => {
    expect(underTable(correct(tree, { block: idOf(words) }, replacement))).toEqual(lines);
  });
});
