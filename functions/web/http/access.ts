import type { Asker } from "../../../shared/chain/event.ts";
import type { Provided } from "../../../shared/chain/issue.ts";
import { sinceWithdrawn } from "../../../shared/deliverable/final/handing-over.ts";
import { organisationOf } from "../../../shared/deliverable/holder.ts";
import type { Round, State, Version } from "../../../shared/deliverable/state.ts";
import { holdingsIn, type Summary } from "../../../shared/deliverable/summary.ts";
import { Refusal } from "../../../shared/errors.ts";
import { alphabetically, type Language } from "../../../shared/i18n/languages.ts";
import { type Seats, type Viewer, veiled } from "../../../shared/sight/anonymity.ts";
import { asGiven, asRoleHas, type Looking, seesOthers, versionsSeen } from "../../../shared/sight/sight.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { holderName, holderNames } from "../../../shared/stored/holders.ts";
import { listOrganisations, type Organisation } from "../../../shared/stored/organisation.ts";
import { listPeople, type Person } from "../../../shared/stored/person.ts";
import { stillGranted } from "../../../shared/stored/session.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import type { Holder } from "../../../shared/values.ts";
import { param } from "./answer.ts";
import type { PageContext, Visitor, Web } from "./context.ts";
import { grantsFor, pastRolesOf, type Role, rolesOf, visitorAs } from "./rights.ts";
import { theVisitor } from "./visitor.ts";

/**
 * A deliverable as one visitor may see it. `past`: they are no more what `roles` says, and `state` is as it stood when
 * they were; `still`: that they still may when what they ask is done, for `issue`.
 */
export type Opened = {
  state: State;
  visitor: Visitor;
  roles: Set<Role>;
  past: boolean;
  by: Exclude<Asker, "line">;
  still: Provided;
};

/**
 * The deliverable of the path, for a visitor who has one of `allowed` roles in it. Throws `not-found`: what one has no
 * right to is as if it were not there.
 */
export async function theDeliverable(c: PageContext, web: Web, ...allowed: Role[]): Promise<Opened> {
  const visitor = theVisitor(c);
  const loaded = await loadState(web.ports.store, param(c, "id"));
  const opened = loaded && openedNow(web, visitor, loaded.state, allowed);
  if (!opened) throw new Refusal("not-found");
  return opened;
}

/**
 * The same, also for a visitor who had one of `allowed` roles in it and has it no more: as it stood then. Throws
 * `not-found`.
 */
export async function theDeliverableAsGiven(c: PageContext, web: Web, ...allowed: Role[]): Promise<Opened> {
  const visitor = theVisitor(c);
  const loaded = await loadState(web.ports.store, param(c, "id"));
  const opened = loaded && (await openedAsGiven(web, visitor, loaded.state, allowed));
  if (!opened) throw new Refusal("not-found");
  c.set("past", opened.past);
  return opened;
}

/** What a visitor sees of a deliverable, now or as it was given to them; undefined: nothing. */
export async function openedAsGiven(
  web: Web,
  visitor: Visitor,
  state: State,
  allowed: readonly Role[],
): Promise<Opened | undefined> {
  const now = openedNow(web, visitor, state, allowed);
  if (now) return now;
  const pasts = pastRolesOf(visitor, state).filter(({ role }) => allowed.includes(role));
  const given = await asGiven(web.ports.store, state, visitor.person.id, pasts);
  return given && openedBy(web, visitor, sinceWithdrawn(given.state, state), new Set([given.role]), true);
}

/** The deliverables of which a visitor keeps what they were given in one of some roles that they have no more. */
export async function allAsGiven(
  web: Web,
  visitor: Visitor,
  summaries: readonly Summary[],
  ...roles: Role[]
): Promise<Opened[]> {
  const pasts = roles.map((role): string => `past-${role}`);
  const theirs = summaries.filter((summary) =>
    holdingsIn(summary, visitorAs(visitor)).some((holding) => pasts.includes(holding)),
  );
  const opened = theirs.map(async ({ id }) => {
    const loaded = await loadState(web.ports.store, id);
    return loaded && openedAsGiven(web, visitor, loaded.state, roles);
  });
  return (await Promise.all(opened)).flatMap((each) => (each?.past ? [each] : []));
}

