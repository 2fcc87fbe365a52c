import type { RunProperties } from "../../office/properties.ts";
import { childOf, type Element } from "../../xml.ts";

/** The properties in a `w:rPr`; only what it says is set. */
export function runProperties(element: Element | undefined): RunProperties {
  const properties: RunProperties = {};
  for (const child of element?.children ?? []) {
    if (typeof child !== "string") readers.get(child.name)?.(properties, child.attributes["w:val"], child);
  }
  return properties;
}

/** ECMA-376-1, 17.17.4: an on/off property without a value is on. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || value === "1" || value === "true" || value === "on";
}

type Reader = (properties: RunProperties, value: string | undefined, element: Element) => void;

const readers = new Map(
  Object.entries<Reader>({
    "w:rStyle": (properties, value) => {
      if (value) properties.style = value;
    },
    "w:b": (properties, value) => {
      properties.bold = isOn(value);
    },
    "w:i": (properties, value) => {
      properties.italic = isOn(value);
    },
    "w:u": (properties, value) => {
      properties.underline = value !== "none";
    },
    "w:strike": (properties, value) => {
      properties.strike = isOn(value);
    },
    "w:dstrike": (properties, value) => {
      properties.strike = isOn(value);
    },
    "w:smallCaps": (properties, value) => {
      properties.smallCaps = isOn(value);
    },
    "w:vertAlign": (properties, value) => {
      if (value === "superscript" || value === "subscript" || value === "baseline") properties.vertical = value;
    },
    "w:vanish": (properties, value) => {
      properties.hidden = isOn(value);
    },
    "w:lang": (properties, value, { attributes }) => {
      if (value) properties.language = value;
      if (attributes["w:bidi"]) properties.complexLanguage = attributes["w:bidi"];
    },
    "w:rFonts": (properties, _value, { attributes }) => {
      const font = attributes["w:ascii"] ?? attributes["w:hAnsi"];
      if (font) properties.font = font;
    },
  }),
);

/** True where the paragraph mark was deleted or inserted with changes tracked. */
export function isTracked(element: Element | undefined, change: "w:ins" | "w:del"): boolean {
  return childOf(element, change) !== undefined;
}
