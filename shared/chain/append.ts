import { type Asker, type ChainEvent, type Chained, chainStart, type NewEvent } from "./event.ts";
import { hashOf, plain } from "./hash.ts";

/** Gives new events their place in the chain after `state`, and returns them with the state that they make. */
export function appendEvents<State extends Chained, Event extends ChainEvent>(
  evolve: (state: State | undefined, event: Event) => State,
  state: State | undefined,
  news: readonly NewEvent[],
  by: Asker,
  now: number,
): { state: State; events: Event[] } {
  const at = new Date(now).toISOString();
  const actor = by === "line" ? "line" : by.person;
  const events: Event[] = [];
  let current = state;
  for (const { type, data } of news) {
    const place = { v: 1, seq: (current?.seq ?? 0) + 1, prev: current?.head ?? chainStart };
    const event = plain({ ...place, at, by: actor, type, data }) as Event;
    events.push(event);
    current = evolve(current, event);
  }
  if (!current) throw new Error("no event to append and no state");
  return { state: current, events };
}

/**
 * The first event of a chain that is not what the chain says (sequence, `prev`), by its place from 0; undefined when all
 * are. The head that a verifier trusts is compared by the caller.
 */
export function brokenAt(events: readonly ChainEvent[]): number | undefined {
  const found = events.findIndex(({ seq, prev }, index) => {
    const before = events[index - 1];
    return seq !== index + 1 || prev !== (before ? hashOf(before) : chainStart);
  });
  return found === -1 ? undefined : found;
}
