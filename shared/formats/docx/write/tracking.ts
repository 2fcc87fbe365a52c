import { type FileChild, type ITableRowOptions, Paragraph, type ParagraphChild, type Run } from "docx";
import type { Citation, CslItem, NoteReference } from "../../../document/tree.ts";
import { element } from "./element.ts";

/**
 * Changes to be written as tracked (ECMA-376-1, 17.13.5): what became of a block, an inline, a row or a caption, and who
 * is said to have changed it, when. `redline/track.ts` makes them of the marks that are left here.
 */
export type Tracking = {
  of: (node: object) => Fate | undefined;
  /** What became of the end alone of a paragraph that was parted or joined. */
  endOf: (paragraph: object) => Fate | undefined;
  /** Whether a call of a note is the one that bears it; the others refer to that one. */
  bears: (call: NoteReference) => boolean;
  /** The entries that a citation names, in the text that it stands in. */
  entriesOf: (citation: Citation) => readonly CslItem[] | undefined;
  author: string;
  /** ISO 8601, to the second, in UTC. */
  date: string;
};
export type Fate = "inserted" | "deleted";

/** Whatever is written with changes tracked, or without. */
type Tracked = { tracking?: Tracking };

/** Names of the marks, in no namespace: none is left in a file. */
export const marks = { from: "livrable:from", whole: "livrable:whole", end: "livrable:end" } as const;

/** `runs` between marks where what they write came or went. */
export function trackRuns({ tracking }: Tracked, node: object, runs: ParagraphChild[]): ParagraphChild[] {
  const fate = tracking?.of(node);
  return fate === undefined || runs.length === 0 ? runs : [from(fate), ...runs, from("same")];
}

/** Paragraphs marked as a whole, or at their end, where what they write came or went. */
export function trackParagraphs<T extends FileChild>({ tracking }: Tracked, node: object, children: T[]): T[] {
  const fate = tracking?.of(node);
  const end = tracking?.endOf(node);
  if (fate === undefined && end === undefined) return children;
  const mark = fate === undefined ? element(marks.end, { is: end }) : element(marks.whole, { is: fate });
  return children.map((child) => (child instanceof Paragraph ? child.addRunToFront(mark as Run) : child)) as T[];
}

/** What says of a row that it came or went (17.13.5.16). */
export function trackRow({ tracking }: Tracked, row: object): Pick<ITableRowOptions, "insertion" | "deletion"> {
  const fate = tracking?.of(row);
  if (!tracking || fate === undefined) return {};
  const change = { id: 0, author: tracking.author, date: tracking.date };
  return fate === "inserted" ? { insertion: change } : { deletion: change };
}

function from(is: Fate | "same"): ParagraphChild {
  return element(marks.from, { is }) as ParagraphChild;
}
