import { createHash } from "node:crypto";
import * as z from "zod";
import { copyJobId } from "../deliverable/jobs.ts";
import { Refusal, type Refused } from "../errors.ts";
import type { Ports, Store, Write } from "../ports.ts";
import type { Hash, PersonId } from "../values.ts";
import { defineRow, fields } from "./define.ts";
import { jobWrites } from "./job.ts";
import { unlessConflict } from "./row.ts";

/**
 * What reading a copy found. `of`: the version that the file says it is of; absent: it does not say. `remarks`: how many
 * it held; `unplaced`: those whose passage is not in the round's version, now remarks on the whole document that quote it.
 * `untracked`: those that tell what differs from the version and was not tracked; absent: they could not be compared.
 * `again`: the copy sent before that is the same file, whose remarks these are.
 */
const findings = z.object({
  again: z.string().optional(),
  of: z.string().optional(),
  remarks: z.number(),
  untracked: z.number().optional(),
  unplaced: z.array(z.string()),
});
export type CopyFindings = z.infer<typeof findings>;

const copy = z.object({
  deliverable: z.string(),
  person: z.string(),
  upload: z.string(),
  round: z.number(),
  /** The round's: what the copy should be of. */
  version: z.string(),
  name: z.string(),
  requested: z.string(),
  status: z.enum(["awaited", "read", "refused"]),
  /** Of the file as it was sent, in the file store; of one that is being read, too. */
  source: z.string().optional(),
  refused: fields<Refused>().optional(),
  found: findings.optional(),
});
export type Copy = z.infer<typeof copy>;
export type CopyId = { deliverable: string; person: PersonId; upload: string };

export const copyRow = defineRow({
  at: "COPIES#<deliverable> / <person>#<upload>",
  what: "an annotated copy that a reviewer sent back",
  by: ["web", "ingest", "tick"],
  leaves: true,
  shape: copy,
});

type Context = Pick<Ports, "store" | "clock">;

/** Writes the copy that is awaited and the job that waits for it. Throws `conflict` for an upload that there is. */
export async function awaitCopy({ store, clock }: Context, copy: Omit<Copy, "status" | "requested">): Promise<Copy> {
  const now = clock();
  const awaited: Copy = { ...copy, status: "awaited", requested: new Date(now).toISOString() };
  const { deliverable, round, person, upload } = copy;
  const job = { id: copyJobId(upload), type: "copy", deliverable, round, person, upload } as const;
  await store.commit([copyRow.put(copy, awaited, { expect: 0 }), ...jobWrites([job], now)]);
  return awaited;
}

/** Reads a copy that was sent back; undefined where there is none. */
export async function getCopy(store: Store, id: CopyId): Promise<Copy | undefined> {
  return copyRow.get(store, id);
}

/** The newest first. */
export async function listCopies(store: Store, of: Omit<CopyId, "upload">): Promise<Copy[]> {
  const { deliverable, person } = of;
  const copies = await Array.fromAsync(copyRow.all(store, { deliverable, person }));
  return copies.sort((a, b) => (a.requested < b.requested ? 1 : -1));
}

/**
 * Says which file an awaited copy is, before it is read. Gives the copy by the same person, of the same version in the same
 * round, that is the same file and was read, or is being read at this moment: of two that come at once, one alone is read.
 * Throws `conflict` where others come all the time.
 */
export async function claimCopy(store: Store, id: CopyId, source: Hash): Promise<Copy | undefined> {
  for (let turn = 1; turn <= maxTurns; turn++) {
    const { deliverable, person } = id;
    const rows = await Array.fromAsync(copyRow.rows(store, { deliverable, person }));
    const own = rows.find(({ sk }) => sk === copyRow.key(id).sk);
    const copy = own && copyRow.read(own);
    if (copy?.status !== "awaited" || copy.source !== undefined) return undefined;
    const others = rows.filter((row) => row !== own && isOfSame(copy, copyRow.read(row)));
    const same = others.map(copyRow.read).find((other) => other.source === source);
    if (same) return same;
    // None of those that say nothing yet says meanwhile that it is this file.
    const unread = others.filter((row) => copyRow.read(row).source === undefined).slice(0, mostChecked);
    const checks = unread.map(({ pk, sk, version }): Write => ({ check: { pk, sk }, expect: version }));
    const put = copyRow.put(id, { ...copy, source }, { expect: own!.version });
    if (await unlessConflict(store.commit([put, ...checks]))) return undefined;
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

/** The id of the remark that is the `index`th of a copy: the same however often the copy is read. */
export function copyRemarkId(upload: string, index: number): string {
  return createHash("sha256").update(`${upload} ${index}`).digest("base64url").slice(0, 22);
}

/** Says how the reading of an awaited copy ended; one that ended already stays as it did. */
export async function settleCopy(
  { store }: Pick<Ports, "store">,
  id: CopyId,
  how: Pick<Copy, "source" | "refused" | "found">,
): Promise<void> {
  const found = await copyRow.find(store, id);
  if (found?.data.status !== "awaited") return;
  const settled: Copy = { ...found.data, ...how, status: how.refused ? "refused" : "read" };
  await store.commit([copyRow.put(id, settled, { expect: found.version })]);
}
