import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { compose } from "../../../shared/document/compose.ts";
import type { Composed } from "../../../shared/document/composed.ts";
import type { Block, DocumentTree, Inline } from "../../../shared/document/tree.ts";
import { eachInline, mapInlines, mapInlinesOf, ownInlines } from "../../../shared/document/visit.ts";
import { writeDocx } from "../../../shared/formats/docx/write.ts";
import { type Reading, readDraft } from "../../../shared/formats/read.ts";
import { limitsSchema } from "../../../shared/settings.ts";
import { trees } from "../../document/arbitrary.ts";
import { h, inputOf, note2008, p, t, treeOf } from "../../document/sample.ts";
import { tries } from "../../long.ts";
import { cell, everything, images, list, table, theme } from "./everything.ts";
import { normal, wordly } from "./wordly.ts";

/** What we write comes back as it was composed, without what we generated. */

const limits = limitsSchema.parse({});

async function comeBack(document: Composed): Promise<Extract<Reading, { tree: DocumentTree }>> {
  const bytes = await writeDocx(document, theme, images, () => "3");
  const reading = await readDraft({ name: "note.docx", bytes }, { language: "fr-FR", limits });
  if ("refused" in reading) throw new Error(reading.refused.code);
  return reading;
}

function bodyOf(document: Composed): Block[] {
  return document.sections.filter((section) => !section.generated).flatMap((section) => section.blocks);
}

describe("round trip", () => {
  test("of every kind of node", async () => {
    const document = callsOnce(everything({ kind: { ...note2008, layout: { ...note2008.layout, numbered: 6 } } }));
    const { tree } = await comeBack({
      ...document,
      sections: document.sections.filter(({ role }) => role !== "annex"),
    });
    expect(normal(tree.blocks)).toEqual(normal(bodyOf(document)));
    expect(Object.values(tree.notes).map(normal)).toEqual(document.notes.map((note) => normal(note.children)));
    expect(tree.bibliography).toEqual(document.bibliography);
    expect(tree.meta).toMatchObject({ title: document.title, language: "fr-FR", keywords: document.keywords });
  });

  test("of a cover that was written over, as a translator does: its words, not what the file's properties still say", async () => {
    const meta = { title: "L’accès aux droits", subtitle: "Note", authors: ["Autrice", "Auteur"], date: "mars 2008" };
    const own = { ...treeOf([p("Début.")]), meta: { language: "fr", keywords: [], ...meta } };
    const { document } = compose(inputOf(own));
    const bytes = await writeDocx({ ...document, version: "a".repeat(64) }, theme, images, () => "3");
    const files = unzipSync(bytes);
    const body = strFromU8(files["word/document.xml"]!);
    expect(body).toContain("L’accès aux droits<");
    files["word/document.xml"] = strToU8(body.replace("L’accès aux droits<", "Access to rights<"));
    const reading = await readDraft({ name: "note.docx", bytes: zipSync(files) }, { language: "en", limits });
    expect(reading).toMatchObject({ tree: { meta: { ...meta, title: "Access to rights" } } });
  });

  test("of the author's own names for places, and what leads to them", async () => {
    const anchored = [
      h(1, "Contexte", { anchor: "contexte" }),
      p("Voir ", { type: "crossReference", target: "contexte", children: [t("plus haut")] }, "."),
    ];
    const { tree } = await comeBack(compose(inputOf(treeOf([p("Début."), ...anchored]))).document);
    expect(tree.blocks[1]).toMatchObject({ type: "heading", anchor: "contexte" });
    expect([...eachInline(ownInlines(tree.blocks[2]!))]).toContainEqual(
      expect.objectContaining({ type: "crossReference", target: "contexte" }),
    );
  });

  test("of headings that the author left without a number", async () => {
    const headings = [h(1, "Contexte"), h(1, "Remerciements", { numbered: false }), h(1, "Suites")];
    const { tree } = await comeBack(compose(inputOf(treeOf([p("Début."), ...headings]))).document);
    expect(tree.blocks.slice(1)).toMatchObject([{ numbered: true }, { numbered: false }, { numbered: true }]);
  });

  test("of lists, their starts and formats", async () => {
    const lists = [
      list([["a", list([["b"], ["c"]], { ordered: true, format: "lowerLetter" }), p("suite")], ["d"]]),
      list([["e"], ["f"]], { ordered: true, start: 4, format: "upperRoman" }),
      list([["g"]], { ordered: true }),
    ];
    const { document } = compose(inputOf(treeOf([p("Début."), ...lists])));
    const { tree } = await comeBack(document);
    expect(normal(tree.blocks)).toEqual(normal(bodyOf(document)));
  });

  test("of the widths and alignments of columns that the author gave", async () => {
    const columns = [
      { align: "start", width: 0.5 },
      { align: "center", width: 0.3 },
      { align: "end", width: 0.2 },
    ] as const;
    const rows = [
      ["a", "b", "c"],
      ["d", "e", "f"],
    ].map((row, y) => row.map((text) => cell(text, { header: y === 0 })));
    const { tree } = await comeBack(compose(inputOf(treeOf([table(rows, { columns: [...columns] })]))).document);
    expect(tree.blocks[0]).toMatchObject({ type: "table", columns });
  });

  test("of any tree that Word can hold", async () => {
    await fc.assert(
      fc.asyncProperty(trees, async (drawn) => {
        const { document } = compose(inputOf(wordly(drawn)));
        const { tree } = await comeBack(document);
        expect(normal(tree.blocks)).toEqual(normal(bodyOf(document)));
        expect(Object.values(tree.notes).map(normal)).toEqual(document.notes.map((note) => normal(note.children)));
      }),
      { numRuns: tries(8, 60) },
    );
  });
});

/** Notes called once: Word's reference to a note is read as what it is. */
function callsOnce(document: Composed): Composed {
  const called = new Set<string>();
  const first = (inline: Inline): Inline | Inline[] => {
    if (inline.type !== "noteReference") return inline;
    const again = called.has(inline.note);
    called.add(inline.note);
    return again ? [] : inline;
  };
  const once = (blocks: Block[]) => mapInlinesOf(blocks, (inlines) => mapInlines(inlines, first));
  return { ...document, sections: document.sections.map((section) => ({ ...section, blocks: once(section.blocks) })) };
}
