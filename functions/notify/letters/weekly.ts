import { href } from "../../../shared/addresses.ts";
import { mentionsOf } from "../../../shared/asking/digest.ts";
import type { WeekOfReports } from "../../../shared/asking/reports.ts";
import { coordinatedBy, type Item, isQuiet, type Week, weekOf } from "../../../shared/asking/week.ts";
import {
  isQuietOfMeetings,
  organisedBy,
  type WeekOfMeetings,
  weekOfMeetings,
} from "../../../shared/asking/week-meetings.ts";
import { holderNames } from "../../../shared/stored/holders.ts";
import { openSummaries } from "../../../shared/stored/lists.ts";
import { listOrganisations } from "../../../shared/stored/organisation.ts";
import { hasWeekly, listPeople } from "../../../shared/stored/person.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { Holder, LocalDate } from "../../../shared/values.ts";
import { lateWords, owedTo, thingLine } from "../duties.ts";
import type { Fact } from "../facts.ts";
import { oneLine, unstopped } from "../letter.ts";
import type { Occasion } from "../occasion.ts";
import type { LetterWriter } from "../recipient.ts";

/** Lines of one letter; the page has the rest. */
const shown = 30;

/** The coordinator's letter of the week: what is late, what is due, what to decide; none in a week without any. */
export const weekly: LetterWriter = async (occasion) => {
  const { job, to, say, date, shortDate, settings, today } = occasion;
  if (job.week === undefined || !hasWeekly(to)) return undefined;
  const seen = await weekFor(occasion, job.week);
  const meetings = await meetingsFor(occasion, job.week);
  // what is said of agreements is loaded with the first
  const { isQuietOfReports, weekOfReports } = await import("../../../shared/asking/reports.ts");
  const reports = await weekOfReports(occasion.ports.store, { monday: job.week, today });
  if (isQuiet(seen) && isQuietOfMeetings(meetings) && isQuietOfReports(reports)) return undefined;
  const { late, due, office } = seen;
  const counts = (["late", "due", "office"] as const)
    .flatMap((what) => (seen[what].length > 0 ? [say(`weekly.${what}`, { count: seen[what].length })] : []))
    .concat(countsOf(occasion, meetings), reportCounts(occasion, reports))
    .join(", ");
  const words = { date: shortDate(job.week), network: settings.network, counts };
  const first = due[0] && { due: date(due[0].date) };
  const names = await namesOf(occasion);
  const own = await owedTo(occasion);
  const listed = [...reports.late, ...reports.due];
  const facts = [
    ...own.map((thing): Fact => [say("weekly.own"), thingLine(occasion, thing, false).join(say("weekly.colon"))]),
    ...office.map((item): Fact => [titleOf(occasion, item), say(`weekly.office.${item.what}`)]),
    ...late.map((item): Fact => [titleOf(occasion, item), lateLine(occasion, item, names)]),
    ...due.map((item): Fact => [titleOf(occasion, item), whatOf(occasion, item)]),
    ...(await meetingFacts(occasion, meetings, names)),
    ...(await (await import("./reports.ts")).reportFacts(occasion, listed)),
  ];
  return {
    role: "network",
    link: { label: say("link.year"), purpose: "enter", page: "year" },
    subject: say("weekly.subject", words),
    paragraphs: [first ? say("weekly.lead.due", { ...words, ...first }) : say("weekly.lead", words)],
    facts: facts.length > shown ? [...facts.slice(0, shown), rest(occasion, facts.length - shown)] : facts,
    mentions: mentionsOf(own, today),
    unsubscribe: `${settings.publicUrl}${href("person", { person: to.id })}#withoutWeekly`,
  };
};

/** What the reader has to look at in the week of `monday`. */
export async function weekFor(occasion: Occasion, monday: LocalDate): Promise<Week> {
  const { today, settings } = occasion;
  return weekOf(await theirs(occasion), { monday, today, timeZone: settings.timeZone });
}

/** What the reader has to look at of meetings in the week of `monday`. */
export async function meetingsFor({ ports, to, today }: Occasion, monday: LocalDate): Promise<WeekOfMeetings> {
  const present = new Set((await listPeople(ports.store)).filter(({ coordinator }) => coordinator).map(({ id }) => id));
  return organisedBy(await weekOfMeetings(ports.store, { monday, today }), to.id, present);
}

function countsOf({ say }: Occasion, { toRecord, coming, late }: WeekOfMeetings): string[] {
  const counts = { toRecord: toRecord.length, coming: coming.length, decisions: late.length };
  return (["toRecord", "coming", "decisions"] as const).flatMap((what) =>
    counts[what] > 0 ? [say(`weekly.meetings.${what}`, { count: counts[what] })] : [],
  );
}

function reportCounts({ say }: Occasion, reports: WeekOfReports): string[] {
  return (["late", "due"] as const).flatMap((what) =>
    reports[what].length > 0 ? [say(`weekly.reports.${what}`, { count: reports[what].length })] : [],
  );
}

/** Meetings to record and to come, each with its day; decisions that are late, with whose they are. */
async function meetingFacts(
  { say, date, language, ports }: Occasion,
  { toRecord, coming, late }: WeekOfMeetings,
  names: ReadonlyMap<Holder, string>,
): Promise<Fact[]> {
  const { wordFor } = await import("../../../shared/programme/file/words.ts");
  const called = ({ title, kind, date: day }: WeekOfMeetings["coming"][number]) =>
    `${title || wordFor(language, "meeting", kind)}, ${date(day)}`;
  const decisions = late.map(async ({ words, due = "", person }): Promise<Fact> => {
    const text = oneLine((await getText(ports.files, words)) ?? say("resolution.erased"), 200);
    const values = { words: unstopped(text), date: date(due), who: names.get(person) ?? "–" };
    return [say("weekly.resolution"), say("weekly.resolution.value", values)];
  });
  return [
    ...toRecord.map((meeting): Fact => [say("weekly.toRecord"), called(meeting)]),
    ...coming.map((meeting): Fact => [say("weekly.meeting"), called(meeting)]),
    ...(await Promise.all(decisions)),
  ];
}

/** Open deliverables that the reader coordinates, and those whose coordinator left. */
async function theirs({ ports, to }: Occasion) {
  const present = new Set((await listPeople(ports.store)).filter(({ coordinator }) => coordinator).map(({ id }) => id));
  return coordinatedBy(await openSummaries(ports.store), to.id, present);
}

function titleOf({ say }: Occasion, { title }: Pick<Item, "title">): string {
  return say("quoted", { title: oneLine(title, 120) });
}

function whatOf({ say, date }: Occasion, item: Item): string {
  return say(`weekly.item.${item.what}`, { date: date(item.date) });
}

/** "en retard de 53 jours, brouillon attendu le 20 mars 2008 ; attendu de Direction (ORIV)". */
function lateLine(occasion: Occasion, item: Item, names: ReadonlyMap<Holder, string>): string {
  const { say, listed } = occasion;
  const words = { what: whatOf(occasion, item), late: lateWords(occasion, item.date) };
  const who = listed(item.who.map((person) => names.get(person) ?? "–"));
  if (who) return say("weekly.item.late", { ...words, who });
  return say(item.rendering ? "weekly.item.late.rendering" : "weekly.item.late.nobody", words);
}

async function namesOf({ ports }: Occasion): Promise<ReadonlyMap<Holder, string>> {
  return holderNames(await listPeople(ports.store), await listOrganisations(ports.store));
}

function rest({ say }: Occasion, count: number): Fact {
  return [say("dispositions.rest"), say("weekly.more", { count })];
}
