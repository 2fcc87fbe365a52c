import { getText } from "../../shared/stored/text.ts";
import { oneLine } from "./letter.ts";
import type { Occasion } from "./occasion.ts";

/** What the person who caused a letter added in their own words; nothing where they added nothing, or where it was erased. */
export async function ownLines({ job, ports, say }: Occasion): Promise<string[]> {
  const note = job.note === undefined ? undefined : await getText(ports.files, job.note);
  return note ? [say(job.letter === "chased" ? "note" : "note.joined", { note: oneLine(note, 400) })] : [];
}
