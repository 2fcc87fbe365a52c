/** What a run wears in a word processor; undefined is what its style says. */
export type RunProperties = {
  style?: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  smallCaps?: boolean;
  vertical?: "superscript" | "subscript" | "baseline";
  hidden?: boolean;
  language?: string;
  /** Of its words in a script that runs from right to left. */
  complexLanguage?: string;
  font?: string;
};

/** A paragraph's direct properties; undefined where its style decides. */
export type ParagraphProperties = {
  style?: string;
  /** 0 to 8; 9 is body text. */
  outline?: number;
  /** `list`: the numbering instance ("0": none); `level` 0 to 8. */
  list?: string;
  level?: number;
  /** In an item of a list, but not its first paragraph. */
  continues?: boolean;
  align?: "start" | "center" | "end";
  pageBreakBefore?: boolean;
  /** A rule below it, which without words is a rule alone. */
  ruled?: boolean;
  /** A frame around it, a bar at its left or a tint behind it. */
  framed?: boolean;
  /** A dropped initial: its letters begin the paragraph that follows. */
  dropCap?: boolean;
  /** A section ends with it, and the next begins on a new page. */
  sectionBreak?: boolean;
  /** Its end was deleted, or inserted, with changes tracked. */
  markDeleted?: boolean;
  markInserted?: boolean;
};
