import { expect, test } from "vitest";
import { imageFacts } from "../../shared/formats/images.ts";
import { fixture } from "./drafts.ts";

const text = (start: string): Uint8Array => Buffer.from(start.padEnd(64), "latin1");

test.each<[string, Uint8Array, object | undefined]>([
  ["PNG", fixture("chart.png"), { type: "image", mediaType: "image/png", width: 880, height: 440 }],
  [
    "GIF",
    Buffer.from("GIF89a\x03\x00\x02\x00\x00\x00", "latin1"),
    { type: "image", mediaType: "image/gif", width: 3, height: 2 },
  ],
  [
    "JPEG",
    Buffer.from("FFD8FFE000104A46494600010100000100010000FFC0001108000200030301", "hex"),
    { type: "image", mediaType: "image/jpeg", width: 3, height: 2 },
  ],
  ["a JPEG cut before its size", Buffer.from("FFD8FFE000104A46494600010100000100010000", "hex"), undefined],
  ["a PNG of no size", Buffer.concat([fixture("chart.png").subarray(0, 16), Buffer.alloc(8)]), undefined],
  ["SVG", text('<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="a">'), { type: "unsupported", found: "SVG" }],
  [
    "EMF",
    Buffer.concat([Buffer.from([1, 0, 0, 0]), Buffer.alloc(36), text(" EMF")]),
    { type: "unsupported", found: "EMF" },
  ],
  ["WMF", text("\xD7\xCD\xC6\x9A"), { type: "unsupported", found: "WMF" }],
  ["TIFF", text("II*\0"), { type: "unsupported", found: "TIFF" }],
  ["WebP", text("RIFF\0\0\0\0WEBP"), { type: "unsupported", found: "WebP" }],
  ["AVIF", text("\0\0\0\x20ftypavif"), { type: "unsupported", found: "AVIF" }],
  ["nothing but comments", text("<!---->".repeat(146)), undefined],
  ["nothing known", text("bonjour"), undefined],
  ["nothing", new Uint8Array(), undefined],
])("the facts of an image: %s", (_, bytes, facts) => {
  expect(imageFacts(bytes)).toEqual(facts);
});
