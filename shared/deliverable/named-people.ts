import type { Event } from "./event.ts";

/** The ids of all people and organisations (`org:…`) that events name, each once; the line is nobody. */
export function peopleIn(events: readonly Event[]): string[] {
  const named = events.flatMap((event) => [event.by, ...peopleOf(event)]);
  return [...new Set(named)].filter((person) => person !== "line");
}

function peopleOf(event: Event): string[] {
  switch (event.type) {
    case "created": {
      const { coordinator, authors, reviewers, funders } = event.data;
      return [coordinator, ...authors, ...reviewers, ...funders];
    }
    case "amended": {
      const { authors = [], reviewers = [], funders = [] } = event.data;
      return [...authors, ...reviewers, ...funders];
    }
    case "roundOpened":
      return event.data.reviewers;
    case "seminarPlanned":
      return event.data.invited ?? [];
    case "seminarHeld":
      return event.data.present ?? [];
    case "meetingNoted":
      return [...(event.data.sitting?.invited ?? []), ...(event.data.sitting?.present ?? [])];
    case "decided":
      return event.data.reviewer === undefined ? [] : [event.data.reviewer];
    case "delegated":
      return [event.data.from, event.data.person];
    case "delegationRefused":
      return [event.data.from];
    case "reminded":
      return event.data.reviewers;
    case "downloaded":
      return event.data.as === undefined ? [] : [event.data.as];
    case "chased":
      return event.data.people;
    case "remarksCarried":
      return event.data.batches.flatMap((batch) => ("by" in batch ? batch.by : []));
    case "accessEnded":
    case "accessRestored":
      return [event.data.person];
    default:
      return [];
  }
}
