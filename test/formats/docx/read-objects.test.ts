import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { fixture, namespaces, readWord } from "../drafts.ts";
import { chart, check, field, figure, p, picture, type Row, t } from "./wordprocessing.ts";

const svgOf = (id: string) => `<a:extLst><a:ext><asvg:svgBlip r:embed="${id}"/></a:ext></a:extLst>`;
const withSvg = {
  related: { ...chart.related, rId6: ["image", "media/image3.svg"] as [string, string] },
  files: { ...chart.files, "word/media/image3.svg": strToU8('<svg xmlns="http://www.w3.org/2000/svg"/>') },
};
const graphic = (name: string, data: string) =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="${name}"/><a:graphic><a:graphicData>${data}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

const drawn = (...paragraphs: string[]) =>
  paragraphs.map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`).join("");

/** A drawing of what older programs cannot show, and what stands for it there. */
const newer = (name: string, kind: string, fallback = "") =>
  `<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing><wp:inline><wp:extent cx="3240000" cy="1620000"/><wp:docPr id="1" name="${name}"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/drawing/2014/${kind}"/></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent></w:r>`;

const points = (...values: string[]) =>
  values.map((value, at) => `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`).join("");
const strings = (...values: string[]) =>
  `<c:strRef><c:f>A1</c:f><c:strCache>${points(...values)}</c:strCache></c:strRef>`;
const numbers = (format: string, ...values: string[]) =>
  `<c:numRef><c:f>A1</c:f><c:numCache><c:formatCode>${format}</c:formatCode>${points(...values)}</c:numCache></c:numRef>`;
const titled = (text: string) =>
  `<c:title><c:tx><c:rich><a:p><a:r><a:t>${text}</a:t></a:r></a:p></c:rich></c:tx></c:title>`;
const years = `<c:cat>${strings("2007", "2008")}</c:cat>`;
const bars = `<c:chart>${titled("Montants")}<c:plotArea><c:barChart>
  <c:ser><c:tx>${strings("État")}</c:tx>${years}<c:val>${numbers("General", "1.5000000000000002", "2")}</c:val></c:ser>
  <c:ser><c:tx><c:v>Villes</c:v></c:tx>${years}<c:val>${numbers("0%", "0.4")}</c:val></c:ser></c:barChart>
  <c:catAx>${titled("Année")}</c:catAx><c:valAx>${titled("en k€")}</c:valAx></c:plotArea></c:chart>`;
const line = `<c:chart><c:plotArea><c:lineChart><c:ser><c:tx>${strings("Fréquentation")}</c:tx>
  <c:cat>${numbers("dd/mm/yyyy", "39538", "39539")}</c:cat><c:val>${numbers("0", "12", "13")}</c:val></c:ser></c:lineChart></c:plotArea></c:chart>`;

const point = (id: string, text: string, type = "node") =>
  `<dgm:pt modelId="${id}" type="${type}"><dgm:t><a:p><a:r><a:t>${text}</a:t></a:r></a:p></dgm:t></dgm:pt>`;
const joint = (from: string, to: string, order: number) =>
  `<dgm:cxn modelId="${from}${to}" srcId="${from}" destId="${to}" srcOrd="${order}"/>`;
