import type { ComposeInput } from "../../shared/document/compose.ts";
import type { Demands } from "../../shared/document/demands.ts";
import type { Block, CslItem, Figure, Table } from "../../shared/document/tree.ts";
import { callout, cite, h, note, p, t, treeOf } from "./sample.ts";

/** A dossier of two members with one of everything that composition knows. */

const kind: Demands = {
  parts: "member",
  sections: [
    {
      id: "bibliography",
      title: { fr: "Bibliographie", en: "Bibliography" },
      also: ["Pour aller plus loin"],
      required: true,
      from: "bibliography",
    },
  ],
  layout: { cover: true, contents: 2, lists: false, numbered: 2, orthotypography: true },
  cover: [
    { fr: "{network}", en: "{network}" },
    { fr: "Dossier ressources", en: "Resource dossier" },
    { fr: "{action}", en: "{action}" },
  ],
};

const noel: CslItem = {
  id: "noel",
  type: "book",
  title: "L'intégration en actes",
  author: [{ family: "Noël", given: "Olivier" }],
  issued: { "date-parts": [[2007]] },
  edition: 2,
  "publisher-place": "Paris",
  publisher: "L'Harmattan",
};

const cell = (text: string, more: Partial<Table["rows"][number]["cells"][number]> = {}) => ({
  colSpan: 1,
  rowSpan: 1,
  header: false,
  children: [p(text)],
  ...more,
});

const table: Table = {
  type: "table",
  id: "",
  anchor: "montants",
  columns: [{ align: "start" }, { align: "start" }, { align: "end" }],
  headerRows: 1,
  rows: [
    { cells: [cell("Projet", { colSpan: 2, header: true }), cell("Montant (euros)", { header: true })] },
    { cells: [cell("Jardin partagé", { header: true, rowSpan: 2 }), cell("Mulhouse"), cell("13 400")] },
    { cells: [cell("Colmar"), cell("164 600")] },
  ],
  caption: [t("Projets soutenus en 2008")],
};

const figure: Figure = {
  type: "figure",
  id: "",
  image: { hash: "c".repeat(64), mediaType: "image/png", width: 800, height: 400 },
  alt: "",
  width: 110,
  caption: [t("Montants alloués, en milliers d'euros")],
};

const oriv: Block[] = [
  h(1, "Actions menées"),
  p(
    "L'école n'est pas seule",
    note("1"),
    " : voir le ",
    { type: "crossReference", target: "montants", children: [] },
    ".",
  ),
  table,
  figure,
  h(2, "Ce qu'en disent les équipes"),
  { type: "quote", id: "", children: [p("« On n'enseigne pas la diversité, on apprend à travailler avec elle. »")] },
  callout("takeaway", [p("Trois équipes, trois façons d'accueillir.")]),
  callout("definition", [p("Une classe d'accueil", note("1"), ".")], "CLIN"),
  {
    type: "list",
    id: "",
    ordered: true,
    start: 3,
    format: "lowerLetter",
    items: [
      { children: [p("un référent ;")] },
      {
        children: [
          p("une procédure :"),
          { type: "list", id: "", ordered: false, start: 1, format: "decimal", items: [{ children: [p("simple")] }] },
        ],
      },
    ],
  },
  { type: "codeBlock", id: "", value: 'if (a < b && c > "d") ;' },
  { type: "thematicBreak", id: "" },
  p("D'après ", cite("noel", "p. 12"), ", 26 % des élèves <b>le</b> disent au XXe siècle", note("1"), "."),
  p(
    { type: "strong", children: [t("Fort")] },
    ", ",
    { type: "strike", children: [t("rayé")] },
    ", ",
    { type: "smallCaps", children: [t("petit")] },
    ", H",
    { type: "subscript", children: [t("2")] },
    "O, ",
    { type: "code", value: "a ? b : c" },
    { type: "lineBreak" },
    { type: "language", language: "en-GB", children: [t("the network's aim")] },
    " et ",
    { type: "link", href: "https://oriv.example/?a=1&b=2", children: [t("le site"), note("2")] },
    ".",
  ),
  h(1, "Bibliographie"),
];

const crefe: Block[] = [
  h(1, "Actions menées", { anchor: "montants" }),
  p("Voir ", { type: "crossReference", target: "montants", children: [t("ci-dessus")] }, " et ", cite("noel07"), "."),
  h(1, "Bibliographie"),
];

export const dossier: ComposeInput = {
  parts: [
    {
      title: "ORIV",
      tree: treeOf(oriv, {
        meta: { title: "Le point de vue de l'ORIV", authors: ["Chargée de mission, ORIV"], keywords: ["école"] },
        notes: { "1": [p("Enquête menée en 2007 auprès de 164 600 familles.")], "2": [p("Consulté en mai.")] },
        bibliography: [noel],
      }),
    },
    {
      title: "CREFE",
      tree: treeOf(crefe, { bibliography: [{ ...noel, id: "noel07" }], meta: { title: undefined } }),
    },
  ],
  kind,
  fileName: "dossier",
  facts: {
    network: "Réseau RECI",
    action: "École et diversité",
    funders: ["DAIC", "ACSE"],
    title: "L'école face à la diversité",
  },
  version: "ab".repeat(32),
  instant: "2008-09-30T22:00:00.000Z",
};
