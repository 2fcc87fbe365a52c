import { type Ground, rebase } from "../../../shared/deliverable/remarks/rebase.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { type Found, passageFinder } from "../../../shared/document/anchor.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import { loadVersion, type PartContent } from "../../../shared/stored/version.ts";
import type { Web } from "../http/context.ts";

/** A remark of an earlier version as the round's would have it, and what became of its passage; "whole": it has none. */
export type Rebased = { remark: Remark; fate: Found["fate"] | "whole"; before: PartContent[] };

/**
 * Remarks as they would stand on a round's version: anchored to their passage where it is found again; where it is gone,
 * on the whole document, saying the words that they were about.
 */
export async function rebasedRemarks(
  web: Web,
  state: State,
  round: Round,
  remarks: readonly Remark[],
): Promise<Rebased[]> {
  const now = await loadVersion(web.ports.files, state, round.version);
  const known = new Set(state.versions.map(({ hash }) => hash));
  const versions = [...new Set(remarks.map(({ version }) => version))].filter((hash) => known.has(hash));
  const before = new Map(
    await Promise.all(versions.map(async (hash) => [hash, await loadVersion(web.ports.files, state, hash)] as const)),
  );
  const grounds = new Map<string, Ground | undefined>();
  const groundOf = (version: string, part: string): Ground | undefined => {
    const key = `${version} ${part}`;
    const tree = treeOf(now, part);
    if (!grounds.has(key))
      grounds.set(key, tree && { part, tree, find: passageFinder(tree, treeOf(before.get(version) ?? [], part)) });
    return grounds.get(key);
  };
  return remarks.map((remark) => {
    const { anchor, version } = remark;
    const here = { ...remark, round: round.number, version: round.version };
    return { ...rebase(here, anchor && groundOf(version, anchor.part)), before: before.get(version) ?? [] };
  });
}

function treeOf(parts: readonly PartContent[], part: string): DocumentTree | undefined {
  return parts.find(({ id }) => id === part)?.tree;
}
