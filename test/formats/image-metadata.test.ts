import { expect, test } from "vitest";
import { withoutMetadata } from "../../shared/formats/image-metadata.ts";
import { fixture } from "./drafts.ts";

const person = "Responsable du centre, C:\\Users\\rc";
const latin1 = (text: string) => Buffer.from(text, "latin1");
const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");

const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
/** Exif of an artist and, where one is given, an orientation. */
const exif = (side?: number) => {
  const artist = Buffer.concat([bytes("013b 0002 00000022 00000100")]);
  const up = side ? [bytes(`0112 0003 00000001 000${side} 0000`)] : [];
  const fields = Buffer.concat([Buffer.from([0, 1 + up.length]), artist, ...up]);
  return segment(0xe1, Buffer.concat([latin1("Exif\0\0MM\0*\0\0\0\x08"), fields, latin1(person)]));
};
const jfif = segment(0xe0, latin1("JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
const profile = segment(0xe2, latin1("ICC_PROFILE\0\x01\x01…"));
const frame = bytes("FFC0 000B 08 0002 0003 01 01 11 00");
const picture = Buffer.concat([bytes("FFDA 0008 01 01 00 00 3F 00"), bytes("FFE1 12 34 FFD9")]);
const jpeg = (...segments: Buffer[]) => Buffer.concat([bytes("FFD8"), ...segments, frame, picture]);
const upright = (side: number) =>
  bytes(`FFE1 0022 457869660000 4D4D002A00000008 0001 0112 0003 00000001 000${side}0000 00000000`);

const png = Buffer.from(fixture("chart.png"));
const chunk = (type: string, body: string) => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, latin1(type), latin1(body), Buffer.alloc(4)]);
};
const withChunk = (one: Buffer) => Buffer.concat([png.subarray(0, 33), one, png.subarray(33)]);

const screen = latin1("GIF89a\x03\0\x02\0\x80\0\0abcdef");
const image = latin1(",\0\0\0\0\x03\0\x02\0\0\x02\x02ab\0");
const loop = latin1("!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
const gif = (...blocks: Buffer[]) => Buffer.concat([screen, ...blocks, image, latin1(";")]);

test.each<[string, "image/jpeg" | "image/png" | "image/gif", Buffer, Buffer]>([
  ["a JPEG's camera and its artist", "image/jpeg", jpeg(jfif, exif(), profile), jpeg(jfif, profile)],
  ["but for the side that is up", "image/jpeg", jpeg(exif(6)), jpeg(upright(6))],
  ["an upright one tells nothing", "image/jpeg", jpeg(exif(1)), jpeg()],
  ["its XMP", "image/jpeg", jpeg(segment(0xe1, latin1(`http://ns.adobe.com/xap/1.0/\0${person}`))), jpeg()],
  ["its IPTC", "image/jpeg", jpeg(segment(0xed, latin1(`Photoshop 3.0\0${person}`))), jpeg()],
  ["its comment", "image/jpeg", jpeg(segment(0xfe, latin1(person))), jpeg()],
  ["its previews", "image/jpeg", jpeg(segment(0xe2, latin1("MPF\0…"))), jpeg()],
  ["a PNG's text", "image/png", withChunk(chunk("tEXt", `Author\0${person}`)), png],
  ["its time", "image/png", withChunk(chunk("tIME", "1234567")), png],
  ["its Exif", "image/png", withChunk(chunk("eXIf", person)), png],
  ["a GIF's comment", "image/gif", gif(latin1(`!\xfe\x22${person}\0`), loop), gif(loop)],
  ["its XMP packet", "image/gif", gif(latin1("!\xff\x0bXMP DataXMP\x03abc\0")), gif()],
])("is taken out: %s", (_, mediaType, before, after) => {
  const left = withoutMetadata(before, mediaType);
  expect(Buffer.from(left).toString("hex")).toBe(after.toString("hex"));
  expect(withoutMetadata(left, mediaType)).toBe(left);
});

test.each<[string, "image/jpeg" | "image/png" | "image/gif", Buffer]>([
  ["a JPEG of a segment that goes past its end", "image/jpeg", bytes("FFD8 FFDB FFFF 00")],
  ["a JPEG of two bytes", "image/jpeg", bytes("FFD8")],
  [
    "a PNG of a chunk that goes past its end",
    "image/png",
    Buffer.concat([png.subarray(0, 33), bytes("FFFFFFFF 49444154")]),
  ],
  ["a GIF without blocks", "image/gif", screen.subarray(0, 13)],
])("is left as it is: %s", (_, mediaType, whole) => {
  expect(Buffer.from(withoutMetadata(whole, mediaType)).toString("hex")).toBe(whole.toString("hex"));
});
