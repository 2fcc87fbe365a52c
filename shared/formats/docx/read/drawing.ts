import type { Block, Figure } from "../../../document/tree.ts";
import { figureOf } from "../../office/figures.ts";
import type { Paragraph } from "../../office/paragraph.ts";
import { assemble } from "../../office/story.ts";
import { type Attributes, type Handler, inside } from "../../xml.ts";
import { openWordStory, type WordStory } from "./word.ts";

/** A drawing being read: DrawingML (ECMA-376-1, 20.4), VML (part 4, 19) or an embedded object with its picture. */
type Drawing = {
  story: WordStory;
  paragraph: Paragraph;
  pictures: { id: string; linked: boolean; alt?: string }[];
  alt: string;
  title: string;
  name: string;
  /** Millimetres. */
  width?: number;
  boxes: Block[];
};

/** Reads a `w:drawing`, `w:pict` or `w:object`: its pictures and text boxes join the paragraph, the rest is told. */
export function drawingHandler(story: WordStory, paragraph: Paragraph): Handler {
  const drawing: Drawing = { story, paragraph, pictures: [], alt: "", title: "", name: "", boxes: [] };
  const handler: Handler = {
    open(name, attributes) {
      if (name === "w:txbxContent") return boxHandler(drawing);
      readers.get(name)?.(drawing, attributes);
      return inside(handler);
    },
    close: () => {
      if (story.muted > 0) return;
      paragraph.figures.push(...drawing.pictures.flatMap((picture) => pictureOf(drawing, picture) ?? []));
      paragraph.boxes.push(...drawing.boxes);
    },
  };
  return handler;
}

function boxHandler({ story, boxes }: Drawing): Handler {
  const box = openWordStory(story.part);
  return { ...story.part.of.blockHandler(box), close: () => boxes.push(...assemble(box)) };
}

type Reader = (drawing: Drawing, attributes: Attributes) => void;

const readers = new Map(
  Object.entries<Reader>({
    "wp:extent": (drawing, { cx }) => {
      const width = Number(cx) / emuInMillimetre;
      if (width > 0) drawing.width ??= width;
    },
    "wp:docPr": (drawing, { descr, title, name }) => {
      drawing.alt ||= descr ?? "";
      drawing.title ||= title ?? "";
      drawing.name ||= name ?? "";
    },
    "pic:cNvPr": (drawing, { descr }) => {
      drawing.name ||= descr ?? "";
    },
    "a:blip": ({ pictures }, attributes) => {
      const id = attributes["r:embed"] ?? attributes["r:link"];
      if (id) pictures.push({ id, linked: attributes["r:embed"] === undefined });
    },
    "a:srcRect": ({ story, paragraph }, { l, t, r, b }) => {
      if ([l, t, r, b].some((side) => Number(side ?? 0) > 0))
        story.part.of.context.warn("image-cropped", {}, paragraph.id);
    },
    "c:chart": (drawing) => tell(drawing, "chart-dropped"),
    "dgm:relIds": (drawing) => tell(drawing, "diagram-dropped"),
    "o:OLEObject": (drawing, { ProgID }) => {
      const { story, paragraph } = drawing;
      story.part.of.context.warn("object-dropped", { program: ProgID ?? "?" }, paragraph.id);
    },
    "v:shape": (drawing, { style, alt }) => {
      drawing.alt ||= alt ?? "";
      const [, value, unit] = /(?:^|;)\s*width:\s*([\d.]+)(pt|in|mm|cm)/.exec(style ?? "") ?? [];
      const width = Number(value) * (millimetres[unit ?? ""] ?? 0);
      if (width > 0) drawing.width ??= width;
    },
    "v:imagedata": ({ pictures }, attributes) => {
      const id = attributes["r:id"];
      if (id) pictures.push({ id, linked: false });
    },
    "v:rect": ({ paragraph }, attributes) => {
      if (attributes["o:hr"] === "t" || attributes["o:hr"] === "true") paragraph.rule = true;
    },
  }),
);

/** ECMA-376-1, 20.1.2.1: 914 400 English Metric Units to the inch. */
const emuInMillimetre = 36_000;
const millimetres: Record<string, number | undefined> = { pt: 25.4 / 72, in: 25.4, mm: 1, cm: 10 };

function tell({ story, paragraph, alt, title, name }: Drawing, code: "chart-dropped" | "diagram-dropped"): void {
  story.part.of.context.warn(code, { name: alt || title || name }, paragraph.id);
}

function pictureOf(
  { story, alt, title, name, width }: Drawing,
  { id, linked }: Drawing["pictures"][number],
): Figure | undefined {
  const relationship = story.part.relationships.get(id);
  return figureOf(story.part.of, {
    names: relationship ? [relationship.target] : [],
    elsewhere: !relationship || linked || relationship.external,
    alt: alt || title,
    label: alt || title || name,
    width,
  });
}
