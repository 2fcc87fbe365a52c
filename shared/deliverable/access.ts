import { alreadyDone, type CommandOf, type Decided, happens, unless } from "./decided.ts";
import { everyoneIn, hasEnded } from "./place.ts";
import type { State } from "./state.ts";

/** Ends someone's access to the deliverable, whatever they are to it. Refuses `request-invalid`: they are nothing to it. */
export function endAccess(state: State, { person }: CommandOf<"endAccess">): Decided {
  const refused = unless(everyoneIn(state).includes(person), "request-invalid", { field: "person" });
  return refused ?? (hasEnded(state, person) ? alreadyDone : happens("accessEnded", { person }));
}

/** Gives back the access that was ended. Never refuses. */
export function restoreAccess(state: State, { person }: CommandOf<"restoreAccess">): Decided {
  return hasEnded(state, person) ? happens("accessRestored", { person }) : alreadyDone;
}
