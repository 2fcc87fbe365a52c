import { readFileSync } from "node:fs";
import { type ComposeInput, compose } from "../../../shared/document/compose.ts";
import type { Composed } from "../../../shared/document/composed.ts";
import {
  type Block,
  type Cell,
  calloutVariants,
  type DocumentTree,
  type Figure,
  type Inline,
  type List,
  type Table,
} from "../../../shared/document/tree.ts";
import { type Theme, themeSchema } from "../../../shared/kinds/theme.ts";
import { picture } from "../../document/arbitrary.ts";
import { callout, cite, h, inputOf, note, p, t, treeOf } from "../../document/sample.ts";

/** A document that holds every kind of block and inline at least once, and the image that it shows. */

const root = new URL("../../../templates/", import.meta.url);
export const theme: Theme = themeSchema.parse(JSON.parse(readFileSync(new URL("theme.json", root), "utf8")));

/** One grey pixel, under the name that random trees give their image. */
const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB5BmkVAAAAABJRU5ErkJggg==";
export const images = new Map([
  [picture.hash, { mediaType: picture.mediaType, bytes: new Uint8Array(Buffer.from(pixel, "base64")) }],
]);

export const inline = (
  type: "strong" | "emphasis" | "smallCaps" | "superscript" | "subscript" | "strike",
  value: string,
): Inline => ({
  type,
  children: [t(value)],
});
export const list = (items: (Block | string)[][], more: Partial<List> = {}): List => ({
  type: "list",
  id: "",
  ordered: false,
  start: 1,
  format: "decimal",
  items: items.map((blocks) => ({ children: blocks.map((block) => (typeof block === "string" ? p(block) : block)) })),
  ...more,
});
export const cell = (content: string | Block[], more: Partial<Cell> = {}): Cell => ({
  colSpan: 1,
  rowSpan: 1,
  header: false,
  children: typeof content === "string" ? [p(content)] : content,
  ...more,
});
export const table = (rows: Cell[][], more: Partial<Table> = {}): Table => ({
  type: "table",
  id: "",
  columns: Array.from({ length: Math.max(...rows.map((row) => row.length)) }, () => ({ align: "start" as const })),
  headerRows: 1,
  rows: rows.map((cells) => ({ cells })),
  ...more,
});
export const figure = (more: Partial<Figure> = {}): Figure => ({
  type: "figure",
  id: "",
  image: picture,
  alt: "Carte des centres de ressources",
  ...more,
});
export const sourceLine = (...words: (string | Inline)[]): Block => ({ ...p(...words), role: "sourceLine" }) as Block;
const header = { header: true };