/** Three steps out of order, a circle, and a point that nothing leads to. */
const steps = `<dgm:ptLst>${point("d", "", "doc")}${point("b", "Synthèse")}${point("a", "Cadrage")}${point("c", "Séminaire du réseau")}${point("e", "Perdu")}</dgm:ptLst>
  <dgm:cxnLst>${joint("d", "b", 1)}${joint("d", "a", 0)}${joint("a", "c", 0)}${joint("c", "d", 0)}</dgm:cxnLst>`;

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
  [
    "with links, their own and around them",
    {
      body: p(
        `${picture("rId9", "a").replace('descr="a"/>', 'descr="a"><a:hlinkClick r:id="rId1"/></wp:docPr>')}<w:hyperlink r:id="rId1">${picture("rId9", "b")}</w:hyperlink>`,
      ),
      ...chart,
      related: { ...chart.related, rId1: ["hyperlink", "https://example.org/"] },
    },
    [figure("a"), figure("b")],
    ["image-link-dropped", "image-link-dropped"],
  ],
  ["cropped", { body: p(picture("rId9", "B", '<a:srcRect l="1000"/>')), ...chart }, [figure("B")], ["image-cropped"]],
  [
    "with the path of its file, on whoever's computer, for an alternative",
    { body: p(picture("rId9", "C:\\Users\\direction\\Images\\chantier.png")), ...chart },
    [figure("")],
    ["alternative-is-file"],
  ],
  ...[
    ...[
      "/Users/marie/a.png",
      "Macintosh HD:Users:marie:a",
      "../img/a.png",
      "~/a",
      "file:///home/marie/a",
      "\\\\serveur\\a",
    ],
    ...["chantier.png", "IMG_2034.JPG", "Capture d’écran 2024-01-02 à 10.20.30.png", "cid:image001.png@01D9.5A"],
  ].map(
    (alt): Row => [
      `with a file for an alternative: ${alt}`,
      { body: p(picture("rId9", alt)), ...chart },
      [figure("")],
      ["alternative-is-file"],
    ],
  ),
  ...["Un chantier.", "Le fichier chantier.png, ouvert dans un éditeur", "Ratio 3/4", "A: le chantier"].map(
    (alt): Row => [`with an alternative: ${alt}`, { body: p(picture("rId9", alt)), ...chart }, [figure(alt)]],
  ),
  ["a format that is not set", { body: p(picture("rId8", "Carte")), ...chart }, [], ["image-unsupported"]],
  [
    "names percent-encoded on one side alone, or badly",
    {
      body: p(picture("rId1", "a") + picture("rId2", "b") + picture("rId3", "c")),
      related: {
        rId1: ["image", "media/sch%C3%A9ma%201.png"],
        rId2: ["image", "media/image 2.png"],
        rId3: ["image", "media/100%.png"],
      },
      files: {
        "word/media/schéma 1.png": fixture("chart.png"),
        "word/media/image%202.png": fixture("chart.png"),
      },
    },
    [figure("a"), figure("b")],
    ["picture-missing"],
  ],
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
    "a chart of a newer kind, alone and with its picture",
    {
      body: p(
        `${t("a")}${newer("Cascade", "chartex")}${newer("Rayons", "chartex", picture("rId9", "Barres").slice(5, -6))}`,
      ),
      ...chart,
    },
    ["p a", figure("Barres")],
    ["chart-dropped", "image-moved"],
  ],
  [
    "a shape without words, twice told, and one of two that has some",
    p(
      `${t("a")}${newer("Flèche", "wordprocessingShape", '<w:pict><v:shape style="width:72pt"/></w:pict>')}${newer("Bulle", "wordprocessingShape", `<w:pict><v:textbox><w:txbxContent>${p(t("bulle"))}</w:txbxContent></v:textbox></w:pict>`)}`,
    ),
    ["p a", "p bulle"],
    ["shape-dropped", "textbox-moved"],
  ],
  [
    "a drawn line, words drawn as a shape",
    p('<w:r><w:drawing><wp:inline><wp:extent cx="3240000" cy="0"/></wp:inline></w:drawing></w:r>') +
      p('<w:r><w:pict><v:shape><v:textpath string="Projet"/></v:shape></w:pict></w:r>'),
    ["rule", "p Projet"],
    ["textbox-moved"],
  ],
  [
    "words in the shapes of a drawing canvas, in a shape of its own and in a box of another namespace",
    p(
      `${t("a")}<w:r><w:drawing><wp:inline><wp:docPr name="Zone"/><a:graphic><a:graphicData><lc:lockedCanvas xmlns:lc="urn:lc"><a:sp><a:txSp><a:txBody>${drawn("Phase 1", "Cadrage")}</a:txBody></a:txSp></a:sp></lc:lockedCanvas></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
    ) +
      p(
        `<w:r><w:drawing><wp:inline><wps:wsp><wps:txBody>${drawn("Séminaire")}</wps:txBody></wps:wsp></wp:inline></w:drawing></w:r><w:r><w:drawing><wp:inline><wne:txbxContent xmlns:wne="urn:wne">${p(t("Résumé"))}</wne:txbxContent></wp:inline></w:drawing></w:r>`,
      ),
    ["p a", "p Phase 1", "p Cadrage", "p Séminaire", "p Résumé"],
    ["textbox-moved", "textbox-moved"],
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
    "SVG with its fallback",
    {
      body: p(
        picture("rId9", "Barres").replace(
          '<a:blip r:embed="rId9"/>',
          `<a:blip r:embed="rId9">${svgOf("rId6")}</a:blip>`,
        ),
      ),
      ...withSvg,
    },
    [figure("Barres")],
  ],
  [
    "SVG alone",
    {
      body: p(
        picture("rId6", "Barres") +
          picture("", "Carte").replace('<a:blip r:embed=""/>', `<a:blip>${svgOf("rId6")}</a:blip>`),
      ),
      ...withSvg,
    },
    [],
    ["image-unsupported", "image-unsupported"],
  ],
  [
    "a chart",
    {
      body: p(graphic("Graphique 1", '<c:chart r:id="rId5"/>')),
      related: { rId5: ["chart", "charts/chart1.xml"] },
      files: { "word/charts/chart1.xml": strToU8(`<c:chartSpace ${namespaces}>${bars}</c:chartSpace>`) },
    },
    [
      "table s,e,e head 1 : Montants (en k€)",
      "  [* Année] [* État] [* Villes]",
      "  [2007] [1,5] [40 %]",
      "  [2008] [2] []",
    ],
    ["chart-as-table"],
  ],
  [
    "a chart that is damaged, and costs itself alone",
    {
      body: p(t("a") + graphic("Graphique 1", '<c:chart r:id="rId5"/>')),
      related: { rId5: ["chart", "charts/chart1.xml"] },
      files: { "word/charts/chart1.xml": strToU8(`<c:chartSpace ${namespaces}><c:chart>`) },
    },
    ["p a"],
    ["chart-dropped"],
  ],
  [
    "a chart with a label written by hand, and a note drawn over it",
    {
      body: p(graphic("Graphique 1", '<c:chart r:id="rId5"/>')),
      related: { rId5: ["chart", "charts/chart1.xml"] },
      files: {
        "word/charts/chart1.xml": strToU8(
          `<c:chartSpace ${namespaces}>${line.replace("<c:cat>", `<c:dLbls><c:dLbl><c:idx val="0"/><c:tx><c:rich>${drawn("jour d’ouverture")}</c:rich></c:tx></c:dLbl></c:dLbls><c:cat>`)}</c:chartSpace>`,
        ),
        "word/charts/_rels/chart1.xml.rels": strToU8(
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartUserShapes" Target="../drawings/drawing1.xml"/></Relationships>',
        ),
        "word/drawings/drawing1.xml": strToU8(
          `<c:userShapes ${namespaces}><x:sp xmlns:x="urn:cdr"><x:txBody>${drawn("Source : registre d’accueil")}</x:txBody></x:sp></c:userShapes>`,
        ),
      },
    },
    [
      "table s,e head 1 : Fréquentation",
      "  [* ] [* Fréquentation]",
      "  [2008-03-31] [12]",
      "  [2008-04-01] [13]",
      "p jour d’ouverture",
      "p Source : registre d’accueil",
    ],
    ["chart-as-table", "textbox-moved"],
  ],
  [
    "the words of a chart of a newer kind",
    {
      body: p(
        t("a") + newer("Cascade", "chartex").replace('chartex"/>', 'chartex"><cx:chart r:id="rId5"/></a:graphicData>'),
      ),
      related: { rId5: ["chartEx", "charts/chartEx1.xml"] },
      files: {
        "word/charts/chartEx1.xml": strToU8(
          `<cx:chartSpace ${namespaces} xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"><cx:chartData><cx:data id="0"><cx:strDim type="cat"><cx:lvl ptCount="2"><cx:pt idx="0">État</cx:pt><cx:pt idx="1">Villes</cx:pt></cx:lvl></cx:strDim></cx:data></cx:chartData><cx:chart><cx:title><cx:tx><cx:rich>${drawn("Financements")}</cx:rich></cx:tx></cx:title></cx:chart></cx:chartSpace>`,
        ),
      },
    },
    ["p a", "p Financements", "p État, Villes"],
    ["chart-dropped", "textbox-moved"],
  ],
  [
    "a chart of a chart sheet's dates, without names",
    {
      body: p(graphic("Courbe", '<c:chart r:id="rId5"/>')),
      related: { rId5: ["chart", "charts/chart1.xml"] },
      files: { "word/charts/chart1.xml": strToU8(`<c:chartSpace ${namespaces}>${line}</c:chartSpace>`) },
    },
    ["table s,e head 1 : Fréquentation", "  [* ] [* Fréquentation]", "  [2008-03-31] [12]", "  [2008-04-01] [13]"],
    ["chart-as-table"],
  ],
  [
    "a chart captioned as a figure",
    {
      body: `${p(graphic("Courbe", '<c:chart r:id="rId5"/>'))}${p(`${t("Figure ")}${field("SEQ Figure \\* ARABIC", t("3"))}${t(" : Entrées par jour")}`, '<w:pStyle w:val="Lgende"/>')}`,
      related: { rId5: ["chart", "charts/chart1.xml"] },
      files: {
        "word/charts/chart1.xml": strToU8(
          `<c:chartSpace ${namespaces}>${line.replace(/<c:tx>.*?<\/c:tx>/, "")}</c:chartSpace>`,
        ),
      },
    },
    ["table s,e head 1 : Entrées par jour", "  [* ] [* ]", "  [2008-03-31] [12]", "  [2008-04-01] [13]"],
    ["chart-as-table"],
  ],
  [
    "a chart of too much",
    {
      body: p(graphic("Nuage", '<c:chart r:id="rId5"/>')),
      related: { rId5: ["chart", "charts/chart1.xml"] },
      files: {
        "word/charts/chart1.xml": strToU8(
          `<c:chartSpace ${namespaces}><c:chart><c:plotArea><c:lineChart><c:ser><c:val><c:numLit><c:pt idx="99999"><c:v>1</c:v></c:pt></c:numLit></c:val></c:ser></c:lineChart></c:plotArea></c:chart></c:chartSpace>`,
        ),
      },
    },
    [],
    ["chart-dropped"],
  ],
  [
    "a diagram",
    {
      body: p(graphic("Diagramme 1", '<dgm:relIds r:dm="rId4"/>')),
      related: { rId4: ["diagramData", "diagrams/data1.xml"] },
      files: { "word/diagrams/data1.xml": strToU8(`<dgm:dataModel ${namespaces}>${steps}</dgm:dataModel>`) },
    },
    [
      "ul",
      "  -",
      "    p Cadrage",
      "    ul",
      "      -",
      "        p Séminaire du réseau",
      "  -",
      "    p Synthèse",
      "  -",
      "    p Perdu",
    ],
    ["diagram-as-list"],
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
    "two notes of one id, which are one",
    {
      body: p(`${t("a")}<w:r><w:footnoteReference w:id="7"/></w:r>`),
      footnotes: `<w:footnote w:id="7">${p(t("Entretien."))}</w:footnote><w:footnote w:id="7">${p(t("Archives."))}</w:footnote>`,
    },
    ["p a<note n1>", "note n1", "  p Entretien.", "  p Archives."],
  ],
  [
    "two notes of one id, called twice, which are each its own",
    {
      body: `${p(`${t("a")}<w:r><w:footnoteReference w:id="7"/></w:r>`)}${p(`${t("b")}<w:r><w:footnoteReference w:id="7"/></w:r>`)}`,
      footnotes: `<w:footnote w:id="7">${p(t("Entretien."))}</w:footnote><w:footnote w:id="7">${p(t("Archives."))}</w:footnote>`,
    },
    ["p a<note n1>", "p b<note n2>", "note n1", "  p Entretien.", "note n2", "  p Archives."],
  ],
  [
    "one note that is called twice",
    {
      body: p(`${t("a")}<w:r><w:footnoteReference w:id="7"/></w:r>${t("b")}<w:r><w:footnoteReference w:id="7"/></w:r>`),
      footnotes: `<w:footnote w:id="7">${p(t("Entretien."))}</w:footnote>`,
    },
    ["p a<note n1>b<note n1>", "note n1", "  p Entretien."],
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
    {
      body: `<w:altChunk r:id="rId1"/>${p(`${t("a")}<w:subDoc r:id="rId2"/>`)}`,
      related: { rId1: ["aFChunk", "afchunk.mht"], rId2: ["subDocument", "file:///annexe.docx"] },
    },
    ["p a"],
    ["part-unread", "part-unread"],
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
  ["drawings", drawings],
  ["what stands apart", apart],
])("Word: %s", (_, rows) => {
  test.each(rows)("%s", (_name, parts, lines, codes) =>
    check(typeof parts === "string" ? { body: parts } : parts, lines, codes),
  );
});

