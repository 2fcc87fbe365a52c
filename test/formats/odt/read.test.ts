import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { eachBlock, ownInlines, plainText, textOf } from "../../../shared/document/visit.ts";
import {
  fixture,
  type OpenDocumentParts,
  odtNamespaces,
  openDocumentFile,
  reading,
  readOpenDocument,
} from "../drafts.ts";

/** An OpenDocument text of these parts reads as `lines` (see `outline`), with warnings of these codes, in this order. */
async function check(parts: OpenDocumentParts, lines: string[], codes: string[] = []): Promise<void> {
  const { tree, warnings } = await readOpenDocument({ styles, automatic, ...parts });
  expect(outline(tree)).toEqual(lines);
  expect(warnings.map((warning) => warning.code)).toEqual(codes);
}

const style = (family: string, name: string, properties: string, attributes = "") =>
  `<style:style style:name="${name}" style:family="${family}" ${attributes}>${properties}</style:style>`;
const text = (attributes: string) => `<style:text-properties ${attributes}/>`;
const paragraph = (attributes: string) => `<style:paragraph-properties ${attributes}/>`;

const number = (level: number, format: string) =>
  `<text:list-level-style-number text:level="${level}" style:num-format="${format}"/>`;
const styles = `
  <style:default-style style:family="paragraph">${text('fo:language="fr" fo:country="FR"')}</style:default-style>
  ${style("paragraph", "Standard", "")}
  ${style("paragraph", "Heading_20_1", text('fo:font-weight="bold"'), 'style:display-name="Heading 1"')}
  ${style("paragraph", "Quotations", "")}
  ${style("paragraph", "Hidden", text('text:display="none"'))}
  ${style("paragraph", "Preformatted_20_Text", "")}
  ${style("paragraph", "Illustration", "")}
  ${style("paragraph", "Table", "")}
  ${style("paragraph", "Horizontal_20_Line", "")}
  ${style("text", "Source_20_Text", "", 'style:display-name="Source Text"')}`;
const automatic = `
  ${style("text", "B", text('fo:font-weight="bold"'))}
  ${style("text", "I", text('fo:font-style="italic"'))}
  ${style("text", "U", text('style:text-underline-style="solid"'))}
  ${style("text", "S", text('style:text-line-through-style="solid"'))}
  ${style("text", "C", text('fo:font-variant="small-caps"'))}
  ${style("text", "Up", text('style:text-position="super 58%"'))}
  ${style("text", "Down", text('style:text-position="-33% 58%"'))}
  ${style("text", "En", text('fo:language="en" fo:country="GB"'))}
  ${style("text", "Ar", text('style:language-complex="ar" style:country-complex="SA"'))}
  ${style("text", "Hid", text('text:display="none"'))}
  ${style("text", "W", text('style:font-name="Wingdings"'))}
  ${style("paragraph", "P1", text('fo:font-weight="bold"'), 'style:parent-style-name="Standard"')}
  ${style("paragraph", "P2", paragraph('fo:text-align="center" fo:break-before="page"'), 'style:parent-style-name="Standard"')}
  ${style("paragraph", "P3", "", 'style:parent-style-name="Quotations"')}
  ${style("paragraph", "P4", paragraph('fo:text-align="end"'), 'style:parent-style-name="Standard"')}
  ${style("paragraph", "P5", "", 'style:parent-style-name="Hidden"')}
  ${style("paragraph", "P6", text('text:display="true"'), 'style:parent-style-name="Hidden"')}
  ${style("table-column", "T.A", '<style:table-column-properties style:column-width="2cm"/>')}
  ${style("table-column", "T.B", '<style:table-column-properties style:column-width="6cm"/>')}
  <text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
  <text:list-style style:name="L2">${number(1, "1")}${number(2, "a")}</text:list-style>`;

const p = (inside: string, name = "Standard") => `<text:p text:style-name="${name}">${inside}</text:p>`;
const h = (level: number, inside: string, name = "Heading_20_1") =>
  `<text:h text:style-name="${name}" text:outline-level="${level}">${inside}</text:h>`;
const span = (name: string, inside: string) => `<text:span text:style-name="${name}">${inside}</text:span>`;
const list = (attributes: string, ...items: string[]) =>
  `<text:list ${attributes}>${items.map((item) => `<text:list-item>${item}</text:list-item>`).join("")}</text:list>`;
const cell = (inside: string, attributes = "") => `<table:table-cell ${attributes}>${inside}</table:table-cell>`;
const row = (...cells: string[]) => `<table:table-row>${cells.join("")}</table:table-row>`;
const head = (...rows: string[]) => `<table:table-header-rows>${rows.join("")}</table:table-header-rows>`;
const image = (href: string, inside = "<svg:desc>Barres</svg:desc>") =>
  `<draw:frame draw:name="Image1" svg:width="9cm"><draw:image xlink:href="${href}"/>${inside}</draw:frame>`;
