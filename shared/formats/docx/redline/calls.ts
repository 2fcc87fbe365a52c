import type { Block, Inline, NoteReference } from "../../../document/tree.ts";
import { eachBlock, ownInlines } from "../../../document/visit.ts";
import type { Fate } from "../write/tracking.ts";

type Call = { call: NoteReference; stayed: boolean };

/** The notes that are called where nothing came or went, by name: both texts may have them as one. */
export function notesThatStay(blocks: readonly Block[], fates: ReadonlyMap<object, Fate>): Set<string> {
  return new Set([...callsIn(blocks, fates)].flatMap(({ call, stayed }) => (stayed ? call.note : [])));
}

/**
 * The calls that bear their notes, in reading order: of each note the first that stayed, or else the first. All others
 * refer to them, so that no note goes with a call that is rejected or accepted.
 */
export function bearers(blocks: readonly Block[], fates: ReadonlyMap<object, Fate>): Set<NoteReference> {
  const calls = [...callsIn(blocks, fates)];
  const bearing = new Map<string, Call>();
  for (const one of calls) {
    const other = bearing.get(one.call.note);
    if (!other || (one.stayed && !other.stayed)) bearing.set(one.call.note, one);
  }
  const chosen = new Set(bearing.values());
  return new Set(calls.filter((one) => chosen.has(one)).map(({ call }) => call));
}

function* callsIn(blocks: readonly Block[], fates: ReadonlyMap<object, Fate>): Generator<Call> {
  for (const block of eachBlock(blocks)) {
    const inlines = ownInlines(block);
    yield* callsAmong(inlines, fates, !fates.has(block) && !fates.has(inlines));
  }
}

function* callsAmong(inlines: readonly Inline[], fates: ReadonlyMap<object, Fate>, within: boolean): Generator<Call> {
  for (const inline of inlines) {
    const stayed = within && !fates.has(inline);
    if (inline.type === "noteReference") yield { call: inline, stayed };
    if ("children" in inline) yield* callsAmong(inline.children, fates, stayed);
  }
}
