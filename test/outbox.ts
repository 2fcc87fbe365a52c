import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseMail } from "../shared/adapters/embedded/eml.ts";
import type { OutboxLetter } from "../shared/adapters/embedded/mail.ts";

/** Every letter of an outbox, whole, the newest first. */
export async function lettersIn(folder: string): Promise<OutboxLetter[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".eml"));
  const letters = await Promise.all(
    names.map(async (name) => ({ name, ...(await parseMail(await readFile(join(folder, name)))) })),
  );
  return letters.sort((a, b) => Date.parse(b.date) - Date.parse(a.date) || (a.name < b.name ? -1 : 1));
}
