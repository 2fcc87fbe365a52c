import type { Setting } from "../setting.ts";
import { withAnyCut, withHyphens } from "./divide.ts";
import { type Line, type LineAlign, partsOfLine, setLine } from "./line.ts";
import { breakLines } from "./linebreak.ts";
import type { Break, Prepared } from "./prepare.ts";

export type ParagraphOptions = { width: number; align: LineAlign; hyphens: boolean };

/** A line of a paragraph, and whether it ends with a hyphen. */
export type SetLine = Line & { hyphen: boolean };

/**
 * A prepared paragraph broken into lines of `width` points: without hyphens where that is good enough, with them
 * where not, and, where even that does not hold in the width, anywhere.
 */
export function setParagraph(setting: Setting, prepared: Prepared, options: ParagraphOptions): SetLine[] {
  if (prepared.parts.length === 0) return [];
  const { breaks, chosen } = chooseBreaks(setting, prepared, options);
  return chosen.map((at, i): SetLine => {
    const to = breaks[at]!;
    const from = i === 0 ? undefined : breaks[chosen[i - 1]!];
    const parts = partsOfLine(setting, prepared, from, to);
    return { ...setLine(setting, parts, options.width, options.align, to.forced), hyphen: to.hyphen };
  });
}

type Chosen = { breaks: readonly Break[]; chosen: number[] };

/** Ratios of stretching: what is good enough without hyphens, with them, and at worst. */
const tolerances = { plain: 1, hyphenated: 1.8, loose: 3.5 };
/** Ragged lines have slack, and stretch as they must. */
const ragged = { plain: 100, hyphenated: 100, loose: 100 };

function chooseBreaks(setting: Setting, prepared: Prepared, { width, align, hyphens }: ParagraphOptions): Chosen {
  const slack = align === "justify" ? 0 : width * 0.15 + 10;
  const tolerance = align === "justify" ? tolerances : ragged;
  const fits = prepared.widest <= width;
  const plain = fits && breakLines(prepared.breaks, { width, slack, tolerance: tolerance.plain, desperate: false });
  if (plain) return { breaks: prepared.breaks, chosen: plain };
  const breaks = hyphens || !fits ? withHyphens(setting, prepared) : prepared.breaks;
  for (const limit of [tolerance.hyphenated, tolerance.loose]) {
    const chosen = breakLines(breaks, { width, slack, tolerance: limit, desperate: false });
    if (chosen !== undefined) return { breaks, chosen };
  }
  return anywhere(setting, prepared, width, slack);
}

function anywhere(setting: Setting, prepared: Prepared, width: number, slack: number): Chosen {
  const breaks = withAnyCut(setting, prepared, width);
  const chosen = breakLines(breaks, { width, slack, tolerance: Number.POSITIVE_INFINITY, desperate: true });
  return { breaks, chosen: chosen ?? [breaks.length - 1] };
}
