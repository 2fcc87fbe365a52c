import { brokenAt } from "../chain/append.ts";
import type { ChainEvent, Chained } from "../chain/event.ts";
import { hashOf } from "../chain/hash.ts";
import type { Key } from "../ports.ts";
import type { AnyKept } from "../stored/chain.ts";
import { aggregateOf } from "../stored/rows.ts";

/** The aggregate whose state a row is; undefined: it is no state. */
export function stateOf(key: Key): AnyKept | undefined {
  const aggregate = aggregateOf(key);
  return aggregate?.isState(key) ? aggregate : undefined;
}

/** Whether these are all the events of a state, none altered. */
export function isWhole(events: readonly ChainEvent[], { seq, head }: Chained): boolean {
  const last = events.at(-1);
  return last !== undefined && brokenAt(events) === undefined && last.seq === seq && hashOf(last) === head;
}
