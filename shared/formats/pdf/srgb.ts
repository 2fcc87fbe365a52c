import { addDeflated, ascii, type Dictionary, type PdfFile } from "./file.ts";

/** The output intent that PDF/A asks for (ISO 19005-2, 6.2.3): colours are sRGB's. */
export async function srgbIntent(file: PdfFile): Promise<Dictionary> {
  return {
    Type: "OutputIntent",
    S: "GTS_PDFA1",
    OutputConditionIdentifier: ascii("sRGB"),
    Info: ascii("sRGB IEC61966-2.1"),
    DestOutputProfile: await addDeflated(file, srgbProfile(), { N: 3 }),
  };
}

/** A display profile of sRGB (ICC.1:2004-10), from the numbers of IEC 61966-2-1 adapted to D50. */
function srgbProfile(): Uint8Array {
  const curve = [
    ...signature("para"),
    ...words(0),
    ...halves(3, 0),
    ...fixed([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]),
  ];
  const tags: [string, number[]][] = [
    ["desc", unicode("sRGB")],
    ["cprt", unicode("CC0")],
    ["wtpt", xyz(0.9642, 1, 0.8249)],
    ["chad", matrix([1.04788, 0.02292, -0.0502, 0.02959, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168])],
    ["rXYZ", xyz(0.43607, 0.22249, 0.01392)],
    ["gXYZ", xyz(0.38515, 0.71687, 0.09708)],
    ["bXYZ", xyz(0.14307, 0.06061, 0.7141)],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  const data: number[] = [];
  const table = words(tags.length);
  const start = 128 + 4 + 12 * tags.length;
  for (const [tag, bytes] of tags) {
    const same = tags.find(([, other]) => other === bytes)![0];
    if (same === tag) data.push(...bytes, ...new Array((4 - (bytes.length % 4)) % 4).fill(0));
    const offset = start + data.length - ((bytes.length + 3) & ~3);
    table.push(...signature(tag), ...words(offset, bytes.length));
  }
  return Uint8Array.from([...header(start + data.length), ...table, ...data]);
}

/** The profile header (7.2): version 4.2, a display's, RGB to XYZ, perceptual, its date left at the standard's year. */
function header(size: number): number[] {
  return [
    ...words(size, 0, 0x04200000),
    ...signature("mntrRGB XYZ "),
    ...halves(2004, 10, 1, 0, 0, 0),
    ...signature("acsp"),
    ...words(0, 0, 0, 0, 0, 0, 0),
    ...fixed([0.9642, 1, 0.8249]),
    ...new Array(48).fill(0),
  ];
}

function unicode(value: string): number[] {
  const units = [...value].flatMap((character) => halves(character.charCodeAt(0)));
  return [...signature("mluc"), ...words(0, 1, 12), ...signature("enUS"), ...words(units.length, 28), ...units];
}

function xyz(...values: number[]): number[] {
  return [...signature("XYZ "), ...words(0), ...fixed(values)];
}

function matrix(values: number[]): number[] {
  return [...signature("sf32"), ...words(0), ...fixed(values)];
}

/** s15Fixed16Number. */
function fixed(values: number[]): number[] {
  return words(...values.map((value) => Math.round(value * 65_536)));
}

function signature(letters: string): number[] {
  return [...letters].map((letter) => letter.charCodeAt(0));
}

function words(...values: number[]): number[] {
  return values.flatMap((value) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
}

function halves(...values: number[]): number[] {
  return values.flatMap((value) => [(value >>> 8) & 255, value & 255]);
}
