/**
 * A page of things that are in groups, from the thing number `from` (0 for the first); a group that a page parts goes on on the
 * next. `next`: where that begins.
 */
export function pageOf<Head, Thing>(
  groups: readonly (readonly [Head, readonly Thing[]])[],
  from: number,
  size: number,
): { groups: [Head, Thing[]][]; next?: number } {
  const all = groups.flatMap(([head, things]) => things.map((thing) => ({ head, thing })));
  const shown = Map.groupBy(all.slice(from, from + size), ({ head }) => head);
  const next = from + size;
  return {
    groups: [...shown].map(([head, of]) => [head, of.map(({ thing }) => thing)]),
    ...(next < all.length && { next }),
  };
}
