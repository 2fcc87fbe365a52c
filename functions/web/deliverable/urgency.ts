import { dueOf } from "../../../shared/asking/due.ts";
import { lateOf, type Now } from "../../../shared/asking/week.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { alphabetically } from "../../../shared/i18n/languages.ts";
import type { LocalDate } from "../../../shared/values.ts";

/**
 * What a deliverable waits for: the coordinator (late, or simply now), others, or nothing any more. `days`: a day that
 * it names; `count`: how many.
 */
export type Next = { urgency: Urgency; key: NextKey; days?: LocalDate | undefined; count?: number };
type Urgency = "late" | "now" | "wait" | "done";
export type NextKey =
  | "next.draft"
  | "next.draft.late"
  | "next.owners"
  | "next.integrate"
  | "next.confirm"
  | "next.submit"
  | "next.review"
  | "next.confirming"
  | "next.review.rule"
  | "next.review.meeting"
  | "next.meeting"
  | "next.review.close"
  | "next.review.late"
  | "next.delegation"
  | "next.proposal"
  | "next.correction"
  | "next.final.rendering"
  | "next.final"
  | "next.withdrawn";

/** The next thing to do for a deliverable: what is late presses most, whatever is late of it. */
export function nextThing(summary: Summary, now: Now): Next {
  const late = lateOf([summary], now);
  const next = thingOf(
    summary,
    now,
    late.some(({ what }) => what === "draft"),
  );
  return late.length > 0 ? { ...next, urgency: "late" } : next;
}

function thingOf(summary: Summary, { today, timeZone }: Now, draftLate: boolean): Next {
  const { stage, ready, duties } = summary;
  if (duties.some(({ what }) => what === "owners")) return { urgency: "now", key: "next.owners" };
  if (duties.some(({ what }) => what === "correction")) return { urgency: "now", key: "next.correction" };
  if (duties.some(({ what }) => what === "proposal")) return { urgency: "now", key: "next.proposal" };
  if (stage === "draft") return draftNext(summary, draftLate, timeZone);
  if (stage === "review") return reviewNext(summary, today);
  if (stage === "final" && !ready) return { urgency: "wait", key: "next.final.rendering" };
  return { urgency: "done", key: stage === "final" ? "next.final" : "next.withdrawn" };
}

function draftNext(summary: Summary, late: boolean, timeZone: string): Next {
  const { answering, submittable, carried = 0, duties } = summary;
  const { undisposed = 0, confirmed = false } = answering ?? {};
  const left = (confirmed ? undisposed : 0) + carried;
  const isNext = (confirmed && undisposed > 0) || duties.some(({ what }) => what === "dispositions");
  if (isNext && left > 0) return { urgency: "wait", key: "next.integrate", count: left };
  if (submittable) return { urgency: "wait", key: confirmed ? "next.confirm" : "next.submit" };
  return { urgency: "wait", key: late ? "next.draft.late" : "next.draft", days: dueOf(summary, timeZone)?.date };
}

function reviewNext({ round }: Summary, today: LocalDate): Next {
  if (!round) return { urgency: "wait", key: "next.review.rule" };
  if (round.closable) return { urgency: "now", key: "next.review.close" };
  const { meeting } = round;
  if (round.onceHeld && meeting && meeting.date < today)
    return { urgency: "now", key: "next.meeting", days: meeting.date };
  if (round.overdue && !round.onceHeld) return { urgency: "late", key: "next.review.late" };
  if (round.delegations) return { urgency: "now", key: "next.delegation", count: round.delegations };
  const left = round.reviewers - round.decided;
  if (left > 0) return { urgency: "wait", key: round.confirms ? "next.confirming" : "next.review", count: left };
  if (!meeting) return { urgency: "wait", key: "next.review.rule" };
  return { urgency: "wait", key: "next.review.meeting", days: meeting.date };
}

const order: Record<Urgency, number> = { late: 0, now: 1, wait: 2, done: 3 };

/** The most urgent first; within that, what is late by its day, the rest by title. */
export function byUrgency(now: Now): (a: Summary, b: Summary) => number {
  const weight = (summary: Summary): string => {
    const [oldest] = lateOf([summary], now);
    return `${order[nextThing(summary, now).urgency]} ${oldest?.date ?? ""}`;
  };
  return (a, b) => weight(a).localeCompare(weight(b)) || alphabetically(a.title, b.title);
}
