import { canonicalJson, hashOf } from "../chain/hash.ts";
import type { CommandOf } from "../deliverable/decided.ts";
import type { ManifestPart, State, Version } from "../deliverable/state.ts";
import { type Amendment, amended, amendmentOf, clashes, paragraphsOf, rowAfter, takenOut } from "../document/amend.ts";
import { foldedTextOf, passageFinder } from "../document/anchor.ts";
import { checkPart } from "../document/checks.ts";
import { withBlocks } from "../document/correct.ts";
import { foldText, identify } from "../document/identify.ts";
import type { Stretch } from "../document/inline-edits.ts";
import { type ItemPlace, itemBlocks, itemPlaces, itemsIn, listOf, withItems } from "../document/items.ts";
import type { Block, DocumentTree } from "../document/tree.ts";
import { eachBlock, eachBlockOf } from "../document/visit.ts";
import { loadKind } from "../kinds/resolve.ts";
import type { Ports } from "../ports.ts";
import type { Offered } from "../stored/batch.ts";
import { treeKey } from "../stored/objects.ts";
import { loadTree, loadVersion, versionOf } from "../stored/version.ts";
import type { Hash } from "../values.ts";

type Context = Pick<Ports, "assets" | "files">;

/** Corrections applied at once: more wait for the next time. */
export const mostAtOnce = 100;

/** What changes in the parts of a draft, and whose corrections they are. */
export type Applied = Pick<CommandOf<"applyCorrections">, "contributions" | "parts">;

/**
 * Corrections and additions of a round that are applied to a draft: `base` names the draft, `before` the version they were
 * made on. `offered`: all of the round, among them those that the draft has already; `wanted`: the ids of those to apply.
 */
export type Applying = { base: Hash; before: Hash; offered: readonly Offered[]; wanted: ReadonlySet<string> };

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
    const { missing, withoutAlternative } = checkPart(corrected.tree, kind);
    const warnings = version.checks[id]?.warnings ?? 0;
    applied.contributions.push(...corrected.ids);
    applied.parts.push({ part, check: { missing, withoutAlternative, warnings } });
  }
  return applied;
}

/** Which of some remarks `applyTo` would apply together. Throws `version-unknown`. */
export async function foreseen(ports: Pick<Context, "files">, state: State, applying: Applying): Promise<string[]> {
  const parts = await correctedParts(ports, state, applying);
  return parts.flatMap(({ corrected }) => corrected.ids);
}

