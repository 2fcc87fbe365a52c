import { describe, expect, test } from "vitest";
import type { Section } from "../../shared/document/composed.ts";
import {
  type Block,
  type Callout,
  calloutVariants,
  type Inline,
  type Paragraph,
  type Table,
} from "../../shared/document/tree.ts";
import { calloutLook } from "../../shared/kinds/callout-look.ts";
import { contrast } from "../../shared/kinds/contrast.ts";
import type { LaidOut } from "../../shared/layout/frames.ts";
import { composed, heading, inlines, linesOf, outside, paragraph, readText, set, text, theme, wordsOf } from "./set.ts";

const sentence = "Une formation de deux jours donne un vocabulaire commun et ouvre un espace de discussion. ";
const filler = (lines: number): Block[] => Array.from({ length: lines }, () => paragraph("Une ligne."));

function table(rows: number, more: Partial<Table> = {}): Table {
  const cell = (value: string) => ({ colSpan: 1, rowSpan: 1, header: false, children: [paragraph(value)] });
  const head = { cells: [cell("Commune"), cell("Montant")] };
  const body = Array.from({ length: rows }, (_, i) => ({ cells: [cell(`Commune ${i + 1}`), cell(`${i}00`)] }));
  const columns = [{ align: "start" as const }, { align: "end" as const }];
  return { type: "table", id: "t", columns, headerRows: 1, rows: [head, ...body], ...more };
}

function figure(id: string, width: number, height: number): Block {
  const image = { hash: "0".repeat(64), mediaType: "image/png" as const, width, height };
  return { type: "figure", id, image, alt: "Carte", caption: [text("Carte du réseau")], label: "Figure 1" };
}
const images = new Map([["0".repeat(64), { width: 400, height: 300 }]]);

/** The page on which a block begins. */
function pageOf({ places }: LaidOut, id: string): number | undefined {
  return places.get(id)?.page;
}

describe("headings", () => {
  test.each([36, 37, 38, 39, 40, 41])("after %i lines stay with what follows", (lines) => {
    const last = paragraph(sentence.repeat(4));
    const { laidOut } = set(composed([...filler(lines), heading(2, "Méthode retenue"), last]));
    const title = laidOut.outline[0]!.target;
    expect(pageOf(laidOut, title)).toBe(pageOf(laidOut, last.id));
  });

  test("make the outline, numbers included, and their levels skip none in the structure", () => {
    const blocks: Block[] = [
      { type: "heading", id: "a", level: 1, numbered: true, label: "1", children: inlines(["Cadre"]) },
      { type: "heading", id: "b", level: 3, numbered: true, label: "1.1", children: inlines(["Méthode"]) },
    ];
    const { laidOut } = set(composed(blocks));
    expect(laidOut.outline).toEqual([
      { level: 1, title: "1 Cadre", target: "a" },
      { level: 3, title: "1.1 Méthode", target: "b" },
    ]);
    expect(laidOut.structure.map(({ type }) => type).filter((type) => /^H\d/.test(type))).toEqual(["H1", "H2"]);
  });
});

