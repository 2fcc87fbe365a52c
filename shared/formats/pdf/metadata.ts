import type { Composed } from "../../document/composed.ts";
import { escapeMarkup } from "../escape.ts";
import { add, addStream, ascii, type PdfFile, type Ref, text } from "./file.ts";

const producer = "Livrable";

/** The document information dictionary (ISO 32000-1, 14.3.3). */
export function addInfo(file: PdfFile, document: Composed): Ref {
  const date = ascii(`D:${document.instant.replace(/\D/g, "").slice(0, 14)}Z`);
  return add(file, {
    Title: text(document.title),
    Author: document.authors.length > 0 ? text(document.authors.join("; ")) : undefined,
    Subject: document.subtitle === undefined ? undefined : text(document.subtitle),
    Keywords: document.keywords.length > 0 ? text(document.keywords.join("; ")) : undefined,
    Creator: text(producer),
    Producer: text(producer),
    CreationDate: date,
    ModDate: date,
  });
}

/** The metadata stream (14.3.2): XMP that says the same, and claims PDF/A-2a and PDF/UA-1. Left readable, not deflated. */
export function addMetadata(file: PdfFile, document: Composed): Ref {
  return addStream(file, Buffer.from(xmp(document), "utf8"), { Type: "Metadata", Subtype: "XML" });
}

function xmp(document: Composed): string {
  const date = document.instant.replace(/\.\d+Z$/, "Z");
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"',
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">',
    "<dc:format>application/pdf</dc:format>",
    property("dc:title", alternatives([document.title])),
    document.authors.length > 0 ? property("dc:creator", array("Seq", document.authors)) : "",
    document.subtitle === undefined ? "" : property("dc:description", alternatives([document.subtitle])),
    document.keywords.length > 0 ? property("dc:subject", array("Bag", document.keywords)) : "",
    property("dc:language", array("Bag", [document.language])),
    document.keywords.length > 0 ? property("pdf:Keywords", escapeXml(document.keywords.join("; "))) : "",
    property("pdf:Producer", producer),
    property("xmp:CreatorTool", producer),
    property("xmp:CreateDate", date),
    property("xmp:ModifyDate", date),
    property("xmp:MetadataDate", date),
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
    "</rdf:Description>",
    extensionSchema,
    '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>',
  ]
    .filter((line) => line !== "")
    .join("\n");
}

/** `pdfuaid` is no schema of PDF/A's own, so the file describes it (ISO 19005-2, 6.6.2.3.3). */
const extensionSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;

function property(name: string, value: string): string {
  return `<${name}>${value}</${name}>`;
}

function alternatives(values: string[]): string {
  return `<rdf:Alt>${values.map((value) => `<rdf:li xml:lang="x-default">${escapeXml(value)}</rdf:li>`).join("")}</rdf:Alt>`;
}

function array(kind: "Seq" | "Bag", values: string[]): string {
  return `<rdf:${kind}>${values.map((value) => property("rdf:li", escapeXml(value))).join("")}</rdf:${kind}>`;
}

/** Text as XML 1.0 may hold it. */
function escapeXml(value: string): string {
  return escapeMarkup(
    value.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, (character) => (/\s/.test(character) ? " " : "")),
  );
}
