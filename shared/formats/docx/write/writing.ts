import type { FileChild, IParagraphOptions, ParagraphChild } from "docx";
import type { Composed, Note } from "../../../document/composed.ts";
import type { Align, Block, ImageType } from "../../../document/tree.ts";
import type { Theme } from "../../../kinds/theme.ts";
import type { Comments } from "./comments.ts";
import type { HeadingNumbers } from "./headings.ts";
import type { Tracking } from "./tracking.ts";

/** Images by the SHA-256 of their bytes. */
export type Images = ReadonlyMap<string, WritingImage>;
export type WritingImage = { mediaType: ImageType; bytes: Uint8Array };

/** The page that a block stands on, as printed ("3"), by block id. */
export type PageOf = (block: string) => string | undefined;

/** What every part of the writer is given: the document, its theme, and ids handed out in reading order. */
export type Writing = {
  document: Composed;
  theme: Theme;
  images: Images;
  pageOf: PageOf;
  notes: ReadonlyMap<string, Note>;
  /** Names of bookmarks, by the id of the block they stand on. */
  bookmarks: ReadonlyMap<string, string>;
  headings: HeadingNumbers;
  /** The notes called so far: a second call of a note refers to the first. */
  called: Set<string>;
  /** Whether what is being written is a note. */
  inNote: boolean;
  /** What a container asks for what it holds (`blocks.ts`). */
  blocks: (writing: Writing, blocks: readonly Block[], place: BlockContext) => FileChild[];
  next: (sequence: Sequence) => number;
  /** Where changes are written as tracked. */
  tracking?: Tracking;
  /** Where it has comments. */
  comments?: Comments;
};

/** Sequences of ids that must not repeat within a document. */
export type Sequence = "bookmark" | "drawing" | "list" | "control";

/** Where blocks stand: how deep in lists and quotes, in a cell or a note, and how wide it is there, in twips. */
export type BlockContext = {
  /** Lists around. */
  depth: number;
  /** Twips from the left of the text. */
  indent: number;
  quoted: boolean;
  /** The style of paragraphs in the callout around. */
  callout?: string;
  /** Whether a list stands before in the same item. */
  resumes?: boolean;
  /** Of the column around, where a paragraph has no alignment of its own. */
  align?: Align;
  /** Twips that a number leaves free at its right, for the decimals that others of its column have. */
  short?: number;
  /** Of a table or figure, or a line under it, whether a source line follows, which stays with it. */
  sourced?: boolean;
  /** Of a source line, whether it stands under a table or figure: another is a paragraph like others. */
  under?: boolean;
  inside: "body" | "cell" | "headerCell" | "note";
  /** Twips from the indent to the right of the text. */
  width: number;
  /** What the first paragraph bears: the number of a list item, the space after that of a note. */
  opening?: Opening;
};

export type Opening = {
  numbering?: IParagraphOptions["numbering"];
  style?: string;
  lead?: ParagraphChild[];
};

/** Sequences that all start at 1. */
export function sequences(): Writing["next"] {
  const last = new Map<Sequence, number>();
  return (sequence) => {
    const id = (last.get(sequence) ?? 0) + 1;
    last.set(sequence, id);
    return id;
  };
}
