import { tidyName } from "../name.ts";
import type { Files } from "../ports.ts";
import { uploadKey, uploadNameKey } from "./objects.ts";

/** Characters of a name, as where a script says it. */
const longest = 255;

/** Keeps what a file was called, "Note de cadrage.docx", without the folders it was in; not what is no name. */
export async function keepUploadName(files: Files, upload: string, name: string): Promise<void> {
  const own = tidyName(name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1));
  if (!own || own.length > longest) return;
  await files.put(uploadNameKey(upload), Buffer.from(own), "text/plain; charset=utf-8");
}

/** What a file that came was called by its form; undefined where that is not known. */
export async function uploadNameOf(files: Files, upload: string): Promise<string | undefined> {
  const bytes = await files.get(uploadNameKey(upload));
  return bytes && Buffer.from(bytes).toString("utf8");
}

/** Forgets a file that was read, and its name. */
export async function forgetUpload(files: Files, upload: string): Promise<void> {
  await files.delete(uploadKey(upload));
  await files.delete(uploadNameKey(upload));
}
