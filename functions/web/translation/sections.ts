import type { Passage } from "../../../shared/document/translation/passages.ts";
import type { PassageRow } from "../../../shared/document/translation/standing.ts";

/** Rows below one heading, which is the first of them; without one: those before any, or the notes. */
export type Section = { heading?: PassageRow; notes?: true; rows: PassageRow[] };

/** Whether a passage is to be looked at: stale, missing, or without an original. */
export function isToRevise({ state }: PassageRow): boolean {
  return state === "stale" || state === "missing" || state === "orphan";
}

/** Rows by their headings of the highest level that there is, by their parts, the notes of each apart. */
export function sectionsOf(rows: readonly PassageRow[]): Section[] {
  const top = Math.min(...rows.map((row) => levelOf(row) ?? 6));
  const sections: Section[] = [];
  let before: Passage | undefined;
  for (const row of rows) {
    const passage = passageOf(row);
    const isHeading = levelOf(row) === top;
    const isNote = passage.within === "note";
    const isNew = before?.part !== passage.part || isHeading || isNote !== (before.within === "note");
    if (isNew) sections.push({ rows: [], ...(isHeading && { heading: row }), ...(isNote && { notes: true }) });
    sections.at(-1)!.rows.push(row);
    before = passage;
  }
  return sections;
}

/** Rows as they are shown: each that is to be revised alone, what lies between them together. */
export function runsOf(rows: readonly PassageRow[]): PassageRow[][] {
  const runs: PassageRow[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && !isToRevise(row) && !isToRevise(last[0]!)) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

/** What a row is of: the source's passage, or that of the translation alone. */
export function passageOf({ source, translation }: PassageRow): Passage {
  return source ?? translation!;
}

function levelOf(row: PassageRow): number | undefined {
  return passageOf(row).level;
}
