import { strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../shared/errors.ts";
import { openArchive } from "../../shared/formats/archive.ts";
import { limits } from "./drafts.ts";

const small = { ...limits, archiveEntries: 5, entryBytes: 3_000_000, inflatedBytes: 4_000_000 };

/** What opening `bytes`, and reading all that they hold, is refused for; undefined when it is not. */
async function refusal(bytes: Uint8Array): Promise<Refusal | undefined> {
  try {
    const archive = await openArchive(bytes, small);
    for (const name of archive.names) await archive.read(name);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const hello = strToU8("bonjour");
const zip = (files: Zippable): Buffer => Buffer.from(zipSync(files));

/** The archive with `change` made to the directory's record of its first file (APPNOTE 4.3.12). */
function inDirectory(bytes: Buffer, change: (record: Buffer) => void): Buffer {
  change(bytes.subarray(bytes.indexOf(Buffer.from("PK\x01\x02", "latin1"))));
  return bytes;
}

/** The archive with `change` made to the record at the end of its directory (APPNOTE 4.3.16). */
function atEnd(bytes: Buffer, change: (record: Buffer) => void): Buffer {
  change(bytes.subarray(bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"))));
  return bytes;
}

/** The archive with the second of its files told to begin where the first does. */
function oneForTwo(bytes: Buffer): Buffer {
  const second = bytes.lastIndexOf(Buffer.from("PK\x01\x02", "latin1"));
  bytes.writeUInt32LE(0, second + 42);
  return bytes;
}

/** The archive with one name put in place of another of the same length, wherever it stands. */
function renamed(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");
}

const zeros = (length: number): [Uint8Array, { level: 9 }] => [new Uint8Array(length), { level: 9 }];
const noise = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 2_654_435_761) >>> 13);

describe("a hostile archive is refused", () => {
  test.each<[string, Buffer, string, object]>([
    ["a parent's name", zip({ "../a.md": hello }), "archive-hostile", { problem: "parent" }],
    ["a parent's name, deep", zip({ "a/../../b.md": hello }), "archive-hostile", { problem: "parent" }],
    ["an absolute name", zip({ "/etc/passwd": hello }), "archive-hostile", { problem: "absolute" }],
    ["a parent's name under the folder itself", zip({ "./../a.md": hello }), "archive-hostile", { problem: "parent" }],
    ["an absolute name under it", zip({ ".//etc/passwd": hello }), "archive-hostile", { problem: "absolute" }],
    ["a folder itself amid a name", zip({ "a/./b.md": hello }), "archive-hostile", { problem: "parent" }],
    [
      "one name with and without the folder itself",
      zip({ "./a.md": hello, "a.md": hello }),
      "archive-hostile",
      { problem: "duplicate" },
    ],
    ["a drive's name", zip({ "C:a.md": hello }), "archive-hostile", { problem: "absolute" }],
    [
      "a parent's name after a backslash",
      renamed(zip({ "..#b.md": hello }), "..#b.md", "..\\b.md"),
      "archive-hostile",
      { problem: "parent" },
    ],
    [
      "one name with a slash and with a backslash",
      renamed(zip({ "a#b.md": hello, "a/b.md": hello }), "a#b.md", "a\\b.md"),
      "archive-hostile",
      { problem: "duplicate" },
    ],
    [
      "a control character",
      renamed(zip({ "é#b.md": hello }), "#b.md", "\x07b.md"),
      "archive-hostile",
      { problem: "control" },
    ],
    [
      "one name twice",
      renamed(zip({ "a.md": hello, "b.md": hello }), "b.md", "a.md"),
      "archive-hostile",
      { problem: "duplicate" },
    ],
    ["one name in two cases", zip({ "a.md": hello, "A.MD": hello }), "archive-hostile", { problem: "duplicate" }],
    [
      "a symbolic link",
      inDirectory(zip({ a: hello }), (record) => record.writeUInt32LE((0o120777 << 16) >>> 0, 38)),
      "archive-hostile",
      { problem: "symlink" },
    ],
    [
      "a password",
      inDirectory(zip({ a: hello }), (record) => record.writeUInt16LE(1, 8)),
      "file-encrypted",
      { name: "a" },
    ],
    [
      "too many entries",
      zip(Object.fromEntries("abcdef".split("").map((name) => [name, hello]))),
      "archive-too-large",
      { what: "entries" },
    ],
    ["a big entry", zip({ a: noise(3_100_000) }), "archive-too-large", { what: "entry" }],
    ["big entries", zip({ a: noise(2_100_000), b: noise(2_100_000) }), "archive-too-large", { what: "inflated" }],
    ["a bomb", zip({ a: zeros(2_900_000) }), "archive-too-large", { what: "ratio" }],
    [
      "a bomb that lies about its size",
      inDirectory(zip({ a: zeros(2_900_000) }), (record) => record.writeUInt32LE(1_000, 24)),
      "file-damaged",
      {},
    ],
    [
      "an unknown compression",
      inDirectory(zip({ a: hello }), (record) => record.writeUInt16LE(97, 10)),
      "file-damaged",
      {},
    ],
    [
      "a wrong checksum",
      inDirectory(zip({ a: hello }), (record) => record.writeUInt32LE(1, 16)),
      "file-damaged",
      { problem: "CRC-32" },
    ],
    [
      "two names for one entry",
      oneForTwo(zip({ a: noise(2_000), b: noise(2_000) })),
      "archive-hostile",
      { problem: "overlap" },
    ],
    [
      "a name in two encodings",
      zip({ "é.md": hello, "e\u0301.md": hello }),
      "archive-hostile",
      { problem: "duplicate" },
    ],
    [
      "a size told as in zip64, without it",
      inDirectory(zip({ a: hello }), (record) => record.writeUInt32LE(0xffffffff, 24)),
      "archive-too-large",
      {},
    ],
    [
      "more entries told than there are",
      atEnd(zip({ a: hello }), (record) => record.writeUInt16LE(5, 10)),
      "file-damaged",
      {},
    ],
    [
      "65 535 entries told",
      atEnd(zip({ a: hello }), (record) => record.writeUInt16LE(0xfffe, 10)),
      "archive-too-large",
      { what: "entries" },
    ],
    [
      "an entry told to begin past the end",
      inDirectory(zip({ a: hello }), (record) => record.writeUInt32LE(0x7fffffff, 42)),
      "archive-hostile",
      { problem: "overlap" },
    ],
    ["a cut", zip({ a: hello }).subarray(0, 60), "file-damaged", {}],
    ["nothing of a zip", Buffer.from("PK\x03\x04 et puis rien", "latin1"), "file-damaged", {}],
  ])("%s", async (_, bytes, code, details) => {
    const found = await refusal(bytes);
    expect(found?.code).toBe(code);
    expect(found?.details).toMatchObject(details);
  });
});

test("names that only look alike are names apart, and what the directory tells counts, not what entries tell", async () => {
  const alike = await openArchive(zip({ "a.md": hello, "а.md": hello, "．．／b.md": hello }), small);
  expect(alike.names).toEqual(["a.md", "а.md", "．．／b.md"]);
  const bytes = zip({ "note.md": hello });
  bytes.write("../x.md", 30, "latin1");
  const archive = await openArchive(bytes, small);
  expect([archive.names, await archive.read("note.md")]).toEqual([["note.md"], Buffer.from(hello)]);
});

test("a folder packed as itself is read", async () => {
  const archive = await openArchive(
    zip({ "./": new Uint8Array(), "./note.md": hello, "././img/a.png": hello, "./img/": new Uint8Array() }),
    small,
  );
  expect(archive.names).toEqual(["note.md", "img/a.png"]);
  expect(await archive.read("note.md")).toEqual(Buffer.from(hello));
});

test("names that a program of Windows wrote with backslashes are names in folders", async () => {
  const archive = await openArchive(
    renamed(zip({ "word#a.xml": hello, "word#": new Uint8Array() }), "word#", "word\\"),
    small,
  );
  expect(archive.names).toEqual(["word/a.xml"]);
  expect(await archive.read("word/a.xml")).toEqual(Buffer.from(hello));
});

test.each<[string, Buffer]>([
  ["zeros", Buffer.alloc(70_000)],
  ["a line end", Buffer.from("\r\n")],
  ["words, and half the record of an end", Buffer.from("suite PK\x05\x06 et fin", "latin1")],
])("a zip is read whatever bytes follow its end: %s", async (_, after) => {
  const archive = await openArchive(Buffer.concat([zip({ "note.md": hello }), after]), small);
  expect(await archive.read("note.md")).toEqual(Buffer.from(hello));
});

test("a decent archive is read, by name without its case", async () => {
  const archive = await openArchive(
    zip({ "note/": new Uint8Array(), "note/École.md": hello, "vide.txt": zeros(900_000) }),
    small,
  );
  expect(archive.names).toEqual(["note/École.md", "vide.txt"]);
  expect(await archive.read("note/école.MD")).toEqual(Buffer.from(hello));
  expect((await archive.read("vide.txt"))?.length).toBe(900_000);
  expect(await archive.read("autre")).toBeUndefined();
});
