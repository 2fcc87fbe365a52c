import type { Composed } from "../../../document/composed.ts";
import type { Theme } from "../../../kinds/theme.ts";
import { escapeMarkup } from "../../escape.ts";
import { allowed } from "./text.ts";

/** Parts that say of the document what the package would not, or would say of itself. Path → XML. */
export function writeProperties(document: Composed, theme: Theme): { path: string; data: string }[] {
  return [
    { path: "docProps/core.xml", data: coreProperties(document) },
    {
      path: "docProps/app.xml",
      data: `${declaration}<Properties xmlns="${extended}"><Application>Livrable</Application></Properties>`,
    },
    { path: "word/fontTable.xml", data: fontTable(theme) },
  ];
}

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const extended = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
const coreNamespaces = [
  `xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"`,
  `xmlns:dc="http://purl.org/dc/elements/1.1/"`,
  `xmlns:dcterms="http://purl.org/dc/terms/"`,
  `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`,
].join(" ");

/** Core properties (ECMA-376-2, 11): the document's own words and its instant; no name of who edited it. */
function coreProperties({ title, subtitle, authors, keywords, language, instant }: Composed): string {
  const second = `${new Date(instant).toISOString().slice(0, 19)}Z`;
  const date = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${second}</dcterms:${name}>`;
  const values = [
    ["dc:title", title],
    ["dc:subject", subtitle],
    ["dc:creator", authors.join("; ")],
    ["cp:keywords", keywords.join(", ")],
    ["dc:language", language],
  ] as const;
  const texts = values.map(([name, value]) => (value ? `<${name}>${escaped(value)}</${name}>` : ""));
  return `${declaration}<cp:coreProperties ${coreNamespaces}>${texts.join("")}${date("created")}${date("modified")}</cp:coreProperties>`;
}

/** What stands in for our fonts where they are not installed: faces that most machines have (ECMA-376-1, 17.8.3). */
function fontTable({ fonts }: Theme): string {
  const font = (name: string, instead: string, family: string) =>
    `<w:font w:name="${escaped(name)}"><w:altName w:val="${instead}"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`;
  const faces = [font(fonts.serif, "Georgia", "roman"), font(fonts.sans, "Calibri", "swiss")];
  return `${declaration}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${faces.join("")}</w:fonts>`;
}

function escaped(text: string): string {
  return escapeMarkup(allowed(text));
}
