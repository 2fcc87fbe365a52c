import { asItem, itemsIn } from "../../shared/document/items.ts";
import type { Block, List } from "../../shared/document/tree.ts";
import { eachBlock, eachBlockOf, textOf } from "../../shared/document/visit.ts";
import type { PartContent } from "../../shared/stored/version.ts";
import type { Placed } from "./answer.ts";
import { keyOf, type Line } from "./lines.ts";

/** Items of a list that all went to one place in their order, as one remark that moves the list; not into another list. */
export function withMovedLists(placed: readonly Placed[], parts: readonly PartContent[]): Placed[] {
  const gone = new Set<Placed>();
  const moves = new Map<Placed, Placed>();
  for (const { id: part, tree } of parts) {
    const lists = [...eachBlockOf(tree)].filter((block) => block.type === "list");
    const inLists = new Set(Array.from(eachBlock(lists), ({ id }) => id));
    for (const list of lists) {
      const own = wordsOf(list).map((block) => placed.findIndex((each) => movesItem(each, part, block)));
      const [first, ...others] = own.map((at) => placed[at]);
      const goal = first && goalOf(first);
      if (!first || others.length === 0 || goal === undefined || inLists.has(goal) || gone.has(first)) continue;
      if (others.some((each) => !each || goalOf(each) !== goal)) continue;
      if (own.some((at, index) => index > 0 && at <= own[index - 1]!)) continue;
      for (const each of [first, ...others]) gone.add(each!);
      const { contribution } = first;
      const elsewhere = { ...contribution.elsewhere!, proposal: asItems(list) };
      moves.set(first, { ...first, contribution: { ...contribution, anchor: { part, block: list.id }, elsewhere } });
    }
  }
  return placed.flatMap((each) => moves.get(each) ?? (gone.has(each) ? [] : each));
}

function goalOf({ contribution }: Placed): string | undefined {
  return contribution.elsewhere?.anchor.block;
}

function movesItem({ contribution }: Placed, part: string, block: Block): boolean {
  const { type, anchor, proposal, elsewhere } = contribution;
  if (type !== "correction" || proposal !== "" || elsewhere?.type !== "addition") return false;
  const same = keyOf((itemsIn(elsewhere.proposal) ?? []).join("")) === keyOf(textOf(block));
  return same && anchor?.part === part && anchor.block === block.id && anchor.quotation === undefined;
}

/** What a list says, as an addition of items does: "- un point\n\n- un autre". */
export function asItems(list: List): string {
  return wordsOf(list)
    .map((block) => asItem(textOf(block)))
    .join("\n\n");
}

/** The blocks of a list that hold words themselves. */
function wordsOf(list: List): Block[] {
  return [...eachBlock([list])].filter((block) => block.type !== "list" && textOf(block).trim() !== "");
}

/** Two runs of lines, where each list of several lines that says the same in both, and once, is one line. */
export function withSameLists(before: readonly Line[], after: readonly Line[]): { before: Line[]; after: Line[] } {
  const [olds, nows] = [before, after].map((lines) => Map.groupBy(runsOf(lines), keyOfRun)) as [Runs, Runs];
  const same = (key: string) => key !== "" && olds.get(key)?.length === 1 && nows.get(key)?.length === 1;
  const collapsed = (lines: readonly Line[]) =>
    runsOf(lines).flatMap((run) => (same(keyOfRun(run)) ? asOne(run) : run));
  return { before: collapsed(before), after: collapsed(after) };
}
type Runs = Map<string, Line[][]>;

/** Lines one after another, those of one list together. */
function runsOf(lines: readonly Line[]): Line[][] {
  const runs: Line[][] = [];
  for (const line of lines) {
    const last = runs.at(-1)?.at(-1);
    if (last && listOf(line) !== undefined && listOf(last) === listOf(line)) runs.at(-1)!.push(line);
    else runs.push([line]);
  }
  return runs;
}

function listOf({ id, kind, within }: Line): string | undefined {
  return id !== undefined && kind === "paragraph" ? within?.find(({ type }) => type === "list")?.id : undefined;
}

/** What tells a list from others; empty for what is none, or has one line alone. */
function keyOfRun(run: readonly Line[]): string {
  return run.length < 2 ? "" : run.map(({ key, within = [] }) => `${within.length} ${key}`).join("\n");
}

function asOne(run: readonly Line[]): Line[] {
  const text = run.map((line) => line.text).join("\n");
  return [{ id: listOf(run[0]!)!, text, key: keyOfRun(run), inlines: [{ type: "text", value: text }], kind: "list" }];
}
