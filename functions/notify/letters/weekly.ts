import { listSummaries } from "../../../shared/line/rows/deliverable.ts";
import { fullName, listPeople } from "../../../shared/line/rows/person.ts";
import { type Item, lateness, weekOf } from "../../../shared/line/week.ts";
import type { PersonId } from "../../../shared/workflow/state.ts";
import type { Fact } from "../facts.ts";
import { oneLine } from "../letter.ts";
import type { Occasion } from "../occasion.ts";
import type { Write } from "../toward.ts";

/** Lines of one letter; the page has the rest. */
const shown = 30;

/** What is late and what is due, to who coordinates, where there is anything. */
export const weekly: Write = async (occasion) => {
  const { job, to, say, date, shortDate, settings, today } = occasion;
  if (job.week === undefined || !to.coordinator) return undefined;
  const { timeZone } = settings;
  const { late, due } = weekOf(await coordinatedBy(occasion), { monday: job.week, today, timeZone });
  if (late.length + due.length === 0) return undefined;
  const counts = [
    ...(late.length > 0 ? [say("weekly.late", { count: late.length })] : []),
    ...(due.length > 0 ? [say("weekly.due", { count: due.length })] : []),
  ].join(", ");
  const words = { date: shortDate(job.week), network: settings.network, counts };
  const first = due[0] && { due: date(due[0].date) };
  const names = await namesOf(occasion);
  const facts = [
    ...late.map((item): Fact => [titleOf(occasion, item), lateWords(occasion, item, names)]),
    ...due.map((item): Fact => [titleOf(occasion, item), whatOf(occasion, item)]),
  ];
  return {
    role: "network",
    link: { label: say("link.enter"), purpose: "enter" },
    subject: say("weekly.subject", words),
    paragraphs: [first ? say("weekly.lead.due", { ...words, ...first }) : say("weekly.lead", words)],
    facts: facts.length > shown ? [...facts.slice(0, shown), rest(occasion, facts.length - shown)] : facts,
  };
};

/** Theirs, and those whose coordinator left. */
async function coordinatedBy({ ports, to }: Occasion) {
  const present = new Set((await listPeople(ports.store)).filter(({ coordinator }) => coordinator).map(({ id }) => id));
  const summaries = await listSummaries(ports.store);
  return summaries.filter(({ coordinator }) => coordinator === to.id || !present.has(coordinator));
}

function titleOf({ say }: Occasion, { title }: Item): string {
  return say("quoted", { title: oneLine(title, 120) });
}

function whatOf({ say, date }: Occasion, item: Item): string {
  return say(`weekly.item.${item.what}`, { date: date(item.date) });
}

/** "en retard, brouillon attendu le 20 mars 2008 (53 jours) ; attendu de Direction, ORIV". */
function lateWords(occasion: Occasion, item: Item, names: ReadonlyMap<PersonId, string>): string {
  const { say, today } = occasion;
  const { unit, count } = lateness(item.date, today);
  const words = { what: whatOf(occasion, item), time: say(`time.${unit}`, { count }) };
  const who = item.who.map((person) => names.get(person) ?? "–").join("\u202f; ");
  return who ? say("weekly.item.late", { ...words, who }) : say("weekly.item.late.rendering", words);
}

async function namesOf({ ports }: Occasion): Promise<ReadonlyMap<PersonId, string>> {
  return new Map((await listPeople(ports.store)).map((person) => [person.id, fullName(person)]));
}

function rest({ say }: Occasion, count: number): Fact {
  return [say("dispositions.rest"), say("weekly.more", { count })];
}
