import { dossierJob } from "../deliverable/owed.ts";
import type { State } from "../deliverable/state.ts";
import type { Ports, Store } from "../ports.ts";
import type { Hash, Instant } from "../values.ts";
import { oweJob } from "./job.ts";
import { allOf, fromData, toData, unlessConflict } from "./row.ts";

/**
 * Access patterns: the last dossier of a deliverable; the keys that ever signed one, which anyone may have.
 *
 * | row     | pk               | sk                |
 * |---------|------------------|-------------------|
 * | dossier | DELIVERABLE#<id> | dossier           |
 * | key     | NETWORK          | dossierKey#<id>   |
 */
const dossierRow = (deliverable: string) => ({ pk: `DELIVERABLE#${deliverable}`, sk: "dossier" });
const keyRow = (id: string) => ({ pk: "NETWORK", sk: `dossierKey#${id}` });

/** A dossier in the file store: all up to the event `seq`; `signed`: the id of the key. */
export type Dossier = { key: string; seq: number; bytes: number; sha256: Hash; made: Instant; signed: string };

/** The last one that was made; undefined while there is none. Its `seq` is behind the state's where more happened since. */
export async function latestDossier(store: Store, deliverable: string): Promise<Dossier | undefined> {
  const row = await store.get(dossierRow(deliverable));
  return row && fromData<Dossier>(row);
}

/** Owes the dossier of a deliverable as it stands: made anew where something happened, or was sent or erased, since. */
export async function oweDossier(
  ports: Pick<Ports, "store" | "clock">,
  { id, seq }: Pick<State, "id" | "seq">,
): Promise<void> {
  await oweJob(ports, dossierJob(id, seq));
}

/** Keeps a dossier that was made as the last one, unless a later one is. */
export async function keepDossier(store: Store, deliverable: string, dossier: Dossier): Promise<void> {
  const row = await store.get(dossierRow(deliverable));
  if (row && fromData<Dossier>(row).seq > dossier.seq) return;
  await store.commit([{ put: { ...dossierRow(deliverable), data: toData(dossier) }, expect: row?.version ?? 0 }]);
}

/** Its archives were erased: there is none, until one is made again. */
export async function forgetDossier(store: Store, deliverable: string): Promise<void> {
  await store.commit([{ delete: dossierRow(deliverable) }]);
}

/** A public key that signs dossiers: `id` is the beginning of `fingerprint`, the SHA-256 of its DER (SPKI), hex. */
export type PublicKey = { id: string; fingerprint: string; pem: string };

export type PublishedKey = PublicKey & { since: Instant };

/** Publishes a key that signs. */
export async function publishKey({ store, clock }: Pick<Ports, "store" | "clock">, key: PublicKey): Promise<void> {
  if (await store.get(keyRow(key.id))) return;
  const data = toData({ ...key, since: new Date(clock()).toISOString() } satisfies PublishedKey);
  await unlessConflict(store.commit([{ put: { ...keyRow(key.id), data }, expect: 0 }]));
}

/** The keys that ever signed a dossier, by id. */
export async function publishedKeys(store: Store): Promise<PublishedKey[]> {
  return Array.fromAsync(allOf(store, "NETWORK", "dossierKey#"), (row) => fromData<PublishedKey>(row));
}