const files = { "Pictures/a.png": fixture("chart.png"), "Pictures/b.svg": strToU8("<svg xmlns='x'/>") };
const figure = (caption = "") => `figure png 880x440 90mm (Barres)${caption}`;

type Row = [name: string, parts: OpenDocumentParts | string, lines: string[], codes?: string[]];

const words: Row[] = [
  ["headings", h(2, `<text:bookmark-start text:name="cadre"/>Cadre`), ["h2 #cadre Cadre"]],
  [
    "marks",
    p(`${span("B", "a")}${span("I", "b")}${span("S", "c")}${span("C", "d")}${span("Up", "e")}${span("Down", "f")}`),
    ["p <b>a</b><i>b</i><s>c</s><sc>d</sc><sup>e</sup><sub>f</sub>"],
  ],
  ["marks in marks", p(span("B", `a${span("I", "b")}`)), ["p <b>a<i>b</i></b>"]],
  ["a paragraph dressed as a whole", p(`a${span("I", "b")}`, "P1"), ["p <b>a<i>b</i></b>"]],
  ["underlining", p(span("U", "a")), ["p <i>a</i>"], ["underline-as-emphasis"]],
  ["code amid words", p(`a ${span("Source_20_Text", "b()")}`), ["p a <code b()>"]],
  ["another language", p(`le ${span("En", "mainstreaming")}`), ["p le <lang en-GB>mainstreaming</lang>"]],
  [
    "hidden text, hidden sections",
    `${p(`a${span("Hid", "b")}`)}<text:section text:display="none">${p("c")}</text:section><text:section>${p("d")}</text:section>`,
    ["p a", "p d"],
    ["hidden-text-dropped"],
  ],
  [
    "paragraphs hidden by their style, or by a style above it",
    p("a", "Hidden") + p("b") + p(`c${span("B", "d")}`, "P5") + p("e", "P6") + h(1, "f", "Hidden"),
    ["p b", "p e"],
    ["hidden-text-dropped"],
  ],
  [
    "what hides itself, and scripts",
    p(
      'a<text:hidden-text text:is-hidden="true">b</text:hidden-text><text:hidden-text text:is-hidden="false">c</text:hidden-text><text:script>alert(1)</text:script>',
    ),
    ["p ac"],
    ["hidden-text-dropped"],
  ],
  ["spaces, tabs, line breaks", p('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d\n  e'), ["p a b c<br>d e"]],
  [
    "a language that runs from right to left",
    p(`a ${span("Ar", "مرحبا")} ${span("Ar", "b")}`),
    ["p a <lang ar-SA>مرحبا</lang> b"],
  ],
  [
    "words with their reading",
    p("<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>kanji</text:ruby-text></text:ruby>."),
    ["p 漢字 (kanji)."],
  ],
  ["symbols", p(span("W", "\uF0E8")), ["p ➔"]],
  ["alignment and page breaks", `${p("a")}${p("b", "P2")}`, ["p a", "page", "p.center b"]],
  [
    "quotes, code, rules",
    `${p("a", "P3")}${p("b", "Quotations")}${p("c", "Preformatted_20_Text")}${p("", "Preformatted_20_Text")}${p("d", "Preformatted_20_Text")}${p("", "Preformatted_20_Text")}${p("", "Horizontal_20_Line")}`,
    ["quote", "  p a", "  p b", 'code "c\\n\\nd"', "rule"],
  ],
  ["styles that are named and not defined", p("a", "Title") + p("b", "Block_20_Text"), ["quote", "  p b"]],
  [
    "notes",
    p(
      'a<text:note text:id="n7"><text:note-citation>1</text:note-citation><text:note-body><text:p>b</text:p></text:note-body></text:note>c',
    ),
    ["p a<note n1>c", "note n1", "  p b"],
  ],
  [
    "two notes of one id, each called",
    p(
      ["b", "c"]
        .map(
          (words) => `a<text:note text:id="n7"><text:note-body><text:p>${words}</text:p></text:note-body></text:note>`,
        )
        .join(""),
    ),
    ["p a<note n1>a<note n2>", "note n1", "  p b", "note n2", "  p c"],
  ],
  [
    "links",
    p('<text:a xlink:href="https://example.org">a</text:a><text:a xlink:href="javascript:x">b</text:a>'),
    ["p <a https://example.org>a</a>b"],
    ["link-dropped"],
  ],
  [
    "references to a place",
    h(1, '<text:bookmark text:name="__RefHeading__1"/>Cadre') +
      p(
        '<text:a xlink:href="#__RefHeading__1">a</text:a> <text:bookmark-ref text:ref-name="__RefHeading__1">b</text:bookmark-ref>',
      ),
    ["h1 #__RefHeading__1 Cadre", "p <ref __RefHeading__1>a</ref> <ref __RefHeading__1>b</ref>"],
  ],
  [
    "references to a heading by its words",
    h(1, "Le cadre") + p('<text:a xlink:href="#1.Le cadre|outline">a</text:a>'),
    ["h1 #le-cadre Le cadre", "p <ref le-cadre>a</ref>"],
  ],
  ["fields", p('le <text:date text:date-value="2024-06-07">7 juin</text:date>'), ["p le 7 juin"]],
  [
    "contents",
    `<text:table-of-content><text:index-body>${p("Cadre<text:tab/>3")}</text:index-body></text:table-of-content>${p("a")}`,
    ["p a"],
    ["contents-dropped"],
  ],
];

