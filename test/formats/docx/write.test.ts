import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { compose } from "../../../shared/document/compose.ts";
import type { Composed } from "../../../shared/document/composed.ts";
import type { Block } from "../../../shared/document/tree.ts";
import { writeDocx } from "../../../shared/formats/docx/write.ts";
import { cite, h, inputOf, note, note2008, p, t, treeOf } from "../../document/sample.ts";
import { bibliography, cell, everything, figure, images, inline, list, notes, table, theme } from "./everything.ts";

const pageOf = () => "7";

async function partsOf(document: Composed): Promise<Record<string, string>> {
  const files = unzipSync(await writeDocx(document, theme, images, pageOf));
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

function line(text: string): Block {
  return { type: "paragraph", id: "", role: "sourceLine", children: [t(text)] };
}

function composed(blocks: Block[], more: Parameters<typeof treeOf>[1] = {}): Composed {
  return compose(inputOf(treeOf(blocks, { notes, bibliography, ...more }))).document;
}

/** The XML of a body that holds `blocks` alone. */
async function bodyOf(blocks: Block[]): Promise<string> {
  const document = composed(blocks);
  const sections = document.sections.filter((section) => !section.generated);
  const parts = await partsOf({ ...document, sections });
  return parts["word/document.xml"]!;
}

type Case = { name: string; blocks: Block[]; has: (string | RegExp)[]; hasNot?: (string | RegExp)[] };

async function check({ blocks, has, hasNot = [] }: Case): Promise<void> {
  const xml = await bodyOf(blocks);
  for (const wanted of has) expect(xml).toMatch(typeof wanted === "string" ? literal(wanted) : wanted);
  for (const unwanted of hasNot) expect(xml).not.toMatch(typeof unwanted === "string" ? literal(unwanted) : unwanted);
}

function literal(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}

const run = (value: string, properties = "") => `<w:r>${properties}<w:t xml:space="preserve">${value}</w:t></w:r>`;

const head = { header: true };
const long = "L’accueil des familles au centre social ".repeat(10).trim();

const cases: Case[] = [
  {
    name: "a table whose author gave a column less than its words need: as wide as on the printed page",
    blocks: [
      table([["Structure", "Actions"].map((words) => cell(words, { header: true })), [cell(long), cell("douze")]], {
        columns: [
          { align: "start", width: 0.1 },
          { align: "start", width: 0.9 },
        ],
      }),
    ],
    has: [/<w:tblGrid><w:gridCol w:w="[67]\d{3}"\/><w:gridCol w:w="\d{3,4}"\/><\/w:tblGrid>/],
  },
  {
    name: "headings in Word's own styles, one without its number",
    blocks: [h(1, "Contexte"), h(2, "Enjeux"), h(1, "Merci", { numbered: false })],
    has: [
      '<w:pStyle w:val="Heading1"/><w:spacing w:before="0"/></w:pPr>',
      '<w:pStyle w:val="Heading2"/></w:pPr>',
      '<w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>',
    ],
  },
  {
    name: "inlines as direct formatting",
    blocks: [
      p(inline("strong", "a"), inline("emphasis", "b"), inline("smallCaps", "c"), inline("superscript", "d")),
      p(inline("subscript", "e"), inline("strike", "f"), { type: "code", value: "g" }, { type: "lineBreak" }),
    ],
    has: [
      run("a", "<w:rPr><w:b/><w:bCs/></w:rPr>"),
      run("b", "<w:rPr><w:i/><w:iCs/></w:rPr>"),
      run("c", "<w:rPr><w:smallCaps/></w:rPr>"),
      run("d", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'),
      run("e", '<w:rPr><w:vertAlign w:val="subscript"/></w:rPr>'),
      run("f", "<w:rPr><w:strike/></w:rPr>"),
      run("g", '<w:rPr><w:rStyle w:val="VerbatimChar"/></w:rPr>'),
      "<w:r><w:br/></w:r>",
    ],
  },
  {
    name: "no-break spaces as they are, hyphens as Word has them, and no character that XML forbids",
    blocks: [p("164\u202F600\u00A0euros, inter\u00ADculturel, Aix\u2011en\u2011Provence\u0007\tfin")],
    has: [
      "164\u202F600\u00A0euros",
      /inter<\/w:t><w:softHyphen\/><w:t[^>]*>culturel/,
      /Aix<\/w:t><w:noBreakHyphen\/>/,
      /Provence\uFFFD<\/w:t><w:tab\/>/,
    ],
  },
  {
    name: "text in braces like the package's own placeholders",
    blocks: [list([["un"]], { ordered: true }), p("{headings-0} {list-1-1}")],
    has: ["{headings-0} {list-1-1}"],
  },
  {
    name: "a change of language",
    blocks: [p({ type: "language", language: "en-GB", children: [t("mainstreaming")] })],
    has: [run("mainstreaming", '<w:rPr><w:lang w:val="en-GB"/></w:rPr>')],
  },
  {
    name: "a language written from right to left",
    blocks: [p({ type: "language", language: "ar", children: [t("العربية")] })],
    has: ['<w:rtl/><w:lang w:val="ar" w:bidi="ar"/>'],
  },
  {
    name: "links outside by relationship, inside by bookmark",
    blocks: [
      h(1, "Contexte", { anchor: "contexte" }),
      p({ type: "link", href: "https://example.org/a", children: [t("dehors")] }),
      p({ type: "crossReference", target: "contexte", children: [t("dedans")] }),
    ],
    has: [
      /<w:hyperlink w:history="1" r:id="rIdLink1"><w:r><w:rPr><w:rStyle w:val="Hyperlink"\/><\/w:rPr>/,
      /<w:bookmarkStart w:name="contexte" w:id="1"\/><w:r>.*<\/w:r><w:bookmarkEnd w:id="1"\/>/,
      `<w:hyperlink w:anchor="contexte" w:history="1">${run("dedans")}</w:hyperlink>`,
    ],
  },
  {
    name: "an address that is none as plain text",
    blocks: [p({ type: "link", href: "https://", children: [t("nulle part")] })],
    has: [run("nulle part")],
    hasNot: ["<w:hyperlink"],
  },
  {
    name: "footnotes; a second call refers to the first",
    blocks: [p("a", note("n1"), note("n1"))],
    has: ['<w:bookmarkStart w:name="_RefNote1"', '<w:footnoteReference w:id="1"/>', "NOTEREF _RefNote1 \\f \\h"],
  },
  {
    name: "citations in a field that keeps their entries",
    blocks: [p(cite("noel2014", "p. 4"))],
    has: [
      /ADDIN CSL_CITATION \{&quot;citationItems&quot;:\[\{&quot;id&quot;:&quot;noel2014&quot;,&quot;itemData&quot;/,
    ],
  },
  {
    name: "paragraphs that are not justified",
    blocks: [
      { type: "paragraph", id: "", align: "center", children: [t("milieu")] },
      { type: "paragraph", id: "", align: "end", children: [t("bout")] },
    ],
    has: ['<w:jc w:val="center"/>', '<w:jc w:val="right"/>'],
  },
  {
    name: "what goes on in a list item, before and after a list in it",
    blocks: [list([["point", p("suite"), list([["sous-point"]]), p("fin")]])],
    has: [
      /<w:pStyle w:val="ListContinue"\/><w:ind w:left="360"\/><\/w:pPr><w:r><w:t[^>]*>suite/,
      /<w:pStyle w:val="ListContinue"\/><w:numPr><w:ilvl w:val="0"\/><w:numId w:val="\d+"\/><\/w:numPr><\/w:pPr><w:r><w:t[^>]*>fin/,
    ],
  },
  {
    name: "a table with repeated header rows, spans and columns",
    blocks: [
      table(
        [
          [cell("Structure", { header: true }), cell("Actions", { header: true, colSpan: 2 })],
          [cell("ORIV", { rowSpan: 2 }), cell("Notes"), cell("12")],
          [cell("Fiches"), cell("7")],
        ],
        {
          columns: [
            { align: "start", width: 0.5 },
            { align: "start", width: 0.25 },
            { align: "end", width: 0.25 },
          ],
        },
      ),
    ],
    has: [
      '<w:tblStyle w:val="LivrableTable"/>',
      '<w:tblGrid><w:gridCol w:w="3572"/><w:gridCol w:w="1786"/><w:gridCol w:w="1786"/></w:tblGrid>',
      /<w:trPr><w:cantSplit\/><w:tblHeader\/><\/w:trPr>/,
      '<w:gridSpan w:val="2"/>',
      '<w:vMerge w:val="restart"/>',
      '<w:vMerge w:val="continue"/>',
      /<w:pStyle w:val="TableText"\/><w:jc w:val="right"\/><\/w:pPr><w:r><w:t[^>]*>12/,
    ],
  },
  {
    name: "headers drawn by the table's style, but those of a second row and those among other cells",
    blocks: [
      table(
        [
          [cell("A", head), cell("B", head)],
          [cell("C", head), cell("D", head)],
          [cell("e", head), cell("f", head)],
        ],
        {
          headerRows: 2,
        },
      ),
      table([[cell("g"), cell("h", head)]], { headerRows: 0 }),
    ],
    has: [
      /<w:tblLook w:val="06A0" w:firstRow="true"/,
      /<w:tcW [^>]*\/><\/w:tcPr><w:p>(?:(?!<w:tc>).)*>A</,
      /<w:shd [^>]*\/><\/w:tcPr><w:p>(?:(?!<w:tc>).)*>C</,
      /<w:tcW [^>]*\/><\/w:tcPr><w:p>(?:(?!<w:tc>).)*>e</,
      /<w:shd [^>]*\/><\/w:tcPr><w:p>(?:(?!<w:tc>).)*>f</,
      /<w:tblLook w:val="0600" w:firstRow="false"/,
      /<w:shd [^>]*\/><\/w:tcPr><w:p>(?:(?!<w:tc>).)*>h</,
    ],
  },
  {
    name: "two tables apart",
    blocks: [table([[cell("a")]], { headerRows: 0 }), table([[cell("b")]], { headerRows: 0 })],
    has: [/<\/w:tbl><w:p><w:pPr><w:pStyle w:val="TableEnd"\/><\/w:pPr><\/w:p><w:tbl>/],
  },
  {
    name: "captions with counted numbers: a table's above, a figure's below",
    blocks: [table([[cell("a")]], { caption: [t("Actions")] }), figure({ caption: [t("Carte")] })],
    has: [
      /<w:pStyle w:val="Caption"\/><w:keepNext\/>.* SEQ Table \\\* ARABIC .*Actions.*<w:tbl>/s,
      /<w:drawing>.*<w:pStyle w:val="Caption"\/><\/w:pPr>.* SEQ Figure \\\* ARABIC .*Carte/s,
    ],
  },
  {
    name: "source lines, kept with the last row and with one another, without a line of nothing between",
    blocks: [
      table([[cell("a")], [cell("b")]], { headerRows: 0 }),
      line("Source : Insee."),
      line("Champ : France."),
      p("Texte."),
    ],
    has: [
      /<w:p><w:pPr><w:pStyle w:val="TableText"\/><\/w:pPr><w:r><w:t[^>]*>a</,
      /<w:pStyle w:val="TableText"\/><w:keepNext\/><\/w:pPr><w:r><w:t[^>]*>b/,
      /<\/w:tbl><w:p><w:pPr><w:pStyle w:val="Source"\/><w:keepNext\/><\/w:pPr>.*Insee/,
      /<w:p><w:pPr><w:pStyle w:val="Source"\/><\/w:pPr>.*Champ/,
    ],
  },
  {
    name: "an image with its alternative and its width",
    blocks: [figure({ width: 60 })],
    has: ['descr="Carte des centres de ressources"', /<wp:extent cx="21\d{5}" cy="16\d{5}"\/>/],
  },
  {
    name: "an image that cannot be had by its alternative",
    blocks: [figure({ image: { hash: "b".repeat(64), mediaType: "image/png", width: 10, height: 10 } })],
    has: [run("Carte des centres de ressources")],
  },
  {
    name: "quotations, code, rules and page breaks",
    blocks: [
      { type: "quote", id: "", children: [p("dit-on")] },
      { type: "codeBlock", id: "", value: "a\n  b" },
      { type: "thematicBreak", id: "" },
      { type: "pageBreak", id: "" },
    ],
    has: [
      '<w:pStyle w:val="Quote"/>',
      `<w:pStyle w:val="SourceCode"/></w:pPr>${run("a")}<w:r><w:br/></w:r>${run("  b")}`,
      '<w:pStyle w:val="HorizontalLine"/>',
      '<w:br w:type="page"/>',
    ],
  },
];

describe("blocks and inlines", () => {
  test.each(cases)("$name", check);
});

test("lines of the body grow with a picture that someone puts there", async () => {
  const styles = (await partsOf(composed([p("a")])))["word/styles.xml"]!;
  const normal = /w:styleId="Normal">.*?<\/w:style>/s.exec(styles)![0];
  expect(normal).toContain('w:lineRule="atLeast"');
});

describe("lists", () => {
  test("count in their own format from their own start, each anew", async () => {
    const parts = await partsOf(
      composed([
        list([["trois"]], { ordered: true, start: 3 }),
        list([["a"]], { ordered: true, format: "lowerLetter" }),
        list([["un"]], { ordered: true }),
      ]),
    );
    const numbering = parts["word/numbering.xml"]!;
    expect(numbering).toMatch(/<w:start w:val="3"\/><w:numFmt w:val="decimal"\/><w:lvlText w:val="%1\."\/>/);
    expect(numbering).toMatch(/<w:start w:val="1"\/><w:numFmt w:val="lowerLetter"\/><w:lvlText w:val="%1\)"\/>/);
    const used = [
      ...parts["word/document.xml"]!.matchAll(/ListParagraph"\/><w:numPr><w:ilvl w:val="0"\/><w:numId w:val="(\d+)"/g),
    ];
    expect(new Set(used.map(([, id]) => id)).size).toBe(3);
  });
});

describe("headings", () => {
  test("have outline levels and the numbers of one multilevel list", async () => {
    const parts = await partsOf(composed([h(1, "Contexte"), h(2, "Enjeux")]));
    const styles = parts["word/styles.xml"]!;
    for (const level of [1, 2, 3, 4, 5, 6]) {
      const style = new RegExp(`w:styleId="Heading${level}">.*?</w:style>`, "s").exec(styles)![0];
      expect(style).toContain(`<w:name w:val="heading ${level}"/>`);
      expect(style).toContain(`<w:outlineLvl w:val="${level - 1}"/>`);
      expect(/<w:numPr>/.test(style)).toBe(level <= 2);
    }
    expect(parts["word/numbering.xml"]).toMatch(/<w:pStyle w:val="Heading2"\/>.*?<w:lvlText w:val="%1\.%2"\/>/);
  });

  test("carry a label that Word would not count to", async () => {
    const document = composed([h(1, "Contexte"), h(1, "Suites")]);
    for (const section of document.sections)
      for (const block of section.blocks) if (block.type === "heading") block.label = block.label === "2" ? "4" : "1";
    const parts = await partsOf(document);
    expect(parts["word/numbering.xml"]).toContain('<w:lvlText w:val="4"/>');
  });
});

describe("contents", () => {
  test("are a field already filled, which opening does not ask to update", async () => {
    const parts = await partsOf(composed([h(1, "Contexte"), h(2, "Enjeux")]));
    const xml = parts["word/document.xml"]!;
    expect(xml).toContain(" TOC \\o &quot;1-2&quot; \\h \\z ");
    expect(xml).toMatch(
      /<w:pStyle w:val="TOC2"\/>.*?1\.1<.*?<w:tab\/>.*?Enjeux<.*?<w:tab\/>.*?PAGEREF _Toc\w+ \\h.*?>7</s,
    );
    expect(xml).not.toContain("w:dirty");
    expect(parts["word/settings.xml"]).not.toContain("updateFields");
  });
});

describe("lists of tables and figures", () => {
  test("are fields already filled, gathered by the sequences that number the captions", async () => {
    const kind = { ...note2008, layout: { ...note2008.layout, lists: true } };
    const { "word/document.xml": xml } = await partsOf(everything({ kind }));
    const control = [...xml!.matchAll(/<w:sdt>.*?<\/w:sdt>/gs)].map(([found]) => found).find(hasLists);
    for (const [sequence, words] of [
      ["Table", "Tableau\u00A01"],
      ["Figure", "Figure\u00A01"],
    ]) {
      expect(xml).toContain(` SEQ ${sequence} `);
      expect(control).toContain(` TOC \\c &quot;${sequence}&quot; \\h \\z `);
      expect(control).toMatch(new RegExp(`"TableofFigures"/>.*?>${words}<.*?<w:tab/>.*?PAGEREF \\w+ \\\\h.*?>7<`, "s"));
    }
  });

  const hasLists = (control: string) => control.includes("Liste des tableaux et des figures");
});

describe("generated sections", () => {
  test("stand in content controls, and nothing else does", async () => {
    const { "word/document.xml": xml } = await partsOf(everything());
    const controls = [...xml!.matchAll(/<w:sdt>.*?<\/w:sdt>/gs)].map(([control]) => control);
    expect(controls).toHaveLength(5);
    for (const control of controls) expect(control).toContain('<w:tag w:val="livrable:generated"/>');
    const outside = xml!.replace(/<w:sdt>.*?<\/w:sdt>/gs, "");
    expect(outside).toContain("Aux membres.");
    for (const ours of ["Sommaire", "Bibliographie", "Approuvé le"]) expect(outside).not.toContain(ours);
  });
});

describe("pages", () => {
  test("have a head and a number, but not the cover, and turn for a landscape section", async () => {
    const parts = await partsOf(everything());
    const [cover, ...others] = [...parts["word/document.xml"]!.matchAll(/<w:sectPr>.*?<\/w:sectPr>/gs)].map(
      ([one]) => one,
    );
    expect(cover).not.toContain("w:headerReference");
    expect(others[0]).toContain("w:headerReference");
    expect(others.map((section) => /w:orient="(\w+)"/.exec(section)?.[1])).toContain("landscape");
    expect(parts["word/header1.xml"]).toContain("École et diversité");
    expect(parts["word/footer1.xml"]).toMatch(/PAGE<.*NUMPAGES</s);
  });

  test("have no head above a title that opens the document", async () => {
    const document = composed([p("Texte.")]);
    const parts = await partsOf({ ...document, sections: document.sections.filter(({ role }) => role === "body") });
    expect(parts["word/document.xml"]).toContain("<w:titlePg/>");
  });
});

describe("properties", () => {
  test("say what the document is and name no editor", async () => {
    const parts = await partsOf(everything());
    const core = parts["docProps/core.xml"]!;
    for (const [name, value] of [
      ["dc:title", "École et diversité"],
      ["dc:subject", "Un document de tous les genres"],
      ["dc:creator", "ORIV; CREFE"],
      ["cp:keywords", "intégration, école"],
      ["dc:language", "fr-FR"],
    ])
      expect(core).toContain(`<${name}>${value}</${name}>`);
    expect(core).toContain("2008-05-12T22:00:00Z");
    expect(core).not.toMatch(/lastModifiedBy|Un-named/);
    expect(parts["docProps/custom.xml"]).toMatch(new RegExp(`name="livrable:version"><vt:lpwstr>${"f".repeat(64)}<`));
  });
});

describe("bytes", () => {
  test("are the same for the same document, wherever and whenever", async () => {
    const first = await writeDocx(everything(), theme, images, pageOf);
    const zone = process.env.TZ;
    process.env.TZ = "Pacific/Auckland";
    const second = await writeDocx(everything(), theme, images, pageOf);
    process.env.TZ = zone;
    expect(Buffer.compare(first, second)).toBe(0);
    // The date of the first entry, in the format of MS-DOS (APPNOTE 4.4.6): 12 May 2008.
    expect(Buffer.from(first).readUInt16LE(12)).toBe(((2008 - 1980) << 9) | (5 << 5) | 12);
  });
});
