import { createHash, type Hash } from "node:crypto";
import * as z from "zod";
import { gunzip } from "../archive/gunzip.ts";
import { linesIn } from "../archive/lines.ts";
import { type Packed, readTar } from "../archive/tar.ts";
import { Refusal } from "../errors.ts";
import type { Files, Ports, Store } from "../ports.ts";
import { importingKey } from "../stored/network.ts";
import { hashIn } from "../stored/objects.ts";
import { placedWrite } from "../stored/relisting.ts";
import { spreadHeld } from "../stored/spreading.ts";
import type { Contents } from "./export.ts";
import { type ArchivedRow, archivedRow, isKnown, type Move, nameOf, writesOf } from "./rows.ts";

/** Gives the archive's bytes from their beginning, as often as asked. */
export type OpenArchive = () => AsyncIterable<Uint8Array>;

/**
 * Moves an exported network into an empty store: checks all of the archive first, then moves it. Throws
 * `archive-invalid`, `store-not-empty` and `import-unfinished` before anything is written.
 */
export async function importNetwork(ports: Pick<Ports, "store" | "files">, open: OpenArchive): Promise<Contents> {
  return moveIn(ports, open, await checkArchive(open));
}

/**
 * What an archive holds, the keys of each of its `files/` entries, and the hash of it all; `unknown`: how many rows are of
 * no sort that is known, and one of them.
 */
export type Index = {
  contents: Contents;
  keysOf: Map<string, string[]>;
  digest: string;
  unknown: { count: number; key: string };
};

/**
 * Reads an archive to its end, a piece at a time, and keeps its names alone: contents are held to their hashes, each chain
 * of events to its head, each row and file to be there once; states are what the events make. Throws `archive-invalid`, with the problem.
 */
