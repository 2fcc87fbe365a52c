import type { Asker } from "../chain/event.ts";
import { issue, type Provided } from "../chain/issue.ts";
import type { SourceRef, Translation } from "../deliverable/origins/translated.ts";
import { newestVersion, pairedVersion } from "../deliverable/origins/translation.ts";
import type { State } from "../deliverable/state.ts";
import { corrected } from "../document/translation/correct.ts";
import type { Standing } from "../document/translation/counts.ts";
import { pairVersions } from "../document/translation/pair.ts";
import type { Pairing } from "../document/translation/pairing.ts";
import type { TranslatedPart } from "../document/translation/passages.ts";
import { correctionOf, passagesSaid, type Said } from "../document/translation/said.ts";
import { type PassageRow, standingOf, standingRows } from "../document/translation/standing.ts";
import { Refusal } from "../errors.ts";
import type { Ports, Store } from "../ports.ts";
import { deliverables, eventsOf, loadEvents, loadState } from "../stored/deliverable.ts";
import { versionEver, versionsOf } from "../stored/history.ts";
import {
  type Compared,
  keepPairing,
  loadCompared,
  loadPairing,
  loadSources,
  loadTranslated,
} from "../stored/pairing.ts";
import type { Hash, Instant } from "../values.ts";

type Context = Pick<Ports, "store" | "files" | "clock" | "ids">;

/** A translation as it is compared with its source: its version, its pairing with the hash of its `file`, all the trees that this names. */
export type Twins = {
  version: Hash;
  file: Hash;
  pairing: Pairing;
  from: SourceRef;
  newest: SourceRef;
  rows: PassageRow[];
  translation: TranslatedPart[];
  source: Compared;
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
 * Holds each translation of a deliverable against its newest version: what does not follow it any more is told once a version; that
 * the deliverable was withdrawn, once. Idempotent.
 */
export async function followSource(ports: Context, { deliverable }: { deliverable: string }): Promise<void> {
  const source = (await loadState(ports.store, deliverable))?.state;
  if (source?.withdrawn) return tellWithdrawn(ports, source, source.withdrawn);
  const newest = source && newestVersion(source);
  if (!source || !newest) return;
  for (const { deliverable: id } of source.translations ?? []) {
    const state = (await loadState(ports.store, id))?.state;
    if (state?.translates?.deliverable !== source.id) continue;
    const twins = state.translates.pairing && (await readTwins(ports, state, source, { newest }));
    const standing = twins && standingOf(twins.rows);
    await issue(deliverables, ports, id, { type: "noteSource", by: "line", newest, ...(standing && { standing }) });
  }
}

async function tellWithdrawn(ports: Context, source: State, withdrawn: Instant): Promise<void> {
  for (const { deliverable: id } of source.translations ?? []) {
    if ((await loadState(ports.store, id))?.state.translates?.deliverable !== source.id) continue;
    await issue(deliverables, ports, id, { type: "noteSourceWithdrawn", by: "line", withdrawn });
  }
}

/**
 * A translation beside its source as this is by now, or beside the version `newest` of it. `version`: of the translation; the one
 * that was paired last unless another is asked for. Undefined where it translates nothing, or that version was not paired. Throws
 * `object-missing`.
 */
export async function readTwins(
  { files, store }: Pick<Context, "files" | "store">,
  state: State,
  source: State,
  { newest, version: asked }: { newest?: SourceRef; version?: Hash } = {},
): Promise<Twins | undefined> {
  const { translates } = state;
  const paired = translates && (await pairingAs(store, state, asked));
  const own = paired && (await versionEver(store, state, paired.version));
  if (!paired || !own) return undefined;
  const ref = newest ?? latestOf(translates, source);
  const pairing = await loadPairing(files, paired.file);
  const translation = await loadTranslated(files, own.manifest);
  const version = await loadCompared({ files, store }, source, ref.version);
  const rows = standingRows({
    ...{ pairing, translation },
    sources: await loadSources(files, pairing),
    newest: version.parts,
  });
  return {
    version: own.hash,
    file: paired.file,
    from: paired.from,
    pairing,
    newest: ref,
    rows,
    translation,
    source: version,
  };
}

/** The last pairing of a version of a translation; undefined where it was not paired. */
async function pairingAs(
  store: Store,
  state: State,
  version = state.translates?.pairing?.version,
): Promise<Pick<Twins, "version" | "file" | "from"> | undefined> {
  const { pairing, from } = state.translates!;
  if (pairing?.version === version) return pairing && { ...pairing, from };
  const events = await eventsOf(store, state);
  return events.flatMap(({ type, data }) => (type === "paired" && data.version === version ? [data] : [])).at(-1);
}

/**
 * Pairs a translation as somebody says, and with it takes up the newest version of the source. `seen`: the pairing that they saw.
 * Throws `pairing-replaced` (also where a newer draft is still to be paired), `request-invalid` (no such passage), and what `issue` throws.
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
  const isOfNow = translates?.pairing?.file === seen && translates.pairing.version === pairedVersion(state);
  if (!isOfNow) throw new Refusal("pairing-replaced");
  const newest = latestOf(translates, source);
  const twins = (await readTwins(ports, state, source, { newest }))!;
  const brought = await pairedWith(ports, state, source, newest);
  const pairing =
    said.what === "moved" ? brought : corrected(brought, correctionOf({ ...twins, source: twins.source.parts }, said));
  const how = said.what === "current" ? "kept" : said.what === "moved" ? "moved" : "corrected";
  const passages = said.what === "moved" ? {} : { passages: passagesSaid(said) };
  return issuePairing(ports, state, by, { pairing, from: newest, newest, source, how, ...passages }, still);
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
    sources: await loadSources(ports.files, pairing),
    translation: await loadTranslated(ports.files, own.manifest),
    newest: (await loadCompared(ports, source, newest.version)).parts,
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
  const translation = await loadTranslated(files, own.manifest);
  const read = await loadCompared(ports, source, from.version);
  const known = state.translates?.pairing;
  if (!known) return pairVersions(translation, read);
  const pairing = await loadPairing(files, known.file);
  const former = versionsOf(await Array.fromAsync(loadEvents(store, state.id))).find(
    ({ hash }) => hash === known.version,
  );
  if (!former) return pairVersions(translation, read);
  const parts = await loadTranslated(files, former.manifest);
  return pairVersions(translation, read, { parts, pairing, sources: await loadSources(files, pairing) });
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
