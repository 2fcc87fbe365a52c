import type { Store } from "../ports.ts";
import { type Action, actionRef, outsideProgramme, type Programme } from "../programme/state.ts";
import { getOrganisation } from "../stored/organisation.ts";
import type { Person } from "../stored/person.ts";
import type { OrganisationId } from "../values.ts";

/** Who looks at programmes: their organisation, "" for none, and whether it is a member of the network. */
export type Onlooker = { coordinator: boolean; organisation: OrganisationId; member: boolean };

/** The same at some actions: those of them of which they have a document now, "2008/interculturalite" (`held-actions.ts`). */
export type ActionsOnlooker = Onlooker & { held: ReadonlySet<string> };

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
  return { coordinator: false, organisation: person.belongs, member };
}

/** A coordinator, who sees everything. */
export const inOffice: ActionsOnlooker = { coordinator: true, organisation: "", member: false, held: new Set() };

/** Whether somebody sees a programme as a whole: members do, but not what no programme had. */
export function seesProgramme({ coordinator, member }: Onlooker, programme: Pick<Programme, "id">): boolean {
  return coordinator || (member && programme.id !== outsideProgramme);
}

/** As what somebody sees an action of a programme; undefined: they do not, nor does anyone once it was removed. */
export function standpointOn(
  { coordinator, organisation, member, held }: ActionsOnlooker,
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