describe("tables", () => {
  test("repeat their header on each page, as an artifact", () => {
    const { laidOut } = set(composed([table(90)]));
    expect(laidOut.pages.length).toBeGreaterThan(1);
    const heads = laidOut.pages.map((_, page) =>
      linesOf(laidOut, page, true).filter((line) => /^CommuneMontant/.test(line)),
    );
    expect(heads.every(({ length }) => length === 1)).toBe(true);
    expect(readText(laidOut).match(/CommuneMontant/g)).toHaveLength(1);
    expect(outside(laidOut)).toEqual([]);
  });

  test.each([1, 0])(
    "with %i header rows say on each further page which table goes on, as an artifact",
    (headerRows) => {
      const label = { caption: inlines(["Communes"]), label: "Tableau 3", continued: "(suite)" };
      const { laidOut } = set(composed([table(90, { ...label, headerRows })]));
      const lines = laidOut.pages.map((_, page) => linesOf(laidOut, page, true));
      expect(lines.map((each) => each.indexOf("Tableau 3\u00A0(suite)"))).toEqual([-1, 1, 1]);
      expect(readText(laidOut)).not.toContain("suite");
      expect(outside(laidOut)).toEqual([]);
    },
  );

  test.each([
    ["whose words fit side by side in its own size", "Fonctionnement", 9],
    ["whose words do not, in a smaller one", "Communautarismes", 8.5],
  ])("a matrix of nine columns %s: none is cut", (_, longest, size) => {
    const cell = (value: string) => ({ colSpan: 1, rowSpan: 1, header: false, children: [paragraph(value)] });
    const row = (value: string) => ({ cells: Array.from({ length: 9 }, () => cell(value)) });
    const columns = Array.from({ length: 9 }, () => ({ align: "start" as const }));
    const matrix: Table = { type: "table", id: "m", columns, headerRows: 1, rows: [row("Action"), row(longest)] };
    const section: Section = { role: "body", generated: false, orientation: "landscape", blocks: [matrix] };
    const { laidOut } = set(composed([], { sections: [section] }));
    const words = laidOut.pages[0]!.items.filter((item) => item.type === "text").filter((item) => item.size < 9.1);
    expect(words.filter((item) => wordsOf(item) === longest).map((item) => item.size)).toEqual(Array(9).fill(size));
    expect(outside(laidOut)).toEqual([]);
  });

  test("numbers whose decimals differ have their units one under another", () => {
    const cell = (value: string) => ({ colSpan: 1, rowSpan: 1, header: false, children: [paragraph(value)] });
    const rows = ["Part", "5", "6,5", "7,25"].map((value) => ({ cells: [cell("Colmar"), cell(value)] }));
    const { laidOut } = set(composed([table(0, { rows })]));
    const texts = laidOut.pages[0]!.items.filter(
      (item) => item.type === "text" && typeof item.tag === "number" && /^\d/.test(wordsOf(item)),
    );
    expect(new Set(texts.map((item) => item.type === "text" && Math.round(item.x * 10))).size).toBe(1);
    expect(texts).toHaveLength(3);
  });

  test("stand beside the number of an item, header and rows, on every page", () => {
    const items = [{ children: [paragraph("Suivi"), table(90)] }];
    const list: Block = { type: "list", id: "l", ordered: true, start: 1, format: "decimal", items };
    const { pages } = set(composed([{ type: "quote", id: "q", children: [list] }])).laidOut;
    const texts = pages.flatMap((page) => page.items.filter((item) => item.type === "text"));
    const left = texts.find((item) => wordsOf(item) === "Suivi")!.x;
    const firstCells = texts.filter((item) => wordsOf(item).startsWith("Commune"));
    expect(firstCells.length).toBe(90 + pages.length);
    expect(new Set(firstCells.map(({ x }) => (x - left).toFixed(2))).size).toBe(1);
    expect(firstCells[0]!.x).toBeGreaterThan(left);
  });

  test.each([30, 31, 32, 33, 34, 35, 36])("of %i rows keep their last row with their source lines", (rows) => {
    const line = (words: string): Paragraph => ({ ...paragraph(words), role: "sourceLine" });
    const lines = [line("Source : Insee."), line("Champ : France.")];
    const { laidOut } = set(composed([table(rows), ...lines, paragraph("Le texte reprend.")]));
    const page = pageOf(laidOut, lines[0]!.id)!;
    const [last, source] = [`Commune ${rows}${rows - 1}00`, "Source : Insee."].map((words) =>
      linesOf(laidOut, page).findIndex((each) => each.startsWith(words)),
    );
    expect([last! >= 0, source]).toEqual([true, last! + 1]);
    expect(readText(laidOut).match(/Source/g)).toHaveLength(1);
    const types = laidOut.structure.filter(({ parent }) => parent === 0).map(({ type }) => type);
    expect(types).toEqual(["Table", "P", "P", "P"]);
  });

  test("a source line is smaller than a caption, and one under nothing is text", () => {
    const line = (words: string): Paragraph => ({ ...paragraph(words), role: "sourceLine" });
    const { laidOut } = set(composed([line("Rien"), figure("f", 400, 300), line("Source")]), images);
    const sizes = laidOut.pages[0]!.items.flatMap((item) => (item.type === "text" ? item.size : []));
    expect(sizes.slice(0, 4)).toEqual([10.5, 9, 9, 8]);
  });

  test("never leave their header, nor their caption, at a page's foot", () => {
    for (let lines = 30; lines < 42; lines++) {
      const caption = [text("Projets soutenus")];
      const { laidOut } = set(composed([...filler(lines), table(60, { caption, label: "Tableau 1" })]));
      const last = laidOut.pages.map((_, page) => linesOf(laidOut, page).at(-1));
      expect(last.filter((line) => /Commune|Tableau/.test(line ?? "") && !/Commune \d/.test(line ?? ""))).toEqual([]);
    }
  });

  test("break a row that is taller than a page", () => {
    const tall = {
      cells: [
        {
          colSpan: 1,
          rowSpan: 1,
          header: false,
          children: Array.from({ length: 30 }, () => paragraph(sentence.repeat(3))),
        },
      ],
    };
    const { laidOut } = set(composed([{ ...table(0), columns: [{ align: "start" }], rows: [tall], headerRows: 0 }]));
    expect(laidOut.pages.length).toBeGreaterThan(1);
    expect(readText(laidOut)).toBe(sentence.repeat(90).replaceAll(" ", ""));
    expect(outside(laidOut)).toEqual([]);
  });

  test("have a structure of sections, rows and cells, with their scopes and spans", () => {
    const cell = (value: string, more = {}) => ({
      colSpan: 1,
      rowSpan: 1,
      header: false,
      children: [paragraph(value)],
      ...more,
    });
    const rows = [
      { cells: [cell("Action", { rowSpan: 2 }), cell("2007", { colSpan: 2 })] },
      { cells: [cell("Prévu"), cell("Réalisé")] },
      { cells: [cell("Formation", { header: true }), cell("12"), cell("11")] },
    ];
    const columns = [{ align: "start" as const }, { align: "end" as const }, { align: "end" as const }];
    const { laidOut } = set(composed([{ ...table(0), columns, rows, headerRows: 2 }]));
    const cells = laidOut.structure.filter(({ type }) => type === "TH" || type === "TD");
    expect(
      cells.map(({ type, scope, colSpan = 1, rowSpan = 1 }) => `${type} ${scope ?? ""} ${colSpan}×${rowSpan}`),
    ).toEqual(["TH Column 1×2", "TH Column 2×1", "TH Column 1×1", "TH Column 1×1", "TH Row 1×1", "TD  1×1", "TD  1×1"]);
    expect(laidOut.structure.map(({ type }) => type).filter((type) => /^T(Head|Body|R|able)$/.test(type))).toEqual([
      "Table",
      "THead",
      "TR",
      "TR",
      "TBody",
      "TR",
    ]);
  });
});

