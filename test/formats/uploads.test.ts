import { describe, expect, test } from "vitest";
import { acceptOf, copyFormats, draftFormats, hasEnding, withoutEnding } from "../../shared/formats/uploads.ts";

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
