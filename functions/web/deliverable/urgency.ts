import { type Standing, standingOf } from "../../../shared/asking/standing.ts";
import { lateOf, type Now } from "../../../shared/asking/week.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { alphabetically } from "../../../shared/i18n/languages.ts";

/** How much a deliverable presses its coordinator: late, theirs to act on now, with others, or done. */
type Urgency = "late" | "now" | "wait" | "done";

const over: readonly Standing["name"][] = ["final", "withdrawn"];

/** What is late presses most, whatever is late of it. */
export function urgencyOf({ name, office, late }: Standing): Urgency {
  if (late) return "late";
  if (office) return "now";
  return over.includes(name) ? "done" : "wait";
}

const order: Record<Urgency, number> = { late: 0, now: 1, wait: 2, done: 3 };

/** The most urgent first; within that, what is late by its day, the rest by title. */
export function byUrgency(now: Now): (a: Summary, b: Summary) => number {
  const weight = (summary: Summary): string => {
    const [oldest] = lateOf([summary], now);
    return `${order[urgencyOf(standingOf(summary, now))]} ${oldest?.date ?? ""}`;
  };
  return (a, b) => weight(a).localeCompare(weight(b)) || alphabetically(a.title, b.title);
}
