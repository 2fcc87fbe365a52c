import { isDeepStrictEqual } from "node:util";
import type { Key, Row, Store } from "../ports.ts";
import { deliverableChain, loadState, stateKey } from "../stored/deliverable.ts";
import type { Pointer } from "../stored/listed.ts";
import { idListed, listedAs } from "../stored/listing.ts";
import { isPlaced, relist } from "../stored/relisting.ts";
import { unlessConflict } from "../stored/row.ts";
import { isUnspread } from "../stored/spreading.ts";
import type { Flaw } from "./inventory.ts";

/**
 * What is wrong with the rows that lead to deliverables: those that a state should have and that are not there, or say
 * otherwise (`list-lacks`), and those that no state has (`list-leads-nowhere`). What is still to be listed anew, or to be spread, is
 * not wrong; summaries are held against their states elsewhere.
 */
export async function* listFlaws(store: Store): AsyncGenerator<Flaw> {
  for await (const { code, key, by } of wrongRows(store)) yield { code, where: nameOf(key), by };
}

/** Takes away what leads to nothing and lists anew what a list lacks; says how many rows were wrong. */
export async function mendLists(store: Store): Promise<number> {
  let count = 0;
  for await (const { code, key, by, version, of } of wrongRows(store)) {
    count++;
    const still = { check: stateKey(by), expect: of };
    if (code === "list-leads-nowhere") await unlessConflict(store.commit([still, { delete: key, expect: version }]));
    else await relist(store, { pk: "OPEN", sk: by, version: 0, data: {} });
  }
  return count;
}

/** A row that is wrong: its version, and that of the state that it leads to, when it was found so. */
type Wrong = { code: "list-lacks" | "list-leads-nowhere"; key: Key; by: string; version: number; of: number };

async function* wrongRows(store: Store): AsyncGenerator<Wrong> {
  if (!(await isPlaced(store))) return;
  const bearing = bearers(store);
  for await (const row of store.all()) {
    const id = isState(row) ? deliverableChain.idOf(row) : idListed(row);
    if (id === undefined) continue;
    const borne = await bearing(id);
    const wrong = isState(row) ? await lackingOf(store, borne) : leadsNowhere(row, borne);
    if (wrong.length > 0 && (await isStill(store, row, borne))) yield* wrong;
  }
}

function isState(key: Key): boolean {
  const id = deliverableChain.idOf(key);
  return id !== undefined && key.sk === stateKey(id).sk;
}

/** The rows by which a deliverable is listed, by their keys; none where there is no such deliverable. */
type Borne = { id: string; version: number; rows: ReadonlyMap<string, Pointer> };

/** Deliverables whose rows are kept in memory. */
const kept = 2_000;

function bearers(store: Store): (id: string) => Promise<Borne> {
  const known = new Map<string, Borne>();
  return async (id) => {
    const borne = known.get(id) ?? (await borneBy(store, id));
    known.set(id, borne);
    if (known.size > kept) known.delete(known.keys().next().value!);
    return borne;
  };
}

async function borneBy(store: Store, id: string): Promise<Borne> {
  const loaded = await loadState(store, id);
  const rows = loaded ? listedAs(loaded.state, "") : [];
  return { id, version: loaded?.version ?? 0, rows: new Map(rows.map((row) => [nameOf(row), row])) };
}

async function lackingOf(store: Store, { id, version, rows }: Borne): Promise<Wrong[]> {
  const pointers = [...rows.values()].filter((row) => !isSummary(row));
  const found = await Promise.all(pointers.map((row) => store.get(row)));
  const lacking = pointers.filter((row, index) => !isDeepStrictEqual(found[index]?.data, row.data));
  const unspread = lacking.some(isHeld) && (await isUnspread(store, id));
  const wrong = lacking.filter((row) => !(unspread && isHeld(row)));
  return wrong.map(({ pk, sk }) => ({ code: "list-lacks", key: { pk, sk }, by: id, version: 0, of: version }));
}

function leadsNowhere(row: Row, { id, version, rows }: Borne): Wrong[] {
  const leads = row.pk === "HELD" ? version > 0 : rows.has(nameOf(row));
  const { pk, sk } = row;
  return leads ? [] : [{ code: "list-leads-nowhere", key: { pk, sk }, by: id, version: row.version, of: version }];
}

/** Whether the row and the deliverable are as they were: what changed meanwhile is left for the next check. */
async function isStill(store: Store, row: Row, { id, version }: Borne): Promise<boolean> {
  const [there, state] = await Promise.all([store.get(row), store.get(stateKey(id))]);
  if (there?.version !== row.version || (state?.version ?? 0) !== version) return false;
  return isState(row) || row.pk === "HELD" || !(await isUnspread(store, id)) || !isHeld(row);
}

function isSummary({ pk }: Key): boolean {
  return pk === "OPEN" || pk.startsWith("ENDED#");
}

function isHeld({ pk }: Key): boolean {
  return pk.startsWith("HELD#");
}

function nameOf({ pk, sk }: Key): string {
  return `${pk} / ${sk}`;
}
