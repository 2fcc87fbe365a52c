import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { standingOf } from "../../../shared/asking/standing.ts";
import { type LastWritten, lastWritten } from "../../../shared/asking/written-today.ts";
import { actingAs, holdersIn, isNamed } from "../../../shared/deliverable/holder.ts";
import type { Holding } from "../../../shared/deliverable/place.ts";
import { holdingsIn, type Summary } from "../../../shared/deliverable/summary.ts";
import { endedHeldBy, openHeldBy } from "../../../shared/stored/lists.ts";
import { type OpenResolution, openResolutionsOf } from "../../../shared/stored/meeting.ts";
import type { Person } from "../../../shared/stored/person.ts";
import type { Holder } from "../../../shared/values.ts";
import { chaseParts, writtenNote } from "../components/chase-form.ts";
import { decisionTasks, decisionWords } from "../components/decision-tasks.ts";
import { nowOf, owedBy, thingWords } from "../components/duties.ts";
import { olderLink } from "../components/held.ts";
import { panel } from "../components/panel.ts";
import { standingLine } from "../components/standing.ts";
import { type Task, taskList } from "../components/task-list.ts";
import { tellingYear } from "../components/year-words.ts";
import { thePeople } from "../http/access.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import type { Entered } from "./who.ts";

const roles = ["author", "reviewer", "invited", "funder"] as const satisfies readonly Holding[];

/** `past`: "" where nothing of theirs came to its end. */
type Parts = { owes: Html; holds: Html; past: Html | "" };

/** What somebody owes, of documents and of what meetings decided, with the way to chase them; what they write, review or fund with how each stands; what came to its end. */
export async function theirDocuments(c: PageContext, web: Web, speak: Say, entered: Entered): Promise<Parts> {
  const { store } = web.ports;
  const who = actingAs(entered.person);
  const after = c.req.query("after");
  const open = await openHeldBy(store, who);
  const ended = await endedHeldBy(store, who, roles, after);
  const list = await listFor(web, speak, entered.person);
  const held = list(open) || html`<p>${speak.text("person.holds.nothing")}</p>`;
  const past = list(ended.summaries);
  const older = html`${past}${olderLink(speak, ended.next)}`;
  return {
    owes: await owedPanel(web, speak, entered, open),
    holds: panel("holds", speak.text("person.holds"), held),
    past:
      past &&
      html`<details id="past"${after === undefined ? "" : html` open`}><summary><h2>${speak.text("person.past")}</h2></summary>${older}</details>`,
  };
}

async function owedPanel(web: Web, speak: Say, entered: Entered, summaries: readonly Summary[]): Promise<Html> {
  const who = actingAs(entered.person);
  const owed = await owedBy(web, who, summaries);
  const last = await lastWritten(web.ports.store, holdersIn(who), nowOf(web));
  const tasks = owed.map(
    (thing): Task => ({
      title: thing.title,
      page: `${href("deliverable", { id: thing.id })}#awaited`,
      detail: thingWords(speak, thing, nowOf(web)),
      ...chaseOf(web, speak, entered, thing, owing(summaries, thing, holdersIn(who)), last),
    }),
  );
  const decisions = (await openResolutionsOf(web.ports.store)).filter(({ person }) => isNamed([person], who));
  const { today } = nowOf(web);
  const kind = owed.some(({ late }) => late) || decisions.some(({ due = today }) => due < today) ? "late" : "";
  const all = [...tasks, ...(await decidedTasks(web, speak, entered, decisions))];
  const body = all.length > 0 ? taskList(all) : html`<p>${speak.text("person.owes.nothing")}</p>`;
  return panel("awaited", speak.text("person.owes"), body, { kind });
}

/** What meetings decided that somebody does, with the way to chase them. */
async function decidedTasks(
  web: Web,
  speak: Say,
  { person, by: self }: Entered,
  decisions: readonly OpenResolution[],
): Promise<Task[]> {
  if (decisions.length === 0) return [];
  const listed = { people: await thePeople(web), self, from: `person:${person.id}` };
  return decisionTasks(tellingYear(speak, nowOf(web)), listed, decisions, decisionWords(web, speak));
}

/** The person, or the organisation of theirs, that is named for something. */
function owing(summaries: readonly Summary[], { id, what }: DatedDuty, holders: readonly Holder[]): Holder | undefined {
  const duties = summaries.find((summary) => summary.id === id)?.duties ?? [];
  return holders.find((holder) => duties.some((duty) => duty.person === holder && duty.what === what));
}

type Last = (holder: Holder, deliverable: string) => LastWritten | undefined;

/** Nobody chases themselves, nor whom a letter of today chased or reminded. */
function chaseOf(
  web: Web,
  speak: Say,
  { person, isSelf }: Entered,
  { id, title, what }: DatedDuty,
  holder: Holder | undefined,
  last: Last,
): Pick<Task, "act" | "note"> {
  if (isSelf || holder === undefined) return {};
  const written = last(holder, id);
  if (written?.day === nowOf(web).today) return { act: writtenNote(speak, written.how) };
  const who = `${holder === person.id ? person.name : person.organisation} – ${title}`;
  return chaseParts(speak, { id, from: `person:${person.id}`, key: `chase-${what}` }, [holder], who);
}

/** A list of deliverables: as what somebody holds each, and how it stands; "" of none. */
async function listFor(web: Web, speak: Say, person: Person): Promise<(summaries: readonly Summary[]) => Html | ""> {
  const { named } = await thePeople(web);
  const now = nowOf(web);
  const who = actingAs(person);
  return (summaries) => {
    const items = summaries.flatMap((summary) => {
      const holdings = holdingsIn(summary, who);
      const as = roles.filter((role) => holdings.includes(role));
      if (as.length === 0) return [];
      const { id, title } = summary;
      const words = as.map((role) => speak.text(`person.as.${role}`)).join(", ");
      const standing = standingLine(speak, standingOf(summary, now), named);
      return [
        html`<li><a href="${href("deliverable", { id })}">${title}</a> <span class="muted">${words}</span>${standing}</li>`,
      ];
    });
    return items.length > 0 ? html`<ul class="plain">${items}</ul>` : "";
  };
}
