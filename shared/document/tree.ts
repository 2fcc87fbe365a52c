/**
 * The document tree: plain tagged nodes, nothing else. Readers make it, writers and the layout take it, and neither
 * knows the other. A stored tree holds what the author wrote; what is derived from it (numbers, labels, bibliography,
 * orthotypography) is added by composition (`compose.ts`), in the fields marked "composed".
 */

/** A document as stored: the author's words, images apart (by hash). */
export type DocumentTree = {
  schema: 1;
  meta: Meta;
  blocks: Block[];
  /** Footnotes and endnotes by id, in no order; a `noteReference` calls one. */
  notes: Record<string, Block[]>;
  /** Bibliography entries, CSL-JSON 1.0.2. */
  bibliography: CslItem[];
};

export type Meta = {
  title?: string;
  subtitle?: string;
  authors: string[];
  /** As the author wrote it, for print: "7 juin 2024", "fin septembre". */
  date?: string;
  /** BCP 47, as in "fr-FR". */
  language: string;
  keywords: string[];
};

export type Align = "start" | "center" | "end";

export type Block =
  | Heading
  | Paragraph
  | List
  | Table
  | Figure
  | Quote
  | Callout
  | CodeBlock
  | ThematicBreak
  | PageBreak
  | Contents;
export type BlockType = Block["type"];

/**
 * `id` names the block for anchors and redlines: given by `identify.ts` from content and occurrence, outside tree
 * equality. `anchor` is the author's own name for a place (`{#s1}`, a Word bookmark), the target of cross-references.
 */
type Identified = { id: string; anchor?: string };

export type Heading = Identified & {
  type: "heading";
  level: 1 | 2 | 3 | 4 | 5 | 6;
  /** False where the author asked for no number (`.unnumbered`). */
  numbered: boolean;
  children: Inline[];
  /** Composed: "2.1". */
  label?: string;
};

export type Paragraph = Identified & {
  type: "paragraph";
  align?: Align;
  children: Inline[];
  /** A source line is the author's; the others are composed: lines we generate. */
  role?: ParagraphRole;
};

/**
 * Roles of paragraphs; each is a style in every output. `sourceLine`: under a table or figure, where it comes from or how to read it,
 * "Source : Insee"; it follows the table or figure, or another such line (`source-lines.ts`).
 */
export type ParagraphRole =
  | "sourceLine"
  | "title"
  | "subtitle"
  | "authors"
  | "date"
  | "coverLine"
  | "contentsTitle"
  | "bibliographyEntry";

export type List = Identified & {
  type: "list";
  ordered: boolean;
  /** First number of an ordered list. */
  start: number;
  format: "decimal" | "lowerLetter" | "upperLetter" | "lowerRoman" | "upperRoman";
  /** How its author's numbering writes its numbers, where with words: "Article V2.%1", "%1" being the number; "Attention :". */
  label?: string;
  items: ListItem[];
};
export type ListItem = { children: Block[] };

export type Table = Identified & {
  type: "table";
  columns: Column[];
  /** How many of the first rows are headers, repeated on each page. */
  headerRows: number;
  rows: Row[];
  caption?: Inline[];
  /** Composed: "Tableau 3". */
  label?: string;
  /** Composed: what follows its label on the pages on which it goes on, "(suite)". */
  continued?: string;
};
/** `width`: share of the table's width, 0 to 1; absent: measured from the content. */
export type Column = { align: Align; width?: number };
export type Row = { cells: Cell[] };
/** A covered grid position has no cell: as in HTML, spans displace what follows. */
export type Cell = { colSpan: number; rowSpan: number; header: boolean; children: Block[] };

