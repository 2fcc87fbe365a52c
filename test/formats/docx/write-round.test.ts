import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compose } from "../../../shared/document/compose.ts";
import type { Composed } from "../../../shared/document/composed.ts";
import type { Block, DocumentTree, Inline, ListItem } from "../../../shared/document/tree.ts";
import {
  eachInline,
  mapBlocks,
  mapInlines,
  mapInlinesOf,
  ownInlines,
  plainText,
} from "../../../shared/document/visit.ts";
import { writeDocx } from "../../../shared/formats/docx/write.ts";
import { type Reading, readDraft } from "../../../shared/formats/read.ts";
import { type Mark, nest, type Run, trimRuns, withoutWholeStrong } from "../../../shared/formats/runs.ts";
import { limitsSchema } from "../../../shared/settings.ts";
import { trees } from "../../document/arbitrary.ts";
import { h, inputOf, note2008, p, t, treeOf } from "../../document/sample.ts";
import { cell, everything, images, list, table, theme } from "./everything.ts";

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
      { numRuns: 60 },
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

/**
 * A tree with what Word has no words for left out: anything but paragraphs and lists in list items, anything but
 * paragraphs in quotations, blocks without content, calls of notes but the first, citations of
 * nothing, texts that a reader takes for typed
 * numbers or bullets.
 */
function wordly(tree: DocumentTree): DocumentTree {
  const known = new Set(tree.bibliography.map(({ id }) => id));
  const called = new Set<string>();
  const said = (inlines: Inline[]): Inline[] =>
    mapInlines(inlines, (inline) => {
      if (inline.type === "text" || inline.type === "code") return { ...inline, value: plain(inline.value) };
      if (inline.type === "citation") return inline.items.every(({ key }) => known.has(key)) ? inline : [];
      if (inline.type !== "noteReference") return inline;
      const first = !called.has(inline.note);
      called.add(inline.note);
      return first ? inline : [];
    });
  const unnoted = (inlines: Inline[]): Inline[] =>
    mapInlines(inlines, (inline) => (inline.type === "noteReference" ? [] : inline));
  const notes = Object.fromEntries(
    Object.entries(tree.notes).map(([id, blocks]) => [
      id,
      [p("Note."), ...held(mapInlinesOf(blocks, (inlines) => said(unnoted(inlines))))],
    ]),
  );
  return treeOf([p("Début."), ...held(mapInlinesOf(tree.blocks, said)), p("Fin.")], {
    notes,
    bibliography: tree.bibliography,
    meta: { ...tree.meta, language: "fr-FR", title: "Essai" },
  });
}

function plain(text: string): string {
  return text.length <= 12 ? text.replace(/[^\p{L} ]/gu, "") : text;
}

function held(blocks: Block[]): Block[] {
  return apart(
    mapBlocks(blocks, (block) => {
      switch (block.type) {
        case "paragraph":
        case "heading":
          return hasWords(block.children) ? block : [];
        case "codeBlock":
          return plain(block.value).trim() === ""
            ? []
            : { ...block, value: plain(block.value).trim().replace(/\s+/g, " ") };
        case "quote":
          return quoted(block.children);
        case "list": {
          const items = block.items.map(
            (item): ListItem => ({ children: apart([p("Point."), ...item.children.filter(fitsItem)]) }),
          );
          return items.length > 0 ? { ...block, items } : [];
        }
        case "table":
          return {
            ...block,
            rows: block.rows.map((row) => ({
              cells: row.cells.map((one) => ({ ...one, children: apart(one.children) })),
            })),
          };
        case "pageBreak":
          return [];
        default:
          return block;
      }
    }),
  );
}

function quoted(children: Block[]): Block[] {
  const paragraphs = children.filter((block) => block.type === "paragraph");
  return paragraphs.length > 0 ? [{ type: "quote", id: "", children: paragraphs }] : [];
}

function fitsItem(block: Block): boolean {
  return block.type === "paragraph" || block.type === "list";
}

/** Neighbours that Word would join, or a caption could belong to either of, with words between them. */
function apart(blocks: Block[]): Block[] {
  return blocks.flatMap((block, index) => {
    const neighbours = [blocks[index - 1]?.type, block.type];
    const alike = neighbours[0] === neighbours[1] && ["quote", "codeBlock", "list"].includes(block.type);
    const joins = alike || neighbours.every((type) => type === "table" || type === "figure");
    return joins ? [p("Entre deux."), block] : [block];
  });
}

