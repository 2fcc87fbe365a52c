import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";
import { parseTree } from "../../shared/document/schema.ts";
import { type Reading, type ReadOptions, readDraft } from "../../shared/formats/read.ts";
import { type WarningKey, warningTexts } from "../../shared/i18n/warnings.ts";
import { limitsSchema } from "../../shared/settings.ts";

export const limits = limitsSchema.parse({});

/** A reading that went well. */
export type Read = Exclude<Reading, { refused: unknown }>;

export function fixture(name: string): Uint8Array {
  return readFileSync(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));
}

export async function reading(name: string, bytes: Uint8Array, options: Partial<ReadOptions> = {}): Promise<Reading> {
  return readDraft({ name, bytes }, { language: "fr-FR", limits, ...options });
}

/** Reads what must be read; the tree is checked against its schema, and each warning against its message. */
export async function readWell(name: string, bytes: Uint8Array, options: Partial<ReadOptions> = {}): Promise<Read> {
  const read = await reading(name, bytes, options);
  if ("refused" in read) throw new Error(`${name} was refused: ${JSON.stringify(read.refused)}`);
  parseTree(JSON.parse(JSON.stringify(read.tree)));
  for (const { code, details } of read.warnings) checkDetails(code, details);
  return read;
}

/** Every placeholder of a warning's message has a value. */
function checkDetails(code: WarningKey, details: object): void {
  for (const language of ["fr", "en"] as const) {
    for (const [, name] of warningTexts[language][code].matchAll(/\{(\w+)\}/g)) {
      if (!(name! in details)) throw new Error(`${code} does not give {${name}} in ${language}`);
    }
  }
}

/** Reads Markdown, with the files beside it. */
export function readMarkdown(source: string, files: Record<string, Uint8Array> = {}): Promise<Read> {
  return readWell("note.md", strToU8(source), { companion: (name) => files[name] });
}

export const namespaces = [
  ["w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"],
  ["r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"],
  ["a", "http://schemas.openxmlformats.org/drawingml/2006/main"],
  ["wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"],
  ["pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"],
  ["c", "http://schemas.openxmlformats.org/drawingml/2006/chart"],
  ["dgm", "http://schemas.openxmlformats.org/drawingml/2006/diagram"],
  ["m", "http://schemas.openxmlformats.org/officeDocument/2006/math"],
  ["mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"],
  ["v", "urn:schemas-microsoft-com:vml"],
  ["o", "urn:schemas-microsoft-com:office:office"],
  ["asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main"],
  ["wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"],
  ["w14", "http://schemas.microsoft.com/office/word/2010/wordml"],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");

const mainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/** Parts of a Word document, as XML inside their root element; `related`: id to type and target. */
export type WordParts = {
  body: string;
  styles?: string;
  numbering?: string;
  footnotes?: string;
  comments?: string;
  related?: Record<string, [type: string, target: string]>;
  files?: Record<string, Uint8Array>;
};

export function wordFile({
  body,
  styles,
  numbering,
  footnotes,
  comments,
  related = {},
  files = {},
}: WordParts): Uint8Array {
  const parts = { styles, numbering, footnotes, comments };
  const present = Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined);
  const relationships = [
    ...present.map(([name]) => relationship(`rId-${name}`, name, `${name}.xml`)),
    ...Object.entries(related).map(([id, [type, target]]) => relationship(id, type, target)),
  ];
  return zipSync({
    "[Content_Types].xml": strToU8(
      `<Types><Override PartName="/word/document.xml" ContentType="${mainType}"/></Types>`,
    ),
    "word/document.xml": strToU8(`<w:document ${namespaces}><w:body>${body}</w:body></w:document>`),
    "word/_rels/document.xml.rels": strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships.join("")}</Relationships>`,
    ),
    ...Object.fromEntries(
      present.map(([name, inside]) => [`word/${name}.xml`, strToU8(`<w:${name} ${namespaces}>${inside}</w:${name}>`)]),
    ),
    ...files,
  });
}

function relationship(id: string, type: string, target: string): string {
  const external = /^[a-z]+:/.test(target) ? ' TargetMode="External"' : "";
  return `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${external}/>`;
}

export function readWord(parts: WordParts, options: Partial<ReadOptions> = {}): Promise<Read> {
  return readWell("note.docx", wordFile(parts), options);
}

const odf = ["office", "style", "text", "table", "meta"].map((name) => [
  name,
  `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`,
]);
export const odtNamespaces = [
  ...odf,
  ["chart", "urn:oasis:names:tc:opendocument:xmlns:chart:1.0"],
  ["draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"],
  ["fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"],
  ["svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"],
  ["xlink", "http://www.w3.org/1999/xlink"],
  ["dc", "http://purl.org/dc/elements/1.1/"],
  ["loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");

/** Parts of an OpenDocument text, as XML inside their elements. */
export type OpenDocumentParts = {
  body: string;
  automatic?: string;
  styles?: string;
  /** Page styles. */
  masters?: string;
  files?: Record<string, Uint8Array>;
};

export function openDocumentFile({
  body,
  automatic = "",
  styles = "",
  masters = "",
  files = {},
}: OpenDocumentParts): Uint8Array {
  const content = `<office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body>`;
  return zipSync({
    mimetype: strToU8("application/vnd.oasis.opendocument.text"),
    "content.xml": strToU8(`<office:document-content ${odtNamespaces}>${content}</office:document-content>`),
    "styles.xml": strToU8(
      `<office:document-styles ${odtNamespaces}><office:styles>${styles}</office:styles><office:master-styles>${masters}</office:master-styles></office:document-styles>`,
    ),
    ...files,
  });
}

export function readOpenDocument(parts: OpenDocumentParts, options: Partial<ReadOptions> = {}): Promise<Read> {
  return readWell("note.odt", openDocumentFile(parts), options);
}
