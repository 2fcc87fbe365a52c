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
  const first: Node = {
    at: -1,
    start: options.hang,
    glue: 0,
    demerits: 0,
    previous: undefined,
    fitness: 1,
    hyphens: 0,
  };
  let active: Node[] = [first];
  for (let at = 0; at < breaks.length; at++) {
    const place = breaks[at]!;
    const { found, left, overfull } = extend(active, place, at, at === breaks.length - 1, options);
    active = place.forced ? found : left.concat(found);
    if (active.length > 0) continue;
    if (!options.desperate || overfull === undefined) return undefined;
    active = [
      { ...overfull, previous: overfull, at, start: place.startWidth, glue: place.startGlue, fitness: 3, hyphens: 0 },
    ];
  }
  return indices(active);
}

type Extended = { found: Node[]; left: Node[]; overfull: Node | undefined };

/** The nodes that a line ending at `place` makes, at most one a fitness class, and the active ones still in reach. */
function extend(active: Node[], place: Break, at: number, last: boolean, options: LineOptions): Extended {
  const { width, slack, tolerance } = options;
  const best: (Node | undefined)[] = [undefined, undefined, undefined, undefined];
  const left: Node[] = [];
  let overfull: Node | undefined;
  for (const node of active) {
    const natural = place.endWidth - node.start;
    const glue = place.endGlue - node.glue;
    const ratio = stretchRatio(width - natural, glue, natural - glue, slack);
    if (ratio < -1) {
      if (overfull === undefined || node.start > overfull.start) overfull = node;
      continue;
    }
    left.push(node);
    const free = place.forced && natural <= width;
    const used = free ? 0 : ratio;
    if (used > tolerance) continue;
    const hyphens = place.hyphen ? node.hyphens + 1 : 0;
    if (hyphens > mostHyphens && !options.desperate) continue;
    const fitness = used < -0.5 ? 0 : used <= 0.5 ? 1 : used <= 1 ? 2 : 3;
    const cost = node.demerits + demerits(used, place, node, fitness) + (last ? atEnd(natural, width, node) : 0);
    const known = best[fitness];
    if (known !== undefined && known.demerits <= cost) continue;
    best[fitness] = {
      at,
      start: place.startWidth,
      glue: place.startGlue,
      demerits: cost,
      previous: node,
      fitness,
      hyphens,
    };
  }
  return { found: best.filter((node) => node !== undefined), left, overfull };
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