function openedNow(web: Web, visitor: Visitor, state: State, allowed: readonly Role[]): Opened | undefined {
  const roles = rolesOf(visitor, state);
  if (!allowed.some((role) => roles.has(role))) return undefined;
  const asked = new Set(allowed.filter((role) => roles.has(role)));
  return openedBy(web, visitor, asRoleHas(state, asked, web.ports.clock()), roles, false);
}

function openedBy({ ports }: Web, visitor: Visitor, state: State, roles: Set<Role>, past: boolean): Opened {
  const by = askerOf(visitor, roles.has("coordinator"));
  const grants = grantsFor(visitor, state, roles);
  const still: Provided = () => stillGranted(ports, grants, by);
  return { state, visitor, roles, past, by, still };
}

/** A visitor as who asks for something, with the organisation in whose name they may. */
export function askerOf({ person }: Visitor, coordinator: boolean): Exclude<Asker, "line"> {
  const organisation = organisationOf(person);
  return { person: person.id, coordinator, ...(organisation !== undefined && { organisation }) };
}

/** Whether a visitor sees by now what others offered in a round (see `seesOthers`). */
export function seesOthersRemarks({ ports, settings }: Web, opened: Opened, round: Round): boolean {
  return seesOthers(
    opened.state,
    round,
    lookingAs(opened),
    localDate(new Date(ports.clock()).toISOString(), settings.timeZone),
  );
}

/** The versions that a visitor may read. */
export function versionsOpen(opened: Opened): Version[] {
  return versionsSeen(opened.state, lookingAs(opened));
}

function lookingAs({ visitor, roles, past }: Opened): Looking {
  return { person: visitor.person.id, roles, past };
}

/** The directory, to name people and organisations by id; people who left keep their name. */
export type People = {
  all: Person[];
  present: Person[];
  organisations: Organisation[];
  name: (id: string) => string;
  named: (ids: readonly string[]) => string;
};

/** Reads the whole directory, people sorted by name in French order; an id that nobody bears is named "–". */
export async function thePeople({ ports }: Web): Promise<People> {
  const all = (await listPeople(ports.store)).sort(
    (a, b) => alphabetically(a.name, b.name) || alphabetically(a.organisation, b.organisation),
  );
  const organisations = await listOrganisations(ports.store);
  const names = holderNames(all, organisations);
  const name = (id: string): string => (id === "line" ? "Livrable" : (names.get(id) ?? "–"));
  const present = all.filter(({ removed }) => !removed);
  return { all, present, organisations, name, named: (ids) => ids.map(name).join(", ") || "–" };
}

/** How some are called, of whom alone the rows are read: for a page that names few of a large directory. */
export async function namesOf({ ports }: Web, holders: readonly Holder[]): Promise<People["named"]> {
  const each = [...new Set(holders)].map(async (id) => [id, await holderName(ports.store, id)] as const);
  const names = new Map(await Promise.all(each));
  return (ids) => ids.map((id) => names.get(id) ?? "–").join(", ") || "–";
}

/** The people of one deliverable, called as its visitor may know them. */
export type Cast = People & {
  viewer: Viewer;
  /** How someone is called in a round (see `veiled`). */
  seated: (round: Seats, only?: boolean) => (person: string) => string;
};

/** The people of a deliverable that was opened; who reviewed anonymously is veiled for who may not know. */
export async function theCast(web: Web, { state, by }: Opened, { language }: { language: Language }): Promise<Cast> {
  const people = await thePeople(web);
  const naming = { name: people.name, language };
  return { ...people, viewer: by, seated: (round, only) => veiled(state, round, by, naming, only) };
}
