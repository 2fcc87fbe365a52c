import type { State } from "../deliverable/state.ts";
import type { Store } from "../ports.ts";
import { loadState, stateKey } from "./deliverable.ts";
import { seminarsPartition } from "./listing.ts";
import { unlessConflict } from "./row.ts";

/**
 * Deliverables that have seminars of before, which are no meetings yet, `most` at most; rows that lead to none are taken away.
 * `all`: there are no others.
 */
export async function withSeminars(store: Store, most: number): Promise<{ states: State[]; all: boolean }> {
  const { rows } = await store.query(seminarsPartition, { limit: most });
  const states: State[] = [];
  for (const { pk, sk, version } of rows) {
    const loaded = await loadState(store, sk);
    if (loaded?.state.meetings.some(({ seminar }) => seminar)) {
      states.push(loaded.state);
      continue;
    }
    const still = { check: stateKey(sk), expect: loaded?.version ?? 0 };
    await unlessConflict(store.commit([still, { delete: { pk, sk }, expect: version }]));
  }
  return { states, all: rows.length < most };
}
