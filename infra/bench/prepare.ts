import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { readDraft } from "../../shared/formats/read.ts";
import { limitsSchema } from "../../shared/settings.ts";
import { composed, root } from "./reference.ts";
import { typstSource } from "./typst-source.ts";

/** What the engine is measured on: French prose with tables, notes and figures, some 30 and some 200 pages. */
const references = { M: "dossier-30-pages.md.gz", L: "dossier-200-pages.md.gz" } as const;
export type Reference = keyof typeof references;

/** Reads a reference and leaves in `folder` what each engine starts from: a stored tree, and a Typst program. */
export async function prepare(name: Reference, folder: string): Promise<void> {
  const fixtures = join(root, "test/fixtures");
  const bytes = gunzipSync(readFileSync(join(fixtures, references[name])));
  const companion = (path: string) => readFileSync(join(fixtures, path));
  const limits = { ...limitsSchema.parse({}), nodes: 2_000_000, treeBytes: 64 * 2 ** 20 };
  const reading = await readDraft({ name: `${name}.md`, bytes }, { language: "fr-FR", limits, companion });
  if ("refused" in reading) throw new Error(reading.refused.code);
  const { tree, images } = reading;
  writeFileSync(join(folder, "tree.json"), JSON.stringify({ tree, images: [...images.keys()] }));
  for (const [hash, image] of images) writeFileSync(join(folder, `${hash}.png`), image.bytes);
  writeFileSync(join(folder, "document.typ"), typstSource(await composed(tree)));
}
