import type { Files, Ports } from "../ports.ts";
import type { Offer } from "../workflow/command.ts";
import type { Contribution } from "../workflow/contribution.ts";
import { canonicalJson, hashOf, plain } from "../workflow/hash.ts";
import type { Disposition, Hash, Instant, PersonId, Round } from "../workflow/state.ts";

const keyOf = (file: Hash) => `contributions/${file}.json`;

/** Keeps contributions under their salted hash, as `putText` keeps a text, for one event to name. */
export async function putBatch(
  ports: Pick<Ports, "files" | "ids">,
  contributions: readonly Contribution[],
): Promise<Offer> {
  const bytes = Buffer.from(canonicalJson(plain({ salt: ports.ids(), contributions })));
  const file = hashOf(bytes);
  await ports.files.put(keyOf(file), bytes, "application/json");
  return { file, contributions: contributions.map(({ id }) => id) };
}

/** None once erased. */
export async function getBatch(files: Files, file: Hash): Promise<Contribution[]> {
  const bytes = await files.get(keyOf(file));
  return bytes
    ? (JSON.parse(Buffer.from(bytes).toString("utf8")) as { contributions: Contribution[] }).contributions
    : [];
}

/** A contribution as it came, and what was done of it. */
export type Offered = Contribution & { by: PersonId; at: Instant; disposition: "open" | Disposition };

/** What was offered in a round, in the order it came. Of a round whose contributions the state no longer has: nothing. */
export async function contributionsOf(files: Files, round: Round): Promise<Offered[]> {
  const batches = round.batches.map(async ({ file, by, at }) => {
    const known = (await getBatch(files, file)).filter(({ id }) => round.contributions[id] !== undefined);
    return known.map((each): Offered => ({ ...each, by, at, disposition: round.contributions[each.id]! }));
  });
  return (await Promise.all(batches)).flat();
}
