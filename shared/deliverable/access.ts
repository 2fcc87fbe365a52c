import { alreadyDone } from "../chain/aggregate.ts";
import { type CommandOf, type Decided, happens, unless } from "./decided.ts";
import { everyoneIn, hasEnded } from "./place.ts";
import type { State } from "./state.ts";

/**
 * Ends the access of a person, or of an organisation's people, to the deliverable, whatever they are to it, themselves or
 * `through` their organisation. Refuses `request-invalid`: they are nothing to it.
 */
export function endAccess(state: State, { person, through = person }: CommandOf<"endAccess">): Decided {
  const everyone = everyoneIn(state);
  const isSomething = everyone.includes(person) || everyone.includes(through);
  const refused = unless(isSomething, "request-invalid", { field: "person" });
  return refused ?? (hasEnded(state, person) ? alreadyDone : happens("accessEnded", { person }));
}

/** Gives back the access that was ended. Never refuses. */
export function restoreAccess(state: State, { person }: CommandOf<"restoreAccess">): Decided {
  return hasEnded(state, person) ? happens("accessRestored", { person }) : alreadyDone;
}
