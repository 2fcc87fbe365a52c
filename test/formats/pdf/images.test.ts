import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRaster } from "../../../shared/formats/pdf/images.ts";
import type { Raster } from "../../../shared/formats/pdf/raster.ts";
import { encodePng, type PngForm, packSamples } from "./png.ts";

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/images/${name}`, import.meta.url));
const mediaTypes: Record<string, string> = { png: "image/png", jpg: "image/jpeg", gif: "image/gif" };
const read = (name: string) => readRaster(mediaTypes[name.split(".")[1]!]!, fixture(name));

describe("what a PDF is told of an image", () => {
  const check = (name: string, expected: Partial<Raster>) =>
    expect(read(name)).toMatchObject({ width: 16, height: 16, bits: 8, ...expected });
  test.each<[string, Partial<Raster>]>([
    ["rgb.jpg", { colours: "rgb", filter: "DCTDecode", inverted: false }],
    ["progressive.jpg", { colours: "rgb", filter: "DCTDecode" }],
    ["grey.jpg", { colours: "grey", filter: "DCTDecode" }],
    ["cmyk.jpg", { colours: "cmyk", filter: "DCTDecode", inverted: true }],
  ])("%s", check);
});

describe("palette images: blue on the left, red on the right, a corner that may be clear", () => {
  const colourAt = (raster: Raster, x: number, y: number): number[] => {
    const { palette } = raster.colours as { palette: Uint8Array };
    const entry =
      raster.bits === 8 ? raster.data[y * 16 + x]! : (raster.data[y * 4 + (x >> 2)]! >> (6 - 2 * (x & 3))) & 3;
    return [...palette.subarray(3 * entry, 3 * entry + 3), raster.alpha?.[y * 16 + x] ?? 255];
  };
  const check = (name: string, corner: number[]) => {
    const raster = read(name)!;
    for (let y = 0; y < 16; y++) {
      expect(colourAt(raster, 7, y)).toEqual([0, 0, 255, 255]);
      expect(colourAt(raster, 8, y)).toEqual([255, 0, 0, 255]);
    }
    expect(colourAt(raster, 13, 11)).toEqual([255, 0, 0, 255]);
    if (corner[3] === 0) expect(colourAt(raster, 13, 13)[3]).toBe(0);
    else expect(colourAt(raster, 13, 13)).toEqual(corner);
  };
  test.each([
    ["palette.gif", [0, 0, 0, 255]],
    ["interlaced.gif", [0, 0, 0, 255]],
    ["clear.gif", [0, 0, 0, 0]],
    ["palette-clear.png", [0, 0, 0, 0]],
  ])("%s", check);
});

const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depths = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] } as const;
const forms = fc.constantFrom<PngForm["type"]>(0, 2, 3, 4, 6).chain((type) =>
  fc.record({
    type: fc.constant(type),
    bits: fc.constantFrom<PngForm["bits"]>(...depths[type]),
    width: fc.integer({ min: 1, max: 19 }),
    height: fc.integer({ min: 1, max: 19 }),
    interlaced: fc.boolean(),
    seed: fc.integer({ min: 1, max: 1 << 20 }),
  }),
);

describe("any PNG", () => {
  test("is decoded to its samples, alpha apart, where it is interlaced or has alpha", () => {
    fc.assert(
      fc.property(forms, ({ seed, ...form }) => {
        const sample = (x: number, y: number, channel: number) =>
          ((x * 31 + y * 17 + channel * 7) * seed) % 2 ** form.bits;
        const pixel = (x: number, y: number) =>
          Array.from({ length: channels[form.type] }, (_, channel) => sample(x, y, channel));
        const palette = form.type === 3 ? Array.from({ length: 3 * 2 ** form.bits }, (_, i) => i & 255) : undefined;
        const raster = readRaster("image/png", encodePng(palette ? { ...form, palette } : form, pixel))!;
        const hasAlpha = form.type === 4 || form.type === 6;
        expect(raster).toMatchObject({ width: form.width, height: form.height, bits: form.bits });
        if (!form.interlaced && !hasAlpha) {
          expect(raster).toMatchObject({ filter: "FlateDecode", predicted: channels[form.type] });
          return;
        }
        const rows = Array.from({ length: form.height }, (_, y) =>
          Array.from({ length: form.width }, (_, x) => pixel(x, y)),
        );
        const colours = hasAlpha ? rows.map((row) => row.map((samples) => samples.slice(0, -1))) : rows;
        expect([...raster.data]).toEqual(colours.flatMap((row) => packSamples(row.flat(), form.bits)));
        const alpha = rows.flat().map((samples) => samples.at(-1)! >> (form.bits - 8));
        const seen = hasAlpha && alpha.some((value) => value !== 255) ? alpha : undefined;
        expect(raster.alpha && [...raster.alpha]).toEqual(seen);
      }),
    );
  });

  test("a clear colour becomes a mask", () => {
    const form = {
      width: 2,
      height: 2,
      bits: 8,
      type: 2,
      interlaced: false,
      transparency: [0, 1, 0, 2, 0, 3],
    } as const;
    const png = encodePng({ ...form, transparency: [...form.transparency] }, () => [1, 2, 3]);
    expect(readRaster("image/png", png)!.clear).toEqual([1, 2, 3]);
  });
});

describe("what cannot be read is not drawn", () => {
  const png = encodePng({ width: 4, height: 4, bits: 8, type: 6, interlaced: false }, () => [1, 2, 3, 4]);
  const shortRows = Buffer.from(
    encodePng({ width: 4, height: 2, bits: 8, type: 2, interlaced: false }, () => [1, 2, 3]),
  );
  shortRows.writeUInt32BE(9, 20);
  const check = (_: string, mediaType: string, bytes: Uint8Array) =>
    expect(readRaster(mediaType, bytes)).toBeUndefined();
  test.each<[string, string, Uint8Array]>([
    ["SVG", "image/svg+xml", Buffer.from("<svg/>")],
    ["a PNG that is none", "image/png", Buffer.from("GIF89a, or so it says, at some length")],
    ["an empty file", "image/png", new Uint8Array(0)],
    ["a PNG cut short", "image/png", png.subarray(0, png.length - 24)],
    ["a PNG whose rows end early", "image/png", shortRows],
    ["a JPEG cut short", "image/jpeg", fixture("rgb.jpg").subarray(0, 90)],
    ["a GIF cut short", "image/gif", fixture("palette.gif").subarray(0, 20)],
  ])("%s", check);
});
