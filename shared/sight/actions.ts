import { actingAs } from "../deliverable/holder.ts";
import { holdingsIn } from "../deliverable/summary.ts";
import type { Store } from "../ports.ts";
import { type Action, actionRef, outsideProgramme, type Programme, parseActionRef } from "../programme/state.ts";
import { endedHeldBy, openHeldBy } from "../stored/lists.ts";
import { getOrganisation } from "../stored/organisation.ts";
import type { Person } from "../stored/person.ts";
import type { OrganisationId } from "../values.ts";

/**
 * Who looks at programmes: their organisation, "" for none, whether it is a member of the network, and the actions of which they
 * have a document now, "2008/interculturalite".
 */
export type Onlooker = {
  coordinator: boolean;
  organisation: OrganisationId;
  member: boolean;
  held: ReadonlySet<string>;
};

/**
 * As what somebody sees an action: a `member` of the network takes part in it, a `funder` pays for it, a `reader` has no more than
 * a document of it.
 */
export type Standpoint = "coordinator" | "member" | "funder" | "reader";

/** `money`: the terms of payment, and why nobody pays; `late`: that something is late. */
export const shownTo: Record<Standpoint, { money: boolean; late: boolean }> = {
  coordinator: { money: true, late: true },
  member: { money: true, late: true },
  funder: { money: true, late: false },
  reader: { money: false, late: false },
};

/** Someone who entered, as they look at programmes. */
export async function onlookerOf(store: Store, person: Person): Promise<Onlooker> {
  const organisation = await getOrganisation(store, person.belongs);
  const member = organisation?.roles.includes("member") ?? false;
  return { coordinator: false, organisation: person.belongs, member, held: await heldActions(store, person) };
}

/** A coordinator, who sees everything. */
export const inOffice: Onlooker = { coordinator: true, organisation: "", member: false, held: new Set() };

const roles = ["author", "reviewer", "invited", "funder"] as const;

/** The actions of which somebody has a document now, themselves or by their organisation. */
async function heldActions(store: Store, person: Person): Promise<Set<string>> {
  const who = actingAs(person);
  const open = await openHeldBy(store, who);
  const held = open.filter((summary) => roles.some((role) => holdingsIn(summary, who).includes(role)));
  let after: string | undefined;
  do {
    const { summaries, next } = await endedHeldBy(store, who, roles, after);
    held.push(...summaries);
    after = next;
  } while (after !== undefined);
  return new Set(held.map(({ action }) => action).filter((action) => parseActionRef(action)));
}

/** Whether somebody sees a programme as a whole: members do, but not what no programme had. */
export function seesProgramme({ coordinator, member }: Onlooker, programme: Pick<Programme, "id">): boolean {
  return coordinator || (member && programme.id !== outsideProgramme);
}

/** As what somebody sees an action of a programme; undefined: they do not, nor does anyone once it was removed. */
export function standpointOn(
  { coordinator, organisation, member, held }: Onlooker,
  programme: Pick<Programme, "id">,
  { id, removed, steering, concerned, funding }: Action,
): Standpoint | undefined {
  if (removed) return undefined;
  if (coordinator) return "coordinator";
  const takesPart = [...steering.organisations, ...concerned].includes(organisation);
  const hasDocuments = held.has(actionRef(programme.id, id));
  if (takesPart || (member && hasDocuments)) return "member";
  if ("by" in funding && funding.by.includes(organisation)) return "funder";
  return hasDocuments ? "reader" : undefined;
}

/** An action without what is not for somebody who sees it as that. */
export function actionShown(action: Action, standpoint: Standpoint): Action {
  if (shownTo[standpoint].money) return action;
  return { ...action, payment: [], funding: "by" in action.funding ? action.funding : { none: "" } };
}
