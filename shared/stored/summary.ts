import { type Summary, summarize, summarySchema } from "../deliverable/summary.ts";
import type { Row, Store } from "../ports.ts";
import { loadState } from "./deliverable.ts";
import { fromData } from "./row.ts";

/** A summary as its row has it, or as its state makes it today where the row is of an older shape. */
export async function currentSummary(store: Store, row: Row): Promise<Summary> {
  const stored = fromData<Summary>(row);
  if (stored.schema === summarySchema) return stored;
  const loaded = await loadState(store, stored.id);
  return loaded ? summarize(loaded.state, stored.updated) : stored;
}

/** The current summary of a row, or none where there is no row. */
export async function asSummaries(store: Store, row: Row | undefined): Promise<Summary[]> {
  return row ? [await currentSummary(store, row)] : [];
}

/** Of each deliverable the last that was found. */
export function onceEach(summaries: readonly Summary[]): Summary[] {
  return [...new Map(summaries.map((summary) => [summary.id, summary])).values()];
}

/** Some deliverables as they stand, by their ids; those that are not there are left out, `updated` is left empty. */
export async function summariesNamed(store: Store, ids: readonly string[]): Promise<Summary[]> {
  const loaded = await Promise.all(ids.map((id) => loadState(store, id)));
  return loaded.flatMap((each) => (each ? [summarize(each.state, "")] : []));
}
