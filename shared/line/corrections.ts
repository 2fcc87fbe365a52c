import { foldedTextOf, passageAt, passageFinder } from "../document/anchor.ts";
import { checkPart } from "../document/checks.ts";
import { correct, insertAfter } from "../document/correct.ts";
import { identify } from "../document/identify.ts";
import type { Block, DocumentTree } from "../document/tree.ts";
import { eachBlockOf, innerBlocks, mapBlocks } from "../document/visit.ts";
import { loadKind } from "../kinds/resolve.ts";
import type { Ports } from "../ports.ts";
import type { CommandOf } from "../workflow/decision.ts";
import { canonicalJson, hashOf } from "../workflow/hash.ts";
import type { Hash, ManifestPart, State } from "../workflow/state.ts";
import type { Offered } from "./batch.ts";
import { loadVersion, versionOf } from "./version.ts";

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
  const [drafts, reviewed] = await Promise.all([
    loadVersion(ports.files, state, base),
    loadVersion(ports.files, state, before),
  ]);
  const applied: Applied = { contributions: [], parts: [] };
  for (const { id, tree } of drafts) {
    const mine = offered.filter(({ anchor }) => anchor?.part === id).slice(0, mostAtOnce);
    const corrected = correctedTree(tree, reviewed.find((part) => part.id === id)?.tree, mine);
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

async function keepTree({ files }: Context, old: ManifestPart, { tree, ids }: Corrected): Promise<ManifestPart> {
  const hash = hashOf(tree);
  await files.put(`trees/${hash}.json`, Buffer.from(canonicalJson(tree)), "application/json");
  return { ...old, tree: hash, corrections: [...(old.corrections ?? []), ...ids] };
}

/** Which of some remarks could be applied to the tree of now: their words stand there as they stood. */
export function applicable(
  tree: DocumentTree,
  before: DocumentTree | undefined,
  offered: readonly Offered[],
): string[] {
  return targetsIn(tree, before, offered).map(({ remark }) => remark.id);
}

type Corrected = { tree: DocumentTree; ids: string[] };
/** `block`: its place among all blocks of the tree; corrections leave it, since they add no block. */
type Target = { remark: Offered; block: number; start: number; end: number };

/** Words first, those of a block from its end so that places before them stay; then what is added after blocks. */
function correctedTree(tree: DocumentTree, before: DocumentTree | undefined, offered: readonly Offered[]): Corrected {
  const targets = targetsIn(tree, before, offered);
  const corrections = targets
    .filter(({ remark }) => remark.type === "correction")
    .toSorted((a, b) => a.block - b.block || b.start - a.start)
    .filter(isApart);
  const blocks = [...eachBlockOf(tree)];
  const holds = ({ block }: Target): boolean => innerBlocks(blocks[block]!).length > 0;
  const worded = correctedBlocks(
    { tree, ids: [] },
    corrections.filter((target) => !holds(target)),
  );
  const captioned = corrections.filter(holds).reduce<Corrected>((done, target) => {
    const next = corrected(done.tree, [...eachBlockOf(done.tree)][target.block]!, target);
    return next ? { tree: next, ids: [...done.ids, target.remark.id] } : done;
  }, worded);
  return withAdditions(
    captioned,
    targets.filter(({ remark }) => remark.type === "addition"),
  );
}

/** Corrections of blocks that hold no others: each block is corrected by itself, since a tree may be long. */
function correctedBlocks({ tree, ids }: Corrected, targets: readonly Target[]): Corrected {
  const done = [...ids];
  const changed = new Map<string, Block>();
  const blocks = [...eachBlockOf(tree)];
  for (const [index, mine] of Map.groupBy(targets, ({ block }) => block)) {
    const { id } = blocks[index]!;
    for (const target of mine) {
      const block = changed.get(id) ?? blocks[index]!;
      const [next] = corrected({ ...tree, blocks: [block], notes: {} }, block, target)?.blocks ?? [];
      if (next) changed.set(id, next);
      if (next) done.push(target.remark.id);
    }
  }
  return changed.size === 0 ? { tree, ids: done } : { tree: identify(replaced(tree, changed)), ids: done };
}

function withAdditions({ tree, ids }: Corrected, targets: readonly Target[]): Corrected {
  const done = [...ids];
  const after = new Map<string, Block[]>();
  const blocks = [...eachBlockOf(tree)];
  for (const { block, remark } of targets) {
    const place = blocks[block]!;
    const [, ...added] =
      insertAfter({ ...tree, blocks: [place], notes: {} }, place.id, remark.proposal ?? "")?.blocks ?? [];
    if (added.length === 0) continue;
    after.set(place.id, [...(after.get(place.id) ?? []), ...added]);
    done.push(remark.id);
  }
  return after.size === 0 ? { tree, ids: done } : { tree: identify(replaced(tree, new Map(), after)), ids: done };
}

/** The tree with blocks in the place of some, by their ids, and others after some. */
function replaced(
  tree: DocumentTree,
  changed: ReadonlyMap<string, Block>,
  after: ReadonlyMap<string, Block[]> = new Map(),
): DocumentTree {
  const change = (block: Block): Block | Block[] => {
    const now = changed.get(block.id) ?? block;
    const added = after.get(block.id);
    return added ? [now, ...added] : now;
  };
  const notes = Object.entries(tree.notes).map(([id, note]) => [id, mapBlocks(note, change)] as const);
  return { ...tree, blocks: mapBlocks(tree.blocks, change), notes: Object.fromEntries(notes) };
}

/** Of corrections of the same words, the first alone: the others find other words once it is applied. */
function isApart({ block, start, end }: Target, index: number, all: readonly Target[]): boolean {
  return !all.slice(0, index).some((other) => other.block === block && other.start < end && start < other.end);
}

function targetsIn(tree: DocumentTree, before: DocumentTree | undefined, offered: readonly Offered[]): Target[] {
  const find = passageFinder(tree, before);
  const blocks = [...eachBlockOf(tree)];
  const places = new Map(blocks.map(({ id }, index) => [id, index]));
  return offered.flatMap((remark): Target[] => {
    const { type, anchor, proposal } = remark;
    if (!anchor || proposal === undefined || (type !== "correction" && type !== "addition")) return [];
    const { fate, block: id, start = 0, end = 0 } = find(anchor);
    const block = id === undefined ? undefined : places.get(id);
    if (fate === "gone" || block === undefined) return [];
    if (type === "addition") return proposal.trim() === "" ? [] : [{ remark, block, start, end }];
    const words = anchor.quotation?.exact;
    const same = words === undefined ? fate !== "edited" : textAt(blocks[block]!, start, end) === words;
    return same ? [{ remark, block, start, end }] : [];
  });
}

/** The tree with the words of a target put in the place of a block's. */
function corrected(tree: DocumentTree, block: Block, { remark, start, end }: Target): DocumentTree | undefined {
  if (remark.proposal === undefined) return undefined;
  if (!remark.anchor?.quotation) return correct(tree, { block: block.id }, remark.proposal);
  const text = foldedTextOf(block);
  const passage = passageAt(tree, block.id, text.slice(start, end), text.slice(0, start));
  return passage && correct(tree, passage, remark.proposal);
}

function textAt(block: Block, start: number, end: number): string {
  return foldedTextOf(block).slice(start, end);
}
