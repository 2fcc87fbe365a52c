import { fixture, odtNamespaces } from "../drafts.ts";
import type { Row } from "./programs.ts";

/** Features as LibreOffice writes them, from flat OpenDocument texts. */

/** A flat OpenDocument text that holds `body`, with the styles that the rows name. */
export function flatText(body: string, header = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${odtNamespaces} xmlns:math="http://www.w3.org/1998/Math/MathML" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Wingdings" svg:font-family="Wingdings" style:font-charset="x-symbol"/></office:font-face-decls>
<office:styles>${styles}</office:styles><office:automatic-styles>${automatic}<style:page-layout style:name="Pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/><style:header-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Pm">${header && `<style:header><text:p>${header}</text:p></style:header>`}</style:master-page></office:master-styles><office:body><office:text>${body}</office:text></office:body></office:document>`;
}

const style = (family: string, name: string, properties = "", attributes = "") =>
  `<style:style style:name="${name}" style:family="${family}" ${attributes}>${properties}</style:style>`;
const inherits = (name: string) => `style:parent-style-name="${name}"`;
const run = (attributes: string) => `<style:text-properties ${attributes}/>`;
const paragraph = (attributes: string) => `<style:paragraph-properties ${attributes}/>`;
const graphic = (attributes: string) => `<style:graphic-properties ${attributes}/>`;

const named = (name: string, shown: string, parent = "Standard", more = "") =>
  style("paragraph", name, "", `style:display-name="${shown}" ${inherits(parent)} ${more}`);

const styles = `
  <style:default-style style:family="paragraph">${run('fo:language="fr" fo:country="FR" style:font-name="Liberation Serif"')}</style:default-style>
  ${style("paragraph", "Standard")}
  ${named("Heading", "Heading")}
  ${named("Heading_20_1", "Heading 1", "Heading", 'style:default-outline-level="1"')}
  ${named("Heading_20_2", "Heading 2", "Heading", 'style:default-outline-level="2"')}
  ${named("Titre_20_1", "Titre 1")}
  ${named("Titre_20_maison", "Titre maison", "Heading_20_1")}
  ${named("Title", "Title")}
  ${named("Subtitle", "Subtitle")}
  ${named("Quotations", "Quotations")}
  ${named("Preformatted_20_Text", "Preformatted Text")}
  ${named("Caption", "Caption")}
  ${named("Illustration", "Illustration", "Caption")}
  ${named("Table", "Table", "Caption")}
  ${named("Footnote", "Footnote")}
  ${named("Endnote", "Endnote")}
  ${style("text", "Source_20_Text", "", 'style:display-name="Source Text"')}
  ${style("graphic", "Frame")}
  ${style("graphic", "Graphics")}`;

const level = (kind: string, at: number, attributes: string) =>
  `<text:list-level-style-${kind} text:level="${at}" ${attributes}><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="${at * 0.6}cm"/></style:list-level-properties></text:list-level-style-${kind}>`;

const automatic = `
  ${style("text", "B", run('fo:font-weight="bold"'))}
  ${style("text", "I", run('fo:font-style="italic"'))}
  ${style("text", "BI", run('fo:font-weight="bold" fo:font-style="italic"'))}
  ${style("text", "U", run('style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color"'))}
  ${style("text", "S", run('style:text-line-through-style="solid" style:text-line-through-type="single"'))}
  ${style("text", "C", run('fo:font-variant="small-caps"'))}
  ${style("text", "Up", run('style:text-position="super 58%"'))}
  ${style("text", "Down", run('style:text-position="sub 58%"'))}
  ${style("text", "En", run('fo:language="en" fo:country="GB"'))}
  ${style("text", "Ar", run('style:language-complex="ar" style:country-complex="SA"'))}
  ${style("text", "Hid", run('text:display="none"'))}
  ${style("text", "W", run('style:font-name="Wingdings" fo:font-family="Wingdings" style:font-charset="x-symbol"'))}
  ${style("paragraph", "Gras", run('fo:font-weight="bold"'), inherits("Standard"))}
  ${style("paragraph", "Centre", paragraph('fo:text-align="center"'), inherits("Standard"))}
  ${style("paragraph", "Fin", paragraph('fo:text-align="end"'), inherits("Standard"))}
  ${style("paragraph", "Page", paragraph('fo:break-before="page"'), inherits("Standard"))}
  ${style("paragraph", "Apres", paragraph('fo:break-after="page"'), inherits("Standard"))}
  ${style("paragraph", "Droite", paragraph('style:writing-mode="rl-tb"'), inherits("Standard"))}
  ${style("table", "T", '<style:table-properties style:width="16cm" table:align="margins"/>')}
  ${style("table-column", "T.A", '<style:table-column-properties style:column-width="4cm"/>')}
  ${style("table-column", "T.B", '<style:table-column-properties style:column-width="12cm"/>')}
  ${style("section", "Deux", '<style:section-properties><style:columns fo:column-count="2"/></style:section-properties>')}
  ${style("graphic", "Image", graphic('style:wrap="none" style:vertical-pos="top" style:vertical-rel="baseline"'), inherits("Graphics"))}
  ${style("graphic", "Cadre", graphic('style:wrap="none" style:vertical-pos="from-top" style:vertical-rel="paragraph" style:horizontal-pos="center" style:horizontal-rel="paragraph"'), inherits("Frame"))}
  <text:list-style style:name="Puces">${[1, 2, 3].map((at) => level("bullet", at, 'text:bullet-char="•"')).join("")}</text:list-style>
  <text:list-style style:name="Nombres">${level("number", 1, 'style:num-format="1" style:num-suffix="."')}${level("number", 2, 'style:num-format="a" style:num-suffix=")"')}${level("number", 3, 'style:num-format="I"')}</text:list-style>`;

const p = (inside: string, name = "Standard") => `<text:p text:style-name="${name}">${inside}</text:p>`;
const h = (at: number, inside: string, name = `Heading_20_${at}`) =>
  `<text:h text:style-name="${name}" text:outline-level="${at}">${inside}</text:h>`;
const span = (name: string, inside: string) => `<text:span text:style-name="${name}">${inside}</text:span>`;
const list = (attributes: string, ...items: string[]) =>
  `<text:list ${attributes}>${items.map((item) => `<text:list-item>${item}</text:list-item>`).join("")}</text:list>`;
const cell = (inside: string, attributes = "") =>
  `<table:table-cell office:value-type="string" ${attributes}>${inside}</table:table-cell>`;
const covered = "<table:covered-table-cell/>";
const row = (...cells: string[]) => `<table:table-row>${cells.join("")}</table:table-row>`;
const head = (...rows: string[]) => `<table:table-header-rows>${rows.join("")}</table:table-header-rows>`;
const table = (name: string, columns: string, ...rows: string[]) =>
  `<table:table table:name="${name}" table:style-name="T">${columns}${rows.join("")}</table:table>`;
const columns = (count: number) => `<table:table-column table:number-columns-repeated="${count}"/>`;

const bytes = Buffer.from(fixture("chart.png")).toString("base64");
const image = (inside = "<svg:desc>Barres par année</svg:desc>", name = "Image1") =>
  `<draw:frame draw:style-name="Image" draw:name="${name}" text:anchor-type="as-char" svg:width="9cm" svg:height="4.5cm"><draw:image><office:binary-data>${bytes}</office:binary-data></draw:image>${inside}</draw:frame>`;
const box = (inside: string) =>
  `<draw:frame draw:style-name="Cadre" draw:name="Cadre1" text:anchor-type="paragraph" svg:width="8cm"><draw:text-box fo:min-height="1cm">${inside}</draw:text-box></draw:frame>`;
const counter = (name: string, ref: string) =>
  `<text:sequence text:ref-name="${ref}" text:name="${name}" text:formula="ooow:${name}+1" style:num-format="1">1</text:sequence>`;
const counters = `<text:sequence-decls>${["Illustration", "Table", "Figure"].map((name) => `<text:sequence-decl text:display-outline-level="0" text:name="${name}"/>`).join("")}</text:sequence-decls>`;
const note = (kind: "footnote" | "endnote", id: string, inside: string) =>
  `<text:note text:id="${id}" text:note-class="${kind}"><text:note-citation>1</text:note-citation><text:note-body>${inside}</text:note-body></text:note>`;

const info = (author: string) =>
  `<office:change-info><dc:creator>${author}</dc:creator><dc:date>2024-06-07T10:00:00</dc:date></office:change-info>`;
const region = (id: string, change: string) =>
  `<text:changed-region xml:id="${id}" text:id="${id}">${change}</text:changed-region>`;
const changes = (...regions: string[]) => `<text:tracked-changes>${regions.join("")}</text:tracked-changes>`;
const place = (kind: "change" | "change-start" | "change-end", id: string) => `<text:${kind} text:change-id="${id}"/>`;
const comment = (name: string, author: string, words: string) =>
  `<office:annotation office:name="${name}"><dc:creator>${author}</dc:creator><dc:date>2024-06-08T10:00:00</dc:date><text:p>${words}</text:p></office:annotation>`;

const words = (value: string) => cell(value && `<text:p>${value}</text:p>`);
const value = (number: string) =>
  `<table:table-cell office:value-type="float" office:value="${number}"><text:p>${number}</text:p></table:table-cell>`;
const chartTable = `<table:table table:name="local-table"><table:table-header-columns><table:table-column/></table:table-header-columns><table:table-columns><table:table-column/></table:table-columns>${head(row(words(""), words("État")))}<table:table-rows>${row(words("2007"), value("1.5"))}${row(words("2008"), value("2"))}</table:table-rows></table:table>`;
const chart = `<draw:frame draw:style-name="Image" draw:name="Objet1" text:anchor-type="as-char" svg:width="9cm" svg:height="6cm"><draw:object>
  <office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.chart"><office:automatic-styles/><office:body><office:chart>
  <chart:chart chart:class="chart:bar" svg:width="9cm" svg:height="6cm"><chart:title><text:p>Montants</text:p></chart:title>
  <chart:plot-area table:cell-range-address="local-table.A1:.B3" chart:data-source-has-labels="both"><chart:axis chart:dimension="x" chart:name="primary-x"><chart:categories table:cell-range-address="local-table.A2:.A3"/></chart:axis><chart:axis chart:dimension="y" chart:name="primary-y"/>
  <chart:series chart:values-cell-range-address="local-table.B2:.B3" chart:label-cell-address="local-table.B1" chart:class="chart:bar"><chart:data-point chart:repeated="2"/></chart:series></chart:plot-area>
  ${chartTable}</chart:chart></office:chart></office:body></office:document></draw:object></draw:frame>`;

export const rows: Row[] = [
  {
    name: "headings",
    source: h(1, "Cadre") + p("Un.") + h(2, "Contexte") + h(1, "Suites"),
    lines: ["h1 Cadre", "p Un.", "h2 Contexte", "h1 Suites"],
  },
  {
    name: "headings by a style of its own, by a French name",
    source: h(1, "Cadre", "Titre_20_maison") + p("Contexte", "Titre_20_1") + p("Un."),
    lines: ["h1 Cadre", "h1 Contexte", "p Un."],
  },
  {
    name: "title and subtitle",
    source: p("Note de cadrage", "Title") + p("L’accueil", "Subtitle") + p("Texte."),
    lines: ["title Note de cadrage", "subtitle L’accueil", "p Texte."],
  },
  {
    name: "marks",
    source: p(
      `${span("B", "gras")} ${span("I", "italique")} ${span("BI", "les deux")} ${span("S", "biffé")} XX${span("Up", "e")} siècle H${span("Down", "2")}O ${span("C", "Oriv")} ${span("U", "souligné")} ${span("Source_20_Text", "code()")}`,
    ),
    lines: [
      "p <b>gras</b> <i>italique</i> <b><i>les deux</i></b> <s>biffé</s> XX<sup>e</sup> siècle H<sub>2</sub>O <sc>Oriv</sc> <i>souligné</i> <code code()>",
    ],
    codes: ["underline-as-emphasis"],
  },
  {
    name: "a paragraph all bold",
    source: p(`Tout ${span("I", "gras")}`, "Gras"),
    lines: ["p <b>Tout <i>gras</i></b>"],
  },
  {
    name: "another language",
    source: p(`le ${span("En", "gender mainstreaming")} et la suite`),
    lines: ["p le <lang en-GB>gender mainstreaming</lang> et la suite"],
  },
  {
    name: "right-to-left",
    source: p(span("Ar", "مرحبا بكم"), "Droite") + p(`le mot ${span("Ar", "مرحبا")} dit`),
    lines: ["p <lang ar-SA>مرحبا بكم</lang>", "p le mot <lang ar-SA>مرحبا</lang> dit"],
  },
  {
    name: "spaces, tabs, line breaks",
    source: p('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d'),
    lines: ["p a b c<br>d"],
  },
  {
    name: "symbols",
    source: p(`d’abord ${span("W", "\uF0E8")} puis ${span("W", "\uF0FC")}`),
    lines: ["p d’abord ➔ puis ✓"],
  },
  { name: "hidden text", source: p(`vu${span("Hid", " caché")}`), lines: ["p vu"], codes: ["hidden-text-dropped"] },
  { name: "alignment", source: p("un", "Centre") + p("deux", "Fin"), lines: ["p.center un", "p.end deux"] },
  {
    name: "page breaks",
    source: p("un") + p("deux", "Page") + p("trois", "Apres") + p("quatre"),
    lines: ["p un", "page", "p deux", "p trois", "page", "p quatre"],
  },
  {
    name: "sections of two columns",
    source: `${p("un")}<text:section text:style-name="Deux" text:name="S1">${p("deux")}</text:section>${p("trois")}`,
    lines: ["p un", "p deux", "p trois"],
  },
  {
    name: "bullets, nested, of two paragraphs",
    source: list('text:style-name="Puces"', p("un") + p("suite") + list("", p("sous un")), p("deux")),
    lines: ["ul", "  -", "    p un", "    p suite", "    ul", "      -", "        p sous un", "  -", "    p deux"],
  },
  {
    name: "numbers, formats, restarts",
    source:
      list('text:style-name="Nombres"', p("un") + list("", p("petit a") + list("", p("grand un"))), p("deux")) +
      p("Fin.") +
      list('text:style-name="Nombres"', p("un de nouveau")) +
      p("Fin.") +
      '<text:list text:style-name="Nombres"><text:list-item text:start-value="4"><text:p>quatre</text:p></text:list-item><text:list-item><text:p>cinq</text:p></text:list-item></text:list>',
    lines: [
      "ol decimal 1",
      "  -",
      "    p un",
      "    ol lowerLetter 1",
      "      -",
      "        p petit a",
      "        ol upperRoman 1",
      "          -",
      "            p grand un",
      "  -",
      "    p deux",
      "p Fin.",
      "ol decimal 1",
      "  -",
      "    p un de nouveau",
      "p Fin.",
      "ol decimal 4",
      "  -",
      "    p quatre",
      "  -",
      "    p cinq",
    ],
  },
  {
    name: "a list that goes on after words",
    source: `${list('xml:id="l1" text:style-name="Nombres"', p("un"))}${p("Entre.")}${list('text:style-name="Nombres" text:continue-list="l1"', p("deux"))}`,
    lines: ["ol decimal 1", "  -", "    p un", "p Entre.", "ol decimal 2", "  -", "    p deux"],
  },
  {
    name: "a table: header, merged both ways, widths",
    source: table(
      "T1",
      '<table:table-column table:style-name="T.A"/><table:table-column table:style-name="T.B"/>',
      head(row(cell(p("Structures"), 'table:number-columns-spanned="2"'), covered)),
      row(cell(p("ORIV"), 'table:number-rows-spanned="2"'), cell(p("Notes"))),
      row(covered, cell(p("12", "Fin"))),
    ),
    lines: ["table s25,s75 head 1", "  [2x1 * Structures]", "  [1x2 ORIV] [Notes]", "  [p.end 12]"],
  },
  {
    name: "a table in a table, a list in a cell",
    source: table(
      "T1",
      columns(2),
      head(row(cell(p("A")), cell(p("B")))),
      row(
        cell(table("T2", columns(1), row(cell(p("dedans")))) + p("")),
        cell(list('text:style-name="Puces"', p("un"), p("deux"))),
      ),
    ),
    lines: [
      "table s50,s50 head 1",
      "  [* A] [* B]",
      "  [table s100 head 0 /   [dedans]] [ul /   - /     p un /   - /     p deux]",
    ],
    odt: {
      lines: [
        "table s,s head 1",
        "  [* A] [* B]",
        "  [table s head 0 /   [dedans]] [ul /   - /     p un /   - /     p deux]",
      ],
    },
  },
  {
    name: "a table's caption, and a reference to it",
    source: `${counters}${p(`Tableau ${counter("Table", "refTable0")} : Projets`, "Table")}${table("T1", columns(1), head(row(cell(p("A")))), row(cell(p("b"))))}${p('Voir <text:sequence-ref text:reference-format="category-and-value" text:ref-name="refTable0">Tableau 1</text:sequence-ref>.')}`,
    lines: [
      "table #Ref_Table0_label_and_number s100 head 1 : Projets",
      "  [* A]",
      "  [b]",
      "p Voir <ref Ref_Table0_label_and_number>Tableau 1</ref>.",
    ],
    odt: {
      lines: ["table #refTable0 s head 1 : Projets", "  [* A]", "  [b]", "p Voir <ref refTable0>Tableau 1</ref>."],
    },
  },
  {
    name: "a figure",
    source: p(image()) + p("Texte."),
    lines: ["figure png 880x440 90mm (Barres par année)", "p Texte."],
  },
  {
    name: "a figure with its caption",
    source: `${counters}${p(image())}${p(`Illustration ${counter("Illustration", "refIllustration0")} : Montants`, "Illustration")}${p("Texte.")}`,
    lines: ["figure png 880x440 90mm (Barres par année) : Montants", "p Texte."],
  },
  {
    name: "a figure in a frame with its caption",
    source: `${counters}${p(`Avant.${box(p(`${image()}Figure ${counter("Figure", "refFigure0")} : Montants`, "Illustration"))}`)}${p("Texte.")}`,
    lines: ["p Avant.", "figure png 880x440 90mm (Barres par année) : Montants", "p Texte."],
    codes: ["image-moved"],
  },
  {
    name: "notes at the foot and at the end",
    source: p(
      `Un${note("footnote", "ftn1", p("Au pied.", "Footnote") + p("Sa suite.", "Footnote"))} et deux${note("endnote", "edn1", p("À la fin.", "Endnote"))}.`,
    ),
    lines: ["p Un<note n1> et deux<note n2>.", "note n1", "  p Au pied.", "  p Sa suite.", "note n2", "  p À la fin."],
  },
  {
    name: "links",
    source: p(
      '<text:a xlink:type="simple" xlink:href="https://example.org/a?b=1&amp;c=2">un site</text:a> <text:a xlink:type="simple" xlink:href="mailto:contact@oriv.example">écrire</text:a> <text:a xlink:type="simple" xlink:href="file:///etc/passwd">hors</text:a>',
    ),
    lines: ["p <a https://example.org/a?b=1&c=2>un site</a> <a mailto:contact@oriv.example>écrire</a> hors"],
    codes: ["link-dropped"],
  },
  {
    name: "bookmarks and references to them",
    source: `${h(1, '<text:bookmark-start text:name="cadre"/>Cadre<text:bookmark-end text:name="cadre"/>')}${p('Voir <text:bookmark-ref text:reference-format="text" text:ref-name="cadre">Cadre</text:bookmark-ref>, <text:a xlink:type="simple" xlink:href="#cadre">ici</text:a>, page <text:bookmark-ref text:reference-format="page" text:ref-name="cadre">1</text:bookmark-ref>.')}`,
    lines: ["h1 #cadre Cadre", "p Voir <ref cadre>Cadre</ref>, <ref cadre>ici</ref>, page <ref cadre>1</ref>."],
  },
  {
    name: "a reference to a heading by its words",
    source: h(1, "Le cadre") + p('Voir <text:a xlink:type="simple" xlink:href="#Le cadre|outline">plus haut</text:a>.'),
    lines: ["h1 #_toc Le cadre", "p Voir <ref _toc>plus haut</ref>."],
    odt: { lines: ["h1 #le-cadre Le cadre", "p Voir <ref le-cadre>plus haut</ref>."] },
  },
  {
    name: "fields",
    source: p(
      'Le <text:date text:date-value="2024-06-07" text:fixed="true">07/06/24</text:date>, par <text:author-name text:fixed="true">ORIV</text:author-name>, page <text:page-number text:select-page="current">1</text:page-number>.',
    ),
    lines: ["p Le 07/06/2024, par ORIV, page 1."],
  },
  {
    name: "quotes",
    source: p("Une citation.", "Quotations") + p("Sa suite.", "Quotations") + p("Fin."),
    lines: ["quote", "  p Une citation.", "  p Sa suite.", "p Fin."],
  },
  {
    name: "code",
    source:
      p("ligne un", "Preformatted_20_Text") +
      p('<text:s text:c="2"/>ligne deux', "Preformatted_20_Text") +
      p("", "Preformatted_20_Text") +
      p("quatre", "Preformatted_20_Text"),
    lines: ['code "ligne un\\n  ligne deux\\n\\nquatre"'],
  },
  {
    name: "a text box",
    source: p(`Avant.${box(p("Encadré."))}`) + p("Après."),
    lines: ["p Avant.", "p Encadré.", "p Après."],
    codes: ["textbox-moved"],
  },
  {
    name: "shapes with words, and without",
    source:
      p(
        'Avant.<draw:custom-shape text:anchor-type="paragraph" draw:name="Bulle" svg:width="4cm" svg:height="2cm"><text:p>Bulle.</text:p><draw:enhanced-geometry svg:viewBox="0 0 21600 21600" draw:type="rectangle" draw:enhanced-path="M 0 0 L 21600 0 21600 21600 0 21600 0 0 Z N"/></draw:custom-shape>',
      ) +
      p(
        'Milieu.<draw:custom-shape text:anchor-type="paragraph" draw:name="Flèche" svg:width="4cm" svg:height="2cm"><text:p/><draw:enhanced-geometry svg:viewBox="0 0 21600 21600" draw:type="rectangle" draw:enhanced-path="M 0 0 L 21600 0 21600 21600 0 21600 0 0 Z N"/></draw:custom-shape>',
      ) +
      p("Après."),
    lines: ["p Avant.", "p Bulle.", "p Milieu.", "p Après."],
    codes: ["textbox-moved", "shape-dropped"],
  },
  {
    name: "a comment on some words",
    source: p(
      `Le cadre de ${comment("c1", "Relectrice", "À préciser.")}travail<office:annotation-end office:name="c1"/> commun.`,
    ),
    lines: ["p Le cadre de travail commun."],
    codes: ["comment-kept"],
    told: ["comment (Relectrice) « travail »: À préciser."],
  },
  {
    name: "tracked changes",
    source:
      changes(
        region("ct1", `<text:insertion>${info("Relectrice")}</text:insertion>`),
        region("ct2", `<text:deletion>${info("Auteur")}<text:p>vieux </text:p></text:deletion>`),
      ) + p(`Le ${place("change", "ct2")}${place("change-start", "ct1")}nouveau${place("change-end", "ct1")} cadre.`),
    lines: ["p Le nouveau cadre."],
    codes: ["changes-accepted"],
    told: ["deletion (Auteur) « Le  »: vieux ", "insertion (Relectrice) « Le  »: nouveau"],
    rejected: ["p Le vieux cadre."],
  },
  {
    name: "a deletion over paragraphs",
    source:
      changes(
        region(
          "ct1",
          `<text:deletion>${info("Auteur")}${p("<text:s/>de travail.")}${p("Tout un paragraphe.")}${p("Le début ")}</text:deletion>`,
        ),
      ) + p(`Le cadre${place("change", "ct1")}de la suite.`),
    lines: ["p Le cadrede la suite."],
    codes: ["changes-accepted"],
    told: [
      "deletion (Auteur) « Le cadre »:  de travail.",
      "deletion (Auteur) « Le cadre »: Tout un paragraphe.",
      "deletion (Auteur) « Le cadre »: Le début ",
    ],
    rejected: ["p Le cadre de travail.", "p Tout un paragraphe.", "p Le début de la suite."],
    odt: { told: ["deletion (Auteur) « Le cadre »:  de travail.\nTout un paragraphe.\nLe début "] },
  },
  {
    name: "an insertion over paragraphs",
    source:
      changes(region("ct1", `<text:insertion>${info("Relectrice")}</text:insertion>`)) +
      p(`Le cadre${place("change-start", "ct1")} de travail.`) +
      p("Tout un paragraphe.") +
      p(`Le début ${place("change-end", "ct1")}de la suite.`),
    lines: ["p Le cadre de travail.", "p Tout un paragraphe.", "p Le début de la suite."],
    codes: ["changes-accepted"],
    told: [
      "insertion (Relectrice) « Le cadre »:  de travail.",
      "insertion (Relectrice) «  »: Tout un paragraphe.",
      "insertion (Relectrice) «  »: Le début ",
    ],
    rejected: ["p Le cadrede la suite."],
    odt: { told: ["insertion (Relectrice) « Le cadre »:  de travail.\nTout un paragraphe.\nLe début "] },
  },
  {
    name: "a chart",
    source: p(chart) + p("Texte."),
    lines: ["table s,e head 1 : Montants", "  [* ] [* État]", "  [2007] [1,5]", "  [2008] [2]", "p Texte."],
    codes: ["chart-as-table"],
    odt: { lines: ["table s,e head 1 : Montants", "  [* ] [* État]", "  [] [1,5]", "  [] [2]", "p Texte."] },
  },
  {
    name: "a content control",
    source: p("Lieu : <loext:content-control>Strasbourg</loext:content-control>."),
    lines: ["p Lieu : Strasbourg."],
  },
  {
    name: "contents",
    source: `<text:table-of-content text:name="Sommaire1" text:protected="true"><text:table-of-content-source text:outline-level="10"/><text:index-body>${p("Cadre 1")}</text:index-body></text:table-of-content>${h(1, "Cadre")}${p("Un.")}`,
    lines: ["h1 Cadre", "p Un."],
    codes: ["contents-dropped"],
  },
  { name: "a header", source: p("Texte."), header: "Réseau RECI", lines: ["p Texte."], codes: ["margin-dropped"] },
  {
    name: "words with their reading",
    source: p("<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>kanji</text:ruby-text></text:ruby> lu"),
    lines: ["p 漢字 (kanji) lu"],
  },
];
