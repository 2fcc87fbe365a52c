/** A font of the theme, opened: what measuring, shaping and embedding need. Metrics in thousandths of an em. */
export type Face = {
  /** PostScript name, unique: "LivrableSerif-Regular". */
  name: string;
  style: FaceStyle;
  ascent: number;
  descent: number;
  capHeight: number;
  xHeight: number;
  /** Whether the face has a glyph for the character. */
  covers(character: string): boolean;
};

export type FaceStyle = { family: "serif" | "sans"; weight: "regular" | "semibold" | "bold"; italic: boolean };

/** What a run asks of shaping besides its face (OpenType feature tags; ISO/IEC 14496-22). */
export type Features = { smallCaps?: boolean; superscript?: boolean; subscript?: boolean; tabularFigures?: boolean };
