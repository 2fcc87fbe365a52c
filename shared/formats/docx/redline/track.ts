import { escapeMarkup } from "../../escape.ts";
import { type Fate, marks, type Tracking } from "../write/tracking.ts";

/**
 * The text of a part with the marks that `write/tracking.ts` left in it made tracked changes (ECMA-376-1, 17.13.5):
 * runs in `w:ins` and `w:del`, ends of paragraphs inserted and deleted, each change with a number of its own.
 */
export function trackChanges(xml: string, { author, date }: Tracking): string {
  const state: Tracked = {
    out: [],
    holders: [{ ends: [] }],
    open: undefined,
    gone: [],
    inRun: false,
    inProperties: false,
  };
  for (const piece of xml.match(/<[^>]+>|[^<]+/g) ?? []) read(state, piece);
  settleWithin(state.holders[0]!.ends);
  let id = 0;
  const change = changesBy(author, date, state);
  return state.out
    .map((piece) =>
      typeof piece === "string" ? piece : "opens" in piece ? change(piece.opens, piece.end) : endOf(change, piece),
    )
    .join("")
    .replace(numbered, (_, before: string) => `${before}${++id}"`);
}

const elements = { inserted: "ins", deleted: "del" } as const;

/** What opens a change of a fate in a paragraph, or is one that holds nothing. */
type WriteChange = (fate: Fate, end: End, empty?: boolean) => string;

/**
 * Changes by one author. LibreOffice takes a paragraph that one author inserted for a move of the paragraph, or of the
 * words of one, that say the same and were deleted, and gives the paragraph after it its look: here a no-break space
 * after the name tells the two apart, which another date does not.
 */
function changesBy(author: string, date: string, { out, gone: words }: Tracked): WriteChange {
  const ends = out.flatMap((piece) => (typeof piece === "string" || "opens" in piece ? [] : [piece]));
  const paragraphs = ends.flatMap(({ whole, text }) => (whole === "deleted" ? [text] : []));
  const gone = new Set([...paragraphs, ...words.filter((text) => text.trim() !== "")].map((text) => text.trim()));
  return (fate, { whole, text }, empty = false) => {
    const comesAgain = fate === "inserted" && whole === "inserted" && gone.has(text.trim());
    const name = escapeMarkup(comesAgain ? `${author}\u00a0` : author);
    return `<w:${elements[fate]} w:id="0" w:author="${name}" w:date="${date}"${empty ? "/" : ""}>`;
  };
}

