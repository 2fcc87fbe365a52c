import { strToU8 } from "fflate";
import { expect, test } from "vitest";
import { limits, openDocumentFile, reading, wordFile } from "./drafts.ts";

/** Words that do not compress away, so that the archive is no bomb. */
const word = (at: number): string => ((at * 2_654_435_761) >>> 0).toString(36);
const many = (count: number, one: (word: string) => string): string =>
  Array.from({ length: count }, (_, at) => one(word(at))).join("");
const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text} </w:t></w:r>`;

/** What reading ends in: the number of blocks, or the code of a refusal. */
async function verdict(name: string, bytes: Uint8Array): Promise<number | string> {
  const read = await reading(name, bytes);
  return "refused" in read ? read.refused.code : read.tree.blocks.length;
}

test.each<[string, () => [name: string, bytes: Uint8Array], number | string]>([
  ["half a million runs in one paragraph", () => ["a.docx", wordFile({ body: `<w:p>${many(500_000, run)}</w:p>` })], 1],
  [
    "a million paragraphs",
    () => ["a.docx", wordFile({ body: many(1_000_000, (text) => `<w:p>${run(text)}</w:p>`) })],
    "document-too-large",
  ],
  [
    "a hundred thousand cells in a row",
    () => [
      "a.docx",
      wordFile({
        body: `<w:tbl><w:tr>${many(100_000, (text) => `<w:tc><w:p>${run(text)}</w:p></w:tc>`)}</w:tr></w:tbl>`,
      }),
    ],
    "document-too-large",
  ],
  [
    "half a million bookmarks",
    () => [
      "a.docx",
      wordFile({ body: `<w:p>${many(500_000, (name) => `<w:bookmarkStart w:name="${name}"/>`)}${run("a")}</w:p>` }),
    ],
    "document-too-large",
  ],
  [
    "a million spans",
    () => [
      "a.odt",
      openDocumentFile({ body: `<text:p>${many(1_000_000, (text) => `<text:span>${text}</text:span>`)}</text:p>` }),
    ],
    1,
  ],
  ["a long Markdown text", () => ["a.md", strToU8(many(600_000, (text) => `${text} `))], 1],
  ["nothing but spaces, in plenty", () => ["a.docx", wordFile({ body: " ".repeat(90_000_000) })], "archive-too-large"],
])("%s: read, or refused", async (_, make, expected) => {
  const [name, bytes] = make();
  expect(bytes.length).toBeLessThan(limits.uploadBytes);
  expect(await verdict(name, bytes)).toBe(expected);
});