const lists: Row[] = [
  [
    "nested, of two paragraphs",
    list('text:style-name="L1"', p("a") + p("suite") + list("", p("b")), p("c")),
    ["ul", "  -", "    p a", "    p suite", "    ul", "      -", "        p b", "  -", "    p c"],
  ],
  [
    "numbered",
    list('text:style-name="L2"', p("a") + list("", p("b"))),
    ["ol decimal 1", "  -", "    p a", "    ol lowerLetter 1", "      -", "        p b"],
  ],
  [
    "going on after words",
    `${list('xml:id="l1" text:style-name="L2"', p("a"))}${p("x")}${list('text:style-name="L2" text:continue-list="l1"', p("b"))}${p("y")}${list('text:style-name="L2" text:continue-numbering="true"', p("c"))}`,
    [
      "ol decimal 1",
      "  -",
      "    p a",
      "p x",
      "ol decimal 2",
      "  -",
      "    p b",
      "p y",
      "ol decimal 3",
      "  -",
      "    p c",
    ],
  ],
  [
    "begun anew",
    `${list('text:style-name="L2"', p("a"))}${list('text:style-name="L2"', p("b"))}`,
    ["ol decimal 1", "  -", "    p a", "ol decimal 1", "  -", "    p b"],
  ],
  [
    "begun elsewhere",
    '<text:list text:style-name="L2"><text:list-item text:start-value="4"><text:p>a</text:p></text:list-item><text:list-item><text:p>b</text:p></text:list-item><text:list-item text:start-value="9"><text:p>c</text:p></text:list-item></text:list>',
    ["ol decimal 4", "  -", "    p a", "  -", "    p b", "ol decimal 9", "  -", "    p c"],
  ],
  ["headings in a list", list('text:style-name="L2"', h(1, "Cadre")) + h(1, "Annexes"), ["h1 Cadre", "h1- Annexes"]],
];

const tables: Row[] = [
  [
    "headers, spans, covered cells",
    `<table:table>${head(row(cell(p("a"), 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>"))}${row(cell(p("b"), 'table:number-rows-spanned="2"'), cell(p("c")))}${row("<table:covered-table-cell/>", cell(p("d", "P4")))}</table:table>`,
    ["table s,s head 1", "  [2x1 * a]", "  [1x2 b] [c]", "  [p.end d]"],
  ],
  [
    "columns",
    `<table:table><table:table-column table:style-name="T.A"/><table:table-column table:style-name="T.B"/>${head(row(cell(p("a")), cell(p("b"))))}${row(cell(p("c")), cell(p("d", "P4")))}</table:table>`,
    ["table s25,e75 head 1", "  [* a] [* p.start b]", "  [c] [d]"],
  ],
  [
    "repeated cells and rows",
    `<table:table><table:table-column table:number-columns-repeated="3"/>${row(cell(p("a")), cell("", 'table:number-columns-repeated="2"'))}<table:table-row table:number-rows-repeated="1000">${cell("", 'table:number-columns-repeated="3"')}</table:table-row></table:table>`,
    ["table s,s,s head 0", "  [a] [] []", "  [] [] []"],
    ["header-row-missing"],
  ],
  [
    "repeated cells and rows with words, which are read as often as they are there",
    `<table:table>${head(row(cell(p("Réponse"), 'table:number-columns-repeated="2"')))}<table:table-row table:number-rows-repeated="2">${cell(`${p("Oui")}${list('text:style-name="L2"', p("a"))}`, 'table:number-columns-repeated="2"')}</table:table-row></table:table>`,
    [
      "table s,s head 1",
      "  [* Réponse] [* Réponse]",
      "  [p Oui / ol decimal 1 /   - /     p a] [p Oui / ol decimal 1 /   - /     p a]",
      "  [p Oui / ol decimal 1 /   - /     p a] [p Oui / ol decimal 1 /   - /     p a]",
    ],
  ],
  [
    "words repeated more often than is read",
    `<table:table>${head(row(cell(p("Lieu"))))}<table:table-row table:number-rows-repeated="66">${cell(p("Maison"))}</table:table-row></table:table>`,
    ["table s head 1", "  [* Lieu]", ...Array.from({ length: 64 }, () => "  [Maison]")],
    ["repeats-dropped"],
  ],
  [
    "words in cells that another covers",
    `<table:table>${head(row(cell(p("a"), 'table:number-columns-spanned="2"'), `<table:covered-table-cell>${p("Ancien titre")}</table:covered-table-cell>`))}${row(cell(p("b")), cell(p("c")))}</table:table>`,
    ["table s,s head 1", "  [2x1 * a]", "  [b] [c]"],
    ["covered-cell-dropped"],
  ],
  [
    "a caption with its counter",
    `${p('Tableau <text:sequence text:name="Table" text:ref-name="refTable0">1</text:sequence> : Projets', "Table")}<table:table>${head(row(cell(p("a"))))}</table:table>${p('<text:sequence-ref text:ref-name="refTable0">Tableau 1</text:sequence-ref>')}`,
    ["table #refTable0 s head 1 : Projets", "  [* a]", "p <ref refTable0>Tableau 1</ref>"],
  ],
];

