import { type Acting, actingAs } from "../../../shared/deliverable/holder.ts";
import { type NamedRole, namedRolesOf, type Past, pastOf } from "../../../shared/deliverable/place.ts";
import { isSeminarOf } from "../../../shared/deliverable/round/sittings.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { isOf, type Summary as Meeting } from "../../../shared/meeting/summary.ts";
import type { Purpose } from "../../../shared/stored/link.ts";
import type { Grant } from "../../../shared/stored/session.ts";
import type { Visitor } from "./context.ts";

/** Whether the visitor entered as a coordinator of the network. */
export function coordinates(visitor: Visitor | undefined): visitor is Visitor {
  return visitor?.person.coordinator === true && entered(visitor);
}

/** Whether a visitor may see all that is theirs, not only what one link lets them do. */
export function entered({ grants }: Visitor): boolean {
  return grants.some(({ purpose }) => purpose === "enter");
}

/** Whether a visitor entered, or came by a link to a meeting, or to the seminar that it was; `meeting`: its id. */
export function isLetIn(visitor: Visitor, meeting: string): boolean {
  const opens = ({ purpose, thing = "" }: Grant): boolean =>
    purpose === "meeting" ? thing === meeting : purpose === "seminar" && isSeminarOf(meeting, thing);
  return entered(visitor) || visitor.grants.some(opens);
}

/** Whether a visitor is of a meeting: coordinators of every one, others of those that they are named in, by a link to it too. */
export function isOfMeeting(visitor: Visitor, meeting: Meeting): boolean {
  return coordinates(visitor) || (isLetIn(visitor, meeting.id) && isOf(meeting, visitorAs(visitor)));
}

/** What a visitor acts under: themselves, and the organisation they belong to. */
export function visitorAs({ person }: Visitor): Exclude<Acting, string> {
  return actingAs(person);
}

/** What a visitor is to one deliverable. */
export type Role = "coordinator" | NamedRole;

export const everyNamedRole: readonly NamedRole[] = ["author", "reviewer", "invited", "funder"];
export const everyRole: readonly Role[] = ["coordinator", ...everyNamedRole];

/** The roles a visitor has and may act in: named in the deliverable, and let in by a link that still holds. */
export function rolesOf(visitor: Visitor | undefined, state: State): Set<Role> {
  if (!visitor) return new Set();
  const roles = namedRolesOf(state, visitorAs(visitor)).filter((role) => opens(visitor, state, role));
  return new Set(coordinates(visitor) ? ["coordinator", ...roles] : roles);
}

/** What a visitor was to one deliverable and is no more, as far as a link that still holds lets them see it. */
export function pastRolesOf(visitor: Visitor, state: State): Past[] {
  return pastOf(state, visitorAs(visitor)).filter(({ role }) => opens(visitor, state, role));
}

function opens(visitor: Visitor, state: State, role: NamedRole): boolean {
  return grantsFor(visitor, state, new Set([role])).length > 0;
}

/** What links let in for each role, besides those to enter, which open all that is the person's. */
const purposes: Record<Role, Purpose[]> = {
  coordinator: [],
  author: ["draft"],
  reviewer: ["review"],
  funder: ["download"],
  invited: ["meeting", "seminar", "review"],
};

/** The visitor's grants by which they have one of these roles in a deliverable; a link to a meeting opens what it discusses. */
export function grantsFor(
  { grants }: Visitor,
  { id, meetings }: Pick<State, "id" | "meetings">,
  roles: ReadonlySet<Role>,
): Grant[] {
  const wanted = new Set([...roles].flatMap((role) => purposes[role]));
  const isOf = ({ purpose, thing }: Grant) =>
    purpose === "meeting" ? meetings.some(({ meeting }) => meeting === thing) : thing === id;
  return grants.filter((grant) => grant.purpose === "enter" || (wanted.has(grant.purpose) && isOf(grant)));
}
