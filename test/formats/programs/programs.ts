import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ways } from "../../long.ts";
import { present } from "../pdf/poppler.ts";

/** What a reader of a file made by a program must yield. */
export type Expected = {
  /** The tree as `outline` says it, what its meta holds before it: "title Note". */
  lines: string[];
  /** Codes of warnings, in this order. */
  codes?: string[];
  /** Contributions, as "comment (Relectrice) « mot »: À revoir". */
  told?: string[];
  /** The tree with tracked changes rejected, where it is another one. */
  rejected?: string[];
};

/**
 * One feature as a program writes it. `source` is made by hand: Markdown for pandoc, what stands in a text for
 * LibreOffice. Where a program writes one of the two formats otherwise, `docx` or `odt` say what is other there.
 */
export type Row = Expected & {
  name: string;
  source: string;
  docx?: Partial<Expected>;
  odt?: Partial<Expected>;
  /** The one format in which the program can write it. */
  only?: Format;
  /** More arguments of pandoc. */
  options?: string[];
  /** The header of a page of LibreOffice's. */
  header?: string;
  /** Files beside the source. */
  beside?: Record<string, Uint8Array>;
};

export const formats = ["docx", "odt"] as const;
type Format = (typeof formats)[number];

/** The formats in which a row is tried: by default one, another one for the next row, and both where they are not read alike. */
export function formatsOf({ only, docx, odt }: Row, index: number): readonly Format[] {
  if (only) return [only];
  return docx || odt ? formats : ways(formats, index % formats.length);
}

/** Whether a program is on this machine. Where tests are the gate (`CI` is set) one that is missing is an error. */
export function installed(program: string): boolean {
  if (present(program)) return true;
  if (process.env.CI) throw new Error(`${program} is not on this machine, and CI must have it: see .ci/run`);
  return false;
}

const run = promisify(execFile);

/** One run of a program may take this long, milliseconds. */
const timeout = 60_000;

/** Makes the formats of each row's Markdown in `folder`, as "<index>.docx" and "<index>.odt". */
export async function runPandoc(rows: readonly Row[], folder: string): Promise<void> {
  const make = async (row: Row, index: number): Promise<void> => {
    const { source, options = [], beside = {} } = row;
    for (const [name, bytes] of Object.entries(beside)) writeFileSync(join(folder, name), bytes);
    const path = join(folder, `${index}.md`);
    writeFileSync(path, source);
    const common = ["--from", "markdown", "--metadata", "lang=fr-FR", "--resource-path", folder, ...options, path];
    await Promise.all(
      formatsOf(row, index).map((to) => run("pandoc", [...common, "-o", join(folder, `${index}.${to}`)], { timeout })),
    );
  };
  // Two at a time: as many as the smallest machines of CI have processors.
  for (let at = 0; at < rows.length; at += 2)
    await Promise.all(rows.slice(at, at + 2).map((row, next) => make(row, at + next)));
}

/**
 * Makes the formats of each row in `folder`, from its text, as "<index>.docx" and "<index>.odt": LibreOffice is started once a format,
 * in a profile of its own.
 */
export async function runLibreOffice(
  rows: readonly Row[],
  folder: string,
  textOf: (row: Row) => string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const pathOf = (index: number) => join(folder, `${index}.fodt`);
  for (const [index, row] of rows.entries()) writeFileSync(pathOf(index), textOf(row));
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  for (const format of formats) {
    const options = [profile, "--headless", "--convert-to", format, "--outdir", folder];
    const paths = rows.flatMap((row, index) => (formatsOf(row, index).includes(format) ? [pathOf(index)] : []));
    await run("soffice", [...options, ...paths], { timeout, killSignal: "SIGKILL" });
  }
}

export function made(folder: string, index: number, format: (typeof formats)[number]): Promise<Uint8Array> {
  return readFile(join(folder, `${index}.${format}`));
}
