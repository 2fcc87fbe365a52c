import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { withShownBreaks } from "../../shared/document/visit.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Contribution, Reply } from "../../shared/formats/reading.ts";
import { refusalMessage } from "../../shared/i18n/refusal.ts";
import { readInChild } from "../local/children.ts";
import { language, misused, say } from "../say.ts";
import { audit } from "./audit/audit.ts";
import { type DraftRead, readFileAt } from "./draft.ts";
import type { Asked } from "./grammar.ts";
import { outline } from "./outline.ts";
import { placesOf } from "./place.ts";
import { line, printedWarnings } from "./printed-warnings.ts";

/**
 * Prints what a reader makes of one file, or of each file of a folder, without any server; `--changes`: how tracked changes
 * are read; `--audit`: which of their words are neither read nor told. Throws a Refusal for a file that is refused, or for wrong arguments; one in a folder is told, and the exit
 * code is 2.
 */
export async function run({ values, operands: [path = ""] }: Asked<"read">): Promise<void> {
  const { changes = "accept", json = false, audit: audited = false } = values;
  if (changes !== "accept" && changes !== "reject") throw misused("wrong.changes", { changes });

  if (audited) return audit(path, { changes, json });
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return readFolder(path, { changes, json });
  const started = performance.now();
  const reading = await readFileAt(path, { changes, read: readInChild });
  if (json) console.log(JSON.stringify({ ...facts(reading), ms: since(started) }));
  else print(reading);
}

/**
 * The files of a folder, not of those in it, one after another, a line or an object each; each is read in a process of its
 * own, so that none keeps the others from being read.
 */
async function readFolder(path: string, asked: { changes: "accept" | "reject"; json: boolean }): Promise<void> {
  const found = await readdir(path, { withFileTypes: true });
  const names = found.filter((entry) => !entry.isDirectory() && !isAside(entry.name)).map(({ name }) => name);
  for (const name of names.sort()) {
    const started = performance.now();
    try {
      const reading = await readFileAt(join(path, name), { changes: asked.changes, read: readInChild });
      const ms = since(started);
      console.log(
        asked.json
          ? JSON.stringify({ file: name, ...facts(reading), ms })
          : line(`${name}: ${counted(reading, ms)}`, undefined),
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const refusal = `${name}: ${refusalMessage(language, error)} (${error.code})`;
      console.log(asked.json ? JSON.stringify({ file: name, refused: error.code }) : line(refusal, undefined));
      process.exitCode = 2;
    }
  }
}

/** What systems and word processors leave beside files. */
function isAside(name: string): boolean {
  return name.startsWith(".") || name.startsWith("~$");
}

function counted({ tree, warnings, contributions }: DraftRead, ms: number): string {
  const counts = { blocks: tree.blocks, warnings, contributions };
  const names = Object.keys(counts) as (keyof typeof counts)[];
  const words = names.map((name) => say(`read.${name}`, { count: counts[name].length }));
  return [...words, `${ms} ms`].join(", ");
}

function since(started: number): number {
  return Math.round(performance.now() - started);
}

/** Images without their bytes. */
function facts({ tree, warnings, contributions, images, reader, version }: DraftRead) {
  const shown = [...images].map(([hash, { bytes, ...image }]) => ({ hash, ...image, bytes: bytes.length }));
  return {
    reader,
    ...(version && { version }),
    tree,
    warnings: printedWarnings(warnings, tree),
    contributions,
    images: shown,
  };
}

function print({ tree, warnings, contributions, version }: DraftRead): void {
  const placeOf = placesOf(tree);
  for (const { message, place } of printedWarnings(warnings, tree)) console.error(line(`⚠ ${message}`, place));
  if (version) console.log(`version: ${version}`);
  for (const [name, value] of Object.entries(tree.meta)) {
    const text = [value].flat().join(" ; ");
    if (text !== "") console.log(`${name}: ${text}`);
  }
  for (const block of outline(tree)) console.log(block);
  for (const contribution of contributions) {
    console.log(line(sentenceOf(contribution), placeOf(contribution.at)));
    for (const reply of contribution.replies ?? []) console.log(`  ${say("read.reply", spoken(reply))}`);
    if (contribution.resolved) console.log(`  ${say("read.resolved")}`);
  }
}

function spoken({ author, date, text }: Reply) {
  return {
    who: [author || "?", ...(date ? [date] : [])].join(", "),
    text: withShownBreaks(text.replaceAll("\n", " / ")),
  };
}

function sentenceOf({ type, quote, ...said }: Contribution): string {
  const values = spoken(said);
  return quote ? say(`read.${type}.on`, { ...values, quote }) : say(`read.${type}`, values);
}