describe("figures", () => {
  test("wait for room while the text goes on, at the head of the next page", () => {
    const blocks = [...filler(25), figure("f", 400, 300), ...filler(20)];
    const { laidOut } = set(composed(blocks), images);
    expect(pageOf(laidOut, "f")).toBe(1);
    expect(laidOut.places.get("f")!.y).toBeCloseTo((theme.page.margin.top * 72) / 25.4, 1);
    expect(linesOf(laidOut, 0).length).toBeGreaterThan(30);
    expect(readText(laidOut).indexOf("Carte")).toBe("Uneligne.".length * 25 + "Figure1–".length);
  });

  test("are as large as the page allows, with their captions", () => {
    const { laidOut } = set(composed([figure("f", 9000, 9000)]), images);
    expect(outside(laidOut)).toEqual([]);
  });

  test("whose image is not there leave their place, with a warning", () => {
    const { warnings } = set(composed([figure("f", 400, 300)]));
    expect(warnings).toEqual([{ code: "image-unavailable", details: { alt: "Carte" }, at: "f" }]);
  });
});

describe("notes", () => {
  const call = (id: string, number: number): Inline => ({ type: "noteReference", note: id, number });
  const note = (id: string, number: number, words: string) => ({ id, number, children: [paragraph(words)] });

  test("stand at the foot of the page that calls them", () => {
    const blocks = [
      ...filler(30),
      paragraph("Un appel", call("a", 1)),
      ...filler(30),
      paragraph("Un autre", call("b", 2)),
    ];
    const { laidOut } = set(
      composed(blocks, { notes: [note("a", 1, "Première note."), note("b", 2, "Seconde note.")] }),
    );
    expect(linesOf(laidOut, 0).at(-1)).toBe("1.Première note.");
    expect(linesOf(laidOut, 1).at(-1)).toBe("2.Seconde note.");
  });

  test("that are long go on on the next page, two lines at least on each", () => {
    const blocks = [paragraph("Un appel", call("a", 1)), ...filler(60)];
    const { laidOut } = set(composed(blocks, { notes: [note("a", 1, sentence.repeat(90))] }));
    expect(linesOf(laidOut, 0).filter((line) => line.includes("formation")).length).toBeGreaterThan(30);
    expect(linesOf(laidOut, 1).filter((line) => line.includes("vocabulaire")).length).toBeGreaterThan(1);
    expect(outside(laidOut)).toEqual([]);
  });

  test("follow in the structure the block that calls them, and are linked both to their call and place", () => {
    const blocks = [paragraph("Un appel", call("a", 1)), paragraph("La suite.")];
    const { laidOut } = set(composed(blocks, { notes: [note("a", 1, "La note.")] }));
    expect(readText(laidOut)).toBe("Unappel1Lanote.Lasuite.");
    const links = laidOut.pages[0]!.items.filter((item) => item.type === "link");
    expect(links).toMatchObject([{ to: { target: "note:a" }, description: expect.stringMatching(/^Note\s1$/) }]);
    expect(laidOut.places.has("note:a")).toBe(true);
  });
});

