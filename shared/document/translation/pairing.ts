import type { Place } from "./passages.ts";

/** A version of the source, by the trees of its parts. */
export type SourceVersion = { version: string; parts: { part: string; tree: string }[] };

/**
 * Which passage of a translation translates which passage of its source, and as what words: an object of the file store, named by
 * its hash. `sources`: the versions whose words its passages follow; the last is the one that it was translated from.
 */
export type Pairing = {
  schema: 1;
  sources: SourceVersion[];
  /** In the order of the translation. */
  passages: PairedPassage[];
  /** Passages of the last source that need no translation, as somebody said. */
  spared: Followed[];
};

/**
 * A passage of the translation, with its own hash. `source`: what it translates; absent: nothing. `given`: somebody said so, which
 * the next pairing keeps; without a source: the translator added it.
 */
export type PairedPassage = { at: Place; hash: string; source?: Followed; given?: true };

/** A passage of a source with its hash as it was translated; `of`: in which of the `sources`. */
export type Followed = { at: Place; hash: string; of: number };

/** The pairing of a translation of which no version was compared yet. */
export function emptyPairing(source: SourceVersion): Pairing {
  return { schema: 1, sources: [source], passages: [], spared: [] };
}

/** The same pairing with the sources alone that it names, and the last. */
export function withoutUnnamed(pairing: Pairing): Pairing {
  const { sources, passages, spared } = pairing;
  const last = sources.length - 1;
  const named = new Set([
    last,
    ...[...passages.map(({ source }) => source), ...spared].flatMap((each) => each?.of ?? []),
  ]);
  const kept = sources.flatMap((_, index) => (named.has(index) ? [index] : []));
  const moved = <F extends Followed>(each: F): F => ({ ...each, of: kept.indexOf(each.of) });
  return {
    ...pairing,
    sources: kept.map((index) => sources[index]!),
    passages: passages.map((each) => (each.source ? { ...each, source: moved(each.source) } : each)),
    spared: spared.map(moved),
  };
}
