import { ImageFault, type Raster } from "./raster.ts";

/** A JPEG for embedding, its data as they are: baseline or progressive, grey, RGB or CMYK. Throws `ImageFault`. */
export function readJpeg(bytes: Uint8Array): Raster {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0) !== 0xffd8) throw new ImageFault("not a JPEG");
  let adobe = false;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (view.getUint8(at) !== 0xff) throw new ImageFault("a JPEG without its frame");
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) return readFrame(view, at, bytes, adobe);
    adobe ||= marker === 0xee && String.fromCharCode(...bytes.subarray(at + 4, at + 9)) === "Adobe";
    at += 2 + view.getUint16(at + 2);
  }
  throw new ImageFault("a JPEG without its frame");
}

/** SOF0 to SOF2 (ITU-T T.81, B.1.1.3): what DCTDecode reads. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xc2;
}

function readFrame(view: DataView, at: number, data: Uint8Array, adobe: boolean): Raster {
  const count = view.getUint8(at + 9);
  const colours = ({ 1: "grey", 3: "rgb", 4: "cmyk" } as const)[count];
  if (colours === undefined || view.getUint8(at + 4) !== 8) throw new ImageFault("a JPEG of no known kind");
  return {
    width: view.getUint16(at + 7),
    height: view.getUint16(at + 5),
    bits: 8,
    colours,
    data,
    filter: "DCTDecode",
    inverted: colours === "cmyk" && adobe,
  };
}
