import { describe, expect, test } from "vitest";
import { readWord } from "../drafts.ts";
import {
  cell,
  chart,
  check,
  field,
  figure,
  header,
  item,
  p,
  picture,
  type Row,
  styled,
  styles,
  t,
  table,
} from "./wordprocessing.ts";

const form = (data: string, result = "") =>
  `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="F1"/><w:enabled/>${data}</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const box = (state: string) => form(`<w:checkBox><w:sizeAuto/>${state}</w:checkBox>`);
const entries = '<w:listEntry w:val="Oui"/><w:listEntry w:val="Non"/>';

const control = (properties: string, inside: string) =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;

const [begin, separate, end] = ["begin", "separate", "end"].map(
  (mark) => `<w:r><w:fldChar w:fldCharType="${mark}"/></w:r>`,
);

/** A field of which no result is kept. */
const bare = (instruction: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> ${instruction} </w:instrText><w:fldChar w:fldCharType="end"/></w:r>`;

/** A citation of Zotero; `runs`: its result, `kept`: the words that Zotero set. */
const citing = (runs: string, kept?: string) =>
  field(
    `ADDIN ZOTERO_ITEM CSL_CITATION ${JSON.stringify({ ...(kept && { properties: { plainCitation: kept } }), citationItems: [{ id: 1, itemData: { id: 1, type: "book", title: "Le livre", author: [{ family: "Noël" }] } }] })}`,
    runs,
  );
const cited = (result: string, kept?: string) => citing(t(result), kept);

