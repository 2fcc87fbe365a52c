import type { Meta } from "../../../document/tree.ts";
import { openChangeIn } from "../../office/changes.ts";
import type { ChartData, Outline } from "../../office/data.ts";
import type { ContentsLine, Managed, Package, RawBlock } from "../../office/package.ts";
import { openStory, type Paragraph, type Story } from "../../office/story.ts";
import type { CommentPlace } from "../../office/threads.ts";
import type { Contribution, Reply } from "../../reading.ts";
import type { Mark } from "../../runs.ts";
import type { Handler } from "../../xml.ts";
import type { Relationships } from "./relationships.ts";

/** What reading a Word document carries along besides. */
export type WordPackage = Package & {
  /** Reads what a story holds: given from above, since blocks hold stories in turn. */
  blockHandler(story: WordStory): Handler;
  /** Of our own document: what we generated is left out, or read as the rest. */
  generated: "leave" | "read";
  /** Of our own document: the title and the like as its cover says them by now. */
  cover: Meta;
  /** Ids of the table styles that draw a first column otherwise. */
  firstColumns: ReadonlySet<string>;
  comments: ReadonlyMap<string, Comment>;
  /** The passages of comments whose ends are still to come, and the ids of the comments recorded. */
  passages: Map<string, Passage>;
  recorded: Set<string>;
  /** Whether answers are known by their place alone; and the last comment that began a thread. */
  threadless: boolean;
  asked: { place: CommentPlace; thread: Contribution } | undefined;
  /** What charts and diagrams show, by the name of the part that holds it. */
  charts: ReadonlyMap<string, ChartData>;
  diagrams: ReadonlyMap<string, Outline[]>;
  /** The words of charts of Office 2016 and later, likewise. */
  newCharts: ReadonlyMap<string, readonly string[]>;
  /** Parts that hold headers and footers. */
  margins: Set<string>;
  /** The notes whose calls were taken in, and those whose calls came or went with a tracked change. */
  notes: { called: Set<string>; dropped: Set<string> };
  /** Elements of equations that may still be held in memory. */
  budget: { left: number };
};

/** A part of the package being read: "word/document.xml", "word/footnotes.xml". */
export type WordPart = { of: WordPackage; relationships: Relationships };

/**
 * A flow of one part; `fields`: complex fields begun and not ended, which may span paragraphs; `commented`: ids of
 * comments that begin with the next paragraph; `section`: the page break after the last section that ended.
 */
export type WordStory = Story & {
  part: WordPart;
  fields: Field[];
  /** Of a field whose result is left out: the paragraph of it that is being read. */
  leftOut: LeftOut | undefined;
  commented: Set<string>;
  section: RawBlock | undefined;
};

/** A flow of which nothing was read yet; `body`: the one that may begin with the title and its like. */
export function openWordStory(part: WordPart, body = false): WordStory {
  return { ...openStory(part, body), part, fields: [], leftOut: undefined, commented: new Set(), section: undefined };
}

/** A flow inside another, in the tracked changes that are around it. */
export function openInnerStory(outer: WordStory): WordStory {
  const inner = openWordStory(outer.part);
  for (const change of outer.changes) openChangeIn(inner, change);
  return inner;
}

/**
 * A reviewer's comment (ECMA-376-1, 17.13.4), with its replies; `answers`: the id of the comment that it replies to.
 */
export type Comment = Reply & { replies: Reply[]; resolved: boolean; answers?: string };

/**
 * The passage of a comment in the paragraph where it begins: from a run, to another where it ends in the same
 * paragraph.
 */
export type Passage = { paragraph: Paragraph; from: number; to?: number };

/** A paragraph of what a program composed: a table of contents, or what a reference manager made of its entries. */
export type LeftOut = Pick<ContentsLine, "text" | "linked"> & { of: { is: "contents" } | Managed };

/** A field being read (ECMA-376-1, 17.16): first its instruction, then its result as Word last computed it. */
export type Field = {
  instruction: string;
  phase: "instruction" | "result";
  /** Words of the text between its beginning and its result: kept where it ends without one. */
  typed?: string;
  /** Its result is not taken in. */
  mute: boolean;
  /** It is a citation, which stands in one paragraph. */
  citation?: true;
  mark?: Mark;
  /**
   * What a form field shows where it has no result, and how much of the paragraph was there when one could begin; -1: it
   * has one.
   */
  form?: string;
  before?: number;
  /** A caption's counter ("Figure"), and where its label begins. */
  sequence?: string;
};
