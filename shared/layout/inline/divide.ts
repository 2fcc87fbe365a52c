import { defaultLanguage } from "../../i18n/languages.ts";
import type { Setting } from "../setting.ts";
import { hyphenCuts, measure, widthsAt } from "./measure.ts";
import { type Break, type Part, type Prepared, type TextPart, textPart } from "./prepare.ts";
import type { RunStyle } from "./run.ts";

const hyphenPenalty = 180;
const properNounPenalty = 255;
/** Added where only two letters stand before the hyphen. */
const shortPenalty = 60;
const needPenalty = 400;

/** The paragraph's breaks with those that hyphens allow; kept, since a cell asks at several widths. */
export function withHyphens(setting: Setting, prepared: Prepared): Break[] {
  prepared.hyphenated ??= divided(prepared, prepared.breaks, (part, before, after) => {
    return hyphenBreaks(setting, part, before, after);
  });
  return prepared.hyphenated;
}

/** The breaks that hyphens allow, and one between any two characters of a word wider than a line: nothing overflows. */
export function withAnyCut(setting: Setting, prepared: Prepared, width: number): Break[] {
  return divided(prepared, withHyphens(setting, prepared), (part) => (part.width > width ? cutsOf(setting, part) : []));
}

/** A place inside a part: after `cut` characters, where what precedes and what follows measure this much, points. */
type Cut = { cut: number; hyphen: boolean; penalty: number; before: number; after: number };

/** `breaks` with those that `cuts` finds inside the parts, in order. */
function divided(
  { parts }: Prepared,
  breaks: readonly Break[],
  cuts: (part: TextPart, before?: Part, after?: Part) => Cut[],
): Break[] {
  const result: Break[] = [];
  let width = 0;
  let glue = 0;
  let next = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    for (; isBefore(breaks[next], i); next++) result.push(breaks[next]!);
    if (part.kind === "text") {
      const own: Break[] = [];
      for (; breaks[next]?.end === i && breaks[next]!.cut > 0; next++) own.push(breaks[next]!);
      const found = cuts(part, parts[i - 1], parts[i + 1]);
      const added = found.map((cut) => breakAt(i, cut, width, glue, part.width));
      for (const place of own.length === 0 ? added : merged(own, added)) result.push(place);
    } else if (part.elastic) glue += part.width;
    width += part.width;
  }
  for (; next < breaks.length; next++) result.push(breaks[next]!);
  return result;
}

function isBefore(place: Break | undefined, part: number): boolean {
  return place !== undefined && (place.end < part || (place.end === part && place.cut === 0));
}

function merged(own: readonly Break[], added: readonly Break[]): Break[] {
  const fresh = added.filter(({ cut }) => own.every((known) => known.cut !== cut));
  return [...own, ...fresh].sort((a, b) => a.cut - b.cut);
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
  const { measured, style, whole } = part;
  if (whole || measured.text.length < 5 || touches(before, /\p{L}$/u) || touches(after, /^\p{L}/u)) return [];
  const cuts = hyphenCuts(setting, measured, style);
  if (cuts.length === 0) return [];
  const em = style.size / 1000;
  const penalty = /^\p{Lu}/u.test(measured.text) ? properNounPenalty : hyphenPenalty;
  return cuts.map(({ cut, short, before: head, after: tail }) => {
    return {
      cut,
      hyphen: true,
      penalty: short ? penalty + shortPenalty : penalty,
      before: head * em,
      after: tail * em,
    };
  });
}

function touches(part: Part | undefined, letter: RegExp): boolean {
  return part?.kind === "text" && letter.test(part.measured.text);
}

const graphemes = new Intl.Segmenter(defaultLanguage, { granularity: "grapheme" });

/** Between graphemes, measured as they stand in the part. */
function cutsOf(setting: Setting, { measured, style, width }: TextPart): Cut[] {
  const reached = widthsAt(measured);
  const known = reached.has(measured.text.length);
  const cuts: Cut[] = [];
  let sum = 0;
  for (const { segment, index } of graphemes.segment(measured.text)) {
    const at = known ? reached.get(index) : sum;
    if (index > 0 && at !== undefined) {
      const before = (at * style.size) / 1000;
      cuts.push({ cut: index, hyphen: false, penalty: needPenalty, before, after: width - before });
    }
    if (!known) sum += measure(setting, segment, style).width;
  }
  return cuts;
}

/** Part of a text part, from one cut to another. */
export function sliceOf(
  setting: Setting,
  { measured, style, whole, note }: TextPart,
  from: number,
  to: number,
): TextPart {
  const text = measured.text.slice(from, to);
  return textPart(measure(setting, text, style), style, whole, from === 0 ? note : undefined);
}

/** The hyphen at a line's end: drawn as one, read as a soft one (ISO 32000-1, 14.8.2.2.3). */
export function lineEndHyphen(setting: Setting, style: RunStyle): TextPart {
  const hyphen = measure(setting, "-", style);
  const runs = hyphen.runs.map((shaped) => ({ ...shaped, run: { ...shaped.run, actualText: "\u00ad" } }));
  return textPart({ text: "\u00ad", runs, width: hyphen.width }, style, true);
}
