import { alreadyDone } from "../chain/aggregate.ts";
import { type CommandOf, type Decided, happens, unless } from "./decided.ts";
import { dutiesOf, isWork } from "./duties.ts";
import { openRound } from "./round/round.ts";
import type { State } from "./state.ts";

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

/** Who was chased on a day already. */
export function chasedOn({ chased }: Pick<State, "chased">, day: string): readonly string[] {
  return chased?.day === day ? chased.people : [];
}
