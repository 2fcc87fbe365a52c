import type { Block, CslItem, Meta } from "../../../document/tree.ts";
import type { Context } from "../../reading.ts";
import type { Mark } from "../../runs.ts";
import type { Handler } from "../../xml.ts";
import type { Comment } from "./comments.ts";
import type { Numberings } from "./numbering.ts";
import type { Relationships } from "./relationships.ts";
import type { Story } from "./story.ts";
import type { Styles } from "./styles.ts";

/** What reading one package carries along, whichever of its parts is being read. */
export type Package = {
  context: Context;
  /** Reads what a story holds: given from above, since blocks hold stories in turn. */
  blockHandler(story: Story): Handler;
  styles: Styles;
  numberings: Numberings;
  /** Counts the items of lists: see `counter`. */
  count(list: string, level: number): number;
  comments: ReadonlyMap<string, Comment>;
  /** Bytes of images, by part name. */
  media: ReadonlyMap<string, Uint8Array>;
  /** Primary language of the text ("fr"): only others are marked. */
  language: string;
  /** Tracked changes: read as if all were accepted, or all rejected. */
  changes: "accept" | "reject";
  meta: Meta;
  bibliography: Map<string, CslItem>;
  /** Names of bookmarks met: of two alike, the first counts. */
  bookmarks: Set<string>;
  /** Names of bookmarks that share a block, to the one that became its anchor. */
  aliases: Map<string, string>;
  /** Targets of cross-references. */
  wanted: Set<string>;
  /** Sets of marks by what they say, so that runs alike share one. */
  marks: Map<string, readonly Mark[]>;
  /** Parts that hold headers and footers. */
  margins: Set<string>;
  /** Ids of headings that carry a number. */
  numbered: Set<string>;
  tally: Tally;
  /** Elements that may still be held in memory at once. */
  budget: { left: number };
};

/** What is told once, counted. */
export type Tally = { insertions: number; deletions: number; authors: Set<string>; hidden: number; underlined: number };

/** One part being read. */
export type Part = { of: Package; relationships: Relationships };

/** What a story is made of before it is assembled: blocks that stand alone, and those that join their neighbours. */
export type Met =
  | { kind: "block"; block: Block }
  | { kind: "caption"; of: "figure" | "table" | "any"; block: Extract<Block, { type: "paragraph" }> }
  | { kind: "item"; list: string; level: number; blocks: Block[] }
  | { kind: "continuation"; level: number | undefined; block: Block }
  | { kind: "quote"; block: Block }
  | { kind: "code"; id: string; value: string };
