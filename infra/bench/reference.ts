import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { compose } from "../../shared/document/compose.ts";
import type { Composed } from "../../shared/document/composed.ts";
import type { DocumentTree } from "../../shared/document/tree.ts";
import { type ReadImages, readDraft } from "../../shared/formats/read.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";
import { limitsSchema } from "../../shared/settings.ts";
import { typstSource } from "./typst-source.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const assets = folderAssets(join(root, "templates"));

/** What the engine is measured on: French prose with tables, notes and figures, some 30 and some 200 pages. */
export const references = { M: "dossier-30-pages.md.gz", L: "dossier-200-pages.md.gz" } as const;
export type Reference = keyof typeof references;

/** Reads a reference and leaves in `folder` what each engine starts from: a stored tree, and a Typst program. */
export async function prepare(name: Reference, folder: string): Promise<void> {
  const fixtures = join(root, "test/fixtures");
  const bytes = gunzipSync(readFileSync(join(fixtures, references[name])));
  const beside = (path: string) => readFileSync(join(fixtures, path));
  const limits = { ...limitsSchema.parse({}), nodes: 2_000_000, treeBytes: 64 * 2 ** 20 };
  const reading = await readDraft({ name: `${name}.md`, bytes }, { language: "fr-FR", limits, beside });
  if ("refused" in reading) throw new Error(reading.refused.code);
  const { tree, images } = reading;
  writeFileSync(join(folder, "tree.json"), JSON.stringify({ tree, images: [...images.keys()] }));
  for (const [hash, image] of images) writeFileSync(join(folder, `${hash}.png`), image.bytes);
  writeFileSync(join(folder, "document.typ"), typstSource(await composed(tree)));
}

export async function composed(tree: DocumentTree): Promise<Composed> {
  const { kind } = await loadKind(assets, "plain");
  const parts = [{ title: "", tree }];
  return compose({ parts, kind, fileName: "reference", facts: {}, instant: "2008-03-31T12:00:00.000Z" }).document;
}

/** What `prepare` left, as rendering takes it. */
export function prepared(folder: string): { tree: DocumentTree; images: ReadImages } {
  const { tree, images } = JSON.parse(readFileSync(join(folder, "tree.json"), "utf8"));
  const read = (hash: string) => ({
    mediaType: "image/png" as const,
    bytes: readFileSync(join(folder, `${hash}.png`)),
  });
  return { tree, images: new Map(images.map((hash: string) => [hash, { ...read(hash), width: 1200, height: 600 }])) };
}
