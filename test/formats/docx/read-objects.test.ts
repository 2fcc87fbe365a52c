import { strToU8 } from "fflate";
import { describe, test } from "vitest";
import { namespaces } from "../drafts.ts";
import { chart, check, field, figure, p, picture, type Row, t } from "./wordprocessing.ts";

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
  ["drawings", drawings],
  ["what stands apart", apart],
])("Word: %s", (_, rows) => {
  test.each(rows)("%s", (_name, parts, lines, codes) =>
    check(typeof parts === "string" ? { body: parts } : parts, lines, codes),
  );
});
