import type { Summary } from "../../../shared/agreement/summary.ts";
import { pressingReports, weekOfReports } from "../../../shared/asking/reports.ts";
import { mondayOf } from "../../../shared/asking/week.ts";
import { doneBy } from "../../../shared/stored/once.ts";
import { listOrganisations } from "../../../shared/stored/organisation.ts";
import { hasWeekly } from "../../../shared/stored/person.ts";
import { holidaysOf } from "../../../shared/time/holidays.ts";
import { lateWords } from "../duties.ts";
import type { Fact } from "../facts.ts";
import { oneLine, unstopped } from "../letter.ts";
import type { LetterDraft, Occasion } from "../occasion.ts";
import type { LetterWriter } from "../recipient.ts";

/** Financial reports that are due in the next month, or late: all of them in one mail to who coordinates, once a day. */
export const reportDue: LetterWriter = async (occasion) => {
  const { to, say, today, ports, settings } = occasion;
  if (!to.coordinator) return undefined;
  const told = await toldThisWeek(occasion);
  const pressing = await pressingReports(ports.store, { date: today, holidays: holidaysOf(settings.holidays) });
  const [first, ...others] = pressing.filter(({ id }) => !told.has(id));
  if (!first) return undefined;
  const all = [first, ...others];
  return {
    role: "network",
    link:
      others.length === 0
        ? { label: say("link.agreement"), purpose: "enter", page: "agreement", of: first.id }
        : { label: say("link.agreements"), purpose: "enter", page: "agreements" },
    ...subjectAndLead(occasion, first, all.length),
    facts: await reportFacts(occasion, all),
  };
};

/** The agreements whose reports the letter of the week lists, on the day it leaves. */
async function toldThisWeek({ ports, to, today }: Occasion): Promise<Set<string>> {
  const monday = mondayOf(today);
  if (!hasWeekly(to) || (await doneBy(ports, "weekly", monday)) !== today) return new Set();
  const { late, due } = await weekOfReports(ports.store, { monday, today });
  return new Set([...late, ...due].map(({ id }) => id));
}

/** A line a report: of which agreement, for whom, by when, how late. */
export async function reportFacts(occasion: Occasion, reports: readonly Summary[]): Promise<Fact[]> {
  const { say, date, today, ports } = occasion;
  const names = new Map((await listOrganisations(ports.store)).map(({ id, short }) => [id, short]));
  return reports.map(({ title, funder, reportDue: day }): Fact => {
    const values = { title: unstopped(oneLine(title, 120)), funder: names.get(funder) ?? funder, date: date(day) };
    const late = day < today;
    return [
      say("fact.report"),
      late ? say("report.late", { ...values, late: lateWords(occasion, day) }) : say("report.by", values),
    ];
  });
}

/** By the first of them; how many there are, where there are several. */
function subjectAndLead(
  { say, date, shortDate, today }: Occasion,
  { title, reportDue: day }: Summary,
  count: number,
): Pick<LetterDraft, "subject" | "paragraphs"> {
  const late = day < today;
  const values = { title: oneLine(title, 100), count, date: shortDate(day) };
  const subject =
    count > 1
      ? say(late ? "reportDue.subject.several.late" : "reportDue.subject.several", values)
      : say(late ? "reportDue.subject.late" : "reportDue.subject", values);
  const lead = say("reportDue.lead", { count, date: date(day) });
  return { subject, paragraphs: [lead, say("reportDue.body")] };
}
