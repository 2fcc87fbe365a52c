import { expect, test } from "vitest";
import { readOpenDocument } from "../drafts.ts";
import { cell, checkRows, h, head, list, p, row } from "./opendocument.ts";

checkRows("lists", [
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
  [
    "numbers with words before and after them",
    {
      body: list('text:style-name="V"', p("a") + list("", p("b")), p("c")),
      automatic: `<text:list-style style:name="V"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="V2."/>
        <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="Article V2." style:num-suffix=" –" text:display-levels="2"/></text:list-style>`,
    },
    [
      ...[
        "ol decimal 1 (V2.%1)",
        "  -",
        "    p a",
        "    ol lowerLetter 1 (Article V2.1.%1 –)",
        "      -",
        "        p b",
      ],
      ...["  -", "    p c"],
    ],
  ],
  [
    "numbers as LibreOffice writes their format, and words without a number",
    {
      body: `${list('text:style-name="V"', p("a"))}${p("x")}${list('text:style-name="W"', p("b"))}`,
      automatic: `<text:list-style style:name="V"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="V2." loext:num-list-format="Article V2.%1%"/></text:list-style>
        <text:list-style style:name="W"><text:list-level-style-number text:level="1" style:num-format="" style:num-prefix="Attention :"/></text:list-style>`,
    },
    ["ol decimal 1 (Article V2.%1)", "  -", "    p a", "p x", "ul (Attention :)", "  -", "    p b"],
  ],
  ["headings in a list", list('text:style-name="L2"', h(1, "Cadre")) + h(1, "Annexes"), ["h1 Cadre", "h1- Annexes"]],
]);

checkRows("tables", [
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
]);

test("OpenDocument: the words of a covered cell are told whole", async () => {
  const words = "Ancien titre du tableau ".repeat(30).trim();
  const { warnings } = await readOpenDocument({
    body: `<table:table>${head(row(cell(p("a"), 'table:number-columns-spanned="2"'), `<table:covered-table-cell>${p(words)}</table:covered-table-cell>`))}</table:table>`,
  });
  expect(warnings.find(({ code }) => code === "covered-cell-dropped")?.details).toEqual({ text: words });
});
