import type { RunProperties } from "../../office/properties.ts";
import { childrenOf, type Element } from "../../xml.ts";

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

/** What tracks that something came or went, moved or not (17.13.5.18 to 17.13.5.22, 17.13.5.14, 17.13.5.20). */
const tracking = { insertion: ["w:ins", "w:moveTo"], deletion: ["w:del", "w:moveFrom"] } as const;

/** What tracks in its properties that a paragraph's mark came or went. */
export function trackedMarks(element: Element | undefined, type: keyof typeof tracking): Element[] {
  return tracking[type].flatMap((name) => childrenOf(element, name));
}
