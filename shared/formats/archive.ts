import { crc32 } from "node:zlib";
import yauzl from "yauzl";
import { Refusal } from "../errors.ts";
import type { Limits } from "../settings.ts";

/** A zip archive whose directory was judged safe; entries are judged and inflated when they are read. */
export type Archive = {
  /** Names of the files, as in the archive's directory but for a `./` before them; folders are left out. */
  names: string[];
  /** The bytes of `name` (letter case is folded where the exact name is absent), or undefined where there is none. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** The first bytes of `name`, `length` at most: no more of it is inflated, and its size is nobody's concern. */
  start(name: string, length: number): Promise<Uint8Array | undefined>;
};

type ArchiveLimits = Pick<Limits, "archiveEntries" | "entryBytes" | "inflatedBytes" | "ratio">;

/** Entries under this size may have any ratio, bytes. */
const ratioFreeBytes = 1024 * 1024;

/**
 * Opens a zip held in memory (APPNOTE 6.3.10) and judges its whole directory before anything is inflated. Throws
 * `archive-hostile` (absolute, parent, duplicate, symbolic link or control characters in a name; entries that
 * overlap), `archive-too-large` (entries), `file-encrypted`, `file-damaged`. Reading an entry throws the same, and
 * `archive-too-large` for its size and ratio as declared, and for all that was inflated by then: what nobody reads costs
 * nothing.
 */
export async function openArchive(bytes: Uint8Array, limits: ArchiveLimits): Promise<Archive> {
  const zip = await open(bytes);
  if (zip.entryCount > limits.archiveEntries) throw tooLarge("entries", limits.archiveEntries);
  const entries = new Map<string, yauzl.Entry>();
  const folded = new Map<string, yauzl.Entry>();
  for await (const entry of eachEntry(zip)) {
    const name = safeName(entry);
    const key = foldName(name);
    if (folded.has(key)) throw hostile("duplicate", name);
    folded.set(key, entry);
    if (!name.endsWith("/")) entries.set(name, entry);
  }
  refuseOverlaps([...folded.values()], bytes.length);
  const find = (name: string) => entries.get(name) ?? folded.get(foldName(name));
  let inflated = 0;
  const spend = (bytes: number): void => {
    inflated += bytes;
    if (inflated > limits.inflatedBytes) throw tooLarge("inflated", limits.inflatedBytes);
  };
  return {
    names: [...entries.keys()],
    async read(name) {
      const entry = find(name);
      if (!entry) return undefined;
      spend(checkSizes(entry, limits));
      return inflate(zip, entry);
    },
    async start(name, length) {
      const entry = find(name);
      if (!entry) return undefined;
      const wanted = Math.min(length, entry.uncompressedSize);
      spend(wanted);
      return inflateStart(zip, entry, wanted);
    },
  };
}

function hostile(problem: string, name: string): Refusal {
  return new Refusal("archive-hostile", { problem, name: name.slice(0, 200) });
}

function tooLarge(what: string, limit: number): Refusal {
  return new Refusal("archive-too-large", { what, limit });
}

function damaged(error: unknown): Refusal {
  return new Refusal("file-damaged", { problem: error instanceof Error ? error.message : "zip" });
}

async function open(bytes: Uint8Array): Promise<yauzl.ZipFile> {
  const buffer = withoutTrailing(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const { promise, resolve, reject } = Promise.withResolvers<yauzl.ZipFile>();
  // Names are decoded and judged here, so that each refusal has its own code.
  yauzl.fromBuffer(buffer, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true }, (error, zip) =>
    error ? reject(damaged(error)) : resolve(zip),
  );
  return promise;
}

/** A zip without the bytes that a mailer or a disk put after the record at its end (APPNOTE 4.3.16). */
function withoutTrailing(zip: Buffer): Buffer {
  for (let at = zip.lastIndexOf(endRecord); at >= 0; at = at === 0 ? -1 : zip.lastIndexOf(endRecord, at - 1)) {
    const end = at + 22 + (at + 22 <= zip.length ? zip.readUInt16LE(at + 20) : zip.length);
    if (end <= zip.length) return zip.subarray(0, end);
  }
  return zip;
}