const fields: Row[] = [
  [
    "boxes of a form",
    p(
      [
        box('<w:default w:val="0"/><w:checked/>') + t(" oui "),
        box('<w:default w:val="1"/>') + t(" non "),
        box('<w:default w:val="1"/><w:checked w:val="0"/>') + t(" peut-être"),
      ].join(""),
    ),
    ["p ☒ oui ☒ non ☐ peut-être"],
  ],
  [
    "a list of a form",
    p(
      `${t("Suite : ")}${form(`<w:ddList><w:result w:val="1"/>${entries}</w:ddList>`)}${t(" ")}${form(`<w:ddList>${entries}</w:ddList>`, t("Sans suite"))}`,
    ),
    ["p Suite : Non Sans suite"],
  ],
  ["a text of a form", p(form('<w:textInput><w:default w:val="x"/></w:textInput>', t("Sur place"))), ["p Sur place"]],
  ["a simple one", p(`<w:fldSimple w:instr=" DATE ">${t("7 juin")}</w:fldSimple>`), ["p 7 juin"]],
  [
    "one in another",
    p(field(`IF </w:instrText></w:r>${field("PAGE", t("3"))}<w:r><w:instrText> = 3`, t("oui"))),
    ["p oui"],
  ],
  [
    "without a result",
    p(
      `${t("a")}<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>XE "a"</w:instrText><w:fldChar w:fldCharType="end"/></w:r>`,
    ),
    ["p a"],
  ],
  [
    "characters and buttons, without a result",
    p(
      [
        bare('SYMBOL 176 \\f "Symbol" \\s 12'),
        bare("SYMBOL 0x2192 \\u"),
        bare("SYMBOL 128"),
        bare("SYMBOL §"),
        bare("MACROBUTTON NoMacro Nom du projet"),
        '<w:fldSimple w:instr=" GOTOBUTTON ici voir ici "/>',
      ].join(t(" ")),
    ),
    ["p ° → € § Nom du projet voir ici"],
  ],
  [
    "those that Word computes, without a result",
    p(`${bare("EQ \\f(1;2)")}${t(" a ")}${bare("LISTNUM")}${bare("REF ici")}${bare("XE ici")}${field("TITLE", "")}`),
    ["p a"],
    ["field-empty", "field-empty", "field-empty"],
  ],
  [
    "contents",
    `${styled("TM1", "")}${p(field('TOC \\o "1-3"', `${t("Cadre")}${t("3")}`))}${styled("Titre1", "Cadre")}`,
    ["h1 Cadre"],
    ["contents-dropped"],
  ],
  [
    "contents that never end",
    `${p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>')}${p(t("a"))}${styled("Titre1", "Cadre")}${p(t("b"))}`,
    ["p a", "h1 Cadre", "p b"],
    ["field-unended"],
  ],
  [
    "contents with what their author wrote in them",
    `${p(`${field("TOC", `${t("Cadre")}<w:r><w:tab/></w:r>${t("3")}</w:p>${p(t("Cette note complète celle de 2007."))}${p(`<w:hyperlink w:anchor="_Toc1">${t("Moyens du réseau")}</w:hyperlink>`)}<w:p>${field("PAGEREF _Toc2", t("Suites à donner"))}`)}`)}${styled("Titre1", "Cadre")}`,
    ["h1 Cadre"],
    ["contents-dropped", "contents-words-dropped"],
  ],
  [
    "contents in a control, with what their author wrote in them",
    `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p(t("Sommaire"))}${p(field("TOC", `${t("Cadre")}<w:r><w:tab/></w:r>${t("3")}`))}${p(t("Cette note complète celle de 2007."))}</w:sdtContent></w:sdt>${p(t("a"))}`,
    ["p a"],
    ["contents-dropped", "contents-words-dropped"],
  ],
  [
    "contents in a control",
    `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p(t("x"))}</w:sdtContent></w:sdt>${p(t("a"))}`,
    ["p a"],
    ["contents-dropped"],
  ],
  [
    "a citation of a reference manager",
    p(
      `${t("Vu ")}${field('ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"id":1,"locator":"4","label":"page","itemData":{"id":1,"type":"book","title":"Accueillir"}}]}', t("(Noël)"))}`,
    ),
    ["p Vu <cite @1 p. 4>"],
  ],
  [
    "a citation with words that its author added by hand",
    p(`${t("Début ")}${cited("(voir surtout Noël, 2014, mais contra Dupont)")}${t(" et suite.")}`),
    ["p Début <cite @1> et suite."],
    ["citation-words-dropped"],
  ],
  [
    "a citation with a page that its author added to what the manager had set",
    p(`${t("Vu ")}${cited("(Noël, 2014, p. 45)", "(Noël, 2014)")}`),
    ["p Vu <cite @1>"],
    ["citation-words-dropped"],
  ],
  [
    "citations as their manager set them, whether or not it kept its words",
    p(
      `${cited("(sous la dir. de Noël, 2014, consulté le 3 mars 2014)", "(sous la dir. de Noël, 2014, consulté le 3 mars 2014)")}${t(" et ")}${cited("(voir Noël, 2014, chap. 3, dans Le livre, mars 2014)")}`,
    ),
    ["p <cite @1> et <cite @1>"],
  ],
  [
    "a citation whose field ends paragraphs later",
    `<w:p>${t("Vu ")}${citing(`${t("(Noël)")}</w:p>${p(t("Les communes ont mené des actions."))}<w:p>${t("Elles sont évaluées.")}`)}${t(" Fin.")}</w:p>`,
    ["p Vu <cite @1>", "p Les communes ont mené des actions.", "p Elles sont évaluées. Fin."],
  ],
  [
    "a bibliography with what its author wrote in it",
    `${p(cited("(Noël, 2014)"))}<w:p>${field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", `${t("Noël, Le livre")}</w:p>${p(t("Une conclusion écrite ici par mégarde."))}<w:p>${t("Noël (éd.), Le livre, consulté le 3 mars.")}`)}</w:p>${p(t("Après."))}`,
    ["p <cite @1>", "p Après."],
    ["bibliography-dropped", "bibliography-words-dropped"],
  ],
  [
    "a bibliography as its manager set it",
    `${p(cited("(Noël, 2014)"))}<w:p>${field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", `${t("Bibliographie")}</w:p>${p(t("Noël, Le livre, 2014."))}<w:p>`)}</w:p>`,
    ["p <cite @1>"],
    ["bibliography-dropped"],
  ],
  [
    "our own parts",
    `<w:sdt><w:sdtPr><w:tag w:val="livrable:generated"/></w:sdtPr><w:sdtContent>${p(t("x"))}</w:sdtContent></w:sdt><w:sdt><w:sdtContent>${p(t("a"))}</w:sdtContent></w:sdt>`,
    ["p a"],
  ],
  [
    "a placeholder",
    `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${p(t("Cliquez ici"))}</w:sdtContent></w:sdt>`,
    [],
    ["placeholder-dropped"],
  ],
  [
    "an invitation in Word's style of placeholders",
    p(control("<w:showingPlcHdr/>", t("Nom de la structure", '<w:rStyle w:val="PlaceholderText"/>')) + t("Suite.")),
    ["p Suite."],
    ["placeholder-dropped"],
  ],
  [
    "an author's own second paragraph after Word's invitation",
    control("<w:showingPlcHdr/>", p(t("Choisissez un thème.")) + p(t("Le nôtre est l’école."))),
    ["p Choisissez un thème.", "p Le nôtre est l’école."],
  ],
  [
    "an author's own long sentence that begins as an invitation does",
    control("<w:showingPlcHdr/>", p(t(`Select ${"committees of the regional council ".repeat(4)}met.`))),
    [`p Select ${"committees of the regional council ".repeat(4)}met.`],
  ],
  [
    "an author's own picture under an invitation",
    { body: control("<w:showingPlcHdr/>", p(t("Cliquez ici")) + p(picture("rId9", "Barres"))), ...chart },
    ["p Cliquez ici", figure("Barres")],
  ],
  [
    "an author's own words in a control said to be unfilled",
    control("<w:showingPlcHdr/>", p(t("Les objectifs de la coopération."))),
    ["p Les objectifs de la coopération."],
  ],
  [
    "an author's own picture in a control said to be unfilled",
    { body: control("<w:showingPlcHdr/>", p(picture("rId9", "Barres"))), ...chart },
    [figure("Barres")],
  ],
  [
    "a field that begins, and never ends",
    p(`${begin}<w:r><w:instrText> PAGE </w:instrText></w:r>`) + p(t("Premier.")) + table(header + cell(p(t("c")))),
    ["p Premier.", "table s head 1", "  [* c]"],
    ["field-unended"],
  ],
  [
    "words of the text where the instruction of a field should be",
    p(`${t("Vu ")}${begin}<w:r><w:instrText> PAGE </w:instrText></w:r>${t("les annexes")}${end}${t(".")}`),
    ["p Vu les annexes."],
  ],
  [
    "a citation that never ends, and one that does",
    p(
      `${t("Vu ")}${begin}<w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {} </w:instrText></w:r>${separate}${t("(Noël)")}`,
    ) + p(`${t("Le ")}${field("DATE", t("3 mai"))}${t(".")}`),
    ["p Vu (Noël)", "p Le 3 mai."],
    ["field-unended"],
  ],
  [
    "a field that ends in no cell but its own",
    table(
      header + cell(p(`${begin}<w:r><w:instrText>TOC</w:instrText></w:r>${separate}${t("a")}`)),
      cell(p(end + t("b"))),
    ),
    ["table s head 1", "  [* a]", "  [b]"],
    ["field-unended"],
  ],
  [
    "a control whose placeholder was written over",
    p(`<w:sdt><w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr><w:sdtContent>${t("vrai texte")}</w:sdtContent></w:sdt>`),
    ["p vrai texte"],
  ],
];

