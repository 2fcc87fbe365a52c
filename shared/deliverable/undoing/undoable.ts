import type { Asker } from "../../chain/event.ts";
import type { Instant, PersonId } from "../../values.ts";
import type { Back } from "./back.ts";

/** Events that can be taken back. */
export type UndoableType = "disposed" | "carriedAnswered" | "correctionsApplied";

/** What somebody did and may take back, by the event's place in the chain; `back`: what makes the state what it was before. */
export type Undoable = { of: number; what: UndoableType; by: PersonId; at: Instant; back: Back };

const undoable: { [T in UndoableType]: true } = { disposed: true, carriedAnswered: true, correctionsApplied: true };

/** Whether an event of a type can be taken back. */
export function isUndoable(type: string): type is UndoableType {
  return Object.hasOwn(undoable, type);
}

/** Whether they did it, so that they may take it back. */
export function isTheirs({ by }: Undoable, asker: Asker): boolean {
  return asker !== "line" && asker.person === by;
}

/** What somebody can take back: the last thing that was done, where it was theirs. */
export function undoableBy({ undoable = [] }: { undoable?: readonly Undoable[] }, asker: Asker): Undoable | undefined {
  const last = undoable.at(-1);
  return last && isTheirs(last, asker) ? last : undefined;
}