const chartTitle = (words: string) => `<chart:title><text:p>${words}</text:p></chart:title>`;
const chartRow = (...cells: string[]) => row(...cells.map((words) => cell(words && `<text:p>${words}</text:p>`)));
const chartObject = `<office:document-content ${odtNamespaces}><office:body><office:chart><chart:chart>${chartTitle("Montants")}
  <chart:plot-area><chart:axis chart:dimension="x">${chartTitle("Année")}</chart:axis><chart:axis chart:dimension="y">${chartTitle("en k€")}</chart:axis></chart:plot-area>
  <table:table>${head(chartRow("", "État"))}<table:table-rows>${chartRow("2007", "1,5")}${chartRow("2008", "2")}</table:table-rows></table:table>
  </chart:chart></office:chart></office:body></office:document-content>`;

const drawings: Row[] = [
  ["a figure", { body: p(image("Pictures/a.png")), files }, [figure()]],
  [
    "in a frame with its caption",
    {
      body: p(
        `<draw:frame><draw:text-box>${p(`${image("Pictures/a.png")}Figure <text:sequence text:name="Figure">1</text:sequence> : Montants`, "Illustration")}</draw:text-box></draw:frame>`,
      ),
      files,
    },
    [figure(" : Montants")],
    ["image-moved"],
  ],
  [
    "an alternative that can be set",
    {
      body: p(
        '<draw:frame svg:width="9cm"><draw:image xlink:href="Pictures/b.svg"/><draw:image xlink:href="./Pictures/a.png"/><svg:title>Barres</svg:title></draw:frame>',
      ),
      files,
    },
    [figure()],
  ],
  ["one that cannot", { body: p(image("Pictures/b.svg")), files }, [], ["image-unsupported"]],
  [
    "elsewhere, or nowhere",
    p(image("https://example.org/a.png") + image("Pictures/z.png")),
    [],
    ["image-elsewhere", "picture-missing"],
  ],
  [
    "a text box",
    p(`a<draw:frame><draw:text-box>${p("encadré")}</draw:text-box></draw:frame>`),
    ["p a", "p encadré"],
    ["textbox-moved"],
  ],
  [
    "words in a shape, a line",
    p(`a<draw:custom-shape svg:height="4cm">${p("forme")}</draw:custom-shape>`) + p("<draw:line/>"),
    ["p a", "p forme", "rule"],
    ["textbox-moved"],
  ],
  [
    "shapes without words, one by one and as a group",
    p(
      `a<draw:custom-shape draw:name="Flèche" svg:height="4cm"><text:p/><draw:enhanced-geometry/></draw:custom-shape>`,
    ) +
      p(`b<draw:g draw:name="Schéma"><draw:ellipse svg:height="4cm"/><draw:ellipse svg:height="4cm"/></draw:g>`) +
      p(`c<draw:g><draw:ellipse svg:height="4cm"/><draw:rect svg:height="4cm">${p("forme")}</draw:rect></draw:g>`),
    ["p a", "p b", "p c", "p forme"],
    ["shape-dropped", "shape-dropped", "textbox-moved"],
  ],
  [
    "with a link",
    {
      body:
        p(`<draw:a xlink:href="https://example.org">${image("Pictures/a.png")}</draw:a>`) +
        p(`<draw:a xlink:href="javascript:x">${image("Pictures/a.png")}</draw:a>`),
      files,
    },
    [figure(), figure()],
    ["image-link-dropped", "link-dropped"],
  ],
  ["anchored to the page", { body: image("Pictures/a.png") + p("a"), files }, [figure(), "p a"]],
  [
    "an equation, in a folder of any name",
    {
      body: p('<draw:frame><draw:object xlink:href="Formula-0/"/></draw:frame>'),
      files: {
        "Formula-0/content.xml": strToU8(
          `<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo>
            <mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac><mo>+</mo><msqrt><mi>y</mi></msqrt></mrow>
            <annotation>x^2</annotation></semantics></math>`,
        ),
      },
    },
    ["p x<sup>2</sup>=(a+b)/2+√y"],
    ["math-as-text"],
  ],
  [
    "a matrix",
    {
      body: p('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'),
      files: {
        "Object 1/content.xml": strToU8(
          `<math xmlns="http://www.w3.org/1998/Math/MathML"><mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mtd></mtr>
            <mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr></mtable><mo>)</mo></math>`,
        ),
      },
    },
    ["p (a b+1; c d)"],
    ["math-as-text"],
  ],
  [
    "a chart",
    {
      body: p('<draw:frame draw:name="Objet1"><draw:object xlink:href="./Object 1"/></draw:frame>'),
      files: { "Object 1/content.xml": strToU8(chartObject) },
    },
    ["table s,e head 1 : Montants (en k€)", "  [* Année] [* État]", "  [2007] [1,5]", "  [2008] [2]"],
    ["chart-as-table"],
  ],
  [
    "an object with its preview",
    {
      body: p(
        '<draw:frame draw:name="Feuille 1" svg:width="90mm"><draw:object xlink:href="./Object 2"/><draw:image xlink:href="./ObjectReplacements/Object 2"/></draw:frame>',
      ),
      files: { "ObjectReplacements/Object 2": fixture("chart.png") },
    },
    ["figure png 880x440 90mm ()"],
    ["object-dropped"],
  ],
  [
    "another object",
    p(
      '<draw:frame draw:name="Objet1"><draw:object xlink:href="./Object 2"/><draw:image xlink:href="./ObjectReplacements/Object 2"/></draw:frame>',
    ),
    [],
    ["object-dropped"],
  ],
];

