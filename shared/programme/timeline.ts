import type { Summary } from "../deliverable/summary.ts";
import { lastDay } from "../time/calendar.ts";
import type { LocalDate } from "../values.ts";
import { type DocumentOf, type MeetingOf, standingOf } from "./standing.ts";
import type { Action } from "./state.ts";

/**
 * Something of an action that has a day: what is expected of it and not begun (`said`: the day as it was said, "fin septembre
 * 2008"; `count`: how many of it lack, where more than one), a step of a document that is open (`id`), or a meeting that is planned
 * (`meeting`).
 */
export type Dated = {
  date: LocalDate;
  said?: string;
  what: "expected" | "meeting" | Step;
  title: string;
  count?: number;
  id?: string;
  meeting?: string;
  late: boolean;
};
type Step = "draft" | "review" | "final";

/** A document as its dates need it. */
export type DatedDocument = DocumentOf & Pick<Summary, "round" | "answering">;

/** A meeting as its date needs it. */
export type DatedMeeting = MeetingOf & { title: string; date: LocalDate; until?: LocalDate };

/** The dates of an action that are still to come, or were missed, in their order. Pure. */
export function datesOf(
  action: Pick<Action, "expected">,
  documents: readonly DatedDocument[],
  { today, timeZone }: { today: LocalDate; timeZone: string },
  meetings: readonly DatedMeeting[] = [],
): Dated[] {
  const expected = standingOf(action, documents, today, meetings).standings.flatMap(
    ({ expected: { title, when, what }, missing }) =>
      when && missing > 0
        ? [
            {
              date: when.until,
              said: when.said,
              what: "expected" as const,
              title,
              ...(missing > 1 && { count: missing }),
              late: what !== "sheets" && when.until < today,
            },
          ]
        : [],
  );
  const steps = documents.flatMap((document) =>
    stepsOf(document, timeZone).map(({ what, date }) => {
      const { id, title } = document;
      return { date, what, title, id, late: date < today };
    }),
  );
  const planned = meetings.flatMap(({ id, title, stage, date, until = date }) =>
    stage === "planned" ? [{ date, what: "meeting" as const, title, meeting: id, late: until < today }] : [],
  );
  return [...expected, ...steps, ...planned].sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : a.title < b.title ? -1 : 1,
  );
}

/** The steps that a document has still before it, each with the day that the plan, or its round, gives. */
export function stepsOf(
  { stage, ready, due, round, answering }: Pick<DatedDocument, "stage" | "ready" | "due" | "round" | "answering">,
  timeZone: string,
): { what: Step; date: LocalDate }[] {
  if (stage === "withdrawn" || (stage === "final" && ready)) return [];
  const left: Record<"draft" | "review" | "final", Step[]> = {
    draft: answering ? ["final"] : ["draft", "review", "final"],
    review: ["review", "final"],
    final: ["final"],
  };
  return left[stage].flatMap((what) => {
    const date = what === "review" && round ? lastDay(round.deadline, timeZone) : due[what];
    return date === undefined ? [] : [{ what, date }];
  });
}
