import type { Setting } from "../setting.ts";
import { withAnyCut, withHyphens } from "./divide.ts";
import { type Line, type LineAlign, partsOfLine, setLine } from "./line.ts";
import { breakLines, type LineOptions } from "./linebreak.ts";
import type { Break, Prepared } from "./prepare.ts";

export type ParagraphOptions = {
  width: number;
  align: LineAlign;
  hyphens: boolean;
  /** By how much lines after the first are set in, points. */
  hang: number;
  /** Lines of about the same length, as titles have. */
  balanced: boolean;
};

/** A line of a paragraph, and whether it ends with a hyphen. */
export type SetLine = Line & { hyphen: boolean };

/**
 * A prepared paragraph broken into lines of `width` points: without hyphens where that is good enough, with them
 * where not, and, where even that does not hold in the width, anywhere.
 */
export function setParagraph(setting: Setting, prepared: Prepared, options: ParagraphOptions): SetLine[] {
  if (prepared.parts.length === 0) return [];
  const { breaks, chosen, align } = chooseBreaks(setting, prepared, options);
  return chosen.map((at, i): SetLine => {
    const to = breaks[at]!;
    const from = i === 0 ? undefined : breaks[chosen[i - 1]!];
    const parts = partsOfLine(setting, prepared, from, to);
    const width = i === 0 ? options.width : options.width - options.hang;
    return { ...setLine(setting, parts, width, align, to.forced), hyphen: to.hyphen };
  });
}

type Chosen = { breaks: readonly Break[]; chosen: number[]; align: LineAlign };

function chooseBreaks(setting: Setting, prepared: Prepared, options: ParagraphOptions): Chosen {
  if (options.align !== "justify") return chooseRagged(setting, prepared, options, options.align);
  const chosen = chooseJustified(setting, prepared, options);
  if (!endsInScrap(chosen)) return chosen;
  const ragged = chooseRagged(setting, prepared, { ...options, hyphens: false }, "start");
  return ragged.chosen.length === chosen.chosen.length ? ragged : chosen;
}

/** Two lines whose second is only the end of a hyphenated word ("-tion."): better set ragged. */
function endsInScrap({ breaks, chosen }: Chosen): boolean {
  return chosen.length === 2 && breaks[chosen[0]!]!.hyphen;
}

/** Largest ratios of stretching accepted: without hyphens, with hyphens, and at worst. */
const goodPlain = 1;
const goodHyphenated = 1.8;
const worst = 3.5;

function chooseJustified(setting: Setting, prepared: Prepared, { width, hyphens, hang }: ParagraphOptions): Chosen {
  const options = { width: width - hang, hang, slack: 0, desperate: false };
  const fits = prepared.widest <= options.width;
  const plain = fits && breakLines(prepared.breaks, { ...options, tolerance: goodPlain });
  if (plain) return { breaks: prepared.breaks, chosen: plain, align: "justify" };
  const breaks = hyphens || !fits ? withHyphens(setting, prepared) : prepared.breaks;
  for (const tolerance of [goodHyphenated, worst]) {
    const chosen = breakLines(breaks, { ...options, tolerance });
    if (chosen !== undefined) return { breaks, chosen, align: "justify" };
  }
  return anywhere(setting, prepared, options, "justify");
}

/** Ragged lines leave room at their ends, in hyphens' stead but for words that do not fit. */
function chooseRagged(
  setting: Setting,
  prepared: Prepared,
  { width, hang, balanced }: ParagraphOptions,
  align: LineAlign,
): Chosen {
  const options = { width: width - hang, hang, slack: width * 0.15 + 10, tolerance: 100, desperate: false };
  const fits = prepared.widest <= options.width;
  const breaks = fits ? prepared.breaks : withHyphens(setting, prepared);
  const chosen = breakLines(breaks, options);
  if (chosen === undefined) return anywhere(setting, prepared, options, align);
  return { breaks, chosen: balanced ? balance(breaks, chosen, options) : chosen, align };
}

/**
 * Breaks a paragraph into as many lines as `chosen` has, in the least width that allows it, so that no line is much
 * shorter than the others.
 */
function balance(breaks: readonly Break[], chosen: number[], options: LineOptions): number[] {
  if (chosen.length === 1 || breaks.some(({ forced }, at) => forced && at < breaks.length - 1)) return chosen;
  let best = chosen;
  let [least, most] = [options.width / 2, options.width];
  while (most - least > 4) {
    const width = (least + most) / 2;
    const narrower = breakLines(breaks, { ...options, width });
    const fits = narrower !== undefined && narrower.length === chosen.length;
    if (fits) best = narrower;
    if (fits) most = width;
    else least = width;
  }
  return best;
}

function anywhere(
  setting: Setting,
  prepared: Prepared,
  options: Omit<LineOptions, "tolerance">,
  align: LineAlign,
): Chosen {
  const breaks = withAnyCut(setting, prepared, options.width);
  const chosen = breakLines(breaks, { ...options, tolerance: Number.POSITIVE_INFINITY, desperate: true });
  return { breaks, chosen: chosen ?? [breaks.length - 1], align };
}
