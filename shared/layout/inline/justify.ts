/**
 * What a justified line may do at a ratio of 1: to its spaces, as a share of their own width, and to its letters, of
 * theirs. Letters move by half a hundredth of an em, which nobody sees and which evens the spaces out.
 */
const spaceStretch = 0.7;
const spaceShrink = 0.3;
const letterStretch = 0.012;
const letterShrink = 0.01;
/** The ratio up to which letters go along, and the widest a space gets before the line is better left ragged. */
const letterRatio = 1.5;
const widestSpace = 2.8;
/** The narrowest, where a word does not fit: its letters do the rest. */
const narrowestSpace = 0.5;

/** A line's natural measures, points: what is left of its width (negative: too much), its spaces, its letters. */
export type Measures = { room: number; spaces: number; letters: number };

/**
 * How much a line must stretch (1: all it likes to) or shrink (-1: all it can; less: it does not fit). `slack`: room
 * that a ragged line may leave; it never shrinks.
 */
export function stretchRatio(room: number, spaces: number, letters: number, slack: number): number {
  if (room < 0) {
    const shrink = slack > 0 ? 0 : spaces * spaceShrink + (spaces > 0 ? letters * letterShrink : 0);
    return shrink > 0 ? room / shrink : room > -0.01 ? 0 : Number.NEGATIVE_INFINITY;
  }
  const stretch = slack > 0 ? slack : spaces * spaceStretch + letters * letterStretch;
  return stretch > 0 ? room / stretch : room < 0.01 ? 0 : Number.POSITIVE_INFINITY;
}

/** How a line fills its width: by how much its spaces are multiplied, and how many points its letters take in all. */
export function fill({ room, spaces, letters }: Measures): { scale: number; letters: number } {
  if (spaces <= 0) return { scale: 1, letters: Math.min(room, 0) };
  const ratio = Math.max(-1, Math.min(stretchRatio(room, spaces, letters, 0), letterRatio));
  const taken = ratio * letters * (ratio < 0 ? letterShrink : letterStretch);
  const scale = 1 + (room - taken) / spaces;
  if (scale > widestSpace) return { scale: 1, letters: 0 };
  return scale < narrowestSpace
    ? { scale: narrowestSpace, letters: room - spaces * (narrowestSpace - 1) }
    : { scale, letters: taken };
}
