import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, crc32, deflateRawSync } from "node:zlib";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { limitsSchema } from "../../shared/settings.ts";
import { flagsOf } from "../local/children.ts";
import { root } from "./reference.ts";

/** Files that reading is measured on: a real dossier, the same over and over, and those made to hurt. */

export const dossier = join(root, "test/fixtures/dossier-30-pages.pandoc.docx");

/** The dossier's body `times` over in one file. */
export function repeated(times: number): Uint8Array {
  const entries = unzipSync(readFileSync(dossier));
  const document = strFromU8(entries["word/document.xml"]!);
  const start = document.indexOf("<w:body>") + "<w:body>".length;
  const end = document.lastIndexOf("<w:sectPr");
  const body = document.slice(start, end).repeat(times);
  entries["word/document.xml"] = strToU8(document.slice(0, start) + body + document.slice(end));
  return zipSync(entries);
}

/** What one reading in a fresh process came to: blocks or a refusal, milliseconds, peak memory in MB. */
export type OneReading = { verdict: string; ms: number; peakMb: number };

/** Reads a file in a process as bounded as a server's child. */
export function readOnce(path: string): OneReading {
  const script = join(root, "infra", "bench", "reading-once.ts");
  const flags = flagsOf(limitsSchema.parse({}).childMemory);
  return JSON.parse(execFileSync(process.execPath, [...flags, script, path], { encoding: "utf8" })) as OneReading;
}

/** Words that do not compress away, so that the archive is no bomb. */
const word = (at: number): string => ((at * 2_654_435_761) >>> 0).toString(36);
/** `count` pieces of XML one after another, each given a word of its own and its index. */
export const many = (count: number, one: (word: string, at: number) => string): string =>
  Array.from({ length: count }, (_, at) => one(word(at), at)).join("");
