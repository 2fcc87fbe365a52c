import type { TextStyle, Theme } from "./theme.ts";

/** Of the size of captions, and the least size, points. */
const share = 0.9;
const least = 7;

/** Between a table or figure and its first source line, and from one line to the next, points. */
export const sourceLineGap = { above: 4, between: 1.5 };

/** The look of source lines: the type of captions, smaller. */
export function sourceLineLook({ styles: { caption } }: Theme): TextStyle {
  const size = Math.min(caption.size, Math.max(least, halves(caption.size * share)));
  const leading = halves((caption.leading * size) / caption.size);
  return { ...caption, weight: "regular", size, leading, before: 0, after: sourceLineGap.between };
}

/** To half a point, as Word counts sizes. */
function halves(points: number): number {
  return Math.round(points * 2) / 2;
}
