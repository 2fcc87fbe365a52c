import { Refusal } from "../errors.ts";
import { type Archive, openArchive } from "./archive.ts";
import { readDocx } from "./docx/read.ts";
import { finish } from "./finish.ts";
import { markdownReader, readMarkdown } from "./markdown/read.ts";
import { readOdt } from "./odt/read.ts";
import { readPicture } from "./pictures.ts";
import { type Context, type DraftFile, openReading, type Reading, type ReadOptions } from "./reading.ts";
import { type Recognised, recogniseArchive, recogniseBytes } from "./recognise.ts";
import { decodeText } from "./text.ts";
import { draftFormats, type UploadFormat, uploads } from "./uploads.ts";

export type { DraftFile, ReadImages, Reading, ReadOptions } from "./reading.ts";

/**
 * Reads a draft, whatever its name says it is: a .docx, an .odt, a Markdown text, or a zip of one and its images.
 * Yields a tree with warnings, or a refusal: `file-empty`, `file-too-large`, `file-type-unknown`, `file-type-mismatch`,
 * `file-legacy-doc`, `file-encrypted`, `file-macros`, `file-damaged`, `archive-hostile`, `archive-too-large`,
 * `archive-without-draft`, `archive-several-drafts`, `xml-hostile`, `document-too-large`, `document-too-heavy`,
 * `front-matter-unreadable`, `front-matter-invalid`.
 */
export async function readDraft(file: DraftFile, options: ReadOptions): Promise<Reading> {
  try {
    return await read(file, options);
  } catch (error) {
    if (error instanceof Refusal) return { refused: { code: error.code, details: error.details } };
    // What outgrows the stack or the largest array is the file's doing: nothing here counts on either.
    if (error instanceof RangeError) return { refused: { code: "document-too-heavy", details: {} } };
    throw error;
  }
}

async function read(file: DraftFile, options: ReadOptions): Promise<Reading> {
  const { bytes } = file;
  if (bytes.length === 0) throw new Refusal("file-empty");
  if (bytes.length > options.limits.uploadBytes) {
    throw new Refusal("file-too-large", { limit: Math.floor(options.limits.uploadBytes / (1024 * 1024)) });
  }
  const context = openReading(options);
  const first = recogniseBytes(bytes);
  if (first.format !== "zip") return readRecognised(context, file, first, options);
  const archive = await openArchive(bytes, options.limits);
  return readRecognised(context, file, await recogniseArchive(archive), options, archive);
}

async function readRecognised(
  context: Context,
  { name, bytes }: DraftFile,
  found: Recognised,
  options: ReadOptions,
  archive?: Archive,
): Promise<Reading> {
  if (found.refusal === "file-empty") throw new Refusal("file-empty");
  if (found.refusal) throw mismatch(name, found) ?? new Refusal(found.refusal, { name, found: found.label });
  const wrong = mismatch(name, found);
  if (wrong) throw wrong;
  return readers[found.format as UploadFormat]({ context, bytes, main: found.main ?? "", options }, archive!);
}

type Found = { context: Context; bytes: Uint8Array; main: string; options: ReadOptions };

/** How each format is read; `archive`: of those that are one. */
const readers: Record<UploadFormat, (found: Found, archive: Archive) => Promise<Reading>> = {
  docx: ({ context, main, options }, archive) => readDocx(context, archive, main, options),
  odt: ({ context, options }, archive) => readOdt(context, archive, options),
  md: ({ context, bytes, options: { companion } }) =>
    readMarkdownText(context, bytes, { read: async (wanted) => companion?.(wanted), extra: [] }),
  zip: ({ context, main }, archive) => readMarkdownArchive(context, archive, main),
};

/** The format that an ending promises; others promise nothing. */
const promised: Readonly<Record<string, Recognised["format"]>> = {
  ...Object.fromEntries(
    draftFormats.flatMap((format) =>
      [...uploads[format].endings, ...(uploads[format].also ?? [])].map((ending) => [ending, format]),
    ),
  ),
  ...{ docm: "docm", doc: "legacyDoc", pdf: "other" },
};

function mismatch(name: string, found: Recognised): Refusal | undefined {
  const ending = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const format = Object.hasOwn(promised, ending) ? promised[ending]! : undefined;
  // A protected or old Word file under a Word name is refused as such, not as a mismatch.
  const wordsOwn = /^do[ct]/.test(ending) && ["encrypted", "legacyDoc", "docm"].includes(found.format);
  if (!format || format === found.format || wordsOwn) return undefined;
  return new Refusal("file-type-mismatch", { name, found: found.label });
}

async function readMarkdownArchive(context: Context, archive: Archive, main: string): Promise<Reading> {
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const isBibliography = (name: string) => /\.(bib|json)$/i.test(name);
  const extra = archive.names.filter((name) => name.startsWith(folder) && isBibliography(name));
  const companions = {
    read: async (wanted: string) => {
      if (wanted.split("/").includes("..")) return undefined;
      return isBibliography(wanted) ? archive.read(folder + wanted) : readPicture(archive, folder + wanted);
    },
    extra: extra.map((name) => name.slice(folder.length)),
  };
  return readMarkdownText(context, (await archive.read(main))!, companions);
}

async function readMarkdownText(
  context: Context,
  bytes: Uint8Array,
  companions: Parameters<typeof readMarkdown>[2],
): Promise<Reading> {
  const decoded = decodeText(bytes);
  if (!decoded) throw new Refusal("file-damaged", { problem: "text" });
  if (decoded.guessed) context.warn("encoding-guessed");
  return finish(context, await readMarkdown(context, decoded.text, companions), markdownReader);
}