const margins: Row[] = [
  [
    "headers and footers",
    {
      body: p("a"),
      masters: `<style:master-page style:name="Standard"><style:header><text:p>Réseau<text:s/>RECI<text:tab/>2008</text:p></style:header>
        <style:header-left><text:p>Réseau RECI 2008</text:p></style:header-left><style:footer><text:p>Page <text:page-number>3</text:page-number> sur 7</text:p></style:footer></style:master-page>
        <style:master-page style:name="Paysage"><style:footer><text:p>Diffusion interne</text:p></style:footer><style:header style:display="false"><text:p>Ancien</text:p></style:header></style:master-page>`,
    },
    ["p a"],
    ["margin-dropped", "margin-dropped"],
  ],
];

describe.each([
  ["margins", margins],
  ["words", words],
  ["lists", lists],
  ["tables", tables],
  ["drawings", drawings],
])("OpenDocument: %s", (_, rows) => {
  test.each(rows)("%s", (_name, parts, lines, codes) =>
    check(typeof parts === "string" ? { body: parts } : parts, lines, codes),
  );
});

describe("OpenDocument: tracked changes", () => {
  const region = (id: string, change: string) => `<text:changed-region text:id="${id}">${change}</text:changed-region>`;
  const info = (author: string) =>
    `<office:change-info><dc:creator>${author}</dc:creator><dc:date>2024-06-07T10:00:00</dc:date></office:change-info>`;
  const body = `<text:tracked-changes>${region("c1", `<text:insertion>${info("Relectrice")}</text:insertion>`)}${region("c2", `<text:deletion>${info("Auteur")}<text:p>vieux </text:p></text:deletion>`)}</text:tracked-changes>
    ${p('Le <text:change-start text:change-id="c1"/>nouveau <text:change-end text:change-id="c1"/><text:change text:change-id="c2"/>cadre')}`;

  test.each([
    ["accept", "changes-accepted", "p Le nouveau cadre"],
    ["reject", "changes-rejected", "p Le vieux cadre"],
  ] as const)("%s", async (changes, code, line) => {
    const { tree, warnings, contributions } = await readOpenDocument({ body }, { changes });
    expect(outline(tree)).toEqual([line]);
    expect(warnings).toEqual([{ code, details: { insertions: 1, deletions: 1, authors: "Relectrice, Auteur" } }]);
    const told = contributions.map(({ type, author, text: words }) => [type, author, words]);
    expect(told).toEqual([
      ["insertion", "Relectrice", "nouveau "],
      ["deletion", "Auteur", "vieux "],
    ]);
  });
});

