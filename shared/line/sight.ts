import type { Store } from "../ports.ts";
import type { Event } from "../workflow/event.ts";
import { evolve } from "../workflow/evolve.ts";
import type { Part, Past } from "../workflow/place.ts";
import type { LocalDate, PersonId, Round, State, Version } from "../workflow/state.ts";
import { addDays } from "./calendar.ts";
import { loadEvents } from "./rows/deliverable.ts";

/**
 * A deliverable as it stood when someone was last given something of it: who wrote or funded knows all up to the event
 * that took them off; who read keeps their last round with its outcome, up to the opening of the next. Of several, the
 * last; undefined where `pasts` is empty.
 */
export async function asGiven(
  store: Store,
  state: State,
  pasts: readonly Past[],
): Promise<{ state: State; part: Part } | undefined> {
  if (pasts.length === 0) return undefined;
  const events = await Array.fromAsync(loadEvents(store, state.id));
  const ends = pasts.map((past) => ({ part: past.part, seq: endOf(past, events) }));
  const { part, seq } = ends.reduce((last, each) => (each.seq > last.seq ? each : last));
  const then = seq >= state.seq ? state : events.slice(0, seq).reduce<State | undefined>(evolve, undefined);
  return then && { state: then, part };
}

function endOf(past: Past, events: readonly Event[]): number {
  if ("seq" in past) return past.seq;
  const next = events.find(({ type, data }) => type === "roundOpened" && data.round > past.round);
  return next ? next.seq - 1 : events.length;
}

/** Who looks at a deliverable; `past`: at what they were given when they were still something to it. */
export type Looking = { person: PersonId; parts: ReadonlySet<Part | "coordinator">; past: boolean };

/** The versions that someone may read: authors and coordinators all there are, others those that came to a round. */
export function versionsSeen({ versions, rounds }: State, { parts }: Pick<Looking, "parts">): Version[] {
  if (writes(parts)) return versions;
  return versions.filter(({ hash }) => rounds.some(({ version }) => version === hash));
}

/**
 * Whether someone sees what others offered in a round, besides their own. Authors and coordinators do as it comes; who
 * reviews, once they decided; all who take part, from the eve of its seminar (`today` at the network's place) and once the
 * round is closed. Who left while it was open never does.
 */
export function seesOthers(round: Round, { person, parts, past }: Looking, today: LocalDate): boolean {
  if (writes(parts)) return true;
  const { reviewers, seminar, decisions, closed } = round;
  const takesPart = reviewers.includes(person) || seminar?.invited.includes(person) === true;
  if (closed !== undefined) return takesPart || !past;
  const decided = decisions.some(({ reviewer }) => reviewer === person);
  const eve = seminar !== undefined && !seminar.cancelled && addDays(seminar.date, -1) <= today;
  return takesPart && (decided || eve);
}

function writes(parts: Looking["parts"]): boolean {
  return parts.has("author") || parts.has("coordinator");
}
