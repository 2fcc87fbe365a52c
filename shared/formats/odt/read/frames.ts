import type { Block } from "../../../document/tree.ts";
import { imageFacts } from "../../images.ts";
import { linkMark } from "../../links.ts";
import { assemble } from "../../office/assemble.ts";
import { chartTable } from "../../office/data.ts";
import { figureOf } from "../../office/figures.ts";
import { measure, mergeLost } from "../../office/paragraph.ts";
import type { Lost, Paragraph } from "../../office/story.ts";
import type { Run } from "../../runs.ts";
import { type Attributes, type Handler, inside, textHandler } from "../../xml.ts";
import { millimetres } from "./lengths.ts";
import { type OdtStory, openOdtStory } from "./odt.ts";

/** A `draw:frame` being read (OpenDocument part 3, 10.4.2). */
type Frame = {
  name: string;
  width: number | undefined;
  images: string[];
  alt: string;
  title: string;
  object: string | undefined;
  boxes: Block[];
};

/** Reads a `draw:frame`: its picture or text box joins the paragraph, the rest becomes a warning. */
export function frameHandler(story: OdtStory, paragraph: Paragraph, attributes: Attributes): Handler {
  const width = millimetres(attributes["svg:width"]);
  const frame: Frame = {
    name: attributes["draw:name"] ?? "",
    width,
    images: [],
    alt: "",
    title: "",
    object: undefined,
    boxes: [],
  };
  const handler: Handler = {
    open(name, given) {
      if (name === "draw:image") frame.images.push(given["xlink:href"] ?? "");
      if (name === "draw:object" || name === "draw:object-ole") frame.object = given["xlink:href"] ?? "";
      if (name === "draw:text-box") return boxHandler(story, frame.boxes);
      if (name === "svg:desc") return textHandler((text) => (frame.alt = text));
      if (name === "svg:title") return textHandler((text) => (frame.title = text));
      return inside(handler);
    },
    close: () => {
      if (story.muted === 0) endFrame(story, paragraph, frame);
    },
  };
  return handler;
}

/** Reads any other drawing: a line is a rule, words in a shape are a text box. */
export function shapeHandler(story: OdtStory, paragraph: Paragraph, name: string, attributes: Attributes): Handler {
  if (name === "draw:g") return groupHandler(story, paragraph, attributes);
  if (name === "draw:a") return linkedHandler(story, paragraph, attributes);
  const boxes: Block[] = [];
  const box = boxHandler(story, boxes);
  const flat = name === "draw:line" || (millimetres(attributes["svg:height"]) ?? thin) < thin;
  let label = "";
  return {
    open(inner, given) {
      if (inner.startsWith("text:")) return box.open!(inner, given);
      if (inner !== "svg:desc" && inner !== "svg:title") return undefined;
      return textHandler((text) => {
        label ||= text;
      });
    },
    close: () => {
      box.close?.();
      if (story.muted > 0) return;
      for (const block of boxes) paragraph.boxes.push(block);
      if (boxes.length > 0) return;
      if (flat) paragraph.rule = true;
      else paragraph.lost.push({ code: "shape-dropped", name: label || attributes["draw:name"] || "?" });
    },
  };
}

/** Shapes grouped as one: shapes without words give one warning for the group. */
function groupHandler(story: OdtStory, paragraph: Paragraph, attributes: Attributes): Handler {
  const lost = paragraph.lost.length;
  const before = measure(paragraph);
  return {
    open: (name, given) =>
      name === "draw:frame" ? frameHandler(story, paragraph, given) : shapeHandler(story, paragraph, name, given),
    close: () => {
      const name = attributes["draw:name"];
      const group: Lost | undefined = name ? { code: "shape-dropped", name } : undefined;
      mergeLost(paragraph, lost, measure(paragraph) > before, group);
    },
  };
}

/** Reads a `draw:a` (part 3, 10.4.12): what it holds is kept, without the link. */
function linkedHandler(story: OdtStory, paragraph: Paragraph, attributes: Attributes): Handler {
  const { context } = story.part.of;
  const address = attributes["xlink:href"] ?? "";
  const before = paragraph.figures.length;
  const group = groupHandler(story, paragraph, attributes);
  return {
    ...group,
    close: () => {
      group.close?.();
      if (story.muted > 0) return;
      const image = paragraph.figures[before];
      const code = image && linkMark(address) ? "image-link-dropped" : "link-dropped";
      context.warn(code, { href: address.slice(0, 200) }, image?.id ?? paragraph.id);
    },
  };
}

/** A shape lower than this is a rule, millimetres. */
const thin = 2;

function boxHandler(story: OdtStory, boxes: Block[]): Handler {
  const box = openOdtStory(story.part.of);
  return {
    ...story.part.of.blockHandler(box),
    close: () => {
      for (const block of assemble(box)) boxes.push(block);
    },
  };
}

function endFrame(story: OdtStory, paragraph: Paragraph, frame: Frame): void {
  const { of } = story.part;
  const { images, alt, title, name, width, object } = frame;
  for (const block of frame.boxes) paragraph.boxes.push(block);
  const names = images.map(partOf);
  if (object !== undefined && addObject(story, paragraph, frame, object)) return;
  if (names.length === 0 && object === undefined && frame.boxes.length === 0)
    paragraph.lost.push({ code: "shape-dropped", name: alt || title || name || "?" });
  if (names.length === 0 || (object !== undefined && !names.some((one) => isRaster(of.media.get(one))))) return;
  const elsewhere = names.every((one) => /^[a-z][a-z0-9+.-]*:|^\//i.test(one));
  const figure = figureOf(of, { names, elsewhere, alt: alt || title, label: alt || title || name, width });
  if (figure) paragraph.figures.push(figure);
}

/** Puts what an embedded object says in the text; false where its preview has to stand for it. */
function addObject(story: OdtStory, paragraph: Paragraph, { name, alt, title }: Frame, object: string): boolean {
  const { of } = story.part;
  const found = of.objects.get(partOf(object));
  if (found?.is === "equation") {
    of.context.spend(found.runs.length);
    paragraph.runs.push(...found.runs.map(({ leaf, marks }): Run => ({ leaf: { ...leaf }, marks })));
    of.context.warn("math-as-text", {}, paragraph.id);
    return true;
  }
  const label = alt || title || (found?.chart.title ?? "") || name;
  const table = found && chartTable(of, found.chart);
  if (table) paragraph.figures.push(table);
  if (table) of.context.warn("chart-as-table", { name: label }, table.id);
  else if (found) of.context.warn("chart-dropped", { name: label }, paragraph.id);
  else of.context.warn("object-dropped", { program: label || "OpenDocument" }, paragraph.id);
  return table !== undefined;
}

function isRaster(bytes: Uint8Array | undefined): boolean {
  return bytes !== undefined && imageFacts(bytes)?.type === "image";
}

/** The name in the package of what a reference leads to. */
function partOf(href: string): string {
  return href.replace(/^\.\/|\/$/g, "");
}
