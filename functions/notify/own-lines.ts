import { fullName, getPerson } from "../../shared/stored/person.ts";
import { getText } from "../../shared/stored/text.ts";
import { oneLine } from "./letter.ts";
import type { Occasion } from "./occasion.ts";

/**
 * What the person who caused a letter added in their own words; to whoever is invited to a round, what was said when it opened. Nothing where
 * nothing was added, or where it was erased.
 */
export async function ownLines({ job, ports, say, round }: Occasion): Promise<string[]> {
  const ref = job.letter === "invited" ? round?.note : job.note;
  const note = ref === undefined ? undefined : await getText(ports.files, ref);
  if (!note) return [];
  const by = job.letter === "invited" && round?.noteBy ? await getPerson(ports.store, round.noteBy) : undefined;
  const words = { note: oneLine(note, 400) };
  return [by ? say("note.by", { ...words, name: oneLine(fullName(by)) }) : say("note", words)];
}
