import { basename, dirname } from "node:path";
import { zipSync } from "fflate";
import type { Play } from "../story.ts";

/** A text with the files that it names, zipped as its author sends them: "resource-dossier/sample/oriv.md". */
export async function zipped(on: Play, text: string, beside: readonly string[]): Promise<Uint8Array> {
  const names = [basename(text), ...beside];
  const entries = await Promise.all(
    names.map(async (name) => [name, await on.file(`${dirname(text)}/${name}`)] as const),
  );
  return zipSync(Object.fromEntries(entries));
}

/** A text with one passage written anew. Throws where it does not say it. */
export async function rewritten(on: Play, path: string, passage: string, anew: string): Promise<Uint8Array> {
  const text = Buffer.from(await on.file(path)).toString("utf8");
  if (!text.includes(passage)) throw new Error(`${path} does not say « ${passage} »`);
  return Buffer.from(text.replace(passage, () => anew));
}
