import { existsSync, readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, resolve, sep } from "node:path";
import { Refusal, type Warning } from "../../shared/errors.ts";
import { type Reading, type ReadOptions, readDraft } from "../../shared/formats/read.ts";
import { translate } from "../../shared/i18n/translate.ts";
import { warningTexts } from "../../shared/i18n/warnings.ts";
import { limitsSchema } from "../../shared/settings.ts";
import { language } from "../say.ts";

/** A draft that was read; `modified`: the file's date, or SOURCE_DATE_EPOCH. */
export type DraftRead = Exclude<Reading, { refused: unknown }> & { modified: string };

type How = Pick<ReadOptions, "changes"> & {
  /** Who reads a file that names none beside it: this process, unless told otherwise. */
  read?: typeof readDraft;
};

/** Reads the file at `path`, with those beside it that it names. Throws `file-not-found`, and each refusal of `readDraft`. */
export async function readFileAt(path: string, { changes, read = readDraft }: How = {}): Promise<DraftRead> {
  const limits = limitsSchema.parse({});
  const { bytes, modified } = await open(path, limits.uploadBytes);
  const options: ReadOptions = { language: "fr-FR", limits, ...(changes && { changes }) };
  const file = { name: basename(path), bytes };
  const reading = isText(path)
    ? await readDraft(file, { ...options, beside: fileBeside(path) })
    : await read(file, options);
  if ("refused" in reading) throw new Refusal(reading.refused.code, reading.refused.details);
  return { ...reading, modified };
}

function isText(path: string): boolean {
  return /\.(md|markdown)$/i.test(path);
}

/** Warnings as they are printed. */
export function said(warnings: readonly Warning[]): { code: string; message: string; at?: string }[] {
  return warnings.map(({ code, details, at }) => ({
    code,
    message: translate(language, warningTexts, code, details),
    ...(at !== undefined && { at }),
  }));
}

/** The file's bytes and its date, which the outputs carry: the same file gives the same bytes. */
async function open(path: string, maxBytes: number): Promise<{ bytes: Uint8Array; modified: string }> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new Refusal("file-is-folder", { path });
  if (!found?.isFile()) throw new Refusal("file-not-found", { path });
  if (found.size > maxBytes) throw new Refusal("file-too-large", { limit: Math.floor(maxBytes / 1024 ** 2) });
  const epoch = process.env.SOURCE_DATE_EPOCH;
  const modified = epoch ? new Date(Number(epoch) * 1000) : found.mtime;
  return { bytes: await readFile(path), modified: modified.toISOString() };
}

/** Images and bibliographies that a Markdown file names, in its own folder or below. */
export function fileBeside(path: string): (name: string) => Uint8Array | undefined {
  const folder = dirname(resolve(path));
  return (name) => {
    const wanted = resolve(folder, name);
    return wanted.startsWith(folder + sep) && existsSync(wanted) ? readFileSync(wanted) : undefined;
  };
}
