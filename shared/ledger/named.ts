import type { FileRef, Holder, TextRef } from "../values.ts";
import type { Event } from "./event.ts";
import type { NewEntry } from "./state.ts";

/** The ids of all people and organisations (`org:…`) that events name, each once; the line is nobody. */
export function peopleIn(events: readonly Event[]): Holder[] {
  const named = events.flatMap((event) => [
    event.by,
    ...(event.type === "begun" ? [event.data.holder] : []),
    ...linesOf(event).flatMap(({ person }) => person ?? []),
  ]);
  return [...new Set(named)].filter((person) => person !== "line");
}

/** The texts and files that an event names: notes and proofs, which may be erased at someone's request. */
export function saidIn(event: Event): { texts: TextRef[]; files: FileRef[] } {
  const lines = linesOf(event);
  return { texts: lines.flatMap(({ note }) => note ?? []), files: lines.flatMap(({ proof }) => proof ?? []) };
}

function linesOf({ type, data }: Event): NewEntry[] {
  if (type === "entered") return data.entries;
  return type === "undone" ? [data.entry] : [];
}
