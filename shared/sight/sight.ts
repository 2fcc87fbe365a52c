import { evolve } from "../deliverable/evolve.ts";
import { asHandedOver } from "../deliverable/final/handing-over.ts";
import { proposedVersions } from "../deliverable/final/proposing.ts";
import { type NamedRole, namedRolesOf, type Past } from "../deliverable/place.ts";
import { sittingsOf } from "../deliverable/round/sittings.ts";
import type { Round, Sitting, State, Version } from "../deliverable/state.ts";
import type { Store } from "../ports.ts";
import { loadEvents } from "../stored/deliverable.ts";
import { addDays } from "../time/calendar.ts";
import type { LocalDate, PersonId } from "../values.ts";

/** A deliverable as someone keeps it, and what they were to it. */
export type Given = { state: State; role: NamedRole };

/**
 * A deliverable as it stood when someone was last given something of it: up to the event that took them off. Who read it
 * also learns, until the next round opens, how their round closed and what was done of the remarks it had. Of several
 * `pasts`, the last; undefined where there is none.
 */
export async function asGiven(
  store: Store,
  state: Chain,
  person: PersonId,
  pasts: readonly Past[],
): Promise<Given | undefined> {
  if (pasts.length === 0) return undefined;
  const key = [state.head, person, ...pasts.map((past) => Object.values(past))].join(" ");
  const given = kept.get(key) ?? givenBy(store, state, person, pasts);
  kept.delete(key);
  kept.set(key, given);
  given.catch(() => kept.delete(key));
  if (kept.size > keptAtMost) kept.delete(kept.keys().next().value!);
  return given;
}

/** A state by its chain: `head`, the hash of its last event, makes all of it. */
type Chain = Pick<State, "id" | "seq" | "head">;

/** The last results, since each image of a page asks again: the same head gives the same. */
const kept = new Map<string, Promise<Given | undefined>>();
const keptAtMost = 20;

async function givenBy(
  store: Store,
  { id, seq }: Chain,
  person: PersonId,
  pasts: readonly Past[],
): Promise<Given | undefined> {
  let state: State | undefined;
  let given: Given | undefined;
  for await (const event of loadEvents(store, id)) {
    if (event.seq > seq) break;
    state = evolve(state, event);
    const role = roleAt(state, person, pasts);
    if (role) given = { state, role };
    else if (given?.role === "funder") given = { ...given, state: asHandedOver(given.state, Date.parse(event.at)) };
    else if (given && isReader(given.role)) given = { ...given, state: learnt(given.state, state, person) };
  }
  return given;
}

/** The role that someone had when the deliverable stood as in `then`, whose documents they keep. */
function roleAt(then: State, person: PersonId, pasts: readonly Past[]): NamedRole | undefined {
  const named = namedRolesOf(then, person);
  return pasts.find((past) => ("seq" in past ? then.seq <= past.seq : named.includes(past.role)))?.role;
}

function isReader(role: NamedRole): boolean {
  return role === "reviewer" || role === "invited";
}

/** What a reader was given, with what they learn of its round from a later state. */
function learnt(given: State, later: State, person: PersonId): State {
  const [last, now] = [given.rounds.at(-1), later.rounds.at(-1)];
  if (!last || now?.number !== last.number) return given;
  const left = last.closed === undefined ? withoutReader(last, person) : last;
  const meetings = last.closed === undefined ? withoutGuest(given.meetings, last, person) : given.meetings;
  if (now.closed === undefined) return withLast({ ...given, meetings }, left);
  const dispositions = Object.keys(left.contributions).map((id) => [id, now.contributions[id] ?? "open"] as const);
  const { outcome, closed } = now;
  const round = { ...left, ...(outcome && { outcome }), closed, contributions: Object.fromEntries(dispositions) };
  const end = given.stage === "review" ? { stage: later.stage, ...(later.final && { final: later.final }) } : {};
  return withLast({ ...given, meetings, ...end }, round);
}

/** Who left a round while it was open takes no part in it any more. */
function withoutReader(round: Round, person: PersonId): Round {
  return { ...round, reviewers: round.reviewers.filter((each) => each !== person) };
}

function withoutGuest(meetings: readonly Sitting[], { number }: Round, person: PersonId): Sitting[] {
  return meetings.map((sitting) =>
    sitting.round === number ? { ...sitting, invited: sitting.invited.filter((each) => each !== person) } : sitting,
  );
}

function withLast(state: State, round: Round): State {
  return { ...state, rounds: [...state.rounds.slice(0, -1), round] };
}

/** A deliverable as somebody has it in some of their roles: who does nothing there but fund it, as it is handed over. `now` in milliseconds. */
export function asRoleHas(state: State, roles: ReadonlySet<NamedRole | "coordinator">, now: number): State {
  return [...roles].every((role) => role === "funder") ? asHandedOver(state, now) : state;
}

/** Who looks at a deliverable; `past`: at what they were given when they were still something to it. */
export type Looking = { person: PersonId; roles: ReadonlySet<NamedRole | "coordinator">; past: boolean };

/**
 * The versions that someone may read: authors and coordinators all there are, those with a proposed part too, others those that came to a round, and guests
 * those that were chosen for their meeting.
 */
export function versionsSeen(state: State, { roles, person }: Looking): Version[] {
  const { versions, rounds, meetings } = state;
  if (writes(roles)) return [...versions, ...proposedVersions(state)];
  const chosen = meetings.filter(
    ({ pinned, invited, stage }) => pinned && stage !== "cancelled" && invited.includes(person),
  );
  return versions.filter(({ hash }) => [...rounds, ...chosen].some(({ version }) => version === hash));
}

/**
 * Whether someone sees what others offered in a round, besides their own. Authors and coordinators do as it comes; who
 * reviews, once they decided; all who take part, from the eve of a meeting about it (`today` at the network's place) and once
 * the round is closed. Who left while it was open never does, nor the guest of a meeting that was cancelled, or is about
 * another round.
 */
export function seesOthers(
  state: Pick<State, "meetings">,
  round: Round,
  { person, roles, past }: Looking,
  today: LocalDate,
): boolean {
  if (writes(roles)) return true;
  const { reviewers, decisions, closed } = round;
  const meetings = sittingsOf(state, round).filter(({ stage }) => stage !== "cancelled");
  const reviews = reviewers.includes(person);
  const own = reviews ? meetings : meetings.filter(({ invited }) => invited.includes(person));
  const takesPart = reviews || own.length > 0;
  const cameLater = !past && (roles.has("reviewer") || roles.has("funder"));
  if (closed !== undefined) return takesPart || cameLater;
  const decided = decisions.some(({ reviewer }) => reviewer === person);
  const eve = own.some(({ date }) => addDays(date, -1) <= today);
  return takesPart && (decided || eve);
}

function writes(roles: Looking["roles"]): boolean {
  return roles.has("author") || roles.has("coordinator");
}
