import type { Summary } from "../deliverable/summary.ts";
import type { Row, Store } from "../ports.ts";
import { formerKey } from "./listing.ts";
import { allOf, fromData } from "./row.ts";
import { currentSummary } from "./summary.ts";

/** Stores known to have nothing left in the one list of before. */
const placed = new WeakSet<Store>();

/** What is left of the list that networks of before had, until `tick` has placed it: some at each run. */
export async function formerRows(store: Store): Promise<Row[]> {
  if (placed.has(store)) return [];
  const rows = await Array.fromAsync(allOf(store, formerKey("").pk));
  if (rows.length === 0) placed.add(store);
  return rows;
}

/** Summaries that one reading makes anew from their states at most: others are shown as they were stored. */
const fewFormer = 40;

/** Open deliverables of the one list that earlier releases kept. */
export async function formerOpen(store: Store): Promise<Summary[]> {
  const rows = (await formerRows(store)).filter((row) => !hasEnded(fromData<Summary>(row)));
  const made = rows.slice(0, fewFormer).map((row) => currentSummary(store, row));
  return [...(await Promise.all(made)), ...rows.slice(fewFormer).map(formerSummary)];
}

/** Deliverables of that list that came to their end; with `year`, those that changed last in it, e.g. "2008". */
export async function formerEnded(store: Store, year?: string): Promise<Summary[]> {
  const ended = (await formerRows(store)).map(formerSummary).filter(hasEnded);
  return year === undefined ? ended : ended.filter((summary) => yearOf(summary) === year);
}

function hasEnded({ stage, ready }: Summary): boolean {
  return stage === "withdrawn" || (stage === "final" && ready);
}

/** The year in which a deliverable changed last, "2008". */
export function yearOf({ updated }: Summary): string {
  return updated.slice(0, 4);
}

/** A summary as a release of before stored it, which said less. */
function formerSummary(row: Row): Summary {
  const stored = fromData<Summary>(row);
  const { updated: given } = stored;
  return { ...{ past: {}, invited: [], duties: [], submittable: false, ready: false, given }, ...stored };
}
