import type { Asker } from "../chain/event.ts";
import { issue, type Provided } from "../chain/issue.ts";
import { newestVersion, pairedVersion } from "../deliverable/origins/translation.ts";
import type { Manifest, SourceRef, State, Translation } from "../deliverable/state.ts";
import { type Correction, corrected } from "../document/translation/correct.ts";
import type { Standing } from "../document/translation/counts.ts";
import { pairVersions } from "../document/translation/pair.ts";
import type { Pairing, SourceVersion } from "../document/translation/pairing.ts";
import {
  type Passage,
  type Place,
  passagesOf,
  placeKey,
  type TranslatedPart,
} from "../document/translation/passages.ts";
import { type PassageRow, standingOf, standingRows } from "../document/translation/standing.ts";
import { Refusal } from "../errors.ts";
import type { Files, Ports, Store } from "../ports.ts";
import { deliverables, loadEvents, loadState } from "../stored/deliverable.ts";
import { versionsOf } from "../stored/history.ts";
import { keepPairing, loadPairing } from "../stored/pairing.ts";
import { loadTree } from "../stored/version.ts";
import type { Hash } from "../values.ts";

type Context = Pick<Ports, "store" | "files" | "clock" | "ids">;

/** A version with the trees of its parts: of a source, or of a translation. */
type Read = { version: SourceVersion; parts: TranslatedPart[] };

/** A translation as it is compared with its source: its version, its pairing, all the trees that this names. */
export type Twins = {
  pairing: Pairing;
  from: SourceRef;
  newest: SourceRef;
  rows: PassageRow[];
  translation: TranslatedPart[];
  source: Read;
};

/**
 * Pairs the current draft of a translation with its source, as the job of the event `seq` asks: a file that says of which version
 * it was made is of that one. Nothing where that draft was replaced or paired already. Idempotent.
 */
export async function pairDraft(
  ports: Context,
  { deliverable, version, madeOf }: { deliverable: string; version: Hash; madeOf?: Hash },
): Promise<void> {
  const state = (await loadState(ports.store, deliverable))?.state;
  const { translates } = state ?? {};
  if (!state || !translates || pairedVersion(state) !== version || translates.pairing?.version === version) return;
  const source = (await loadState(ports.store, translates.deliverable))?.state;
  if (!source) return;
  // whoever made it told its source at once, but for a crash between the two
  const { id: translation, language } = state;
  await issue(deliverables, ports, source.id, { type: "noteTranslation", by: "line", translation, language });
  const newest = latestOf(translates, source);
  const versions = await refsOf(ports.store, source);
  const said = versions.find((ref) => ref.version === madeOf);
  const from = said && said.dated > translates.from.dated ? said : translates.from;
  const pairing = await pairedWith(ports, state, source, from);
  await issuePairing(ports, state, "line", { pairing, from, newest, source, how: "drafted" });
}

/**
 * Holds each translation of a deliverable against its newest version: what does not follow it any more is told once a version.
 * Idempotent.
 */
export async function followSource(ports: Context, { deliverable }: { deliverable: string }): Promise<void> {
  const source = (await loadState(ports.store, deliverable))?.state;
  const newest = source && newestVersion(source);
  if (!source || !newest) return;
  for (const { deliverable: id } of source.translations ?? []) {
    const state = (await loadState(ports.store, id))?.state;
    if (state?.translates?.deliverable !== source.id) continue;
    const twins = state.translates.pairing && (await readTwins(ports, state, source, newest));
    const standing = twins && standingOf(twins.rows);
    await issue(deliverables, ports, id, { type: "noteSource", by: "line", newest, ...(standing && { standing }) });
  }
}

/**
 * A translation beside its source as this is by now, or beside the version `newest`; undefined where it translates nothing, or has no
 * version that was paired. Throws `object-missing`.
 */
export async function readTwins(
  { files, store }: Pick<Context, "files" | "store">,
  state: State,
  source: State,
  newest?: SourceRef,
): Promise<Twins | undefined> {
  const { translates } = state;
  const own = translates?.pairing && state.versions.find(({ hash }) => hash === translates.pairing!.version);
  if (!translates?.pairing || !own) return undefined;
  const ref = newest ?? latestOf(translates, source);
  const pairing = await loadPairing(files, translates.pairing.file);
  const translation = await readManifest(files, own.manifest);
  const version = await readVersion({ files, store }, source, ref.version);
  const rows = standingRows({
    ...{ pairing, translation },
    sources: await sourcesOf(files, pairing),
    newest: version.parts,
  });
  return { pairing, from: translates.from, newest: ref, rows, translation, source: version };
}

/** What somebody says of passages, by their places; `source`: in the newest version. */
export type Said =
  | { what: "current"; passages: Place[] }
  | { what: "pairs"; at: Place; source: Place }
  | { what: "added"; at: Place }
  | { what: "spared"; sources: Place[]; spared: boolean }
  /** The translation is of the newest version from now on, whatever of it is still to be revised. */
  | { what: "moved" };

/**
 * Pairs a translation as somebody says, and with it takes up the newest version of the source. `seen`: the pairing that they saw.
 * Throws `pairing-replaced`, `request-invalid` (no such passage), and what `issue` throws.
 */
