/** A line of a document: its words, and them as they are compared. */
type Keyed = { key: string; text: string };

/**
 * One paragraph that was split, or several that were joined, with no word changed: `old` lines from `at.old` on are the
 * `now` lines from `at.now` on; one of the two is one line.
 */
export type Parting = { at: { old: number; now: number }; count: { old: number; now: number } };

/** The first paragraph that was split, or joined with the next, between two stretches of lines. */
export function firstParting(old: readonly Keyed[], now: readonly Keyed[]): Parting | undefined {
  for (const [i, before] of old.entries())
    for (const [j, after] of now.entries()) {
      const at = { old: i, now: j };
      const split = piecesOf(before.key, now, j);
      if (split > 1) return { at, count: { old: 1, now: split } };
      const joined = piecesOf(after.key, old, i);
      if (joined > 1) return { at, count: { old: joined, now: 1 } };
    }
  return undefined;
}

/** How many lines from one on say together what one key says; 0: they do not. */
function piecesOf(key: string, lines: readonly Keyed[], from: number): number {
  let said = "";
  for (let index = from; index < lines.length && key.startsWith(said + lines[index]!.key); index++) {
    said += lines[index]!.key;
    if (said === key) return index - from + 1;
  }
  return 0;
}

/**
 * What a split puts in the place of the words around it: `quote`, what stands before them; between new paragraphs, a blank
 * line. `keyOf` is what made the keys.
 */
export function splitOf(
  { text }: Keyed,
  pieces: readonly Keyed[],
  keyOf: (text: string) => string,
): { quote: string; out: string; into: string } {
  const cuts: number[] = [];
  let length = 0;
  for (const { key } of pieces.slice(0, -1)) {
    length += key.length;
    cuts.push(endOf(text, length, keyOf));
  }
  const [first, last] = [cuts[0]!, cuts.at(-1)!];
  const start = first - /\S*\s*$/.exec(text.slice(0, first))![0].length;
  const end = last + /^\s*\S*/.exec(text.slice(last))![0].length;
  const paragraphs = [start, ...cuts].map((from, index) => text.slice(from, cuts[index] ?? end).trim());
  return { quote: text.slice(0, start), out: text.slice(start, end), into: paragraphs.join("\n\n") };
}

/** The least beginning of a text whose key is that long, in characters. */
function endOf(text: string, length: number, keyOf: (text: string) => string): number {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(text.slice(0, middle)).length >= length) high = middle;
    else low = middle + 1;
  }
  return low;
}
