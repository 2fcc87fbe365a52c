import { href } from "../../../shared/addresses.ts";
import type { Summary as Agreement } from "../../../shared/agreement/summary.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import type { Holding } from "../../../shared/deliverable/place.ts";
import type { Stage } from "../../../shared/deliverable/state.ts";
import { holdingsIn, type Summary } from "../../../shared/deliverable/summary.ts";
import { isOf, type Summary as Meeting } from "../../../shared/meeting/summary.ts";
import { standpointOnAgreement } from "../../../shared/sight/agreements.ts";
import { agreementYears, openAgreements, settledAgreements } from "../../../shared/stored/agreement.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { endedHeldBy, endedSummaries, endedYears, openHeldBy, openSummaries } from "../../../shared/stored/lists.ts";
import { meetingYears, pastMeetings, plannedMeetings } from "../../../shared/stored/meeting.ts";
import { onceEach } from "../../../shared/stored/summary.ts";
import { lastReadable } from "../components/origin-notes.ts";
import { hasWords } from "../components/searching.ts";
import { type Opened, openedAsGiven, versionsOpen } from "../http/access.ts";
import type { Visitor, Web } from "../http/context.ts";
import { coordinates, everyNamedRole, visitorAs } from "../http/rights.ts";

/** A deliverable, a meeting, an agreement that was found, and its page for who searches. */
export type FoundDeliverable = { title: string; page: string; action: string; stage?: Stage };
export type FoundMeeting = { meeting: Meeting; page: string };
export type FoundAgreement = { agreement: Agreement; page: string };

/** Things of one sort that are enough. */
export const enough = 20;
/** Years of what came to its end, held, or was settled, that one search goes through; where there are more, the year at which it stopped. */
export type UpTo = { stopped?: string };
const yearsAtOnce = 5;

/** What a search goes through: all years before one, or the last. */
type Span = { before?: string | undefined };

/** The years that one search goes through, the last first, and that at which it stops. */
function yearsOf(all: readonly string[], { before }: Span): { years: string[] } & UpTo {
  const left = all.filter((year) => before === undefined || year < before);
  const years = left.slice(0, yearsAtOnce);
  return { years, ...(left.length > years.length && { stopped: years.at(-1)! }) };
}

/**
 * The deliverables that somebody may open whose title, as they may know it, has every word; `others`: those of which they may read a
 * text, which may have them.
 */
export async function foundDeliverables(
  web: Web,
  visitor: Visitor,
  words: string,
  span: Span,
): Promise<{ found: FoundDeliverable[]; others: Summary[] } & UpTo> {
  if (!coordinates(visitor)) return ownDeliverables(web, visitor, words);
  const { store } = web.ports;
  const { years, stopped } = yearsOf(await endedYears(store), span);
  const open = span.before === undefined ? await openSummaries(store) : [];
  const ended = (await Promise.all(years.map((year) => endedSummaries(store, year)))).flat();
  const { found = [], others = [] } = Object.groupBy([...open, ...ended], ({ title }) =>
    hasWords(words, [title]) ? "found" : "others",
  );
  return {
    found: found.map(({ id, title, action, stage }) => ({ title, action, stage, page: href("deliverable", { id }) })),
    others: others.filter(({ readable }) => readable?.includes("author")),
    ...(stopped !== undefined && { stopped }),
  };
}

const everyHolding: readonly Holding[] = [
  ...everyNamedRole,
  ...(["past-author", "past-reviewer", "past-invited", "past-funder"] as const),
];

/** Of those who have, or had, something of a deliverable: what was given to who has it no more is searched as it was given. */
async function ownDeliverables(
  web: Web,
  visitor: Visitor,
  words: string,
): Promise<{ found: FoundDeliverable[]; others: Summary[] }> {
  const { store } = web.ports;
  const who = visitorAs(visitor);
  const { summaries } = await endedHeldBy(store, who, everyHolding);
  const held = onceEach([...(await openHeldBy(store, who)), ...summaries]);
  const likely = held.filter((summary) => isPast(summary, who) || hasWords(words, [summary.title]));
  const looked = await Promise.all(likely.map(async ({ id }) => [id, await ownHit(web, visitor, id, words)] as const));
  const known = new Map(looked);
  const others = held.filter((summary) => {
    const own = known.get(summary.id);
    return own ? !own.hit && own.reads : hasText(summary, who);
  });
  return { found: looked.flatMap(([, { hit }]) => hit ?? []), others };
}

