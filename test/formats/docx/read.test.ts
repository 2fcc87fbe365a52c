import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { fixture, namespaces, readWord, type WordParts } from "../drafts.ts";
import { outline } from "../outline.ts";

/** A Word document of these parts reads as `lines` (see `outline`), with warnings of these codes, in this order. */
async function check(parts: WordParts, lines: string[], codes: string[] = []): Promise<void> {
  const { tree, warnings } = await readWord({ styles, numbering, ...parts });
  expect(outline(tree)).toEqual(lines);
  expect(warnings.map((warning) => warning.code)).toEqual(codes);
}

const styles = `
  <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>
  ${style("Normal", "Normal", "", ' w:default="1"')}
  ${style("Titre1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>')}
  ${style("Maison", "Titre maison", '<w:basedOn w:val="Titre1"/>')}
  ${style("Uberschrift2", "Überschrift 2")}
  ${style("Titre", "Title")}
  ${style("Soustitre", "Subtitle")}
  ${style("Auteur", "Auteur")}
  ${style("Lgende", "caption")}
  ${style("Citation", "Quote")}
  ${style("Code", "Source Code")}
  ${style("TM1", "toc 1")}
  ${style("Liste", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')}
  ${style("Suite", "List Continue")}
  ${style("Centre", "Centré", '<w:pPr><w:jc w:val="center"/></w:pPr>')}
  ${style("A", "Boucle", '<w:basedOn w:val="B"/>')}
  ${style("B", "Boucle B", '<w:basedOn w:val="A"/>')}
  <w:style w:type="character" w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
  <w:style w:type="character" w:styleId="Lien"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>`;

function style(id: string, name: string, inside = "", attributes = ""): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"${attributes}><w:name w:val="${name}"/>${inside}</w:style>`;
}

const level = (at: number, format: string, text = "%1.") =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const numbering = `
  <w:abstractNum w:abstractNumId="0">${level(0, "bullet", "•")}${level(1, "bullet", "–")}${level(2, "bullet", " ")}</w:abstractNum>
  <w:abstractNum w:abstractNumId="1">${level(0, "decimal")}${level(1, "lowerLetter")}${level(2, "upperRoman")}</w:abstractNum>
  <w:abstractNum w:abstractNumId="2">${level(0, "bullet", " ")}</w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
  <w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>`;

const t = (text: string, properties = "") =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ""}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (inside: string, properties = "") =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ""}${inside}</w:p>`;
const styled = (id: string, text: string) => p(t(text), `<w:pStyle w:val="${id}"/>`);
const item = (list: number, at: number, text: string) =>
  p(t(text), `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);
