import { alreadyDone } from "../../chain/aggregate.ts";
import { type CommandOf, type Decided, happens, unless } from "../decided.ts";
import type { Event, EventType } from "../event.ts";
import type { State } from "../state.ts";
import { isInTime, isTheirs, type UndoableType } from "./undoable.ts";

/**
 * Takes back the last thing that was done, the event `of`: whoever did it, or who coordinates where the network's own steps are
 * concerned. Refuses `undo-superseded` (something else was done since), `undo-not-yours`, `undo-too-late`.
 */
export function undo(state: State, { by, of }: CommandOf<"undo">, now: number): Decided {
  if (state.undone === of) return alreadyDone;
  const last = state.undoable?.at(-1);
  if (last?.of !== of) return unless(false, "undo-superseded")!;
  return (
    unless(isTheirs(last, by), "undo-not-yours") ??
    unless(isInTime(last, now), "undo-too-late") ??
    happens("undone", { of, what: last.what })
  );
}

/**
 * The events that still hold: without those that were taken back, what the line made of these, chases whose letters waited with a closing,
 * and their taking back.
 */
export function standingEvents(events: readonly Event[]): Event[] {
  const undone = events.flatMap((event) =>
    event.type === "undone" ? [{ from: event.data.of, to: event.seq, what: event.data.what }] : [],
  );
  const comesOf = (type: EventType, what: UndoableType) =>
    type === "outputsReady" || (type === "chased" && what === "roundClosed");
  const isGone = ({ seq, type }: Event) =>
    type === "undone" ||
    undone.some(({ from, to, what }) => seq === from || (comesOf(type, what) && seq > from && seq < to));
  return events.filter((event) => !isGone(event));
}
