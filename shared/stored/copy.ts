import { copyJobId } from "../deliverable/owed.ts";
import { Refusal, type Refused } from "../errors.ts";
import type { Key, Ports, Store, Write } from "../ports.ts";
import type { Hash, Instant, PersonId } from "../values.ts";
import { jobWrites } from "./job.ts";
import { allOf, fromData, toData, unlessConflict } from "./row.ts";

/**
 * Access patterns: one annotated copy that a reviewer sent back; all of theirs on one deliverable.
 *
 * COPIES#<deliverable> / <person>#<upload>
 */
const copyKey = ({ deliverable, person, upload }: CopyId): Key => ({
  pk: `COPIES#${deliverable}`,
  sk: `${person}#${upload}`,
});

export type CopyId = { deliverable: string; person: PersonId; upload: string };

export type Copy = CopyId & {
  round: number;
  /** The round's: what the copy should be of. */
  version: Hash;
  name: string;
  requested: Instant;
  status: "awaited" | "read" | "refused";
  /** Of the file as it was sent, in the file store; of one that is being read, too. */
  source?: Hash;
  refused?: Refused;
  found?: CopyFindings;
};

/**
 * What reading a copy found. `of`: the version that the file says it is of; absent: it does not say. `remarks`: how many
 * it held; `unplaced`: those whose passage is not in the round's version, now remarks on the whole document that quote it.
 * `untracked`: those that tell what differs from the version and was not tracked; absent: they could not be compared.
 * `again`: the copy sent before that is the same file, whose remarks these are.
 */
export type CopyFindings = { again?: string; of?: Hash; remarks: number; untracked?: number; unplaced: string[] };

type Context = Pick<Ports, "store" | "clock">;

/** Writes the copy that is awaited and the job that waits for it. Throws `conflict` for an upload that there is. */
export async function awaitCopy({ store, clock }: Context, copy: Omit<Copy, "status" | "requested">): Promise<Copy> {
  const now = clock();
  const awaited: Copy = { ...copy, status: "awaited", requested: new Date(now).toISOString() };
  const { deliverable, round, person, upload } = copy;
  const job = { id: copyJobId(upload), type: "copy", deliverable, round, person, upload } as const;
  await store.commit([{ put: { ...copyKey(copy), data: toData(awaited) }, expect: 0 }, ...jobWrites([job], now)]);
  return awaited;
}

/** Reads a copy that was sent back; undefined where there is none. */
export async function getCopy(store: Store, id: CopyId): Promise<Copy | undefined> {
  const row = await store.get(copyKey(id));
  return row && fromData<Copy>(row);
}

/** The newest first. */
export async function listCopies(store: Store, of: Omit<CopyId, "upload">): Promise<Copy[]> {
  const { pk, sk } = copyKey({ ...of, upload: "" });
  const copies = await Array.fromAsync(allOf(store, pk, sk), (row) => fromData<Copy>(row));
  return copies.sort((a, b) => (a.requested < b.requested ? 1 : -1));
}

/**
 * Says which file an awaited copy is, before it is read. Gives the copy by the same person, of the same version in the same
 * round, that is the same file and was read, or is being read at this moment: of two that come at once, one alone is read.
 * Throws `conflict` where others come all the time.
 */
export async function claimCopy(store: Store, id: CopyId, source: Hash): Promise<Copy | undefined> {
  for (let turn = 1; turn <= maxTurns; turn++) {
    const { pk, sk } = copyKey({ ...id, upload: "" });
    const rows = await Array.fromAsync(allOf(store, pk, sk));
    const own = rows.find((row) => row.sk === copyKey(id).sk);
    const copy = own && fromData<Copy>(own);
    if (copy?.status !== "awaited" || copy.source !== undefined) return undefined;
    const others = rows.filter((row) => row !== own && isOfSame(copy, fromData<Copy>(row)));
    const same = others.map((row) => fromData<Copy>(row)).find((other) => other.source === source);
    if (same) return same;
    // None of those that say nothing yet says meanwhile that it is this file.
    const unread = others.filter((row) => fromData<Copy>(row).source === undefined).slice(0, mostChecked);
    const checks = unread.map(({ pk, sk, version }): Write => ({ check: { pk, sk }, expect: version }));
    const put = { ...copyKey(id), data: toData({ ...copy, source }) };
    if (await unlessConflict(store.commit([{ put, expect: own!.version }, ...checks]))) return undefined;
  }
  throw new Refusal("conflict");
}

/** Claims of one copy in a row, and copies that one claim looks at. */
const maxTurns = 5;
const mostChecked = 80;

/** Whether another copy is of the same version in the same round, and was not refused. */
function isOfSame(copy: Copy, { status, round, version }: Copy): boolean {
  return status !== "refused" && round === copy.round && version === copy.version;
}

/** Says how the reading of an awaited copy ended; one that ended already stays as it did. */
export async function settleCopy(
  { store }: Pick<Ports, "store">,
  id: CopyId,
  how: Pick<Copy, "source" | "refused" | "found">,
): Promise<void> {
  const row = await store.get(copyKey(id));
  const copy = row && fromData<Copy>(row);
  if (copy?.status !== "awaited") return;
  const settled: Copy = { ...copy, ...how, status: how.refused ? "refused" : "read" };
  await store.commit([{ put: { ...copyKey(id), data: toData(settled) }, expect: row!.version }]);
}