const field = (instruction: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const cell = (inside: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${inside}</w:tc>`;
const table = (...rows: string[]) => `<w:tbl>${rows.map((row) => `<w:tr>${row}</w:tr>`).join("")}</w:tbl>`;
const header = "<w:trPr><w:tblHeader/></w:trPr>";
const picture = (id: string, alt: string, inside = "") =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="3240000" cy="1620000"/><wp:docPr id="1" name="Image 1" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/>${inside}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
const chart: Pick<WordParts, "related" | "files"> = {
  related: {
    rId9: ["image", "media/image1.png"],
    rId8: ["image", "media/image2.emf"],
    rId7: ["image", "https://example.org/a.png"],
  },
  files: {
    "word/media/image1.png": fixture("chart.png"),
    "word/media/image2.emf": Buffer.concat([Buffer.from([1, 0, 0, 0]), Buffer.alloc(36), Buffer.from(" EMF    ")]),
  },
};
const figure = (alt: string, after = "") => `figure png 880x440 90mm (${alt})${after}`;

type Row = [name: string, parts: WordParts | string, lines: string[], codes?: string[]];

const headings: Row[] = [
  ["by outline level", p(t("Cadre"), '<w:outlineLvl w:val="1"/>'), ["h2 Cadre"]],
  ["by style, its boldness not said again", p(t("Cadre", "<w:b/>"), '<w:pStyle w:val="Titre1"/>'), ["h1 Cadre"]],
  ["by the style it is based on", styled("Maison", "Cadre"), ["h1 Cadre"]],
  ["by a name in another language", styled("Uberschrift2", "Rahmen"), ["h2 Rahmen"]],
  [
    "body text under a heading style",
    p(t("Texte"), '<w:pStyle w:val="Titre1"/><w:outlineLvl w:val="9"/>'),
    ["p Texte"],
  ],
  ["deeper than six", p(t("Fin"), '<w:outlineLvl w:val="7"/>'), ["h6 Fin"]],
  ["empty", styled("Titre1", " "), []],
  ["a chain of styles that bites its tail", styled("A", "Texte"), ["p Texte"]],
  [
    "numbered and not",
    `${p(t("Un"), '<w:pStyle w:val="Titre1"/><w:numPr><w:numId w:val="2"/></w:numPr>')}${styled("Titre1", "Annexes")}`,
    ["h1 Un", "h1- Annexes"],
  ],
  ["with a typed number", styled("Titre1", "1.2 Cadre"), ["h1- 1.2 Cadre"], ["heading-number-typed"]],
  [
    "with a bookmark",
    p(`<w:bookmarkStart w:id="0" w:name="cadre"/>${t("Cadre")}`, '<w:pStyle w:val="Titre1"/>'),
    ["h1 #cadre Cadre"],
  ],
];

const words: Row[] = [
  [
    "marks",
    p(
      `${t("a", "<w:b/>")}${t(" ")}${t("b", "<w:i/><w:b/>")}${t("c", '<w:vertAlign w:val="superscript"/>')}${t("d", "<w:smallCaps/>")}${t("e", "<w:strike/>")}`,
    ),
    ["p <b>a</b> <b><i>b</i></b><sup>c</sup><sc>d</sc><s>e</s>"],
  ],
  [
    "marks that are off",
    p(
      `${t("a", '<w:b w:val="0"/>')}${t("b", '<w:rStyle w:val="Fort"/>')}${t("c", '<w:rStyle w:val="Fort"/><w:b w:val="false"/>')}`,
    ),
    ["p a<b>b</b>c"],
  ],
  ["runs alike joined", p(`${t("l’é", "<w:b/>")}${t("cole", "<w:b/>")}`), ["p <b>l’école</b>"]],
  ["underlining", p(t("souligné", '<w:u w:val="single"/>')), ["p <i>souligné</i>"], ["underline-as-emphasis"]],
  [
    "another language",
    p(`${t("le ")}${t("mainstreaming", '<w:lang w:val="en-GB"/>')}${t(" ici", '<w:lang w:val="fr-CH"/>')}`),
    ["p le <lang en-GB>mainstreaming</lang> ici"],
  ],
  [
    "breaks, tabs, hyphens",
    p(
      `<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:cr/><w:t>e</w:t></w:r>`,
    ),
    ["p a<br>b c\u2011d<br>e"],
  ],
  ["white space that is not kept", p("<w:r><w:t>  a  </w:t></w:r>"), ["p a"]],
  [
    "symbols",
    p(
      `<w:r><w:sym w:font="Wingdings" w:char="F0E8"/></w:r>${t(" a", "")}${t("\uF0FC", '<w:rFonts w:ascii="Wingdings"/>')}${t("b", '<w:rFonts w:ascii="Symbol"/>')}`,
    ),
    ["p ➔ a✓β"],
    ["list-typed"],
  ],
  [
    "a symbol without equivalent",
    p('<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>'),
    ["p □"],
    ["symbol-unknown"],
  ],
  ["hidden text", p(`${t("vu")}${t("caché", "<w:vanish/>")}`), ["p vu"], ["hidden-text-dropped"]],
  ["a page break amid words", p(`${t("a")}<w:r><w:br w:type="page"/></w:r>${t("b")}`), ["p a", "page", "p b"]],
  [
    "page breaks at both ends",
    `${p('<w:r><w:br w:type="page"/></w:r>')}${p(t("a"))}${p("", "<w:pageBreakBefore/>")}`,
    ["p a"],
  ],
  ["a dropped initial", `${p(t("L"), '<w:framePr w:dropCap="drop"/>')}${p(t("e texte"))}`, ["p Le texte"]],
  ["alignment", `${p(t("a"), '<w:jc w:val="right"/>')}${styled("Centre", "b")}`, ["p.end a", "p.center b"]],
  [
    "an equation",
    p(
      `<m:oMath><m:r><m:t>x</m:t></m:r><m:sSup><m:e><m:r><m:t>y</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>`,
    ),
    ["p xy<sup>2</sup>(a+b)/2"],
    ["math-as-text"],
  ],
  [
    "bidirectional runs",
    p(`<w:dir w:val="rtl">${t("a")}</w:dir><w:bdo>${t("b")}</w:bdo><w:smartTag>${t("c")}</w:smartTag>`),
    ["p abc"],
  ],
  ["a rule", p("", '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'), ["rule"]],
  ["a drawn rule", p('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'), ["rule"]],
  ["quotes", `${styled("Citation", "a")}${styled("Citation", "b")}${p(t("c"))}`, ["quote", "  p a", "  p b", "p c"]],
  ["code", `${styled("Code", "si a")}${styled("Code", "  alors b")}`, ['code "si a\\n  alors b"']],
];

const links: Row[] = [
  [
    "outside",
    {
      body: p(`<w:hyperlink r:id="rId1">${t("ici", '<w:rStyle w:val="Lien"/>')}</w:hyperlink>`),
      related: { rId1: ["hyperlink", "https://example.org/a"] },
    },
    ["p <a https://example.org/a>ici</a>"],
  ],
  [
    "with a place",
    {
      body: p(`<w:hyperlink r:id="rId1" w:anchor="b">${t("ici")}</w:hyperlink>`),
      related: { rId1: ["hyperlink", "https://example.org/a"] },
    },
    ["p <a https://example.org/a#b>ici</a>"],
  ],
  [
    "that are not kept",
    {
      body: p(`<w:hyperlink r:id="rId1">${t("ici")}</w:hyperlink>`),
      related: { rId1: ["hyperlink", "javascript:alert(1)"] },
    },
    ["p ici"],
    ["link-dropped"],
  ],
  ["by field", p(field('HYPERLINK "https://example.org/"', t("ici"))), ["p <a https://example.org/>ici</a>"]],
  [
    "inside, to Word’s own bookmark",
    `${p(`<w:bookmarkStart w:id="0" w:name="_Ref12"/>${t("Cadre")}`, '<w:pStyle w:val="Titre1"/>')}${p(`${t("voir ")}${field(" REF _Ref12 \\h ", t("Cadre"))}`)}`,
    ["h1 #_Ref12 Cadre", "p voir <ref _Ref12>Cadre</ref>"],
  ],
  [
    "to one of two bookmarks",
    `${p(`<w:bookmarkStart w:id="0" w:name="_Ref12"/><w:bookmarkStart w:id="1" w:name="cadre"/>${t("Cadre")}`)}${p(`<w:hyperlink w:anchor="_Ref12">${t("voir")}</w:hyperlink>`)}`,
    ["p #cadre Cadre", "p <ref cadre>voir</ref>"],
  ],
  [
    "bookmarks that nothing names",
    p(`<w:bookmarkStart w:id="0" w:name="_Toc1"/><w:bookmarkStart w:id="0" w:name="_GoBack"/>${t("Cadre")}`),
    ["p Cadre"],
  ],
];

const fields: Row[] = [
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
    "contents",
    `${styled("TM1", "")}${p(field('TOC \\o "1-3"', `${t("Cadre")}${t("3")}`))}${styled("Titre1", "Cadre")}`,
    ["h1 Cadre"],
    ["contents-dropped"],
  ],
  [
    "contents that never end",
    `${p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>')}${p(t("a"))}${styled("Titre1", "Cadre")}${p(t("b"))}`,
    ["h1 Cadre", "p b"],
    ["contents-dropped"],
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
    "our own parts",
    `<w:sdt><w:sdtPr><w:tag w:val="livrable:generated"/></w:sdtPr><w:sdtContent>${p(t("x"))}</w:sdtContent></w:sdt><w:sdt><w:sdtContent>${p(t("a"))}</w:sdtContent></w:sdt>`,
    ["p a"],
  ],
  [
    "a placeholder",
    `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${p(t("Cliquez ici"))}</w:sdtContent></w:sdt>`,
    [],
  ],
];

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
    "an item of two paragraphs",
    [item(1, 0, "a"), item(4, 0, "suite"), styled("Suite", "fin")].join(""),
    ["ul", "  -", "    p a", "    p suite", "    p fin"],
  ],
  ["a level left out", [item(1, 0, "a"), item(1, 2, "b")].join(""), ["ul", "  -", "    p a", "    p b"]],
  ["typed by hand", p(t("- a")), ["p - a"], ["list-typed"]],
];

