import type { Ports, Store } from "../../ports.ts";
import type { LocalDate, PersonId } from "../../workflow/state.ts";
import type { Told } from "../digest.ts";
import { fromData, toData, unlessConflict } from "./row.ts";

/**
 * Access pattern: what a person's digests told, one a day, the newest first: DIGEST#<person> / <day>. `by`: the job that
 * sent it. The row vanishes after `keptDays`.
 */
const digestKey = (person: PersonId, day: LocalDate) => ({ pk: `DIGEST#${person}`, sk: day });
const keptDays = 120;
/** A job may have tried on several days. */
const newest = 5;

type StoredDigest = Told & { by: string };

/** The last digest before that of the job `by`; `today`: whether another job has sent today's. */
export async function lastDigest(
  store: Store,
  person: PersonId,
  day: LocalDate,
  by?: string,
): Promise<{ told?: Told; today: boolean }> {
  const { rows } = await store.query(digestKey(person, day).pk, { newestFirst: true, limit: newest });
  const last = rows.find((row) => fromData<StoredDigest>(row).by !== by);
  if (!last) return { today: false };
  const { whole, items } = fromData<StoredDigest>(last);
  return { told: { whole, items }, today: last.sk === day };
}

/** Keeps what the digest of a day tells; false where another job has that day's. */
export async function takeDigest(
  { store, clock }: Pick<Ports, "store" | "clock">,
  person: PersonId,
  day: LocalDate,
  by: string,
  told: Told,
): Promise<boolean> {
  const key = digestKey(person, day);
  const expires = Math.ceil(clock() / 1000) + keptDays * 86_400;
  const data = toData({ ...told, by } satisfies StoredDigest);
  if (await unlessConflict(store.commit([{ put: { ...key, data, expires }, expect: 0 }]))) return true;
  const row = await store.get(key);
  return row !== undefined && fromData<StoredDigest>(row).by === by;
}
