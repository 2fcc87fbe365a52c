import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { standingOf } from "../../../shared/asking/standing.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import type { Holding } from "../../../shared/deliverable/place.ts";
import { holdingsIn, type Summary } from "../../../shared/deliverable/summary.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { nowOf, owedBy, thingWords } from "../components/duties.ts";
import { heldBy, olderLink } from "../components/held.ts";
import { panel } from "../components/panel.ts";
import { standingLine } from "../components/standing.ts";
import { taskList } from "../components/task-list.ts";
import { thePeople } from "../http/access.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

const roles = ["author", "reviewer", "invited", "funder"] as const;

/** What somebody owes of the documents of the network, and all that they write, review or fund with how each stands. */
export async function theirDocuments(
  c: PageContext,
  web: Web,
  speak: Say,
  person: Person,
): Promise<{ owes: Html; holds: Html }> {
  const who = actingAs(person);
  const { summaries, next } = await heldBy(c, web, who, roles);
  return {
    owes: await owedPanel(web, speak, person, summaries),
    holds: await heldPanel(web, speak, person, { summaries, ...(next !== undefined && { next }) }),
  };
}

async function owedPanel(web: Web, speak: Say, person: Person, summaries: readonly Summary[]): Promise<Html> {
  const owed = await owedBy(web, actingAs(person), summaries);
  const tasks = owed.map((thing) => ({
    title: thing.title,
    page: `${href("deliverable", { id: thing.id })}#awaited`,
    detail: thingWords(speak, thing, nowOf(web)),
  }));
  const kind = owed.some(({ late }) => late) ? "late" : "";
  const body = tasks.length > 0 ? taskList(tasks) : html`<p>${speak.text("person.owes.nothing")}</p>`;
  return panel("owes", speak.text("person.owes"), body, { kind });
}

async function heldPanel(
  web: Web,
  speak: Say,
  person: Person,
  { summaries, next }: { summaries: readonly Summary[]; next?: string },
): Promise<Html> {
  const { named } = await thePeople(web);
  const now = nowOf(web);
  const who = actingAs(person);
  const items = summaries.flatMap((summary) => {
    const as = holdingsIn(summary, who).filter((each): each is (typeof roles)[number] => isRole(each));
    if (as.length === 0) return [];
    const { id, title } = summary;
    const words = as.map((role) => speak.text(`person.as.${role}`)).join(", ");
    return [
      html`<li><a href="${href("deliverable", { id })}">${title}</a> <span class="muted">${words}</span>${standingLine(speak, standingOf(summary, now), named)}</li>`,
    ];
  });
  const list =
    items.length > 0 ? html`<ul class="plain">${items}</ul>` : html`<p>${speak.text("person.holds.nothing")}</p>`;
  return panel("holds", speak.text("person.holds"), html`${list}${olderLink(speak, next)}`);
}

function isRole(holding: Holding): boolean {
  return (roles as readonly Holding[]).includes(holding);
}