/** A deliverable as somebody has, or had it: found by its title, or not, and whether they read a version of it. */
async function ownHit(
  web: Web,
  visitor: Visitor,
  id: string,
  words: string,
): Promise<{ hit?: FoundDeliverable; reads: boolean }> {
  const loaded = await loadState(web.ports.store, id);
  const opened = loaded && (await openedAsGiven(web, visitor, loaded.state, everyNamedRole));
  if (!opened) return { reads: false };
  const page = pageOf(opened);
  const { title, action, stage } = opened.state;
  const reads = lastReadable(opened) !== undefined;
  if (page === undefined || !hasWords(words, [title])) return { reads };
  return { hit: { title, action, page, ...(!opened.past && { stage }) }, reads };
}

/** Whether there is a version that somebody reads, by the first of their roles: who writes and reviews it reads it as its author. */
function hasText(summary: Summary, who: ReturnType<typeof visitorAs>): boolean {
  const holdings = holdingsIn(summary, who);
  const role = everyNamedRole.find((each) => holdings.includes(each));
  return role !== undefined && summary.readable?.includes(role) === true;
}

function isPast(summary: Summary, who: ReturnType<typeof visitorAs>): boolean {
  return holdingsIn(summary, who).every((holding) => holding.startsWith("past-"));
}

/** Where somebody opens a deliverable; undefined: there is nothing of it for them yet. */
function pageOf(opened: Opened): string | undefined {
  const { state, roles, past } = opened;
  const { id } = state;
  if (roles.has("author") && !past) return href("deliverable", { id });
  if (roles.has("funder") && !past) return href("final", { id });
  if (["author", "reviewer", "invited"].some((role) => roles.has(role as "author")))
    return versionsOpen(opened).length > 0 ? href("reading", { id }) : undefined;
  return roles.has("funder") ? href("final", { id }) : undefined;
}

/** The meetings that somebody is of, to coordinators all, by their title, the name of their kind, or their place. */
export async function foundMeetings(
  web: Web,
  visitor: Visitor,
  { words, named }: { words: string; named: (meeting: Meeting) => string },
  span: Span,
): Promise<{ found: FoundMeeting[] } & UpTo> {
  const { store } = web.ports;
  const { years, stopped } = yearsOf(await meetingYears(store), span);
  const planned = span.before === undefined ? await plannedMeetings(store) : [];
  const past = (await Promise.all(years.map((year) => pastMeetings(store, year)))).flat();
  const holders = actingAs(visitor.person);
  const own = [...planned, ...past].filter((meeting) => coordinates(visitor) || isOf(meeting, holders));
  const found = own.filter((meeting) => hasWords(words, [named(meeting), meeting.place]));
  return {
    found: found.map((meeting) => ({ meeting, page: href("meeting", { meeting: meeting.id }) })),
    ...(stopped !== undefined && { stopped }),
  };
}

/** The agreements that somebody sees, by their title or their reference. */
export async function foundAgreements(
  web: Web,
  visitor: Visitor,
  words: string,
  span: Span,
): Promise<{ found: FoundAgreement[] } & UpTo> {
  const { store } = web.ports;
  const { years, stopped } = yearsOf(await agreementYears(store), span);
  const open = span.before === undefined ? await openAgreements(store) : [];
  const settled = (await Promise.all(years.map((year) => settledAgreements(store, year)))).flat();
  const likely = [...open, ...settled].filter(({ title, reference }) => hasWords(words, [title, reference]));
  const who = { coordinator: coordinates(visitor), organisation: visitor.person.belongs };
  const seen = likely.map(async (agreement) =>
    (await standpointOnAgreement(store, who, agreement)) ? [agreement] : [],
  );
  const found = (await Promise.all(seen)).flat();
  return {
    found: found.map((agreement) => ({ agreement, page: href("agreement", { agreement: agreement.id }) })),
    ...(stopped !== undefined && { stopped }),
  };
}

/** The earliest year at which one of several searches stopped; undefined: all went through everything. */
export function stoppedAt(searches: readonly UpTo[]): string | undefined {
  return searches.flatMap(({ stopped }) => stopped ?? []).sort()[0];
}
