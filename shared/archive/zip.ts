import { crc32 } from "node:zlib";
import type { LocalDate } from "../values.ts";
import type { Entry } from "./tar.ts";

/**
 * A zip archive (APPNOTE 6.3.10) in the one form that its entries and its date allow: each stored as it is, one after
 * another, no comment, no extra field, nothing between. So every byte of an archive can be held to what it should be.
 */

/**
 * What of an archive is not of that form: an entry's header, its length, its bytes, the directory, or what follows it.
 */
export type FaultyPart = "header" | "length" | "bytes" | "directory" | "trailing";

/** Where an archive is not of that form: `at` counts bytes from its start, `entry` is the name of the entry there. */
export class ZipFault extends Error {
  readonly at: number;
  readonly part: FaultyPart;
  readonly entry: string;

  constructor(at: number, part: FaultyPart, entry = "") {
    super(`${part} at ${at}`);
    this.name = "ZipFault";
    this.at = at;
    this.part = part;
    this.entry = entry;
  }
}

/** A zip to read from: a file, or bytes in memory. A read past its end gives less. */
export type ZipSource = { size: number; read(at: number, length: number): Promise<Uint8Array> };

/** `date`: the one that all entries of the archive have. */
export type ZipEntry = Entry & { date: LocalDate };

type Head = { name: string; crc: number; size: number; at: number };

const maxSize = 0xffff_ffff;
const maxEntries = 0xffff;
const localLength = 30;

/** Entries as an archive, at noon of `date`; names of printable ASCII. Throws an Error over 4 GiB or 65,535 entries. */
export async function* writeZip(entries: AsyncIterable<Entry>, date: LocalDate): AsyncGenerator<Uint8Array> {
  const heads: Head[] = [];
  let at = 0;
  for await (const { name, bytes } of entries) {
    if (!isName(name)) throw new Error(`not a name for an archive: ${name}`);
    const head = { name, crc: crc32(bytes), size: bytes.length, at };
    heads.push(head);
    yield local(head, date);
    yield bytes;
    at += localLength + name.length + bytes.length;
    if (at > maxSize || heads.length > maxEntries) throw new Error("the archive is too large for a zip");
  }
  yield directory(heads, date, at);
}

/** The entries of an archive that `writeZip` wrote, each as it was, then its directory is checked. Throws `ZipFault`. */
export async function* readZip(source: ZipSource): AsyncGenerator<ZipEntry> {
  const heads: Head[] = [];
  let at = 0;
  let dated: LocalDate | undefined;
  for (;;) {
    const start = Buffer.from(await source.read(at, localLength));
    if (start.length < localLength || start.readUInt32LE(0) !== 0x04034b50) break;
    dated ??= dateOf(start, at);
    const size = start.readUInt32LE(18);
    const name = Buffer.from(await source.read(at + localLength, start.readUInt16LE(26))).toString("latin1");
    if (!isName(name)) throw new ZipFault(at, "header");
    const from = at + localLength + name.length;
    if (from + size > source.size) throw new ZipFault(at, "length", name);
    const bytes = await source.read(from, size);
    const head = { name, crc: crc32(bytes), size, at };
    if (!local(head, dated).equals(Buffer.concat([start, Buffer.from(name, "latin1")])))
      throw new ZipFault(at, start.readUInt32LE(14) === head.crc ? "header" : "bytes", name);
    heads.push(head);
    yield { name, bytes, date: dated };
    at = from + size;
  }
  await checkEnd(source, heads, dated ?? "1980-01-01", at);
}

async function checkEnd(source: ZipSource, heads: readonly Head[], date: LocalDate, at: number): Promise<void> {
  const wanted = directory(heads, date, at);
  const found = Buffer.from(await source.read(at, wanted.length));
  const differs = wanted.findIndex((byte, index) => byte !== found[index]);
  if (differs !== -1) throw new ZipFault(at + differs, "directory");
  if (source.size > at + wanted.length) throw new ZipFault(at + wanted.length, "trailing");
}

/** Local file header (APPNOTE 4.3.7). */
function local({ name, crc, size }: Head, date: LocalDate): Buffer {
  const header = Buffer.alloc(localLength + name.length);
  header.writeUInt32LE(0x04034b50, 0);
  common(header, 4, { crc, size, name, date });
  header.write(name, localLength, "latin1");
  return header;
}

/** Central directory and its end (APPNOTE 4.3.12, 4.3.16): plain files, made on Unix, readable by all. */
function directory(heads: readonly Head[], date: LocalDate, at: number): Buffer {
  const entries = heads.map(({ name, crc, size, at: from }) => {
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(0x0314, 4);
    common(entry, 6, { crc, size, name, date });
    entry.writeUInt32LE((0o100644 << 16) >>> 0, 38);
    entry.writeUInt32LE(from, 42);
    entry.write(name, 46, "latin1");
    return entry;
  });
  const length = entries.reduce((sum, entry) => sum + entry.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(heads.length, 8);
  end.writeUInt16LE(heads.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...entries, end]);
}

/** What both headers say, from `version needed` on: no flags, stored, the time of 12:00. */
function common(
  header: Buffer,
  from: number,
  entry: { crc: number; size: number; name: string; date: LocalDate },
): void {
  const { crc, size, name, date } = entry;
  header.writeUInt16LE(10, from);
  header.writeUInt16LE(12 << 11, from + 6);
  header.writeUInt16LE(dosDate(date), from + 8);
  header.writeUInt32LE(crc, from + 10);
  header.writeUInt32LE(size, from + 14);
  header.writeUInt32LE(size, from + 18);
  header.writeUInt16LE(name.length, from + 22);
}

/** Days of MS-DOS begin in 1980. */
function dosDate(date: LocalDate): number {
  const [year = 1980, month = 1, day = 1] = date.split("-").map(Number);
  return (Math.max(0, year - 1980) << 9) | (month << 5) | day;
}

function dateOf(header: Buffer, at: number): LocalDate {
  const packed = header.readUInt16LE(12);
  const [month, day] = [(packed >> 5) & 15, packed & 31];
  if (month < 1 || month > 12 || day < 1) throw new ZipFault(at, "header");
  return `${1980 + (packed >> 9)}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function isName(name: string): boolean {
  return /^[!-~]{1,500}$/.test(name);
}
