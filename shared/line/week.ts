import type { Instant, LocalDate } from "../workflow/state.ts";
import { addDays, lastDay } from "./calendar.ts";
import type { Summary } from "./rows/deliverable.ts";

/** Something of a deliverable that has a day. */
export type Item = { id: string; title: string; what: "draft" | "review" | "final"; date: LocalDate };
/** What is past its day, and what has its day in the week; the oldest first. */
export type Week = { late: Item[]; due: Item[] };

/** The Monday of the week that a day is in. */
export function mondayOf(date: LocalDate): LocalDate {
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  return addDays(date, -weekday);
}

/** What a coordinator has to look at in the week of `monday`, as things stand on `today`. */
export function weekOf(
  summaries: readonly Summary[],
  { monday, today, timeZone }: { monday: LocalDate; today: LocalDate; timeZone: string },
): Week {
  const sunday = addDays(monday, 6);
  const items = summaries
    .flatMap((summary) => awaited(summary, (deadline) => lastDay(deadline, timeZone)))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.title < b.title ? -1 : 1));
  return {
    late: items.filter(({ date }) => date < today),
    due: items.filter(({ date }) => date >= today && date <= sunday),
  };
}

/** What a deliverable waits for next: its draft, its reviewers, or its final documents. */
function awaited(summary: Summary, dayOf: (deadline: Instant) => LocalDate): Item[] {
  const { id, title, stage, due, round, ready } = summary;
  const item = (what: Item["what"], date: LocalDate | undefined): Item[] => (date ? [{ id, title, what, date }] : []);
  if (stage === "withdrawn" || ready) return [];
  const last = item("final", due.final);
  if (stage === "review" && round) return [...item("review", dayOf(round.deadline)), ...last];
  return stage === "draft" ? [...item("draft", due.draft), ...last] : last;
}
