import type { Standing } from "./counts.ts";
import { type Following, followPassages } from "./follow.ts";
import { withSingles } from "./pair.ts";
import type { Followed, PairedPassage, Pairing } from "./pairing.ts";
import { type Passage, passagesOf, placeKey, type TranslatedPart } from "./passages.ts";

/**
 * How a passage of a translation stands to its source as the source is by now. `current`: it follows its words; `stale`: they
 * changed since; `missing`: a passage of the source that none translates; `orphan`: its source is gone, or none was found;
 * `added`: the translator's own; `spared`: a passage of the source that needs none.
 */
export type PassageState = "current" | "stale" | "missing" | "orphan" | "added" | "spared";

/** A passage of both texts, or of one: `was`: the words of the source that the translation follows, where they changed. */
export type PassageRow = { state: PassageState; source?: Passage; translation?: Passage; was?: Passage };

/** The trees of a pairing's sources, in its order, of the translation, and of the source's version to compare with. */
export type ReadPairing = {
  pairing: Pairing;
  sources: readonly (readonly TranslatedPart[])[];
  translation: readonly TranslatedPart[];
  newest: readonly TranslatedPart[];
};

/**
 * How each passage stands, in the order of the source; what only the translation has stands after what is before it there. Pure.
 */
export function standingRows({ pairing, sources, translation, newest }: ReadPairing): PassageRow[] {
  const theirs = passagesOf(newest);
  const own = new Map(passagesOf(translation).map((passage) => [placeKey(passage), passage]));
  const now = nowIn(sources, newest);
  const olds = sources.map((parts) => new Map(passagesOf(parts).map((passage) => [placeKey(passage), passage])));
  const spared = new Set(pairing.spared.flatMap((each) => placesOf(now(each))));
  const bySource = new Map<string, PassageRow[]>();
  const first: PassageRow[] = [];
  let last = first;
  for (const entry of withSingles(pairing, translation, sources).passages) {
    const passage = own.get(placeKey(entry.at));
    if (!passage) continue;
    const row = rowOf(entry, passage, now, olds);
    if (!row.source) {
      last.push(row);
      continue;
    }
    last = bySource.get(placeKey(row.source)) ?? [];
    last.push(row);
    bySource.set(placeKey(row.source), last);
  }
  const rows = theirs.flatMap((source): PassageRow[] => {
    const key = placeKey(source);
    return bySource.get(key) ?? [{ state: spared.has(key) ? "spared" : "missing", source }];
  });
  return [...first, ...rows];
}

/** How many passages do not follow their source. */
export function standingOf(rows: readonly PassageRow[]): Standing {
  const count = (state: PassageState) => rows.filter((row) => row.state === state).length;
  return { missing: count("missing"), stale: count("stale"), orphan: count("orphan") };
}

/** What a passage that a translation follows is in the newest version. */
function nowIn(sources: readonly (readonly TranslatedPart[])[], newest: readonly TranslatedPart[]) {
  const followings = new Map<number, Following>();
  return ({ at, of }: Followed): Passage | undefined => {
    const known = followings.get(of) ?? followPassages(sources[of]!, newest);
    followings.set(of, known);
    return known.get(placeKey(at));
  };
}

function rowOf(
  { source, given }: PairedPassage,
  translation: Passage,
  now: (followed: Followed) => Passage | undefined,
  olds: readonly ReadonlyMap<string, Passage>[],
): PassageRow {
  if (!source) return { state: given ? "added" : "orphan", translation };
  const was = olds[source.of]?.get(placeKey(source.at));
  const there = now(source);
  if (!there) return { state: "orphan", translation, ...(was && { was }) };
  if (there.hash === source.hash) return { state: "current", source: there, translation };
  return { state: "stale", source: there, translation, ...(was && { was }) };
}

function placesOf(passage: Passage | undefined): string[] {
  return passage ? [placeKey(passage)] : [];
}
