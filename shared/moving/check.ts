import { isDeepStrictEqual } from "node:util";
import { brokenAt } from "../chain/append.ts";
import type { ChainEvent } from "../chain/event.ts";
import { plain } from "../chain/hash.ts";
import { Refusal } from "../errors.ts";
import type { Files, Row, Store } from "../ports.ts";
import { type AggregateName, aggregates } from "../stored/aggregates.ts";
import type { AnyKept, Stated } from "../stored/chain.ts";
import { isWhole, stateOf } from "./chains.ts";
import { listFlaws } from "./check-lists.ts";
import { type Directory, holdDirectory } from "./check-people.ts";
import { holdPins, type Pins } from "./check-pins.ts";
import { type Flaw, type FlawCode, type Inventory, leftByImport, takeInventory } from "./inventory.ts";
import { namedByEvents, namedByRow } from "./named-files.ts";
import { isApart, isDamaged } from "./rows.ts";

/** How many there are of each aggregate. */
type Counts = Record<AggregateName, number>;

/**
 * What was checked, and what is wrong with it; `erased`: files that are gone at someone's request; `withdrawn`: those that
 * went with a final.
 */
export type Checked = Counts & { events: number; files: number; erased: number; withdrawn: number; flaws: Flaw[] };

/**
 * Reads all of a network: each chain of events to its head, each state and summary against the events, each file against
 * the hash that names it, each file and each person that is named, what documents come from, the settings. Changes nothing; the network may be at work meanwhile.
 */
export async function checkNetwork({ store, files }: { store: Store; files: Files }): Promise<Checked> {
  const inventory = takeInventory(files);
  const directory = holdDirectory();
  const pins = holdPins();
  const rows = await checkRows(store, inventory, directory, pins);
  let count = 0;
  for await (const key of files.list("")) {
    await inventory.read(key);
    count++;
  }
  const { flaws, ...gone } = await inventory.close(store);
  const lists = await Array.fromAsync(listFlaws(store));
  const found = [...(await leftByImport(store)), ...rows.flaws, ...lists];
  found.push(...(await pins.close(store)), ...(await directory.close(store)), ...flaws);
  return { ...rows, files: count, ...gone, flaws: found };
}

type CheckedRows = Counts & Pick<Checked, "events" | "flaws">;

async function checkRows(store: Store, inventory: Inventory, directory: Directory, pins: Pins): Promise<CheckedRows> {
  const names = Object.keys(aggregates) as AggregateName[];
  const none = Object.fromEntries(names.map((name) => [name, 0])) as Counts;
  const counts: CheckedRows = { ...none, events: 0, flaws: [] };
  try {
    for await (const row of store.all()) {
      if (isDamaged(row)) counts.flaws.push({ code: "row-damaged", where: `${row.pk} / ${row.sk}` });
      else if (!isApart(row)) inventory.name(namedByRow(row));
      directory.see(row);
      pins.see(row);
      const aggregate = stateOf(row);
      if (!aggregate || isDamaged(row)) continue;
      const { events, flaws } = await checkChain(store, aggregate, row);
      inventory.name(namedByEvents(aggregate, row, events));
      directory.name(aggregate, row, events);
      counts[names.find((name) => aggregates[name] === aggregate)!]++;
      counts.events += events.length;
      counts.flaws.push(...flaws);
    }
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "store-corrupt")) throw error;
    counts.flaws.push({ code: "row-unreadable", where: "store" });
  }
  return counts;
}

/**
 * Checks the chain of one deliverable, or of another aggregate, as it stood when reading began; later events are left
 * for the next check.
 */
async function checkChain(
  store: Store,
  aggregate: AnyKept,
  row: Row,
): Promise<{ events: ChainEvent[]; flaws: Flaw[] }> {
  const state = aggregate.readState(row);
  const rows = (await Array.fromAsync(aggregate.eventRows(store, state.id))).slice(0, state.seq);
  const events = rows.slice(0, rows.findIndex(isDamaged) >>> 0).map(aggregate.readEvent);
  const where = state.id;
  const last = events.at(-1);
  if (!last || !isWhole(events, state))
    return { events: events.slice(0, brokenAt(events)), flaws: [{ code: "chain-broken", where }] };
  const made = events.reduce<typeof state | undefined>(aggregate.evolve, undefined)!;
  const differs = state.schema === aggregate.schema && !isDeepStrictEqual(plain(made), state);
  const found: FlawCode[] = [
    ...(differs ? (["state-differs"] as const) : []),
    ...(await checkLists(store, aggregate, row, { made, at: last.at })),
  ];
  return { events, flaws: found.map((code) => ({ code, where })) };
}

/** Of what nothing was written of meanwhile. */
async function checkLists(
  store: Store,
  aggregate: AnyKept,
  row: Row,
  { made, at }: { made: Stated; at: string },
): Promise<FlawCode[]> {
  const listed = await aggregate.listed(store, made, at);
  const now = await store.get(row);
  if (now?.version !== row.version || listed === "as it is") return [];
  return [listed === "nowhere" ? "unlisted" : "summary-differs"];
}
