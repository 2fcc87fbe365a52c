import type { Purpose } from "../../shared/line/rows/link.ts";
import type { PersonId, State } from "../../shared/workflow/state.ts";
import type { Visitor } from "./context.ts";

/** Whether one of the visitor's links opens `thing` for a purpose; a link to enter opens all that is the person's. */
function holds({ grants }: Visitor, purpose: Purpose, thing: string): boolean {
  return grants.some((grant) => grant.purpose === "enter" || (grant.purpose === purpose && grant.thing === thing));
}

/** Whether the visitor entered as a coordinator of the network. */
export function coordinates(visitor: Visitor | undefined): visitor is Visitor {
  if (!visitor) return false;
  return visitor.person.coordinator && visitor.grants.some(({ purpose }) => purpose === "enter");
}

/** What a visitor is to one deliverable. */
export type Role = "coordinator" | "author" | "reviewer" | "funder";

/** The roles a visitor has and may act in: named in the deliverable, and let in by a link that still holds. */
export function rolesOf(visitor: Visitor | undefined, state: State): Set<Role> {
  if (!visitor) return new Set();
  const { id } = visitor.person;
  const roles: [Role, boolean][] = [
    ["coordinator", coordinates(visitor)],
    ["author", state.authors.includes(id) && holds(visitor, "draft", state.id)],
    ["reviewer", everReviews(state, id) && holds(visitor, "review", state.id)],
    ["funder", state.funders.includes(id) && holds(visitor, "download", state.id)],
  ];
  return new Set(roles.flatMap(([role, has]) => (has ? [role] : [])));
}

/** Reviewers of an earlier round may still see where things stand. */
function everReviews(state: State, person: PersonId): boolean {
  return state.reviewers.includes(person) || state.rounds.some((round) => round.reviewers.includes(person));
}
