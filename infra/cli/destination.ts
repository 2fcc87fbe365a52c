import { statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makePath } from "../../shared/adapters/embedded/folder.ts";
import type { Rendered } from "../../shared/formats/render.ts";
import { misused } from "../say.ts";
import { stemOf } from "./draft.ts";

export type Format = Rendered["format"];
export const formats = ["docx", "pdf", "html"] as const satisfies Format[];

/** Where outputs go, and which: the path of one, made where it has none yet; none on standard output. */
export type Destination = {
  formats: readonly Format[];
  write(output: Rendered, draft: string): Promise<string | undefined>;
};

/**
 * Reads `--out` and `--to`: a folder, a file that ends as its format does, or `-`, standard output. Throws `usage` where
 * they do not go together, or where two drafts would be written to one place.
 */
export function destinationOf(out: string, to: string | undefined, drafts: readonly string[]): Destination {
  const asked = to === undefined ? undefined : formatsIn(to);
  if (out === "-") return standardOutput(lone(out, asked, drafts));
  const [, ending] = /\.(docx|pdf|html)$/i.exec(out) ?? [];
  if (ending && !statSync(out, { throwIfNoEntry: false })?.isDirectory())
    return file(out, lone(out, asked ?? [ending.toLowerCase() as Format], drafts));
  checkNames(drafts);
  return folder(out, asked ?? formats);
}

function formatsIn(to: string): Format[] {
  const names = to.split(",").map((name) => name.trim().toLowerCase());
  const wrong = names.find((name) => !formats.some((format) => format === name));
  if (wrong !== undefined) throw misused("wrong.format", { format: wrong, known: formats.join(", ") });
  return formats.filter((format) => names.includes(format));
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

function standardOutput(format: Format): Destination {
  const written = (bytes: Uint8Array) => new Promise<void>((resolve) => process.stdout.write(bytes, () => resolve()));
  return { formats: [format], write: async ({ bytes }) => void (await written(bytes)) };
}

function file(path: string, format: Format): Destination {
  return { formats: [format], write: ({ bytes }) => put(path, bytes) };
}

function folder(path: string, wanted: readonly Format[]): Destination {
  makePath(path);
  return { formats: wanted, write: ({ format, bytes }, draft) => put(join(path, `${stemOf(draft)}.${format}`), bytes) };
}

async function put(path: string, bytes: Uint8Array): Promise<string> {
  await writeFile(path, bytes);
  return path;
}
