import { html } from "hono/html";
import { lateness, type Now } from "../../../shared/asking/week.ts";
import { formatBriefDate, formatShortDate } from "../../../shared/i18n/dates.ts";
import { translate, type Values } from "../../../shared/i18n/translate.ts";
import { type YearKey, yearTexts } from "../../../shared/i18n/year.ts";
import { daysBetween } from "../../../shared/time/calendar.ts";
import type { LocalDate } from "../../../shared/values.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** A page that speaks of the year: its own texts besides, which pages that do not never load. */
export type YearSay = Say & {
  now: Now;
  said: (key: YearKey, values?: Values) => string;
  /** A day without its year, where that is the one that is shown: "3 mai". */
  short: (day: LocalDate) => string;
  /** The same where there is little room: "7 déc.". */
  brief: (day: LocalDate) => string;
};

/** The same page, with what is said of the year; `year`: the one that it shows, whose days need not say it. */
export function tellingYear(speak: Say, now: Now, year = now.today.slice(0, 4)): YearSay {
  return {
    ...speak,
    now,
    said: (key, values) => translate(speak.language, yearTexts, key, values),
    short: (day) => formatShortDate(speak.language, day, year),
    brief: (day) => formatBriefDate(speak.language, day, year),
  };
}

/** "5 jours de retard", "3 mois de retard". */
export function lateBy({ said, now }: YearSay, day: LocalDate): string {
  const { unit, count } = lateness(day, now.today);
  const isLong = unit === "months" && count >= 24;
  return isLong ? said("late.years", { count: Math.floor(count / 12) }) : said(`late.${unit}`, { count });
}

/** "aujourd’hui", "demain", "dans 29 jours": of a day to come; "" of one far ahead. */
export function aheadBy({ said, now }: YearSay, day: LocalDate): string {
  const count = daysBetween(now.today, day);
  if (count > farAhead) return "";
  return count < 2 ? said(count === 1 ? "tomorrow" : "today") : said("in.days", { count });
}
const farAhead = 60;

/** Days before its day from which whoever owes something is pressed. */
const soon = 7;

/** Whether a day is within a week, or past. */
export function isSoon(day: LocalDate, today: LocalDate): boolean {
  return daysBetween(today, day) <= soon;
}

/** "5 jours de retard" in red; "pour le 3 juin, dans 29 jours". */
export function dayWords(speak: YearSay, date: LocalDate): Html {
  if (date < speak.now.today) return html`<span class="late-words">${lateBy(speak, date)}</span>`;
  const ahead = aheadBy(speak, date);
  return html`<time datetime="${date}">${speak.said("by", { date: speak.short(date) })}</time>${ahead ? `, ${ahead}` : ""}`;
}
