import type { Package } from "./package.ts";

/** Fonts whose characters are pictures: their codes mean nothing elsewhere. */
export function isSymbolFont(font: string): boolean {
  return /^(symbol|wingdings|webdings)/i.test(font);
}

/**
 * Unicode text for the characters of a symbol font, given as text (U+F020 to U+F0FF, or plain) or as a hexadecimal
 * code (`w:sym`). A symbol without an equivalent gives a warning at the block `at`, and is shown as a white square.
 */
export function symbolText(of: Package, font: string, value: string, at: string): string {
  const points = /^[0-9A-Fa-f]{4}$/.test(value)
    ? [Number.parseInt(value, 16)]
    : [...value].map((one) => one.codePointAt(0)!);
  return points.map((point) => characterOf(of, font, point, at)).join("");
}

function characterOf(of: Package, font: string, point: number, at: string): string {
  const code = point >= 0xf000 && point <= 0xf0ff ? point - 0xf000 : point;
  if (code === 0x20 || !isSymbolFont(font)) return String.fromCodePoint(point);
  const table = /^symbol/i.test(font) ? symbol : /^wingdings 2/i.test(font) ? wingdings2 : wingdings;
  const found = /^webdings|^wingdings 3/i.test(font) ? undefined : table.get(code);
  if (found === undefined) of.context.warn("symbol-unknown", { font, code: code.toString(16) }, at);
  return found ?? "□";
}

/** Adobe's Symbol encoding, letters and the signs that texts use. */
const greek = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const greekSmall = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
const symbol = new Map<number, string>([
  ...[...greek].map((one, at): [number, string] => [0x41 + at, one]),
  ...[...greekSmall].map((one, at): [number, string] => [0x61 + at, one]),
  ...Array.from({ length: 10 }, (_, at): [number, string] => [0x30 + at, String(at)]),
  ...pairs("28 ( 29 ) 2B + 2C , 2D − 2E . 2F / 3A : 3B ; 3C < 3D = 3E > 5B [ 5D ] 7B { 7D } 7C | 7E ∼"),
  ...pairs("A3 ≤ A5 ∞ AB ↔ AC ← AD ↑ AE → AF ↓ B0 ° B1 ± B2 ″ B3 ≥ B4 × B6 ∂ B7 • B8 ÷ B9 ≠ BA ≡ BB ≈ BC …"),
  ...pairs("C7 ∩ C8 ∪ CC ⊂ CE ∈ CF ∉ D1 ∇ D2 ® D3 © D4 ™ D5 ∏ D6 √ D9 ∧ DA ∨ DB ⇔ DC ⇐ DE ⇒ E0 ◊ E5 ∑ F2 ∫"),
]);

const wingdings = new Map<number, string>([
  ...pairs("22 ✂ 28 ☎ 29 ✆ 2A ✉ 36 ⌛ 3F ✍ 41 ✌ 46 ☞ 4A ☺ 4C ☹ 6C ● 6D ❍ 6E ■ 6F □ 71 ❑ 72 ❒ 73 ⬧ 75 ◆ 76 ❖ 77 ⬥"),
  ...pairs(
    "78 ⌧ 9F • A1 ○ A4 ◉ A7 ▪ A8 ◻ AB ★ D8 ➢ DC ➲ DF ← E0 → E1 ↑ E2 ↓ E8 ➔ E9 ↑ EF ⇦ F0 ⇨ F3 ⬄ FB ✗ FC ✓ FD ☒ FE ☑",
  ),
]);

const wingdings2 = new Map<number, string>(pairs("4F ✗ 50 ✓ 51 ☒ 52 ☑ 53 ☒ 97 ● 98 • A3 □"));

function pairs(list: string): [number, string][] {
  const words = list.split(" ");
  return words.flatMap((word, at) =>
    at % 2 === 0 ? [[Number.parseInt(word, 16), words[at + 1]!] as [number, string]] : [],
  );
}