export type Figure = Identified & {
  type: "figure";
  image: Image;
  /** Alternative text; empty where the author gave none. */
  alt: string;
  /** Wanted width, millimetres. */
  width?: number;
  caption?: Inline[];
  /** Composed: "Figure 2". */
  label?: string;
  /** Composed: the theme's logo. */
  role?: "logo";
};
/** `hash`: SHA-256 of the bytes, hex, their name in the file store; sizes in pixels. */
export type Image = { hash: string; mediaType: ImageType; width: number; height: number };
export type ImageType = "image/png" | "image/jpeg" | "image/gif" | "image/svg+xml";

export type Quote = Identified & { type: "quote"; children: Block[] };

/** Text set apart in a box, e.g. "À retenir"; `title` stands in place of the word of its variant (`callouts.ts`). */
export type Callout = Identified & {
  type: "callout";
  variant: CalloutVariant;
  title?: Inline[];
  children: Block[];
  /** Composed: the word of its variant, "À retenir". */
  label?: string;
};
export type CalloutVariant = (typeof calloutVariants)[number];
export const calloutVariants = [
  "note",
  "takeaway",
  "tip",
  "example",
  "warning",
  "definition",
  "box",
  "keyFigure",
  "pullQuote",
] as const;

export type CodeBlock = Identified & { type: "codeBlock"; value: string };
export type ThematicBreak = Identified & { type: "thematicBreak" };
export type PageBreak = Identified & { type: "pageBreak" };

/** Composed only: the table of contents, or the list of tables or of figures. `target` is the id of one `of` these. */
export type Contents = Identified & {
  type: "contents";
  of: "headings" | "tables" | "figures";
  entries: ContentsEntry[];
};
export type ContentsEntry = { level: number; label?: string; children: Inline[]; target: string };

export type Inline =
  | Text
  | Strong
  | Emphasis
  | SmallCaps
  | Superscript
  | Subscript
  | Strike
  | Code
  | Link
  | NoteReference
  | Citation
  | CrossReference
  | LanguageSpan
  | LineBreak;
export type InlineType = Inline["type"];

export type Text = { type: "text"; value: string };
export type Strong = { type: "strong"; children: Inline[] };
export type Emphasis = { type: "emphasis"; children: Inline[] };
export type SmallCaps = { type: "smallCaps"; children: Inline[] };
export type Superscript = { type: "superscript"; children: Inline[] };
export type Subscript = { type: "subscript"; children: Inline[] };
export type Strike = { type: "strike"; children: Inline[] };
export type Code = { type: "code"; value: string };
/** `href`: http, https or mailto; inside the document, see `CrossReference`. */
export type Link = { type: "link"; href: string; children: Inline[] };
/** `number` is composed. */
export type NoteReference = { type: "noteReference"; note: string; number?: number };
/** `text` is composed: "(Noël, 2014)", each item linked to its entry. */
export type Citation = { type: "citation"; items: CitationItem[]; text?: Inline[] };
export type CitationItem = { key: string; prefix?: string; locator?: string };
/** `target`: an `anchor` in the stored tree, a block id once composed. */
export type CrossReference = { type: "crossReference"; target: string; children: Inline[] };
export type LanguageSpan = { type: "language"; language: string; children: Inline[] };
export type LineBreak = { type: "lineBreak" };

/** The part of CSL-JSON that we set; what else an entry holds is kept. */
export type CslItem = {
  id: string;
  type: string;
  title?: string;
  author?: CslName[];
  editor?: CslName[];
  translator?: CslName[];
  issued?: CslDate;
  accessed?: CslDate;
  "container-title"?: string;
  "collection-title"?: string;
  publisher?: string;
  "publisher-place"?: string;
  edition?: string | number;
  volume?: string | number;
  issue?: string | number;
  page?: string;
  "number-of-pages"?: string | number;
  URL?: string;
  DOI?: string;
  ISBN?: string;
  ISSN?: string;
  note?: string;
  genre?: string;
  language?: string;
  [other: string]: unknown;
};
export type CslName = { family?: string; given?: string; literal?: string; "non-dropping-particle"?: string };
export type CslDate = { "date-parts"?: (number | string)[][]; literal?: string; raw?: string };
