import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  type Block,
  type CalloutVariant,
  type Cell,
  calloutVariants,
  type DocumentTree,
  type Figure,
  type Image,
  type Inline,
  type Table,
} from "../../shared/document/tree.ts";
import { imageFacts } from "../../shared/formats/images.ts";
import type { Images } from "../../shared/formats/render.ts";
import { cite, h, note, p, t, treeOf } from "../document/sample.ts";
import { bibliography, cell, inline, list, sourceLine, table } from "../formats/docx/everything.ts";
import { encodePng } from "../formats/pdf/png.ts";

/** A document that no author would write: what is long is too long, what is empty is all empty, one thing in another. */

const sentence =
  "Les associations demandent des règles simples, des délais tenus et une personne de référence clairement identifiée : « On n’enseigne pas la diversité, on apprend à travailler avec elle. » ";
const long = "intergouvernementalisation".repeat(12).slice(0, 300);
const address = `https://example.org/${"politique-de-la-ville/".repeat(12)}?lang=fr&page=2#haut`;
const header = { header: true };

export const images: Images = new Map();

function figure(image: Image, more: Partial<Figure> = {}): Figure {
  return { type: "figure", id: "", image, alt: "Bandes horizontales, claires et sombres", ...more };
}

function kept(bytes: Uint8Array): Image {
  const facts = imageFacts(bytes);
  if (facts?.type !== "image") throw new Error("what torture shows is a PNG, a JPEG or a GIF");
  const { mediaType, width, height } = facts;
  const hash = createHash("sha256").update(bytes).digest("hex");
  images.set(hash, { mediaType, bytes, width, height });
  return { hash, mediaType, width, height };
}

/** Stripes across, so that a cut or a wrong turn shows. */
function striped(width: number, height: number): Image {
  const form = { width, height, bits: 1, type: 0, interlaced: false } as const;
  return kept(encodePng(form, (_, y) => [Math.floor(y / 10) % 2]));
}

function drawn(name: string): Image {
  return kept(readFileSync(new URL(`../fixtures/images/${name}`, import.meta.url)));
}

