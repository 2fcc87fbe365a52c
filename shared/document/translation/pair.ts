import { longestRise } from "../redline/align.ts";
import { alignPassages } from "./align.ts";
import { followPassages } from "./follow.ts";
import {
  emptyPairing,
  type Followed,
  type PairedPassage,
  type Pairing,
  type SourceVersion,
  withoutUnnamed,
} from "./pairing.ts";
import { isSingle, type Passage, passagesOf, placeKey, type TranslatedPart } from "./passages.ts";

/** A version of the source with its trees read. */
export type ReadSource = { version: SourceVersion; parts: readonly TranslatedPart[] };

/** The version of the translation that was paired before, its pairing, and the trees of each of its sources. */
export type Former = {
  parts: readonly TranslatedPart[];
  pairing: Pairing;
  sources: readonly (readonly TranslatedPart[])[];
};

/**
 * Pairs a version of a translation with the version of its source that it was translated from. A passage that stayed keeps what it
 * was paired with, and the words that it followed; one that was edited follows the source's words of now; what somebody said of
 * it stays. What is new is aligned between those that are known. Pure.
 */
export function pairVersions(translation: readonly TranslatedPart[], source: ReadSource, former?: Former): Pairing {
  const own = passagesOf(translation);
  const theirs = passagesOf(source.parts);
  const known = former ? carried(own, theirs, translation, source, former) : emptyPairing(source.version);
  const paired = new Map(known.passages.map((each) => [placeKey(each.at), each]));
  const passages = own.map((passage) => paired.get(placeKey(passage)) ?? entryOf(passage));
  const of = known.sources.length - 1;
  return withoutUnnamed({ ...known, passages: aligned(passages, own, theirs, known.spared, of) });
}

function entryOf({ part, block, hash }: Passage): PairedPassage {
  return { at: { part, block }, hash };
}

/** A passage of a source as it is now, as what a translation follows. */
export function followedAs({ part, block, hash }: Passage, of: number): Followed {
  return { at: { part, block }, hash, of };
}

/**
 * A pairing with what each part has once, which those that were kept before it was compared lack: each goes with its own of the
 * last source.
 */
export function withSingles(
  pairing: Pairing,
  translation: readonly TranslatedPart[],
  sources: readonly (readonly TranslatedPart[])[],
): Pairing {
  const known = new Set(pairing.passages.map(({ at }) => placeKey(at)));
  const lacking = passagesOf(translation).filter((passage) => isSingle(passage) && !known.has(placeKey(passage)));
  if (lacking.length === 0) return pairing;
  const of = sources.length - 1;
  const theirs = new Map(passagesOf(sources[of]!).map((passage) => [placeKey(passage), passage]));
  const added = lacking.map((passage): PairedPassage => {
    const source = theirs.get(placeKey(passage));
    return { ...entryOf(passage), ...(source && { source: followedAs(source, of) }) };
  });
  return { ...pairing, passages: [...pairing.passages, ...added] };
}

/** What the former pairing says of passages that are still there. */
function carried(
  own: readonly Passage[],
  theirs: readonly Passage[],
  translation: readonly TranslatedPart[],
  source: ReadSource,
  former: Former,
): Pairing {
  const moved = followPassages(former.parts, translation);
  const before = withSingles(former.pairing, former.parts, former.sources);
  const { sources, index, at } = withSource(former, source, theirs);
  const passages = before.passages.flatMap((entry): PairedPassage[] => {
    const now = moved.get(placeKey(entry.at));
    if (!now) return [];
    const given = entry.given ? { given: true as const } : {};
    if (!entry.source) return entry.given ? [{ ...entryOf(now), ...given }] : [];
    const there = at(entry.source);
    const revised = now.hash !== entry.hash || there?.hash === entry.source.hash;
    const follows = there && revised ? followedAs(there, index) : entry.source;
    return [{ ...entryOf(now), source: follows, ...given }];
  });
  const spared = former.pairing.spared.flatMap((each) => {
    const there = at(each);
    return there ? [followedAs(there, index)] : [];
  });
  const order = new Map(own.map((passage, place) => [placeKey(passage), place]));
  passages.sort((one, other) => order.get(placeKey(one.at))! - order.get(placeKey(other.at))!);
  return { schema: 1, sources, passages, spared };
}

/** The sources of before and this one, last; `at`: the passage that a followed one is in it. */
function withSource({ pairing, sources: read }: Former, source: ReadSource, theirs: readonly Passage[]) {
  const last = pairing.sources.at(-1);
  const stays = last?.version === source.version.version;
  const sources = stays ? pairing.sources : [...pairing.sources, source.version];
  const index = sources.length - 1;
  const places = new Map(theirs.map((passage) => [placeKey(passage), passage]));
  const followings = read.map((parts, of) => (stays && of === index ? undefined : followPassages(parts, source.parts)));
  const at = ({ at: place, of }: Followed): Passage | undefined =>
    stays && of === index ? places.get(placeKey(place)) : followings[of]?.get(placeKey(place));
  return { sources, index, at };
}

/**
 * Passages that are paired with nothing yet, aligned with what no passage translates, between those that are known and stand in one
 * order on both sides: a passage that moved far holds nothing together.
 */
function aligned(
  entries: readonly PairedPassage[],
  own: readonly Passage[],
  theirs: readonly Passage[],
  spared: readonly Followed[],
  of: number,
): PairedPassage[] {
  const isHere = (each: Followed | undefined): each is Followed => each?.of === of;
  const taken = new Set(
    [...entries.map(({ source }) => source), ...spared].filter(isHere).map(({ at }) => placeKey(at)),
  );
  const places = new Map(theirs.map((passage, index) => [placeKey(passage), index]));
  const anchors = longestRise(
    entries.flatMap(({ source }, index) =>
      isHere(source) ? [[index, places.get(placeKey(source.at))!] as const] : [],
    ),
  );
  const result = [...entries];
  let [from, start] = [0, 0];
  for (const [to, end] of [...anchors, [entries.length, theirs.length] as const]) {
    const left = indexes(start, end).filter((index) => !taken.has(placeKey(theirs[index]!)));
    const open = indexes(from, to).filter((index) => !entries[index]!.source && !entries[index]!.given);
    const pairs = alignPassages(
      left.map((index) => theirs[index]!),
      open.map((index) => own[index]!),
    );
    for (const [y, x] of pairs) {
      const index = open[x]!;
      result[index] = { ...result[index]!, source: followedAs(theirs[left[y]!]!, of) };
    }
    [from, start] = [to + 1, end + 1];
  }
  return result;
}

function indexes(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
