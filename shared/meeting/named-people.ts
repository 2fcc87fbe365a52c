import type { Holder } from "../values.ts";
import type { Event } from "./event.ts";

/** The ids of all people and organisations (`org:…`) that events name, each once; the line is nobody. */
export function peopleIn(events: readonly Event[]): Holder[] {
  const named = events.flatMap((event) => [event.by, ...peopleOf(event)]);
  return [...new Set(named)].filter((person) => person !== "line");
}

function peopleOf({ type, data }: Event): Holder[] {
  switch (type) {
    case "planned":
      return [data.organiser, ...data.invited];
    case "adopted":
      return [data.organiser, ...data.invited, ...(data.record?.present ?? [])];
    case "changed":
      return [...(data.organiser ? [data.organiser] : []), ...(data.invited ?? [])];
    case "recorded":
      return data.present;
    case "resolutionGiven":
      return [data.resolution.person];
    case "resolutionChanged":
      return data.person === undefined ? [] : [data.person];
    default:
      return [];
  }
}
