import { canonicalJson, hashOf } from "../chain/hash.ts";
import type { CommandOf } from "../deliverable/decided.ts";
import type { ManifestPart, State } from "../deliverable/state.ts";
import { foldedTextOf, passageFinder } from "../document/anchor.ts";
import { checkPart } from "../document/checks.ts";
import { correctBlock, paragraphsOf, withBlock, withRow } from "../document/correct.ts";
import { identify } from "../document/identify.ts";
import { meaningfulWords } from "../document/redline/words.ts";
import type { Block, DocumentTree, Row } from "../document/tree.ts";
import { eachBlockOf } from "../document/visit.ts";
import { loadKind } from "../kinds/resolve.ts";
import type { Ports } from "../ports.ts";
import type { Offered } from "../stored/batch.ts";
import { treeKey } from "../stored/objects.ts";
import { loadVersion, versionOf } from "../stored/version.ts";
import type { Hash } from "../values.ts";

type Context = Pick<Ports, "assets" | "files">;

/** Corrections applied at once: more wait for the next time. */
export const mostAtOnce = 100;

/** What changes in the parts of a draft, and whose corrections they are. */
export type Applied = Pick<CommandOf<"applyCorrections">, "contributions" | "parts">;

/**
 * Corrections and additions applied to the draft `base`, as many as still find their very words there; their trees are
 * kept. `before`: the version they were made on. Throws `version-unknown`.
 */
export async function applyTo(
  ports: Context,
  state: State,
  { base, before }: { base: Hash; before: Hash },
  offered: readonly Offered[],
): Promise<Applied> {
  const { kind } = await loadKind(ports.assets, state.kind);
  const version = versionOf(state, base);
  const applied: Applied = { contributions: [], parts: [] };
  for (const { id, corrected } of await correctedParts(ports, state, { base, before }, offered)) {
    if (corrected.ids.length === 0) continue;
    const old = version.manifest.parts.find(({ part }) => part === id)!;
    const part = await keepTree(ports, old, corrected);
    const { missing, withoutAlternative } = checkPart(corrected.tree, kind);
    const warnings = version.checks[id]?.warnings ?? 0;
    applied.contributions.push(...corrected.ids);
    applied.parts.push({ part, check: { missing, withoutAlternative, warnings } });
  }
  return applied;
}

/** Which of some remarks `applyTo` would apply together to the draft `base`. Throws `version-unknown`. */
export async function foreseen(
  ports: Pick<Context, "files">,
  state: State,
  versions: { base: Hash; before: Hash },
  offered: readonly Offered[],
): Promise<string[]> {
  const parts = await correctedParts(ports, state, versions, offered);
  return parts.flatMap(({ corrected }) => corrected.ids);
}

/** The parts of a draft that some remarks are about, each with those that can be applied to it. */
async function correctedParts(
  { files }: Pick<Context, "files">,
  state: State,
  { base, before }: { base: Hash; before: Hash },
  offered: readonly Offered[],
): Promise<{ id: string; corrected: Corrected }[]> {
  const [drafts, reviewed] = await Promise.all([loadVersion(files, state, base), loadVersion(files, state, before)]);
  return drafts.map(({ id, tree }) => {
    const mine = offered.filter(({ anchor }) => anchor?.part === id).slice(0, mostAtOnce);
    return { id, corrected: correctedTree(tree, reviewed.find((part) => part.id === id)?.tree, mine) };
  });
}

async function keepTree({ files }: Context, old: ManifestPart, { tree, ids }: Corrected): Promise<ManifestPart> {
  const hash = hashOf(tree);
  await files.put(treeKey(hash), Buffer.from(canonicalJson(tree)), "application/json");
  return { ...old, tree: hash, corrections: [...(old.corrections ?? []), ...ids] };
}

/** Which of some remarks could be applied to the tree of now, each by itself: their words stand there as they stood. */
export function applicable(
  tree: DocumentTree,
  before: DocumentTree | undefined,
  offered: readonly Offered[],
): string[] {
  const target = targetsIn(tree, before);
  return offered.filter((remark) => target(remark) !== undefined).map(({ id }) => id);
}

type Corrected = { tree: DocumentTree; ids: string[] };
type Target = { block: Block; start: number; end: number };
/** The block that a remark is about, in a tree where its words stand as they stood, and where. */
type FindTarget = (remark: Offered) => Target | undefined;

/** Words by which a block is known whatever stands beside it. */
const telling = 4;

/**
 * A tree whose blocks keep the ids that they had; those that were `touched`, the last that was `added` after each, and the
 * `rows` that were added to tables.
 */
type Correcting = { tree: DocumentTree; touched: Set<string>; added: Map<string, string>; rows: Set<Row> };

