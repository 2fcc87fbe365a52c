import { type BigIntStats, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makePath } from "../../shared/adapters/embedded/folder.ts";
import type { Rendered } from "../../shared/formats/render.ts";
import { misused } from "../say.ts";
import { stemOf } from "./draft.ts";

export type Format = Rendered["format"];
const formats = ["docx", "pdf", "html"] as const satisfies Format[];

/** Where outputs go, and which: the path of one, made where it has none yet; none on standard output. */
export type Destination = {
  formats: readonly Format[];
  write(output: Rendered, draft: string): Promise<string | undefined>;
};

/**
 * Reads `--out` and `--to`: a folder, a file that ends as its format does, or `-`, standard output. Throws `usage` where
 * they do not go together, where two drafts would be written to one place, or one over a draft.
 */
export function destinationOf(out: string, to: string | undefined, drafts: readonly string[]): Destination {
  const asked = to === undefined ? undefined : formatsIn(to);
  if (out === "-") return standardOutput(lone(out, asked, drafts));
  const ending = isFolder(out) ? undefined : endingOf(out);
  if (ending === undefined) return folder(out, asked ?? formats, drafts);
  const format = formatOf(out, ending);
  if (lone(out, asked ?? [format], drafts) !== format) throw misused("wrong.out.other", { out, ending, to: to ?? "" });
  return file(out, format, drafts);
}

function formatsIn(to: string): Format[] {
  const names = to.split(",").map((name) => name.trim().toLowerCase());
  const wrong = names.find((name) => !formats.some((format) => format === name));
  if (wrong !== undefined) throw misused("wrong.format", { format: wrong, known: formats.join(", ") });
  return formats.filter((format) => names.includes(format));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Of a file's name, such as "txt"; a folder may be called "2.1", or "notes.d/". */
function endingOf(path: string): string | undefined {
  return /\.([a-z][a-z0-9]{1,4})$/i.exec(path)?.[1];
}

function formatOf(out: string, ending: string): Format {
  const format = formats.find((known) => known === ending.toLowerCase());
  if (!format) throw misused("wrong.out.ending", { out, ending, known: formats.join(", ") });
  return format;
}

/** One format of one draft, which is all that one place takes. */
function lone(out: string, asked: readonly Format[] | undefined, drafts: readonly string[]): Format {
  const [format, ...more] = asked ?? [];
  if (!format || more.length > 0 || drafts.length > 1) throw misused("wrong.out.lone", { out });
  return format;
}

function checkNames(drafts: readonly string[]): void {
  for (const [stem, named] of Map.groupBy(drafts, stemOf))
    if (named.length > 1) throw misused("wrong.out.twice", { drafts: named.join(", "), stem });
}

/** A draft stays as its author left it, by whatever path or link it would be written over. */
function checkSpared(outputs: readonly string[], drafts: readonly string[]): void {
  const sources = drafts.flatMap((draft) => fileAt(draft) ?? []);
  for (const output of outputs) {
    const found = fileAt(output);
    if (sources.some(({ dev, ino }) => found?.dev === dev && found.ino === ino))
      throw misused("wrong.out.draft", { output });
  }
}

function fileAt(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}

function standardOutput(format: Format): Destination {
  const written = (bytes: Uint8Array) => new Promise<void>((resolve) => process.stdout.write(bytes, () => resolve()));
  return { formats: [format], write: async ({ bytes }) => void (await written(bytes)) };
}

function file(path: string, format: Format, drafts: readonly string[]): Destination {
  checkSpared([path], drafts);
  return { formats: [format], write: ({ bytes }) => put(path, bytes) };
}

function folder(path: string, wanted: readonly Format[], drafts: readonly string[]): Destination {
  const pathOf = (draft: string, format: Format) => join(path, `${stemOf(draft)}.${format}`);
  checkNames(drafts);
  checkSpared(
    drafts.flatMap((draft) => wanted.map((format) => pathOf(draft, format))),
    drafts,
  );
  makePath(path);
  return { formats: wanted, write: ({ format, bytes }, draft) => put(pathOf(draft, format), bytes) };
}

async function put(path: string, bytes: Uint8Array): Promise<string> {
  await writeFile(path, bytes);
  return path;
}