const endRecord = Buffer.from("PK\x05\x06", "latin1");

async function* eachEntry(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (;;) {
    const { promise, resolve, reject } = Promise.withResolvers<yauzl.Entry | undefined>();
    zip.once("entry", resolve).once("end", () => resolve(undefined));
    zip.once("error", (error) => reject(damaged(error)));
    zip.readEntry();
    const entry = await promise;
    zip.removeAllListeners("entry").removeAllListeners("end").removeAllListeners("error");
    if (!entry) return;
    yield entry;
  }
}

function safeName(entry: yauzl.Entry): string {
  const raw = entry.fileName as unknown as Buffer;
  const declared = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true);
  // Where the folder "." was packed, names begin with it, and it may be an entry itself.
  // Some programs of Windows part folders with a backslash.
  const name = declared.replaceAll("\\", "/").replace(/^(?:\.\/)+(?=.)/, "");
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) throw hostile("absolute", name);
  if (name !== "./" && name.split("/").some((part) => part === ".." || part === ".")) throw hostile("parent", name);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (name === "" || /[\u0000-\u001F\u007F]/.test(name)) throw hostile("control", name);
  if (isSymbolicLink(entry)) throw hostile("symlink", name);
  if (entry.generalPurposeBitFlag & 0x1) throw new Refusal("file-encrypted", { name });
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw damaged(new Error("compression method"));
  return name;
}

/** Unix mode in the upper half of the external attributes (APPNOTE 4.4.15), whatever system claims to have made it. */
function isSymbolicLink(entry: yauzl.Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function checkSizes(entry: yauzl.Entry, limits: ArchiveLimits): number {
  const { uncompressedSize: inflated, compressedSize: stored } = entry;
  if (inflated > limits.entryBytes) throw tooLarge("entry", limits.entryBytes);
  if (inflated > ratioFreeBytes && inflated > stored * limits.ratio) throw tooLarge("ratio", limits.ratio);
  return inflated;
}

/** Two names for one stretch of the file would inflate it twice. A local header takes 30 bytes and more (APPNOTE 4.3.7). */
function refuseOverlaps(entries: yauzl.Entry[], length: number): void {
  let end = length;
  for (const entry of entries.sort((a, b) => b.relativeOffsetOfLocalHeader - a.relativeOffsetOfLocalHeader)) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start + 30 + entry.compressedSize > end) throw hostile("overlap", String(entry.fileName));
    end = start;
  }
}

/** OPC part names are equivalent without case (ECMA-376-2, 6.2.2.3); file systems fold accents' encodings too. */
function foldName(name: string): string {
  return name.normalize("NFC").toLowerCase().replace(/\/$/, "");
}

/** yauzl stops a stream that outgrows the size its directory declares, and `checkSizes` has judged that size. */
async function inflate(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  zip.openReadStream(entry, (error, stream) => {
    if (error) return reject(damaged(error));
    // In one piece from the start: joining pieces would take twice the memory.
    const bytes = Buffer.allocUnsafeSlow(entry.uncompressedSize);
    let length = 0;
    stream.on("data", (chunk: Buffer) => {
      length += chunk.copy(bytes, length);
    });
    stream.on("error", (problem) => reject(damaged(problem)));
    stream.on("end", () => {
      if (length === bytes.length && crc32(bytes) === entry.crc32) resolve(bytes);
      else reject(damaged(new Error("CRC-32")));
    });
  });
  return promise;
}

async function inflateStart(zip: yauzl.ZipFile, entry: yauzl.Entry, length: number): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  zip.openReadStream(entry, (error, stream) => {
    if (error) return reject(damaged(error));
    const bytes = Buffer.alloc(length);
    let filled = 0;
    stream.on("data", (chunk: Buffer) => {
      filled += chunk.copy(bytes, filled);
      if (filled < length) return;
      resolve(bytes);
      stream.destroy();
    });
    stream.on("error", (problem) => reject(damaged(problem)));
    stream.on("end", () => resolve(bytes.subarray(0, filled)));
  });
  return promise;
}