test("Word: words drawn in a header, as a watermark, are told with it, alternatives once", async () => {
  const shape = (inside: string) => `<w:pict><v:shape>${inside}</v:shape></w:pict>`;
  const alternatives = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>${p(t("Réseau"))}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${p(t("Réseau"))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
  const { warnings } = await readWord({
    body: `${p(t("a"))}<w:sectPr><w:headerReference r:id="rId1"/></w:sectPr>`,
    related: { rId1: ["header", "header1.xml"] },
    files: {
      "word/header1.xml": strToU8(
        `<w:hdr ${namespaces}>${p(`<w:r>${shape('<v:textpath string="CONFIDENTIEL"/>')}</w:r>${alternatives}`)}</w:hdr>`,
      ),
    },
  });
  expect(warnings).toEqual([{ code: "margin-dropped", details: { text: "CONFIDENTIEL Réseau" } }]);
});

test("Word: an alternative that is a path is told by the name of its file, without the folder of whoever wrote it", async () => {
  const { warnings } = await readWord({ body: p(picture("rId9", "C:\\Users\\direction\\chantier.png")), ...chart });
  expect(warnings.map(({ details }) => details)).toEqual([{ name: "chantier.png" }]);
});

test("Word: what is lost is told at the paragraph it stood in, or the block before", async () => {
  const { tree, warnings } = await readWord({
    body: `${p(t("a"))}${p(picture("rId8", "Carte"))}${p(`${t("b")}${picture("rId0", "Plan")}`)}<w:altChunk r:id="rId1"/>`,
    ...chart,
    related: { ...chart.related, rId1: ["aFChunk", "afchunk.mht"] },
  });
  const [a, b] = tree.blocks.map(({ id }) => id);
  expect(warnings).toEqual([
    { code: "image-unsupported", details: { name: "Carte", found: "EMF" }, at: a },
    { code: "image-elsewhere", details: { name: "Plan" }, at: b },
    { code: "part-unread", details: { name: "word/afchunk.mht" }, at: b },
  ]);
});
