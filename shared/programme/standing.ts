import type { Summary } from "../deliverable/summary.ts";
import type { LocalDate } from "../values.ts";
import type { Action, Expected } from "./state.ts";

/** What an action needs to know of a document made for it. */
export type DocumentOf = Pick<Summary, "id" | "title" | "kind" | "stage" | "due" | "ready"> & { expectation?: string };

/** How far something expected is: nothing is there yet, some is under way, all is done. */
export type Progress = "nothing" | "begun" | "done";

/**
 * Something expected, and what there is of it. `missing`: how many have not been begun; `late`: its last day has passed,
 * and not all is done.
 */
export type Standing<Document extends DocumentOf = DocumentOf> = {
  expected: Expected;
  documents: Document[];
  missing: number;
  progress: Progress;
  late: boolean;
};

/** How each thing stands that an action is to bring, and the documents that nobody expected. Pure. */
export function standingOf<Document extends DocumentOf>(
  action: Pick<Action, "expected">,
  documents: readonly Document[],
  today: LocalDate,
): { standings: Standing<Document>[]; besides: Document[] } {
  const made = documents.filter(({ stage }) => stage !== "withdrawn");
  const standings = action.expected.map((expected) => {
    const own = made.filter(({ expectation }) => expectation === expected.id);
    return standing(expected, own, today);
  });
  const besides = made.filter(({ expectation }) => !action.expected.some(({ id }) => id === expectation));
  return { standings, besides };
}

function standing<Document extends DocumentOf>(
  expected: Expected,
  documents: Document[],
  today: LocalDate,
): Standing<Document> {
  const missing = Math.max(0, expected.count - documents.length);
  const done = missing === 0 && documents.every(({ ready }) => ready);
  const progress = done ? "done" : documents.length > 0 ? "begun" : "nothing";
  const late = !done && expected.when !== undefined && expected.when.until < today;
  return { expected, documents, missing, progress, late };
}

/** The documents that an action is to bring: how many are expected, how many of them are done, how many late. */
export type Tally = { of: number; done: number; late: number };

/** Of documents alone: meetings and sheets are not followed yet. */
export function tallyOf(standings: readonly Pick<Standing<DocumentOf>, "expected" | "documents" | "late">[]): Tally {
  const tally = { of: 0, done: 0, late: 0 };
  for (const { expected, documents, late } of standings) {
    if (expected.what !== "document") continue;
    const done = Math.min(expected.count, documents.filter(({ ready }) => ready).length);
    tally.of += expected.count;
    tally.done += done;
    if (late) tally.late += expected.count - done;
  }
  return tally;
}
