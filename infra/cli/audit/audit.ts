import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { Refusal } from "../../../shared/errors.ts";
import { draftFormats, hasEnding } from "../../../shared/formats/uploads.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { limitsSchema } from "../../../shared/settings.ts";
import { readInChild } from "../../local/children.ts";
import { language, say } from "../../say.ts";
import { readFileAt } from "../draft.ts";
import { line } from "../printed-warnings.ts";
import { type Loss, lossOf } from "./lost.ts";
import { paragraphsOf } from "./source.ts";

/** What a file comes to: its words that are lost, or why it was refused. */
type Audited = { file: string } & (Loss | { refused: Refusal });

/** Passages of lost words that are printed of a file; a program gets all of them, up to its own number. */
const mostShown = 5;
const mostListed = 100;

/**
 * Prints of the file at `path`, or of each draft below that folder, the words that are neither in its tree, nor in a
 * warning, nor in a comment; then their sum. The exit code is 2 where a file was refused.
 */
export async function audit(path: string, { changes, json }: { changes: "accept" | "reject"; json: boolean }) {
  const sum = { files: 0, words: 0, lost: 0, refused: 0 };
  for (const file of await draftsBelow(path)) {
    const audited = await auditFile(path, file, changes);
    sum.files += 1;
    if ("refused" in audited) sum.refused += 1;
    else [sum.words, sum.lost] = [sum.words + audited.words, sum.lost + audited.lost];
    print(audited, json);
  }
  if (json) console.log(JSON.stringify(sum));
  else
    console.log(
      line(sentence(sum.words, sum.lost, say("audit.sum", { files: sum.files, refused: sum.refused })), undefined),
    );
  if (sum.refused > 0) process.exitCode = 2;
}

async function auditFile(path: string, file: string, changes: "accept" | "reject"): Promise<Audited> {
  const name = relative(path, file) || file;
  try {
    const reading = await readFileAt(file, { changes, read: readInChild });
    const paragraphs = await paragraphsOf(await readFile(file), limitsSchema.parse({}));
    return { file: name, ...lossOf(paragraphs, reading) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { file: name, refused: error };
  }
}

/** The drafts of a folder and of those in it, in the order of their names; what programs leave beside files is none. */
async function draftsBelow(path: string): Promise<string[]> {
  if (!(await stat(path).catch(() => undefined))?.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && hasEnding(entry.name, draftFormats));
  const paths = files
    .filter(({ name }) => !/^(?:\.|~\$)/.test(name))
    .map(({ parentPath, name }) => join(parentPath, name));
  return paths.filter((one) => !/(?:^|[\\/])(?:\.[^\\/.]|node_modules[\\/])/.test(relative(path, one))).sort();
}

function print(audited: Audited, json: boolean): void {
  const { file } = audited;
  if ("refused" in audited) {
    const { refused } = audited;
    const refusal = `${file}: ${refusalMessage(language, refused)} (${refused.code})`;
    console.log(json ? JSON.stringify({ file, refused: refused.code }) : line(refusal, undefined));
    return;
  }
  const { words, lost, passages } = audited;
  if (json) {
    console.log(JSON.stringify({ file, words, lost, passages: passages.slice(0, mostListed) }));
    return;
  }
  console.log(line(sentence(words, lost, file), undefined));
  for (const { part, paragraph, words: said } of passages.slice(0, mostShown))
    console.log(
      line(`  ${say("audit.passage", { part: part || file, paragraph, words: shortened(said) })}`, undefined),
    );
  const more = passages.length - mostShown;
  if (more > 0) console.log(`  ${say("audit.more", { count: more })}`);
}

function sentence(words: number, lost: number, of: string): string {
  return `${of}: ${say("audit.words", { count: words })}, ${say("audit.lost", { count: lost })}`;
}

/** Characters of a passage that are printed. */
const longest = 200;

function shortened(words: string): string {
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}
