/** What keeps a translation from following its source, counted (see `PassageState`). */
export type Standing = { missing: number; stale: number; orphan: number };

/** How many passages there are to look at. */
export function toRevise({ missing, stale, orphan }: Standing): number {
  return missing + stale + orphan;
}
