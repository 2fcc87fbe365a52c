import type { Instant, LocalDate, PersonId } from "../workflow/state.ts";
import { addDays, daysBetween, lastDay } from "./calendar.ts";
import type { Summary } from "./rows/deliverable.ts";

/** Something of a deliverable that has a day; `who`: those whom it waits for. */
export type Item = {
  id: string;
  title: string;
  what: "draft" | "review" | "final";
  date: LocalDate;
  who: PersonId[];
};
/** What is past its day, what has its day in the week, the oldest first; and what waits for the coordinator's word. */
export type Week = { late: Item[]; due: Item[]; office: OfficeItem[] };
export type OfficeItem = { id: string; title: string; what: "delegation" | "closure" | "seminar" };
/** The day it is, where the network is. */
export type Now = { today: LocalDate; timeZone: string };

/** The Monday of the week that a day is in. */
export function mondayOf(date: LocalDate): LocalDate {
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  return addDays(date, -weekday);
}

/** What a coordinator has to look at in the week of `monday`, as things stand on `today`. */
export function weekOf(summaries: readonly Summary[], { monday, ...now }: Now & { monday: LocalDate }): Week {
  const sunday = addDays(monday, 6);
  const ahead = awaitedOf(summaries, now.timeZone).filter(({ date }) => date >= now.today && date <= sunday);
  const office = summaries.flatMap((summary) => officeOf(summary, now.today));
  return { late: lateOf(summaries, now), due: ahead, office };
}

/** Whether there is nothing to say of a week. */
export function isQuiet({ late, due, office }: Week): boolean {
  return late.length + due.length + office.length === 0;
}

function officeOf({ id, title, duties, seminars = [] }: Summary, today: LocalDate): OfficeItem[] {
  const items = duties.flatMap(({ what }) =>
    what === "delegation" || what === "closure" ? [{ id, title, what }] : [],
  );
  const past = seminars.some(({ date }) => date < today);
  return past ? [...items, { id, title, what: "seminar" }] : items;
}

/** What is past its day, the oldest first: the same for pages and letters. */
export function lateOf(summaries: readonly Summary[], { today, timeZone }: Now): Item[] {
  return awaitedOf(summaries, timeZone).filter(({ date }) => date < today);
}

/** How late something is, as people say it: 12 days, 10 months. */
export function lateness(date: LocalDate, today: LocalDate): { unit: "days" | "months"; count: number } {
  const days = daysBetween(date, today);
  return days < 60 ? { unit: "days", count: days } : { unit: "months", count: Math.round(days / 30.4) };
}

function awaitedOf(summaries: readonly Summary[], timeZone: string): Item[] {
  return summaries
    .flatMap((summary) => awaited(summary, (deadline) => lastDay(deadline, timeZone)))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.title < b.title ? -1 : 1));
}

/** What a deliverable waits for next: its draft, its reviewers, or its final documents. */
function awaited(summary: Summary, dayOf: (deadline: Instant) => LocalDate): Item[] {
  const { id, title, stage, due, round, ready, answering, duties } = summary;
  if (stage === "withdrawn" || ready) return [];
  const awaiting = stage === "draft" ? duties.filter(({ what }) => what !== "seminar") : duties;
  const everyone = [...new Set(awaiting.map(({ person }) => person))];
  const reviewing = duties.flatMap(({ person, what }) => (what === "review" ? [person] : []));
  const item = (what: Item["what"], date: LocalDate | undefined, who: PersonId[]): Item[] =>
    date ? [{ id, title, what, date, who }] : [];
  const holding = reviewing.length > 0 ? reviewing : everyone;
  const last = item("final", due.final, holding);
  if (stage === "review" && round) return [...item("review", dayOf(round.deadline), holding), ...last];
  return stage === "draft" && !answering ? [...item("draft", due.draft ?? due.review, everyone), ...last] : last;
}