describe("OpenDocument: changes over paragraphs", () => {
  const region = (change: string) =>
    `<text:tracked-changes><text:changed-region text:id="c1">${change}</text:changed-region></text:tracked-changes>`;
  const info = "<office:change-info><dc:creator>Auteur</dc:creator></office:change-info>";
  const deletion = (...content: string[]) => region(`<text:deletion>${info}${content.join("")}</text:deletion>`);
  const insertion = region(`<text:insertion>${info}</text:insertion>`);
  const place = '<text:change text:change-id="c1"/>';
  const [start, end] = ["start", "end"].map((side) => `<text:change-${side} text:change-id="c1"/>`);

  test.each<[string, body: string, accepted: string[], rejected: string[], words: string, each?: string[]]>([
    [
      "a deletion from one into another",
      deletion(p(` de ${span("B", "travail")}.`), p("Tout un paragraphe."), p("Le début ", "Quotations")) +
        p(`Le cadre${place} de la suite.`),
      ["p Le cadre de la suite."],
      ["p Le cadre de <b>travail</b>.", "p Tout un paragraphe.", "quote", "  p Le début de la suite."],
      " de travail.\nTout un paragraphe.\nLe début ",
      [" de travail.", "Tout un paragraphe.", "Le début "],
    ],
    [
      "a deletion of a heading and a table",
      deletion(h(1, "Cadre"), `<table:table>${head(row(cell(p("a"))))}</table:table>`, p("")) + p(`${place}Suite.`),
      ["p Suite."],
      ["h1 Cadre", "table s head 1", "  [* a]", "p Suite."],
      "Cadre\na",
      ["Cadre", "a"],
    ],
    [
      "a deletion of items",
      deletion(p(""), list("", p("b")), list("", p("c"))) + list('text:style-name="L1"', p(`a${place}`), p("d")),
      ["ul", "  -", "    p a", "  -", "    p d"],
      ["ul", "  -", "    p a", "  -", "    p b", "  -", "    p c", "  -", "    p d"],
      "b\nc",
      ["b", "c"],
    ],
    [
      "a deletion between paragraphs",
      `${deletion(p("b"))}${p("a")}${place}${p("c")}`,
      ["p a", "p c"],
      ["p a", "p b", "p c"],
      "b",
    ],
    [
      "a deletion that is said to stand in two places",
      `${deletion(p("b"))}${p(`a${place}`)}${p(`c${place}`)}`,
      ["p a", "p c"],
      ["p ab", "p c"],
      "b",
    ],
    [
      "an insertion from one into another",
      insertion + p(`Le cadre${start} de travail.`) + p("Tout un paragraphe.") + p(`Le début ${end}de la suite.`),
      ["p Le cadre de travail.", "p Tout un paragraphe.", "p Le début de la suite."],
      ["p Le cadrede la suite."],
      " de travail.\nTout un paragraphe.\nLe début ",
    ],
    [
      "an insertion of paragraphs",
      insertion + p(`a${start}`) + p("b") + p(`c${end}`),
      ["p a", "p b", "p c"],
      ["p a"],
      "b\nc",
      ["b\n\nc"],
    ],
  ])("%s", async (_, body, accepted, rejected, words, each = [words]) => {
    for (const [changes, lines, told] of [
      ["accept", accepted, [words]],
      ["reject", rejected, each],
    ] as const) {
      const { tree, contributions } = await readOpenDocument({ styles, automatic, body }, { changes });
      expect(outline(tree), changes).toEqual(lines);
      expect(
        contributions.map(({ text: one }) => one),
        changes,
      ).toEqual(told);
    }
  });
});

test.each(["accept", "reject"] as const)(
  "OpenDocument: tracked formatting stays, and is told (%s)",
  async (changes) => {
    const region = (id: string, author: string) =>
      `<text:changed-region text:id="${id}"><text:format-change><office:change-info><dc:creator>${author}</dc:creator></office:change-info></text:format-change></text:changed-region>`;
    const tracked = `${region("c1", "Autrice")}${region("c2", "Auteur")}${region("c3", "Autrice")}`;
    const body = `<text:tracked-changes>${tracked}</text:tracked-changes>${p(`a<text:change-start text:change-id="c1"/>${span("B", "b")}<text:change-end text:change-id="c1"/>`)}`;
    const { tree, warnings, contributions } = await readOpenDocument({ automatic, body }, { changes });
    expect(outline(tree)).toEqual(["p a<b>b</b>"]);
    expect(warnings).toEqual([{ code: "formatting-changes", details: { count: 3, authors: "Autrice, Auteur" } }]);
    expect(contributions).toEqual([]);
  },
);

describe("OpenDocument: what a comment is about", () => {
  const comment = (attributes: string) =>
    `<office:annotation ${attributes}><dc:creator>Autrice</dc:creator><text:p>Revoir</text:p></office:annotation>`;
  const begin = comment('office:name="a1"');
  const end = '<office:annotation-end office:name="a1"/>';

  test.each<[string, string, string]>([
    ["a place", p(`Le ${comment("")}cadre`), ""],
    ["a place that has a name", p(`Le ${begin}cadre`) + p("Suite"), ""],
    ["words of one paragraph", p(`Le ${begin}${span("B", "ca")}dre${end} de travail`), "cadre"],
    ["words over paragraphs", p(`Le ${begin}${span("B", "ca")}dre`) + p("Suite") + p(`Fin${end}.`), "cadre"],
    [
      "words over cells",
      `<table:table>${head(row(cell(p(`Le ${begin}cadre`)), cell(p(`b${end}`))))}</table:table>`,
      "cadre",
    ],
    ["words that end twice", p(`Le ${begin}cadre${end} de ${end}travail`), "cadre"],
  ])("%s", async (_, body, quote) => {
    const { contributions, warnings } = await readOpenDocument({ styles, automatic, body });
    expect(contributions.map((one) => one.quote)).toEqual([quote]);
    expect(warnings.map(({ code, details }) => [code, details.quote])).toEqual([["comment-kept", quote]]);
  });

  test("words in which a rejected deletion parts paragraphs", async () => {
    const deletion = `<text:deletion><office:change-info/>${p(" x")}${p("y ")}</text:deletion>`;
    const body = `<text:tracked-changes><text:changed-region text:id="c1">${deletion}</text:changed-region></text:tracked-changes>${p(`Le ${begin}cadre<text:change text:change-id="c1"/>suite${end}.`)}`;
    const { tree, contributions } = await readOpenDocument({ body }, { changes: "reject" });
    expect(outline(tree)).toEqual(["p Le cadre x", "p y suite."]);
    expect(contributions.find(({ type }) => type === "comment")?.quote).toBe("cadre x");
  });
});

