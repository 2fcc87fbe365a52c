import type { EventData, EventType } from "../../../shared/programme/event.ts";
import type { Facts } from "./facts.ts";

/** What the events of a programme bear, by a fold of its own: only the shape of the rows is the network's. */

export type ProgrammeRow = {
  [T in EventType]: { seq: number; at: string; by: string; type: T; data: EventData[T] };
}[EventType];
export type Action = EventData["actionAdded"]["action"];
export type Expected = Action["expected"][number];
export type Programme = {
  id: string;
  title: string;
  from: string;
  until: string;
  families: { id: string; title: string }[];
  actions: Action[];
  removed: Set<string>;
  rows: ProgrammeRow[];
};
export type Organisation = { id: string; short: string; name: string; territory: string; roles: string[] };

/** Of the rows up to an instant, that included. */
export function programmeAt(rows: readonly ProgrammeRow[], until = "9999"): Programme | undefined {
  const known = rows.filter(({ at }) => at <= until);
  const [first] = known;
  if (first?.type !== "created") return undefined;
  const programme: Programme = { ...first.data, actions: [], removed: new Set(), rows: known };
  for (const row of known) follow(programme, row);
  return programme;
}

/** Each programme that there was at an instant. */
export function programmesAt(all: ReadonlyMap<string, readonly ProgrammeRow[]>, at: string): Programme[] {
  return [...all.values()].flatMap((rows) => programmeAt(rows, at) ?? []);
}

function follow(programme: Programme, { type, data }: ProgrammeRow): void {
  if (type === "amended") Object.assign(programme, data);
  if (type === "actionAdded") programme.actions.push(data.action);
  if (type === "actionChanged") {
    programme.actions = programme.actions.map((each) => (each.id === data.action.id ? data.action : each));
    programme.removed.delete(data.action.id);
  }
  if (type === "actionRemoved") programme.removed.add(data.action);
  if (type === "actionsOrdered")
    programme.actions.sort((a, b) => data.actions.indexOf(a.id) - data.actions.indexOf(b.id));
}

/** The actions that are shown: those of no family stand under none. */
export function presentIn({ actions, removed }: Programme): Action[] {
  return actions.filter(({ id }) => !removed.has(id));
}

/** What is expected, and how it stands: of how many documents, how many done, whether its last day is past. */
export function standingOf(expected: Expected, documents: readonly Facts[], today: string) {
  const made = documents.filter(({ expectation, withdrawn }) => expectation === expected.id && !withdrawn);
  const done = made.length >= expected.count && made.every(({ outputs }) => outputs !== undefined);
  const late = !done && expected.when !== undefined && expected.when.until < today;
  return { made, done, late };
}
