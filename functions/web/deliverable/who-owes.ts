import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Awaited } from "../../../shared/asking/awaited.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { lineTable } from "../components/facts.ts";
import { lateBy, type YearSay } from "../components/year-words.ts";
import type { People } from "../http/access.ts";
import type { Html, Visitor, Web } from "../http/context.ts";
import type { AwaitedPerson } from "./awaited-people.ts";
import { awaitedTasks } from "./awaited-tasks.ts";

type Of = { people: People; visitor: Visitor; from: string; summaries: readonly Summary[] };

/**
 * Who owes what, a person or an organisation a row, whoever has the next day first: what they write, what they review, by when, and the way to
 * chase them for what presses most. `narrowed`: the address of the page narrowed to somebody.
 */
export async function whoOwes(
  web: Web,
  speak: YearSay,
  awaited: readonly AwaitedPerson[],
  { narrowed, ...of }: Of & { narrowed: (holder: string) => string },
): Promise<Html> {
  const { said } = speak;
  const works = awaited.map(([holder, [first]]) => workOf(holder, first!));
  const tasks = await awaitedTasks(web, speak, works, { ...of, key: "who" });
  const heads = (["person", "structure", "writes", "reviews", "next", "act"] as const).map((head) =>
    said(`who.${head}`),
  );
  const rows = awaited.map(([holder, things], at) => {
    const reviews = things.filter(({ what }) => what === "review");
    const writes = things.filter(({ what }) => what !== "review");
    return [
      html`<a href="${narrowed(holder)}">${of.people.name(holder)}</a>`,
      structureOf(of.people, holder),
      titles(speak, writes),
      titles(speak, reviews),
      nextDay(speak, things[0]!),
      html`${tasks[at]?.act ?? ""}`,
    ];
  });
  return html`<div class="who">${lineTable(said("who.title"), heads, rows)}</div>`;
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

function nextDay(speak: YearSay, { date, late }: DatedDuty): Html | string {
  if (date === undefined) return "";
  const day = html`<time datetime="${date}">${speak.short(date)}</time>`;
  return late ? html`<span class="late-words">${day}, ${lateBy(speak, date)}</span>` : day;
}
