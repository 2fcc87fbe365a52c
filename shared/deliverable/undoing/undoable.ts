import type { Asker } from "../../chain/event.ts";
import type { Instant, PersonId } from "../../values.ts";
import type { Back } from "./back.ts";

/** Events that can be taken back. */
export type UndoableType =
  | "disposed"
  | "carriedAnswered"
  | "correctionsApplied"
  | "contributed"
  | "roundClosed"
  | "withdrawn";

/** What somebody did and may take back, by the event's place in the chain; `back`: what makes the state what it was before. */
export type Undoable = { of: number; what: UndoableType; by: PersonId; at: Instant; back: Back };

/** Minutes for which what mails are to tell may be taken back. */
const undoMinutes = 10;
/** Minutes more for which its mails wait: the clocks of those who take back and of those who mail differ. */
const graceMinutes = 1;

/** `timed`: within those minutes; else for as long as nobody acts. `office`: also by a coordinator who did not do it. */
type Terms = { timed?: true; office?: true };
const terms: { [T in UndoableType]: Terms } = {
  disposed: {},
  carriedAnswered: {},
  correctionsApplied: {},
  contributed: { timed: true },
  roundClosed: { timed: true, office: true },
  withdrawn: { timed: true, office: true },
};

/** Whether an event of a type can be taken back. */
export function isUndoable(type: string): type is UndoableType {
  return Object.hasOwn(terms, type);
}

/** Until when something may be taken back; undefined: time does not end that. */
export function undoUntil({ what, at }: Pick<Undoable, "what" | "at">): Instant | undefined {
  return terms[what].timed ? later(at, undoMinutes) : undefined;
}

/** Until when what something leaves owing waits, since it may be taken back; undefined: it waits for nothing. */
export function heldFor({ what, at }: Pick<Undoable, "what" | "at">): Instant | undefined {
  return terms[what].timed ? later(at, undoMinutes + graceMinutes) : undefined;
}

function later(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

/** Whether it was theirs to do, so that they may take it back. */
export function isTheirs({ what, by }: Undoable, asker: Asker): boolean {
  const { office } = terms[what];
  return asker !== "line" && (asker.person === by || (office === true && asker.coordinator));
}

/** Whether there is time left; `now` in milliseconds. */
export function isInTime(undoable: Undoable, now: number): boolean {
  const until = undoUntil(undoable);
  return until === undefined || now < Date.parse(until);
}

/** What somebody can take back now: the last thing that was done, where it was theirs and there is time left; `now` in milliseconds. */
export function undoableBy(
  { undoable = [] }: { undoable?: readonly Undoable[] },
  asker: Asker,
  now: number,
): Undoable | undefined {
  const last = undoable.at(-1);
  return last && isTheirs(last, asker) && isInTime(last, now) ? last : undefined;
}

/** Whether what was withdrawn may be there again; `now` in milliseconds. */
export function mayComeBack({ undoable = [] }: { undoable?: readonly Undoable[] }, now: number): boolean {
  const last = undoable.at(-1);
  return last?.what === "withdrawn" && isInTime(last, now);
}