/** A run of WordprocessingML. */
export const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text} </w:t></w:r>`;
/** A paragraph of one run. */
export const paragraph = (text: string): string => `<w:p>${run(text)}</w:p>`;
const nested = (levels: number, open: string, close: string): string => open.repeat(levels) + close.repeat(levels);

/** A short text that cites one of the `count` references of the library beside it. */
export function withLibrary(count: number): Uint8Array {
  const entry = (text: string, at: number): string =>
    `@article{e${at}, author = {Noël, Hervé and {Commission ${text}}}, title = {Titre {\\emph{${text}}}}, journal = rpl,\n  year = 2014, abstract = {${`${text} `.repeat(60)}}}\n`;
  const library = `@string{rpl = {Revue}}\n${many(count, entry)}`;
  return zipSync({ "note.md": strToU8(`Vu [@e${count - 1}].`), "library.bib": strToU8(library) });
}

/** Word documents made to hurt, by what they are. */
export const hostile: Record<string, () => Uint8Array> = {
  "500 000 runs": () => wordFile(`<w:p>${many(500_000, run)}</w:p>`),
  "1 000 000 paragraphs": () => wordFile(many(1_000_000, (text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`)),
  "1 000 levels of tables": () => wordFile(nested(1_000, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")),
  "1 000 levels of content controls": () => wordFile(nested(1_000, "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")),
  "1 GB of zeros, told": () => bomb(2 ** 30),
  "1 GB of zeros, told as 1 KB": () => bomb(1_024),
  "60 000 paragraphs, accepted": () => wordFile(many(60_000, paragraph)),
  "45 MB of properties, accepted": () =>
    wordFile(many(28_000, (text) => `<w:p><w:pPr>${`<w:x w:y="${text}"/>`.repeat(80)}</w:pPr>${run(text)}</w:p>`)),
  "20 000 comments on one paragraph, accepted": () => withComments(20_000),
  "20 000 tracked changes in one paragraph, accepted": () =>
    wordFile(`<w:p>${many(20_000, (text) => `${run(text)}<w:ins w:author="${text}">${run("a")}</w:ins>`)}</w:p>`),
  "24 MB of images, accepted": () => withImages(24),
  "60 000 formatted runs, accepted": () =>
    wordFile(`<w:p>${many(30_000, (text) => `<w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r>${run(text)}`)}</w:p>`),
};

/** Markdown texts that take long, by what they are. */
export const slowTexts: Record<string, () => string> = {
  "9 000 HTML elements one in the other, accepted": () => `<div>\n${"<div>".repeat(9_000)}Un`,
  "4 000 cells of an HTML table, accepted": () => `<table>\n${many(4_000, (text) => `<tr><td rowspan=9>${text}`)}`,
  "9 000 lists in lists of HTML": () => `<div>\n${"<ul>".repeat(9_000)}`,
  "notes of Markdown, all called, accepted": () => many(4_000, (text) => `[^${text}]: a\n\n[^${text}]\n\n`),
  "stars of Markdown, accepted": () => `${"a*b*".repeat(990)}\n\n`.repeat(40),
  "15 000 items of Markdown, accepted": () => "- a\n".repeat(15_000),
  "18 000 paragraphs of Markdown, accepted": () => many(18_000, (text) => `${`${text} `.repeat(10)}\n\n`),
};

const mainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const types = `<Types><Override PartName="/word/document.xml" ContentType="${mainType}"/></Types>`;

/** Comments that begin with one paragraph, and end one after another. */
function withComments(count: number): Uint8Array {
  const begun = many(count, (_, at) => `<w:commentRangeStart w:id="${at}"/>`);
  const ended = many(count, (text, at) => `${run(text)}<w:r><w:commentReference w:id="${at}"/></w:r>`);
  const entries = unzipSync(wordFile(`<w:p>${begun}${ended}</w:p>`));
  const comments = many(
    count,
    (text, at) => `<w:comment w:id="${at}" w:author="${text}">${paragraph(text)}</w:comment>`,
  );
  entries["word/comments.xml"] = strToU8(
    `<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${comments}</w:comments>`,
  );
  entries["word/_rels/document.xml.rels"] = strToU8(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>',
  );
  return zipSync(entries);
}

function wordFile(body: string): Uint8Array {
  const document = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  return zipSync({ "[Content_Types].xml": strToU8(types), "word/document.xml": strToU8(document) });
}

/** Images of a megabyte each, all shown. */
function withImages(megabytes: number): Uint8Array {
  const entries = unzipSync(readFileSync(dossier));
  const [name = ""] = Object.keys(entries).filter((one) => one.startsWith("word/media/"));
  const names = Array.from({ length: megabytes }, (_, at) => `media/made${at}.png`);
  const relationships = names.map(
    (target, at) =>
      `<Relationship Id="made${at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${target}"/>`,
  );
  const shown = names.map(
    (_, at) =>
      `<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="made${at}"/></w:drawing></w:r></w:p>`,
  );
  const edit = (path: string, before: string, added: string[]) => {
    entries[path] = strToU8(strFromU8(entries[path]!).replace(before, added.join("") + before));
  };
  edit("word/_rels/document.xml.rels", "</Relationships>", relationships);
  edit("word/document.xml", "</w:body>", shown);
  names.forEach((target, at) => {
    const noise = Buffer.from(many(100_000, (text) => `${text}${at}`)).subarray(0, 2 ** 20);
    entries[`word/${target}`] = Buffer.concat([entries[name]!, noise]);
  });
  return zipSync(entries, { level: 0 });
}

/** Of a gigabyte of them (CRC-32). */
const crcOfZeros = 0x5b64c2b0;

/** A gigabyte of zeros, deflated: a megabyte's stream, flushed so that it ends at a byte and refers to none before it, over and over. */
function gigabyteOfZeros(): Buffer {
  const zeros = Buffer.alloc(2 ** 20);
  const one = deflateRawSync(zeros, { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array.from({ length: 2 ** 10 - 1 }, () => one), deflateRawSync(zeros)]);
}

/** A main part of a gigabyte, whose size the directory states as `statedSize` (APPNOTE 4.3.7, 4.3.12 and 4.3.16). */
function bomb(statedSize: number): Uint8Array {
  const entries = [
    { name: "[Content_Types].xml", bytes: deflateRawSync(types), size: types.length, crc: crc32(types) },
    { name: "word/document.xml", bytes: gigabyteOfZeros(), size: statedSize, crc: crcOfZeros },
  ];
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, size, crc } of entries) {
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc, 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(size, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    const entry = [Buffer.from("PK\u0003\u0004"), facts, Buffer.from(name), bytes];
    local.push(...entry);
    directory.push(Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), facts, place, Buffer.from(name));
    at += entry.reduce((sum, { length }) => sum + length, 0);
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, listed, Buffer.from("PK\u0005\u0006"), end]);
}
