import type { LinkedPage } from "../../shared/addresses.ts";
import { type DatedDuty, datedDutiesOf } from "../../shared/asking/digest.ts";
import { lateness } from "../../shared/asking/week.ts";
import type { Work } from "../../shared/deliverable/duties.ts";
import { actingAs } from "../../shared/deliverable/holder.ts";
import { openRound } from "../../shared/deliverable/round/round.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { type Summary, summarize } from "../../shared/deliverable/summary.ts";
import type { MailKey } from "../../shared/i18n/mails.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { openHeldBy } from "../../shared/stored/lists.ts";
import { daysBetween } from "../../shared/time/calendar.ts";
import { holidaysOf } from "../../shared/time/holidays.ts";
import { type Fact, lengthFact } from "./facts.ts";
import { oneLine } from "./letter.ts";
import type { LetterDraft, MailJob, Occasion } from "./occasion.ts";

/** How letters tell what someone owes. */

/** What the link to a thing is called, and the page that it opens where that is not its purpose's own. */
const ways: Record<Work, { label: MailKey; page?: LinkedPage }> = {
  draft: { label: "link.send" },
  answer: { label: "link.answer" },
  dispositions: { label: "link.treat", page: "contributions" },
  submission: { label: "link.submit" },
  translation: { label: "link.translation", page: "translation" },
  review: { label: "link.read" },
};

/** All that the reader owes as an author or a reviewer, the most pressing first. */
export async function owedTo(occasion: Occasion): Promise<DatedDuty[]> {
  return owedIn(occasion, await openHeldBy(occasion.ports.store, actingAs(occasion.to)));
}

/** What the reader owes of one deliverable. */
export function owedOf(occasion: Occasion, state: State): Promise<DatedDuty[]> {
  return owedIn(occasion, [summarize(state, "")]);
}

function owedIn({ ports, settings, today, to }: Occasion, summaries: Summary[]): Promise<DatedDuty[]> {
  const { timeZone, holidays } = settings;
  return datedDutiesOf(actingAs(to), ports.assets, summaries, { today, timeZone, holidays: holidaysOf(holidays) });
}

/** The other mails that the reader is to have: of those that are given up, none. */
export async function mailsOwed({ ports, to, job }: Occasion): Promise<MailJob[]> {
  const jobs = await listJobs(ports.store);
  return jobs.flatMap((each) =>
    each.type === "mail" && each.to === to.id && each.id !== job.id && each.status !== "failed" ? [each] : [],
  );
}

/** The link opens the page where the thing is done. */
export function wayTo({ say }: Occasion, { id, what }: DatedDuty): Pick<LetterDraft, "role" | "link"> {
  const review = what === "review";
  const { label, ...at } = ways[what];
  const link = { label: say(label), purpose: review ? "review" : "draft", thing: id, ...at } as const;
  return { role: review ? "reviewer" : "author", link };
}

/** "Il reste 3 jours pour « Laïcité »". */
export function subjectOf(occasion: Occasion, thing: DatedDuty): string {
  const { say, today } = occasion;
  const title = { quoted: quotedThing(occasion, thing) };
  if (!thing.date) return say("owed.subject.none", title);
  const { left, last, late } = subjects[thing.what === "review" ? "review" : "writing"];
  const days = daysBetween(today, thing.date);
  if (days > 0) return say(left, { ...title, count: days });
  return days === 0 ? say(last, title) : say(late, { ...title, late: lateWords(occasion, thing.date) });
}

const subjects = {
  review: { left: "reminder.subject", last: "reminder.subject.today", late: "reminder.subject.late" },
  writing: { left: "owed.subject", last: "owed.subject.today", late: "owed.subject.late" },
} as const;

/** The first line, which holds the deadline. */
export function leadOf({ say, date }: Occasion, thing: DatedDuty): string {
  const { what, late } = thing;
  if (thing.date && late && what === "review") return say("owed.review.lead.late", { date: date(thing.date) });
  return thing.date ? say(`owed.${what}.lead`, { date: date(thing.date) }) : say(`owed.${what}.lead.none`);
}

/** To who owes several things: their first page has all of them. */
export function wayToAll({ say }: Occasion): Pick<LetterDraft, "role" | "link"> {
  return { role: "owing", link: { label: say("link.owed"), purpose: "enter" } };
}

/** The lines about one thing owed: its document, the reader's parts, its last day; of a review, how long it takes. */
export async function thingFacts(occasion: Occasion, thing: DatedDuty): Promise<Fact[]> {
  const { say, date } = occasion;
  const { title, parts, date: day } = thing;
  return [
    [say("fact.title"), title],
    ...(parts ? [[say("fact.parts"), parts.join(", ")] as const] : []),
    ...(day ? [[say("fact.deadline"), say("fact.deadline.value", { date: date(day) })] as const] : []),
    ...(await readingFact(occasion, thing)),
  ];
}

/** How long the version takes that is to be reviewed. */
async function readingFact(occasion: Occasion, { id, what }: DatedDuty): Promise<Fact[]> {
  if (what !== "review") return [];
  const { ports, state } = occasion;
  const of = state?.id === id ? state : (await loadState(ports.store, id))?.state;
  const round = of && openRound(of);
  return round ? lengthFact(occasion, of, round.version) : [];
}

/** The line of one thing among several: what to do (left out where all are reviews), by when, how late. */
export function thingLine(occasion: Occasion, thing: DatedDuty, reviews: boolean): Fact {
  const { say, date } = occasion;
  const what = say(`owed.${thing.what}`);
  const words = [
    ...(reviews ? [] : [thing.parts ? `${what} (${thing.parts.join(", ")})` : what]),
    ...(thing.date ? [say("fact.deadline.value", { date: date(thing.date) })] : []),
    ...(thing.date && thing.late ? [lateWords(occasion, thing.date)] : []),
  ];
  return [quotedThing(occasion, thing), words.join(", ") || what];
}

/** "en retard de 3 jours", "en retard de 10 mois". */
export function lateWords({ say, today }: Occasion, date: string): string {
  const { unit, count } = lateness(date, today);
  return say(`late.${unit}`, { count });
}

/** A title in the quotation marks of the letter's language, on one line of at most 120 characters. */
export function quotedThing({ say }: Occasion, { title }: Pick<DatedDuty, "title">): string {
  return say("quoted", { title: oneLine(title, 120) });
}
