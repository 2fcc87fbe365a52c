import { formatDate, formatInstant, formatShortDate } from "../../shared/i18n/dates.ts";
import { interfaceLanguage, type Key, type Language, translate, type Values } from "../../shared/i18n/translate.ts";
import { lastDay, localDate } from "../../shared/line/calendar.ts";
import type { Purpose } from "../../shared/line/rows/link.ts";
import type { Person } from "../../shared/line/rows/person.ts";
import type { Ports } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import type { Job } from "../../shared/workflow/job.ts";
import type { Instant, LocalDate, Round, State } from "../../shared/workflow/state.ts";
import { oneLine } from "./letter.ts";

/** What writing and sending letters needs of the world. */
export type NotifyPorts = Omit<Ports, "assets">;

/** What a letter is written from: who to, about what, and how to say it in their language. */
export type Occasion = {
  ports: NotifyPorts;
  job: Extract<Job, { type: "mail" }>;
  settings: Settings;
  to: Person;
  coordinator?: Person;
  state?: State;
  round?: Round;
  language: Language;
  today: LocalDate;
  say: (key: Key<"mails">, values?: Values) => string;
  date: (day: LocalDate) => string;
  /** Without its year, where that is this one: for subjects. */
  shortDate: (day: LocalDate) => string;
  instant: (instant: Instant) => string;
  /** The last day before a deadline. */
  lastDay: (deadline: Instant) => LocalDate;
};

/** In what part the reader is written to: says why the letter came, and what its link opens. */
export type MailRole = "reviewer" | "author" | "coordinator" | "funder" | "access";

/** A letter as its occasion has it; the link is made when it leaves. */
export type Draft = {
  role: MailRole;
  subject: string;
  paragraphs: string[];
  facts: (readonly [string, string])[];
  link: { label: string; purpose: Purpose; thing?: string };
};

export function occasionOf(
  ports: NotifyPorts,
  job: Occasion["job"],
  settings: Settings,
  about: { to: Person; coordinator?: Person; state?: State },
): Occasion {
  const language = interfaceLanguage(about.to.language);
  const { timeZone } = settings;
  const today = localDate(new Date(ports.clock()).toISOString(), timeZone);
  const round = about.state?.rounds.find(({ number }) => number === job.round) ?? about.state?.rounds.at(-1);
  return {
    ...{ ports, job, settings, language, today },
    ...about,
    ...(round && { round }),
    say: (key, values) => translate(language, "mails", key, values),
    date: (day) => formatDate(language, day),
    shortDate: (day) => formatShortDate(language, day, today),
    instant: (instant) => formatInstant(language, instant, timeZone),
    lastDay: (deadline) => lastDay(deadline, timeZone),
  };
}

/** The title in the quotation marks of the reader's language. */
export function quoted({ say }: Occasion, { title }: State): string {
  return say("quoted", { title: oneLine(title, 120) });
}

/** The end of every letter: how long the link lives, whom to answer, why it came. */
export function closingOf({ say, settings, coordinator }: Occasion, role: MailRole): string[] {
  return [
    ...(coordinator ? [say("reply", { name: oneLine(coordinator.name) })] : []),
    say(`why.${role}`),
    say("signature", { sender: oneLine(coordinator?.name ?? settings.sender.name), network: settings.network }),
  ];
}
