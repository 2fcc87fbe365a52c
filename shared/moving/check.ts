import { isDeepStrictEqual } from "node:util";
import { brokenAt } from "../chain/append.ts";
import type { Event } from "../deliverable/event.ts";
import { evolve } from "../deliverable/evolve.ts";
import { type State, stateSchema } from "../deliverable/state.ts";
import { summarize } from "../deliverable/summary.ts";
import { Refusal } from "../errors.ts";
import type { Files, Row, Store } from "../ports.ts";
import { eventsOf, stateKey } from "../stored/deliverable.ts";
import { formerKey, summaryKey } from "../stored/listing.ts";
import { fromData } from "../stored/row.ts";
import { isState, isWhole } from "./chains.ts";
import { type Flaw, type Inventory, leftByImport, takeInventory } from "./inventory.ts";
import { namedByEvents, namedByRow } from "./named-files.ts";
import { isApart } from "./rows.ts";

/** What was checked, and what is wrong with it; `erased`: files that are gone at someone's request. */
export type Checked = { deliverables: number; events: number; files: number; erased: number; flaws: Flaw[] };

/**
 * Reads all of a network: each chain of events to its head, each state and summary against the events, each file against
 * the hash that names it, each file that is named. Changes nothing; the network may be at work meanwhile.
 */
export async function checkNetwork({ store, files }: { store: Store; files: Files }): Promise<Checked> {
  const inventory = takeInventory(files);
  const rows = await checkRows(store, inventory);
  let count = 0;
  for await (const key of files.list("")) {
    await inventory.read(key);
    count++;
  }
  const { flaws, erased } = await inventory.close(store);
  return { ...rows, files: count, erased, flaws: [...(await leftByImport(store)), ...rows.flaws, ...flaws] };
}

type CheckedRows = Pick<Checked, "deliverables" | "events" | "flaws">;

async function checkRows(store: Store, inventory: Inventory): Promise<CheckedRows> {
  const counts: CheckedRows = { deliverables: 0, events: 0, flaws: [] };
  try {
    for await (const row of store.all()) {
      if (!isApart(row)) inventory.name(namedByRow(row));
      if (!isState(row)) continue;
      const { events, flaws } = await checkDeliverable(store, row);
      inventory.name(namedByEvents(fromData<State>(row).id, events));
      counts.deliverables++;
      counts.events += events.length;
      counts.flaws.push(...flaws);
    }
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "store-corrupt")) throw error;
    counts.flaws.push({ code: "row-unreadable", where: "store" });
  }
  return counts;
}

/** A deliverable as it stood at one moment: what came since is left for the next check. */
async function checkDeliverable(store: Store, row: Row): Promise<{ events: Event[]; flaws: Flaw[] }> {
  const state = fromData<State>(row);
  const events = await eventsOf(store, state);
  const where = state.id;
  const last = events.at(-1);
  if (!last || !isWhole(events, state))
    return { events: events.slice(0, brokenAt(events)), flaws: [{ code: "chain-broken", where }] };
  const made = events.reduce<State | undefined>(evolve, undefined)!;
  const differs = state.schema === stateSchema && !isDeepStrictEqual(plainly(made), state);
  const flaws: Flaw[] = differs ? [{ code: "state-differs", where }] : [];
  return { events, flaws: [...flaws, ...(await checkSummary(store, row, made, last))] };
}

/** Of a deliverable that nothing was written of meanwhile. */
async function checkSummary(store: Store, row: Row, state: State, last: Event): Promise<Flaw[]> {
  const listed = (await store.get(summaryKey(state))) ?? (await store.get(formerKey(state.id)));
  const now = await store.get(stateKey(state.id));
  if (now?.version !== row.version) return [];
  if (!listed) return [{ code: "deliverable-unlisted", where: state.id }];
  const made = plainly(summarize(state, last.at));
  const same = fromData<{ schema?: number }>(listed).schema !== made.schema || isDeepStrictEqual(made, listed.data);
  return same ? [] : [{ code: "summary-differs", where: state.id }];
}

/** As a row has it. */
function plainly<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
