import type { Face, Features } from "../fonts/face.ts";
import type { LinkItem, Tag } from "../frames.ts";
import type { Lexicon } from "./lexicon.ts";

/** How a run of text looks and what it belongs to. Lengths in points. */
export type RunStyle = {
  face: Face;
  features: Features;
  size: number;
  /** Above the baseline; negative below. */
  rise: number;
  colour: string;
  tag: Tag;
  language: string;
  link?: LinkMark;
  strike: boolean;
  /** Code: no hyphens, spaces as they are. */
  verbatim: boolean;
  /** Words already measured in this face with these features. */
  lexicon: Lexicon;
};

/** What a line makes a link item of. */
export type LinkMark = Pick<LinkItem, "to" | "description" | "tag">;

/** Inlines made flat: text of one style, a forced line break, or a space of a given width (points). */
export type Run =
  | { type: "text"; text: string; style: RunStyle; note?: string }
  | { type: "break"; style: RunStyle }
  | { type: "gap"; width: number; style: RunStyle };