export async function checkArchive(open: OpenArchive): Promise<Index> {
  try {
    const index = await readIndex(open);
    const unknown = { count: 0, key: "" };
    const rows = await count(writesOf(once(rowsOf(entriesOf(open)), unknown)));
    if (rows !== index.contents.rows) throw new Error(`${rows} rows of ${index.contents.rows}`);
    return { ...index, unknown };
  } catch (error) {
    throw new Refusal("archive-invalid", { problem: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * Writes a checked archive into an empty store: files, then rows, the jobs last. Throws `store-not-empty`, `import-
 * unfinished`.
 */
export async function moveIn(
  ports: Pick<Ports, "store" | "files">,
  open: OpenArchive,
  { contents, keysOf, digest }: Index,
): Promise<Contents> {
  await begin(ports.store, digest);
  await moveFiles(ports.files, open, keysOf);
  for await (const { writes } of writesOf(rowsOf(entriesOf(open)))) await ports.store.commit(writes);
  while (!(await spreadHeld(ports.store)));
  await ports.store.commit([{ delete: importingKey }, placedWrite()]);
  return contents;
}

/**
 * Throws `store-not-empty` unless the store is empty, or holds what an import of the same archive left; `import-unfinished`
 * for what that of another left.
 */
async function begin(store: Store, digest: string): Promise<void> {
  const left = await store.get(importingKey);
  if (left?.data === digest) return;
  if (left) throw new Refusal("import-unfinished");
  for await (const _ of store.all()) throw new Refusal("store-not-empty");
  await store.commit([{ put: { ...importingKey, data: digest }, expect: 0 }]);
}

/**
 * Bytes of an object that is held in memory while it is moved: more than a draft has, less than some proof archives.
 */
const heldBytes = 32 * 1024 * 1024;
const mediaType = "application/octet-stream";

/** A larger object goes on as it is read: under its first key at the first reading of the archive, and so on. */
async function moveFiles(files: Files, open: OpenArchive, keysOf: Index["keysOf"]): Promise<void> {
  let readings = 1;
  for (let reading = 0; reading < readings; reading++) {
    for await (const { name, size, content } of entriesOf(open)) {
      const keys = keysOf.get(name) ?? [];
      const large = size > heldBytes;
      if (large) readings = Math.max(readings, keys.length);
      const key = keys[reading];
      if (large && key !== undefined) await files.putChunks(key, content, mediaType);
      if (!large && reading === 0) await putAll(files, keys, content);
    }
  }
}

async function putAll(files: Files, keys: readonly string[], content: Packed["content"]): Promise<void> {
  if (keys.length === 0) return;
  const bytes = Buffer.concat(await Array.fromAsync(content));
  for (const key of keys) await files.put(key, bytes, mediaType);
}

const contentsSchema = z.strictObject({
  schema: z.literal(1),
  exported: z.iso.datetime(),
  rows: z.int(),
  files: z.int(),
});
const fileSchema = z.strictObject({ key: z.string().min(1), sha256: z.string() });
type ArchivedFile = z.infer<typeof fileSchema>;

/** Bytes of `files.jsonl`, which is held in memory: some 400,000 files. */
const listBytes = 64 * 1024 * 1024;
/** Characters of a line that is a row, and of one that names a file. */
const [rowLine, fileLine] = [512 * 1024, 8 * 1024];

async function readIndex(open: OpenArchive): Promise<Omit<Index, "unknown">> {
  const digest = createHash("sha256");
  const contents = new Set<string>();
  const files: ArchivedFile[] = [];
  let last: Contents | undefined;
  for await (const { name, size, content } of entriesOf(open)) {
    const hash = createHash("sha256");
    last = undefined;
    for await (const line of linesOf(name, size, hashed(content, hash))) {
      if (name === "livrable.json") last = partOf(contentsSchema, line, name);
      else files.push(partOf(fileSchema, line, name));
    }
    const sha256 = hash.digest("hex");
    digest.update(`${name} ${sha256}\n`);
    if (name.startsWith("files/") && name !== `files/${sha256}`) throw new Error(`${name} was altered`);
    if (name.startsWith("files/")) contents.add(name);
  }
  if (!last) throw new Error("the archive is cut short");
  if (files.length !== last.files) throw new Error(`${files.length} files of ${last.files}`);
  for (const file of files) checkFile(file, contents);
  const twice = twiceIn(files.map(({ key }) => key));
  if (twice !== undefined) throw new Error(`${twice} is there twice`);
  const keysOf = Map.groupBy(files, ({ sha256 }) => `files/${sha256}`);
  const keys = new Map([...keysOf].map(([name, of]) => [name, of.map(({ key }) => key)]));
  return { contents: last, keysOf: keys, digest: digest.digest("hex") };
}

/** Throws an Error in words where a line is not what its entry holds. */
function partOf<T>(schema: z.ZodType<T>, line: unknown, name: string): T {
  const read = schema.safeParse(line);
  if (!read.success) throw new Error(`${name} does not hold what it should`);
  return read.data;
}

/** The lines of what says what is in the archive; of every other entry none, once it is read. */
async function* linesOf(name: string, size: number, content: Packed["content"]): AsyncGenerator<unknown> {
  if (name === "livrable.json" || name === "files.jsonl") {
    if (size > listBytes) throw new Error(`${name} is too large`);
    for await (const line of linesIn(content, fileLine)) yield jsonOf(line, name);
  } else for await (const _ of content);
}

async function* hashed(content: Packed["content"], hash: Hash): Packed["content"] {
  for await (const piece of content) {
    hash.update(piece);
    yield piece;
  }
}

/** Its content is there, and is what its key says where that is a hash. */
function checkFile({ key, sha256 }: ArchivedFile, contents: ReadonlySet<string>): void {
  if (!contents.has(`files/${sha256}`)) throw new Error(`${key} is missing`);
  const named = hashIn(key);
  if (named !== undefined && named !== sha256) throw new Error(`${key} was altered`);
}

function entriesOf(open: OpenArchive): AsyncGenerator<Packed> {
  return readTar(gunzip(open()));
}

async function* rowsOf(entries: AsyncIterable<Packed>): AsyncGenerator<ArchivedRow> {
  for await (const { name, content } of entries) {
    if (!name.startsWith("rows/")) continue;
    let number = 0;
    for await (const line of linesIn(content, rowLine)) yield rowOf(line, `line ${++number} of ${name}`);
  }
}

/** Throws an Error that says where the row is, for one that is none. */
function rowOf(line: string, where: string): ArchivedRow {
  return partOf(archivedRow, jsonOf(line, where), where);
}

function jsonOf(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${where} is not JSON`);
  }
}

/** Yields the rows of an archive; throws an Error where a key comes twice. */
async function* once(rows: AsyncIterable<ArchivedRow>, unknown: Index["unknown"]): AsyncGenerator<ArchivedRow> {
  const seen = new Set<string>();
  for await (const row of rows) {
    const key = `${row.pk} / ${row.sk}`;
    if (seen.has(key)) throw new Error(`${key} is there twice`);
    seen.add(key);
    if (!isKnown(row)) {
      unknown.count++;
      unknown.key ||= key;
    }
    yield row;
  }
}

function twiceIn(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}

async function count(moves: AsyncIterable<Move>): Promise<number> {
  let rows = 0;
  for await (const { rows: more, writes } of moves) {
    const twice = twiceIn(writes.map(nameOf));
    if (twice !== undefined) throw new Error(`${twice} would be written twice`);
    rows += more;
  }
  return rows;
}
