/**
 * What a document says, whatever says it: paragraphs in reading order, cells, captions and lists included, and its notes
 * apart. A list's number is a paragraph before its item; an image is its alternative in brackets.
 */
export type Words = {
  paragraphs: string[];
  /** Paragraphs of the notes, in the order of the notes' numbers. */
  notes: string[];
  /** Of each entry of the contents, its page as printed; absent where there are no pages. */
  contentsPages?: string[];
};

/**
 * Spaces of all kinds folded into one, hyphens that show at line ends only and signs without width left out; what is no
 * character, or nobody else's, U+FFFD.
 */
export function folded(text: string): string {
  return text
    .normalize("NFC")
    .toWellFormed()
    .replace(/[\u00AD\u200B\u2060\uFEFF]|\p{Variation_Selector}/gu, "")
    .replace(/[^\P{Cc}\s]|[\p{Co}\p{Noncharacter_Code_Point}]/gu, "\uFFFD")
    .replace(/\s+/g, " ")
    .trim();
}

/** Paragraphs folded, empty ones left out. */
export function foldedAll(paragraphs: readonly string[]): string[] {
  return paragraphs.map(folded).filter((paragraph) => paragraph !== "");
}

/**
 * Where `found` says something else than `wanted`: of paragraphs, of notes, of pages of contents, the first time. What
 * `wanted` lacks is not asked.
 */
export function difference(wanted: Partial<Words>, found: Words): string[] {
  return (["paragraphs", "notes", "contentsPages"] as const).flatMap((part) => {
    const [one, other] = [wanted[part], found[part]];
    if (one === undefined || other === undefined) return [];
    const at = Array.from({ length: Math.max(one.length, other.length) }).findIndex((_, i) => one[i] !== other[i]);
    return at === -1 ? [] : [`${part}, ${at + 1}: « ${other[at] ?? ""} », not « ${one[at] ?? ""} »`];
  });
}

/** Words without the alternatives of images, for what does not tell them. */
export function withoutAlternatives(words: Words): Words {
  const untold = (paragraphs: string[]) => paragraphs.map((paragraph) => paragraph.replace(/^\[.*\]$/s, "[]"));
  return { ...words, paragraphs: untold(words.paragraphs), notes: untold(words.notes) };
}

/** How a list's number is written, of whatever list: "3", "c", "iii". */
export function numberAs(format: string | undefined, number: number): string {
  switch (format) {
    case "lowerLetter":
      return lettered(number);
    case "upperLetter":
      return lettered(number).toUpperCase();
    case "lowerRoman":
      return roman(number);
    case "upperRoman":
      return roman(number).toUpperCase();
    default:
      return String(number);
  }
}

function lettered(number: number): string {
  if (number < 1) return String(number);
  const rest = (number - 1) % 26;
  return (number > 26 ? lettered((number - 1 - rest) / 26) : "") + String.fromCharCode(97 + rest);
}

const numerals: readonly [number, string][] = [
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

function roman(number: number): string {
  if (number < 1) return String(number);
  const [value, numeral] = numerals.find(([value]) => value <= number)!;
  return numeral + (number > value ? roman(number - value) : "");
}
