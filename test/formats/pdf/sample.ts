import type { Composed } from "../../../shared/document/composed.ts";
import type { FaceStyle, Features } from "../../../shared/layout/fonts/face.ts";
import type { Fonts } from "../../../shared/layout/fonts/fonts.ts";
import type { Item, LaidOut, Page, StructureNode, Tag } from "../../../shared/layout/frames.ts";

export const serif: FaceStyle = { family: "serif", weight: "regular", italic: false };
export const sans: FaceStyle = { family: "sans", weight: "semibold", italic: false };

export const document: Composed = {
  title: "Accès aux droits : note de cadrage",
  subtitle: "Bilan & perspectives",
  authors: ["Centre de ressources de l’Est", "Pôle « ville »"],
  language: "fr-FR",
  keywords: ["accès aux droits", "médiation"],
  runningHead: "Accès aux droits",
  sections: [],
  notes: [],
  version: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  instant: "2024-06-07T08:30:00.000Z",
};

/** Builds pages by hand, as a layout would. */
export function builder(fonts: Fonts) {
  const structure: StructureNode[] = [];
  const pages: Page[] = [];
  const laidOut: LaidOut = { pages, structure, outline: [], places: new Map() };
  const width = (items: { advance: number }[], size: number) =>
    items.reduce((sum, { advance }) => sum + (advance * size) / 1000, 0);
  return {
    laidOut,
    node: (node: StructureNode) => structure.push(node) - 1,
    page: (label: string) => pages.push({ width: 595.28, height: 841.89, label, items: [] }),
    add: (item: Item) => pages.at(-1)!.items.push(item),
    /** Sets one run; gives where it ends. */
    text(
      tag: Tag,
      x: number,
      baseline: number,
      text: string,
      style = serif,
      size = 10.5,
      features: Features = {},
      actualText?: string,
    ) {
      const shaped = fonts.shape(fonts.face(style), text, features);
      const run = actualText === undefined ? shaped : { ...shaped, actualText };
      pages.at(-1)!.items.push({ type: "text", x, baseline, run, size, colour: "#1B1F23", tag });
      return x + width(shaped.glyphs, size);
    },
  };
}

export type Images = Map<string, { mediaType: string; bytes: Uint8Array }>;

/** Two pages with one of each thing that a document holds. */
export function sampleDocument(fonts: Fonts): LaidOut {
  const { laidOut, node, page, add, text } = builder(fonts);
  page("");
  text("pagination", 60, 40, "Accès aux droits", sans, 8.5);
  const h1 = node({ type: "H1", parent: -1, id: "b1" });
  text(h1, 60, 90, "1  Réflexions affectées", sans, 18);
  const p = node({ type: "P", parent: -1, id: "b2" });
  const link = node({ type: "Link", parent: p });
  const note = node({ type: "Note", parent: p });
  const noteText = node({ type: "P", parent: note });
  let x = text(p, 60, 120, "L’œuvre « difficile » ; voir ");
  const start = x;
  x = text(link, x, 120, "l’annexe");
  add({
    type: "link",
    x: start,
    y: 110,
    width: x - start,
    height: 13,
    to: { target: "b9" },
    description: "Annexe",
    tag: link,
  });
  x = text(p, x, 120, ", où 1\u202f284\u00a0€ furent affec");
  text(p, x, 120, "-", serif, 10.5, {}, "\u00ad");
  x = text(p, 60, 134.5, "tés à l’");
  x = text(p, x, 134.5, "oriv", serif, 10.5, { smallCaps: true });
  text(p, x, 134.5, " le 1");
  text(p, x + 20, 134.5, "er", serif, 10.5, { superscript: true });
  text(p, x + 40, 134.5, "🙂", serif, 10.5, {}, "🙂");
  add({ type: "rule", x1: 60, y1: 780, x2: 120, y2: 780, thickness: 0.5, colour: "#B9BEC4", tag: "layout" });
  text(noteText, 60, 792, "Note de bas de page, à suivre.", serif, 8.5);
  text("pagination", 300, 810, "1", sans, 8.5);
  page("2");
  text("pagination", 60, 40, "Accès aux droits", sans, 8.5);
  text(p, 60, 90, "La suite du paragraphe.");
  const figure = node({ type: "Figure", parent: -1, alt: "Un carré, puis une légende", id: "b3" });
  add({ type: "image", x: 60, y: 120, width: 80, height: 80, hash: "a", tag: figure });
  add({ type: "image", x: 160, y: 120, width: 80, height: 80, hash: "missing", tag: "layout" });
  const table = node({ type: "Table", parent: -1, id: "b4" });
  const row = node({ type: "TR", parent: node({ type: "THead", parent: table }) });
  const header = node({ type: "TH", parent: row, scope: "Column", colSpan: 2 });
  add({ type: "box", x: 60, y: 230, width: 200, height: 20, fill: "#F1EDEA", tag: "layout" });
  text(node({ type: "P", parent: header }), 64, 244, "Année", sans, 9);
  const cells = node({ type: "TR", parent: node({ type: "TBody", parent: table }) });
  text(node({ type: "TD", parent: cells }), 64, 264, "2023", serif, 9, { tabularFigures: true });
  node({ type: "TD", parent: cells });
  const list = node({ type: "L", parent: -1, numbering: "Decimal", id: "b9" });
  const item = node({ type: "LI", parent: list });
  text(node({ type: "Lbl", parent: item }), 60, 300, "1.");
  const body = node({ type: "LBody", parent: item });
  const english = node({ type: "Span", parent: body, language: "en" });
  x = text(body, 75, 300, "Le ");
  x = text(english, x, 300, "workflow");
  const web = node({ type: "Link", parent: body });
  text(web, x + 3, 300, "oriv.example");
  add({
    type: "link",
    x: x + 3,
    y: 290,
    width: 60,
    height: 13,
    to: { href: "https://oriv.example/é(1)?a=b%20c" },
    description: "Site de l’ORIV",
    tag: web,
  });
  laidOut.places.set("b1", { page: 0, x: 60, y: 72 });
  laidOut.places.set("b9", { page: 1, x: 60, y: 288 });
  laidOut.outline.push(
    { level: 1, title: "1 Réflexions affectées", target: "b1" },
    { level: 2, title: "Annexe", target: "b9" },
  );
  return laidOut;
}
