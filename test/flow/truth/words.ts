import {
  clockOf,
  counting,
  dayOf,
  daysFrom,
  type Facts,
  type Given,
  lastDay,
  type Read,
  sha256,
  silent,
} from "./facts.ts";
import type { Context, Person } from "./reader.ts";

/** How French dates, names and counts are read. */

const months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");

/** "9 avril 2008", "1er avril" of this year: "2008-04-09". */
export function day(said: string, { today }: Pick<Context, "today">): string | undefined {
  const found = /^(\d{1,2})(er)? (\p{L}+)(?: (\d{4}))?$/u.exec(said);
  const month = months.indexOf(found?.[3] ?? "") + 1;
  if (!found || month === 0 || (found[1] === "1") !== (found[2] === "er")) return undefined;
  const two = (number: number) => String(number).padStart(2, "0");
  return `${found[4] ?? today.slice(0, 4)}-${two(month)}-${two(Number(found[1]))}`;
}

const brief: Record<string, string> = {
  "janv.": "janvier",
  "févr.": "février",
  "avr.": "avril",
  "juil.": "juillet",
  "sept.": "septembre",
  "oct.": "octobre",
  "nov.": "novembre",
  "déc.": "décembre",
};

/** "7 déc.": the day that it is. */
export function briefDay(context: Pick<Context, "today">, said = ""): string | undefined {
  const [number = "", month = "", ...rest] = said.split(" ");
  return day([number, brief[month] ?? month, ...rest].join(" "), context);
}

/** "14 h 30": "14:30". */
export function hour(said: string): string | undefined {
  const found = /^(\d{1,2}) h(?: (\d{2}))?$/.exec(said);
  return found ? `${found[1]!.padStart(2, "0")}:${found[2] ?? "00"}` : undefined;
}

/** "9 avril 2008, 18 h", "9 avril 2008 à 18 h": "2008-04-09 18:00". */
export function moment(said: string, context: Pick<Context, "today">): string | undefined {
  const [date = "", time = ""] = said.split(/, | à /);
  return `${day(date, context)} ${hour(time)}`;
}

/** Whether an instant is what is said; what is more than a week away may be said by its day. */
export function isAt(context: Context, instant: string | undefined, said = ""): boolean {
  if (instant === undefined) return false;
  const isFar = Math.abs(Date.parse(context.at) - Date.parse(instant)) > 7 * 86_400_000;
  return clockOf(instant) === moment(said, context) || (isFar && clockOf(instant).startsWith(`${day(said, context)} `));
}

/** Whether a day is what is said. */
export const isOn = (context: Context, date: string | undefined, said = "") =>
  date !== undefined && date === day(said, context);

/** "version 2, du 28 novembre": whether a version of a document is what is said, by its place among its drafts and its day. */
export function isVersion(context: Context, { drafts }: Facts, hash: string, said = ""): boolean {
  const found = /^version (?<number>\d+), du (?<date>.+)$/u.exec(said)?.groups;
  const draft = drafts.find(({ version }) => version === hash);
  return found !== undefined && isNumbered(drafts, hash, found.number) && isOn(context, dayOf(draft!.at), found.date);
}

/** "2": whether a version is that of its document's. */
export function isNumbered(drafts: Facts["drafts"], hash: string, said = ""): boolean {
  return [...new Set(drafts.map(({ version }) => version))].indexOf(hash) + 1 === Number(said);
}

/** "9 avril 2008, de 14 h à 17 h": whether the meeting of a round is then. */
export function isWhen(context: Context, round: Read | undefined, said: string): boolean {
  const { date, starts = "", ends = "" } = round?.meeting ?? {};
  return date !== undefined && isMoment(context, { date, starts, ends }, said);
}

/** The same of any day and its hours, "14:00". */
export function isMoment(
  context: Pick<Context, "today">,
  { date, starts, ends }: { date: string; starts: string; ends: string },
  said: string,
): boolean {
  const found = /^(?<on>[^,]+), de (?<from>[^,]+) à (?<to>[^,]+)$/.exec(said)?.groups;
  if (!found) return false;
  return day(found.on!, context) === date && hour(found.from!) === starts && hour(found.to!) === ends;
}

