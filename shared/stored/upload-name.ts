import { tidyName } from "../name.ts";
import type { Files } from "../ports.ts";
import { uploadKey, uploadNameKey } from "./objects.ts";

/** Characters of a name, as where a script says it. */
const longest = 255;

/** Keeps what a file was called, "Note de cadrage.docx", without the folders it was in; not what is no name. */
export async function keepUploadName(files: Files, upload: string, name: string): Promise<void> {
  const own = ownName(name);
  if (own) await files.put(uploadNameKey(upload), Buffer.from(own), "text/plain; charset=utf-8");
}

/** What a file that came was called by its form, as it was kept or as the store itself keeps it; undefined where that is not known. */
export async function uploadNameOf(files: Files, upload: string): Promise<string | undefined> {
  const bytes = await files.get(uploadNameKey(upload));
  if (bytes) return Buffer.from(bytes).toString("utf8");
  return ownName((await files.head(uploadKey(upload)))?.name ?? "");
}

/** A name without folders; quotation marks and ends of lines are written by browsers as HTML has it ("multipart form data"). */
function ownName(sent: string): string | undefined {
  const name = sent.replaceAll("%22", '"').replace(/%0D%0A|%0D|%0A/g, " ");
  const own = tidyName(name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1));
  return own && own.length <= longest ? own : undefined;
}

/** Forgets a file that was read, and its name. */
export async function forgetUpload(files: Files, upload: string): Promise<void> {
  await files.delete(uploadKey(upload));
  await files.delete(uploadNameKey(upload));
}
