import type { Purpose } from "../../shared/line/rows/link.ts";
import type { Grant } from "../../shared/line/rows/session.ts";
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
export type Role = "coordinator" | "author" | "reviewer" | "funder" | "invited";

/** The roles a visitor has and may act in: named in the deliverable, and let in by a link that still holds. */
export function rolesOf(visitor: Visitor | undefined, state: State): Set<Role> {
  if (!visitor) return new Set();
  const { id } = visitor.person;
  const roles: [Role, boolean][] = [
    ["coordinator", coordinates(visitor)],
    ["author", state.authors.includes(id) && holds(visitor, "draft", state.id)],
    ["reviewer", everReviews(state, id) && holds(visitor, "review", state.id)],
    ["funder", state.funders.includes(id) && holds(visitor, "download", state.id)],
    ["invited", isInvited(state, id) && (holds(visitor, "seminar", state.id) || holds(visitor, "review", state.id))],
  ];
  return new Set(roles.flatMap(([role, has]) => (has ? [role] : [])));
}

/** To the last seminar, cancelled or not. */
function isInvited({ rounds }: State, person: PersonId): boolean {
  return rounds.findLast(({ seminar }) => seminar !== undefined)?.seminar?.invited.includes(person) ?? false;
}

/** What links let in for each role, besides those to enter. */
const purposes: Record<Role, Purpose[]> = {
  coordinator: [],
  author: ["draft"],
  reviewer: ["review"],
  funder: ["download"],
  invited: ["seminar", "review"],
};

/** The visitor's grants by which they have one of these roles in `thing`. */
export function grantsFor({ grants }: Visitor, thing: string, roles: ReadonlySet<Role>): Grant[] {
  const wanted = new Set([...roles].flatMap((role) => purposes[role]));
  return grants.filter((grant) => grant.purpose === "enter" || (wanted.has(grant.purpose) && grant.thing === thing));
}

/** Reviewers of an earlier round, and who handed over, may still see where things stand. */
function everReviews({ reviewers, rounds }: State, person: PersonId): boolean {
  const asked = rounds.flatMap((round) => [...round.reviewers, ...round.delegations.map(({ from }) => from)]);
  return reviewers.includes(person) || asked.includes(person);
}