export function personOf({ archive }: Context, id: string): Person | undefined {
  return archive.people.find((person) => person.id === id);
}

/** "Direction (ORIV)". */
export function fullName({ name, organisation }: Person): string {
  return organisation && !name.includes(organisation) ? `${name} (${organisation})` : name;
}

/** Whether someone is called so: by their name, or by their seat where they are hidden from who reads. */
export function isNamed(context: Context, id: string, said: string, round?: Read): boolean {
  const person = personOf(context, id);
  if (!person) return false;
  const isHidden = round?.anonymous && !context.office && context.reader?.id !== id && round.were.has(id);
  if (!isHidden) return said === fullName(person);
  return said === `Relecteur ${seatOf(round!, id)}`;
}

/** The seat of a reviewer, or of who has it now. */
export function seatOf(round: Read, id: string): number {
  const now = round.proposals.findLast(({ from, status }) => from === id && status === "confirmed")?.person ?? id;
  return round.reviewers.indexOf(now) + 1;
}

/** "A ; B" or "A, B": whether these are all of them, in any order. */
export function areNamed(context: Context, ids: readonly string[], said: string, round?: Read, by = " ; "): boolean {
  const names = said.split(by);
  return names.length === ids.length && ids.every((id) => names.some((name) => isNamed(context, id, name, round)));
}

/** "en retard de 3 jours", from two months on in months. */
export function isLate({ today }: Pick<Context, "today">, date: string | undefined, said: string): boolean {
  if (date === undefined || date >= today) return false;
  const days = daysFrom(date, today);
  const [unit, count] = days < 60 ? ["jour", days] : ["mois", Math.round(days / 30.4)];
  const plural = unit === "jour" ? "jours" : "mois";
  return said === (count === 1 ? `en retard d’un ${unit}` : `en retard de ${count} ${plural}`);
}

/** "un avis", "3 avis": how many. */
export function count(said: string): number {
  return /^une?$/i.test(said) ? 1 : Number(said);
}

/** The number that a person quotes: "4F2A-91C0". */
export function receiptOf({ submission }: Given): string {
  const digits = sha256({ submission }).slice(0, 8).toUpperCase();
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** The last day of the open round. */
export const until = (context: Context, said = "") =>
  context.round !== undefined && isOn(context, lastDay(context.round.deadline), said);

/** "2 sur 3": opinions there are, and those with the ones awaited. */
export function isCounted(round: Read | undefined, decided: string, reviewers: string): boolean {
  if (!round) return false;
  const there = counting(round).length;
  return Number(decided) === there && Number(reviewers) === there + silent(round).length;
}

export const choices: Record<string, string> = {
  approve: "favorable",
  approveWithReservations: "favorable avec réserves",
  abstain: "abstention",
  decline: "ne relit pas",
  requestChanges: "changements demandés",
};

export const suites: Record<string, string> = {
  integrated: "intégrée",
  partly: "intégrée en partie",
  declined: "non retenue",
};

/** What people wrote, on one line; what was erased is said no more. */
export function isText({ archive, at }: Context, ref: string | undefined, said: string): boolean {
  return ref !== undefined && !isErased({ archive, at }, ref) && plain(archive.texts.get(ref) ?? "") === plain(said);
}

export function isErased({ archive, at }: Pick<Context, "archive" | "at">, hash: string | undefined): boolean {
  return hash !== undefined && (archive.erased.get(hash) ?? "9999-") <= at;
}

export const plain = (text: string) =>
  text
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** The deliverable of a title. */
export function titled({ all }: Context, title: string): Facts | undefined {
  return all.find((facts) => facts.title === title);
}

/** The last day on which a round takes opinions. */
export const lastDayOf = ({ deadline }: Read) => lastDay(deadline);