const tables: Row[] = [
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

const drawings: Row[] = [
  [
    "a figure with its caption",
    {
      body: `${p(picture("rId9", "Barres"))}${p(`<w:bookmarkStart w:id="0" w:name="_Ref1"/>${t("Figure ")}${field("SEQ Figure \\* ARABIC", t("3"))}${t(" : Montants")}`, '<w:pStyle w:val="Lgende"/>')}${p(field("REF _Ref1 \\h", t("Figure 3")))}`,
      ...chart,
    },
    ["figure #_Ref1 png 880x440 90mm (Barres) : Montants", "p <ref _Ref1>Figure 3</ref>"],
  ],
  [
    "a caption typed by hand",
    { body: `${p(picture("rId9", "Barres"))}${p(t("Figure 1 – Montants"))}`, ...chart },
    [figure("Barres", " : Montants")],
    ["label-typed"],
  ],
  [
    "amid words",
    { body: p(`${t("a")}${picture("rId9", "")}${t("b")}`), ...chart },
    ["p ab", figure("")],
    ["image-moved"],
  ],
  ["cropped", { body: p(picture("rId9", "B", '<a:srcRect l="1000"/>')), ...chart }, [figure("B")], ["image-cropped"]],
  ["a format that is not set", { body: p(picture("rId8", "Carte")), ...chart }, [], ["image-unsupported"]],
  [
    "elsewhere, or nowhere",
    { body: p(picture("rId7", "a") + picture("rId0", "b")), ...chart },
    [],
    ["image-elsewhere", "image-elsewhere"],
  ],
  [
    "VML",
    {
      body: p(
        '<w:r><w:pict><v:shape style="width:72pt;height:1in" alt="Barres"><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r>',
      ),
      ...chart,
    },
    ["figure png 880x440 25.4mm (Barres)"],
  ],
  [
    "a text box, and its fallback",
    p(
      `${t("a")}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${p(t("encadré"))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p(t("encadré"))}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
    ),
    ["p a", "p encadré"],
    ["textbox-moved"],
  ],
  [
    "a fallback that is needed",
    {
      body: p(
        `<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:y/></mc:Choice><mc:Fallback>${picture("rId9", "B").slice(5, -6)}</mc:Fallback></mc:AlternateContent></w:r>`,
      ),
      ...chart,
    },
    [figure("B")],
  ],
  [
    "charts, diagrams, objects",
    p(
      '<w:r><w:drawing><wp:inline><wp:docPr name="Graphique 1"/><a:graphic><c:chart r:id="x"/></a:graphic></wp:inline></w:drawing></w:r><w:r><w:drawing><wp:inline><dgm:relIds/></wp:inline></w:drawing></w:r><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>',
    ),
    [],
    ["chart-dropped", "diagram-dropped", "object-dropped"],
  ],
];

const apart: Row[] = [
  [
    "notes",
    {
      body: p(`${t("a")}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="7"/></w:r>`),
      footnotes: `<w:footnote w:type="separator" w:id="0">${p(t("x"))}</w:footnote><w:footnote w:id="7">${p(`<w:r><w:footnoteRef/></w:r>${t(" Entretien.")}`)}</w:footnote>`,
    },
    ["p a<note n1>", "note n1", "  p Entretien."],
  ],
  [
    "comments",
    {
      body: p(
        `<w:commentRangeStart w:id="1"/>${t("mot")}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`,
      ),
      comments: `<w:comment w:id="1" w:author="Relectrice">${p(t("À revoir"))}</w:comment>`,
    },
    ["p mot"],
    ["comment-kept"],
  ],
  [
    "endnotes, and a last paragraph whose end was deleted",
    {
      body: p(`${t("a")}<w:r><w:endnoteReference w:id="1"/></w:r>`, '<w:rPr><w:del w:author="x"/></w:rPr>'),
      related: { rId1: ["endnotes", "endnotes.xml"] },
      files: {
        "word/endnotes.xml": strToU8(
          `<w:endnotes ${namespaces}><w:endnote w:id="1">${p(t("Fin."))}</w:endnote></w:endnotes>`,
        ),
      },
    },
    ["p a<note n1>", "note n1", "  p Fin."],
    ["changes-accepted"],
  ],
  [
    "an embedded part",
    { body: `<w:altChunk r:id="rId1"/>${p(t("a"))}`, related: { rId1: ["aFChunk", "afchunk.mht"] } },
    ["p a"],
    ["part-unread"],
  ],
  [
    "headers and footers",
    {
      body: `${p(t("a"))}<w:sectPr><w:headerReference r:id="rId1"/><w:footerReference r:id="rId2"/></w:sectPr>`,
      related: { rId1: ["header", "header1.xml"], rId2: ["footer", "footer1.xml"] },
      files: {
        "word/header1.xml": strToU8(
          `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${p(t("Confidentiel"))}</w:hdr>`,
        ),
        "word/footer1.xml": strToU8(
          `<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${p(t("3"))}</w:ftr>`,
        ),
      },
    },
    ["p a"],
    ["margin-dropped"],
  ],
  [
    "names under other prefixes",
    {
      body: `<x:p xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:pPr><x:outlineLvl x:val="0"/></x:pPr><x:r><x:t>Cadre</x:t></x:r></x:p>${p(t("a"))}`,
    },
    ["h1 Cadre", "p a"],
  ],
];

describe.each([
  ["headings", headings],
  ["words", words],
  ["links", links],
  ["fields and controls", fields],
  ["lists", lists],
  ["tables", tables],
  ["drawings", drawings],
  ["what stands apart", apart],
])("Word: %s", (_, rows) => {
  test.each(rows)("%s", (_name, parts, lines, codes) =>
    check(typeof parts === "string" ? { body: parts } : parts, lines, codes),
  );
});

describe("Word: tracked changes", () => {
  const body = [
    p(
      `${t("Le ")}<w:ins w:author="Relectrice">${t("nouveau ")}</w:ins><w:del w:author="Auteur"><w:r><w:delText>vieux </w:delText></w:r></w:del>${t("cadre")}`,
    ),
    p(t("Un"), '<w:rPr><w:del w:author="Auteur"/></w:rPr>'),
    p(t(" seul")),
    p(`<w:moveFrom>${t("parti")}</w:moveFrom><w:moveTo>${t("venu")}</w:moveTo>`),
    table(
      header + cell(p(t("a"))),
      `<w:trPr><w:del/></w:trPr>${cell(p(t("ôté")))}`,
      `<w:trPr><w:ins/></w:trPr>${cell(p(t("mis")))}`,
    ),
  ].join("");

  test.each([
    [
      "accept",
      "changes-accepted",
      ["p Le nouveau cadre", "p Un seul", "p venu", "table s head 1", "  [* a]", "  [mis]"],
    ],
    [
      "reject",
      "changes-rejected",
      ["p Le vieux cadre", "p Un", "p seul", "p parti", "table s head 1", "  [* a]", "  [ôté]"],
    ],
  ] as const)("%s", async (changes, code, lines) => {
    const { tree, warnings } = await readWord({ body }, { changes });
    expect(outline(tree)).toEqual(lines);
    expect(warnings).toEqual([{ code, details: { insertions: 3, deletions: 4, authors: "Relectrice, Auteur" } }]);
  });
});

describe("Word: what others wrote on a draft", () => {
  test("changes, each with the words before it, pieces that touch joined", async () => {
    const ins = (text: string, author = "Relectrice") =>
      `<w:ins w:author="${author}" w:date="2024-06-07T10:00:00Z">${t(text)}</w:ins>`;
    const del = (text: string) => `<w:del w:author="Auteur"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
    const { tree, contributions } = await readWord({
      body: p(
        `${t("Le ")}${ins("nou")}${ins("veau")}${ins(" grand", "Autre")}${del("vieux")}${del("x")}${t(" cadre")}${ins(" ")}`,
      ),
    });
    const at = tree.blocks[0]!.id;
    const date = "2024-06-07T10:00:00Z";
    expect(contributions).toEqual([
      { type: "insertion", author: "Relectrice", date, at, quote: "Le ", text: "nouveau" },
      { type: "insertion", author: "Autre", date, at, quote: "Le nouveau", text: " grand" },
      { type: "deletion", author: "Auteur", at, quote: "Le nouveau grand", text: "vieuxx" },
    ]);
  });

  test("comments, with the words they are on", async () => {
    const { tree, contributions, warnings } = await readWord({
      body: p(
        `${t("un ")}<w:commentRangeStart w:id="1"/>${t("mot")}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`,
      ),
      comments: `<w:comment w:id="1" w:author="Relectrice" w:date="2024-06-07T10:00:00Z">${p(t("À revoir"))}${p(t("vite"))}</w:comment>`,
    });
    const at = tree.blocks[0]!.id;
    const quote = "mot";
    const text = "À revoir\nvite";
    expect(contributions).toEqual([
      { type: "comment", author: "Relectrice", date: "2024-06-07T10:00:00Z", at, quote, text },
    ]);
    expect(warnings).toEqual([{ code: "comment-kept", details: { author: "Relectrice", text, quote }, at }]);
  });

  test("the version that a copy was made from", async () => {
    const hash = "0123456789abcdef".repeat(4);
    const property = `<property name="livrable:version"><vt:lpwstr xmlns:vt="urn:x">${hash}</vt:lpwstr></property>`;
    const custom = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">${property}</Properties>`;
    const { version } = await readWord({ body: p(t("a")), files: { "docProps/custom.xml": strToU8(custom) } });
    expect(version).toBe(hash);
  });
});

