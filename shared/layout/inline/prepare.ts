import type { Setting } from "../setting.ts";
import type { Measured } from "./lexicon.ts";
import { measure, widthOf, wordOf } from "./measure.ts";
import type { Run, RunStyle } from "./run.ts";

/** A piece of text that no ordinary line break divides, or a space that a justified line stretches. Points. */
export type Part = TextPart | SpacePart;
export type TextPart = {
  kind: "text";
  measured: Measured;
  style: RunStyle;
  width: number;
  /** Cut neither by hyphens nor, but in need, elsewhere: addresses and code. */
  whole: boolean;
  /** The note called here. */
  note?: string;
};
export type SpacePart = { kind: "space"; text: " " | "\u00a0"; style: RunStyle; width: number; elastic: boolean };

/**
 * A place where a line may end: after the parts before `end` (and the first `cut` characters of that one), the next
 * starting at `start`. Widths are sums from the paragraph's first part, were nothing broken; `…Glue` counts spaces.
 */
export type Break = {
  end: number;
  start: number;
  cut: number;
  hyphen: boolean;
  /** 0 and more; what a line that ends here costs, besides its spacing. */
  penalty: number;
  forced: boolean;
  endWidth: number;
  startWidth: number;
  endGlue: number;
  startGlue: number;
};

/** A paragraph ready to be broken into lines; of no parts when it has no words. `widest`: its longest part that cannot be broken, points. */
export type Prepared = { parts: Part[]; breaks: Break[]; widest: number; hyphenated?: Break[] };

const tokens = /[ \t\n\r\f\v]+|\u00a0|[^ \t\n\r\f\v\u00a0]+/g;
/** French marks that a space may precede but a line never starts with; an author may have typed a plain space. */
const stuckToWhatPrecedes = /^[»›;:!?%]/;
const stuckToWhatFollows = /[«‹]$/;

type Draft = Prepared & { width: number; glue: number; chunk: number };

/** Runs as parts and the places where lines may break: at spaces, after hyphens and dashes, inside addresses. */
export function prepare(setting: Setting, runs: readonly Run[]): Prepared {
  const draft: Draft = { parts: [], breaks: [], widest: 0, width: 0, glue: 0, chunk: 0 };
  for (const run of runs) {
    if (run.type === "break") addForced(draft);
    else if (run.type === "gap") addGap(draft, run.style, run.width);
    else if (run.style.verbatim) addVerbatim(setting, draft, run.text, run.style);
    else addText(setting, draft, run.text, run.style, run.note);
  }
  dropTrailingSpace(draft);
  closeChunk(draft);
  addBreak(draft, draft.parts.length, draft.parts.length, 0, true);
  const blank = draft.parts.every(({ kind }) => kind === "space");
  return { parts: blank ? [] : draft.parts, breaks: draft.breaks, widest: draft.widest };
}

function addText(setting: Setting, draft: Draft, text: string, style: RunStyle, note?: string): void {
  for (const token of text.match(tokens) ?? []) {
    const first = token.charCodeAt(0);
    if (first === 0xa0) addSpace(setting, draft, "\u00a0", style, true);
    else if (first === 0x20 || (first >= 0x09 && first <= 0x0d)) addBreakingSpace(setting, draft, style);
    else addWord(setting, draft, token, style, note);
  }
}

function addWord(setting: Setting, draft: Draft, text: string, style: RunStyle, note?: string): void {
  if (stuckToWhatPrecedes.test(text)) forbidBreakAtSpace(draft);
  const { whole, parts } = wordOf(setting, text, style);
  for (let i = 0; i < parts.length; i++) {
    const { measured, penalty } = parts[i]!;
    if (i > 0) addBreak(draft, draft.parts.length, draft.parts.length, penalty, false);
    addPart(setting, draft, textPart(measured, style, whole, i === 0 ? note : undefined));
  }
}

