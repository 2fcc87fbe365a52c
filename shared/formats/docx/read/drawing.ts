import type { Block, Figure } from "../../../document/tree.ts";
import { textOf } from "../../../document/visit.ts";
import { assemble } from "../../office/assemble.ts";
import { noteWords } from "../../office/changes.ts";
import { chartTable, diagramList } from "../../office/data.ts";
import { boxOf } from "../../office/end-paragraph.ts";
import { figureOf } from "../../office/figures.ts";
import type { Paragraph } from "../../office/story.ts";
import { type Attributes, capture, type Element, type Handler, inside } from "../../xml.ts";
import { drawnParagraph } from "./charts.ts";
import { isOn } from "./run-properties.ts";
import { openInnerStory, type WordStory } from "./word.ts";

/** A drawing being read: DrawingML (ECMA-376-1, 20.4), VML (part 4, 19) or an embedded object with its picture. */
type Drawing = {
  story: WordStory;
  paragraph: Paragraph;
  /** `ids`: of its alternatives, the preferred first. */
  pictures: { ids: string[]; linked: boolean }[];
  alt: string;
  title: string;
  name: string;
  /** Where a click on it leads. */
  link?: string;
  /** Millimetres. */
  width?: number;
  boxes: Block[];
  /** Charts and diagrams, by the relationship to what they show. */
  data: { is: "chart" | "diagram"; id: string }[];
  /** A chart of Office 2016 and later, whose data are not read, and its words. */
  newChart: boolean;
  words: readonly string[];
  /** No higher than a line. */
  flat: boolean;
  /** No warning is due: one was given already, or the drawing is not shown. */
  settled: boolean;
};

/**
 * Reads a `w:drawing`, `w:pict` or `w:object`: its pictures, text boxes and data join the paragraph, the rest becomes a
 * warning.
 */
export function drawingHandler(story: WordStory, paragraph: Paragraph): Handler {
  const drawing: Drawing = {
    ...{ story, paragraph, pictures: [], alt: "", title: "", name: "", boxes: [], data: [] },
    ...{ newChart: false, words: [], flat: false, settled: false },
  };
  const handler: Handler = {
    open(name, attributes) {
      // Some programs write it in another namespace than `w`.
      if (name.endsWith(":txbxContent")) return boxHandler(drawing);
      if (name === "a:p") return drawnHandler(drawing);
      readers.get(name)?.(drawing, attributes);
      return inside(handler);
    },
    close: () => {
      const { pictures, alt, title, name } = drawing;
      if (pictures.length > 0) noteWords(story, alt || title || name);
      if (story.muted > 0) return;
      const figures = pictures.flatMap((picture) => pictureOf(drawing, picture) ?? []);
      if (figures[0]) warnOfLink(drawing, figures[0].id);
      paragraph.figures.push(...figures);
      for (const { is, id } of drawing.data) (is === "chart" ? addChart : addDiagram)(drawing, id);
      paragraph.boxes.push(...drawing.boxes);
      if (isNothing(drawing)) loseDrawing(drawing);
    },
  };
  return handler;
}

/** A figure has no link: a link on it or around it becomes a warning. */
function warnOfLink({ story, link }: Drawing, at: string): void {
  const around = story.marks.flatMap((mark) =>
    mark.type === "link" ? [mark.href] : mark.type === "crossReference" ? [`#${mark.target}`] : [],
  );
  const href = link ?? around.at(-1);
  if (href !== undefined) story.part.of.context.warn("image-link-dropped", { href: href.slice(0, 200) }, at);
}

function isNothing({ pictures, data, boxes, settled }: Drawing): boolean {
  return pictures.length === 0 && data.length === 0 && boxes.length === 0 && !settled;
}

/** A line is a rule; any other drawing of which nothing can be kept becomes a warning. */
function loseDrawing({ paragraph, alt, title, name, newChart, words, flat }: Drawing): void {
  if (flat && !newChart) paragraph.rule = true;
  else {
    const code = newChart ? "chart-dropped" : "shape-dropped";
    paragraph.lost.push({ code, name: alt || title || name || "?", words });
  }
}

function boxHandler({ story, boxes }: Drawing): Handler {
  const box = openInnerStory(story);
  return { ...story.part.of.blockHandler(box), close: () => boxes.push(...assemble(box)) };
}

/** Words of DrawingML's own (ECMA-376-1, 21.1.2), as in a shape of a drawing canvas: a paragraph of a text box. */
function drawnHandler(drawing: Drawing): Handler {
  const element: Element = { name: "a:p", attributes: {}, children: [] };
  return capture(element, { left: drawing.story.part.of.context.limits.nodes }, () =>
    addDrawn(drawing, drawnParagraph(element)),
  );
}

function addDrawn({ story, boxes }: Drawing, words: string): void {
  const box = boxOf(story.part.of.context, words);
  if (!box) return;
  noteWords(story, textOf(box));
  boxes.push(box);
}

type Reader = (drawing: Drawing, attributes: Attributes) => void;

