import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { outline } from "../../infra/cli/outline.ts";
import { errorTexts } from "../../shared/i18n/errors.ts";
import { fixture, limits, reading, readWell, wordFile } from "./drafts.ts";

const text = strToU8("# Cadre\n\nTexte.");
const word = wordFile({ body: "<w:p><w:r><w:t>Texte</w:t></w:r></w:p>" });
const compound = (...streams: string[]): Uint8Array =>
  Buffer.concat([
    Buffer.from("D0CF11E0A1B11AE1", "hex"),
    Buffer.alloc(600),
    ...streams.map((name) => Buffer.from(name, "utf16le")),
  ]);
const types = (type: string): Uint8Array =>
  strToU8(`<Types><Override PartName="/main.xml" ContentType="${type}"/></Types>`);
const openDocument = zipSync({ mimetype: strToU8("application/vnd.oasis.opendocument.spreadsheet") });

/** A file named `name` is refused with `code`, and what its message needs. */
async function check(name: string, bytes: Uint8Array, code: string, details: object = {}): Promise<void> {
  const read = await reading(name, bytes, { limits: { ...limits, uploadBytes: 2_000_000, textLength: 100_000 } });
  if (!("refused" in read)) throw new Error(`${name} was read`);
  expect(read.refused.code).toBe(code);
  expect(read.refused.details).toMatchObject(details);
  for (const [, placeholder] of errorTexts.fr[read.refused.code].matchAll(/\{(\w+)\}/g)) {
    expect(read.refused.details).toHaveProperty(placeholder!);
  }
}

