import type { Block, Figure, List, Table } from "../../document/tree.ts";
import type { Contribution } from "../reading.ts";
import type { Mark, Run } from "../runs.ts";
import type { Met, Package } from "./package.ts";
import type { ParagraphProperties } from "./properties.ts";

/** A flow of paragraphs and tables being read: the body, a cell, a note, a text box. */
export type Story = {
  part: { of: Package };
  met: Met[];
  /** Bookmarks between blocks: the next block takes them. */
  anchors: string[];
  /** What a paragraph whose end was deleted hands to the next. */
  carried: Carried | undefined;
  /** How many reasons there are not to take in text now. */
  muted: number;
  /** At the head of the body, before its first heading: what was last taken for the document's title and the like. */
  head: { last?: string; at?: number } | undefined;
  /** Tracked changes around what is being read, and the last that was told, with where it ended. */
  changes: Change[];
  lastChange: { contribution: Contribution; end: number } | undefined;
  /** Insertions told in the paragraph being read; and in those before it that had no words else, and go on as it. */
  inserted: Contribution[];
  fresh: Contribution[];
  /** Marks of links and fields around what is being read. */
  marks: Mark[];
};

/** Words, their bookmarks and a caption's counter; `paragraph`: whose they were. */
type Carried = { runs: Run[]; anchors: string[]; label: Paragraph["label"]; paragraph: Paragraph };

/** A flow of which nothing was read yet; `body`: the one that may begin with the title and its like. */
export function openStory(part: Story["part"], body = false): Story {
  return {
    part,
    met: [],
    anchors: [],
    carried: undefined,
    muted: 0,
    head: body ? {} : undefined,
    changes: [],
    lastChange: undefined,
    inserted: [],
    fresh: [],
    marks: [],
  };
}

/** A paragraph being read. */
export type Paragraph = {
  /** The provisional id of its block. */
  id: string;
  properties: ParagraphProperties;
  runs: Run[];
  /** How many of the runs the paragraph before handed on. */
  inherited: number;
  /** Characters of text so far. */
  length: number;
  /** How many of the runs are not to be added to. */
  sealed: number;
  /** Indexes of runs before which a page ends. */
  breaks: number[];
  /** Figures anchored in it, and the tables and lists that stand for charts and diagrams. */
  figures: (Figure | Table | List)[];
  /** Blocks of the text boxes anchored in it. */
  boxes: Block[];
  /** Drawings in it of which nothing is kept, to be told. */
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

/** A drawing that cannot be kept, and the name that its author can find it by. */
export type Lost = { code: "chart-dropped" | "shape-dropped"; name: string };

/** A tracked change being read: the words in it are gathered, taken into the text or not. */
export type Change = { type: "insertion" | "deletion"; author: string; date?: string; text: string };
