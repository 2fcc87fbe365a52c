import type { Standing } from "../../document/translation/counts.ts";
import type { Hash, Instant } from "../../values.ts";

/** A version of another deliverable; `dated`: when its draft was accepted; `final`: it is that one's final. */
export type SourceRef = { version: Hash; dated: Instant; final?: true };

/**
 * What a deliverable translates, and how it stands: `language`: the source's; `from`: the version that it was translated from;
 * `newest`: the one that it is compared with. `pairing`: of which of its own versions, the object of the file store that says which
 * passage translates which, and what does not follow the newest; `withdrawn`: since when the source is.
 */
export type Translation = {
  deliverable: string;
  language: string;
  from: SourceRef;
  newest: SourceRef;
  pairing?: { version: Hash; file: Hash; standing: Standing };
  withdrawn?: Instant;
};

/** What of a translation did not follow its source when it was published all the same; `unpaired`: it was not compared yet. */
export type Behind = Standing & { newest: SourceRef; unpaired?: true };