export async function correctPairing(
  ports: Context,
  by: Exclude<Asker, "line">,
  state: State,
  source: State,
  { seen, said }: { seen: Hash; said: Said },
  still?: Provided,
): Promise<State> {
  const { translates } = state;
  if (translates?.pairing?.file !== seen) throw new Refusal("pairing-replaced");
  const newest = latestOf(translates, source);
  const twins = (await readTwins(ports, state, source, newest))!;
  const brought = await pairedWith(ports, state, source, newest);
  const pairing = said.what === "moved" ? brought : corrected(brought, correctionOf(twins, said));
  const how = said.what === "current" ? "kept" : said.what === "moved" ? "moved" : "corrected";
  const passages = said.what === "moved" ? {} : { passages: countOf(said) };
  return issuePairing(ports, state, by, { pairing, from: newest, newest, source, how, ...passages }, still);
}

/** How many passages are spoken of. */
function countOf(said: Exclude<Said, { what: "moved" }>): number {
  if (said.what === "current") return said.passages.length;
  return said.what === "spared" ? said.sources.length : 1;
}

/** Throws `request-invalid`. */
function correctionOf({ rows, source, translation }: Twins, said: Exclude<Said, { what: "moved" }>): Correction {
  const theirs = new Map(passagesOf(source.parts).map((passage) => [placeKey(passage), passage]));
  const own = new Set(passagesOf(translation).map(placeKey));
  const inSource = (place: Place): Passage => found(theirs.get(placeKey(place)));
  const inOwn = (at: Place): Place => found(own.has(placeKey(at)) ? at : undefined);
  switch (said.what) {
    case "current":
      return {
        what: "current",
        passages: said.passages.map((at) => {
          const row = rows.find(({ translation: passage }) => passage && placeKey(passage) === placeKey(at));
          return { at, source: found(row?.source) };
        }),
      };
    case "pairs":
      return { what: "pairs", at: inOwn(said.at), source: inSource(said.source) };
    case "added":
      return { what: "added", at: inOwn(said.at) };
    case "spared":
      return { ...said, sources: said.sources.map(inSource) };
  }
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal("request-invalid", { field: "passage" });
  return value;
}

type Paired = {
  pairing: Pairing;
  from: SourceRef;
  newest: SourceRef;
  source: State;
  how: "drafted" | "moved" | "kept" | "corrected";
  passages?: number;
};

/** Keeps a pairing, counts what does not follow the newest version, and issues both. */
async function issuePairing(
  ports: Context,
  state: State,
  by: Asker,
  { pairing, from, newest, source, how, passages }: Paired,
  still?: Provided,
): Promise<State> {
  const version = pairedVersion(state)!;
  const own = state.versions.find(({ hash }) => hash === version)!;
  const rows = standingRows({
    pairing,
    sources: await sourcesOf(ports.files, pairing),
    translation: await readManifest(ports.files, own.manifest),
    newest: (await readVersion(ports, source, newest.version)).parts,
  });
  const before = state.translates?.pairing?.file;
  const issued = await issue(
    deliverables,
    ports,
    state.id,
    {
      ...{ type: "pair", by, version, from, newest, how },
      file: await keepPairing(ports.files, pairing),
      standing: standingOf(rows) satisfies Standing,
      ...(before !== undefined && { before }),
      ...(passages !== undefined && { passages }),
    },
    still,
  );
  return issued.state;
}

/** The pairing of a translation's version with a version of its source, from the one before where there is one. */
async function pairedWith(ports: Context, state: State, source: State, from: SourceRef): Promise<Pairing> {
  const { files, store } = ports;
  const version = pairedVersion(state);
  const own = state.versions.find(({ hash }) => hash === version)!;
  const translation = await readManifest(files, own.manifest);
  const read = await readVersion(ports, source, from.version);
  const known = state.translates?.pairing;
  if (!known) return pairVersions(translation, read);
  const pairing = await loadPairing(files, known.file);
  const former = versionsOf(await Array.fromAsync(loadEvents(store, state.id))).find(
    ({ hash }) => hash === known.version,
  );
  if (!former) return pairVersions(translation, read);
  const parts = await readManifest(files, former.manifest);
  return pairVersions(translation, read, { parts, pairing, sources: await sourcesOf(files, pairing) });
}

/** The newest version of a source, or the one that the translation knows where it has none any more. */
function latestOf({ newest }: Translation, source: State): SourceRef {
  return newestVersion(source) ?? newest;
}

/** All versions that a source ever had. */
async function refsOf(store: Store, { id }: State): Promise<SourceRef[]> {
  const events = await Array.fromAsync(loadEvents(store, id));
  return versionsOf(events).map(({ hash, accepted }) => ({ version: hash, dated: accepted }));
}

/** Throws `version-unknown`. */
async function readVersion(
  { files, store }: Pick<Context, "files" | "store">,
  state: State,
  hash: Hash,
): Promise<Read> {
  const known =
    state.versions.find((version) => version.hash === hash) ??
    versionsOf(await Array.fromAsync(loadEvents(store, state.id))).find((version) => version.hash === hash);
  if (!known) throw new Refusal("version-unknown", { version: hash });
  const { manifest } = known;
  const parts = manifest.parts.map(({ part, tree }) => ({ part, tree }));
  return { version: { version: hash, parts }, parts: await readManifest(files, manifest) };
}

function readManifest(files: Files, { parts }: Manifest): Promise<TranslatedPart[]> {
  return Promise.all(parts.map(async ({ part: id, tree }) => ({ id, tree: await loadTree(files, tree) })));
}

function sourcesOf(files: Files, { sources }: Pairing): Promise<TranslatedPart[][]> {
  return Promise.all(
    sources.map(({ parts }) =>
      Promise.all(parts.map(async ({ part: id, tree }) => ({ id, tree: await loadTree(files, tree) }))),
    ),
  );
}
