import type { Summary } from "../deliverable/summary.ts";
import type { LocalDate } from "../values.ts";
import type { Action, Expected } from "./state.ts";

/** What an action needs to know of a document made for it. */
export type DocumentOf = Pick<Summary, "id" | "title" | "kind" | "stage" | "due" | "ready"> & { expectation?: string };

/** What an action needs to know of a meeting of its: what it answers, of what the action expects. */
export type MeetingOf = { id: string; stage: "planned" | "held" | "cancelled"; answers?: { expected: string } };

/** How far something expected is: nothing is there yet, some is under way, all is done. */
export type Progress = "nothing" | "begun" | "done";

/**
 * Something expected, and what there is of it, documents or meetings. `missing`: how many have not been begun, or planned; `late`: its last
 * day has passed, and not all is done.
 */
export type Standing<Document extends DocumentOf = DocumentOf, Meeting extends MeetingOf = MeetingOf> = {
  expected: Expected;
  documents: Document[];
  meetings: Meeting[];
  missing: number;
  progress: Progress;
  late: boolean;
};

/** How each thing stands that an action is to bring, and the documents that nobody expected. Pure. */
export function standingOf<Document extends DocumentOf, Meeting extends MeetingOf>(
  action: Pick<Action, "expected">,
  documents: readonly Document[],
  today: LocalDate,
  meetings: readonly Meeting[] = [],
): { standings: Standing<Document, Meeting>[]; besides: Document[] } {
  const made = documents.filter(({ stage }) => stage !== "withdrawn");
  const standings = action.expected.map((expected) => {
    if (expected.what === "meeting") return meetingStanding(expected, meetings, today);
    const own = made.filter(({ expectation }) => expectation === expected.id);
    return standing(expected, own, today);
  });
  const besides = made.filter(({ expectation }) => !action.expected.some(({ id }) => id === expectation));
  return { standings, besides };
}

/** Of meetings that answer it, and were not cancelled: planned is begun, held is done. */
function meetingStanding<Meeting extends MeetingOf>(
  expected: Expected,
  meetings: readonly Meeting[],
  today: LocalDate,
): Standing<never, Meeting> {
  const own = meetings.filter(({ stage, answers }) => stage !== "cancelled" && answers?.expected === expected.id);
  const missing = Math.max(0, expected.count - own.length);
  const done = missing === 0 && own.every(({ stage }) => stage === "held");
  const progress = done ? "done" : own.length > 0 ? "begun" : "nothing";
  const late = missing > 0 && expected.when !== undefined && expected.when.until < today;
  return { expected, documents: [], meetings: own, missing, progress, late };
}

function standing<Document extends DocumentOf>(
  expected: Expected,
  documents: Document[],
  today: LocalDate,
): Standing<Document, never> {
  const missing = Math.max(0, expected.count - documents.length);
  const done = missing === 0 && documents.every(({ ready }) => ready);
  const progress = done ? "done" : documents.length > 0 ? "begun" : "nothing";
  const late = !done && expected.when !== undefined && expected.when.until < today;
  return { expected, documents, meetings: [], missing, progress, late };
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
