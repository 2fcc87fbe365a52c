import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8 } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hostile, many, readOnce, run } from "../../infra/bench/reading-files.ts";
import { tries } from "../long.ts";
import { limits, openDocumentFile, reading, wordFile } from "./drafts.ts";

/** Of forty words each. */
const longTextParagraphs = tries(1_000, 6_250);

/** What reading ends in: the number of blocks, or the code of a refusal. */
async function verdict(name: string, bytes: Uint8Array): Promise<number | string> {
  const read = await reading(name, bytes);
  return "refused" in read ? read.refused.code : read.tree.blocks.length;
}

test.each<[string, () => [name: string, bytes: Uint8Array], number | string]>([
  [
    "hundreds of thousands of runs in one paragraph",
    () => ["a.docx", wordFile({ body: `<w:p>${many(tries(100_000, 500_000), run)}</w:p>` })],
    1,
  ],
  [
    "more paragraphs than a tree may have nodes",
    () => [
      "a.docx",
      wordFile({ body: many(tries(210_000, 1_000_000), (text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`) }),
    ],
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
    "hundreds of thousands of bookmarks",
    () => [
      "a.docx",
      wordFile({
        body: `<w:p>${many(tries(250_000, 500_000), (name) => `<w:bookmarkStart w:name="${name}"/>`)}${run("a")}</w:p>`,
      }),
    ],
    "document-too-large",
  ],
  [
    "hundreds of thousands of spans",
    () => [
      "a.odt",
      openDocumentFile({
        body: `<text:p>${many(tries(200_000, 1_000_000), (text) => `<text:span>${text}</text:span>`)}</text:p>`,
      }),
    ],
    1,
  ],
  [
    "a long Markdown text",
    () => ["a.md", strToU8(many(40 * longTextParagraphs, (text, at) => `${text}${at % 40 ? " " : "\n\n"}`))],
    longTextParagraphs + 1,
  ],
  [
    "five megabytes of it in a paragraph",
    () => ["a.md", strToU8(many(600_000, (text) => `${text} `))],
    "document-too-large",
  ],
  ["nothing but spaces, in plenty", () => ["a.docx", wordFile({ body: " ".repeat(45_000_000) })], "archive-too-large"],
])("%s: read, or refused", async (_, make, expected) => {
  const [name, bytes] = make();
  expect(bytes.length).toBeLessThan(limits.uploadBytes);
  expect(await verdict(name, bytes)).toBe(expected);
});

const made = (what: keyof typeof hostile): [string, Uint8Array] => ["a.docx", hostile[what]!()];

test.each<[string, string]>([
  ["1 000 levels of tables", "xml-hostile"],
  ["1 000 levels of content controls", "xml-hostile"],
  ["1 GB of zeros, told", "archive-too-large"],
  ["1 GB of zeros, told as 1 KB", "file-damaged"],
])("%s: refused", async (what, code) => {
  const [name, bytes] = made(what);
  expect(await verdict(name, bytes)).toBe(code);
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "livrable-size-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Memory of a whole process, MB: Node's own is a third of it. */
const mostMemory = 300;

test.each(["500 000 runs", "60 000 paragraphs, accepted", "24 MB of images, accepted"])(
  "%s: read within the memory that a small machine has",
  (what) => {
    const [name, bytes] = made(what);
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const read = readOnce(path);
    expect(read.verdict).toMatch(/blocks$/);
    // when the collector comes by is chance, which adds to a peak (270 to 303 MB of one file, 8 readings): the least of three counts
    let { peakMb } = read;
    for (let times = 1; times < 3 && peakMb >= mostMemory; times++) peakMb = Math.min(peakMb, readOnce(path).peakMb);
    expect(peakMb).toBeLessThan(mostMemory);
  },
);