describe("OpenDocument: what came or went whole, read as if it were rejected", () => {
  const info = "<office:change-info><dc:creator>Relectrice</dc:creator></office:change-info>";
  const came = (id: string) =>
    `<text:changed-region text:id="${id}"><text:insertion>${info}</text:insertion></text:changed-region>`;
  const went = (id: string, words: string) =>
    `<text:changed-region text:id="${id}"><text:deletion>${info}${p(words)}</text:deletion></text:changed-region>`;
  const regions = (...inside: string[]) => `<text:tracked-changes>${inside.join("")}</text:tracked-changes>`;
  const [from, to] = ["start", "end"].map((edge) => `<text:change-${edge} text:change-id="c1"/>`);
  const place = (id: string) => `<text:change text:change-id="${id}"/>`;
  const inTable = (...rows: string[][]) =>
    `<table:table>${rows.map((cells) => row(...cells.map((words) => cell(p(words))))).join("")}</table:table>`;
  test.each<[string, string, string[], string[]]>([
    [
      "a paragraph typed after another comes after it",
      `${regions(came("c1"))}${p(`Un.${from}`)}${p(`De plus.${to}`)}${p("Deux.")}`,
      ["p Un.", "p Deux."],
      ["paragraphs, Un.: De plus."],
    ],
    [
      "a paragraph typed before another comes after the one before",
      `${regions(came("c1"))}${p("Un.")}${p(`${from}De plus.`)}${p(`${to}Deux.`)}`,
      ["p Un.", "p Deux."],
      ["paragraphs, Un.: De plus."],
    ],
    [
      "what was typed between the halves of a paragraph is among its words",
      `${regions(came("c1"))}${p(`Un, ${from}`)}${p("de plus,")}${p(`${to}deux.`)}`,
      ["p Un, deux."],
      ["words, Un, deux.: \n\nde plus,\n\n"],
    ],
    [
      "a row whose every cell was emptied went",
      `${regions(went("c1", "c"), went("c2", "d"))}${inTable(["a", "b"], [place("c1"), place("c2")], ["e", "f"])}`,
      ["table s,s head 0", "  [a] [b]", "  [c] [d]", "  [e] [f]"],
      ["row, a b c d e f: c\nd"],
    ],
    [
      "a table whose every row went is one contribution",
      `${regions(went("c1", "a"), went("c2", "b"))}${p("Un.")}${inTable([place("c1")], [place("c2")])}`,
      ["p Un.", "table s head 0", "  [a]", "  [b]"],
      ["table, a b: a\nb"],
    ],
    [
      "a row that came is not there, and comes after the one before",
      `${regions(came("c1"), came("c2"))}${inTable(["a", "b"], [`${from}c${to}`, `${from}d${to}`.replaceAll("c1", "c2")], ["e", "f"])}`,
      ["table s,s head 0", "  [a] [b]", "  [e] [f]"],
      ["row, a b e f: c\nd"],
    ],
  ])("%s", async (_, body, lines, told) => {
    const { tree, contributions } = await readOpenDocument({ body }, { changes: "reject" });
    expect(outline(tree)).toEqual(lines);
    const blocks = [...eachBlock(tree.blocks)];
    const said = contributions.map(({ at, whole = "words", text }) => {
      const block = blocks.find(({ id }) => id === at);
      return `${whole}, ${block ? textOf(block).replaceAll("\n", " ") : ""}: ${text}`;
    });
    expect(said).toEqual(told);
  });
});

test("OpenDocument: answers go with the comment that they answer, which says that it is done", async () => {
  const said = (attributes: string, author: string, words: string) =>
    `<office:annotation ${attributes}><dc:creator>${author}</dc:creator>${p(words)}</office:annotation>`;
  const body = p(
    `mot${said('loext:parent-name="a1"', "Auteur", "Oui.")}${said('office:name="a1" loext:resolved="true"', "Relectrice", "Ou non ?")}`,
  );
  const { contributions, warnings } = await readOpenDocument({ body });
  const replies = [{ author: "Auteur", text: "Oui." }];
  expect(contributions).toMatchObject([{ author: "Relectrice", text: "Ou non ?", replies, resolved: true }]);
  expect(warnings.map(({ details }) => details.text)).toEqual(["Ou non ?", "Oui."]);
});

