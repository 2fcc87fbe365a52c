import type { Actor } from "../chain/event.ts";
import { Refusal } from "../errors.ts";
import type { Key, Ports, Store } from "../ports.ts";
import type { Instant, PersonId } from "../values.ts";
import { allOf, fromData, toData, unlessConflict } from "./row.ts";

/**
 * Access patterns: one scope's endings; those of a deliverable. Links are ended many at once by one write: a scope counts
 * its endings, each link keeps from its making the sum of its scopes' counts, and is over once that sum has risen.
 *
 * | scope                                      | pk      | sk                                 |
 * |--------------------------------------------|---------|------------------------------------|
 * | every link of the network                  | REVOKED | all                                |
 * | one person's                               | REVOKED | person/<id>                        |
 * | one person's for one deliverable           | REVOKED | deliverable/<id>/person/<id>       |
 * | those mailed for one round of a deliverable | REVOKED | deliverable/<id>/round/<number>   |
 */
const partition = "REVOKED";

export type Scope =
  | { all: true }
  | { person: PersonId; deliverable?: string }
  | { deliverable: string; round: number; person?: undefined };

/** How often a scope's links were ended, when last and by whom. */
export type Ending = { count: number; at: Instant; by: Actor };

/** The scopes that a link belongs to. */
export function scopesOf(link: { person: PersonId; thing?: string; round?: number }): Scope[] {
  const { person, thing: deliverable, round } = link;
  const own: Scope[] = [{ all: true }, { person }];
  if (deliverable === undefined) return own;
  return [...own, { person, deliverable }, ...(round === undefined ? [] : [{ deliverable, round }])];
}

/**
 * Ends every link of a scope that was made until now, for ever, and the sessions they opened; those made after open.
 * Throws `conflict` where others do the same at once, five times over.
 */
export async function endLinks(ports: Pick<Ports, "store" | "clock">, scope: Scope, by: Actor): Promise<void> {
  const key = scopeKey(scope);
  for (let attempt = 0; attempt < 5; attempt++) {
    const row = await ports.store.get(key);
    const count = (row ? fromData<Ending>(row).count : 0) + 1;
    const data = toData({ count, at: new Date(ports.clock()).toISOString(), by } satisfies Ending);
    if (await unlessConflict(ports.store.commit([{ put: { ...key, data }, expect: row?.version ?? 0 }]))) return;
  }
  throw new Refusal("conflict");
}

/** How often the links of these scopes were ended, together: it only rises. */
export async function endingsOf(store: Store, scopes: readonly Scope[]): Promise<number> {
  const rows = await Promise.all(scopes.map((scope) => store.get(scopeKey(scope))));
  return rows.reduce((sum, row) => sum + (row ? fromData<Ending>(row).count : 0), 0);
}

/** What was ended of a deliverable's links. */
export async function listEndings(store: Store, deliverable: string): Promise<(Ending & { scope: Scope })[]> {
  const prefix = `deliverable/${deliverable}/`;
  return Array.fromAsync(allOf(store, partition, prefix), (row) => {
    const [what, id = ""] = row.sk.slice(prefix.length).split("/");
    const scope: Scope = what === "round" ? { deliverable, round: Number(id) } : { deliverable, person: id };
    return { scope, ...fromData<Ending>(row) };
  });
}

function scopeKey(scope: Scope): Key {
  if ("all" in scope) return { pk: partition, sk: "all" };
  const within = scope.deliverable === undefined ? "" : `deliverable/${scope.deliverable}/`;
  const what = scope.person === undefined ? `round/${scope.round}` : `person/${scope.person}`;
  return { pk: partition, sk: `${within}${what}` };
}