describe("a file is judged by its content", () => {
  test.each<[string, string, Uint8Array, string, object?]>([
    ["empty", "note.docx", new Uint8Array(), "file-empty"],
    ["only spaces", "note.md", strToU8(" \n \n"), "file-empty"],
    ["over the limit", "note.md", new Uint8Array(2_000_001), "file-too-large", { limit: 1 }],
    ["Markdown called Word", "note.docx", text, "file-type-mismatch", { found: "Markdown (.md)" }],
    ["Word called Markdown", "note.md", word, "file-type-mismatch", { found: "Word (.docx)" }],
    ["PDF called Word", "note.docx", strToU8("%PDF-1.7 …"), "file-type-mismatch", { found: "PDF" }],
    ["PDF", "note.pdf", strToU8("%PDF-1.7 …"), "file-type-unknown", { found: "PDF" }],
    ["HTML", "note.html", strToU8("<!DOCTYPE html><p>a"), "file-type-unknown", { found: "HTML" }],
    ["RTF", "note.rtf", strToU8("{\\rtf1 a}"), "file-type-unknown", { found: "RTF" }],
    ["XML", "note.fodt", strToU8('<?xml version="1.0"?><office:document/>'), "file-type-unknown", { found: "XML" }],
    ["an image", "chart.png", fixture("chart.png"), "file-type-unknown", { found: "PNG" }],
    ["bytes", "note.md", Uint8Array.from([1, 2, 3, 0]), "file-type-mismatch", { found: "?" }],
    ["Word 97", "note.doc", compound("WordDocument"), "file-legacy-doc"],
    ["Word 97 under a new name", "note.docx", compound("WordDocument"), "file-legacy-doc"],
    ["a protected Word", "note.docx", compound("EncryptionInfo", "EncryptedPackage"), "file-encrypted"],
    ["Excel 97", "note.xls", compound("Workbook"), "file-type-unknown", { found: "OLE" }],
    [
      "macros",
      "note.docm",
      zipSync({ "[Content_Types].xml": types("application/vnd.ms-word.document.macroEnabled.main+xml") }),
      "file-macros",
    ],
    [
      "macros under another name",
      "note.docx",
      zipSync({ "[Content_Types].xml": types("x"), "word/vbaProject.bin": text }),
      "file-macros",
    ],
    [
      "Excel",
      "note.xlsx",
      zipSync({
        "[Content_Types].xml": types("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
      }),
      "file-type-unknown",
      { found: "Excel (.xlsx)" },
    ],
    [
      "an OpenDocument spreadsheet",
      "note.ods",
      openDocument,
      "file-type-unknown",
      { found: "application/vnd.oasis.opendocument.spreadsheet" },
    ],
    ["a zip of no text", "note.zip", zipSync({ "a.png": text }), "archive-without-draft"],
    [
      "a zip of two texts",
      "note.zip",
      zipSync({ "a.md": text, "b.md": text }),
      "archive-several-drafts",
      { names: "a.md, b.md" },
    ],
    ["a cut Word", "note.docx", word.subarray(0, word.length - 40), "file-damaged"],
    ["XML that breaks off", "note.docx", wordFile({ body: "<w:p>" }), "file-damaged"],
    [
      "a DTD",
      "note.docx",
      wordFile({
        body: "",
        styles: "",
        files: { "word/styles.xml": strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') },
      }),
      "xml-hostile",
      { problem: "DTD" },
    ],
    [
      "a thousand levels",
      "note.docx",
      wordFile({ body: "<w:tbl><w:tr><w:tc>".repeat(1_000) + "</w:tc></w:tr></w:tbl>".repeat(1_000) }),
      "xml-hostile",
      { problem: "depth" },
    ],
    ["a hundred quotes", "note.md", strToU8(`${"> ".repeat(150)}a`), "document-too-large", { what: "depth" }],
    ["marks without number", "note.md", strToU8("a**b*".repeat(2_000)), "document-too-large", { what: "marks" }],
    ["a long text", "note.md", strToU8("mot ".repeat(30_000)), "document-too-large", { what: "text" }],
    [
      "front matter that is no YAML",
      "note.md",
      strToU8("---\ntitle: a\nlang: 'fr\n---\n"),
      "front-matter-unreadable",
      { line: 3 },
    ],
    [
      "front matter that is none of ours",
      "note.md",
      strToU8("---\nauthor: {prenom: a}\n---\n"),
      "front-matter-invalid",
      { field: "author" },
    ],
  ])("%s", (_, name, bytes, code, details) => check(name, bytes, code, details));
});

describe("what may be sent", () => {
  const image = fixture("chart.png");
  const source = strToU8("---\ntitle: Note\nbibliography: refs.bib\n---\n\n![Barres](images/é.png)\n");
  const bib = strToU8("@book{noel, title={Accueillir}, year=2014}");

  test("a zip of a text, its images and its bibliography, in a folder, as a file manager leaves it", async () => {
    const bytes = zipSync({
      "note/note.md": source,
      "note/images/é.png": image,
      "note/refs.bib": bib,
      "__MACOSX/note/._note.md": text,
      "note/annexes/lisez.md": text,
    });
    const { tree, warnings, images, reader } = await readWell("note.zip", bytes);
    expect(outline(tree)).toEqual(["figure png 880x440 (Barres) : Barres"]);
    expect(tree.bibliography.map(({ id }) => id)).toEqual(["noel"]);
    expect([...images.values()].map(({ mediaType, width }) => [mediaType, width])).toEqual([["image/png", 880]]);
    expect([warnings, reader]).toEqual([[], "markdown/8"]);
  });

  test("a zip that names what is outside it", async () => {
    const bytes = zipSync({ "note/note.md": strToU8("![a](../secret.png)"), "secret.png": image });
    const { warnings } = await readWell("note.zip", bytes);
    expect(warnings.map(({ code }) => code)).toEqual(["image-missing"]);
  });

  test.each<[string, Uint8Array, string[]]>([
    ["UTF-8 with its mark", strToU8("\uFEFFÉcole"), []],
    ["UTF-16", Buffer.from("\uFEFFÉcole", "utf16le"), []],
    ["Windows-1252", Buffer.from("École", "latin1"), ["encoding-guessed"]],
  ])("text in %s", async (_, bytes, codes) => {
    const { tree, warnings } = await readWell("note.md", bytes);
    expect(outline(tree)).toEqual(["p École"]);
    expect(warnings.map(({ code }) => code)).toEqual(codes);
  });

  test("text with the line ends of another system", async () => {
    const { tree } = await readWell("note.txt", strToU8("# Un\r\n\r\nDeux\rtrois"));
    expect(outline(tree)).toEqual(["h1 Un", "p Deux trois"]);
  });

  test("a Word file whose main part has another name", async () => {
    const bytes = zipSync({
      "[Content_Types].xml": types("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
      "main.xml": strToU8(
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Texte</w:t></w:r></w:p></w:body></w:document>',
      ),
    });
    const { tree, reader } = await readWell("note.docx", bytes);
    expect([outline(tree), reader]).toEqual([["p Texte"], "docx/10"]);
  });
});

test("warnings alike are told one by one up to a point, then counted", async () => {
  const { warnings } = await readWell("note.md", strToU8("- ➔ a\n".repeat(40)));
  expect(warnings).toHaveLength(31);
  expect(warnings.at(-1)).toEqual({ code: "warnings-alike", details: { code: "bullet-typed", count: 10 } });
});

test("a warning names the block it is about", async () => {
  const { tree, warnings } = await readWell("note.md", strToU8("Un\n\n# 1. Deux"));
  expect(warnings[0]?.at).toBe(tree.blocks[1]?.id);
});
