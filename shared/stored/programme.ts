import * as z from "zod";
import type { Aggregate } from "../chain/aggregate.ts";
import type { FunctionName } from "../functions.ts";
import type { Store } from "../ports.ts";
import type { Command } from "../programme/command.ts";
import { decide } from "../programme/decide.ts";
import type { Event } from "../programme/event.ts";
import { evolve } from "../programme/evolve.ts";
import {
  type Action,
  actionOf,
  outsideProgramme,
  type Programme,
  parseActionRef,
  programmeSchema,
} from "../programme/state.ts";
import { type Summary, summarize } from "../programme/summary.ts";
import { chainOf } from "./chain.ts";
import { defineRow } from "./define.ts";

/** Whoever names an action by its title; what reads drafts needs none. */
const by: readonly FunctionName[] = ["web", "render", "notify", "tick"];

const summary = z.object({ id: z.string(), title: z.string(), from: z.string(), until: z.string() });

/** Written in the commit that writes the programme. */
export const summaryRow = defineRow({
  at: "PROGRAMMES / <id>",
  what: "the title and the days of a programme; all of them",
  by,
  leaves: false,
  shape: summary,
});

/** States and events of programmes. */
export const programmeChain = chainOf<Programme, Event>({
  head: "PROGRAMME",
  by,
  schema: programmeSchema,
  evolve,
  lists: (_, after) => [summaryRow.put({ id: after.id }, summarize(after))],
});

/** Programmes, for `issue`: what their commands do, and where they are kept. */
export const programmes: Aggregate<Programme, Command, Event> = { ...programmeChain, decide, owed: () => [] };

/** A programme and its row's version; undefined: there is none of that id. */
export const loadProgramme = programmeChain.load;

/** All programmes, the one that ends last first; after them what no programme has. */
export async function listProgrammes(store: Store): Promise<Summary[]> {
  const summaries = await Array.fromAsync(summaryRow.all(store, {}));
  const planned = summaries.filter(({ id }) => id !== outsideProgramme);
  const outside = summaries.filter(({ id }) => id === outsideProgramme);
  const sorted = planned.sort((a, b) => (a.until === b.until ? (a.id < b.id ? 1 : -1) : a.until < b.until ? 1 : -1));
  return [...sorted, ...outside];
}

/** The action of a name such as "2008/interculturalite", with its programme; undefined: a text of before, or none. */
async function loadAction(store: Store, name: string): Promise<{ action: Action; programme: Programme } | undefined> {
  const ref = parseActionRef(name);
  const loaded = ref && (await loadProgramme(store, ref.programme));
  const action = loaded && actionOf(loaded.state, ref.action);
  return action && { action, programme: loaded.state };
}

/** The title of the action that a name is of; the name itself where it is a text of before. */
export async function actionTitle(store: Store, name: string): Promise<string> {
  return (await loadAction(store, name))?.action.title ?? name;
}

/** An action by its name among all, with the organisations that pay it. */
export type ActionTitled = { ref: string; title: string; funders: readonly string[] };

/** The actions that names are of, by name, each once; a text of before is its own title. A programme is read once. */
export async function actionsNamed(store: Store, names: Iterable<string>): Promise<Map<string, ActionTitled>> {
  const all = [...new Set(names)];
  const ids = new Set(all.flatMap((name) => parseActionRef(name)?.programme ?? []));
  const loaded = new Map(await Promise.all([...ids].map(async (id) => [id, await loadProgramme(store, id)] as const)));
  const actions = all.flatMap((name): ActionTitled[] => {
    const ref = parseActionRef(name);
    const programme = ref && loaded.get(ref.programme);
    const action = programme && actionOf(programme.state, ref.action);
    if (!action) return name === "" ? [] : [{ ref: name, title: name, funders: [] }];
    const funders = "by" in action.funding ? action.funding.by : [];
    return [{ ref: name, title: action.title, funders }];
  });
  return new Map(actions.map((action) => [action.ref, action]));
}

/** The same of many names: what gives the title of each. A programme is read once. */
export async function actionTitles(store: Store, names: Iterable<string>): Promise<(name: string) => string> {
  const actions = await actionsNamed(store, names);
  return (name) => actions.get(name)?.title ?? name;
}
