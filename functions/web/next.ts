import type { Summary } from "../../shared/line/rows/deliverable.ts";
import type { LocalDate } from "../../shared/workflow/state.ts";

/** What a deliverable waits for: the coordinator (late, or simply now), others, or nothing any more. */
export type Next = { urgency: "late" | "now" | "wait" | "done"; key: NextKey; days: LocalDate | undefined };
export type NextKey =
  | "next.draft"
  | "next.draft.late"
  | "next.submit"
  | "next.review"
  | "next.review.rule"
  | "next.review.close"
  | "next.review.late"
  | "next.final.rendering"
  | "next.final"
  | "next.withdrawn";

/** The next thing to do for a deliverable; `today` at the network's place. */
export function nextThing({ stage, due, round, ready, submittable }: Summary, today: LocalDate): Next {
  if (stage === "draft" && submittable) return { urgency: "wait", key: "next.submit", days: undefined };
  if (stage === "draft") {
    const late = due.draft !== undefined && due.draft < today;
    return { urgency: late ? "late" : "wait", key: late ? "next.draft.late" : "next.draft", days: due.draft };
  }
  if (stage === "review") {
    if (round?.closable) return { urgency: "now", key: "next.review.close", days: undefined };
    return round?.overdue
      ? { urgency: "late", key: "next.review.late", days: undefined }
      : {
          urgency: "wait",
          key: round && round.decided < round.reviewers ? "next.review" : "next.review.rule",
          days: undefined,
        };
  }
  if (stage === "final" && !ready) return { urgency: "wait", key: "next.final.rendering", days: undefined };
  return { urgency: "done", key: stage === "final" ? "next.final" : "next.withdrawn", days: undefined };
}

const order: Record<Next["urgency"], number> = { late: 0, now: 1, wait: 2, done: 3 };

/** The most urgent first; within that, by title. */
export function byUrgency(today: LocalDate): (a: Summary, b: Summary) => number {
  const weight = (summary: Summary): number => order[nextThing(summary, today).urgency];
  return (a, b) => weight(a) - weight(b) || a.title.localeCompare(b.title, "fr");
}
