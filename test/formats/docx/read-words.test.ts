import { describe, test } from "vitest";
import { check, field, p, type Row, style, styled, styles, t } from "./wordprocessing.ts";

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
  [
    "a style of body text, based on a heading’s",
    {
      body: styled("Sommaire", "Sommaire") + styled("Corps", "Texte"),
      styles: `${styles}${style("Sommaire", "TOC Heading", '<w:basedOn w:val="Titre1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>')}${style("Corps", "Corps", '<w:basedOn w:val="Sommaire"/>')}`,
    },
    ["p Sommaire", "p Texte"],
  ],
  [
    "after page breaks, which the layout makes",
    `${p(t("Avant."))}${p('<w:r><w:br w:type="page"/></w:r>')}${styled("Titre1", "Un")}${p(t("Texte."))}${p(t("Deux"), '<w:pStyle w:val="Titre1"/><w:pageBreakBefore/>')}${p(t("Suite."))}${p('<w:r><w:br w:type="page"/></w:r>')}${p(t("Fin."))}`,
    ["p Avant.", "h1 Un", "p Texte.", "h1 Deux", "p Suite.", "page", "p Fin."],
    ["page-breaks-dropped"],
  ],
  ["deeper than six", p(t("Fin"), '<w:outlineLvl w:val="7"/>'), ["h6 Fin"], ["heading-level-deep"]],
  ...["Titre 2 ORIV", "oriv-titre2", "Titre de niveau 2", "Mon Titre 2", "Heading 2 numbered", "H2", "Intertitre"].map(
    (name): Row => [
      `by the name of a style of the house: ${name}`,
      { body: styled("Maison2", "Cadre"), styles: `${styles}${style("Maison2", name)}` },
      ["h2 Cadre"],
    ],
  ),
  ...[
    "Titre 2 Car",
    "Titre 1 tableau",
    "TOC Heading 1",
    "Sous-titre de figure 2",
    "Titre 12",
    "H20",
    "Sous-titre 1",
    "Corps après Titre 1",
    "Texte Titre 2",
    "Liste sous Titre 3",
    "Paragraphe Titre 1",
    "Retour Titre 2",
  ].map(
    (name): Row => [
      `not by a name that only looks so: ${name}`,
      { body: styled("Maison2", "Cadre"), styles: `${styles}${style("Maison2", name)}` },
      ["p Cadre"],
    ],
  ),
  [
    "by a style of Word's own that is named and not there",
    { body: styled("Maison2", "Cadre"), styles: style("Maison2", "Rubrique", '<w:basedOn w:val="Heading2"/>') },
    ["h2 Cadre"],
  ],
  [
    "linked to by number and words, as LibreOffice does",
    `${styled("Titre1", "Objectifs")}${styled("Titre1", "Objectifs")}${p(`<w:hyperlink w:anchor="2.Objectifs|outline">${t("ici")}</w:hyperlink>`)}`,
    ["h1 Objectifs", "h1 #objectifs Objectifs", "p <ref objectifs>ici</ref>"],
  ],
  ["empty", styled("Titre1", " "), []],
  ["a chain of styles that bites its tail", styled("A", "Texte"), ["p Texte"]],
  [
    "numbered and not",
    `${p(t("Un"), '<w:pStyle w:val="Titre1"/><w:numPr><w:numId w:val="2"/></w:numPr>')}${styled("Titre1", "Annexes")}`,
    ["h1 Un", "h1- Annexes"],
  ],
  [
    "with typed numbers, whatever parts them from the words",
    styled("Titre1", "1- Cadre") + styled("Titre1", "2 – Moyens") + styled("Titre1", "III - Suites"),
    ["h1- 1- Cadre", "h1- 2 – Moyens", "h1- III - Suites"],
    ["heading-number-typed", "heading-number-typed", "heading-number-typed"],
  ],
  ["with a typed number", styled("Titre1", "1.2 Cadre"), ["h1- 1.2 Cadre"], ["heading-number-typed"]],
  [
    "with a bookmark",
    p(`<w:bookmarkStart w:id="0" w:name="cadre"/>${t("Cadre")}`, '<w:pStyle w:val="Titre1"/>'),
    ["h1 #cadre Cadre"],
  ],
];

const term = (text: string) => `<m:e><m:r><m:t>${text}</m:t></m:r></m:e>`;

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
    "a language that runs from right to left",
    p(`${t("a ")}${t("مرحبا", '<w:rtl/><w:lang w:bidi="ar-SA"/>')}${t(" b", '<w:lang w:bidi="ar-SA"/>')}`),
    ["p a <lang ar-SA>مرحبا</lang> b"],
  ],
  [
    "words with their reading",
    p(`<w:r><w:ruby><w:rt>${t("kanji")}</w:rt><w:rubyBase>${t("漢字")}</w:rubyBase></w:ruby></w:r>${t(".")}`),
    ["p 漢字 (kanji)."],
  ],
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
    "a section on a new page",
    `${p("", "<w:sectPr/>")}${p(t("a"), '<w:sectPr><w:type w:val="continuous"/></w:sectPr>')}${p(t("b"))}<w:sectPr/>`,
    ["p a", "page", "p b"],
  ],
  [
    "sections that go on, on the page and in columns",
    `${p(t("a"), "<w:sectPr/>")}${p(t("b"), '<w:sectPr><w:type w:val="continuous"/></w:sectPr>')}${p(t("c"))}<w:sectPr><w:type w:val="nextColumn"/></w:sectPr>`,
    ["p a", "p b", "p c"],
  ],
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
    "matrices, systems, several terms between brackets, accents",
    p(
      [
        `<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:m><m:mr>${term("1")}${term("2")}</m:mr><m:mr>${term("3")}${term("4")}</m:mr></m:m></m:e></m:d>`,
        `<m:eqArr>${term("x=1")}${term("y=2")}</m:eqArr>`,
        `<m:d>${term("a")}${term("b")}</m:d>`,
        `<m:d><m:dPr><m:sepChr m:val=","/></m:dPr>${term("a")}${term("b")}</m:d>`,
        `<m:acc>${term("x")}</m:acc><m:acc><m:accPr><m:chr m:val="\u20D7"/></m:accPr>${term("v")}</m:acc>`,
      ]
        .map((one) => `<m:oMath>${one}</m:oMath>`)
        .join(t(" ")),
    ),
    ["p [1 2; 3 4] x=1; y=2 (a|b) (a,b) x\u0302v\u20D7"],
    Array.from({ length: 5 }, () => "math-as-text"),
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
    "by field, with its address bare or after other words",
    p(
      [
        field("HYPERLINK https://example.org/a", t("a")),
        field('HYPERLINK \\o "bulle d’aide" \\t "_blank" "https://example.org/b"', t("b")),
        field('HYPERLINK \\n "https://example.org/c" \\l "d"', t("c")),
      ].join(t(" ")),
    ),
    ["p <a https://example.org/a>a</a> <a https://example.org/b>b</a> <a https://example.org/c#d>c</a>"],
  ],
  [
    "by field, to a place",
    p(`<w:bookmarkStart w:id="0" w:name="ici"/>${field("HYPERLINK \\l ici \\o bulle", t("voir"))}`),
    ["p #ici <ref ici>voir</ref>"],
  ],
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

describe.each([
  ["headings", headings],
  ["words", words],
  ["links", links],
])("Word: %s", (_, rows) => {
  test.each(rows)("%s", (_name, parts, lines, codes) =>
    check(typeof parts === "string" ? { body: parts } : parts, lines, codes),
  );
});