describe("Word: the head of the document", () => {
  test.each<[string, string, object, string[]]>([
    [
      "title, subtitle, authors",
      [
        styled("Titre", "Accueillir"),
        styled("Titre", "et intégrer"),
        styled("Soustitre", "Note"),
        styled("Auteur", "Une autrice ; Un auteur"),
      ].join(""),
      { title: "Accueillir et intégrer", subtitle: "Note", authors: ["Une autrice", "Un auteur"] },
      [],
    ],
    [
      "a title below",
      [styled("Titre", "Accueillir"), styled("Titre1", "Cadre"), styled("Titre", "Partie")].join(""),
      { title: "Accueillir", authors: [] },
      ["h1 Cadre", "h1 Partie"],
    ],
    [
      "a lone first heading",
      [styled("Titre1", "Accueillir"), styled("Uberschrift2", "Cadre")].join(""),
      { title: "Accueillir", authors: [] },
      ["h1 Cadre"],
    ],
  ])("%s", async (_, body, meta, lines) => {
    const { tree } = await readWord({ body, styles });
    expect(tree.meta).toEqual({ language: "fr-FR", keywords: [], ...meta });
    expect(outline(tree)).toEqual(lines);
  });

  test("the language that most runs are in", async () => {
    const english = '<w:lang w:val="en-GB"/>';
    const { tree } = await readWord({
      styles,
      body: p(`${t("The word ", english)}${t("laïcité")}${t(" stays", english)}`),
    });
    expect(tree.meta.language).toBe("en-GB");
  });

  test("the language of the words, where a template left another", async () => {
    const words =
      "Le séminaire porte sur les pratiques des communes et une note est prévue dans le cadre de la veille. ";
    const english =
      '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>';
    const body = p(`${t(words.repeat(6))}${t("école", '<w:lang w:val="fr-FR"/>')}${t(" ici.")}`);
    const { tree, warnings } = await readWord({ styles: english, body });
    expect(tree.meta.language).toBe("fr-FR");
    expect(outline(tree)).toEqual([`p ${words.repeat(6)}école ici.`]);
    expect(warnings).toEqual([{ code: "language-doubtful", details: { declared: "en-US", used: "fr-FR" } }]);
  });
});