function repeated(count: number, make: (index: number) => Block): Block[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const link = (href: string, ...words: string[]): Inline => ({ type: "link", href, children: words.map(t) });

/** Items that hold items, `depth` deep. */
function nested(depth: number, ordered: boolean): Block {
  const below = depth > 1 ? [nested(depth - 1, !ordered)] : [];
  return list([[`Niveau ${depth}`, ...below, p(`Suite du niveau ${depth}.`)], ["Point voisin"]], { ordered });
}

const nestedTable = table(
  [
    [cell("Cellule d’une cellule"), cell("12")],
    [cell("Autre"), cell("7")],
  ],
  { headerRows: 0 },
);

const listsInCells: Block[] = [
  h(1, "Listes dans des cellules"),
  table(
    [
      [cell("Structure", header), cell("Actions", header), cell("Suites", header)],
      [
        cell("ORIV", header),
        cell([p(sentence), nested(4, true), p(sentence)]),
        cell([nested(3, false), { type: "quote", id: "", children: [p(sentence), nested(2, true)] }]),
      ],
      [
        cell("CREFE", header),
        cell([nestedTable, p("Après le tableau."), nestedTable]),
        cell([
          { type: "codeBlock", id: "", value: "première ligne\n\ttroisième   colonne\n" },
          figure(striped(300, 100)),
        ]),
      ],
      [
        cell("EPI", header),
        cell([h(4, "Un titre dans une cellule"), list([[list([[list([["au fond"]])]])]])]),
        cell([p("Appel", note("cellule"), ".")]),
      ],
    ],
    { caption: [t("Actions et suites"), note("legende")], anchor: "listes" },
  ),
];

/** Forty rows under two of headers; cells that reach down over as many rows as a page holds, and across. */
const rows = Array.from({ length: 40 }, (_, index): Cell[] => {
  const own = [
    cell(`Projet ${index + 1}`),
    cell(index % 7 === 3 ? sentence : "Tout public"),
    cell(`${index * 13} 400`),
  ];
  if (index % 20 === 0) return [cell("Une région dont la cellule descend sur vingt lignes", { rowSpan: 20 }), ...own];
  if (index % 11 === 5) return [cell("Sous-total de la période, sur deux colonnes", { colSpan: 2 }), own[2]!];
  return own;
});
const spans: Block[] = [
  h(1, "Un tableau de quarante lignes"),
  p("Voir ", { type: "crossReference", target: "quarante", children: [] }, " et ", cite("noel2014", "p. 4"), "."),
  table(
    [
      [
        cell("Région", { ...header, rowSpan: 2 }),
        cell("Projets", { ...header, colSpan: 2 }),
        cell("Montant", { ...header, rowSpan: 2 }),
      ],
      [cell("Nom", header), cell("Public", header)],
      ...rows,
    ],
    {
      headerRows: 2,
      columns: [{ align: "start" }, { align: "start" }, { align: "start" }, { align: "end" }],
      caption: [t("Projets soutenus, "), inline("emphasis", "toutes régions"), t(", exercice 2008")],
      anchor: "quarante",
    },
  ),
  ...repeated(3, () => sourceLine(`Source : ${sentence}${long}`, link(address, address), note("legende"))),
  table([[cell(repeated(40, () => p(sentence))), cell("Une ligne plus haute qu’une page")]], { headerRows: 0 }),
];

const months = ["Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août", "Septembre", "Octobre"];
const landscape: Table = table(
  [
    [cell("Région", header), ...months.map((month) => cell(month, header))],
    ...Array.from({ length: 30 }, (_, row) => [
      cell("Interrégional-Méditerranée", header),
      ...months.map((_, column) => cell(column === row % 10 ? "Rencontre professionnelle" : String(row * column))),
    ]),
  ],
  { caption: [t("Programme par mois")] },
);

const wordsAndSigns: Block[] = [
  h(1, "Mots sans fin et signes de partout"),
  p(long),
  p(`Dans une phrase, ${long}, puis une adresse : `, link(address, address), "."),
  h(2, long.slice(0, 120)),
  list([[long], [p(address)]]),
  table([[cell(long), cell(address), cell("court")]], { headerRows: 0 }),
  { type: "codeBlock", id: "", value: `${long}\n    ${address}` },
  p("Émojis : 🙂 👩‍👩‍👧 🇫🇷 👍🏽 1️⃣ ; mathématiques : 𝒳 ∑ √2 ≤ ∞ ; musique : 𝄞 ; flèches : → ⇒ ↩ ; monnaies : € £ ₿."),
  p("Arabe : العربية لغة جميلة ; hébreu : שלום ; grec : Ελλάδα ; russe : Россия ; chinois : 中文 ; hindi : हिन्दी."),
  p(
    "Décomposés : e\u0301te\u0301, o\u0302 ; ligatures : ﬁn, ﬂeur ; invisibles : a\u200bb\u2060c\ufeffd\u00ade ; privé : \ue000.",
  ),
  p("Commandes : \u0001\u0008\u001b\u007f\u0085 ; remplacement : \ufffd ; non-caractère : \uffff."),
  p("Espaces : a\u00a0b\u202fc\u2003d\u3000e ; tabulations :\tune\tdeux ; tirets : - ‐ \u2011 – — ―."),
  h(2, "🙂 العربية"),
];

const emptyTable: Table = table([[cell([])]], { headerRows: 0, columns: [], rows: [], caption: [] });
const nothing: Block[] = [
  h(1, "Tout ce qui est vide"),
  p(),
  p(""),
  p(" \u00a0"),
  h(2, ""),
  list([]),
  list([[], [""], [list([[]])]]),
  emptyTable,
  table([[cell([]), cell("")], []], { headerRows: 1 }),
  table([[cell([], header)]], { headerRows: 1, caption: [] }),
  { type: "quote", id: "", children: [] },
  { type: "quote", id: "", children: [p()] },
  { type: "codeBlock", id: "", value: "" },
  p(link("https://example.org/"), link("https://example.org/b", ""), inline("strong", ""), { type: "code", value: "" }),
  p("Une note vide", note("vide"), { type: "lineBreak" }),
  p({ type: "lineBreak" }, { type: "lineBreak" }),
  figure(drawn("rgb.jpg"), { alt: "", caption: [] }),
  { type: "thematicBreak", id: "" },
  { type: "thematicBreak", id: "" },
  { type: "pageBreak", id: "" },
  { type: "pageBreak", id: "" },
];

const depths: Block[] = [
  ...([1, 2, 3, 4, 5, 6] as const).flatMap((level) => [h(level, `Titre de niveau ${level}`), p(sentence)]),
  h(6, "Titre de niveau 6, sans texte"),
  h(1, "Titre de niveau 1, aussitôt suivi"),
  h(4, "d’un niveau 4"),
  h(2, "puis d’un niveau 2"),
  h(1, "Titre sans numéro", { numbered: false }),
  nested(11, false),
  quoted(6),
];

function quoted(depth: number): Block {
  return { type: "quote", id: "", children: [p(sentence), ...(depth > 1 ? [quoted(depth - 1)] : [])] };
}

const callouts: Block[] = [
  h(1, "Encadrés"),
  ...calloutVariants.flatMap((variant) => [
    callout(variant, [p(sentence), p(sentence)]),
    callout(variant, [p(sentence)], [t("Un titre, "), inline("emphasis", "et sa suite"), note("encadre")]),
  ]),
  callout(
    "box",
    [...Array.from({ length: 40 }, () => p(sentence)), callout("tip", [p(sentence)])],
    [t("Plus haut qu’une page")],
  ),
  callout("example", [
    h(2, "Un titre dedans"),
    list([["un"], ["deux"]]),
    table(
      [
        [cell("Ville", header), cell("Actions", header)],
        [cell("Metz"), cell("3")],
      ],
      { caption: [t("Dans un encadré")] },
    ),
    figure(drawn("rgb.jpg"), { caption: [t("Une figure dans un encadré")] }),
    { type: "quote", id: "", children: [p(sentence)] },
    { type: "codeBlock", id: "", value: "si (a) {}" },
  ]),
  list([[callout("note", [p(sentence)])], ["suite"]]),
  table([[cell("A", header)], [cell([callout("warning", [p(sentence)]), p("fin")])]]),
  { type: "quote", id: "", children: [callout("takeaway", [p(sentence)])] },
  callout("keyFigure", [], [t("42 %")]),
  callout("definition", []),
];

function callout(variant: CalloutVariant, children: Block[], title?: Inline[]): Block {
  return { type: "callout", id: "", variant, ...(title && { title }), children };
}

const figures: Block[] = [
  h(1, "Figures"),
  figure(striped(2400, 80), { caption: [t("Plus large que la page")] }),
  figure(striped(200, 2000), { width: 100, caption: [t("Plus haute que la page")], anchor: "haute" }),
  sourceLine("Source : ", cite("noel2014"), "."),
  figure(striped(600, 900), {
    width: 400,
    caption: [t(`Plus large et plus haute que la page. ${sentence.repeat(3)}`)],
  }),
  figure(striped(1, 1), { alt: "" }),
  ...["cmyk.jpg", "grey.jpg", "progressive.jpg", "clear.gif", "interlaced.gif", "palette-clear.png"].map((name) =>
    figure(drawn(name), { caption: [t(name)], width: 15 }),
  ),
  figure({ hash: "d".repeat(64), mediaType: "image/png", width: 90, height: 60 }, { alt: "Une image disparue" }),
];

const twenty = Array.from({ length: 20 }, (_, index) => `serie-${index}`);
const notesOnALine: Block[] = [
  h(1, "Notes"),
  p(...twenty.flatMap((id, index) => [`n${index} `, note(id), " "])),
  p("Une note plus longue qu’une page", note("longue"), ", appelée deux fois", note("longue"), "."),
  p("Une note qui en appelle une autre", note("appelante"), " et une note qui tient un tableau", note("tableau"), "."),
  ...repeated(6, () => p(sentence.repeat(4))),
];

const notes: DocumentTree["notes"] = {
  ...Object.fromEntries(twenty.map((id, index) => [id, [p(`Note ${index + 1} de la même ligne.`)]])),
  cellule: [p("Appelée d’une cellule.")],
  legende: [p("Appelée d’une légende.")],
  vide: [],
  encadre: [p("Une note d’encadré."), callout("tip", [p("Un encadré dans une note.")])],
  longue: repeated(30, (index) => p(`${index + 1}. ${sentence.repeat(2)}`)),
  appelante: [p("Elle appelle", note("appelee"), ".")],
  appelee: [p("Elle n’est appelée que d’une note.")],
  tableau: [p("Le voici :"), table([[cell("a"), cell("b")]], { headerRows: 0 }), nested(2, true)],
};

const inlinesInside: Block[] = [
  p(
    { type: "language", language: "en-GB", children: [t("the “first” "), inline("emphasis", "year")] },
    " ; ",
    inline("smallCaps", "oriv"),
    " ; XX",
    inline("superscript", "e"),
    " ; H",
    inline("subscript", "2"),
    "O ; ",
    inline("strike", "biffé"),
    " ; ",
    link("https://example.org/a", "lien ", "en deux morceaux"),
    " ; ",
    { type: "crossReference", target: "nulle-part", children: [t("un renvoi perdu")] },
    " ; ",
    cite("inconnue"),
    ".",
  ),
];

export const torture: DocumentTree = treeOf(
  [
    ...listsInCells,
    ...spans,
    landscape,
    ...wordsAndSigns,
    ...nothing,
    ...depths,
    ...callouts,
    ...figures,
    ...notesOnALine,
    ...inlinesInside,
  ],
  {
    notes,
    bibliography,
    meta: {
      title: "Torture : tout ce qu’un document peut contenir, et un peu plus",
      subtitle: sentence,
      authors: ["ORIV", "", long],
      date: "31 mars 2008",
      keywords: ["torture", ""],
    },
  },
);

/** A document that says nothing at all. */
export const empty: DocumentTree = treeOf([], { meta: { title: "" } });
