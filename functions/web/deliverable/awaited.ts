import { html } from "hono/html";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { type Written, writtenToday } from "../../../shared/asking/written-today.ts";
import { chasedOn } from "../../../shared/deliverable/chasing.ts";
import { peopleOf } from "../../../shared/deliverable/holder.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import { summarize } from "../../../shared/deliverable/summary.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { plannedSeats } from "../../../shared/sight/anonymity.ts";
import { nowOf, owedIn, thingWords } from "../components/duties.ts";
import { row } from "../components/row.ts";
import type { Cast, Opened } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { chaseForm, writtenNote } from "./chase-form.ts";

type View = Opened & { speak: Say; cast: Cast; kind: Kind };

/** Who owes what of a deliverable, by name where names are shown; the coordinator chases each, or all, with one click. */
export async function awaitedSection(web: Web, view: View): Promise<Html | ""> {
  const { state, speak } = view;
  const owed = [...(await owedIn(web, [summarize(state, "")]))].flatMap(([person, things]) =>
    things.map((thing) => ({ person, thing })),
  );
  if (owed.length === 0) return "";
  const written = await writtenTo(
    web,
    view,
    owed.map(({ person }) => person),
  );
  const items = owed.map((each) => item(web, view, each, written));
  return html`<section aria-labelledby="awaited">${row("", html`<h2 id="awaited">${speak.text("awaited.title")}</h2><ul class="plain">${items}</ul>${chaseAll(view, owed, written)}`)}</section>`;
}

type Owed = { person: string; thing: DatedDuty };
type WrittenTo = (person: string) => Written | undefined;

/** Who was written to today of this deliverable. */
async function writtenTo(web: Web, { state }: View, people: readonly string[]): Promise<WrittenTo> {
  const { today } = nowOf(web);
  const written = await writtenToday(web.ports.store, people, nowOf(web));
  const chased = chasedOn(state, today);
  return (person) => (chased.includes(person) ? "chased" : written(person, state.id));
}

/** Whether the visitor may chase someone: nobody chases themselves, nor who left. */
function mayChase({ roles, cast, visitor }: View, person: string): boolean {
  return roles.has("coordinator") && person !== visitor.person.id && peopleOf(cast.present, [person]).length > 0;
}

function item(web: Web, view: View, { person, thing }: Owed, written: WrittenTo): Html {
  const { state, speak, cast, kind } = view;
  const who = cast.seated(openRound(state) ?? plannedSeats(state, kind.round))(person);
  const words = html`<p><strong>${who}</strong> – ${thingWords(speak, thing, nowOf(web))}</p>`;
  if (!mayChase(view, person)) return html`<li>${words}</li>`;
  const how = written(person);
  return html`<li>${words}${how ? writtenNote(speak, how) : chaseForm(speak, state, [person], who)}</li>`;
}

/** All who were not written to today, where there are several. */
function chaseAll(view: View, owed: readonly Owed[], written: WrittenTo): Html | "" {
  const people = [...new Set(owed.map(({ person }) => person))].filter(
    (person) => mayChase(view, person) && !written(person),
  );
  return people.length < 2
    ? ""
    : chaseForm(view.speak, view.state, people, view.speak.text("chase.all", { count: people.length }));
}
