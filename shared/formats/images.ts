import type { ImageType } from "../document/tree.ts";

/** What an image's first bytes tell; sizes in pixels. `found` names a format that Livrable does not set. */
export type ImageFacts =
  | { type: "image"; mediaType: ImageType; width: number; height: number }
  | { type: "unsupported"; found: string };

/** The facts of an image, from its header; undefined for bytes that are no image, or one cut short. */
export function imageFacts(bytes: Uint8Array): ImageFacts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sized = pngSize(view) ?? gifSize(view) ?? jpegSize(view);
  if (sized) return sized.width > 0 && sized.height > 0 ? { type: "image", ...sized } : undefined;
  const found = otherFormat(bytes, view);
  return found ? { type: "unsupported", found } : undefined;
}

type Sized = { mediaType: ImageType; width: number; height: number };

/** PNG 3rd edition, 5.2 and 11.2.2: the IHDR chunk comes first. */
function pngSize(view: DataView): Sized | undefined {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return undefined;
  return { mediaType: "image/png", width: view.getUint32(16), height: view.getUint32(20) };
}

/** GIF89a, 17 and 18: the logical screen. */
function gifSize(view: DataView): Sized | undefined {
  if (view.byteLength < 10 || view.getUint32(0) !== 0x47494638) return undefined;
  return { mediaType: "image/gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** ITU-T T.81, B.2.2: the first start-of-frame segment holds the size. */
function jpegSize(view: DataView): Sized | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const startOfFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (startOfFrame) return { mediaType: "image/jpeg", height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function otherFormat(bytes: Uint8Array, view: DataView): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).toString("latin1");
  if (startsSvg(head)) return "SVG";
  if (view.byteLength > 44 && view.getUint32(0, true) === 1 && head.slice(40, 44) === " EMF") return "EMF";
  if (head.startsWith("\xD7\xCD\xC6\x9A") || head.startsWith("\x01\x00\x09\x00")) return "WMF";
  if (head.startsWith("BM")) return "BMP";
  if (head.startsWith("II*\0") || head.startsWith("MM\0*")) return "TIFF";
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "WebP";
  if (head.slice(4, 8) === "ftyp") return head.slice(8, 12) === "avif" ? "AVIF" : "HEIC";
  if (head.startsWith("%PDF")) return "PDF";
  return undefined;
}

/** Whether a text begins with an SVG element, after what XML 1.0 lets stand before one (2.8, prolog). */
function startsSvg(head: string): boolean {
  const before = /(?:\xEF\xBB\xBF|\s+|<\?[^>]*>|<!--(?:(?!-->)[\s\S])*-->|<!DOCTYPE[^>]*>)/y;
  let at = 0;
  while (before.test(head)) at = before.lastIndex;
  return /^<svg[\s>]/.test(head.slice(at, at + 5));
}
