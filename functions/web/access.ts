import { Refusal } from "../../shared/errors.ts";
import { loadState } from "../../shared/line/rows/deliverable.ts";
import { listPeople, type Person } from "../../shared/line/rows/person.ts";
import type { Asker } from "../../shared/workflow/command.ts";
import type { State } from "../../shared/workflow/state.ts";
import { param } from "./answer.ts";
import type { PageContext, Visitor, Web } from "./context.ts";
import { theVisitor } from "./gates/visitor.ts";
import { type Role, rolesOf } from "./rights.ts";

/** A deliverable as one visitor may see it. */
export type Opened = { state: State; visitor: Visitor; roles: Set<Role>; by: Exclude<Asker, "line"> };

/**
 * The deliverable of the path, for a visitor who has one of `allowed` roles in it. Throws `not-found`: what one has no
 * right to is as if it were not there.
 */
export async function theDeliverable(c: PageContext, { ports }: Web, ...allowed: Role[]): Promise<Opened> {
  const visitor = theVisitor(c);
  const loaded = await loadState(ports.store, param(c, "id"));
  if (!loaded) throw new Refusal("not-found");
  const roles = rolesOf(visitor, loaded.state);
  if (!allowed.some((role) => roles.has(role))) throw new Refusal("not-found");
  const by = { person: visitor.person.id, coordinator: roles.has("coordinator") };
  return { state: loaded.state, visitor, roles, by };
}

/** The directory, to name people by id; those who left keep their name. */
export type People = {
  all: Person[];
  present: Person[];
  name: (id: string) => string;
  named: (ids: readonly string[]) => string;
};

export async function thePeople({ ports }: Web): Promise<People> {
  const all = (await listPeople(ports.store)).sort((a, b) => a.name.localeCompare(b.name, "fr"));
  const names = new Map(all.map((person) => [person.id, fullName(person)]));
  const name = (id: string): string => (id === "line" ? "Livrable" : (names.get(id) ?? "–"));
  return { all, present: all.filter(({ removed }) => !removed), name, named: (ids) => ids.map(name).join(", ") || "–" };
}

/** As histories and lists name someone: "Direction (ORIV)", since many are named by their office. */
export function fullName({ name, organisation }: Person): string {
  return organisation && !name.includes(organisation) ? `${name} (${organisation})` : name;
}
