import type { Setting } from "../setting.ts";
import { withAnyCut, withHyphens } from "./divide.ts";
import { type Line, type LineAlign, partsOfLine, setLine } from "./line.ts";
import { breakLines, type LineOptions } from "./linebreak.ts";
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

function chooseBreaks(setting: Setting, prepared: Prepared, { width, align, hyphens }: ParagraphOptions): Chosen {
  const ragged = align !== "justify";
  const options: LineOptions = {
    width,
    slack: ragged ? width * 0.15 + 10 : 0,
    tolerance: ragged ? 100 : 1,
    desperate: false,
  };
  const fits = prepared.widest <= width;
  const plain = fits ? breakLines(prepared.breaks, options) : undefined;
  if (plain !== undefined) return { breaks: prepared.breaks, chosen: plain };
  if (hyphens || !fits) {
    const breaks = withHyphens(setting, prepared);
    const chosen = breakLines(breaks, { ...options, tolerance: ragged ? 100 : 2.2 });
    if (chosen !== undefined) return { breaks, chosen };
  }
  const breaks = withAnyCut(setting, prepared, width);
  const chosen = breakLines(breaks, { ...options, tolerance: Number.POSITIVE_INFINITY, desperate: true });
  return { breaks, chosen: chosen ?? [breaks.length - 1] };
}
