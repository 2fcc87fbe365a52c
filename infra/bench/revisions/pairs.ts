import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { readDraft } from "../../../shared/formats/read.ts";
import { limitsSchema } from "../../../shared/settings.ts";

/** Two successive versions of one document, by their paths. */
export type Pair = { name: string; from: string; to: string };

const version = /^(?<name>.+)\.(?<number>\d+)\.(?<type>docx|odt|md)$/;

/** The pairs of successive versions `NAME.N.EXT` below a folder, by name and number. */
export function pairsIn(folder: string): Pair[] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && version.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  return [...Map.groupBy(paths, (path) => path.replace(/\.\d+\.\w+$/, ""))].flatMap(([name, versions]) => {
    const sorted = versions.toSorted((one, other) => numberOf(one) - numberOf(other));
    return sorted.slice(1).map((to, index) => {
      const from = sorted[index]!;
      return { name: `${relative(folder, name)} ${numberOf(from)}-${numberOf(to)}`, from, to };
    });
  });
}

/** A version as it is read, as if all its tracked changes were accepted; undefined where it is refused. */
export async function readVersion(path: string): Promise<DocumentTree | undefined> {
  const limits = limitsSchema.parse({});
  const reading = await readDraft({ name: basename(path), bytes: readFileSync(path) }, { language: "fr-FR", limits });
  return "refused" in reading ? undefined : reading.tree;
}

function numberOf(path: string): number {
  return Number(version.exec(basename(path))?.groups?.number);
}
