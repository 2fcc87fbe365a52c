import { isWork } from "../deliverable/duties.ts";
import { plannedDay, type Summary } from "../deliverable/summary.ts";
import { lastDay } from "../time/calendar.ts";
import type { Holder, LocalDate } from "../values.ts";

/** What a deliverable waits for; `date`: its last day, where one was given; `who`: those whom it waits for. */
export type Due = {
  what: "draft" | "review" | "final";
  date?: LocalDate;
  who: Holder[];
  /** It waits for nobody: its final documents are being set. */
  rendering?: true;
};

/**
 * What a deliverable waits for next, the same for pages and letters: its draft, by the first day that the plan has; its
 * reviewers; its final documents, or that its coordinator declares a correction that is there. Undefined: nothing any more.
 */
export function dueOf(summary: Summary, timeZone: string): Due | undefined {
  const { stage, round, ready, answering, duties, due } = summary;
  if (stage === "withdrawn" || (stage === "final" && ready)) return undefined;
  const who = peopleAwaited(summary);
  if (stage === "review" && round) return { what: "review", date: lastDay(round.deadline, timeZone), who };
  if (duties.some(({ what }) => what === "correction")) return { what: "final", ...on(due.final), who };
  const planned = on(plannedDay(summary));
  if (stage === "draft" && !answering) return { what: "draft", ...planned, who };
  return { what: "final", ...planned, who, ...(stage === "final" && { rendering: true }) };
}

function on(date: LocalDate | undefined): Pick<Due, "date"> {
  return date === undefined ? {} : { date };
}

/** Authors or reviewers; the coordinator, where a round waits for none or a correction is to be declared. */
function peopleAwaited({ stage, duties }: Summary): Holder[] {
  const works = duties.filter(({ what }) => isWork(what) || what === "correction");
  const awaited = works.length > 0 || stage !== "review" ? works : duties;
  return [...new Set(awaited.map(({ person }) => person))];
}
