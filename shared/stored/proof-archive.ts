import * as z from "zod";
import { proofArchiveJob } from "../deliverable/jobs.ts";
import type { State } from "../deliverable/state.ts";
import type { Ports, Store } from "../ports.ts";
import { defineRow } from "./define.ts";
import { oweJob } from "./job.ts";
import { unlessConflict } from "./row.ts";

/** A proof archive in the file store: all up to the event `seq`; `signed`: the id of the key. */
const archive = z.object({
  ...{ key: z.string(), seq: z.number(), bytes: z.number() },
  ...{ sha256: z.string(), made: z.string(), signed: z.string() },
});
export type ProofArchive = z.infer<typeof archive>;

/** A public key that signs proof archives: `id` is the beginning of `fingerprint`, the SHA-256 of its DER (SPKI), hex. */
const publicKey = z.object({ id: z.string(), fingerprint: z.string(), pem: z.string() });
export type PublicKey = z.infer<typeof publicKey>;
const publishedKey = publicKey.extend({ since: z.string() });
export type PublishedKey = z.infer<typeof publishedKey>;

export const archiveRow = defineRow({
  at: "DELIVERABLE#<deliverable> / dossier",
  what: "the last proof archive of a deliverable",
  by: ["web", "render"],
  leaves: true,
  shape: archive,
});
export const editionArchiveRow = defineRow({
  at: "DELIVERABLE#<deliverable> / dossier#<edition>",
  what: "the last proof archive of an edition of a final, made while it was the newest",
  by: ["web", "render"],
  leaves: true,
  shape: archive,
});
export const keyRow = defineRow({
  at: "NETWORK / dossierKey#<id>",
  what: "a key that signed a proof archive: anyone may have it",
  by: ["web", "render"],
  leaves: true,
  shape: publishedKey,
});

/** The last one that was made; undefined while there is none. Its `seq` is behind the state's where more happened since. */
export async function latestProofArchive(store: Store, deliverable: string): Promise<ProofArchive | undefined> {
  return archiveRow.get(store, { deliverable });
}

/** The last one that was made while an edition was the newest; undefined while there is none. */
export async function editionProofArchive(
  store: Store,
  deliverable: string,
  edition: number,
): Promise<ProofArchive | undefined> {
  return editionArchiveRow.get(store, { deliverable, edition: String(edition) });
}

/** Owes the proof archive of a deliverable as it stands: made anew where something happened, or was sent or erased, since. */
export async function oweProofArchive(
  ports: Pick<Ports, "store" | "clock">,
  { id, seq }: Pick<State, "id" | "seq">,
): Promise<void> {
  await oweJob(ports, proofArchiveJob(id, seq));
}

/**
 * Keeps a proof archive that was made as the last one, unless a later one is; and as that of an edition, where it stands as
 * that edition was the newest.
 */
export async function keepProofArchive(
  store: Store,
  deliverable: string,
  dossier: ProofArchive,
  edition?: number,
): Promise<void> {
  const last = await archiveRow.find(store, { deliverable });
  if (!last || last.data.seq <= dossier.seq)
    await store.commit([archiveRow.put({ deliverable }, dossier, { expect: last?.version ?? 0 })]);
  if (edition === undefined) return;
  const at = { deliverable, edition: String(edition) };
  const own = await editionArchiveRow.find(store, at);
  if (!own || own.data.seq <= dossier.seq)
    await store.commit([editionArchiveRow.put(at, dossier, { expect: own?.version ?? 0 })]);
}

/** Its archives are gone, all or those of before the event `seq`: there is none of them, until one is made again. */
export async function forgetProofArchives(store: Store, deliverable: string, seq = Infinity): Promise<void> {
  const rows = await Array.fromAsync(archiveRow.rows(store, { deliverable }));
  const own = rows.filter((row) => archiveRow.holds(row) || editionArchiveRow.holds(row));
  const gone = own.filter(({ data }) => (data as ProofArchive).seq < seq);
  if (gone.length > 0) await store.commit(gone.map(({ pk, sk, version }) => ({ delete: { pk, sk }, expect: version })));
}

/** Publishes a key that signs. */
export async function publishKey({ store, clock }: Pick<Ports, "store" | "clock">, key: PublicKey): Promise<void> {
  const { id } = key;
  if (await store.get(keyRow.key({ id }))) return;
  const published = { ...key, since: new Date(clock()).toISOString() };
  await unlessConflict(store.commit([keyRow.put({ id }, published, { expect: 0 })]));
}

/** The keys that ever signed a proof archive, by id. */
export async function publishedKeys(store: Store): Promise<PublishedKey[]> {
  return Array.fromAsync(keyRow.all(store, {}));
}