export const blocks: Block[] = [
  h(1, "Contexte", { anchor: "contexte" }),
  p(
    "Le réseau ",
    inline("strong", "réunit"),
    " des ",
    inline("emphasis", "centres de ressources"),
    " (",
    inline("smallCaps", "oriv"),
    "), depuis le XX",
    inline("superscript", "e"),
    " siècle ; H",
    inline("subscript", "2"),
    "O, ",
    inline("strike", "biffé"),
    ", ",
    { type: "code", value: "{code} <b>" },
    " et ",
    { type: "link", href: "https://example.org/a?b=1&c=2#ancre", children: [t("un lien")] },
    note("n1"),
    { type: "lineBreak" },
    { type: "language", language: "en-GB", children: [t("the “first” "), inline("emphasis", "year")] },
    ", mot\u00ADcoupé, Aix\u2011en\u2011Provence, 164\u202F600\u00A0euros, ",
    cite("noel2014", "p. 4"),
    ", voir ",
    { type: "crossReference", target: "tableau", children: [] },
    note("n2"),
    note("n1"),
    ".",
  ),
  { type: "paragraph", id: "", align: "center", children: [t("Centré")] },
  { type: "paragraph", id: "", align: "end", children: [t("À droite")] },
  h(2, "Listes"),
  list([
    ["Premier point, avec la suite", list([["sous-point"], ["autre sous-point", p("Sa suite.")]])],
    ["Deuxième", list([["petit a"], ["petit b"]], { ordered: true, format: "lowerLetter" }), p("Fin du deuxième.")],
  ]),
  p("Entre deux."),
  list([["trois"], ["quatre"]], { ordered: true, start: 3 }),
  list([["un"], ["deux"]], { ordered: true }),
  list([["i"]], { ordered: true, format: "lowerRoman" }),
  h(2, "Tableaux et figures"),
  table(
    [
      [cell("Structure", header), cell("Actions", { ...header, colSpan: 2 })],
      [cell("ORIV", { header: true, rowSpan: 2 }), cell("Notes"), cell("12")],
      [cell([list([["une liste"], ["dans une cellule"]]), p("et un paragraphe")]), cell("7")],
      [cell("CREFE"), cell([table([[cell("a"), cell("b")]], { headerRows: 0 })]), cell("")],
    ],
    {
      anchor: "tableau",
      columns: [{ align: "start" }, { align: "start" }, { align: "end" }],
      caption: [t("Actions des membres "), inline("emphasis", "en 2008")],
    },
  ),
  sourceLine(inline("strong", "Source :"), " ORIV", note("n1"), "."),
  sourceLine(inline("emphasis", "Lecture :"), " en 2008, l’ORIV a mené douze actions."),
  table([[cell("A"), cell("B")]], {
    headerRows: 0,
    columns: [
      { align: "start", width: 0.3 },
      { align: "center", width: 0.7 },
    ],
  }),
  table([[cell("C")]], { headerRows: 0 }),
  figure({ width: 60, caption: [t("Les centres du réseau")], anchor: "carte" }),
  sourceLine("Crédits : réseau RECI, 2008."),
  figure({ alt: "Sans légende" }),
  h(2, "Citations et code"),
  { type: "quote", id: "", children: [p("On n’enseigne pas la diversité."), p("On apprend à travailler avec elle.")] },
  ...calloutVariants.map((variant) => callout(variant, [p("Un encadré de quelques mots."), p("Sa suite.")])),
  callout("example", [p("Trois points."), list([["un"], ["deux"]])], "Le cas de Metz"),
  { type: "codeBlock", id: "", value: "première ligne\n  deuxième ligne\n\tquatrième" },
  { type: "thematicBreak", id: "" },
  h(3, "Niveau trois"),
  p("Texte."),
  { type: "pageBreak", id: "" },
  h(1, "Remerciements", { numbered: false }),
  p("Aux membres."),
  h(1, "Suites"),
  p("Voir ", { type: "crossReference", target: "contexte", children: [t("le contexte")] }, "."),
];

export const notes: DocumentTree["notes"] = {
  n1: [
    p("Première note, avec ", { type: "link", href: "https://example.org/note", children: [t("un lien")] }, "."),
    p("Son second paragraphe."),
  ],
  n2: [list([["une note qui est une liste"]])],
};

export const bibliography: DocumentTree["bibliography"] = [
  {
    id: "noel2014",
    type: "book",
    title: "Les discriminations",
    author: [{ family: "Noël", given: "Olivier" }],
    issued: { "date-parts": [[2014]] },
  },
];

export const tree = treeOf(blocks, {
  notes,
  bibliography,
  meta: {
    subtitle: "Un document de tous les genres",
    authors: ["ORIV", "CREFE"],
    date: "mars 2008",
    keywords: ["intégration", "école"],
  },
});

/** The document composed, with a version and a landscape annex of ours. */
export function everything(more: Partial<ComposeInput> = {}): Composed {
  const { document } = compose(inputOf(tree, { version: "f".repeat(64), ...more }));
  const annex = table([
    ["Réseau", "Outils", "Projets"].map((word) => cell(word, header)),
    ["a", "b", "c"].map((word) => cell(word)),
  ]);
  return {
    ...document,
    sections: [
      ...document.sections,
      { role: "annex", generated: true, orientation: "landscape", blocks: [{ ...annex, id: "annexe-1" }] },
      {
        role: "approval",
        generated: true,
        orientation: "portrait",
        blocks: [{ ...p("Approuvé le 12 mai 2008."), id: "approbation" }],
      },
    ],
  };
}
