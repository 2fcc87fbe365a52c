import { strToU8 } from "fflate";
import { fixture, odtNamespaces } from "../drafts.ts";
import { cell, checkRows, head, p, row } from "./opendocument.ts";

const image = (href: string, inside = "<svg:desc>Barres</svg:desc>") =>
  `<draw:frame draw:name="Image1" svg:width="9cm"><draw:image xlink:href="${href}"/>${inside}</draw:frame>`;

const files = { "Pictures/a.png": fixture("chart.png"), "Pictures/b.svg": strToU8("<svg xmlns='x'/>") };
const figure = (caption = "") => `figure png 880x440 90mm (Barres)${caption}`;
const chartTitle = (words: string) => `<chart:title><text:p>${words}</text:p></chart:title>`;
const chartRow = (...cells: string[]) => row(...cells.map((words) => cell(words && `<text:p>${words}</text:p>`)));

const chartObject = `<office:document-content ${odtNamespaces}><office:body><office:chart><chart:chart>${chartTitle("Montants")}
  <chart:plot-area><chart:axis chart:dimension="x">${chartTitle("Année")}</chart:axis><chart:axis chart:dimension="y">${chartTitle("en k€")}</chart:axis></chart:plot-area>
  <table:table>${head(chartRow("", "État"))}<table:table-rows>${chartRow("2007", "1,5")}${chartRow("2008", "2")}</table:table-rows></table:table>
  </chart:chart></office:chart></office:body></office:document-content>`;

checkRows("drawings", [
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
    "an equation of OpenOffice 2, which names a DTD",
    {
      body: p('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'),
      files: {
        "Object 1/content.xml": strToU8(
          `<!DOCTYPE math:math PUBLIC "-//OpenOffice.org//DTD Modified W3C MathML 1.01//EN" "math.dtd">
            <math:math xmlns:math="http://www.w3.org/1998/Math/MathML"><math:mi>x</math:mi></math:math>`,
        ),
      },
    },
    ["p x"],
    ["math-as-text"],
  ],
  [
    "objects that are damaged or hostile, which cost themselves alone",
    {
      body: p(
        `a${["1", "2", "3"].map((at) => `<draw:frame draw:name="Objet${at}"><draw:object xlink:href="./Object ${at}"/></draw:frame>`).join("")}`,
      ),
      files: {
        "Object 1/content.xml": strToU8("<math><mi>&InvisibleTimes;</mi></math>"),
        "Object 2/content.xml": strToU8('<!DOCTYPE math [<!ENTITY a "b">]><math>&a;</math>'),
        "Object 3/content.xml": strToU8("<math"),
      },
    },
    ["p a"],
    ["object-dropped", "object-dropped", "object-dropped"],
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
]);
