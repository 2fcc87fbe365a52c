/** Two places that hold the same, by index: before and after. */
export type Pair = readonly [before: number, after: number];

/**
 * The places of two sequences that hold the same key, in order on both sides: keys that each side has once hold the
 * sequences together (patience), and what lies between is compared place by place where it is short enough. Close to
 * linear: the product of two stretches is bounded by `widest`.
 */
export function alignKeys(before: readonly string[], after: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  alignBetween({ before, after }, [0, before.length], [0, after.length], pairs);
  return pairs;
}

type Sides = { before: readonly string[]; after: readonly string[] };
/** From an index up to another, that one not included. */
type Span = readonly [from: number, to: number];

/** Places of the table by which two stretches without common single keys are compared. */
const widest = 400_000;

function alignBetween(sides: Sides, [i, iEnd]: Span, [j, jEnd]: Span, pairs: Pair[]): void {
  const { before, after } = sides;
  let [from, to] = [i, j];
  while (from < iEnd && to < jEnd && before[from] === after[to]) pairs.push([from++, to++]);
  let [last, end] = [iEnd, jEnd];
  while (last > from && end > to && before[last - 1] === after[end - 1]) {
    last -= 1;
    end -= 1;
  }
  if (from < last && to < end) alignMiddle(sides, [from, last], [to, end], pairs);
  for (; last < iEnd; last++, end++) pairs.push([last, end]);
}

function alignMiddle(sides: Sides, one: Span, other: Span, pairs: Pair[]): void {
  const anchors = longestRise(singles(sides, one, other));
  if (anchors.length === 0) {
    pairs.push(...commonSubsequence(sides, one, other));
    return;
  }
  let [from, to] = [one[0], other[0]];
  for (const [i, j] of anchors) {
    alignBetween(sides, [from, i], [to, j], pairs);
    pairs.push([i, j]);
    [from, to] = [i + 1, j + 1];
  }
  alignBetween(sides, [from, one[1]], [to, other[1]], pairs);
}

/** The keys that both stretches have exactly once, in the order of the first. */
function singles({ before, after }: Sides, one: Span, other: Span): Pair[] {
  const here = onlyPlaces(before, one);
  const there = onlyPlaces(after, other);
  return [...here].flatMap(([key, i]): Pair[] => {
    const j = there.get(key);
    return i >= 0 && j !== undefined && j >= 0 ? [[i, j]] : [];
  });
}

/** By key: its only place, -1 where it has several. */
function onlyPlaces(keys: readonly string[], [from, to]: Span): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = from; at < to; at++) places.set(keys[at]!, places.has(keys[at]!) ? -1 : at);
  return places;
}

/** The longest run of pairs, sorted by the first side, that rises on the other too (Fredman, 1975). */
export function longestRise(pairs: readonly Pair[]): Pair[] {
  /** By length less one: the index of the pair that ends the run which ends lowest. */
  const ends: number[] = [];
  const previous: number[] = [];
  pairs.forEach(([, after], index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]!]![1] < after) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = index;
  });
  const rise: Pair[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index]!) rise.push(pairs[index]!);
  return rise.reverse();
}

/** The longest common subsequence by the table of all prefixes; none where the table would be too wide. */
function commonSubsequence({ before, after }: Sides, [i, iEnd]: Span, [j, jEnd]: Span): Pair[] {
  const [height, width] = [iEnd - i, jEnd - j];
  if (height * width > widest) return [];
  const row = width + 1;
  const lengths = new Uint32Array((height + 1) * row);
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      lengths[y * row + x] =
        before[i + y] === after[j + x]
          ? lengths[(y + 1) * row + x + 1]! + 1
          : Math.max(lengths[(y + 1) * row + x]!, lengths[y * row + x + 1]!);
    }
  }
  const pairs: Pair[] = [];
  for (let [y, x] = [0, 0]; y < height && x < width; ) {
    if (before[i + y] === after[j + x]) pairs.push([i + y++, j + x++]);
    else if (lengths[(y + 1) * row + x]! >= lengths[y * row + x + 1]!) y++;
    else x++;
  }
  return pairs;
}
