import { createHash } from "node:crypto";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import * as z from "zod";
import { Refusal } from "../errors.ts";
import type { Ports, Store } from "../ports.ts";
import { hashOf } from "../workflow/hash.ts";
import { type ArchivedRow, archivedRow, importing, type Move, writesOf } from "./archive/rows.ts";
import { type Entry, readTar } from "./archive/tar.ts";
import type { Contents } from "./export.ts";

/** Gives the archive's bytes from their beginning, as often as asked. */
export type OpenArchive = () => AsyncIterable<Uint8Array>;

/**
 * Moves an exported network into an empty store: checks all of the archive first (contents against their hashes, each
 * chain of events against its head), then writes files, then rows, the jobs last; states are what the events make.
 * Throws `archive-invalid` and `store-not-empty` before anything is written.
 */
export async function importNetwork(ports: Pick<Ports, "store" | "files">, open: OpenArchive): Promise<Contents> {
  const { contents, keysOf, digest } = await checked(async () => {
    const index = await readIndex(open);
    const rows = await count(writesOf(rowsOf(entriesOf(open))));
    if (rows !== index.contents.rows) throw new Error(`${rows} rows of ${index.contents.rows}`);
    return index;
  });
  await begin(ports.store, digest);
  for await (const { name, bytes } of entriesOf(open)) {
    for (const key of keysOf.get(name) ?? []) await ports.files.put(key, bytes, "application/octet-stream");
  }
  for await (const { writes } of writesOf(rowsOf(entriesOf(open)))) await ports.store.commit(writes);
  await ports.store.commit([{ delete: importing }]);
  return contents;
}

/** Throws `store-not-empty` unless the store is empty, or holds what an import of the same archive left. */
async function begin(store: Store, digest: string): Promise<void> {
  const left = await store.get(importing);
  if (left?.data === digest) return;
  for await (const _ of store.all()) throw new Refusal("store-not-empty");
  await store.commit([{ put: { ...importing, data: digest }, expect: 0 }]);
}

/** What an archive holds, the keys of each of its `files/` entries, and the hash of it all. */
type Index = { contents: Contents; keysOf: Map<string, string[]>; digest: string };

const contentsSchema = z.strictObject({
  schema: z.literal(1),
  exported: z.iso.datetime(),
  rows: z.int(),
  files: z.int(),
});
const fileSchema = z.strictObject({ key: z.string().min(1), sha256: z.string() });

async function readIndex(open: OpenArchive): Promise<Index> {
  const digest = createHash("sha256");
  const contents = new Set<string>();
  const files: z.infer<typeof fileSchema>[] = [];
  let last: Contents | undefined;
  for await (const { name, bytes } of entriesOf(open)) {
    const hash = hashOf(bytes);
    digest.update(`${name} ${hash}\n`);
    if (name.startsWith("files/") && name !== `files/${hash}`) throw new Error(`${name} was altered`);
    contents.add(name);
    if (name === "files.jsonl") files.push(...linesOf(bytes).map((line) => fileSchema.parse(line)));
    last = name === "livrable.json" ? contentsSchema.parse(JSON.parse(textOf(bytes))) : undefined;
  }
  if (!last) throw new Error("the archive is cut short");
  if (files.length !== last.files) throw new Error(`${files.length} files of ${last.files}`);
  for (const file of files) checkFile(file, contents);
  const keysOf = Map.groupBy(files, ({ sha256 }) => `files/${sha256}`);
  const keys = new Map([...keysOf].map(([name, of]) => [name, of.map(({ key }) => key)]));
  return { contents: last, keysOf: keys, digest: digest.digest("hex") };
}

/** Its content is there, and is what its key says where that is a hash. */
function checkFile({ key, sha256 }: z.infer<typeof fileSchema>, contents: ReadonlySet<string>): void {
  if (!contents.has(`files/${sha256}`)) throw new Error(`${key} is missing`);
  const [, named] =
    /^(?:sources|trees|assets|contributions|texts|manifests|kinds|themes)\/([0-9a-f]{64})(?:\.json)?$/.exec(key) ?? [];
  if (named !== undefined && named !== sha256) throw new Error(`${key} was altered`);
}

function entriesOf(open: OpenArchive): AsyncGenerator<Entry> {
  return readTar(pipeline(Readable.from(open()), createGunzip(), () => undefined));
}

async function* rowsOf(entries: AsyncIterable<Entry>): AsyncGenerator<ArchivedRow> {
  for await (const { name, bytes } of entries) {
    if (name.startsWith("rows/")) yield* linesOf(bytes).map((line) => archivedRow.parse(line));
  }
}

async function count(moves: AsyncIterable<Move>): Promise<number> {
  let rows = 0;
  for await (const move of moves) rows += move.rows;
  return rows;
}

/** Whatever is wrong with an archive is `archive-invalid`, with the problem. */
async function checked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Refusal("archive-invalid", { problem: error instanceof Error ? error.message : String(error) });
  }
}

function linesOf(bytes: Uint8Array): unknown[] {
  return textOf(bytes)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
