import type { Setting } from "../setting.ts";
import { hyphenate } from "./hyphenate.ts";
import { shaped, widthOf } from "./measure.ts";
import type { Break, Part, Prepared, TextPart } from "./prepare.ts";
import type { RunStyle } from "./run.ts";

const hyphenPenalty = 200;
const properNounPenalty = 280;
const needPenalty = 400;

/** The paragraph's breaks with those that hyphens allow; kept, since a cell asks at several widths. */
export function withHyphens(setting: Setting, prepared: Prepared): Break[] {
  prepared.hyphenated ??= divided(prepared, (part, before, after) => hyphenBreaks(setting, part, before, after));
  return prepared.hyphenated;
}

/** Those breaks, and one between any two characters of what is wider than a line: nothing leaves its frame. */
export function withAnyCut(setting: Setting, prepared: Prepared, width: number): Break[] {
  const parts = { ...prepared, breaks: withHyphens(setting, prepared) };
  return divided(parts, (part) => (part.width > width ? cutsOf(setting, part) : []));
}

/** A place inside a part: after `cut` characters, where what precedes and what follows measure this much. */
type Cut = { cut: number; hyphen: boolean; penalty: number; before: number; after: number };

function divided(prepared: Prepared, cuts: (part: TextPart, before?: Part, after?: Part) => Cut[]): Break[] {
  const { parts, breaks } = prepared;
  const result: Break[] = [];
  let width = 0;
  let glue = 0;
  let next = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    while (
      breaks[next] !== undefined &&
      (breaks[next]!.end < i || (breaks[next]!.end === i && breaks[next]!.cut === 0))
    ) {
      result.push(breaks[next++]!);
    }
    if (part.kind === "text") {
      const own: Break[] = [];
      for (; breaks[next]?.end === i && breaks[next]!.cut > 0; next++) own.push(breaks[next]!);
      const added = cuts(part, parts[i - 1], parts[i + 1])
        .filter(({ cut }) => own.every((known) => known.cut !== cut))
        .map((cut) => breakAt(i, cut, width, glue, part.width));
      result.push(...own.concat(added).sort((a, b) => a.cut - b.cut));
    } else if (part.elastic) glue += part.width;
    width += part.width;
  }
  return result.concat(breaks.slice(next));
}

function breakAt(
  part: number,
  { cut, hyphen, penalty, before, after }: Cut,
  sum: number,
  glue: number,
  width: number,
): Break {
  return {
    end: part,
    start: part,
    cut,
    hyphen,
    penalty,
    forced: false,
    endWidth: sum + before,
    startWidth: sum + width - after,
    endGlue: glue,
    startGlue: glue,
  };
}

function hyphenBreaks(setting: Setting, part: TextPart, before?: Part, after?: Part): Cut[] {
  if (part.whole || part.text.length < 5 || touches(before, /\p{L}$/u) || touches(after, /^\p{L}/u)) return [];
  const { text, style } = part;
  const points = hyphenate(text, style.language);
  if (points.length === 0) return [];
  const hyphen = widthOf(setting, "-", style);
  const penalty = /^\p{Lu}/u.test(text) ? properNounPenalty : hyphenPenalty;
  return points.map((cut) => ({
    cut,
    hyphen: true,
    penalty,
    before: widthOf(setting, text.slice(0, cut), style) + hyphen,
    after: widthOf(setting, text.slice(cut), style),
  }));
}

function touches(part: Part | undefined, letter: RegExp): boolean {
  return part?.kind === "text" && letter.test(part.text);
}

const graphemes = new Intl.Segmenter("fr", { granularity: "grapheme" });

/** Between graphemes, measured as they stand in the part. */
function cutsOf(setting: Setting, { text, style, shaped: runs, width }: TextPart): Cut[] {
  const reached = widthsAt(runs, style.size);
  const known = reached.size > 0 && reached.has(text.length);
  const cuts: Cut[] = [];
  let sum = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    const before = known ? reached.get(index) : sum;
    if (index > 0 && before !== undefined) {
      cuts.push({ cut: index, hyphen: false, penalty: needPenalty, before, after: width - before });
    }
    if (!known) sum += widthOf(setting, segment, style);
  }
  return cuts;
}

/** The width of a text up to each of the offsets where a glyph ends, points. */
function widthsAt(runs: TextPart["shaped"], size: number): Map<number, number> {
  const widths = new Map<number, number>();
  let offset = 0;
  let width = 0;
  for (const glyph of runs.flatMap(({ run }) => run.glyphs)) {
    offset += glyph.text.length;
    width += (glyph.advance * size) / 1000;
    widths.set(offset, width);
  }
  return widths;
}

/** Part of a text part, from one cut to another. */
export function sliceOf(setting: Setting, part: TextPart, from: number, to: number): TextPart {
  const text = part.text.slice(from, to);
  const { style } = part;
  const runs = shaped(setting, text, style);
  const width = widthOf(setting, text, style);
  const slice: TextPart = { kind: "text", text, style, shaped: runs, width, whole: part.whole };
  return part.note !== undefined && from === 0 ? { ...slice, note: part.note } : slice;
}

/** The hyphen at a line's end: drawn as one, read as a soft one (ISO 32000-1, 14.8.2.2.3). */
export function lineEndHyphen(setting: Setting, style: RunStyle): TextPart {
  const runs = shaped(setting, "-", style).map(({ run, width }) => ({ run: { ...run, actualText: "\u00ad" }, width }));
  return { kind: "text", text: "\u00ad", style, shaped: runs, width: widthOf(setting, "-", style), whole: true };
}
