import { parseArgs } from "node:util";
import type { Block } from "../../shared/document/tree.ts";
import { eachBlockOf, textOf } from "../../shared/document/visit.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Contribution } from "../../shared/formats/reading.ts";
import { type DraftRead, readFileAt, said } from "./draft.ts";
import { outline } from "./outline.ts";

export const usage =
  "  read FILE [--changes accept|reject] [--json]   what is read in FILE: its tree, the warnings, the contributions";

/**
 * Prints what a reader makes of one file, without any server; `--changes`: how tracked changes are read. Throws a Refusal
 * for a file that is refused, or for wrong arguments.
 */
export async function run(args: string[]): Promise<void> {
  const started = performance.now();
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { changes: { type: "string", default: "accept" }, json: { type: "boolean" } },
  });
  const { changes } = values;
  const [path] = positionals;
  if (!path || positionals.length > 1 || (changes !== "accept" && changes !== "reject"))
    throw new Refusal("usage", { usage: "some arguments are missing or wrong" });

  const reading = await readFileAt(path, { changes });
  if (values.json) console.log(JSON.stringify({ ...facts(reading), ms: Math.round(performance.now() - started) }));
  else print(reading);
}

/** Images without their bytes. */
function facts({ tree, warnings, contributions, images, reader, version }: DraftRead) {
  const shown = [...images].map(([hash, { bytes, ...image }]) => ({ hash, ...image, bytes: bytes.length }));
  return { reader, ...(version && { version }), tree, warnings: said(warnings), contributions, images: shown };
}

function print({ tree, warnings, contributions, version }: DraftRead): void {
  const places = new Map([...eachBlockOf(tree)].map((block) => [block.id, wordsOf(block)]));
  const place = (at: string | undefined) => (at === undefined ? "" : ` [${places.get(at) ?? at}]`);
  for (const { message, at } of said(warnings)) console.error(`⚠ ${message}${place(at)}`);
  if (version) console.log(`version: ${version}`);
  for (const [name, value] of Object.entries(tree.meta)) {
    const text = [value].flat().join(" ; ");
    if (text !== "") console.log(`${name}: ${text}`);
  }
  for (const line of outline(tree)) console.log(line);
  for (const contribution of contributions) console.log(lineOf(contribution) + place(contribution.at));
}

function lineOf({ type, author, date, quote, text }: Contribution): string {
  const who = [author || "?", ...(date ? [date] : [])].join(", ");
  const where = quote ? ` « ${quote} »` : "";
  return `${type} (${who})${where}: ${text.replaceAll("\n", " / ")}`;
}

/** The first words of a block, by which its author finds it. */
function wordsOf(block: Block): string {
  const words = textOf(block).replace(/\s+/g, " ").trim();
  if (words === "") return block.type;
  return words.length > longestPlace ? `${words.slice(0, longestPlace).trimEnd()}…` : words;
}

/** Characters. */
const longestPlace = 40;
