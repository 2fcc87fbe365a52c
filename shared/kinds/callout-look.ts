import type { CalloutVariant } from "../document/tree.ts";
import { contrast } from "./contrast.ts";
import type { TextStyle, Theme } from "./theme.ts";

/** How callouts of a variant are set: points; `fill`: behind all of it. */
export type CalloutLook = { text: TextStyle; title: TextStyle; fill?: string; bar: { width: number; colour: string } };

/** From the edges of a callout to its words, points. */
export const calloutPadding = { left: 12, right: 10, above: 7, below: 8 };
/** Around a callout, points. */
export const aroundCallout = { before: 8, after: 11 };

/** The look of a variant, all of it drawn from the theme: a tint with a bar at its left, a pull quote the bar alone. */
export function calloutLook({ styles, colours }: Theme, variant: CalloutVariant): CalloutLook {
  const { size, leading } = styles.quote;
  const fill = colours.tableHeader;
  const text: TextStyle = { ...styles.body, size, leading, before: 0, after: styles.body.after, align: "start" };
  const title: TextStyle = {
    ...styles.heading4,
    ...{ size, leading, before: 0, after: 3, align: "start" },
    colour: legible(colours.accent, fill) ? colours.accent : text.colour,
  };
  const bar = { width: 2.25, colour: colours.accent };
  if (variant === "keyFigure") return { text, title: { ...title, size: size * 2.2, leading: leading * 2 }, fill, bar };
  if (variant !== "pullQuote") return { text, title, fill, bar };
  return { text: { ...text, italic: true, size: size * 1.3, leading: leading * 1.35 }, title, bar };
}

/** The least contrast of words with what is behind them (WCAG 2.2, 1.4.3). */
const least = 4.5;

function legible(colour: string, fill: string): boolean {
  return contrast(colour, fill) >= least;
}