const level = (at: number, format: string, text: string, inside = "") =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${inside}<w:lvlText w:val="${text}"/></w:lvl>`;
const numbers = (...levels: string[]) =>
  `<w:abstractNum w:abstractNumId="0">${levels.join("")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;

const lists: Row[] = [
  [
    "nested",
    [item(1, 0, "a"), item(1, 1, "b"), item(1, 1, "c"), item(1, 0, "d")].join(""),
    ["ul", "  -", "    p a", "    ul", "      -", "        p b", "      -", "        p c", "  -", "    p d"],
  ],
  [
    "formats",
    [item(2, 0, "a"), item(2, 1, "b"), item(2, 2, "c")].join(""),
    [
      "ol decimal 1",
      "  -",
      "    p a",
      "    ol lowerLetter 1",
      "      -",
      "        p b",
      "        ol upperRoman 1",
      "          -",
      "            p c",
    ],
  ],
  [
    "going on after words",
    [item(2, 0, "a"), item(2, 1, "b"), p(t("x")), item(2, 0, "c")].join(""),
    [
      "ol decimal 1",
      "  -",
      "    p a",
      "    ol lowerLetter 1",
      "      -",
      "        p b",
      "p x",
      "ol decimal 2",
      "  -",
      "    p c",
    ],
  ],
  [
    "begun again",
    [item(2, 0, "a"), item(3, 0, "b"), item(3, 0, "c")].join(""),
    ["ol decimal 1", "  -", "    p a", "ol decimal 5", "  -", "    p b", "  -", "    p c"],
  ],
  [
    "going on under another name",
    [item(2, 0, "a"), item(5, 0, "b")].join(""),
    ["ol decimal 1", "  -", "    p a", "  -", "    p b"],
  ],
  [
    "by style, and none",
    `${styled("Liste", "a")}${p(t("b"), '<w:pStyle w:val="Liste"/><w:numPr><w:numId w:val="0"/></w:numPr>')}`,
    ["ul", "  -", "    p a", "p b"],
  ],
  [
    "a paragraph left out of the numbering, and as far in as the item",
    [
      item(1, 0, "a"),
      p(t("suite"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind w:start="340"/>'),
      item(1, 0, "b"),
      p(t("fin"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'),
    ].join(""),
    ["ul", "  -", "    p a", "    p suite", "  -", "    p b", "p fin"],
  ],
  [
    "an item of two paragraphs",
    [item(1, 0, "a"), item(4, 0, "suite"), styled("Suite", "fin")].join(""),
    ["ul", "  -", "    p a", "    p suite", "    p fin"],
  ],
  ["a level left out", [item(1, 0, "a"), item(1, 2, "b")].join(""), ["ul", "  -", "    p a", "    p b"]],
  [
    "a level that never begins again, and one that does after the first alone",
    {
      body: [item(1, 0, "a"), item(1, 1, "b"), item(1, 2, "c"), item(1, 0, "d"), item(1, 1, "e"), item(1, 2, "f")].join(
        "",
      ),
      numbering: numbers(
        level(0, "decimal", "%1."),
        level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'),
        level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>'),
      ),
    },
    [
      ...["ol decimal 1", "  -", "    p a", "    ol decimal 1", "      -", "        p b"],
      ...["        ol decimal 1", "          -", "            p c"],
      ...["  -", "    p d", "    ol decimal 2", "      -", "        p e"],
      ...["        ol decimal 1", "          -", "            p f"],
    ],
  ],
  [
    "numbers with words around them, and words without a number",
    {
      body: [item(1, 0, "Objet"), item(1, 0, "Durée"), item(1, 1, "ceci")].join(""),
      numbering: numbers(level(0, "decimal", "Article %1 –"), level(1, "none", "Attention :")),
    },
    [
      ...["ol decimal 1 (Article %1 –)", "  -", "    p Objet", "  -", "    p Durée"],
      ...["    ul (Attention :)", "      -", "        p ceci"],
    ],
  ],
  [
    "numbers of two levels with words around them",
    {
      body: [item(1, 0, "a"), item(1, 0, "b"), item(1, 1, "c"), item(1, 1, "d")].join(""),
      numbering: numbers(level(0, "upperRoman", "%1."), level(1, "decimal", "Art. %1-%2")),
    },
    [
      ...["ol upperRoman 1", "  -", "    p a", "  -", "    p b"],
      ...["    ol decimal 1 (Art. II-%1)", "      -", "        p c", "      -", "        p d"],
    ],
  ],
  [
    "words around the numbers of headings, which are ours to number",
    {
      body: p(t("Objet"), '<w:pStyle w:val="Titre1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
      numbering: numbers(level(0, "decimal", "Article %1 –")),
    },
    ["h1 Objet"],
    ["list-label-dropped"],
  ],
  [
    "bullets that are letters of a font of pictures",
    { body: item(1, 0, "a"), numbering: numbers(level(0, "bullet", "o")) },
    ["ul", "  -", "    p a"],
  ],
  ["typed by hand", p(t("- a")), ["p - a"], ["list-typed"]],
];

const shade = '<w:shd w:val="clear" w:color="auto" w:fill="F1EDEA"/>';
const word = (text: string, properties = "") => cell(p(t(text)), properties);
/** A table in the style that our Word files have, with the parts that it draws otherwise. */
const ours = (look: string, ...rows: string[]) =>
  table(...rows).replace(
    "<w:tbl>",
    `<w:tbl><w:tblPr><w:tblStyle w:val="LivrableTable"/><w:tblLook w:val="${look}"/></w:tblPr>`,
  );
/** The same in a file whose style draws a first column, as those of 0.2.0 do. */
const oursOfNow = (look: string, ...rows: string[]) => ({
  body: ours(look, ...rows),
  styles: `${styles}<w:style w:type="table" w:styleId="LivrableTable"><w:name w:val="Livrable Table"/><w:tblStylePr w:type="firstCol"><w:tcPr>${shade}</w:tcPr></w:tblStylePr></w:style>`,
});

const tables: Row[] = [
  [
    "rows and cells in content controls, their placeholders left out",
    `<w:tbl><w:tr>${header}${cell(p(t("Nom")))}${control("<w:showingPlcHdr/>", cell(p(t("Cliquez ici"))))}</w:tr>
    ${control("", `<w:tr>${cell(p(t("a")))}${control('<w:showingPlcHdr w:val="false"/>', cell(p(t("b"))))}</w:tr>`)}
    ${control("<w:showingPlcHdr/>", `<w:tr>${cell(p(t("Cliquez ici")))}${cell(p(""))}</w:tr>`)}</w:tbl>`,
    ["table s,s head 1", "  [* Nom] [* ]", "  [a] [b]", "  [] []"],
    ["placeholder-dropped", "placeholder-dropped"],
  ],
  [
    "headers",
    table(header + cell(p(t("a"))) + cell(p(t("b"))), cell(p(t("1"))) + cell(p(t("2")))),
    ["table s,s head 1", "  [* a] [* b]", "  [1] [2]"],
  ],
  [
    "without headers",
    table(cell(p(t("a"))), cell(p(t("1")))),
    ["table s head 0", "  [a]", "  [1]"],
    ["header-row-missing"],
  ],
  [
    "a header guessed",
    `<w:tbl><w:tblPr><w:tblLook w:firstRow="1"/></w:tblPr><w:tr>${cell(p(t("a", "<w:b/>")))}${cell(p(t("b", "<w:b/>")))}</w:tr><w:tr>${cell(p(t("1")))}${cell(p(""))}</w:tr></w:tbl>`,
    ["table s,s head 1", "  [* <b>a</b>] [* <b>b</b>]", "  [1] []"],
    ["header-row-guessed"],
  ],
  [
    "of ours, its first column drawn as headers, a row added",
    oursOfNow("06A0", header + word("") + word("2008"), word("Metz") + word("1"), word("Nancy") + word("2")),
    ["table s,s head 1", "  [* ] [* 2008]", "  [* Metz] [1]", "  [* Nancy] [2]"],
  ],
  [
    "of ours, one cell of its first column highlighted",
    oursOfNow("06A0", header + word("") + word("2008"), word("Metz", shade) + word("1"), word("Nancy") + word("2")),
    ["table s,s head 1", "  [* ] [* 2008]", "  [* Metz] [1]", "  [* Nancy] [2]"],
  ],
  [
    "of ours of before, a line of headers shaded cell by cell",
    ours(
      "06A0",
      header + word("a", shade) + word("b", shade),
      word("Total", shade) + word("1"),
      word("Nancy") + word("2"),
    ),
    ["table s,s head 1", "  [* a] [* b]", "  [* Total] [1]", "  [Nancy] [2]"],
  ],
  [
    "of ours, its row of headers no more repeated",
    ours("0620", word("a") + word("b"), word("1") + word("2")),
    ["table s,s head 1", "  [* a] [* b]", "  [1] [2]"],
    ["header-row-guessed"],
  ],
  [
    "cells merged both ways",
    table(
      cell(p(t("a")), '<w:gridSpan w:val="2"/>') + cell(p(t("b")), '<w:vMerge w:val="restart"/>'),
      cell(p(t("1")), '<w:vMerge w:val="restart"/>') + cell(p(t("2"))) + cell(p(""), "<w:vMerge/>"),
      cell(p(t("suite")), "<w:vMerge/>") + cell(p(t("3"))) + cell(p(t("4"))),
    ),
    ["table s,s,s head 0", "  [2x1 a] [1x2 b]", "  [1x2 p 1 / p suite] [2]", "  [3] [4]"],
    ["header-row-missing"],
  ],
  [
    "cells merged as Word 97 did",
    table(
      header + cell(p(t("a")), '<w:hMerge w:val="restart"/>') + cell(p(""), "<w:hMerge/>") + cell(p(t("b"))),
      cell(p(t("1"))) + cell(p(t("2"))) + cell(p(t("3"))),
    ),
    ["table s,s,s head 1", "  [2x1 * a] [* b]", "  [1] [2] [3]"],
  ],
  [
    "rows that begin late or end early",
    table(
      `<w:trPr><w:tblHeader/><w:gridBefore w:val="1"/></w:trPr>${cell(p(t("a")))}`,
      cell(p(t("1"))) + cell(p(t("2"))) + cell(p(t("3"))),
    ),
    ["table s,s,s head 1", "  [* ] [* a] [* ]", "  [1] [2] [3]"],
  ],
  [
    "a table in a cell",
    table(header + cell(p(t("a"))), cell(`${table(header + cell(p(t("b"))))}${p("")}`)),
    ["table s head 1", "  [* a]", "  [table s head 1 /   [* b]]"],
  ],
  [
    "columns",
    `<w:tbl><w:tblPr><w:tblW w:type="pct" w:w="5000"/></w:tblPr><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="3000"/></w:tblGrid><w:tr>${header}${cell(p(t("a")))}${cell(p(t("b")))}</w:tr><w:tr>${cell(p(t("1")))}${cell(p(t("2"), '<w:jc w:val="end"/>'))}</w:tr></w:tbl>`,
    ["table s25,e75 head 1", "  [* a] [* p.start b]", "  [1] [2]"],
  ],
  [
    "its caption",
    `${styled("Lgende", "Projets")}${table(header + cell(p(t("a"))))}`,
    ["table s head 1 : Projets", "  [* a]"],
  ],
  [
    "rows in a control",
    `<w:tbl><w:sdt><w:sdtContent><w:tr>${header}${cell(p(t("a")))}</w:tr></w:sdtContent></w:sdt></w:tbl>`,
    ["table s head 1", "  [* a]"],
  ],
];

test("Word: an author's own words in Word's style of placeholders are told whole", async () => {
  const words = "Les objectifs de la coopération, tels que le comité les a écrits. ".repeat(8).trim();
  const { warnings } = await readWord({
    body: control("<w:showingPlcHdr/>", p(t(words, '<w:rStyle w:val="PlaceholderText"/>'))),
  });
  const told = warnings.find(({ code }) => code === "placeholder-dropped");
  expect(told?.details).toEqual({ text: words });
});

describe.each([
  ["fields and controls", fields],
  ["lists", lists],
  ["tables", tables],
])("Word: %s", (_, rows) => {
  test.each(rows)("%s", (_name, parts, lines, codes) =>
    check(typeof parts === "string" ? { body: parts } : parts, lines, codes),
  );
});