const numbered = /(<w:(?:ins|del) w:id=")\d+"/g;

/**
 * The end of a paragraph: what becomes of it, alone or with the `whole`, the properties that it gives the paragraph,
 * what that says, what its last words became.
 */
type End = { fate?: Fate; whole?: Fate; properties: string; text: string; bare: boolean; last?: Fate | undefined };

type Tracked = {
  out: (string | End | { opens: Fate; end: End })[];
  /** Bodies, cells and notes around: the ends of the paragraphs last met in each, one after the other. */
  holders: { ends: End[] }[];
  paragraph?: { end: End; placed: boolean; whole?: Fate; fate?: Fate };
  /** The change that runs are being put in. */
  open: Fate | undefined;
  /** The words of each change that deletes some. */
  gone: string[];
  inRun: boolean;
  inProperties: boolean;
};

function read(state: Tracked, piece: string): void {
  const name = /^<\/?([\w:]+)/.exec(piece)?.[1] ?? "";
  const ends = piece.startsWith("</");
  const empty = piece.endsWith("/>");
  if (name === "w:p" && !empty) readParagraph(state, piece, ends);
  else if (name === "w:pPr" && state.paragraph) readProperties(state, piece, ends, empty);
  else if (state.inProperties) readProperty(state, piece, name);
  else if (name === marks.whole || name === marks.from || name === marks.end) readMark(state, piece, name);
  else if (name === "w:r" && state.paragraph && !empty) readRun(state, piece, ends);
  else if (holders.has(name) && !empty) readHolder(state, piece, ends);
  else {
    if (state.paragraph && !state.inRun) closeChange(state);
    if (state.paragraph && state.inRun && !piece.startsWith("<")) readWords(state, state.paragraph.end, piece);
    state.out.push(state.inRun && state.open === "deleted" ? deletedText(piece) : piece);
  }
}

function readWords({ open, gone }: Tracked, end: End, words: string): void {
  end.text += words;
  if (open === "deleted") gone.push((gone.pop() ?? "") + words);
}

const holders = new Set(["w:tc", "w:footnote", "w:tbl"]);

function readParagraph(state: Tracked, piece: string, ends: boolean): void {
  if (ends) {
    closeChange(state);
    place(state);
    const { whole, end } = state.paragraph ?? {};
    if (whole && end) Object.assign(end, { fate: whole, whole });
    delete state.paragraph;
    state.out.push(piece);
    return;
  }
  const end: End = { properties: "", text: "", bare: true };
  state.holders.at(-1)!.ends.push(end);
  state.out.push(piece);
  state.paragraph = { end, placed: false };
}

/** The end of a paragraph stands in its properties, which come first. */
function readProperties(state: Tracked, piece: string, ends: boolean, empty: boolean): void {
  state.inProperties = !ends && !empty;
  if (ends) place(state);
  state.paragraph!.end.bare = false;
  state.out.push(...(empty ? ["<w:pPr>", state.paragraph!.end, "</w:pPr>"] : [piece]));
  if (empty) state.paragraph!.placed = true;
}

function readProperty(state: Tracked, piece: string, name: string): void {
  if (name === "w:sectPr") place(state);
  else state.paragraph!.end.properties += piece;
  state.out.push(piece);
}

function place(state: Tracked): void {
  const { paragraph } = state;
  if (!paragraph || paragraph.placed) return;
  state.out.push(paragraph.end);
  paragraph.placed = true;
}

function readMark(state: Tracked, piece: string, name: string): void {
  const is = /is="(\w+)"/.exec(piece)?.[1] as Fate | "same";
  const { paragraph } = state;
  closeChange(state);
  if (!paragraph || piece.startsWith("</")) return;
  place(state);
  if (name === marks.end) {
    if (is !== "same") paragraph.end.fate = is;
    return;
  }
  if (name === marks.whole && is !== "same") paragraph.whole = is;
  const fate = is === "same" ? paragraph.whole : is;
  if (fate) paragraph.fate = fate;
  else delete paragraph.fate;
}

function readRun(state: Tracked, piece: string, ends: boolean): void {
  place(state);
  const fate = state.paragraph?.fate;
  if (!ends && state.open !== fate) {
    closeChange(state);
    if (fate && state.paragraph) state.out.push({ opens: fate, end: state.paragraph.end });
    state.open = fate;
    if (fate === "deleted") state.gone.push("");
  }
  state.inRun = !ends;
  if (state.paragraph) state.paragraph.end.last = fate;
  state.out.push(piece);
}

function closeChange(state: Tracked): void {
  if (state.open) state.out.push(`</w:${elements[state.open]}>`);
  state.open = undefined;
}

/** A table parts the paragraphs before it from those after it. */
function readHolder(state: Tracked, piece: string, ends: boolean): void {
  state.out.push(piece);
  if (!ends) {
    if (piece.startsWith("<w:tbl")) settleWithin(state.holders.at(-1)!.ends.splice(0));
    state.holders.push({ ends: [] });
    return;
  }
  const holder = state.holders.pop();
  if (!holder) return;
  settleLast(holder.ends);
  settleWithin(holder.ends);
}

/**
 * Paragraphs inserted after words that were inserted at the end of another: as Word does, where they are alike, the end
 * of that one is new and theirs is its own. LibreOffice would take the end between for new too.
 */
function settleWithin(ends: readonly End[]): void {
  ends.forEach((end, index) => {
    if (end.fate || end.last !== "inserted" || !isInserted(ends[index + 1])) return;
    const after = ends.findIndex((one, at) => at > index && !isInserted(one));
    const last = ends[after === -1 ? ends.length - 1 : after - 1]!;
    if (last.properties !== end.properties) return;
    end.fate = "inserted";
    delete last.fate;
  });
}

function isInserted(end: End | undefined): boolean {
  return end?.fate === "inserted" && end.whole === "inserted";
}

/**
 * The last paragraph of a cell or a note can neither come nor go: its end is that of the cell. As Word does, the end of
 * the paragraph before those that came or went comes or goes in its place, where it is a paragraph like it.
 */
function settleLast(ends: readonly End[]): void {
  const last = ends.at(-1);
  if (!last?.fate) return;
  const { fate } = last;
  delete last.fate;
  const before = ends.findLast((end, index) => index < ends.length - 1 && end.fate !== fate);
  if (before && !before.fate && before.properties === last.properties) before.fate = fate;
}

function endOf(change: WriteChange, end: End): string {
  const { fate, bare } = end;
  if (!fate) return "";
  const mark = `<w:rPr>${change(fate, end, true)}</w:rPr>`;
  return bare ? `<w:pPr>${mark}</w:pPr>` : mark;
}

/** Text and instructions have other names where they are deleted (17.3.3.7, 17.16.13). */
function deletedText(piece: string): string {
  return piece.replace(/^(<\/?w:)(t|instrText)(?=[ >/])/, (_, before: string, name: string) =>
    name === "t" ? `${before}delText` : `${before}delInstrText`,
  );
}
