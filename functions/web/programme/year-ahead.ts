import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type ReminderAhead, remindersAhead } from "../../../shared/asking/reminders-ahead.ts";
import { aheadOf, type Item } from "../../../shared/asking/week.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import type { Summary as Meeting } from "../../../shared/meeting/summary.ts";
import { holidaysOf } from "../../../shared/time/holidays.ts";
import { hoursWords, kindWords, whereWords } from "../components/meeting.ts";
import type { OwnMeetings } from "../components/own-meetings.ts";
import type { OwnReports } from "../components/own-reports.ts";
import type { YearSay } from "../components/year-words.ts";
import type { Html, Web } from "../http/context.ts";

/** Days that the fortnight has after today. */
export const fortnight = 14;

type Line = { date: string; words: Html };

/** What the next fortnight brings: meetings, days by which something is due, reminders that leave by themselves, reports; by day. */
export async function aheadLines(
  web: Web,
  speak: YearSay,
  summaries: readonly Summary[],
  { meetings, reports }: { meetings: OwnMeetings["coming"]; reports: OwnReports["coming"] },
): Promise<Line[]> {
  const holidays = holidaysOf(web.settings.holidays);
  const reminders = await remindersAhead(web.ports, summaries, { ...speak.now, holidays }, fortnight);
  const lines = [
    ...meetings.map((meeting) => ({ date: meeting.date, words: meetingLine(speak, meeting) })),
    ...aheadOf(summaries, speak.now, fortnight).map((item) => ({ date: item.date, words: dueLine(speak, item) })),
    ...remindersByDay(reminders).map((of) => ({ date: of[0]!.date, words: reminderLine(speak, of) })),
    ...reports.map(({ id, title, reportDue: date }) => ({
      ...{
        date,
        words: html`<a href="${href("agreement", { agreement: id })}#report">${title}</a>, ${speak.said("ahead.report")}`,
      },
    })),
  ];
  return lines.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** "Séminaire interne, Strasbourg, à partir de 14 h 30". */
function meetingLine(speak: YearSay, meeting: Meeting): Html {
  const page = href("meeting", { meeting: meeting.id });
  const rest = [meeting.place || meeting.call ? whereWords(speak, meeting) : "", hoursWords(speak, meeting)].filter(
    Boolean,
  );
  return html`<a href="${page}">${meeting.title || kindWords(speak, meeting.kind)}</a>${rest.map((each) => `, ${each}`).join("")}`;
}

function dueLine({ text }: YearSay, { id, title, what }: Item): Html {
  return html`<a href="${href("deliverable", { id })}">${title}</a>, ${text(`dated.${what}`)}`;
}

/** Those of one day and one sort of work. */
function remindersByDay(reminders: readonly ReminderAhead[]): ReminderAhead[][] {
  return [...Map.groupBy(reminders, ({ date, what }) => `${date} ${what}`).values()];
}

/** Titles that a line has room for. */
const fewTitles = 3;

/** "Rappel automatique à 3 relecteurs : Point de vue, Note de cadrage". */
function reminderLine({ said }: YearSay, reminders: readonly ReminderAhead[]): Html {
  const [{ what }] = reminders as [ReminderAhead];
  const count = reminders.reduce((sum, each) => sum + each.count, 0);
  const rest = reminders.length - fewTitles;
  const shown = reminders.slice(0, rest > 1 ? fewTitles : reminders.length);
  const titles = shown.map(
    ({ id, title }, at) => html`${at > 0 ? ", " : ""}<a href="${href("deliverable", { id })}">${title}</a>`,
  );
  return html`<span class="muted">${said(`ahead.reminder.${what}`, { count })}</span> ${titles}${rest > 1 ? ` ${said("more.plain", { count: rest })}` : ""}`;
}

/** Lines seen at once; the others unfold. */
const fewLines = 7;

/** The lines of the fortnight, each with its day. */
export function aheadList({ said, brief }: YearSay, lines: readonly Line[]): Html {
  const list = (some: readonly Line[]) =>
    html`<ul class="days">${some.map(({ date, words }) => html`<li><time datetime="${date}">${brief(date)}</time> <span>${words}</span></li>`)}</ul>`;
  const rest = lines.slice(fewLines);
  if (rest.length < 2) return list(lines);
  return html`${list(lines.slice(0, fewLines))}<details><summary>${said("more", { count: rest.length })}</summary>${list(rest)}</details>`;
}
