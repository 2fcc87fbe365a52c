import type { Summary } from "../deliverable/summary.ts";
import type { Assets, Files, Store } from "../ports.ts";
import { roundsAhead } from "../stored/due.ts";
import { pinnedKind } from "../stored/version.ts";
import { addDays, lastDay, localDate } from "../time/calendar.ts";
import type { Holidays } from "../time/holidays.ts";
import type { Holder, LocalDate } from "../values.ts";
import { awaitedWorks } from "./awaited.ts";
import { reminderDays } from "./deadline.ts";
import { datedDuties, draftDemands } from "./digest.ts";
import type { Now } from "./week.ts";

/** A reminder that is to leave by itself, as things stand: on which day, of what, to how many. */
export type ReminderAhead = { date: LocalDate; id: string; title: string; what: "draft" | "review"; count: number };

type Ports = { store: Store; files: Files; assets: Assets };

/**
 * The reminders that the next `days` bring of some deliverables, the first first. What a letter of another thing mentions meanwhile
 * is not reminded again.
 */
export async function remindersAhead(
  ports: Ports,
  summaries: readonly Summary[],
  now: Now & { holidays: Holidays },
  days: number,
): Promise<ReminderAhead[]> {
  const last = addDays(now.today, days);
  const isAhead = ({ date }: ReminderAhead) => date > now.today && date <= last;
  const all = [...(await ofDrafts(ports, summaries, now)), ...(await ofReviews(ports, summaries, now))];
  return all.filter(isAhead).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Of what authors owe, by the day of the plan. */
async function ofDrafts({ assets }: Ports, summaries: readonly Summary[], now: Now & { holidays: Holidays }) {
  const byId = new Map(summaries.map((summary) => [summary.id, summary]));
  const works = awaitedWorks(await datedDuties(assets, summaries, now)).filter(({ what }) => what !== "review");
  const ahead = works.map(async ({ id, title, who, date }): Promise<ReminderAhead[]> => {
    if (date === undefined) return [];
    const { kind, given } = byId.get(id)!;
    const demands = await draftDemands(assets, kind, []);
    const days = reminderDays(now.holidays, { last: date, given: localDate(given, now.timeZone) }, demands);
    return days.map(({ day }) => ({ date: day, id, title, what: "draft", count: who.length }));
  });
  return (await Promise.all(ahead)).flat();
}

/** Of open rounds, to those who have not decided, as the kind had it when each was opened. */
async function ofReviews({ store, files }: Ports, summaries: readonly Summary[], now: Now & { holidays: Holidays }) {
  const byId = new Map(summaries.map((summary) => [summary.id, summary]));
  const rounds = (await roundsAhead(store)).filter(({ id }) => byId.has(id));
  const ahead = rounds.map(async (round): Promise<ReminderAhead[]> => {
    const { id, title, duties } = byId.get(round.id)!;
    const count = new Set(duties.flatMap(({ person, what }): Holder[] => (what === "review" ? [person] : []))).size;
    if (count === 0) return [];
    const { reminders } = (await pinnedKind(files, round)).round;
    const given = localDate(round.deadlineGiven, now.timeZone);
    const days = reminderDays(
      now.holidays,
      { last: lastDay(round.deadline, now.timeZone), given },
      { reminders, after: [] },
    );
    const fresh = days.filter(({ step }) => !round.reminded.includes(step));
    return fresh.map(({ day }) => ({ date: day, id, title, what: "review", count }));
  });
  return (await Promise.all(ahead)).flat();
}
