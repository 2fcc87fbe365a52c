import { hashOf } from "../chain/hash.ts";
import { correctionsIn } from "../deliverable/drafting/completeness.ts";
import type { Contribution } from "../deliverable/remarks/contribution.ts";
import type { State } from "../deliverable/state.ts";
import { type Said, stillSaid } from "../document/still-said.ts";
import type { DocumentTree } from "../document/tree.ts";
import type { Files, Store } from "../ports.ts";
import { carriedRemarks, getBatch } from "../stored/batch.ts";
import { everyRound, versionEver, withVersion } from "../stored/history.ts";
import { loadTree } from "../stored/version.ts";
import type { Hash } from "../values.ts";

/**
 * Of the corrections that a part of the draft has applied: `kept` are in the text that takes its place; `dropped` are not, though who
 * wrote it went on from a file that had them; `undone` neither, as in a file from before they were applied.
 */
export type KeptCorrections = { kept: string[]; dropped: string[]; undone: string[] };

/** A text that takes the place of a part of the draft; `version`: the one that its file says it was made from. */
export type Replacement = { part: string; tree: DocumentTree; version?: Hash | undefined };

/** What becomes of the corrections of a part; undefined where it has none. */
export async function keptCorrections(
  ports: { store: Store; files: Files },
  state: State,
  { part, tree, version }: Replacement,
): Promise<KeptCorrections | undefined> {
  const current = state.versions.at(-1)?.manifest.parts.find((each) => each.part === part);
  const ids = current?.corrections ?? [];
  if (!current || ids.length === 0) return undefined;
  if (hashOf(tree) === current.tree) return { kept: ids, dropped: [], undone: [] };
  const made = version === undefined ? undefined : await versionEver(ports.store, state, version);
  const seen = correctionsIn(made);
  const remarks = await appliedRemarks(ports, state, new Set(ids));
  const draft = await loadTree(ports.files, current.tree);
  const tests = new Map<Hash, ReturnType<typeof stillSaid>>();
  for (const { on } of remarks.values())
    if (!tests.has(on))
      tests.set(on, stillSaid({ before: await treeOf(ports, state, on, part), with: draft, now: tree }));
  const sorted: KeptCorrections = { kept: [], dropped: [], undone: [] };
  for (const id of ids) {
    const remark = remarks.get(id);
    // of one that was erased nobody knows any more what it said
    const isKept = !remark || tests.get(remark.on)!(remark.said, seen.has(id));
    sorted[isKept ? "kept" : seen.has(id) ? "dropped" : "undone"].push(id);
  }
  return sorted;
}

/** A correction, and the version that it was made on. */
type AppliedRemark = { said: Said; on: Hash };

async function appliedRemarks(
  { store, files }: { store: Store; files: Files },
  state: State,
  ids: ReadonlySet<string>,
): Promise<Map<string, AppliedRemark>> {
  const rounds = await everyRound(store, state);
  const sent = rounds.flatMap(({ batches, version }) => batches.map(({ file }) => ({ file, on: version })));
  const said = await Promise.all(
    sent.map(async ({ file, on }) => (await getBatch(files, file)).map((remark) => ({ remark, on }))),
  );
  const { carried } = state.derivesFrom ?? {};
  const along = carried ? await carriedRemarks(files, carried) : [];
  const came = along.filter(({ erased }) => !erased).map((remark) => ({ remark, on: carried!.version }));
  const all: { remark: Contribution; on: Hash }[] = [...said.flat(), ...came];
  return new Map(
    all.filter(({ remark }) => ids.has(remark.id)).map(({ remark, on }) => [remark.id, { said: remark, on }]),
  );
}

async function treeOf(
  { store, files }: { store: Store; files: Files },
  state: State,
  version: Hash,
  part: string,
): Promise<DocumentTree | undefined> {
  const known = await withVersion(store, state, version);
  const manifest = known.versions.find(({ hash }) => hash === version)?.manifest;
  const tree = manifest?.parts.find((each) => each.part === part)?.tree;
  return tree === undefined ? undefined : loadTree(files, tree);
}
