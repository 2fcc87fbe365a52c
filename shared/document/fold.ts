import { foldText } from "./identify.ts";

/** A folded text, and where each of its characters was in the text as it is: `starts[i]` up to `ends[i]`. */
export type Folded = { text: string; starts: number[]; ends: number[] };

/**
 * `raw` folded as `foldText` does, with the way back. Undefined for the few texts whose characters compose with those
 * far from them, which have none.
 */
export function foldWithPlaces(raw: string): Folded | undefined {
  const text = foldText(raw);
  const folded: Folded = { text, starts: [], ends: [] };
  let at = 0;
  for (const piece of raw.match(/\s+|\P{M}\p{M}*|\p{M}+/gu) ?? []) {
    const [start, end] = [at, at + piece.length];
    at = end;
    const kept = /^\s/u.test(piece) ? (text[folded.starts.length] === " " ? " " : "") : foldText(piece);
    if (!text.startsWith(kept, folded.starts.length)) return undefined;
    for (const _ of Array.from({ length: kept.length })) {
      folded.starts.push(start);
      folded.ends.push(end);
    }
  }
  return folded.starts.length === text.length ? folded : undefined;
}
