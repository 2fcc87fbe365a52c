import * as z from "zod";
import type { Manifest, State } from "../deliverable/state.ts";
import type { Pairing, SourceVersion } from "../document/translation/pairing.ts";
import type { TranslatedPart } from "../document/translation/passages.ts";
import { Refusal } from "../errors.ts";
import type { Files, Store } from "../ports.ts";
import type { Hash } from "../values.ts";
import { loadEvents } from "./deliverable.ts";
import { versionsOf } from "./history.ts";
import { pairingKey } from "./objects.ts";
import { keep, loadTree } from "./version.ts";

const place = z.strictObject({ part: z.string(), block: z.string() });
const followed = z.strictObject({ at: place, hash: z.string(), of: z.number() });
const passage = z.strictObject({
  ...{ at: place, hash: z.string() },
  ...{ source: followed.optional(), given: z.literal(true).optional() },
});
const version = z.strictObject({
  version: z.string(),
  parts: z.array(z.strictObject({ part: z.string(), tree: z.string() })),
});
const pairing = z.strictObject({
  schema: z.literal(1),
  ...{ sources: z.array(version).min(1), passages: z.array(passage), spared: z.array(followed) },
});

/** Keeps a pairing under the hash of its canonical JSON, which it returns. */
export function keepPairing(files: Files, value: Pairing): Promise<Hash> {
  return keep(files, "pairings", value);
}

/** A pairing by its hash. Throws `object-missing`. */
export async function loadPairing(files: Files, hash: Hash): Promise<Pairing> {
  const key = pairingKey(hash);
  const bytes = await files.get(key);
  if (!bytes) throw new Refusal("object-missing", { key });
  return pairing.parse(JSON.parse(Buffer.from(bytes).toString("utf8"))) as Pairing;
}

/** A version with the trees of its parts: of a source, or of a translation. */
export type Compared = { version: SourceVersion; parts: TranslatedPart[] };

/** A version of a deliverable that is compared, of all that it ever had. Throws `version-unknown`, `object-missing`. */
export async function loadCompared(
  { files, store }: { files: Files; store: Store },
  state: State,
  hash: Hash,
): Promise<Compared> {
  const known =
    state.versions.find((version) => version.hash === hash) ??
    versionsOf(await Array.fromAsync(loadEvents(store, state.id))).find((version) => version.hash === hash);
  if (!known) throw new Refusal("version-unknown", { version: hash });
  const { manifest } = known;
  const parts = manifest.parts.map(({ part, tree }) => ({ part, tree }));
  return { version: { version: hash, parts }, parts: await loadTranslated(files, manifest) };
}

/** The trees of a version's parts. Throws `object-missing`. */
export function loadTranslated(files: Files, { parts }: Manifest): Promise<TranslatedPart[]> {
  return Promise.all(parts.map(async ({ part: id, tree }) => ({ id, tree: await loadTree(files, tree) })));
}

/** The trees of the versions that a pairing names, in its order. Throws `object-missing`. */
export function loadSources(files: Files, { sources }: Pairing): Promise<TranslatedPart[][]> {
  return Promise.all(
    sources.map(({ parts }) =>
      Promise.all(parts.map(async ({ part: id, tree }) => ({ id, tree: await loadTree(files, tree) }))),
    ),
  );
}
