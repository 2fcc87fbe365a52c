import type { Round, State } from "../../../shared/deliverable/state.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { isVeiled, plannedSeats, type Seats, veiled } from "../../../shared/sight/anonymity.ts";
import { type People, thePeople } from "../http/access.ts";
import type { Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import type { SeenMeeting } from "./who.ts";

/** The people of a meeting as somebody may know them; `hidden`: who reviews a document of its agenda is not named. */
export type MeetingCast = People & { called: (holder: string) => string; hidden: boolean };

/**
 * Who was invited, came, or does what was decided, by name; where a document of the agenda is reviewed anonymously, its reviewers by their
 * place, but for coordinators and themselves.
 */
export async function meetingCast(web: Web, { language }: Say, seen: SeenMeeting): Promise<MeetingCast> {
  const people = await thePeople(web);
  const viewer = { person: seen.visitor.person.id, coordinator: seen.office };
  const seats = await Promise.all(seen.documents.map(async (state) => [state, await seatsIn(web, state)] as const));
  const hiding = seats.filter(([, round]) => isVeiled(round, viewer));
  const called = hiding.reduce(
    (name, [state, round]) => veiled(state, round, viewer, { name, language }),
    people.name as (holder: string) => string,
  );
  return { ...people, called, hidden: hiding.length > 0 };
}

/** Whether some may not know who reviews one of these documents: what is written for all names nobody of the meeting. */
export async function hidesPeople(web: Web, documents: readonly State[]): Promise<boolean> {
  const seats = await Promise.all(documents.map((state) => seatsIn(web, state)));
  return seats.some((round) => isVeiled(round, { person: "", coordinator: false }));
}

/** Everybody who reviews a document, or did in any of its rounds: the last round's places name them. */
async function seatsIn({ ports }: Web, state: State): Promise<Seats> {
  const planned = plannedSeats(state, (await loadKind(ports.assets, state.kind)).kind.round);
  const last = state.rounds.at(-1) ?? planned;
  const all = (pick: (round: Round) => readonly string[]) => [...new Set(state.rounds.flatMap(pick))];
  const reviewers = [...new Set([...last.reviewers, ...planned.reviewers, ...all((round) => round.reviewers)])];
  const { decisions, delegations, batches } = last;
  return { reviewers, decisions, delegations, batches, rule: planned.rule };
}
