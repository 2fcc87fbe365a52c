import { stretchRatio } from "./justify.ts";
import type { Break } from "./prepare.ts";

export type LineOptions = {
  width: number;
  /** By how much the first line is longer than the others, points. */
  hang: number;
  /** Room that a ragged line may leave at its end for nothing, points; 0 for justified lines. */
  slack: number;
  /** The largest ratio of stretching. */
  tolerance: number;
  /** Break somewhere, however bad, instead of giving up. */
  desperate: boolean;
};

const linePenalty = 10;
const twoHyphens = 8_000;
const lastHyphen = 6_000;
const unevenLines = 3_000;
const shortLastLine = 4_000;
const mostHyphens = 2;

/** The best way found to end a line at a place, by Knuth and Plass; nodes are kept in parallel columns. */
type Node = {
  at: number;
  start: number;
  glue: number;
  demerits: number;
  previous: Node | undefined;
  /** 0 tight, 1 decent, 2 loose, 3 very loose. */
  fitness: number;
  /** Lines in a row, this one included, that end with a hyphen. */
  hyphens: number;
};

/**
 * The breaks that make the whole paragraph's spacing most even, in order, as indices of `breaks`, the last included;
 * nothing where no way is within tolerance. Knuth and Plass, Breaking Paragraphs into Lines, 1981.
 */
export function breakLines(breaks: readonly Break[], options: LineOptions): number[] | undefined {
  const first = { at: -1, start: options.hang, glue: 0, demerits: 0, previous: undefined, fitness: 1, hyphens: 0 };
  const active: Node[] = [first];
  const best: Best = [undefined, undefined, undefined, undefined];
  for (let at = 0; at < breaks.length; at++) {
    const place = breaks[at]!;
    const overfull = extend(active, best, place, at, at === breaks.length - 1, options);
    if (place.forced) active.length = 0;
    for (let fitness = 0; fitness < 4; fitness++) {
      if (best[fitness] !== undefined) active.push(best[fitness]!);
      best[fitness] = undefined;
    }
    if (active.length > 0) continue;
    if (!options.desperate || overfull === undefined) return undefined;
    const { startWidth: start, startGlue: glue } = place;
    active.push({ ...overfull, previous: overfull, at, start, glue, fitness: 3, hyphens: 0 });
  }
  return indices(active);
}

/** The best way to end a line at a place, in each fitness class. */
type Best = [Node | undefined, Node | undefined, Node | undefined, Node | undefined];

/**
 * Tries a line from each active node to `place`: fills `best`, and takes off the nodes now out of reach; gives the one
 * of them nearest to the place.
 */
function extend(
  active: Node[],
  best: Best,
  place: Break,
  at: number,
  last: boolean,
  options: LineOptions,
): Node | undefined {
  const { width, slack, tolerance, desperate } = options;
  const { endWidth, endGlue, forced } = place;
  let kept = 0;
  let overfull: Node | undefined;
  for (let i = 0; i < active.length; i++) {
    const node = active[i]!;
    const natural = endWidth - node.start;
    const glue = endGlue - node.glue;
    const ratio = stretchRatio(width - natural, glue, natural - glue, slack);
    if (ratio < -1) {
      if (overfull === undefined || node.start > overfull.start) overfull = node;
      continue;
    }
    active[kept++] = node;
    const used = forced && ratio > 0 ? 0 : ratio;
    if (used > tolerance || (place.hyphen && node.hyphens >= mostHyphens && !desperate)) continue;
    const fitness = used < -0.5 ? 0 : used <= 0.5 ? 1 : used <= 1 ? 2 : 3;
    const cost = node.demerits + demerits(used, place, node, fitness) + (last ? atEnd(natural, width, node) : 0);
    const known = best[fitness];
    if (known === undefined || cost < known.demerits) best[fitness] = lineTo(place, at, cost, node, fitness);
  }
  active.length = kept;
  return overfull;
}

function lineTo(place: Break, at: number, demerits: number, previous: Node, fitness: number): Node {
  const hyphens = place.hyphen ? previous.hyphens + 1 : 0;
  return { at, start: place.startWidth, glue: place.startGlue, demerits, previous, fitness, hyphens };
}

function demerits(ratio: number, place: Break, node: Node, fitness: number): number {
  const badness = linePenalty + 100 * Math.min(Math.abs(ratio) ** (ratio < 0 ? 3 : 4), 1e6);
  let total = badness * badness + place.penalty * place.penalty;
  if (place.hyphen && node.hyphens > 0) total += twoHyphens;
  if (Math.abs(fitness - node.fitness) > 1) total += unevenLines;
  return total;
}

/** A last line must not be a scrap of the one before. */
function atEnd(natural: number, width: number, node: Node): number {
  if (node.previous === undefined) return 0;
  return (node.hyphens > 0 ? lastHyphen : 0) + (natural < width * 0.12 ? shortLastLine : 0);
}

function indices(active: readonly Node[]): number[] {
  let node: Node | undefined = active[0];
  for (const other of active) if (other.demerits < node!.demerits) node = other;
  const found: number[] = [];
  for (; node !== undefined && node.at >= 0; node = node.previous) found.push(node.at);
  return found.reverse();
}
