import { existsSync, readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, resolve, sep } from "node:path";
import { Refusal } from "../../shared/errors.ts";
import { type Reading, type ReadOptions, readDraft } from "../../shared/formats/read.ts";
import { recogniseBytes } from "../../shared/formats/recognise.ts";
import { hasEnding, textFormats } from "../../shared/formats/uploads.ts";
import { defaultLanguage, languageRecord } from "../../shared/i18n/languages.ts";
import { limitsSchema } from "../../shared/settings.ts";

/** A draft that was read; `modified`: the file's date, or SOURCE_DATE_EPOCH. */
export type DraftRead = Exclude<Reading, { refused: unknown }> & { modified: string };

type How = Pick<ReadOptions, "changes"> & {
  /** Who reads a file that names none beside it: this process, unless told otherwise. */
  read?: typeof readDraft;
};

/** The path that is standard input. */
const standardInput = "-";

/**
 * Reads the file at `path`, with those beside it that it names; `-` is standard input, in the folder where the command
 * is run. Throws `file-not-found`, and each refusal of `readDraft`.
 */
export async function readFileAt(path: string, { changes, read = readDraft }: How = {}): Promise<DraftRead> {
  const limits = limitsSchema.parse({});
  const { bytes, modified } = await open(path, limits.uploadBytes);
  const options: ReadOptions = {
    language: languageRecord(defaultLanguage).locale,
    limits,
    ...(changes && { changes }),
  };
  const file = { name: path === standardInput ? "" : basename(path), bytes };
  const found = path === standardInput && recogniseBytes(bytes).format;
  const text = hasEnding(path, textFormats) || textFormats.some((format) => format === found);
  const reading = text ? await readDraft(file, { ...options, companion: fileBeside(path) }) : await read(file, options);
  if ("refused" in reading) throw new Refusal(reading.refused.code, reading.refused.details);
  return { ...reading, modified };
}

/** What a draft's outputs are called: its name without the ending. */
export function stemOf(path: string): string {
  return path === standardInput ? "document" : basename(path, extname(path));
}

/** The file's bytes and its date, which the outputs carry: the same file gives the same bytes. */
async function open(path: string, maxBytes: number): Promise<{ bytes: Uint8Array; modified: string }> {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  const date = (modified: Date) => (epoch ? new Date(Number(epoch) * 1000) : modified).toISOString();
  if (path === standardInput) return { bytes: await readInput(maxBytes), modified: date(new Date()) };
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new Refusal("file-is-folder", { path });
  if (!found?.isFile()) throw new Refusal("file-not-found", { path });
  if (found.size > maxBytes) throw tooLarge(maxBytes);
  return { bytes: await readFile(path), modified: date(found.mtime) };
}

async function readInput(maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal("file-too-large", { limit: Math.floor(maxBytes / 1024 ** 2) });
}

/** Images and bibliographies that a Markdown file names, in its own folder or below. */
export function fileBeside(path: string): (name: string) => Uint8Array | undefined {
  const folder = dirname(resolve(path));
  return (name) => {
    const wanted = resolve(folder, name);
    return wanted.startsWith(folder + sep) && existsSync(wanted) ? readFileSync(wanted) : undefined;
  };
}
