/** An image as PDF has it (ISO 32000-1, 8.9.5): its samples, deflated or not, its colours, and what of it is seen. */
export type Raster = {
  width: number;
  height: number;
  bits: number;
  colours: Colours;
  /** `data` as it is: raw samples, or encoded already as the filter says. */
  data: Uint8Array;
  filter?: "DCTDecode" | "FlateDecode";
  /** PNG's prediction, kept as it came: samples a pixel. */
  predicted?: number;
  /** One byte a pixel, 255 opaque. */
  alpha?: Uint8Array;
  /** The samples of the one colour that is clear. */
  clear?: number[];
  /** CMYK as Adobe writes it: 0 is full ink. */
  inverted?: boolean;
};

export type Colours = "grey" | "rgb" | "cmyk" | { palette: Uint8Array };

/** A file that is not the image it should be; never leaves this room. */
export class ImageFault extends Error {}
