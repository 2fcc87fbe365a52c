import type { Block, Figure, List, Table } from "../../document/tree.ts";
import type { Contribution } from "../reading.ts";
import type { Mark, Run } from "../runs.ts";
import type { Package, RawBlock } from "./package.ts";
import type { ParagraphProperties } from "./properties.ts";

/** A flow of paragraphs and tables being read: the body, a cell, a note, a text box. */
export type Story = {
  part: { of: Package };
  /** Whether it is the body of the document. */
  body: boolean;
  rawBlocks: RawBlock[];
  /** Bookmarks between blocks: the next block takes them. */
  anchors: string[];
  /** The words that a paragraph whose end mark was deleted hands to the next. */
  carried: Carried | undefined;
  /** How many fields, deletions and the like around hide the text that is being read; 0: text is taken in. */
  muted: number;
  /** At the head of the body, before its first heading: what was last taken for the document's title and the like. */
  head: { last?: string; at?: number } | undefined;
  /** Tracked changes around the text being read, and the contribution made of the last, with the place where it ended. */
  changes: Change[];
  /** The outermost row around, of those that came or went whole. */
  changedRow: Change | undefined;
  lastChange: { contribution: Contribution; end: number } | undefined;
  /** Insertions in the paragraph being read; and in paragraphs before it that had no other words, and go on as this one. */
  inserted: Contribution[];
  pendingInsertions: Contribution[];
  /** Marks of links and fields around what is being read. */
  marks: Mark[];
};

/** Words, their bookmarks and a caption's counter; `paragraph`: whose they were. */
type Carried = { runs: Run[]; anchors: string[]; label: Paragraph["label"]; paragraph: Paragraph };

/** A flow of which nothing was read yet; `body`: the one that may begin with the title and its like. */
export function openStory(part: Story["part"], body = false): Story {
  return {
    part,
    body,
    rawBlocks: [],
    anchors: [],
    carried: undefined,
    muted: 0,
    head: body ? {} : undefined,
    changes: [],
    changedRow: undefined,
    lastChange: undefined,
    inserted: [],
    pendingInsertions: [],
    marks: [],
  };
}

/** A paragraph being read. */
export type Paragraph = {
  /** The provisional id of its block. */
  id: string;
  properties: ParagraphProperties;
  runs: Run[];
  /** How many of the runs came from the paragraph before, and what that one was like. */
  inherited: number;
  goesOnFrom?: ParagraphProperties;
  /** Characters of text so far. */
  length: number;
  /** How many runs are complete: new text does not join them. */
  sealed: number;
  /** Indexes of runs before which a page ends. */
  breaks: number[];
  /** Figures anchored in it, and the tables and lists that stand for charts and diagrams. */
  figures: (Figure | Table | List)[];
  /** Blocks of the text boxes anchored in it. */
  boxes: Block[];
  /** Drawings of which nothing is kept: each becomes a warning. */
  lost: Lost[];
  /** Bookmarks that stood before it, and in it. */
  before: string[];
  anchors: string[];
  /** The last bookmark, and the run that it stands before. */
  mark?: { name: string; at: number };
  /** A caption's counter, and the run at which its number ends. */
  label?: { name: string; end: number };
  /** A heading's number was in the text, as a converter writes it. */
  numberDropped: boolean;
  /** A horizontal rule was drawn in it. */
  rule: boolean;
};

/** A drawing that cannot be kept, the name that its author can find it by, and its words, which are kept. */
export type Lost = { code: "chart-dropped" | "shape-dropped"; name: string; words?: readonly string[] };

/** A tracked change being read: the words in it are gathered, taken into the text or not. */
export type Change = {
  type: "insertion" | "deletion";
  author: string;
  date?: string;
  text: string;
  /** It is inside a change of the other type. */
  crossed?: true;
  /** Of a row that came or went whole: what it says so far, a column each. */
  cells?: string[];
};