describe("contents", () => {
  test("tell the page of each heading, at the right edge, and lead there", () => {
    const contents: Block = {
      type: "contents",
      of: "headings",
      id: "c",
      entries: [
        { level: 1, label: "1", children: inlines(["Cadre"]), target: "h" },
        {
          level: 2,
          label: "1.1",
          children: inlines(["Un titre si long qu’il ne tient pas sur une seule ligne du sommaire, ".repeat(2)]),
          target: "k",
        },
      ],
    };
    const body: Block[] = [
      { type: "heading", id: "h", level: 1, numbered: true, children: inlines(["Cadre"]) },
      ...filler(60),
      { type: "heading", id: "k", level: 2, numbered: true, children: inlines(["Méthode"]) },
    ];
    const { laidOut } = set(
      composed([], {
        sections: [
          { role: "contents", generated: true, orientation: "portrait", blocks: [contents] },
          { role: "body", generated: false, orientation: "portrait", blocks: body },
        ],
      }),
    );
    const lines = linesOf(laidOut, 0);
    expect(lines[0]).toBe("1 Cadre2");
    expect(lines.at(-1)).toMatch(/3$/);
    expect(
      laidOut.pages[0]!.items.filter((item) => item.type === "link").map((item) => item.type === "link" && item.to),
    ).toContainEqual({ target: "h" });
    expect(laidOut.structure.map(({ type }) => type).filter((type) => /^TOC/.test(type))).toEqual([
      "TOC",
      "TOCI",
      "TOCI",
    ]);
  });
});

describe("sections", () => {
  test("a cover stands alone without head nor number; a landscape section turns its pages", () => {
    const section = (role: "cover" | "body", orientation: "portrait" | "landscape", blocks: Block[]) => ({
      role,
      generated: role === "cover",
      orientation,
      blocks,
    });
    const { laidOut } = set(
      composed([], {
        sections: [
          section("cover", "portrait", [{ ...paragraph("Point de vue"), role: "title" }]),
          section("body", "portrait", filler(3)),
          section("body", "landscape", [table(5)]),
          section("body", "portrait", filler(3)),
        ],
      }),
    );
    expect(
      laidOut.pages.map(({ label, width, height }) => `${label} ${width > height ? "landscape" : "portrait"}`),
    ).toEqual([" portrait", "2 portrait", "3 landscape", "4 portrait"]);
    expect(linesOf(laidOut, 0, true)).toEqual(["Point de vue"]);
    expect(outside(laidOut)).toEqual([]);
  });

  test("the author's page breaks are kept on a page that is mostly full; two in a row leave no blank page", () => {
    const { laidOut, warnings } = set(
      composed([
        ...Array.from({ length: 30 }, () => paragraph("Un.")),
        ...[{ type: "pageBreak", id: "a" } as const, { type: "pageBreak", id: "b" } as const, paragraph("Deux.")],
      ]),
    );
    expect(laidOut.pages.map((_, page) => linesOf(laidOut, page).at(-1))).toEqual(["Un.", "Deux."]);
    expect(warnings).toEqual([]);
  });

  test("the author's page breaks that would leave a page mostly blank are passed over, and told", () => {
    const { laidOut, warnings } = set(composed([paragraph("Un."), { type: "pageBreak", id: "a" }, paragraph("Deux.")]));
    expect(laidOut.pages.map((_, page) => linesOf(laidOut, page))).toEqual([["Un.", "Deux."]]);
    expect(warnings).toEqual([{ code: "page-breaks-passed", details: { count: 1 } }]);
  });
});

