import { alreadyDone } from "../chain/aggregate.ts";
import { type CommandOf, type Decided, happens, unless } from "./decided.ts";
import { dutiesOf, isWork } from "./duties.ts";
import type { EventOf } from "./event.ts";
import { openRound } from "./round/round.ts";
import type { Chased, State } from "./state.ts";

/**
 * Chases people for what they owe, once a day each: who owes nothing any more, or was chased that day, is left out; where that
 * leaves nobody, it is done already. Refuses `not-found` where none of them owes anything.
 */
export function chase(state: State, { people, day, note }: CommandOf<"chase">): Decided {
  const owing = dutiesOf(state).flatMap(({ person, what }) => (isWork(what) ? [person] : []));
  const owe = [...new Set(people)].filter((person) => owing.includes(person));
  const fresh = owe.filter((person) => !chasedOn(state, day).includes(person));
  const round = openRound(state)?.number;
  const data = { people: fresh, day, ...(round !== undefined && { round }), ...(note !== undefined && { note }) };
  return unless(owe.length > 0, "not-found") ?? (fresh.length === 0 ? alreadyDone : happens("chased", data));
}

/** Who was chased, after somebody chases people: of a closing that may be taken back, `waiting` tells whose letters wait with it. */
export function withChases(
  { chased, undoable = [] }: Pick<State, "chased" | "undoable">,
  { day, people }: Pick<EventOf<"chased">["data"], "day" | "people">,
): Chased {
  const closing = undoable.find(({ what }) => what === "roundClosed");
  const before = chased?.waiting?.of === closing?.of ? (chased?.waiting?.people ?? []) : [];
  const waiting = closing && { of: closing.of, people: [...before, ...people] };
  return { day, people: [...chasedOn({ chased }, day), ...people], ...(waiting && { waiting }) };
}

/** Who was chased, once an act was taken back: the letters that waited with it never leave; undefined: nobody. */
export function withoutChases(chased: Chased, of: number): Chased | undefined {
  const { day, people, waiting } = chased;
  if (waiting?.of !== of) return chased;
  const left = people.filter((person) => !waiting.people.includes(person));
  return left.length > 0 ? { day, people: left } : undefined;
}

/** Who was chased on a day already. */
export function chasedOn({ chased }: { chased?: Chased | undefined }, day: string): readonly string[] {
  return chased?.day === day ? chased.people : [];
}
