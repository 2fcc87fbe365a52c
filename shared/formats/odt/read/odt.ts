import type { Block } from "../../../document/tree.ts";
import type { Warning } from "../../../errors.ts";
import type { Level, Numbering } from "../../office/numbering.ts";
import type { ContentsLine, Package, RawBlock } from "../../office/package.ts";
import type { Change } from "../../office/story.ts";
import { openStory, type Story } from "../../office/story.ts";
import type { CommentPlace } from "../../office/threads.ts";
import type { Contribution } from "../../reading.ts";
import type { Element, Handler } from "../../xml.ts";
import type { EmbeddedObject } from "./objects.ts";
import type { OdtStyles } from "./styles.ts";

/**
 * What a comment goes over: `from`, the run where it begins in the paragraph `at`; `quote`, the rest of that paragraph.
 */
type CommentRange = { comment: OdtComment; contribution: Contribution; from: number; at: string; quote: string };

/**
 * `name`, `above`: its own, and that of the comment it answers; `resolved`: marked as done; `place`: where it is, of one that
 * has ended in the paragraph where it began.
 */
export type OdtComment = {
  contribution: Contribution;
  name?: string;
  above?: string;
  resolved: boolean;
  place?: CommentPlace;
};

/** What reading an OpenDocument text carries along besides. */
export type OdtPackage = Package & {
  styles: OdtStyles;
  /** Reads what a story holds: given from above, since blocks hold stories in turn. */
  blockHandler(story: OdtStory): Handler;
  /** Levels of list styles, by name. */
  listStyles: ReadonlyMap<string, ReadonlyMap<number, Level>>;
  /** Lists as they are met: OpenDocument's are instances of their own. */
  numberings: Map<string, Numbering>;
  /** The instance of each list, by its own id; and of the last list of each style. */
  lists: { byId: Map<string, string>; byStyle: Map<string, string> };
  /** Lists that have items, as "instance level". */
  counted: Set<string>;
  /** Equations and charts, by the folder that holds them. */
  objects: ReadonlyMap<string, EmbeddedObject>;
  notes: Map<string, Block[]>;
  /** Tracked changes, by id; insertions that stand open. */
  regions: Map<string, Region>;
  open: Map<string, { change: Change; at: string; quote: string; start: number }>;
  contents: LeftOut[];
  /** Tracked changes of formatting. */
  formatting: { count: number; authors: Set<string> };
  /** Comments of a range that has not ended, by name. */
  ranges: Map<string, CommentRange>;
  /** Comments that began in paragraphs that have not ended. */
  begun: CommentRange[];
  /** Comments met, in order; and those that have ended, in the order of their ends. */
  comments: OdtComment[];
  ended: OdtComment[];
  /** Whether answers are known by their place alone: see `isThreadless`. */
  threadless: boolean;
};

/** A change as it is announced; `content`: what a deletion took out, when it is to be put back. */
export type Region = Change & { content?: Element };

/** A flow of a text; `list`: the list, and the item of it, that is being read. */
export type OdtStory = Story & { part: { of: OdtPackage }; list: OpenList | undefined };

/** `started`: the item has had its first paragraph. */
export type OpenList = { instance: string; style: string | undefined; level: number; started: boolean };

/** A flow of which nothing was read yet; `body`: the one that may begin with the title and its like. */
export function openOdtStory(of: OdtPackage, body = false): OdtStory {
  const part = { of };
  return { ...openStory(part, body), part, list: undefined };
}

/** A table of contents or an index (OpenDocument part 3, 8) that was left out, and what its flow held before it. */
export type LeftOut = {
  warning: Warning;
  rawBlocks: readonly RawBlock[];
  before: number;
  lines: readonly ContentsLine[];
};
