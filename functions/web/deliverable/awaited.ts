import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { type Written, writtenToday } from "../../../shared/asking/written-today.ts";
import { chasedOn } from "../../../shared/deliverable/chasing.ts";
import { peopleOf } from "../../../shared/deliverable/holder.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import { summarize } from "../../../shared/deliverable/summary.ts";
import { plannedSeats } from "../../../shared/sight/anonymity.ts";
import { chaseForm, writtenNote } from "../components/chase-form.ts";
import { nowOf, owedIn, thingWords } from "../components/duties.ts";
import { panel } from "../components/panel.ts";
import { type Task, taskList } from "../components/task-list.ts";
import type { Html, Web } from "../http/context.ts";
import type { View } from "./view.ts";

/** Who owes what of a deliverable, by name where names are shown; the coordinator chases each, or all, with one click. */
export async function awaitedPanel(web: Web, view: View): Promise<Html | ""> {
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
  const tasks = taskList(owed.map((each) => task(web, view, each, written)));
  const kind = owed.some(({ thing }) => thing.late) ? "late" : "";
  return panel(
    "awaited",
    speak.text("awaited.title"),
    html`${tasks}${chaseAll(view, owed, written)}${reportedWay(view)}`,
    { kind },
  );
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

function task(web: Web, view: View, { person, thing }: Owed, written: WrittenTo): Task {
  const { state, speak, cast, kind } = view;
  const who = cast.seated(openRound(state) ?? plannedSeats(state, kind.round))(person);
  const told = { title: who, detail: thingWords(speak, thing, nowOf(web)) };
  if (!mayChase(view, person)) return told;
  const how = written(person);
  return { ...told, act: how ? writtenNote(speak, how) : chaseForm(speak, state, [person], who) };
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

/** Beside those who are awaited: the way to record a decision that came otherwise. */
function reportedWay({ state, speak, roles }: View): Html | "" {
  if (!roles.has("coordinator") || !openRound(state)) return "";
  return html`<ul class="ways"><li><a href="${href("reported", { id: state.id })}">${speak.text("reported.title")}</a></li></ul>`;
}