/** A measured text as a part of a paragraph, its width in points; `note`: the note that it calls. */
export function textPart(measured: Measured, style: RunStyle, whole: boolean, note?: string): TextPart {
  const part: TextPart = { kind: "text", measured, style, width: (measured.width * style.size) / 1000, whole };
  if (note !== undefined) part.note = note;
  return part;
}

function addPart(setting: Setting, draft: Draft, part: TextPart): void {
  for (const { missing, run } of part.measured.runs) if (missing) setting.missing.add(run.actualText ?? "");
  draft.parts.push(part);
  draft.width += part.width;
  draft.chunk += part.width;
}

function addBreakingSpace(setting: Setting, draft: Draft, style: RunStyle): void {
  const last = draft.parts.at(-1);
  if (last === undefined || endsLine(draft) || (last.kind === "space" && last.elastic && last.text === " ")) return;
  const free = !(last.kind === "text" && stuckToWhatFollows.test(last.measured.text));
  const at = draft.parts.length;
  if (free) addBreak(draft, at, at + 1, 0, false);
  addSpace(setting, draft, " ", style, true);
  const added = draft.breaks.at(-1);
  if (free && added !== undefined) {
    added.startWidth = draft.width;
    added.startGlue = draft.glue;
    draft.chunk = 0;
  }
}

function addSpace(setting: Setting, draft: Draft, text: " " | "\u00a0", style: RunStyle, elastic: boolean): void {
  const width = widthOf(setting, text, style);
  draft.parts.push({ kind: "space", text, style, width, elastic });
  draft.width += width;
  draft.chunk += width;
  if (elastic) draft.glue += width;
}

function addGap(draft: Draft, style: RunStyle, width: number): void {
  draft.parts.push({ kind: "space", text: " ", style, width, elastic: false });
  draft.width += width;
  draft.chunk += width;
}

/** Code keeps its spaces; a line may end after any of them. */
function addVerbatim(setting: Setting, draft: Draft, text: string, style: RunStyle): void {
  for (const token of text.replaceAll("\t", "    ").match(/\s|[^\s]+/gu) ?? []) {
    if (/\s/u.test(token)) {
      addSpace(setting, draft, token === "\u00a0" ? token : " ", style, false);
      addBreak(draft, draft.parts.length, draft.parts.length, 0, false);
    } else addPart(setting, draft, textPart(measure(setting, token, style), style, true));
  }
}

function addForced(draft: Draft): void {
  dropTrailingSpace(draft);
  addBreak(draft, draft.parts.length, draft.parts.length, 0, true);
}

function addBreak(draft: Draft, end: number, start: number, penalty: number, forced: boolean): void {
  const { width, glue } = draft;
  closeChunk(draft);
  draft.breaks.push({
    end,
    start,
    cut: 0,
    hyphen: false,
    penalty,
    forced,
    endWidth: width,
    startWidth: width,
    endGlue: glue,
    startGlue: glue,
  });
}

function closeChunk(draft: Draft): void {
  draft.widest = Math.max(draft.widest, draft.chunk);
  draft.chunk = 0;
}

/** Whether the next part is the first of a line: at the start, or after a forced break. */
function endsLine(draft: Draft): boolean {
  const last = draft.breaks.at(-1);
  return last?.forced === true && last.start === draft.parts.length;
}

function forbidBreakAtSpace(draft: Draft): void {
  const last = draft.breaks.at(-1);
  if (last !== undefined && !last.forced && last.start === draft.parts.length && last.start === last.end + 1) {
    draft.breaks.pop();
  }
}

function dropTrailingSpace(draft: Draft): void {
  const last = draft.parts.at(-1);
  if (last?.kind !== "space" || !last.elastic || last.text !== " ") return;
  const at = draft.breaks.at(-1);
  if (at !== undefined && !at.forced && at.start === draft.parts.length) draft.breaks.pop();
  draft.parts.pop();
  draft.width -= last.width;
  draft.glue -= last.width;
}
