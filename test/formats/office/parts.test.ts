import { strToU8 } from "fflate";
import { expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { namespaces, odtNamespaces, readOpenDocument, readWord } from "../drafts.ts";

/** A part with an XML declaration, in the encoding that `bytes` writes. */
const declared = (encoding: string, xml: string) => `<?xml version="1.0" encoding="${encoding}"?>${xml}`;
const document = `<w:document ${namespaces}><w:body><w:p><w:r><w:t>Réunion du 7 juin</w:t></w:r></w:p></w:body></w:document>`;
const content = `<office:document-content ${odtNamespaces}><office:body><office:text><text:p>Réunion du 7 juin</text:p></office:text></office:body></office:document-content>`;
const latin = (text: string) => Buffer.from(text, "latin1");
const sixteen = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");

test.each<[string, (xml: string) => Uint8Array, string[]]>([
  ["UTF-8 that says nothing", strToU8, []],
  ["UTF-8 after its mark", (xml) => strToU8(`\uFEFF${declared("UTF-8", xml)}`), []],
  ["ISO-8859-1 that says so", (xml) => latin(declared("ISO-8859-1", xml)), []],
  ["UTF-16 after its mark", (xml) => sixteen(declared("UTF-16", xml)), []],
  ["UTF-8 that says to be in UTF-16", (xml) => strToU8(declared("UTF-16", xml)), []],
  ["UTF-8 that says to be in an encoding of nobody", (xml) => strToU8(declared("x-nobody", xml)), []],
  ["ISO-8859-1 that says to be in UTF-8", (xml) => latin(declared("UTF-8", xml)), ["encoding-guessed"]],
  ["ISO-8859-1 that says nothing", latin, ["encoding-guessed"]],
])("a part of a Word file or an OpenDocument text is read in its encoding: %s", async (_, bytes, codes) => {
  const word = await readWord({ body: "", files: { "word/document.xml": bytes(document) } });
  const odt = await readOpenDocument({ body: "", files: { "content.xml": bytes(content) } });
  for (const { tree, warnings } of [word, odt]) {
    expect(outline(tree)).toEqual(["p Réunion du 7 juin"]);
    expect(warnings.map(({ code }) => code)).toEqual(codes);
  }
});

test("parts in no encoding that they name give one warning for all", async () => {
  const styles = latin(`<w:styles ${namespaces}><w:style><w:name w:val="é"/></w:style></w:styles>`);
  const { warnings } = await readWord({
    body: "",
    styles: "",
    files: { "word/document.xml": latin(document), "word/styles.xml": styles },
  });
  expect(warnings.map(({ code }) => code)).toEqual(["encoding-guessed"]);
});
