import { proofArchiveJob } from "../deliverable/owed.ts";
import type { State } from "../deliverable/state.ts";
import type { Ports, Store } from "../ports.ts";
import type { Hash, Instant } from "../values.ts";
import { oweJob } from "./job.ts";
import { allOf, fromData, toData, unlessConflict } from "./row.ts";

/**
 * Access patterns: the last proof archive of a deliverable; the keys that ever signed one, which anyone may have.
 *
 * | row     | pk               | sk                |
 * |---------|------------------|-------------------|
 * | dossier | DELIVERABLE#<id> | dossier           |
 * | key     | NETWORK          | dossierKey#<id>   |
 */
const archiveRow = (deliverable: string) => ({ pk: `DELIVERABLE#${deliverable}`, sk: "dossier" });
const keyRow = (id: string) => ({ pk: "NETWORK", sk: `dossierKey#${id}` });

/** A proof archive in the file store: all up to the event `seq`; `signed`: the id of the key. */
export type ProofArchive = { key: string; seq: number; bytes: number; sha256: Hash; made: Instant; signed: string };

/** The last one that was made; undefined while there is none. Its `seq` is behind the state's where more happened since. */
export async function latestProofArchive(store: Store, deliverable: string): Promise<ProofArchive | undefined> {
  const row = await store.get(archiveRow(deliverable));
  return row && fromData<ProofArchive>(row);
}

/** Owes the proof archive of a deliverable as it stands: made anew where something happened, or was sent or erased, since. */
export async function oweProofArchive(
  ports: Pick<Ports, "store" | "clock">,
  { id, seq }: Pick<State, "id" | "seq">,
): Promise<void> {
  await oweJob(ports, proofArchiveJob(id, seq));
}

/** Keeps a proof archive that was made as the last one, unless a later one is. */
export async function keepProofArchive(store: Store, deliverable: string, dossier: ProofArchive): Promise<void> {
  const row = await store.get(archiveRow(deliverable));
  if (row && fromData<ProofArchive>(row).seq > dossier.seq) return;
  await store.commit([{ put: { ...archiveRow(deliverable), data: toData(dossier) }, expect: row?.version ?? 0 }]);
}

/** Its archives were erased: there is none, until one is made again. */
export async function forgetProofArchive(store: Store, deliverable: string): Promise<void> {
  await store.commit([{ delete: archiveRow(deliverable) }]);
}

/** A public key that signs proof archives: `id` is the beginning of `fingerprint`, the SHA-256 of its DER (SPKI), hex. */
export type PublicKey = { id: string; fingerprint: string; pem: string };

export type PublishedKey = PublicKey & { since: Instant };

/** Publishes a key that signs. */
export async function publishKey({ store, clock }: Pick<Ports, "store" | "clock">, key: PublicKey): Promise<void> {
  if (await store.get(keyRow(key.id))) return;
  const data = toData({ ...key, since: new Date(clock()).toISOString() } satisfies PublishedKey);
  await unlessConflict(store.commit([{ put: { ...keyRow(key.id), data }, expect: 0 }]));
}

/** The keys that ever signed a proof archive, by id. */
export async function publishedKeys(store: Store): Promise<PublishedKey[]> {
  return Array.fromAsync(allOf(store, "NETWORK", "dossierKey#"), (row) => fromData<PublishedKey>(row));
}
