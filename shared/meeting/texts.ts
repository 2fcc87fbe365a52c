import type { FileRef, TextRef } from "../values.ts";
import type { Event } from "./event.ts";
import type { AgendaItem } from "./state.ts";

/** The texts and files that an event names: what was said, which may be erased at someone's request. */
export function saidIn({ type, data }: Event): { texts: TextRef[]; files: FileRef[] } {
  switch (type) {
    case "planned":
      return { texts: wordsOf(data.agenda), files: [] };
    case "changed":
      return { texts: wordsOf(data.agenda ?? []), files: [] };
    case "adopted": {
      const { minutes, minutesFile } = data.record ?? {};
      return { texts: present([...wordsOf(data.agenda), data.reason, minutes]), files: present([minutesFile]) };
    }
    case "cancelled":
      return { texts: present([data.reason]), files: [] };
    case "recorded":
      return { texts: present([...wordsOf(data.points ?? []), data.minutes]), files: present([data.minutesFile]) };
    case "resolutionGiven":
      return { texts: [data.resolution.words], files: [] };
    case "resolutionChanged":
      return { texts: present([data.words]), files: [] };
    default:
      return { texts: [], files: [] };
  }
}

function wordsOf(agenda: readonly AgendaItem[]): TextRef[] {
  return present(agenda.map(({ words }) => words));
}

function present<T>(values: readonly (T | null | undefined)[]): T[] {
  return values.flatMap((value) => value ?? []);
}
