/**
 * Characters that a font may lack and that something else draws just as well. Each gives the character whose glyph
 * stands in, and an advance in thousandths of an em where it is not that glyph's own.
 */
export type Replacement = { character: number; advance?: number };

const space = 0x20;
const replacements: ReadonlyMap<number, Replacement> = new Map([
  [0x09, { character: space }],
  [0x0a, { character: space }],
  [0x0d, { character: space }],
  [0x2028, { character: space }],
  [0x2029, { character: space }],
  [0xa0, { character: space }],
  [0x2000, { character: space, advance: 500 }],
  [0x2001, { character: space, advance: 1000 }],
  [0x2002, { character: space, advance: 500 }],
  [0x2003, { character: space, advance: 1000 }],
  [0x2004, { character: space, advance: 333 }],
  [0x2005, { character: space, advance: 250 }],
  [0x2006, { character: space, advance: 167 }],
  [0x2008, { character: space }],
  [0x2009, { character: space, advance: 200 }],
  [0x200a, { character: space, advance: 100 }],
  [0x202f, { character: space, advance: 200 }],
  [0x205f, { character: space, advance: 222 }],
  [0x3000, { character: space, advance: 1000 }],
  [0xad, { character: 0x2d }],
  [0x2010, { character: 0x2d }],
  [0x2011, { character: 0x2010 }],
  ...[..."➔➙➛➜➝➞➟➠➡➢➣➤"].map((arrow): [number, Replacement] => [arrow.codePointAt(0)!, { character: 0x2192 }]),
]);

/** What a character is drawn as in a font that lacks it, if there is such a thing: "‐" as "-". */
export function replacementFor(code: number): Replacement | undefined {
  return replacements.get(code);
}

/** Default ignorable code points (Unicode, DerivedCoreProperties): they shape what is around them and draw nothing. */
export function isIgnorable(character: string): boolean {
  return /^\p{Default_Ignorable_Code_Point}$/u.test(character);
}

/** What is drawn for a character that no font has: an empty box (never glyph 0, which PDF/UA forbids). */
export const box = 0x2610;
