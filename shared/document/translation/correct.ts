import { followedAs } from "./pair.ts";
import type { PairedPassage, Pairing } from "./pairing.ts";
import { type Passage, type Place, placeKey } from "./passages.ts";

/**
 * What somebody says of passages. `current`: these follow the source's words of now; `pairs`: one translates the other; `added`: it
 * translates nothing; `spared`: these need no translation, or do after all.
 */
export type Correction =
  | { what: "current"; passages: { at: Place; source: Passage }[] }
  | { what: "pairs"; at: Place; source: Passage }
  | { what: "added"; at: Place }
  | { what: "spared"; sources: Passage[]; spared: boolean };

/** A pairing as somebody corrected it; `source` of a correction is a passage of the last of its sources. Pure. */
export function corrected(pairing: Pairing, correction: Correction): Pairing {
  const of = pairing.sources.length - 1;
  switch (correction.what) {
    case "current": {
      const sources = new Map(correction.passages.map(({ at, source }) => [placeKey(at), source]));
      return changed(pairing, (entry) => {
        const source = sources.get(placeKey(entry.at));
        return source ? { ...entry, source: followedAs(source, of) } : entry;
      });
    }
    case "pairs": {
      const wanted = placeKey(correction.at);
      const source = followedAs(correction.source, of);
      const isTaken = (entry: PairedPassage) =>
        entry.source?.of === of && placeKey(entry.source.at) === placeKey(source.at);
      const paired = changed(pairing, (entry) => {
        if (placeKey(entry.at) === wanted) return { ...entry, source, given: true };
        return isTaken(entry) ? unpaired(entry) : entry;
      });
      return { ...paired, spared: withoutPlaces(pairing, [source.at]) };
    }
    case "added":
      return changed(pairing, (entry) =>
        placeKey(entry.at) === placeKey(correction.at) ? { ...unpaired(entry), given: true } : entry,
      );
    case "spared": {
      const rest = withoutPlaces(pairing, correction.sources);
      const added = correction.spared ? correction.sources.map((source) => followedAs(source, of)) : [];
      return { ...pairing, spared: [...rest, ...added] };
    }
  }
}

function changed(pairing: Pairing, change: (entry: PairedPassage) => PairedPassage): Pairing {
  return { ...pairing, passages: pairing.passages.map(change) };
}

function unpaired({ at, hash }: PairedPassage): PairedPassage {
  return { at, hash };
}

function withoutPlaces({ spared }: Pairing, places: readonly Place[]): Pairing["spared"] {
  const gone = new Set(places.map(placeKey));
  return spared.filter(({ at }) => !gone.has(placeKey(at)));
}
