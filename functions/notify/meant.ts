import { actingAs, organisationIn } from "../../shared/deliverable/holder.ts";
import { holdingsOf, type NamedRole, namedRolesOf } from "../../shared/deliverable/place.ts";
import type { State } from "../../shared/deliverable/state.ts";
import type { LetterName } from "../../shared/jobs/job.ts";
import type { Person } from "../../shared/stored/person.ts";
import type { MailJob } from "./occasion.ts";

type MeantRole = NamedRole | "coordinator";

/** Letters that are for who has one of these roles when they leave; the others say for themselves whether they are true. */
const meantFor: Partial<Record<LetterName, readonly MeantRole[]>> = {
  draftAsked: ["author"],
  chased: ["author", "reviewer"],
  roundOpened: ["coordinator"],
  newDecision: ["author", "coordinator"],
  roundClosed: ["author", "coordinator"],
  deadlineMoved: ["author", "reviewer", "coordinator"],
  editionOpened: ["author"],
  editionAbandoned: ["author"],
  partProposed: ["coordinator"],
  sourceChanged: ["author", "coordinator"],
  sourceWithdrawn: ["author", "coordinator"],
  withdrawn: ["author", "reviewer", "coordinator"],
  final: ["author", "funder", "coordinator"],
};

/**
 * Whether a letter is still for who it was owed to: they have its role; where they have it by their organisation, they
 * belong to it, and it has the role.
 */
export function isStillFor({ letter, through }: MailJob, to: Person, state: State): boolean {
  const who = actingAs(to);
  if (through !== undefined && !who.includes(through)) return false;
  const roles = meantFor[letter];
  if (!roles) return through === undefined || holdingsOf(state, who).length > 0;
  const coordinates = to.coordinator || to.id === state.coordinator;
  const now: MeantRole[] = [...namedRolesOf(state, who), ...(coordinates ? ["coordinator" as const] : [])];
  return roles.some((role) => now.includes(role));
}

/** Whether a letter to an organisation is still for it. */
export function isStillForOrganisation({ letter, to }: MailJob, state: State): boolean {
  const roles = meantFor[letter];
  return organisationIn(to) !== undefined && namedRolesOf(state, to).some((role) => !roles || roles.includes(role));
}
