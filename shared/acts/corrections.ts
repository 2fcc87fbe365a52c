import { canonicalJson, hashOf } from "../chain/hash.ts";
import type { CommandOf } from "../deliverable/decided.ts";
import type { ManifestPart, State, Version } from "../deliverable/state.ts";
import { checkPart, keptLacks } from "../document/checks.ts";
import type { DocumentTree } from "../document/tree.ts";
import { loadKind } from "../kinds/resolve.ts";
import type { Ports } from "../ports.ts";
import type { SentRemark } from "../stored/batch.ts";
import { treeKey } from "../stored/objects.ts";
import { loadTree, loadVersion, versionOf } from "../stored/version.ts";
import type { Hash } from "../values.ts";
import { byNumber, type Corrected, correctedTree } from "./corrected-tree.ts";

type Context = Pick<Ports, "assets" | "files">;

/** Corrections applied at once: more wait for the next time. */
const mostAtOnce = 100;

/** What changes in the parts of a draft, and whose corrections they are. */
export type Applied = Pick<CommandOf<"applyCorrections">, "contributions" | "parts">;

/**
 * Corrections and additions of a round that are applied to a draft: `base` names the draft, `before` the version they were
 * made on. `remarks`: all of the round, among them those that the draft has already; `wanted`: the ids of those to apply.
 */
export type Applying = { base: Hash; before: Hash; remarks: readonly SentRemark[]; wanted: ReadonlySet<string> };

/**
 * Corrections and additions applied to a draft, as many as find their very words in it, their trees kept: the same whether
 * they are applied together or one after the other. Throws `version-unknown`.
 */
export async function applyTo(ports: Context, state: State, applying: Applying): Promise<Applied> {
  const { kind } = await loadKind(ports.assets, state.kind);
  const version = versionOf(state, applying.base);
  const applied: Applied = { contributions: [], parts: [] };
  for (const { id, corrected } of await correctedParts(ports, state, applying)) {
    if (corrected.ids.length === 0) continue;
    const old = version.manifest.parts.find(({ part }) => part === id)!;
    const part = await keepTree(ports, old, corrected);
    const lacks = keptLacks(checkPart(corrected.tree, kind));
    const warnings = version.checks[id]?.warnings ?? 0;
    applied.contributions.push(...corrected.ids);
    applied.parts.push({ part, check: { ...lacks, warnings } });
  }
  return applied;
}

/** What `applyTo` would make: the remarks it would apply together, and the trees of the parts that they change, by part. */
export type Foreseen = { ids: string[]; trees: ReadonlyMap<string, DocumentTree> };

/** What `applyTo` would make, without keeping anything. Throws `version-unknown`. */
export async function foreseen(ports: Pick<Context, "files">, state: State, applying: Applying): Promise<Foreseen> {
  const parts = await correctedParts(ports, state, applying);
  const changed = parts.filter(({ corrected }) => corrected.ids.length > 0);
  return {
    ids: changed.flatMap(({ corrected }) => corrected.ids),
    trees: new Map(changed.map(({ id, corrected }) => [id, corrected.tree])),
  };
}

/** The parts of a draft that some remarks are about, each with those that can be applied to it. */
async function correctedParts(
  { files }: Pick<Context, "files">,
  state: State,
  { base, before, remarks, wanted }: Applying,
): Promise<{ id: string; corrected: Corrected }[]> {
  const [drafts, reviewed] = await Promise.all([loadVersion(files, state, base), loadVersion(files, state, before)]);
  return Promise.all(
    drafts.map(async ({ id, tree }) => {
      const about = remarks.filter(({ anchor }) => anchor?.part === id);
      const asked = about
        .filter((remark) => wanted.has(remark.id))
        .toSorted(byNumber)
        .slice(0, mostAtOnce);
      const old = reviewed.find((part) => part.id === id)?.tree;
      // a text that is the one they were made on needs no comparison to find their words in it
      const unlike = (from: Hash | undefined) => (from === treeOf(state, before, id) ? undefined : old);
      const since =
        asked.length > 0 ? await correctedSince(files, state, { base, part: id, tree }, about, unlike) : undefined;
      const { tree: from, hash, done } = since ?? { tree, hash: treeOf(state, base, id), done: [] };
      return { id, corrected: correctedTree(from, unlike(hash), asked, done) };
    }),
  );
}

/**
 * The tree that a part had before corrections of this round were applied to it, and these corrections: what they are
 * found in, whatever was applied since. Undefined where nothing was, or what they make of it is not the part's `tree`.
 */
async function correctedSince(
  files: Context["files"],
  state: State,
  { base, part, tree }: { base: Hash; part: string; tree: DocumentTree },
  remarks: readonly SentRemark[],
  before: (from: Hash | undefined) => DocumentTree | undefined,
): Promise<{ tree: DocumentTree; hash: Hash; done: SentRemark[] } | undefined> {
  const { hash, corrections } = uncorrected(state, base, part, new Set(remarks.map(({ id }) => id)));
  if (corrections.length === 0) return undefined;
  const from = await loadTree(files, hash);
  const done = remarks.filter(({ id }) => corrections.includes(id));
  return hashOf(correctedTree(from, before(hash), done).tree) === hashOf(tree) ? { tree: from, hash, done } : undefined;
}

function treeOf(state: State, version: Hash, part: string): Hash | undefined {
  return versionOf(state, version).manifest.parts.find((one) => one.part === part)?.tree;
}

/**
 * The tree of a part in the earliest of the drafts up to `base` that differ by corrections of these ids alone, and those
 * that `base` has more.
 */
function uncorrected({ versions }: State, base: Hash, part: string, ids: ReadonlySet<string>) {
  const partOf = (version: Version | undefined) => version?.manifest.parts.find((one) => one.part === part);
  let at = versions.findLastIndex(({ hash }) => hash === base);
  const now = partOf(versions[at])!;
  const all = now.corrections ?? [];
  let first = now;
  for (at -= 1; at >= 0; at -= 1) {
    const earlier = partOf(versions[at]);
    const had = earlier?.corrections ?? [];
    const differs = (first.corrections ?? []).slice(had.length);
    const isEarlier = earlier?.source === now.source && had.every((id, index) => all[index] === id);
    if (!isEarlier || !differs.every((id) => ids.has(id)) || (differs.length === 0 && earlier.tree !== first.tree))
      break;
    first = earlier;
  }
  return { hash: first.tree, corrections: all.slice(first.corrections?.length ?? 0) };
}

async function keepTree({ files }: Context, old: ManifestPart, { tree, ids }: Corrected): Promise<ManifestPart> {
  const hash = hashOf(tree);
  await files.put(treeKey(hash), Buffer.from(canonicalJson(tree)), "application/json");
  return { ...old, tree: hash, corrections: [...(old.corrections ?? []), ...ids] };
}
