import { withoutChases } from "../chasing.ts";
import type { Event, EventType } from "../event.ts";
import { everyEdition } from "../final/editions.ts";
import type { State } from "../state.ts";
import { backFrom, broughtBack, isAcross } from "../undoing/back.ts";
import { isUndoable, type Undoable } from "../undoing/undoable.ts";
import type { Steps } from "./step.ts";

/** What can be taken back is kept so far: acts, one after the other, and characters of all they changed. */
const [keptActs, keptCharacters] = [20, 40_000];

/** What was done is taken back: all that its event changed is as it was before. */
export const undoingSteps: Steps<"undone"> = {
  undone: ({ undoable = [], ...state }, { data: { of } }) => {
    const last = undoable.find((each) => each.of === of);
    const before = last ? (broughtBack(state, last.back) as State) : state;
    return withoutWhatCame({ ...before, ...keeping(undoable.filter((each) => each.of < of)), undone: of }, of);
  },
};

/** A state without what came of an act that was taken back: chases whose letters went with it, downloads of an edition that is none. */
function withoutWhatCame({ chased, downloads = [], ...state }: State, of: number): State {
  const editions = new Set(everyEdition(state).map(({ edition }) => edition));
  const left = downloads.filter(({ edition }) => editions.has(edition));
  const still = chased && withoutChases(chased, of);
  return { ...state, ...(still && { chased: still }), ...(left.length > 0 && { downloads: left }) };
}

/** What an event leaves of what can be taken back, and itself where that can be; `before` and `after` are the states around it. */
export function withUndoable(before: State, after: State, event: Event): State {
  if (event.type === "undone") return after;
  const { undoable: _, ...state } = after;
  return { ...state, ...keeping(undoableAfter(before, after, event)) };
}

function keeping(undoable: readonly Undoable[]): Pick<State, "undoable"> {
  return undoable.length > 0 ? { undoable: [...undoable] } : {};
}

function undoableAfter(before: State, after: State, event: Event): Undoable[] {
  const { undoable = [] } = before;
  if (event.by === "line" || asides.includes(event.type)) return takenAlong(undoable, before, after, event);
  if (!isUndoable(event.type)) return [];
  const back = backFrom(recordOf(after), recordOf(before));
  if (!back) return [];
  const { seq: of, type: what, by, at } = event;
  return bounded([...undoable, { of, what, by, at, back }]);
}

/** A state without what is kept of the chain and of what can be taken back. */
function recordOf({ seq: _, head: __, undoable: ___, undone: ____, places: _____, ...record }: State): object {
  return record;
}

/** What people do that is no step of the document's. */
const asides: readonly EventType[] = ["chased", "downloaded"];

/** That, and what the line does by itself besides: something can be taken back still after it, unless it is about the same. */
const besides: ReadonlySet<EventType> = new Set<EventType>([
  ...asides,
  ...(["amended", "reminded", "deadlinePassed", "deadlineMoved", "meetingNoted", "draftChecked"] as const),
  ...(["translationNoted", "paired", "sourceChanged", "sourceWithdrawn"] as const),
]);

/** Acts after the last one that an event besides changed something of. */
function takenAlong(undoable: readonly Undoable[], before: State, after: State, { type }: Event): Undoable[] {
  if (undoable.length === 0) return [];
  // the documents of an approval go with it
  if (type === "outputsReady" && undoable.at(-1)?.what === "roundClosed") return [...undoable];
  if (!besides.has(type)) return [];
  const change = backFrom(recordOf(after), recordOf(before));
  const lost = change ? undoable.findLastIndex(({ back }) => isAcross(back, change)) : -1;
  return undoable.slice(lost + 1);
}

/** The last of them, as far as a row has room. */
function bounded(undoable: readonly Undoable[]): Undoable[] {
  let room = keptCharacters;
  const last = undoable.slice(-keptActs);
  const over = last.findLastIndex(({ back }) => {
    room -= JSON.stringify(back).length;
    return room < 0;
  });
  return last.slice(over + 1);
}
