import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { byDay } from "../../../shared/asking/digest.ts";
import { writtenToday } from "../../../shared/asking/written-today.ts";
import { peopleOf } from "../../../shared/deliverable/holder.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { nowOf, owedIn, thingWords } from "../components/duties.ts";
import type { People } from "../http/access.ts";
import type { Html, Visitor, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { chaseForm, writtenNote } from "./chase-form.ts";

/** What one person, or organisation, owes of some deliverables, the most pressing first. */
export type AwaitedPerson = [person: string, things: DatedDuty[]];

/** Who but the visitor owes something of some deliverables, whoever is pressed most first. */
export async function awaitedPeople(
  web: Web,
  visitor: Visitor,
  summaries: readonly Summary[],
): Promise<AwaitedPerson[]> {
  const owed = [...(await owedIn(web, summaries))].filter(([person]) => person !== visitor.person.id);
  return owed.sort(([, [one]], [, [other]]) => byDay(one!, other!));
}

/** Each of them with what they owe, and the way to chase them; `from`: the page it is on, as `Chased` has it. */
export async function awaitedList(
  web: Web,
  speak: Say,
  people: People,
  awaited: readonly AwaitedPerson[],
  from: string,
): Promise<Html> {
  const now = nowOf(web);
  const ids = awaited.map(([person]) => person);
  const written = await writtenToday(web.ports.store, ids, now);
  const chasing = (person: string, { id, title }: DatedDuty): Html | "" => {
    const how = written(person, id);
    if (how) return writtenNote(speak, how);
    const who = `${people.name(person)} – ${title}`;
    return peopleOf(people.present, [person]).length > 0 ? chaseForm(speak, { id, from }, [person], who) : "";
  };
  const item = (person: string, thing: DatedDuty) =>
    html`<li><p><a href="${href("deliverable", { id: thing.id })}#awaited">${thing.title}</a> – ${thingWords(speak, thing, now)}</p>${chasing(person, thing)}</li>`;
  return html`${awaited.map(
    ([person, things]) =>
      html`<h3>${people.name(person)}</h3><ul class="plain">${things.map((thing) => item(person, thing))}</ul>`,
  )}`;
}
