import * as z from "zod";
import type { Actor } from "../chain/event.ts";
import { Refusal } from "../errors.ts";
import type { Ports, Store } from "../ports.ts";
import type { PersonId } from "../values.ts";
import { defineRow, text } from "./define.ts";
import { unlessConflict } from "./row.ts";

/**
 * Links are ended many at once by one write: a scope counts
 * its endings, each link keeps from its making the sum of its scopes' counts, and is over once that sum has risen.
 *
 * | scope                                      | pk      | sk                                 |
 * |--------------------------------------------|---------|------------------------------------|
 * | every link of the network                  | REVOKED | all                                |
 * | one person's                               | REVOKED | person/<id>                        |
 * | one person's for one deliverable           | REVOKED | deliverable/<id>/person/<id>       |
 * | those mailed for one round of a deliverable | REVOKED | deliverable/<id>/round/<number>   |
 */
export const endingRow = defineRow({
  at: "REVOKED / <scope>",
  what: "how often the links of a scope were ended, when last and by whom",
  by: ["web", "notify"],
  leaves: false,
  shape: z.object({ count: z.number(), at: z.string(), by: text<Actor>() }),
});

export type Scope =
  | { all: true }
  | { person: PersonId; deliverable?: string }
  | { deliverable: string; round: number; person?: undefined };

/** How often a scope's links were ended, when last and by whom. */
export type Ending = ReturnType<typeof endingRow.read>;

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
  const place = { scope: nameOf(scope) };
  for (let attempt = 0; attempt < 5; attempt++) {
    const before = await endingRow.find(ports.store, place);
    const count = (before?.data.count ?? 0) + 1;
    const ending: Ending = { count, at: new Date(ports.clock()).toISOString(), by };
    const put = endingRow.put(place, ending, { expect: before?.version ?? 0 });
    if (await unlessConflict(ports.store.commit([put]))) return;
  }
  throw new Refusal("conflict");
}

/** How often the links of these scopes were ended, together: it only rises. */
export async function endingsOf(store: Store, scopes: readonly Scope[]): Promise<number> {
  const endings = await Promise.all(scopes.map((scope) => endingRow.get(store, { scope: nameOf(scope) })));
  return endings.reduce((sum, ending) => sum + (ending?.count ?? 0), 0);
}

/** What was ended of a deliverable's links. */
export async function listEndings(store: Store, deliverable: string): Promise<(Ending & { scope: Scope })[]> {
  const prefix = `deliverable/${deliverable}/`;
  return Array.fromAsync(endingRow.rows(store, { scope: prefix }), (row) => {
    const [what, id = ""] = row.sk.slice(prefix.length).split("/");
    const scope: Scope = what === "round" ? { deliverable, round: Number(id) } : { deliverable, person: id };
    return { scope, ...endingRow.read(row) };
  });
}

function nameOf(scope: Scope): string {
  if ("all" in scope) return "all";
  const within = scope.deliverable === undefined ? "" : `deliverable/${scope.deliverable}/`;
  const what = scope.person === undefined ? `round/${scope.round}` : `person/${scope.person}`;
  return `${within}${what}`;
}
