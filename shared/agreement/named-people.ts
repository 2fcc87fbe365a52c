import type { Holder } from "../values.ts";
import type { Event } from "./event.ts";

/** The ids of all people and organisations (`org:…`) that events name, each once; the line is nobody. */
export function peopleIn(events: readonly Event[]): Holder[] {
  const named = events.flatMap((event): Holder[] => [event.by, ...funderOf(event)]);
  return [...new Set(named)].filter((person) => person !== "line");
}

function funderOf({ type, data }: Event): Holder[] {
  const funder = type === "opened" || type === "changed" ? data.funder : undefined;
  return funder ? [`org:${funder}`] : [];
}
