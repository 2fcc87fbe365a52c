import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Awaited } from "../../../shared/asking/awaited.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { shortenAtWord } from "../../../shared/document/shorten.ts";
import type { OpenResolution } from "../../../shared/stored/meeting.ts";
import type { Holder, LocalDate } from "../../../shared/values.ts";
import { type DecisionWords, decisionAct, decisionPage } from "../components/decision-tasks.ts";
import { lineTable, scrolled } from "../components/facts.ts";
import { lateBy, type YearSay } from "../components/year-words.ts";
import type { People } from "../http/access.ts";
import type { Html, Visitor, Web } from "../http/context.ts";
import type { AwaitedPerson } from "./awaited-people.ts";
import { awaitedTasks } from "./awaited-tasks.ts";

/** What somebody owes, of documents and of what meetings decided; each of them the first due first. */
export type Owing = { holder: Holder; things: DatedDuty[]; decisions: OpenResolution[] };

/** Everybody who owes something, whoever has the next day first. */
export function owingOf(awaited: readonly AwaitedPerson[], decisions: readonly OpenResolution[]): Owing[] {
  const given = Map.groupBy(decisions.toSorted(byDue), ({ person }) => person);
  const owed = new Map(awaited);
  return [...new Set([...owed.keys(), ...given.keys()])]
    .map((holder) => ({ holder, things: owed.get(holder) ?? [], decisions: given.get(holder) ?? [] }))
    .sort((one, other) => (nextOf(one) < nextOf(other) ? -1 : nextOf(one) > nextOf(other) ? 1 : 0));
}

function byDue({ due: one = never }: OpenResolution, { due: other = never }: OpenResolution): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
/** After every day that there is. */
const never = "9999";

function nextOf({ things: [thing], decisions: [decision] }: Owing): LocalDate {
  return [thing?.date ?? never, decision?.due ?? never].sort()[0]!;
}

type Of = { people: People; visitor: Visitor; from: string; summaries: readonly Summary[]; words: DecisionWords };

/**
 * Who owes what, a person or an organisation a row: what they write, what they review, what meetings gave them to do, by when, and the
 * way to chase them for what presses most. `narrowed`: the address of the page narrowed to somebody; `decided`: whether anybody has
 * anything from a meeting, on whatever page of the table.
 */
export async function whoOwes(
  web: Web,
  speak: YearSay,
  owing: readonly Owing[],
  { narrowed, decided, ...of }: Of & { narrowed: (holder: string) => string; decided: boolean },
): Promise<Html> {
  const { said } = speak;
  const decisions = decided ? (["decisions"] as const) : [];
  const heads = (["person", "structure", "writes", "reviews", ...decisions, "next", "act"] as const).map((head) =>
    said(`who.${head}`),
  );
  const acts = await actsOf(web, speak, owing, of);
  const rows = owing.map(async (each, at) => {
    const { holder, things } = each;
    const reviews = things.filter(({ what }) => what === "review");
    const writes = things.filter(({ what }) => what !== "review");
    return [
      html`<a href="${narrowed(holder)}">${of.people.name(holder)}</a>`,
      structureOf(of.people, holder),
      titles(speak, writes),
      titles(speak, reviews),
      ...(decided ? [await decisionList(speak, each.decisions, of.words)] : []),
      nextDay(speak, nextOf(each)),
      html`${acts[at] ?? ""}`,
    ];
  });
  const table = lineTable(said("who.title"), heads, await Promise.all(rows));
  return html`<div class="who">${scrolled(said("who.title"), table)}</div>`;
}

/** Of each, the way to chase them for what has the next day, or to see it. */
async function actsOf(web: Web, speak: YearSay, owing: readonly Owing[], of: Of): Promise<(Html | "" | undefined)[]> {
  const works = owing.map((each) => (isOfMeeting(each) ? undefined : workOf(each.holder, each.things[0]!)));
  const tasks = (
    await awaitedTasks(
      web,
      speak,
      works.flatMap((work) => work ?? []),
      { ...of, key: "who" },
    )
  ).values();
  const acts = owing.map(async ({ decisions: [first] }, at) => {
    if (works[at]) return tasks.next().value?.act;
    return first && decisionAct(speak, { ...of, self: of.visitor.person.id }, first, await of.words(first));
  });
  return Promise.all(acts);
}

/** Whether what has the next day is a decision of a meeting. */
function isOfMeeting(each: Owing): boolean {
  return each.things.length === 0 || nextOf(each) < (each.things[0]!.date ?? never);
}

function workOf(holder: string, { id, title, what, parts = [], date, late }: DatedDuty): Awaited {
  return { id, title, what, who: [holder], parts, late, ...(date !== undefined && { date }) };
}

function structureOf({ all }: People, holder: string): string {
  return all.find(({ id }) => id === holder)?.organisation ?? "";
}

/** Titles that a cell has room for. */
const fewTitles = 3;

function titles(speak: YearSay, things: readonly DatedDuty[]): Html | string {
  return cellOf(speak, things, ({ id, title, parts }) => {
    const of = parts ? ` (${parts.join(", ")})` : "";
    return html`<a href="${href("deliverable", { id })}">${title}</a>${of}`;
  });
}

/** What meetings decided that somebody does, each by its words. */
async function decisionList(
  speak: YearSay,
  decisions: readonly OpenResolution[],
  words: DecisionWords,
): Promise<Html | string> {
  const shown = decisions.slice(0, fewTitles + 1);
  const said = new Map(await Promise.all(shown.map(async (each) => [each, await words(each)] as const)));
  return cellOf(speak, decisions, (each) => {
    return html`<a href="${decisionPage(each)}">${shortenAtWord(said.get(each) ?? "", longestWords)}</a>`;
  });
}
/** Characters of a decision that a cell has room for. */
const longestWords = 80;

/** The first things, a line each, and how many there are besides. */
function cellOf<T>({ said }: YearSay, things: readonly T[], line: (thing: T) => Html): Html | string {
  if (things.length === 0) return "";
  const rest = things.length - fewTitles;
  const shown = things.slice(0, rest > 1 ? fewTitles : things.length);
  return html`${shown.map((thing) => html`<span class="step">${line(thing)}</span>`)}${rest > 1 ? html`<span class="step">${said("more.plain", { count: rest })}</span>` : ""}`;
}

function nextDay(speak: YearSay, date: LocalDate): Html | string {
  if (date === never) return "";
  const day = html`<time datetime="${date}">${speak.short(date)}</time>`;
  return date < speak.now.today ? html`<span class="late-words">${day}, ${lateBy(speak, date)}</span>` : day;
}
