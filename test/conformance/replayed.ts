import { writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { replay } from "../../infra/replay/replay.ts";
import type { Files } from "../../shared/ports.ts";

/** A file of the replayed year, by a name that says what it is. */
export type Replayed = { name: string; pdf?: string; docx?: string };

/** Folders of the file store in which documents are set: finals and proof copies, comparisons. */
const prefixes = ["outputs/", "redlines/"];

/** Plays the year 2008, and writes every PDF and Word file that it made into `documents`. */
export async function replayedFiles(folder: string, documents: string): Promise<Replayed[]> {
  const { stage } = await replay(folder, () => undefined);
  try {
    return await written(stage.network.ports.files, documents);
  } finally {
    await stage.close();
  }
}

async function written(files: Files, documents: string): Promise<Replayed[]> {
  const keys = (await Promise.all(prefixes.map((prefix) => Array.fromAsync(files.list(prefix))))).flat().sort();
  const found: Replayed[] = [];
  for (const key of keys.filter((each) => /\.(pdf|docx)$/.test(each))) {
    const name = `2008-${String(found.length + 1).padStart(3, "0")}-${titled(key)}`;
    const path = join(documents, name);
    writeFileSync(path, (await files.get(key))!);
    found.push({ name, ...(key.endsWith(".pdf") ? { pdf: path } : { docx: path }) });
  }
  return found;
}

/** The name of a file; of one that hashes name, that of its folder: "redlines.docx". */
function titled(key: string): string {
  return basename(key).replace(/^[0-9a-f]{64}[0-9a-f-]*/, basename(dirname(key)));
}
