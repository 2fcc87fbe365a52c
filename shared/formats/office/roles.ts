import { type Level, levelOfStyle } from "./numbering.ts";
import type { Package } from "./package.ts";
import type { ParagraphProperties } from "./properties.ts";
import type { Role, Style } from "./style.ts";

/** What a paragraph's own properties and its style make of it. */
export function roleOf(of: Package, properties: ParagraphProperties): Role | undefined {
  const { outline } = properties;
  if (outline !== undefined && outline < 9) return { is: "heading", level: outline + 1 };
  const role = styleOf(of, properties)?.role;
  return outline === 9 && role?.is === "heading" ? undefined : role;
}

/** The style of a paragraph, or the one of those that name none. */
export function styleOf(of: Package, { style }: ParagraphProperties): Style | undefined {
  return style === undefined ? of.styles.defaultParagraph : of.styles.get(style);
}

/** The numbering that applies to a paragraph: its own, or its style's. */
export function listOf(
  of: Package,
  properties: ParagraphProperties,
): (Pick<Level, "blank" | "ordered" | "label"> & { list: string; level: number }) | undefined {
  const style = styleOf(of, properties)?.paragraph;
  const list = properties.list ?? style?.list;
  const numbering = list === undefined || list === "0" ? undefined : of.numberings.get(list);
  if (list === undefined || !numbering) return undefined;
  const level = properties.level ?? style?.level ?? levelOfStyle(numbering, properties.style);
  const format = numbering.levels.get(level);
  if (!format) return undefined;
  const { blank, ordered, label } = format;
  return { list, level, blank, ordered, ...(label !== undefined && { label }) };
}
