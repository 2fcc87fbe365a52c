import type { Elsewhere } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { type Found, passageFinder, passageOver } from "../../../shared/document/anchor.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { eachBlockOf } from "../../../shared/document/visit.ts";
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
  const finders = new Map<string, ReturnType<typeof passageFinder>>();
  return remarks.map((remark) => {
    const { anchor, version } = remark;
    const old = before.get(version) ?? [];
    const here = { ...remark, round: round.number, version: round.version };
    if (!anchor) return { remark: here, fate: "whole", before: old };
    const tree = treeOf(now, anchor.part);
    const key = `${version} ${anchor.part}`;
    const find = tree && (finders.get(key) ?? passageFinder(tree, treeOf(old, anchor.part)));
    if (find) finders.set(key, find);
    const elsewhere = remark.elsewhere && tree && rebasedElsewhere(remark.elsewhere, tree, find!);
    // What goes nowhere any more is told, so that its passage is not merely taken out.
    if (remark.elsewhere && !elsewhere)
      return { ...moved(asComment(here), tree, find?.(anchor) ?? { fate: "gone" }), before: old };
    const whole = { ...here, ...(elsewhere && { elsewhere }) };
    return { ...moved(whole, tree, find?.(anchor) ?? { fate: "gone" }), before: old };
  });
}

/** Where a passage goes that a remark moves, in the round's version. */
function rebasedElsewhere(
  elsewhere: Elsewhere,
  tree: DocumentTree,
  find: ReturnType<typeof passageFinder>,
): Elsewhere | undefined {
  const { anchor } = elsewhere;
  const found = find(anchor);
  const passage = found.fate === "gone" ? undefined : passageOf(tree, found, anchor.quotation !== undefined);
  return passage && { ...elsewhere, anchor: { ...passage, part: anchor.part } };
}

function asComment({ proposal: _, elsewhere: __, ...remark }: Remark): Remark {
  return { ...remark, type: "comment" };
}

function moved(remark: Remark, tree: DocumentTree | undefined, found: Found): Pick<Rebased, "remark" | "fate"> {
  const { anchor, elsewhere, ...rest } = remark;
  const passage = found.fate === "gone" || !tree ? undefined : passageOf(tree, found, anchor?.quotation !== undefined);
  if (passage && anchor) return { remark: { ...remark, anchor: { ...passage, part: anchor.part } }, fate: found.fate };
  const said = anchor?.quotation?.exact;
  const text = said ? `«\u202f${said}\u202f»\n\n${remark.text}`.trim() : remark.text;
  return { remark: { ...(elsewhere ? asComment(rest) : rest), text }, fate: "gone" };
}

function passageOf(tree: DocumentTree, { block: id, start = 0, end = 0 }: Found, quoted: boolean) {
  const block = eachBlockOf(tree).find((each) => each.id === id);
  if (!block) return undefined;
  return quoted && end > start ? passageOver(block, start, end) : { block: block.id };
}

function treeOf(parts: readonly PartContent[], part: string): DocumentTree | undefined {
  return parts.find(({ id }) => id === part)?.tree;
}
