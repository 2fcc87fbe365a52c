import type { ImageItem, LaidOut } from "../../layout/frames.ts";
import { add, addDeflated, addStream, bytesOf, type Dictionary, type Literal, type PdfFile, type Ref } from "./file.ts";
import { readGif } from "./gif.ts";
import { readJpeg } from "./jpeg.ts";
import { readPng } from "./png.ts";
import { type Colours, ImageFault, type Raster } from "./raster.ts";

/** The images that pages draw, by hash; those that cannot be read are not there. */
export type PdfImages = Map<string, { name: string; ref: Ref }>;

/** Embeds each image that the pages draw, once; named "I1", "I2"… in the order in which pages draw them. */
export async function embedImages(file: PdfFile, laidOut: LaidOut, images: Images): Promise<PdfImages> {
  const items = laidOut.pages.flatMap(({ items }) => items.filter((item): item is ImageItem => item.type === "image"));
  const embedded: PdfImages = new Map();
  for (const hash of new Set(items.map((item) => item.hash))) {
    const image = images.get(hash);
    const raster = image && readRaster(image.mediaType, image.bytes);
    if (raster) embedded.set(hash, { name: `I${embedded.size + 1}`, ref: await embed(file, raster) });
  }
  return embedded;
}

/** Reads an image of a type that PDF can hold; undefined for another, or where the file is damaged. */
export function readRaster(mediaType: string, bytes: Uint8Array): Raster | undefined {
  const read = { "image/png": readPng, "image/jpeg": readJpeg, "image/gif": readGif }[mediaType];
  try {
    return read?.(bytes);
  } catch (fault) {
    if (fault instanceof ImageFault || fault instanceof RangeError || isZlibFault(fault)) return undefined;
    throw fault;
  }
}

function isZlibFault(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && /^(Z_|ERR_BUFFER_TOO_LARGE)/.test(String(fault.code));
}

async function embed(file: PdfFile, raster: Raster): Promise<Ref> {
  const dictionary: Dictionary = {
    Type: "XObject",
    Subtype: "Image",
    Width: raster.width,
    Height: raster.height,
    BitsPerComponent: raster.bits,
    ColorSpace: await colourSpace(file, raster.colours),
    Decode: raster.inverted ? [1, 0, 1, 0, 1, 0, 1, 0] : undefined,
    Mask: raster.clear?.flatMap((value) => [value, value]),
    SMask: raster.alpha && (await embedAlpha(file, raster, raster.alpha)),
    DecodeParms: raster.predicted && {
      Predictor: 15,
      Colors: raster.predicted,
      BitsPerComponent: raster.bits,
      Columns: raster.width,
    },
  };
  return raster.filter === undefined
    ? addDeflated(file, raster.data, dictionary)
    : addStream(file, raster.data, { ...dictionary, Filter: raster.filter });
}

function embedAlpha(file: PdfFile, { width, height }: Raster, alpha: Uint8Array): Promise<Ref> {
  return addDeflated(file, alpha, {
    Type: "XObject",
    Subtype: "Image",
    Width: width,
    Height: height,
    BitsPerComponent: 8,
    ColorSpace: "DeviceGray",
  });
}

async function colourSpace(file: PdfFile, colours: Colours): Promise<Literal> {
  if (colours === "grey") return "DeviceGray";
  if (colours === "rgb") return "DeviceRGB";
  if (colours === "cmyk") return cmykAsRgb(file);
  return ["Indexed", "DeviceRGB", colours.palette.length / 3 - 1, bytesOf(colours.palette)];
}

/**
 * Four inks that say themselves how they look in RGB (8.6.6.5): PDF/A forbids DeviceCMYK beside an RGB output intent,
 * and this leaves the samples as they are. Each channel is (1 - ink) × (1 - black).
 */
async function cmykAsRgb(file: PdfFile): Promise<Literal> {
  const channel = "1 exch sub 3 index mul 3 1 roll";
  const program = `{1 exch sub 4 1 roll ${channel} ${channel} ${channel} 4 3 roll pop}`;
  const tint = await addDeflated(file, Buffer.from(program, "latin1"), {
    FunctionType: 4,
    Domain: [0, 1, 0, 1, 0, 1, 0, 1],
    Range: [0, 1, 0, 1, 0, 1],
  });
  return add(file, ["DeviceN", ["Cyan", "Magenta", "Yellow", "Black"], "DeviceRGB", tint]);
}

/** Images by hash, as they were read. */
export type Images = ReadonlyMap<string, { mediaType: string; bytes: Uint8Array }>;
