import { type Summary, summarize } from "../deliverable/summary.ts";
import type { Store } from "../ports.ts";
import { parseActionRef } from "../programme/state.ts";
import { dropPointer, loadState } from "./deliverable.ts";
import { allOf } from "./row.ts";
import { summariesNamed } from "./summary.ts";

/** The ids of the deliverables that are, or were, of an action, "2008/interculturalite". */
export function idsOf(store: Store, action: string): Promise<string[]> {
  return Array.fromAsync(allOf(store, `OF#${action}`), ({ sk }) => sk);
}

/** The deliverables of an action as they stand; `updated` is left empty. */
export async function deliverablesOf(store: Store, action: string): Promise<Summary[]> {
  const summaries = await summariesNamed(store, await idsOf(store, action));
  return summaries.filter((summary) => summary.action === action);
}

/** The deliverables whose text began as a version of one, as they stand; `updated` is left empty. */
export async function derivedFrom(store: Store, source: string): Promise<Summary[]> {
  const ids = await Array.fromAsync(allOf(store, `DERIVED#${source}`), ({ sk }) => sk);
  return summariesNamed(store, ids);
}

/** Deliverables whose action is a text that names none, `most` at most; rows that lead to no such deliverable are taken away. */
export async function unattached(store: Store, most: number): Promise<{ left: Summary[]; all: boolean }> {
  const { rows } = await store.query(partition, { limit: most });
  const left: Summary[] = [];
  for (const row of rows) {
    const loaded = await loadState(store, row.sk);
    if (loaded && isText(loaded.state.action)) left.push(summarize(loaded.state, loaded.state.dueGiven));
    else await dropPointer(store, row, row.sk, loaded?.version);
  }
  return { left, all: rows.length < most };
}

/** Where rows lead to those whose action is a text. */
const partition = "OF";

function isText(action: string): boolean {
  return action !== "" && !parseActionRef(action);
}