test("OpenDocument: an answer to a comment that is not there is a comment", async () => {
  const lost = `<office:annotation office:name="b" loext:parent-name="x">${p("Oui.")}</office:annotation>`;
  const { contributions } = await readOpenDocument({ body: p(`mot${lost}`) });
  expect(contributions.map(({ text: words }) => words)).toEqual(["Oui."]);
});

test.each<[string, (contents: string) => string, string | undefined]>([
  ["before a heading", (contents) => p("a") + contents + h(1, "b"), "b"],
  ["before a page", (contents) => p("a") + contents + p("b", "P2"), "b"],
  ["before an item", (contents) => contents + list('text:style-name="L1"', p("b")), "b"],
  ["at the end", (contents) => p("a") + p("b") + contents, "b"],
  ["alone", (contents) => contents, undefined],
])("OpenDocument: contents are told where they stood, %s", async (_, body, words) => {
  const contents = `<text:table-of-content><text:index-body>${p("Cadre<text:tab/>3")}</text:index-body></text:table-of-content>`;
  const { tree, warnings } = await readOpenDocument({ styles, automatic, body: body(contents) });
  const blocks = new Map([...eachBlock(tree.blocks)].map((block) => [block.id, plainText(ownInlines(block))]));
  expect(warnings.map(({ code, at }) => [code, at && blocks.get(at)])).toEqual([["contents-dropped", words]]);
});

test("OpenDocument: what an author wrote in the contents is told, and where; entries and the title are not", async () => {
  const entries = `${p("Cadre<text:tab/>3")}${p('<text:a xlink:href="#_Toc1">Budget</text:a>')}${p("1. Moyens")}`;
  const own = `${p("Cette note complète celle de 2007.")}${p("Voir<text:s/>l’annexe.")}`;
  const contents = `<text:table-of-content><text:table-of-content-source><text:index-title-template>Sommaire</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title text:name="t">${p("Sommaire")}</text:index-title>${entries}${own}</text:index-body></text:table-of-content>`;
  const { tree, warnings } = await readOpenDocument({ styles, automatic, body: p("a") + contents + h(1, "Moyens") });
  const text = "Cette note complète celle de 2007. / Voir l’annexe.";
  const at = tree.blocks[1]!.id;
  expect(warnings).toEqual([
    { code: "contents-dropped", details: {}, at },
    { code: "contents-words-dropped", details: { count: 8, text }, at },
  ]);
});

test("OpenDocument: the words of comments and changes keep the white space that elements stand for", async () => {
  const info = "<office:change-info><dc:creator>Autrice</dc:creator></office:change-info>";
  const spaced = 'un<text:line-break/>deux<text:tab/>trois<text:s text:c="2"/>fin';
  const { contributions } = await readOpenDocument({
    body: `<text:tracked-changes>
      <text:changed-region text:id="c1"><text:deletion>${info}${p(spaced)}</text:deletion></text:changed-region>
      <text:changed-region text:id="c2"><text:insertion>${info}</text:insertion></text:changed-region></text:tracked-changes>
      ${p(`a<text:change text:change-id="c1"/><office:annotation><dc:creator>Autrice</dc:creator>${p(spaced)}${p("suite")}</office:annotation>`)}
      ${p('<text:change-start text:change-id="c2"/>un<text:line-break/>deux<text:tab/>trois<text:change-end text:change-id="c2"/>')}`,
  });
  expect(contributions.map(({ type, text: words }) => [type, words])).toEqual([
    ["deletion", "un\u2028deux trois fin"],
    ["insertion", "un\u2028deux trois"],
    ["comment", "un deux trois fin\nsuite"],
  ]);
});

test("OpenDocument: a row emptied of its words, where LibreOffice left joiners, went whole", async () => {
  const region = (id: string, author: string, words: string) =>
    `<text:changed-region text:id="${id}"><text:deletion><office:change-info><dc:creator>${author}</dc:creator></office:change-info>${p(words)}</text:deletion></text:changed-region>`;
  const emptied = (id: string) => cell(p(`<text:change text:change-id="${id}"/>\u200d`));
  const { contributions } = await readOpenDocument(
    {
      body: `<text:tracked-changes>${region("c1", "Marie Noël", "ORIV")}${region("c2", "Marie\u00a0Noël", "douze notes")}</text:tracked-changes>
      <table:table>${row(cell(p("Structure")), cell(p("Actions")))}${row(emptied("c1"), emptied("c2"))}</table:table>`,
    },
    { changes: "accept" },
  );
  expect(contributions.map(({ author, text: words, whole }) => [author, words, whole])).toEqual([
    ["Marie Noël", "ORIV\ndouze notes", "row"],
  ]);
});

test("OpenDocument under a password", async () => {
  const manifest =
    "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
  const read = await reading(
    "note.odt",
    openDocumentFile({ body: "", files: { "META-INF/manifest.xml": strToU8(manifest) } }),
  );
  expect(read).toEqual({
    refused: { code: "file-encrypted", details: { name: "note.odt", found: "OpenDocument (.odt)" } },
  });
});