function hasWords(inlines: Inline[]): boolean {
  return plainText(inlines).trim() !== "";
}

/** Blocks as they are compared: the one way to nest their inlines, and without what is composed, measured or named. */
function normal(blocks: readonly Block[]): unknown[] {
  return blocks.map(normalBlock);
}

function normalBlock(block: Block): unknown {
  switch (block.type) {
    case "heading":
      return { type: "heading", level: block.level, children: inOneWay(block.children, true) };
    case "paragraph":
      return { type: "paragraph", align: block.align, children: inOneWay(block.children) };
    case "list": {
      const { ordered, start, format } = block;
      const counted = ordered ? { start, format } : {};
      return { type: "list", ordered, ...counted, items: block.items.map((item) => normal(item.children)) };
    }
    case "table": {
      const cells = block.rows.map((row) =>
        row.cells.map(({ colSpan, rowSpan, children }) => ({
          colSpan,
          rowSpan,
          children: normal(children.filter(isSaid)),
        })),
      );
      return {
        type: "table",
        headerRows: block.headerRows,
        aligns: block.columns.map(({ align }) => align),
        caption: inOneWay(block.caption ?? []),
        cells,
      };
    }
    case "figure":
      return { type: "figure", alt: block.alt, caption: inOneWay(block.caption ?? []) };
    case "quote":
      return { type: "quote", children: normal(block.children) };
    case "codeBlock":
      return { type: "codeBlock", value: block.value.replace(/\s+/g, " ") };
    default:
      return { type: block.type };
  }
}

function isSaid(block: Block): boolean {
  return block.type !== "paragraph" || hasWords(block.children);
}

function inOneWay(inlines: readonly Inline[], heading = false): Inline[] {
  const runs = trimRuns(oneSpaced(runsOf(inlines, [])));
  return nest(heading ? withoutWholeStrong(runs) : runs);
}

type Worn = readonly Mark[];

/** Spaces wear nothing; what is no word is in no language. */
function pieceOf(leaf: Extract<Inline, { value: string }>, worn: Worn): Run[] {
  if (leaf.value === "") return [];
  if (/^[ \t\r\n]+$/.test(leaf.value)) return [{ leaf: { type: "text", value: " " }, marks: [] }];
  return [{ leaf, marks: /\p{L}/u.test(leaf.value) ? worn : worn.filter(({ type }) => type !== "language") }];
}

function oneSpaced(runs: readonly Run[]): Run[] {
  return runs.filter((run, index) => !isSpace(run) || !isSpace(runs[index - 1]));
}

function isSpace(run: Run | undefined): boolean {
  return run?.leaf.type === "text" && run.leaf.value === " ";
}

/** Inlines as runs: of marks that exclude one another the inner stays, of links the outer. */
function runsOf(inlines: readonly Inline[], worn: Worn): Run[] {
  return inlines.flatMap((inline): Run[] => {
    switch (inline.type) {
      case "text":
      case "code":
        return inline.value.split(/(\s+|[^\p{L}\s]+)/u).flatMap((value) => pieceOf({ ...inline, value }, worn));
      case "citation":
        return [{ leaf: { type: "citation", items: inline.items }, marks: [] }];
      case "noteReference":
        return [{ leaf: { type: "noteReference", note: "" }, marks: [] }];
      case "lineBreak":
        return [{ leaf: inline, marks: [] }];
      default:
        return runsOf(inline.children, wearing(worn, inline));
    }
  });
}

function wearing(worn: Worn, inline: Extract<Inline, { children: Inline[] }>): Worn {
  switch (inline.type) {
    case "link":
      return worn.some(isLink) ? worn : [...worn, { type: "link", href: inline.href }];
    case "crossReference":
      return worn.some(isLink) ? worn : [...worn, { type: "crossReference", target: "" }];
    case "superscript":
    case "subscript":
      return [...worn.filter(({ type }) => type !== "superscript" && type !== "subscript"), { type: inline.type }];
    case "language":
      return [...worn.filter(({ type }) => type !== "language"), { type: "language", language: inline.language }];
    default:
      return [...worn, { type: inline.type }];
  }
}

function isLink({ type }: Mark): boolean {
  return type === "link" || type === "crossReference";
}
