import type { LinkedPage } from "../../shared/addresses.ts";
import type { Round, State } from "../../shared/deliverable/state.ts";
import { formatDate, formatMoment, formatShortDate, formatTime } from "../../shared/i18n/dates.ts";
import { interfaceLanguage, type Language, languageRecord } from "../../shared/i18n/languages.ts";
import { type MailKey, mailTexts } from "../../shared/i18n/mails.ts";
import { translate, type Values } from "../../shared/i18n/translate.ts";
import type { Job, WrittenLetter } from "../../shared/jobs/job.ts";
import type { Message, Ports } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import type { Mentions } from "../../shared/stored/digest.ts";
import type { Purpose } from "../../shared/stored/link.ts";
import type { Person } from "../../shared/stored/person.ts";
import { lastDay, localDate } from "../../shared/time/calendar.ts";
import type { Instant, LocalDate } from "../../shared/values.ts";
import { oneLine } from "./letter.ts";

/** What writing and sending letters needs of the world. */
export type NotifyPorts = Ports;

export type MailJob = Extract<Job, { type: "mail" }>;
/** The deliverable, meeting or agreement that a mail is about. */
export function aboutOf({ deliverable, meeting, agreement }: Pick<MailJob, "deliverable" | "meeting" | "agreement">) {
  return deliverable ?? meeting ?? agreement;
}
/** One whose letter is written as it is. */
export type WrittenMail = MailJob & { letter: WrittenLetter };

/** What a letter is written from: who to, about what, and how to say it in their language. */
export type Occasion = {
  ports: NotifyPorts;
  job: WrittenMail;
  settings: Settings;
  to: Person;
  coordinator?: Person;
  state?: State;
  /** The title of the action that the deliverable is of. */
  action?: string;
  round?: Round;
  language: Language;
  /** Names or titles in one line: "Direction (ORIV) ; Directrice (IREV)". */
  listed: (names: readonly string[]) => string;
  today: LocalDate;
  say: (key: MailKey, values?: Values) => string;
  date: (day: LocalDate) => string;
  /** Without its year, where that is this one: for subjects. */
  shortDate: (day: LocalDate) => string;
  /** As a sentence says it: "12 mai 2008 à 14 h 30"; beyond a week its day alone. */
  instant: (instant: Instant) => string;
  /** The last day before a deadline. */
  lastDay: (deadline: Instant) => LocalDate;
  /** A time of the day, "14:30", as the reader writes it. */
  time: (time: string) => string;
};

/** In what part the reader is written to: says why the letter came, and what its link opens. */
export type MailRole =
  | "reviewer"
  | "formerReviewer"
  | "author"
  | "formerAuthor"
  | "coordinator"
  | "funder"
  | "paying"
  | "invited"
  | "organiser"
  | "doing"
  | "contributor"
  | "following"
  | "owing"
  | "network"
  | "access"
  | "sent";

/** A letter as its occasion has it; the link is made when it leaves. */
export type LetterDraft = {
  role: MailRole;
  subject: string;
  paragraphs: string[];
  facts: (readonly [string, string])[];
  /** `page`: the page that it opens, where that is not its purpose's own; `of`: which of the thing's. */
  link: { label: string; purpose: Purpose; thing?: string; page?: LinkedPage; of?: string };
  /** Goes into the reader's calendar. */
  calendar?: NonNullable<Message["calendar"]>;
  /** Which of the things that the reader owes it mentions: kept once it has left, so that they are not reminded today. */
  mentions?: Mentions;
  /** Jobs whose letters it replaces: done once it has left. */
  replaces?: MailJob[];
  /** Of one that stands for the letters of several jobs, whichever of them writes it: by what it is known as the same. */
  id?: string;
  /** A reader may ask the coordinator to be spared such letters (List-Unsubscribe). */
  optional?: boolean;
  /** Address of the page where its reader says that they want no more of them (List-Unsubscribe). */
  unsubscribe?: string;
};

/** What a letter is written from: the person it goes to, in their language and on their day, and what it is about. */
export function occasionOf(
  ports: NotifyPorts,
  job: Occasion["job"],
  settings: Settings,
  about: Pick<Occasion, "to" | "coordinator" | "state" | "action">,
): Occasion {
  const language = interfaceLanguage(about.to.language);
  const { timeZone } = settings;
  const now = ports.clock();
  const today = localDate(new Date(now).toISOString(), timeZone);
  const round = about.state?.rounds.find(({ number }) => number === job.round) ?? about.state?.rounds.at(-1);
  return {
    ...{ ports, job, settings, language, today },
    ...about,
    ...(round && { round }),
    say: (key, values) => translate(language, mailTexts, key, values && onLines(values)),
    listed: (names) => names.join(languageRecord(language).listed),
    date: (day) => formatDate(language, day),
    shortDate: (day) => formatShortDate(language, day, today),
    instant: (instant) => formatMoment(language, instant, timeZone, now),
    lastDay: (deadline) => lastDay(deadline, timeZone),
    time: (time) => formatTime(language, `1970-01-01T${time}:00.000Z`, "UTC"),
  };
}

/** Values typed by people are set on one line, so that they stay within their sentence. */
function onLines(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? oneLine(value, 500) : value]),
  );
}

/** The title in the quotation marks of the reader's language. */
export function quoted({ say }: Occasion, { title }: State): string {
  return say("quoted", { title: oneLine(title, 120) });
}
