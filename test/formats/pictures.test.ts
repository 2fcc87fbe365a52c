import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { openArchive } from "../../shared/formats/archive.ts";
import { limits, openDocumentFile, reading, wordFile } from "./drafts.ts";

/** A white bitmap, as an old screen copy holds: far more than it takes in the archive. */
const bitmap = new Uint8Array(2_000_000).fill(255);
bitmap.set(strToU8("BM"));
/** The same weight under the name of a format that is set: all of it would be read. */
const png = bitmap.slice();
png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const small = { ...limits, entryBytes: 1_000_000, inflatedBytes: 1_500_000 };

const word = (image: Uint8Array) =>
  wordFile({
    body: '<w:p><w:r><w:t>Le bilan</w:t></w:r></w:p><w:p><w:r><w:drawing><wp:docPr name="Copie"/><a:blip r:embed="i"/></w:drawing></w:r></w:p>',
    related: { i: ["image", "media/i"] },
    files: { "word/media/i": image },
  });
const openDocument = (image: Uint8Array) =>
  openDocumentFile({
    body: '<text:p>Le bilan</text:p><text:p><draw:frame draw:name="Copie"><draw:image xlink:href="Pictures/i"/></draw:frame></text:p>',
    files: { "Pictures/i": image },
  });
const markdown = (image: Uint8Array) => zipSync({ "note.md": strToU8("Le bilan\n\n![Copie](i)\n"), i: image });

describe.each([
  ["note.docx", word],
  ["note.odt", openDocument],
  ["note.zip", markdown],
])("an image of %s that would inflate past the limits", (name, file) => {
  test("is told and left out where its format is not set", async () => {
    expect(await reading(name, file(bitmap), { limits: small })).toMatchObject({
      tree: { schema: 1 },
      warnings: [{ code: "image-unsupported", details: { found: "BMP" } }],
    });
  });

  test("has its file refused where it is", async () => {
    expect(await reading(name, file(png), { limits: small })).toMatchObject({
      refused: { code: "archive-too-large", details: { what: "entry" } },
    });
  });
});

test("only what is inflated counts", async () => {
  const archive = await openArchive(zipSync({ a: bitmap, b: new Uint8Array(1_000), vide: new Uint8Array() }), small);
  expect(await archive.start("a", 1_024)).toEqual(Buffer.from(bitmap.subarray(0, 1_024)));
  expect(await archive.start("b", 1_024)).toHaveLength(1_000);
  expect(await archive.start("vide", 1_024)).toHaveLength(0);
  expect(await archive.start("absent", 1_024)).toBeUndefined();
  await expect(archive.read("a")).rejects.toMatchObject({ code: "archive-too-large", details: { what: "entry" } });
  await expect(archive.start("a", 1_600_000)).rejects.toMatchObject({ details: { what: "inflated" } });
});
