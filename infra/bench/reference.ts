import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { compose } from "../../shared/document/compose.ts";
import type { Composed } from "../../shared/document/composed.ts";
import type { DocumentTree } from "../../shared/document/tree.ts";
import type { ReadImages } from "../../shared/formats/read.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const assets = folderAssets(join(root, "templates"));

/** The words of a reference, as they are set: a plain document. */
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
