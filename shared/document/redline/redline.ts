import type {
  Block,
  Callout,
  Cell,
  Figure,
  Heading,
  Inline,
  List,
  ListItem,
  Paragraph,
  Quote,
  Row,
  Table,
} from "../tree.ts";

/**
 * What became of one version of a document in another, whole: what stayed is in it too, so that the text before is what
 * is not inserted, the text after what is not deleted. Blocks are settled (`settle.ts`): notes have numbers, tables and
 * figures labels, citations words.
 */
export type Redline = {
  head: HeadChange[];
  blocks: BlockChange[];
  /** In the order of their first calls. */
  notes: NoteChange[];
  /** Entries as they are printed. */
  bibliography: BlockChange[];
  /** How many changes a reader sees: another spelling of spaces and apostrophes is none, a moved block is one. */
  changes: number;
};

export type HeadField = "title" | "subtitle" | "authors" | "date" | "keywords" | "language";
/** A line of the head that either version has. */
export type HeadChange = { field: HeadField; before?: string; after?: string; words: WordChange[] };

/**
 * `move` names the place that the same words came from or went to: the same number on a deletion and an insertion; of a
 * paragraph or heading that was edited too, `words` are those of both places.
 * `column`: it came or went with a column of its table.
 */
export type Whole<Name extends string, T> =
  | ({ is: "same"; before: T; after: T } & { of: Name })
  | ({ is: "inserted"; after: T; move?: number; words?: WordChange[]; column?: true } & { of: Name })
  | ({ is: "deleted"; before: T; move?: number; column?: true } & { of: Name });

export type BlockChange = Whole<"block", Block> | EditedBlock | PartedText | Relisted;

export type Text = Paragraph | Heading;

/** Paragraphs and headings that are others of the other text: what each piece says, and whether its end came, went or stayed. */
export type PartedText = { is: "parted"; of: "block"; before: Text[]; after: Text[]; pieces: Piece[] };
export type Piece = { words: WordChange[]; end: "same" | "inserted" | "deleted" };

/**
 * Blocks that became others of unlike kinds, e.g. a list that became paragraphs: what became of the `lines` in them, one
 * after the other (`linesOf` in `relistings.ts`).
 */
export type Relisted = { is: "relisted"; of: "block"; before: Block[]; after: Block[]; lines: BlockChange[] };

export type EditedBlock = { is: "edited"; of: "block" } & (
  | { type: "text"; before: Text; after: Text; words: WordChange[] }
  | { type: "code"; before: CodeBlock; after: CodeBlock; words: WordChange[] }
  | { type: "figure"; before: Figure; after: Figure; caption: WordChange[] }
  | { type: "quote"; before: Quote; after: Quote; blocks: BlockChange[] }
  | { type: "callout"; before: Callout; after: Callout; words: WordChange[]; blocks: BlockChange[] }
  | { type: "list"; before: List; after: List; items: ItemChange[] }
  | { type: "table"; before: Table; after: Table; caption: WordChange[]; columns: ColumnChange[]; rows: RowChange[] }
);
type CodeBlock = Extract<Block, { type: "codeBlock" }>;

/** `relisted`: items that together are others of the other text: what became of the blocks in them. */
export type ItemChange =
  | Whole<"item", ListItem>
  | { is: "edited"; of: "item"; blocks: BlockChange[] }
  | { is: "relisted"; of: "item"; before: ListItem[]; after: ListItem[]; lines: BlockChange[] };

/** `header`: whether the row is one of the first, repeated on each page. */
export type RowChange = (Whole<"row", Row> | { is: "edited"; of: "row"; cells: CellChange[] }) & { header: boolean };

/** A column of both texts or of one, by its place in each. */
export type ColumnChange = { before?: number; after?: number };

/** Cells over the same columns of both texts, or a cell whose columns came or went, as all its blocks did. */
export type CellChange = { before?: Cell; after?: Cell; blocks: BlockChange[] };

/**
 * Words in their order. `typed`: the same words with other spaces, apostrophes or quotation marks, which are no change
 * to a reader; `dressed`: the same words in other marks, or leading elsewhere.
 */
export type WordChange =
  | { is: "same"; words: Inline[] }
  | { is: "inserted"; words: Inline[] }
  | { is: "deleted"; words: Inline[] }
  | { is: "typed" | "dressed"; before: Inline[]; after: Inline[] };

/** A note of either version; one of both may be called elsewhere. */
export type NoteChange = { before?: NumberedNote; after?: NumberedNote; blocks: BlockChange[] };
export type NumberedNote = { id: string; number: number };