const readers = new Map(
  Object.entries<Reader>({
    "wp:extent": (drawing, { cx, cy }) => {
      const width = Number(cx) / emuInMillimetre;
      if (width > 0) drawing.width ??= width;
      drawing.flat = Number(cy) / emuInMillimetre < thin;
    },
    "wp:docPr": (drawing, { descr, title, name, hidden }) => {
      if (isOn(hidden ?? "0")) drawing.settled = true;
      drawing.alt ||= descr ?? "";
      drawing.title ||= title ?? "";
      drawing.name ||= name ?? "";
    },
    "pic:cNvPr": (drawing, { descr }) => {
      drawing.name ||= descr ?? "";
    },
    "a:hlinkClick": (drawing, attributes) => {
      drawing.link ??= drawing.story.part.relationships.get(attributes["r:id"] ?? "")?.target;
    },
    "a:blip": ({ pictures }, attributes) => {
      const id = attributes["r:embed"] ?? attributes["r:link"];
      pictures.push({ ids: id ? [id] : [], linked: attributes["r:embed"] === undefined && id !== undefined });
    },
    // The drawing of which the picture around it is the fallback.
    "asvg:svgBlip": ({ pictures }, attributes) => {
      const id = attributes["r:embed"];
      if (id) pictures.at(-1)?.ids.push(id);
    },
    "a:srcRect": ({ story, paragraph }, { l, t, r, b }) => {
      if ([l, t, r, b].some((side) => Number(side ?? 0) > 0))
        story.part.of.context.warn("image-cropped", {}, paragraph.id);
    },
    "c:chart": (drawing, attributes) => drawing.data.push({ is: "chart", id: attributes["r:id"] ?? "" }),
    "cx:chart": (drawing, attributes) => {
      const { of, relationships } = drawing.story.part;
      drawing.words = of.newCharts.get(relationships.get(attributes["r:id"] ?? "")?.target ?? "") ?? [];
    },
    "a:graphicData": (drawing, { uri }) => {
      if (uri?.endsWith("/chartex")) drawing.newChart = true;
    },
    "adec:decorative": (drawing, { val }) => {
      if (isOn(val)) drawing.settled = true;
    },
    "dgm:relIds": (drawing, attributes) => drawing.data.push({ is: "diagram", id: attributes["r:dm"] ?? "" }),
    "o:OLEObject": (drawing, attributes) => warnOfObject(drawing, attributes.ProgID, attributes["r:id"]),
    "w:control": (drawing, attributes) => warnOfObject(drawing, attributes["w:name"], undefined),
    "v:shape": (drawing, { style, alt }) => {
      drawing.alt ||= alt ?? "";
      const [, value, unit] = /(?:^|;)\s*width:\s*([\d.]+)(pt|in|mm|cm)/.exec(style ?? "") ?? [];
      const width = Number(value) * (millimetres[unit ?? ""] ?? 0);
      if (width > 0) drawing.width ??= width;
    },
    "v:imagedata": ({ pictures }, attributes) => {
      const id = attributes["r:id"];
      if (id) pictures.push({ ids: [id], linked: false });
    },
    "v:rect": (drawing, attributes) => {
      drawing.alt ||= attributes.alt ?? "";
      if (attributes["o:hr"] === "t" || attributes["o:hr"] === "true") drawing.flat = true;
    },
    "v:line": (drawing) => {
      drawing.flat = true;
    },
    // Words drawn as a shape (part 4, 19.1.2.23).
    "v:textpath": (drawing, { string }) => addDrawn(drawing, string ?? ""),
  }),
);

/** A shape lower than this is a rule, millimetres. */
const thin = 2;

/** ECMA-376-1, 20.1.2.1: 914 400 English Metric Units to the inch. */
const emuInMillimetre = 36_000;
const millimetres: Record<string, number | undefined> = { pt: 25.4 / 72, in: 25.4, mm: 1, cm: 10 };

/** The table of what a chart shows stands for it; what is written on it besides follows. */
function addChart(drawing: Drawing, id: string): void {
  const { story, paragraph, alt, title, name } = drawing;
  const { of, relationships } = story.part;
  const chart = of.charts.get(relationships.get(id)?.target ?? "");
  const table = chart && chartTable(of, chart);
  if (table) paragraph.figures.push(table);
  const label = alt || title || chart?.title || name;
  of.context.warn(table ? "chart-as-table" : "chart-dropped", { name: label }, table?.id ?? paragraph.id);
  for (const words of chart?.labels ?? []) addDrawn(drawing, words);
}

/** The words of a diagram, as a list, stand for it. */
function addDiagram({ story, paragraph, alt, title, name }: Drawing, id: string): void {
  const { of, relationships } = story.part;
  const list = diagramList(of, of.diagrams.get(relationships.get(id)?.target ?? "") ?? []);
  if (list) paragraph.figures.push(list);
  const label = alt || title || name;
  of.context.warn(list ? "diagram-as-list" : "diagram-dropped", { name: label }, list?.id ?? paragraph.id);
}

/** Warns of an embedded object by its program and the name of its file. */
function warnOfObject(drawing: Drawing, program: string | undefined, id: string | undefined): void {
  const { story, paragraph } = drawing;
  const { of, relationships } = story.part;
  drawing.settled = true;
  const target = relationships.get(id ?? "")?.target ?? "";
  const file = target.slice(target.lastIndexOf("/") + 1);
  const names = [program, file].filter((one) => one);
  of.context.warn("object-dropped", { program: names.join(", ") || "?" }, paragraph.id);
}

function pictureOf(
  { story, alt, title, name, width }: Drawing,
  { ids, linked }: Drawing["pictures"][number],
): Figure | undefined {
  if (ids.length === 0) return undefined;
  const found = ids.flatMap((id) => story.part.relationships.get(id) ?? []);
  const inside = found.filter(({ external }) => !external);
  return figureOf(story.part.of, {
    names: (inside.length > 0 ? inside : found).map(({ target }) => target),
    elsewhere: linked || inside.length === 0,
    alt: alt || title,
    label: alt || title || name,
    width,
  });
}
