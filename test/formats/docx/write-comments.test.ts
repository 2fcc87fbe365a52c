import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { foldedTextOf } from "../../../shared/document/anchor.ts";
import { commented, type DocumentComment } from "../../../shared/document/commented.ts";
import { compose } from "../../../shared/document/compose.ts";
import { foldText } from "../../../shared/document/identify.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { eachBlockOf } from "../../../shared/document/visit.ts";
import { writeDocx } from "../../../shared/formats/docx/write.ts";
import { type Reading, readDraft } from "../../../shared/formats/read.ts";
import { limitsSchema } from "../../../shared/settings.ts";
import { inputOf, note2008, p, treeOf } from "../../document/sample.ts";
import { images, theme, tree } from "./everything.ts";
import { validates, validatorErrors } from "./validator.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "livrable-comments-"));
});
afterAll(() => rm(folder, { recursive: true }));

const by = { author: "Relectrice (CRPVE)", initials: "R1.1", date: "2008-05-12T10:00:00.000Z" };
type At = DocumentComment["at"];

/** A Word file of some parts with a comment at each place, which says its number. */
async function written(trees: DocumentTree[], places: readonly At[], orthotypography = false): Promise<Uint8Array> {
  const several =
    trees.length > 1 ? { parts: trees.map((each, index) => ({ title: `Membre ${index}`, tree: each })) } : {};
  const kind = { ...note2008, layout: { ...note2008.layout, orthotypography } };
  const input = inputOf(trees[0]!, { kind, version: "f".repeat(64), ...several });
  const list = places.map((at, index): DocumentComment => ({ ...by, lines: [`Dit ${index}`], ...(at && { at }) }));
  const { document, marks } = commented(compose(input).document, input.parts, trees.length > 1, list);
  return writeDocx(document, theme, images, () => "1", { list, named: "", marks });
}

async function commentsIn(bytes: Uint8Array): Promise<{ quote: string; text: string; at?: string }[]> {
  const reading = await readDraft({ name: "note.docx", bytes }, { language: "fr", limits: limitsSchema.parse({}) });
  const { contributions } = reading as Extract<Reading, { tree: DocumentTree }>;
  const number = ({ text }: { text: string }) => Number(text.split(" ")[1]);
  return contributions.toSorted((a, b) => number(a) - number(b));
}

const note = treeOf([
  p("Le réseau réunit des centres de ressources ; il en compte quatorze."),
  p('L\'école est "ouverte" : elle accueille tous les élèves.'),
  {
    type: "paragraph",
    id: "",
    children: [
      { type: "strong", children: [{ type: "text", value: "Un mot gras" }] },
      { type: "text", value: " et la suite." },
    ],
  },
]);
const stretch = (block: number, words: string): At => {
  const { id } = note.blocks[block]!;
  const start = foldedTextOf(note.blocks[block]!).indexOf(foldText(words));
  return { part: 0, block: id, start, end: start + foldText(words).length };
};

test.each<[string, At, string]>([
  ["on words within a text", stretch(0, "centres de ressources"), "centres de ressources"],
  ["on words that are typed anew", stretch(1, 'est "ouverte" : elle'), "est « ouverte » : elle"],
  ["on words of two formats", stretch(2, "mot gras et la"), "mot gras et la"],
  [
    "on a whole block, where no words are said",
    { part: 0, block: note.blocks[0]!.id },
    "Le réseau réunit des centres de ressources ; il en compte quatorze.",
  ],
  [
    "on a whole block, where the words would begin behind its end",
    { part: 0, block: note.blocks[2]!.id, start: 400, end: 420 },
    "Un mot gras et la suite.",
  ],
  [
    "at the head of the text, where it is about the whole",
    undefined,
    "Le réseau réunit des centres de ressources ; il en compte quatorze.",
  ],
  [
    "at the head of the text, where its block is not there",
    { part: 0, block: "gone" },
    "Le réseau réunit des centres de ressources ; il en compte quatorze.",
  ],
])("a comment stands %s", async (_, at, quote) => {
  const [comment] = await commentsIn(await written([note], [at], true));
  expect(foldText(comment!.quote)).toBe(foldText(quote));
});

test("two comments on the same words, and one on some of them, are three", async () => {
  const places = [stretch(0, "centres de ressources"), stretch(0, "centres de ressources"), stretch(0, "ressources")];
  const comments = await commentsIn(await written([note], places));
  expect(comments.map(({ text, quote }) => `${text}: ${quote}`)).toEqual([
    "Dit 0: centres de ressources",
    "Dit 1: centres de ressources",
    "Dit 2: ressources",
  ]);
});

test("each part of a collective document has its own", async () => {
  const other = treeOf([p("Le réseau réunit des centres de ressources ; il en compte quatorze."), p("Une autre fin.")]);
  const bytes = await written([note, other], [stretch(0, "quatorze"), { ...stretch(0, "quatorze")!, part: 1 }]);
  const comments = await commentsIn(bytes);
  expect(comments.map(({ quote }) => quote)).toEqual(["quatorze", "quatorze"]);
  expect(new Set(comments.map(({ at }) => at)).size).toBe(2);
});

test("of a document of every kind of node, each block and each word of it has its comment, and the text stays what it was", async () => {
  const blocks = [...eachBlockOf(tree)];
  const places = blocks.flatMap((block): At[] => {
    const { length } = foldedTextOf(block);
    return [
      { part: 0, block: block.id },
      ...(length > 2 ? [{ part: 0, block: block.id, start: 1, end: length - 1 }] : []),
    ];
  });
  const bytes = await written([tree], places);
  expect((await commentsIn(bytes)).map(({ text }) => text)).toEqual(places.map((_, index) => `Dit ${index}`));
  const [bare, read] = await Promise.all(
    [await written([tree], []), bytes].map((each) =>
      readDraft({ name: "note.docx", bytes: each }, { language: "fr", limits: limitsSchema.parse({}) }),
    ),
  );
  expect((read as { tree: DocumentTree }).tree).toEqual((bare as { tree: DocumentTree }).tree);
  if (!validates) return;
  const path = join(folder, "commented.docx");
  await writeFile(path, bytes);
  expect(await validatorErrors(path)).toEqual([]);
});
