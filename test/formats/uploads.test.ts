import { describe, expect, test } from "vitest";
import { mediaTypes } from "../../shared/formats/media-types.ts";
import {
  acceptOf,
  copyFormats,
  draftFormats,
  formatOfMimetype,
  formatStarting,
  hasEnding,
  withoutEnding,
} from "../../shared/formats/uploads.ts";

test("a draft may be a Word, OpenDocument or Markdown file, or an archive; a copy, what keeps comments", () => {
  expect([acceptOf(draftFormats), acceptOf(copyFormats)]).toEqual([".docx,.odt,.md,.markdown,.zip", ".docx,.odt"]);
});

describe("the name of a file", () => {
  function check(name: string, taken: boolean, stem: string): void {
    test(name, () => expect([hasEnding(name, draftFormats), withoutEnding(name)]).toEqual([taken, stem]));
  }
  check("note.docx", true, "note");
  check("Note.v2.MARKDOWN", true, "Note.v2");
  check("note.doc", false, "note.doc");
  check("docx", false, "docx");
  check(".odt", true, ".odt");
});

describe("a format is recognised by its own line", () => {
  test.each([
    ["a zip by its first bytes", formatStarting("PK\x03\x04\x14"), "zip"],
    ["an OpenDocument text by the type its zip states", formatOfMimetype(mediaTypes.odt), "odt"],
    ["a template of one", formatOfMimetype(`${mediaTypes.odt}-template`), "odt"],
    ["no format by the bytes of another", formatStarting("%PDF-1.7"), undefined],
    [
      "no format by the type of a spreadsheet",
      formatOfMimetype("application/vnd.oasis.opendocument.spreadsheet"),
      undefined,
    ],
  ])("%s", (_, found, expected) => expect(found).toBe(expected));
});
