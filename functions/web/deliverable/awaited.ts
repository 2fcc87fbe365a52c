import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { chasedOn } from "../../../shared/deliverable/chasing.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import { summarize } from "../../../shared/deliverable/summary.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { plannedSeats } from "../../../shared/sight/anonymity.ts";
import { tick } from "../components/confirmation.ts";
import { nowOf, owedIn, thingWords } from "../components/duties.ts";
import { hidden } from "../components/fields.ts";
import { row } from "../components/row.ts";
import type { Cast, Opened } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { longestNote } from "./chase.ts";

type View = Opened & { speak: Say; cast: Cast; kind: Kind };

/** Who owes what of a deliverable, by name where names are shown; the coordinator chases each, or all, with one click. */
export async function awaitedSection(web: Web, view: View): Promise<Html | ""> {
  const { state, speak } = view;
  const owed = [...(await owedIn(web, [summarize(state, "")]))].flatMap(([person, things]) =>
    things.map((thing) => ({ person, thing })),
  );
  if (owed.length === 0) return "";
  const chased = chasedOn(state, nowOf(web).today);
  const items = owed.map((each) => item(web, view, each, chased));
  return html`<section aria-labelledby="awaited">${row("", html`<h2 id="awaited">${speak.text("awaited.title")}</h2><ul class="plain">${items}</ul>${chaseAll(view, owed, chased)}`)}</section>`;
}

type Owed = { person: string; thing: DatedDuty };

/** Whether the visitor may chase someone: nobody chases themselves, nor who left. */
function mayChase({ roles, cast, visitor }: View, person: string): boolean {
  return roles.has("coordinator") && person !== visitor.person.id && cast.present.some(({ id }) => id === person);
}

function item(web: Web, view: View, { person, thing }: Owed, chased: readonly string[]): Html {
  const { state, speak, cast, kind } = view;
  const who = cast.seated(openRound(state) ?? plannedSeats(state, kind.round))(person);
  const words = html`<p><strong>${who}</strong> – ${thingWords(speak, thing, nowOf(web))}</p>`;
  if (!mayChase(view, person)) return html`<li>${words}</li>`;
  if (chased.includes(person)) return html`<li>${words}<p class="muted">${speak.text("chase.today")}</p></li>`;
  return html`<li>${words}${chaseForm(view, [person], who)}</li>`;
}

/** All who were not chased today, where there are several. */
function chaseAll(view: View, owed: readonly Owed[], chased: readonly string[]): Html | "" {
  const people = [...new Set(owed.map(({ person }) => person))].filter(
    (person) => mayChase(view, person) && !chased.includes(person),
  );
  return people.length < 2 ? "" : chaseForm(view, people, view.speak.text("chase.all", { count: people.length }));
}

/** Once a day; a program that sends forms as it finds them chases nobody. `key`: what tells its fields from those of others. */
function chaseForm({ state, speak: { text } }: View, people: readonly string[], who: string): Html {
  const key = people.length === 1 ? people[0] : "all";
  return html`<form method="post" action="${href("chases", { id: state.id })}" data-one-click>${people.length === 1 ? hidden("person", people[0]) : hidden("people", people)}
<details><summary>${text("chase.note")}<span class="hidden"> – ${who}</span></summary>
<div class="field"><label for="note-${key}">${text("chase.note.label")}</label><textarea id="note-${key}" name="note" rows="2" maxlength="${longestNote}"></textarea></div></details>
${tick(text("chase.sure", { who }))}
${people.length === 1 ? html`<button class="second">${text("chase.do")}<span class="hidden"> ${who}</span></button>` : html`<button class="second">${text("chase.do.all")}</button>`}</form>`;
}
