import { appendFile, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Head, parseHead } from "./eml.ts";
import { privateFile } from "./modes.ts";

/** A letter of an outbox, without what it says. */
export type OutboxHead = Head & { name: string };

/**
 * The heads of an outbox's letters, a line of JSON each, written as letters are: a list of thousands reads this file, and
 * no letter but those that it lacks.
 */
const index = "index.jsonl";

/** Adds heads to the index of an outbox's folder, a line of JSON each. */
export async function keepHeads(folder: string, heads: readonly OutboxHead[]): Promise<void> {
  if (heads.length === 0) return;
  const lines = heads.map((head) => `${JSON.stringify(head)}\n`).join("");
  await appendFile(join(folder, index), lines, { mode: privateFile });
}

/** All heads, the newest first. Letters that an earlier release, or a crash, left out of the index are read once. */
export async function readHeads(folder: string): Promise<OutboxHead[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".eml"));
  const known = await readIndex(folder);
  const missing: OutboxHead[] = [];
  for (const name of names.filter((each) => !known.has(each)))
    missing.push({ name, ...(await parseHead(await readFile(join(folder, name)))) });
  await keepHeads(folder, missing);
  for (const head of missing) known.set(head.name, head);
  const heads = names.map((name) => known.get(name)!);
  return heads.sort((a, b) => Date.parse(b.date) - Date.parse(a.date) || (a.name < b.name ? -1 : 1));
}

/** By outbox, the date of the oldest letter that the last look left, milliseconds: those that came since are younger. */
const oldest = new Map<string, number>();

/** Deletes the letters of an outbox older than an instant (milliseconds), at most `limit`, the oldest first. */
export async function sweepLetters(folder: string, before: number, limit: number): Promise<number> {
  if (before <= (oldest.get(folder) ?? Number.NEGATIVE_INFINITY)) return 0;
  const heads = await readHeads(folder);
  const old = heads.filter(({ date }) => Date.parse(date) < before).slice(-limit);
  const last = heads.at(-1 - old.length);
  if (last) oldest.set(folder, Date.parse(last.date));
  if (old.length === 0) return 0;
  for (const { name } of old) await rm(join(folder, name), { force: true });
  const gone = new Set(old);
  const left = heads.filter((head) => !gone.has(head));
  await writeFile(join(folder, `${index}.part`), left.map((head) => `${JSON.stringify(head)}\n`).join(""), {
    mode: privateFile,
  });
  await rename(join(folder, `${index}.part`), join(folder, index));
  return old.length;
}

async function readIndex(folder: string): Promise<Map<string, OutboxHead>> {
  const text = await readFile(join(folder, index), "utf8").catch(() => "");
  const heads = text.split("\n").flatMap(readLine);
  return new Map(heads.map((head) => [head.name, head]));
}

/** The head in a line of the index; none in a line that a crash cut short. */
function readLine(line: string): OutboxHead[] {
  try {
    return [JSON.parse(line) as OutboxHead];
  } catch {
    return [];
  }
}