describe("lists", () => {
  const list = (
    ordered: boolean,
    format: "decimal" | "lowerLetter" | "upperRoman",
    start: number,
    children: Block[][],
  ): Block => ({
    type: "list",
    id: "l",
    ordered,
    start,
    format,
    items: children.map((blocks) => ({ children: blocks })),
  });

  test.each([
    ["dashes in French", list(false, "decimal", 1, [[paragraph("un")], [paragraph("deux")]]), ["–un", "–deux"]],
    ["numbers", list(true, "decimal", 9, [[paragraph("un")], [paragraph("deux")]]), ["9.un", "10.deux"]],
    ["letters", list(true, "lowerLetter", 26, [[paragraph("un")], [paragraph("deux")]]), ["z)un", "aa)deux"]],
    ["Roman numbers", list(true, "upperRoman", 3, [[paragraph("un")], [paragraph("deux")]]), ["III.un", "IV.deux"]],
    [
      "words around numbers",
      { ...list(true, "decimal", 3, [[paragraph("un")], [paragraph("deux")]]), label: "Article V2.%1 –" } as Block,
      ["Article V2.3 –un", "Article V2.4 –deux"],
    ],
    [
      "a list in a list",
      list(false, "decimal", 1, [[paragraph("un"), list(false, "decimal", 1, [[paragraph("deux")]])]]),
      ["–un", "•deux"],
    ],
  ])("are labelled: %s", (_, block, expected) => {
    expect(linesOf(set(composed([block])).laidOut, 0)).toEqual(expected);
  });

  test("have items of a label and a body", () => {
    const { laidOut } = set(composed([list(true, "decimal", 1, [[paragraph("un"), paragraph("suite")]])]));
    expect(laidOut.structure.map(({ type }) => type)).toEqual(["Sect", "L", "LI", "Lbl", "LBody", "P", "P"]);
    expect(laidOut.structure[1]!.numbering).toBe("Decimal");
  });
});

describe("callouts", () => {
  const callout = (lines: number, more: Partial<Callout> = {}): Callout => {
    const children = Array.from({ length: lines }, () => paragraph(sentence));
    return { type: "callout", id: "c", variant: "takeaway", label: "À retenir", children, ...more };
  };
  const boxes = ({ pages }: LaidOut, fill: string) =>
    pages.map(({ items }) => items.flatMap((item) => (item.type === "box" && item.fill === fill ? [item] : [])));
  const fill = theme.colours.tableHeader;

  test("have one tint and one bar on each page, however many lines", () => {
    const { laidOut } = set(composed([paragraph(sentence), callout(60)]));
    expect(laidOut.pages.length).toBeGreaterThan(2);
    expect(boxes(laidOut, fill).map(({ length }) => length)).toEqual(laidOut.pages.map(() => 1));
    expect(boxes(laidOut, theme.colours.accent).map(({ length }) => length)).toEqual(laidOut.pages.map(() => 1));
    expect(outside(laidOut)).toEqual([]);
  });

  test("stand on a tint that reaches around all their words", () => {
    const { laidOut } = set(composed([callout(3), paragraph(sentence)]));
    const [tint] = boxes(laidOut, fill)[0]!;
    const words = laidOut.pages[0]!.items.flatMap((item) =>
      item.type === "text" && typeof item.tag === "number" ? [item] : [],
    );
    const inside = words.filter(
      ({ tag }) => laidOut.structure[laidOut.structure[tag as number]!.parent]?.title === "À retenir",
    );
    expect(inside.length).toBeGreaterThan(3);
    for (const { baseline, size } of inside) {
      expect(baseline - size).toBeGreaterThan(tint!.y);
      expect(baseline).toBeLessThan(tint!.y + tint!.height);
    }
  });

  test("are sections named by their variant, a pull quote a quotation; their title is a paragraph", () => {
    const { laidOut } = set(composed([callout(1), callout(1, { id: "d", variant: "pullQuote", label: "Citation" })]));
    const { structure } = laidOut;
    const told = structure.flatMap(({ title, type }, index) =>
      title === undefined ? [] : [[type, title, structure.filter(({ parent }) => parent === index).length]],
    );
    expect(told).toEqual([
      ["Sect", "À retenir", 2],
      ["BlockQuote", "Citation", 1],
    ]);
  });

  test.each(["#7A2E3A", "#767676", "#FFFFFF"])(
    "have titles that can be read on the tint, with %s as accent",
    (accent) => {
      for (const variant of calloutVariants) {
        const {
          title,
          text: words,
          fill: behind = "#FFFFFF",
        } = calloutLook({ ...theme, colours: { ...theme.colours, accent } }, variant);
        if (variant !== "pullQuote") expect(contrast(title.colour, behind)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(words.colour, behind)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );
});
