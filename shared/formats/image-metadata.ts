import type { ImageType } from "../document/tree.ts";

/**
 * An image without what its program wrote beside the picture: who took it, where, with what, in whose words. What is
 * needed to show it stays: its colours, and which side is up. The same bytes where there is nothing to take out.
 */
export function withoutMetadata(bytes: Uint8Array, mediaType: ImageType): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = partsOf[mediaType]?.(file) ?? [file];
  const size = kept.reduce((sum, part) => sum + part.length, 0);
  return size === file.length ? bytes : new Uint8Array(Buffer.concat(kept));
}

/** What is kept of a file, in order; from where it is not as its format says, all of it. */
const partsOf: Partial<Record<ImageType, (file: Buffer) => Buffer[]>> = {
  "image/jpeg": jpegParts,
  "image/png": pngParts,
  "image/gif": gifParts,
};

/** JFIF, the colour profile and Adobe's transform (ITU-T T.81, B.2.4.6; JFIF 1.02; ICC.1, B.4). */
const shownSegments = new Map([
  [0xe0, ""],
  [0xe2, "ICC_PROFILE\0"],
  [0xee, "Adobe"],
]);

function jpegParts(file: Buffer): Buffer[] {
  const kept = [file.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= file.length && file[at] === 0xff && file[at + 1] !== 0xda) {
    const marker = file[at + 1]!;
    const end = at + 2 + file.readUInt16BE(at + 2);
    const segment = file.subarray(at, end);
    const about = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
    const opening = shownSegments.get(marker);
    if (!about || (opening !== undefined && segment.toString("latin1", 4, 4 + opening.length) === opening))
      kept.push(segment);
    else if (marker === 0xe1) kept.push(...sideUp(segment));
    at = end;
  }
  return [...kept, file.subarray(at)];
}

/** An Exif segment with the orientation alone, where `segment` has one (Exif 2.32, 4.6.4 A; TIFF 6.0, 2). */
function sideUp(segment: Buffer): Buffer[] {
  const tiff = segment.subarray(10);
  if (segment.toString("latin1", 4, 10) !== "Exif\0\0" || tiff.length < 14) return [];
  const little = tiff.toString("latin1", 0, 2) === "II";
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let at = first + 2; first + 2 <= tiff.length && at + 12 <= tiff.length; at += 12) {
    if ((at - first - 2) / 12 >= short(first)) break;
    if (short(at) !== 0x0112) continue;
    const side = short(at + 8);
    return side > 1 && side <= 8 ? [Buffer.concat([oneField, Buffer.from([0, side, 0, 0, 0, 0, 0, 0])])] : [];
  }
  return [];
}

/** APP1 of 34 bytes, big-endian, of one field: tag 0112, one SHORT; then come its value and no next directory. */
const oneField = Buffer.from("ffe1002245786966_00004d4d002a0000_0008000101120003_00000001".replaceAll("_", ""), "hex");

/** PNG 3rd edition, 11.3: text, Exif and the time of the last change. */
const writtenBeside = new Set(["tEXt", "zTXt", "iTXt", "eXIf", "tIME"]);

function pngParts(file: Buffer): Buffer[] {
  const kept = [file.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= file.length) {
    const end = at + 12 + file.readUInt32BE(at);
    if (!writtenBeside.has(file.toString("latin1", at + 4, at + 8))) kept.push(file.subarray(at, end));
    at = end;
  }
  return [...kept, file.subarray(at)];
}

/** GIF89a, 20 to 26: comments, plain text and XMP go. */
function gifParts(file: Buffer): Buffer[] {
  const table = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + table(file[10] ?? 0);
  const kept = [file.subarray(0, at)];
  while (at < file.length && (file[at] === 0x2c || file[at] === 0x21)) {
    const isImage = file[at] === 0x2c;
    const end = afterSubBlocks(file, isImage ? at + 11 + table(file[at + 9] ?? 0) : at + 2);
    const application = file.toString("latin1", at + 3, at + 11);
    const isMetadata = file[at + 1] === 0xfe || (file[at + 1] === 0xff && application === "XMP Data");
    if (isImage || !isMetadata) kept.push(file.subarray(at, end));
    at = end;
  }
  return [...kept, file.subarray(at)];
}

function afterSubBlocks(file: Buffer, from: number): number {
  let at = from;
  while (at < file.length && file[at] !== 0) at += 1 + file[at]!;
  return at + 1;
}