/** The parts of a draft that some remarks are about, each with those that can be applied to it. */
async function correctedParts(
  { files }: Pick<Context, "files">,
  state: State,
  { base, before, offered, wanted }: Applying,
): Promise<{ id: string; corrected: Corrected }[]> {
  const [drafts, reviewed] = await Promise.all([loadVersion(files, state, base), loadVersion(files, state, before)]);
  return Promise.all(
    drafts.map(async ({ id, tree }) => {
      const about = offered.filter(({ anchor }) => anchor?.part === id);
      const asked = about
        .filter((remark) => wanted.has(remark.id))
        .toSorted(byNumber)
        .slice(0, mostAtOnce);
      const old = reviewed.find((part) => part.id === id)?.tree;
      const since =
        asked.length > 0 ? await correctedSince(files, state, { base, part: id, tree }, about, old) : undefined;
      const [from, done] = since ?? [tree, []];
      return { id, corrected: correctedTree(from, old, asked, done) };
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
  offered: readonly Offered[],
  before: DocumentTree | undefined,
): Promise<[DocumentTree, Offered[]] | undefined> {
  const { hash, corrections } = uncorrected(state, base, part, new Set(offered.map(({ id }) => id)));
  if (corrections.length === 0) return undefined;
  const from = await loadTree(files, hash);
  const done = offered.filter(({ id }) => corrections.includes(id));
  return hashOf(correctedTree(from, before, done).tree) === hashOf(tree) ? [from, done] : undefined;
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

type Corrected = { tree: DocumentTree; ids: string[] };
type Target = { block: Block; start: number; end: number; items?: ItemPlace };
/** The block that a remark is about, in a tree where its words stand as they stood, and where; `items`: where items after it go. */
type FindTarget = (remark: Offered) => Target | undefined;

/**
 * What a remark does to a block of the draft: amends it, adds paragraphs after it, or has another block come after it
 * (`moved`), which `leaves` its place. `items`: what comes is items, of the list `block` after its first so many, or of a
 * list of their own after it.
 */
type Change = {
  id: string;
  block: Block;
  amendment?: Amendment;
  after?: Block[];
  moved?: Block;
  leaves?: true;
  items?: number | "own";
};

/**
 * A draft with remarks applied to it, and the ids of those that were; the same in whatever order they are given. Each is
 * found in the draft as it is without any, `tree`; of two that clash, e.g. replace the same word, the one that came first
 * is applied. `done`: those applied before, which stay, so that one after the other makes the same draft as all at once.
 */
export function correctedTree(
  tree: DocumentTree,
  before: DocumentTree | undefined,
  offered: readonly Offered[],
  done: readonly Offered[] = [],
): Corrected {
  const target = targetsIn(tree, before);
  const changes: Change[] = [];
  for (const remark of [...done.toSorted(byNumber), ...offered.toSorted(byNumber)]) {
    const mine = changesOf(remark, target);
    if (!mine.some((change) => changes.some((made) => excludes(made, change)))) changes.push(...mine);
  }
  const wanted = new Set(offered.map(({ id }) => id));
  const ids = [...new Set(changes.map(({ id }) => id))].filter((id) => wanted.has(id));
  const numbers = new Map([...done, ...offered].map(({ id, number }) => [id, number]));
  // What comes at one place stands in the order in which it was said, though the second was applied before the first.
  const inOrder = changes.toSorted((one, other) => numbers.get(one.id)! - numbers.get(other.id)!);
  return { tree: changes.length > 0 ? identify(changed(tree, inOrder)) : tree, ids };
}

/** The order in which remarks came. */
function byNumber(one: Offered, other: Offered): number {
  return one.number - other.number;
}

/** What a remark does, at its passage and elsewhere: all of it, or nothing. */
function changesOf({ elsewhere, ...remark }: Offered, find: FindTarget): Change[] {
  const source = find(remark);
  if (!elsewhere) return [changeOf(remark, source)].filter((change) => change !== undefined);
  const there = { ...remark, ...elsewhere };
  const goal = find(there);
  if (!source || !goal || source.block === goal.block) return [];
  if (!remark.anchor?.quotation && elsewhere.type === "addition")
    return moving(remark.id, source.block, goal, elsewhere.proposal);
  const both = [changeOf(remark, source), changeOf(there, goal)].filter((change) => change !== undefined);
  return both.length === 2 ? both : [];
}

/** A block that goes after another, with what it wears; and says other words there, where it was edited too. */
function moving(id: string, source: Block, goal: Target, said: string): Change[] {
  const says = (text: string) => foldText(text) === foldedTextOf(source);
  const items = says(said) ? undefined : itemsIn(said);
  const words = items?.join("\n\n") ?? said;
  const amendment = says(words) ? undefined : amendmentOf(source, undefined, words);
  if (!says(words) && !amendment) return [];
  const goes = { id, moved: source };
  return [
    { id, block: source, leaves: true, ...(amendment && { amendment }) },
    items ? { ...goes, ...itemsAt(goal) } : { ...goes, block: goal.block },
  ];
}

/** Where items come after a block. */
function itemsAt({ block, items }: Target): Pick<Change, "block" | "items"> {
  return items ? { block: items.list, items: items.at } : { block, items: "own" };
}

/** What a remark does where its words were found; undefined where nothing can be done as it says. */
function changeOf({ id, type, anchor, proposal = "" }: Offered, target: Target | undefined): Change | undefined {
  if (!target) return undefined;
  const { block, start, end } = target;
  const stretch = { start, end };
  if (type === "addition") {
    const row = rowAfterWords(block, anchor?.quotation?.exact, stretch, proposal);
    if (row) return { id, block, amendment: row };
    const items = itemsIn(proposal);
    if (items) return { id, after: itemBlocks(items), ...itemsAt(target) };
    const after = paragraphsOf(proposal);
    return after.length > 0 ? { id, block, after } : undefined;
  }
  const amendment = amendmentOf(block, anchor?.quotation && stretch, proposal);
  return amendment && { id, block, amendment };
}

/** The row that is added to a table, after the row whose words stand there as they stood. */
function rowAfterWords(
  block: Block,
  exact: string | undefined,
  stretch: Stretch,
  proposal: string,
): Amendment | undefined {
  if (block.type !== "table" || exact === undefined) return undefined;
  if (foldedTextOf(block).slice(stretch.start, stretch.end) !== exact) return undefined;
  return rowAfter(block, stretch, proposal);
}

/** Whether a change leaves another nothing to be made on: on the same words, or on what one of them takes out. */
function excludes(made: Change, change: Change): boolean {
  if (made.block.id === change.block.id && made.leaves && change.leaves) return true;
  if (made.block.id === change.block.id)
    return made.amendment !== undefined && change.amendment !== undefined && clashes(made.amendment, change.amendment);
  return takesOut(made, change.block) || takesOut(change, made.block);
}

function takesOut({ block, amendment }: Change, inside: Block): boolean {
  return amendment !== undefined && eachBlock(takenOut(block, amendment)).some(({ id }) => id === inside.id);
}

/** The tree with changes that do not exclude one another; what comes after a block stands after what becomes of it. */
function changed(tree: DocumentTree, changes: readonly Change[]): DocumentTree {
  const byBlock = Map.groupBy(changes, ({ block }) => block.id);
  const now = (block: Block): Block[] => {
    const amendments = (byBlock.get(block.id) ?? []).flatMap(({ amendment }) => amendment ?? []);
    return amendments.length > 0 ? amended(block, amendments) : [block];
  };
  const coming = ({ after = [], moved }: Change) => (moved ? now(moved) : after);
  const itemsOf = (change: Change) => coming(change).map((block) => ({ children: [block] }));
  return withBlocks(tree, (block) => {
    const mine = byBlock.get(block.id);
    if (!mine) return block;
    const more = mine.flatMap((change) =>
      typeof change.items === "number" ? { at: change.items, items: itemsOf(change) } : [],
    );
    const own = block.type === "list" ? withItems(block, more) : block;
    const stays = mine.some(({ leaves }) => leaves) ? [] : now(own);
    const beside = mine.filter(({ items }) => typeof items !== "number");
    return [...stays, ...beside.flatMap((change) => (change.items ? listOf(coming(change)) : coming(change)))];
  });
}

function targetsIn(tree: DocumentTree, before: DocumentTree | undefined): FindTarget {
  const find = passageFinder(tree, before);
  const blocks = new Map(Array.from(eachBlockOf(tree), (block) => [block.id, block]));
  const places = itemPlaces(tree);
  const itemsAfter = ({ id }: Block) => {
    const items = places.get(id);
    return items && { items };
  };
  return ({ type, anchor, proposal }) => {
    if (!anchor || proposal === undefined || (type !== "correction" && type !== "addition")) return undefined;
    const { fate, block: id, start = 0, end = 0 } = find(anchor);
    const block = id === undefined ? undefined : blocks.get(id);
    if (block === undefined) return undefined;
    // What is added stands after its block, whatever became of the words there.
    if (type === "addition") return proposal.trim() === "" ? undefined : { block, start, end, ...itemsAfter(block) };
    if (fate === "gone") return undefined;
    const words = anchor.quotation?.exact;
    const same = words === undefined ? fate !== "edited" : foldedTextOf(block).slice(start, end) === words;
    return same ? { block, start, end } : undefined;
  };
}
