import { Refusal } from "../../shared/errors.ts";
import type { Language } from "../../shared/i18n/translate.ts";
import { type Seats, type Viewer, veiled } from "../../shared/line/anonymity.ts";
import type { Provided } from "../../shared/line/issue.ts";
import { loadState } from "../../shared/line/rows/deliverable.ts";
import { fullName, listPeople, type Person } from "../../shared/line/rows/person.ts";
import { stillGranted } from "../../shared/line/rows/session.ts";
import type { Asker } from "../../shared/workflow/command.ts";
import type { State } from "../../shared/workflow/state.ts";
import { param } from "./answer.ts";
import type { PageContext, Visitor, Web } from "./context.ts";
import { theVisitor } from "./gates/visitor.ts";
import { grantsFor, type Role, rolesOf } from "./rights.ts";

/** A deliverable as one visitor may see it; `still`: that they still may when what they ask is done, for `issue`. */
export type Opened = {
  state: State;
  visitor: Visitor;
  roles: Set<Role>;
  by: Exclude<Asker, "line">;
  still: Provided;
};

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
  const grants = grantsFor(visitor, loaded.state.id, roles);
  const still: Provided = () => stillGranted(ports, grants, by);
  return { state: loaded.state, visitor, roles, by, still };
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

/** The people of one deliverable, called as its visitor may know them. */
export type Cast = People & {
  viewer: Viewer;
  /** How someone is called in a round (see `veiled`). */
  seated: (round: Seats, only?: boolean) => (person: string) => string;
};

export async function theCast(web: Web, { state, by }: Opened, { language }: { language: Language }): Promise<Cast> {
  const people = await thePeople(web);
  const naming = { name: people.name, language };
  return { ...people, viewer: by, seated: (round, only) => veiled(state, round, by, naming, only) };
}
