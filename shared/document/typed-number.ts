/** How authors write numbers by hand: the one grammar of them, for readers and for what compares headings. */

/** "I" to "CCCXCIX", well formed: "CLIC" and "VIL" are words. */
const roman = "(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})";
/** "i" to "xxxix". */
const smallRoman = "(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})";
/** "I" to "XX": before a dash or a colon, longer ones are words as a rule ("CV – Martin Dupont"). */
const toTwenty = "(?=[IVX])(?:XX|X?(?:IX|IV|V?I{0,3}))";

/** "2", "2.1", "B". */
const figures = String.raw`\d{1,2}(?:\.\d{1,2})*|[A-Z]`;

const grammar = [
  // "2. Cadre", "III) Cadre", "1°) Cadre", "B/ Cadre", "1.- Cadre"
  String.raw`(?:${figures}|${roman})(?:°?[.)]|\/)(?:\s*[-–—])?\s+`,
  // "1° Cadre", "2° - Cadre": to twenty, since "25° anniversaire" counts something
  String.raw`(?:1?\d|20)°(?:\s*[-–—])?\s+(?=\p{Lu})`,
  // "2.1 – Cadre", "IV : Cadre"
  String.raw`(?:${figures}|${toTwenty})\s*[-–—:]\s+`,
  // "2.1 Cadre"; one number alone may count things: "3 projets"
  String.raw`\d{1,2}(?:\.\d{1,2})+\s+`,
  // "a) Cadre", "(1) Cadre", "(iv) Cadre"
  String.raw`(?:[a-z]|${smallRoman})\)\s+`,
  String.raw`\((?:\d{1,2}|[a-z]|${smallRoman}|${roman}|[A-Z])\)\s+`,
  // without a space only before a word that begins with a capital: "1.Cadre", "1-Cadre", not "3-D" or "2-roues"
  String.raw`\d{1,2}(?:\.\d{1,2})*[.)/–—-]{1,2}(?=\p{Lu}\p{L})`,
].join("|");

/** No number follows: "12 – 18 ans" and "14 : 30" count something. */
const typed = new RegExp(String.raw`^(?:${grammar})(?=[^\s\d])`, "u");

/** Length of a number typed at the start of `text` ("1.2 ", "IV. ", "2 – ", "B) "), or 0. */
export function typedNumber(text: string): number {
  return typed.exec(text)?.[0].length ?? 0;
}

/** Numbers that may follow one another: "2. a) i) ". */
const mostNumbers = 3;

/** The words after all such numbers: "Cadre" of "2. a) Cadre". */
export function withoutTypedNumbers(text: string): string {
  let words = text;
  for (let left = mostNumbers; left > 0; left--) words = words.slice(typedNumber(words));
  return words;
}
