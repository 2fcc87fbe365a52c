import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Awaited } from "../../../shared/asking/awaited.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import type { OpenResolution } from "../../../shared/stored/meeting.ts";
import type { Holder, LocalDate } from "../../../shared/values.ts";
import { decisionTasks } from "../components/decision-tasks.ts";
import { lineTable } from "../components/facts.ts";
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

type Of = { people: People; visitor: Visitor; from: string; summaries: readonly Summary[] };

/**
 * Who owes what, a person or an organisation a row: what they write, what they review, what a meeting gave them to do, by when, and the
 * way to chase them for what presses most. `narrowed`: the address of the page narrowed to somebody.
 */
export async function whoOwes(
  web: Web,
  speak: YearSay,
  owing: readonly Owing[],
  { narrowed, ...of }: Of & { narrowed: (holder: string) => string },
): Promise<Html> {
  const { said } = speak;
  const hasDecisions = owing.some(({ decisions }) => decisions.length > 0);
  const does = hasDecisions ? (["does"] as const) : [];
  const heads = (["person", "structure", "writes", "reviews", ...does, "next", "act"] as const).map((head) =>
    said(`who.${head}`),
  );
  const acts = await actsOf(web, speak, owing, of);
  const rows = owing.map((each, at) => {
    const { holder, things, decisions } = each;
    const reviews = things.filter(({ what }) => what === "review");
    const writes = things.filter(({ what }) => what !== "review");
    return [
      html`<a href="${narrowed(holder)}">${of.people.name(holder)}</a>`,
      structureOf(of.people, holder),
      titles(speak, writes),
      titles(speak, reviews),
      ...(hasDecisions ? [decided(speak, decisions)] : []),
      nextDay(speak, nextOf(each)),
      html`${acts[at] ?? ""}`,
    ];
  });
  return html`<div class="who">${lineTable(said("who.title"), heads, rows)}</div>`;
}

/** Of each, the way to chase them, or to write to them, for what has the next day. */
async function actsOf(web: Web, speak: YearSay, owing: readonly Owing[], of: Of): Promise<(Html | "" | undefined)[]> {
  const isDecided = (each: Owing) => each.things.length === 0 || nextOf(each) < (each.things[0]!.date ?? never);
  const chased = owing.filter((each) => !isDecided(each));
  const works = chased.map(({ holder, things: [first] }) => workOf(holder, first!));
  const written = owing.filter(isDecided);
  const tasks = await awaitedTasks(web, speak, works, { ...of, key: "who" });
  const decisions = written.flatMap(({ decisions: [first] }) => first ?? []);
  const ofDecisions = await decisionTasks(web, speak, of.people, decisions);
  const acts = new Map([
    ...chased.map((each, at) => [each, tasks[at]?.act] as const),
    ...written.map((each, at) => [each, ofDecisions[at]?.act] as const),
  ]);
  return owing.map((each) => acts.get(each));
}

function workOf(holder: string, { id, title, what, parts = [], date, late }: DatedDuty): Awaited {
  return { id, title, what, who: [holder], parts, late, ...(date !== undefined && { date }) };
}

function structureOf({ all }: People, holder: string): string {
  return all.find(({ id }) => id === holder)?.organisation ?? "";
}

/** Titles that a cell has room for. */
const fewTitles = 3;

function titles({ said }: YearSay, things: readonly DatedDuty[]): Html | string {
  if (things.length === 0) return "";
  const rest = things.length - fewTitles;
  const shown = things.slice(0, rest > 1 ? fewTitles : things.length);
  return html`${shown.map(
    ({ id, title, parts }) =>
      html`<span class="step"><a href="${href("deliverable", { id })}">${title}</a>${parts ? ` (${parts.join(", ")})` : ""}</span>`,
  )}${rest > 1 ? html`<span class="step">${said("more.plain", { count: rest })}</span>` : ""}`;
}

/** What a meeting decided that somebody does: as many, by the way to the first of them. */
function decided({ said }: YearSay, decisions: readonly OpenResolution[]): Html | string {
  const [first] = decisions;
  if (!first) return "";
  const page = href("resolution", { meeting: first.meeting, resolution: first.id });
  return html`<a href="${page}">${said("who.decisions", { count: decisions.length })}</a>`;
}

function nextDay(speak: YearSay, date: LocalDate): Html | string {
  if (date === never) return "";
  const day = html`<time datetime="${date}">${speak.short(date)}</time>`;
  return date < speak.now.today ? html`<span class="late-words">${day}, ${lateBy(speak, date)}</span>` : day;
}