/** The remarks that can be applied one after the other, in their order: the same that can be applied by themselves so. */
export function correctedTree(
  tree: DocumentTree,
  before: DocumentTree | undefined,
  offered: readonly Offered[],
): Corrected {
  const first = targetsIn(tree, before);
  const isApart = apartIn(tree, before ?? tree);
  const state: Correcting = { tree, touched: new Set(), added: new Map(), rows: new Set() };
  const done = offered.filter((remark) => {
    const found = first(remark);
    const stands = found && (state.touched.size === 0 || (!state.touched.has(found.block.id) && isApart(found.block)));
    const block = stands ? blockOf(state.tree, found.block.id) : undefined;
    const target = block
      ? { ...found!, block }
      : (targetAgain(state, before, remark) ?? besideTouched(state, remark, found));
    return target !== undefined && apply(state, remark, target);
  });
  return { tree: done.length > 0 ? identify(state.tree) : tree, ids: done.map(({ id }) => id) };
}

/** What is added after a block goes after what took its place here. */
function besideTouched({ tree }: Correcting, { type, anchor }: Offered, found: Target | undefined): Target | undefined {
  const block = type === "addition" && !anchor?.quotation && found ? blockOf(tree, found.block.id) : undefined;
  return block && { ...found!, block };
}

/** A target in the tree as it is by now, whose blocks stand as those of the tree identified anew. */
function targetAgain(state: Correcting, before: DocumentTree | undefined, remark: Offered): Target | undefined {
  if (state.touched.size === 0) return undefined;
  const tree = identify(state.tree);
  const target = targetsIn(tree, before)(remark);
  if (!target) return undefined;
  const place = [...eachBlockOf(tree)].findIndex(({ id }) => id === target.block.id);
  const block = [...eachBlockOf(state.tree)][place];
  return block && { ...target, block };
}

/**
 * Whether a block says the same as it said, and enough that no other says: corrections elsewhere leave it where it is.
 */
function apartIn(tree: DocumentTree, before: DocumentTree): (block: Block) => boolean {
  const counts = [tree, before].map((one) => Map.groupBy(eachBlockOf(one), foldedTextOf));
  return (block) => {
    const text = foldedTextOf(block);
    return meaningfulWords(text).length >= telling && counts.every((count) => count.get(text)?.length === 1);
  };
}

function blockOf(tree: DocumentTree, block: string): Block | undefined {
  return eachBlockOf(tree).find(({ id }) => id === block);
}

/** Whether the remark could be applied, and was. */
function apply(state: Correcting, { type, anchor, proposal = "" }: Offered, { block, start, end }: Target): boolean {
  if (type === "addition") {
    const table = withRowAfter(state, block, anchor?.quotation?.exact, { start, end }, proposal);
    if (table) {
      state.tree = withBlock(state.tree, block.id, [table]);
      state.touched.add(block.id);
      return true;
    }
    const last = blockOf(state.tree, state.added.get(block.id) ?? block.id) ?? block;
    const paragraphs = paragraphsOf(proposal).map((one, index) => ({
      ...one,
      id: `${block.id}+${state.added.size}.${index}`,
    }));
    if (paragraphs.length === 0) return false;
    state.tree = withBlock(state.tree, last.id, [last, ...paragraphs]);
    state.added.set(block.id, paragraphs.at(-1)!.id);
    return true;
  }
  const corrected = correctBlock(block, anchor?.quotation && { start, end }, proposal);
  if (!corrected) return false;
  const [first, ...others] = corrected;
  const last = state.added.get(block.id) ?? block.id;
  const named = others.map((one, index) => ({ ...one, id: `${last}/${index + 1}` }));
  state.tree = withBlock(state.tree, block.id, first ? [first, ...named] : []);
  if (named.length > 0) state.added.set(block.id, named.at(-1)!.id);
  state.touched.add(block.id);
  return true;
}

/** The table that a row is added to, after the row whose words stand there as they stood. */
function withRowAfter(
  { rows }: Correcting,
  block: Block,
  exact: string | undefined,
  stretch: { start: number; end: number },
  proposal: string,
): Block | undefined {
  if (block.type !== "table" || exact === undefined) return undefined;
  if (foldedTextOf(block).slice(stretch.start, stretch.end) !== exact) return undefined;
  return withRow(block, stretch, proposal, rows);
}

function targetsIn(tree: DocumentTree, before: DocumentTree | undefined): FindTarget {
  const find = passageFinder(tree, before);
  const blocks = new Map(Array.from(eachBlockOf(tree), (block) => [block.id, block]));
  return ({ type, anchor, proposal }) => {
    if (!anchor || proposal === undefined || (type !== "correction" && type !== "addition")) return undefined;
    const { fate, block: id, start = 0, end = 0 } = find(anchor);
    const block = id === undefined ? undefined : blocks.get(id);
    if (block === undefined) return undefined;
    // What is added stands after its block, whatever became of the words there.
    if (type === "addition") return proposal.trim() === "" ? undefined : { block, start, end };
    if (fate === "gone") return undefined;
    const words = anchor.quotation?.exact;
    const same = words === undefined ? fate !== "edited" : foldedTextOf(block).slice(start, end) === words;
    return same ? { block, start, end } : undefined;
  };
}
