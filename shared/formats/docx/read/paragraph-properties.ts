import type { ParagraphProperties } from "../../office/properties.ts";
import { childOf, type Element } from "../../xml.ts";
import { isOn, trackedMarks } from "./run-properties.ts";

/** The properties in a `w:pPr`; only what it says is set. */
export function paragraphProperties(element: Element | undefined): ParagraphProperties {
  if (!element) return {};
  const value = (name: string): string | undefined => childOf(element, name)?.attributes["w:val"];
  const style = value("w:pStyle");
  const outline = whole(value("w:outlineLvl"));
  const numbering = childOf(element, "w:numPr");
  const list = childOf(numbering, "w:numId")?.attributes["w:val"];
  const level = whole(childOf(numbering, "w:ilvl")?.attributes["w:val"]);
  const align = aligns.get(value("w:jc") ?? "");
  const breakBefore = childOf(element, "w:pageBreakBefore");
  const mark = childOf(element, "w:rPr");
  return {
    ...(style && { style }),
    ...(outline !== undefined && { outline }),
    ...(list !== undefined && { list }),
    ...(level !== undefined && { level: Math.min(level, 8) }),
    ...(list === "0" && level !== undefined && isIndented(element) && { continues: true }),
    ...(align && { align }),
    ...(breakBefore && { pageBreakBefore: isOn(breakBefore.attributes["w:val"]) }),
    ...(hasRule(element) && { ruled: true }),
    ...framedBy(element),
    ...(/drop|margin/.test(childOf(element, "w:framePr")?.attributes["w:dropCap"] ?? "") && { dropCap: true }),
    ...(childOf(element, "w:sectPr") && { sectionBreak: true }),
    ...(trackedMarks(mark, "deletion").length > 0 && { markDeleted: true }),
    ...(trackedMarks(mark, "insertion").length > 0 && { markInserted: true }),
  };
}

const aligns = new Map(
  Object.entries<NonNullable<ParagraphProperties["align"]>>({
    left: "start",
    start: "start",
    both: "start",
    distribute: "start",
    center: "center",
    right: "end",
    end: "end",
  }),
);

function whole(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,4}$/.test(value) ? Number(value) : undefined;
}

/** Left out of the numbering, and as far in as the items (17.3.1.12): LibreOffice's second paragraph of one. */
function isIndented(element: Element): boolean {
  const indent = childOf(element, "w:ind")?.attributes;
  return Number(indent?.["w:start"] ?? indent?.["w:left"] ?? 0) > 0;
}

function hasRule(element: Element): boolean {
  return hasBorder(childOf(element, "w:pBdr"), "w:bottom");
}

/** True of borders of which one of a side is drawn. */
export function hasBorder(borders: Element | undefined, side: string): boolean {
  const border = childOf(borders, side)?.attributes["w:val"];
  return border !== undefined && border !== "none" && border !== "nil";
}

/** Whether borders (17.3.1.24) frame it, or stand at its left; whether it is shaded (17.3.1.31). */
function framedBy(element: Element): Pick<ParagraphProperties, "framed"> {
  const borders = childOf(element, "w:pBdr");
  const shading = childOf(element, "w:shd");
  if (!borders && !shading) return {};
  const bordered = hasBorder(borders, "w:left") || (hasBorder(borders, "w:top") && hasBorder(borders, "w:bottom"));
  return { framed: bordered || isShaded(shading) };
}

/** True of a shading of a colour other than that of the paper. */
export function isShaded(shading: Element | undefined): boolean {
  const fill = shading?.attributes["w:fill"]?.toLowerCase();
  return fill !== undefined && fill !== "auto" && fill !== "ffffff";
}
