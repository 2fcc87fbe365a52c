import type { Block, CalloutVariant, CslItem, Meta } from "../../document/tree.ts";
import type { Context } from "../reading.ts";
import type { Mark } from "../runs.ts";
import { primaryOf } from "./language.ts";
import { counter, type Numberings } from "./numbering.ts";
import type { Styles } from "./style.ts";

/** What reading one file of a word processor carries along, whichever of its parts is being read. */
export type Package = {
  context: Context;
  styles: Styles;
  numberings: Numberings;
  /** Counts the items of lists: see `counter`. */
  count(list: string, level: number): number;
  /** Bytes of images, by their name in the package. */
  media: ReadonlyMap<string, Uint8Array>;
  /** Primary language of the text ("fr"): only others are marked. */
  language: string;
  /** Tracked changes: read as if all were accepted, or all rejected. */
  changes: "accept" | "reject";
  meta: Meta;
  /** Whether the file was ours, as its properties say, whatever program saved it since: lines of its cover are left out. */
  ours: boolean;
  bibliography: Map<string, CslItem>;
  /** Names of bookmarks met: of two alike, the first counts. */
  bookmarks: Set<string>;
  /** Names of bookmarks that share a block, to the one that became its anchor. */
  aliases: Map<string, string>;
  /** Targets of cross-references. */
  wanted: Set<string>;
  /** The notes that bookmarks call, by the name of the bookmark; and the names by which a note is called again. */
  calls: Map<string, string>;
  calledAgain: Set<string>;
  /** Sets of marks by what they say, so that runs alike share one. */
  marks: Map<string, readonly Mark[]>;
  /** Ids of tables of one cell, which may frame text, with the variant that their style names. */
  framing: Map<string, CalloutVariant | undefined>;
  /** Ids of tables that stand for charts. */
  charted: Set<string>;
  /** Ids of headings that carry a number. */
  numbered: Set<string>;
  tally: Tally;
  /** Lines that were left out with tables of contents and indexes. */
  contentsLines: ContentsLine[];
  /** Paragraphs that were left out with citations and bibliographies of reference managers. */
  managerLines: ManagerLine[];
  /** Numberings, by instance and level, whose numbers lost the words around them: one warning was given. */
  unlabelled: Set<string>;
};

/**
 * Counts that become one warning each. `formatted`: changes of formatting that were tracked, and `formatters` who made
 * them.
 */
export type Tally = {
  insertions: number;
  deletions: number;
  authors: Set<string>;
  formatted: number;
  formatters: Set<string>;
  hidden: number;
  underlined: number;
  /** Page breaks dropped before headings. */
  pageBreaks: number;
};

/**
 * A paragraph of a table of contents or an index that was left out, with tabs as "\t". `linked`: it leads to a place of
 * the document; `styled`: it wears a style of such tables; `at`: the provisional id of a block near it.
 */
export type ContentsLine = { text: string; linked: boolean; styled: boolean; at?: string };

/**
 * A paragraph of what a reference manager composed, that was left out. `composed`: the words that the manager kept as
 * its own; `data`: all that its field says of the citation, as JSON; `at`: the provisional id of a block near it.
 */
export type ManagerLine = { text: string; of: Managed; at: string };
export type Managed = { is: "bibliography" } | { is: "citation"; data: string; composed?: string };

/** A block as it is read, before lists, quotations and captions are assembled from their neighbours. */
export type RawBlock = (
  | { kind: "block"; block: Block }
  | { kind: "caption"; of: "figure" | "table" | "any"; block: Extract<Block, { type: "paragraph" }> }
  | { kind: "item"; anchor?: string; list: string; level: number; blocks: Block[] }
  | { kind: "continuation"; level: number | undefined; block: Block }
  | { kind: "quote"; anchor?: string; block: Block }
  | { kind: "code"; id: string; anchor?: string; value: string }
) & {
  /** The callout that it stands in, with those beside it of the same. */
  box?: Box;
  /** A line of nothing follows: a callout that it stands in ends with it. */
  ends?: true;
};

/** What a paragraph is in a callout; `direct`: it is framed, and no style says what it is. */
export type Box = { variant: CalloutVariant; title?: true; direct?: true };

/** A package of which nothing was read yet. */
export function openPackage(
  given: Pick<Package, "context" | "styles" | "numberings" | "media" | "changes" | "meta" | "ours">,
): Package {
  return {
    ...given,
    count: counter(given.numberings),
    language: primaryOf(given.meta.language),
    bibliography: new Map(),
    bookmarks: new Set(),
    aliases: new Map(),
    wanted: new Set(),
    calls: new Map(),
    calledAgain: new Set(),
    marks: new Map(),
    charted: new Set(),
    framing: new Map(),
    numbered: new Set(),
    unlabelled: new Set(),
    contentsLines: [],
    managerLines: [],
    tally: {
      ...{ insertions: 0, deletions: 0, authors: new Set() },
      ...{ formatted: 0, formatters: new Set(), hidden: 0, underlined: 0, pageBreaks: 0 },
    },
  };
}
