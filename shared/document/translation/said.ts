import { Refusal } from "../../errors.ts";
import type { Correction } from "./correct.ts";
import { type Passage, type Place, passagesOf, placeKey, type TranslatedPart } from "./passages.ts";
import type { PassageRow } from "./standing.ts";

/** What somebody says of passages, by their places; `source`: in the newest version. */
export type Said =
  | { what: "current"; passages: Place[] }
  | { what: "pairs"; at: Place; source: Place }
  | { what: "added"; at: Place }
  | { what: "spared"; sources: Place[]; spared: boolean }
  /** The translation is of the newest version from now on, whatever of it is still to be revised. */
  | { what: "moved" };

type SaidOfPassages = Exclude<Said, { what: "moved" }>;

/** A translation beside the newest version of its source, as somebody saw both. */
type Seen = { rows: readonly PassageRow[]; source: readonly TranslatedPart[]; translation: readonly TranslatedPart[] };

/**
 * What somebody says, of the passages themselves: `source` is the newest version. Throws `request-invalid` where there is no such
 * passage.
 */
export function correctionOf({ rows, source, translation }: Seen, said: SaidOfPassages): Correction {
  const theirs = new Map(passagesOf(source).map((passage) => [placeKey(passage), passage]));
  const own = new Set(passagesOf(translation).map(placeKey));
  const inSource = (place: Place): Passage => found(theirs.get(placeKey(place)));
  const inOwn = (at: Place): Place => found(own.has(placeKey(at)) ? at : undefined);
  switch (said.what) {
    case "current":
      return {
        what: "current",
        passages: said.passages.map((at) => {
          const row = rows.find(({ translation: passage }) => passage && placeKey(passage) === placeKey(at));
          return { at, source: found(row?.source) };
        }),
      };
    case "pairs":
      return { what: "pairs", at: inOwn(said.at), source: inSource(said.source) };
    case "added":
      return { what: "added", at: inOwn(said.at) };
    case "spared":
      return { ...said, sources: said.sources.map(inSource) };
  }
}

/** How many passages are spoken of. */
export function passagesSaid(said: SaidOfPassages): number {
  if (said.what === "current") return said.passages.length;
  return said.what === "spared" ? said.sources.length : 1;
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal("request-invalid", { field: "passage" });
  return value;
}
